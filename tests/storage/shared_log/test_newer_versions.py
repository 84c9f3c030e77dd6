"""What a newer version writes passes through a shared log unharmed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ldn_desktop.diary.model import UnknownChange
from ldn_desktop.storage import DiaryFile, open_diary
from ldn_desktop.storage.codec import edits
from ldn_desktop.storage.shared_log import lines, segments
from ldn_desktop.storage.shared_log.lines import changes_of
from tests.support.sharing.shared_files import exchange
from tests.support.storage.making import DAY, rated, record, texts

WEATHER = ["weather", "20261122", {"sky": "rain", "wind": [3, "W"]}]
PAIN = ["answer", "20261122", "pain", [5, 1200, "entered", {"felt_at": "night"}]]
STEP = ["step", "20261101", {"mg": 1.5, "pharmacy": {"name": "Corner"}}]
ABOUT = ["about", {"day_ends_hour": 5, "units": "metric"}]
UNKNOWN = ["unknown", "20261121", {"weather": "sun"}]


@pytest.fixture
def file(tmp_path: Path, shared: Path) -> Iterator[DiaryFile]:
    """A diary of this version that shares a folder; a newer one writes there too."""
    with open_diary(tmp_path / "diary") as opened:
        opened.join(shared)
        yield opened


def newer(shared: Path, file: DiaryFile, *changes: list[Any]) -> bytes:
    """The newer computer's file with one line of these changes."""
    sharing = file.sharing()
    assert sharing is not None
    head = lines.Head(sharing.config.share, "00000000000feed5", 1, "")
    line = lines.new_line(head, 1_795_000_000_000, {}, [[c, []] for c in changes], None)
    content = segments.encode(sharing.config.share, [line], ())
    (shared / "00000000000feed5-0001.log").write_bytes(content)
    return content


def test_what_is_known_beside_it_takes_effect(shared: Path, file: DiaryFile) -> None:
    newer(shared, file, WEATHER, PAIN, STEP, ABOUT, UNKNOWN)
    exchange(file)
    day = file.diary.day(DAY)
    assert day.value("pain") == 5
    assert day.answers["pain"].extra == {"felt_at": "night"}
    (step,) = file.diary.dose_steps
    assert step.extra == {"pharmacy": {"name": "Corner"}}
    assert file.diary.about.extra == {"units": "metric"}
    assert file.diary.about.day_ends_hour == 5
    with open_diary(file.folder, read_only=True) as seen:
        assert seen.diary.day(DAY).answers["pain"].extra == {"felt_at": "night"}


def test_the_line_is_kept_and_carried_on_byte_by_byte(
    shared: Path, file: DiaryFile, tmp_path: Path
) -> None:
    content = newer(shared, file, WEATHER, PAIN)
    exchange(file)
    record(file, rated(file.diary, 0))
    (shared / "00000000000feed5-0001.log").unlink()
    exchange(file)
    (copy,) = shared.glob("*-kept-*")
    assert copy.read_bytes() == content
    with open_diary(tmp_path / "third") as third:
        third.join(shared)
        sharing = third.sharing()
        assert sharing is not None
        known = [changes_of(line, None) for line in sharing.log.known_lines()]
        assert [[WEATHER, []], [PAIN, []]] in known


def test_this_version_updated_understands_it_from_then_on(
    shared: Path, file: DiaryFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer(shared, file, WEATHER)
    exchange(file)
    folder = file.folder
    file.close()
    check, decode = edits._check, edits._decode

    def updated_check(change: Any) -> None:
        if change[0] != "weather":
            check(change)

    def updated_decode(change: list[Any]) -> Any:
        if change[0] != "weather":
            return decode(change)
        return UnknownChange(DAY, {}, {"weather": change[2]})

    monkeypatch.setattr(edits, "_check", updated_check)
    monkeypatch.setattr(edits, "_decode", updated_decode)
    with open_diary(folder) as again:
        exchange(again)
        assert again.diary.day(DAY).unknown == {"weather": WEATHER[2]}


def test_answering_beside_it_replaces_nothing_of_it(shared: Path, file: DiaryFile) -> None:
    before = newer(shared, file, WEATHER, PAIN)
    exchange(file)
    record(file, file.diary.answer(DAY, "pain", None))
    exchange(file)
    assert texts(shared)["00000000000feed5-0001.log"] == before
    sharing = file.sharing()
    assert sharing is not None
    own = [line for line in sharing.log.known_lines() if line.device in sharing.log.own_names]
    (body,) = [changes_of(line, None) for line in own]
    assert body is not None
    ((change, replaced),) = body
    assert change[:3] == PAIN[:3]
    assert len(replaced) == 1

"""Sharing that is interrupted: by a kill at the worst moments, a disk, a person who was quicker."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from ldn_desktop.diary.model import Diary, Edit
from ldn_desktop.errors import UserError
from ldn_desktop.storage import (
    DiaryFile,
    PassphraseNeededError,
    SaveError,
    change_passphrase,
    decrypt,
    encrypt,
    open_diary,
    prepare,
)
from ldn_desktop.storage.codec.documents import encode
from ldn_desktop.storage.shared_log import segments
from ldn_desktop.storage.shared_log.config import device_suffix, load_config, on_opening
from ldn_desktop.storage.shared_log.lines import Head, new_line
from ldn_desktop.storage.shared_log.shared_log import lines_in
from ldn_desktop.storage.shared_log.sharing import Sharing
from ldn_desktop.storage.shared_log.status import status_on_disk
from tests.support.sharing.shared_files import (
    FATIGUE,
    PASSPHRASE,
    encrypted,
    exchange,
    fill_up,
    values,
)
from tests.support.storage.faults.crash_model import KilledError
from tests.support.storage.making import (
    CANARY,
    DAY,
    died,
    noted,
    rated,
    record,
    texts,
)

Pair = tuple[DiaryFile, DiaryFile]


@pytest.fixture
def pair(tmp_path: Path, shared: Path) -> Iterator[Pair]:
    one, other = open_diary(tmp_path / "one"), open_diary(tmp_path / "other")
    for file in (one, other):
        file.join(shared)
        exchange(file)
    yield one, other
    for file in (one, other):
        with suppress(SaveError):  # it died, and another program has the folder since
            file.close()


def sharing_of(file: DiaryFile) -> Sharing:
    sharing = file.sharing()
    assert sharing is not None
    return sharing


def own_lines(file: DiaryFile) -> int:
    log = sharing_of(file).log
    return sum(line.device in log.own_names for line in log.known_lines())


def differing(one: DiaryFile, other: DiaryFile) -> None:
    """Both answer the same question without knowing of one another; `other` is in the folder."""
    record(one, rated(one.diary, 0, 2.5))
    one.checkpoint()
    record(other, rated(other.diary, 0, 7.5))
    exchange(other)


@pytest.mark.parametrize("step", ["published", "applying"])
def test_a_kill_around_what_came_makes_it_nobody_s_answer(
    pair: Pair, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    one, other = pair
    differing(one, other)
    sharing = sharing_of(one)
    save = Sharing._save

    def dying(self: Sharing, **saved: Any) -> None:
        if step == "applying" and "applying" in saved:
            save(self, **saved)
            raise KilledError
        if step == "published" and "published" in saved and self.log.unseen:
            raise KilledError
        save(self, **saved)

    with monkeypatch.context() as patch:
        patch.setattr(Sharing, "_save", dying)
        with pytest.raises(KilledError):
            sharing.exchange()
    died(one)
    with open_diary(one.folder) as again:
        exchange(again, other, again)
        assert own_lines(again) == 1
        assert values(again) == values(other) == {2.5, 7.5}


def test_another_edit_under_the_number_that_was_meant_for_it_is_an_answer(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = pair
    record(other, rated(other.diary, 1, 7.5))
    exchange(other)

    def killed(_edit: Edit) -> None:
        raise KilledError

    with monkeypatch.context() as patch:
        patch.setattr(one, "record", killed)
        with pytest.raises(KilledError):
            sharing_of(one).exchange()
    died(one)
    with open_diary(one.folder) as again:
        record(again, rated(again.diary, 0, 2.5))
        exchange(again, other)
        assert own_lines(again) == 1
        assert other.diary.day(DAY).value("fatigue") == 2.5


def test_an_answer_from_before_it_was_on_the_screen_replaces_nothing(pair: Pair) -> None:
    one, other = pair
    record(other, rated(other.diary, 0, 7.5))
    exchange(other)
    assert (found := one.exchange())
    assert found.is_news
    record(one, rated(Diary(), 0, 2.5))  # touched meanwhile
    one.acknowledge()
    exchange(one, other, one)
    assert values(one) == values(other) == {2.5, 7.5}
    record(one, rated(Diary(), 0, 5.0))  # and now with both in sight
    exchange(one, other)
    assert values(one) == values(other) == {5.0}


def test_what_nobody_has_seen_is_remembered_over_a_restart(pair: Pair) -> None:
    one, other = pair
    record(other, rated(other.diary, 0, 7.5))
    exchange(other)
    assert one.exchange()
    record(one, rated(Diary(), 0, 2.5))
    died(one)
    with open_diary(one.folder) as again:
        assert sharing_of(again).log.unseen
        exchange(again, other, again)
        assert not sharing_of(again).log.unseen
        config = load_config(again.folder)
        assert config is not None
        assert config.unseen == []
        assert values(again) == values(other) == {2.5, 7.5}


def test_acknowledging_twice_writes_once(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = pair
    record(other, rated(other.diary, 0, 7.5))
    exchange(other, one)
    monkeypatch.setattr(Sharing, "_save", None)
    one.acknowledge()


def test_differences_are_recorded_once(pair: Pair) -> None:
    one, _other = pair
    record(one, rated(one.diary, 0))
    exchange(one)
    sharing = sharing_of(one)
    sharing._save(resync=True)
    exchange(one)
    config = load_config(one.folder)
    assert config is not None
    assert not config.resync
    count = own_lines(one)
    exchange(one)
    assert own_lines(one) == count == 1


def test_leaving_that_fails_half_way_has_left(
    pair: Pair, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, _other = pair
    record(one, rated(one.diary, 0))
    exchange(one)

    def refused(_folder: Path) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(shutil, "rmtree", refused)
        with pytest.raises(SaveError):
            one.leave()
    assert one.sharing() is None
    died(one)
    with open_diary(one.folder) as again:
        assert again.sharing() is None
        assert again.exchange() is None
        assert again.diary.day(DAY).value("fatigue") == 5
        again.join(shared)
        exchange(again)


def test_an_exchange_is_due_when_something_may_be_new(
    pair: Pair, shared: Path, tmp_path: Path
) -> None:
    one, other = pair
    exchange(one, other, one)
    assert not sharing_of(one).is_due()
    assert one.exchange(if_due=True) is None
    record(one, rated(one.diary, 0))
    assert sharing_of(one).is_due()
    exchange(one)
    assert not sharing_of(one).is_due()
    assert sharing_of(other).is_due()
    (shared / "notes.txt").write_text("Milk")
    assert sharing_of(one).is_due()
    exchange(one)
    assert not sharing_of(one).is_due()
    shared.rename(tmp_path / "away")
    assert sharing_of(one).is_due()


def test_who_only_reads_exchanges_nothing(pair: Pair) -> None:
    one, other = pair
    differing(one, other)
    exchange(one)
    with open_diary(one.folder, read_only=True) as seen:
        before = texts(one.folder)
        assert seen.exchange() is None
        found, live = seen.sharing_status(), one.sharing_status()
        assert found is not None
        assert set(found.conflicts) == {FATIGUE}
        assert found == live
        assert texts(one.folder) == before


def test_a_diary_that_is_not_shared_has_no_status(tmp_path: Path) -> None:
    with open_diary(tmp_path / "alone") as file:
        assert file.sharing_status() is None
        assert file.exchange() is None
        file.acknowledge()
        file.unlock_sharing("no matter")
        assert status_on_disk(file.folder, None) is None
        with open_diary(file.folder, read_only=True) as seen:
            assert seen.sharing_status() is None


def _line(number: int, previous: str, size: int) -> Any:
    """A line that takes `size` bytes of a segment."""
    head = Head("share", "device", number, previous)
    empty = new_line(head, 1_795_000_000_000, {}, "", None)
    return new_line(head, 1_795_000_000_000, {}, "x" * (size - len(empty.encode())), None)


@pytest.mark.parametrize(
    ("sizes", "segments_expected"),
    [
        ((segments.SEGMENT_BYTES,), [1]),
        ((segments.SEGMENT_BYTES, 200), [1, 1]),
        ((segments.SEGMENT_BYTES - 1, 200), [2]),
        ((segments.SEGMENT_BYTES - 200, 200, 200), [2, 1]),
        ((200, segments.SEGMENT_BYTES - 201, 200, 200), [3, 1]),
        ((segments.SEGMENT_BYTES, segments.SEGMENT_BYTES - 1, 200), [1, 2]),
        ((segments.SEGMENT_BYTES + 1, segments.SEGMENT_BYTES + 1), [1, 1]),
    ],
)
def test_a_segment_ends_with_the_line_that_fills_it(
    sizes: tuple[int, ...], segments_expected: list[int]
) -> None:
    made: list[Any] = []
    for number, size in enumerate(sizes, 1):
        made.append(_line(number, made[-1].name if made else "", size))
        assert len(made[-1].encode()) == size
    assert [len(part) for part in segments.divided(made)] == segments_expected


@pytest.mark.usefixtures("light_keys")
def test_a_kill_while_the_passphrase_is_set_costs_nothing(
    pair: Pair, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = pair
    record(one, noted(one.diary))
    exchange(one, other)

    def killed(_self: Sharing, _key: object) -> None:
        raise KilledError

    preparation = prepare(PASSPHRASE)
    typed = [preparation.words[n - 1] for n in preparation.asked_positions]
    with monkeypatch.context() as patch:
        patch.setattr(Sharing, "follow_key", killed)
        with pytest.raises(KilledError):
            encrypt(one, preparation, typed)
    died(one)
    with open_diary(one.folder, passphrase=PASSPHRASE) as again:
        exchange(again)
        readable = {**texts(shared), **texts(again.folder)}
        assert not [name for name, text in readable.items() if CANARY.encode() in text]
        other.unlock_sharing(PASSPHRASE)
        config = load_config(other.folder)
        assert config is not None
        assert config.keys
        record(other, rated(other.diary, 1))
        exchange(other, again)
        assert len(again.diary.dates()) == 2


@pytest.mark.usefixtures("light_keys")
@pytest.mark.parametrize("turn_off", [True, False])
def test_a_kill_while_the_key_of_the_diary_changes_keeps_that_of_the_folder(
    tmp_path: Path, shared: Path, monkeypatch: pytest.MonkeyPatch, turn_off: bool
) -> None:
    with open_diary(tmp_path / "other") as other:
        one = encrypted(tmp_path / "one")
        one.join(shared)
        record(one, noted(one.diary))
        exchange(one)
        other.join(shared, PASSPHRASE)

        def killed(_self: Sharing, _key: object) -> None:
            raise KilledError

        change = decrypt if turn_off else partial(change_passphrase, passphrase="four calm geese")
        with monkeypatch.context() as patch:
            patch.setattr(Sharing, "follow_key", killed)
            with pytest.raises(KilledError):
                change(one)
        died(one)
        phrase = None if turn_off else "four calm geese"
        with open_diary(one.folder, passphrase=phrase) as again:
            exchange(again)
            record(again, rated(again.diary, 1))
            exchange(again, other)
            assert len(other.diary.dates()) == 2
            config = load_config(again.folder)
            assert config is not None
            assert config.next_keys == ""


@pytest.mark.usefixtures("light_keys")
def test_a_lost_key_of_the_folder_is_asked_for_and_nothing_is_written_plain(
    tmp_path: Path, shared: Path
) -> None:
    one = encrypted(tmp_path / "one")
    one.join(shared)
    record(one, rated(one.diary, 1))
    exchange(one)
    sharing_of(one)._save(keys="not a key any more")
    one.close()
    with open_diary(one.folder, passphrase=PASSPHRASE) as again:
        record(again, noted(again.diary))
        again.back_up()
        record(again, rated(again.diary, 2))
        with pytest.raises(PassphraseNeededError):
            again.exchange()
        assert sharing_of(again).locked
        readable = {**texts(shared), **texts(again.folder)}
        assert not [name for name, text in readable.items() if CANARY.encode() in text]
        again.unlock_sharing(PASSPHRASE)
        exchange(again)
        assert not sharing_of(again).locked
        with open_diary(tmp_path / "other") as other:
            other.join(shared, PASSPHRASE)
            exchange(other)
            assert len(other.diary.dates()) == 3


@pytest.mark.usefixtures("light_keys")
def test_who_only_reads_hears_that_the_key_of_the_folder_is_lost(
    tmp_path: Path, shared: Path
) -> None:
    def is_locked() -> bool:
        with open_diary(tmp_path / "one", passphrase=PASSPHRASE, read_only=True) as seen:
            status = seen.sharing_status()
            assert status is not None
            return status.locked

    one = encrypted(tmp_path / "one")
    one.join(shared)
    record(one, rated(one.diary, 1))
    exchange(one)
    assert not is_locked()
    sharing_of(one)._save(keys="not a key any more")
    assert is_locked()
    one.close()


@pytest.mark.usefixtures("light_keys")
def test_a_passphrase_can_be_removed_where_the_key_of_the_folder_is_lost(
    tmp_path: Path, shared: Path
) -> None:
    one = encrypted(tmp_path / "one")
    one.join(shared)
    record(one, noted(one.diary))
    exchange(one)
    sharing_of(one)._save(keys="not a key any more")
    one.close()
    with open_diary(one.folder, passphrase=PASSPHRASE) as again:
        decrypt(again)
        with pytest.raises(PassphraseNeededError):
            again.exchange()
        again.unlock_sharing(PASSPHRASE)
        record(again, rated(again.diary, 1))
        exchange(again)
        assert not [name for name, text in texts(shared).items() if CANARY.encode() in text]
    with open_diary(tmp_path / "other") as other:
        other.join(shared, PASSPHRASE)
        exchange(other)
        assert len(other.diary.dates()) == 2


def test_there_is_nothing_to_say_of_a_diary_that_was_not_set_back(pair: Pair) -> None:
    one, _other = pair
    record(one, rated(one.diary, 0))
    exchange(one)
    assert on_opening(one.folder, one.next_sequence - 1) == ""


def test_a_damaged_name_of_the_computer_is_no_suffix(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    assert device_suffix(tmp_path) == ""
    (tmp_path / "shared" / "device.json").write_text("{")
    assert device_suffix(tmp_path) == ""
    (tmp_path / "shared" / "device.json").write_text('{"device":"3f2a99"}')
    assert device_suffix(tmp_path) == "3f2a"


def test_lines_of_a_folder_that_is_not_there_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="cannot be read"):
        lines_in(tmp_path / "nowhere", {"share"})


def test_a_full_shared_folder_costs_nothing_and_is_filled_later(
    pair: Pair, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = pair
    record(one, rated(one.diary, 0))
    with monkeypatch.context() as patch:
        fill_up(shared, patch)
        with pytest.raises(SaveError, match="full"):
            one.exchange()
    exchange(one, other)
    assert other.diary.day(DAY).value("fatigue") == 5


def _failing(number: int, work: Callable[[], object]) -> bool:
    """Whether call `number` that changes a disk failed while `work` was done."""
    calls = 0

    def counted(real: Callable[..., object]) -> Callable[..., object]:
        def call(*given: object, **named: object) -> object:
            nonlocal calls
            calls += 1
            if calls == number:
                raise OSError(5, "Input/output error")
            return real(*given, **named)

        return call

    with ExitStack() as patches:
        for name in ("write", "fsync", "replace", "unlink", "mkdir", "ftruncate"):
            patches.enter_context(mock.patch.object(os, name, counted(getattr(os, name))))
        with suppress(UserError):
            work()
    return calls >= number


@pytest.mark.parametrize("first", range(1, 41, 10))
def test_every_failing_call_of_an_exchange_costs_and_decides_nothing(
    tmp_path: Path, first: int
) -> None:
    for number in range(first, first + 10):
        root = tmp_path / str(number)
        (root / "shared").mkdir(parents=True)
        one, other = open_diary(root / "one"), open_diary(root / "other")
        for file in (one, other):
            file.join(root / "shared")
            exchange(file)
        differing(one, other)
        record(one, noted(one.diary, "Soon gone", 2))
        record(one, one.diary.answer(DAY - timedelta(days=2), "note", None))
        record(other, rated(other.diary, 1))
        exchange(other)
        _failing(number, sharing_of(one).exchange)
        one.close()
        with open_diary(root / "one") as again:
            exchange(again, other, again)
            assert values(again) == values(other) == {2.5, 7.5}
            assert encode(again.diary) == encode(other.diary)
            assert again.diary.day(DAY - timedelta(days=1)).value("fatigue") == 5
        other.close()


def test_a_cleared_note_is_gone_from_the_folder_with_the_next_exchange(
    pair: Pair, shared: Path
) -> None:
    one, other = pair
    record(one, noted(one.diary))
    exchange(one, other)
    readable = [name for name, text in texts(shared).items() if CANARY.encode() in text]
    assert readable
    record(other, other.diary.answer(DAY, "note", None))
    exchange(other, one, other)
    for folder in (shared, one.folder / "shared", other.folder / "shared"):
        assert not [n for n, text in texts(folder).items() if CANARY.encode() in text]
    assert one.diary.day(DAY).note == other.diary.day(DAY).note == ""


def test_a_note_cleared_before_it_went_out_never_goes_out(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, _other = pair
    written: list[bytes] = []
    real = segments.write

    def noting(path: Path, content: bytes) -> bool:
        written.append(content)
        return real(path, content)

    monkeypatch.setattr(segments, "write", noting)
    record(one, noted(one.diary))
    record(one, one.diary.answer(DAY, "note", None))
    exchange(one)
    assert written
    assert not [content for content in written if CANARY.encode() in content]


def test_opening_writes_nothing_of_the_sharing_anew(pair: Pair) -> None:
    one, _other = pair
    record(one, rated(one.diary, 0))
    exchange(one)
    one.close()
    before = (one.folder / "shared" / "sharing.json").stat()
    with open_diary(one.folder) as again:
        assert (again.folder / "shared" / "sharing.json").stat().st_ino == before.st_ino
        assert not sharing_of(again).is_apart


def test_the_computer_that_recorded_last_is_named_first(
    pair: Pair, shared: Path, tmp_path: Path
) -> None:
    one, other = pair
    with open_diary(tmp_path / "third") as third:
        third.join(shared)
        for file, count in ((other, 1), (third, 2), (other, 3)):
            for number in range(count):
                record(file, rated(file.diary, number, 2.5 * count))
            exchange(file)
        exchange(one)
        status = one.sharing_status()
        assert status is not None
        first, second = status.devices
        assert (first.lines, second.lines) == (4, 2)
        assert first.newest >= second.newest


@pytest.mark.usefixtures("light_keys")
def test_an_encrypted_diary_never_writes_a_plain_line(tmp_path: Path, shared: Path) -> None:
    one = encrypted(tmp_path / "one")
    record(one, noted(one.diary))
    one.join(shared)
    assert not [n for n, text in texts(shared).items() if CANARY.encode() in text]
    assert not [n for n, text in texts(one.folder).items() if CANARY.encode() in text]
    one.close()


def test_after_the_first_exchange_only_what_came_is_looked_at(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = pair
    record(one, rated(one.diary, 0))
    exchange(one, other)
    merged = sharing_of(one).log.merged
    asked: list[set[Any]] = []
    real = merged.edit

    def edit(fields: Any) -> Edit:
        asked.append(set(fields))
        return real(asked[-1])

    monkeypatch.setattr(merged, "edit", edit)
    exchange(one)
    record(other, rated(other.diary, 1))
    exchange(other, one)
    assert asked == [set(), {("answer", "20261121", "fatigue")}]

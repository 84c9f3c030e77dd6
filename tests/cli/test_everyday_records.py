"""What daily life adds to a diary goes every way that answers go, and nothing of it is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from ldn_desktop.diary import doses, paper_month
from ldn_desktop.diary.model import Diary
from ldn_desktop.storage import encrypt, open_diary, prepare
from ldn_desktop.storage.codec.edits import difference
from tests.support.interchange.diary_strategies import whole
from tests.support.storage.making import record, typed

DAY, PAPER_DAY = "2026-03-01", date(2026, 2, 15)
NOW = datetime(2026, 3, 1, 20, 0).astimezone()
PASSPHRASE = "three calm geese"
COMMANDS = (
    ("dose", "add", "2026-02-01", "1.5"),
    ("add", "--date", DAY, "--by", "Änn", "fatigue=5", "dose=1.5", "dose_time=evening",
     "mark=infection: 風邪"),
    ("mark", "add", "2026-02-05", "medicine", "Tramadol", "--until", "2026-02-20"),
    ("funcap", "add", "2026-02-25", "3.4", "--domain", "walking=2.5"),
)  # fmt: skip


@pytest.fixture
def everything(ldn: Any) -> Diary:
    """A helper's entry, marks, a medicine, the time of a dose, FUNCAP and a row from paper."""
    for words in COMMANDS:
        assert ldn(*words).code == 0
    with open_diary(ldn.diary) as file:
        record(file, doses.ask_time(file.diary, asked=True))
        for number, column in enumerate(paper_month.columns(file.diary)):
            box = 1 + number % len(column.boxes)
            record(file, paper_month.type_in(file.diary, PAPER_DAY, column, box, NOW))
        return file.diary


def by_export(name: str) -> Callable[[Any], Diary]:
    def way(ldn: Any) -> Diary:
        out, other = ldn.diary.parent / name, ldn.diary.parent / "other"
        assert ldn("export", out).code == 0
        assert ldn("import", out, diary=other).code == 0
        return read(other)

    return way


def by_backup(ldn: Any) -> Diary:
    with open_diary(ldn.diary) as file:
        file.checkpoint()
        file.back_up()
        backup = file.backups()[0]
        record(file, difference(file.diary, Diary()))
        assert whole(file.diary) == whole(Diary())
    with open_diary(ldn.diary) as file:
        record(file, file.restore_edit(backup))
    return read(ldn.diary)


def by_undo(ldn: Any) -> Diary:
    with open_diary(ldn.diary) as file:
        cleared = difference(file.diary, Diary())
        record(file, cleared)
    assert whole(read(ldn.diary)) == whole(Diary())
    with open_diary(ldn.diary) as file:
        record(file, cleared.reversed())
    return read(ldn.diary)


def by_encryption(ldn: Any) -> Diary:
    with open_diary(ldn.diary) as file:
        preparation = prepare(PASSPHRASE)
        encrypt(file, preparation, typed(preparation))
    for path in ldn.diary.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert not [name for name in ("Tramadol", "風邪", "Änn") if name.encode() in content]
    with open_diary(ldn.diary, passphrase=PASSPHRASE) as file:
        return file.diary


def by_a_shared_folder(ldn: Any) -> Diary:
    shared, other = ldn.diary.parent / "shared", ldn.diary.parent / "other"
    shared.mkdir()
    for diary in (ldn.diary, other):
        assert ldn("share", shared, diary=diary).code == 0
    return read(other)


def read(folder: Path) -> Diary:
    with open_diary(folder, read_only=True) as file:
        assert file.notices == []
        return file.diary


@pytest.mark.parametrize(
    "way",
    [
        by_export("diary.csv"),
        by_export("diary.json"),
        by_backup,
        by_undo,
        by_encryption,
        by_a_shared_folder,
    ],
    ids=["csv", "json", "backup", "undo", "encryption", "shared folder"],
)
def test_everything_comes_back(ldn: Any, everything: Diary, way: Callable[[Any], Diary]) -> None:
    assert whole(way(ldn)) == whole(everything)


@pytest.mark.usefixtures("everything")
def test_a_day_says_who_entered_it_and_what_was_on_paper(ldn: Any) -> None:
    shown = ldn.shown(f"{PAPER_DAY}")
    assert shown["paper"] == sorted([*shown["scores"], "crash", "dose", "exertion"])
    assert [mark["name"] for mark in shown["marks"]] == ["Tramadol"]
    out = ldn("show", "--date", f"{PAPER_DAY}").out
    assert "\nFrom paper: Fatigue, Brain fog, " in out
    shown = ldn.shown(DAY)
    assert "paper" not in shown
    assert (shown["by"]["fatigue"], shown["dose_time"]) == ("Änn", "evening")

"""Copies that a sync tool leaves beside a diary: recognised, and what only they say is offered."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from ldn_desktop.diary.model import (
    Diary,
    DoseStep,
    DoseStepChange,
    Edit,
    SymptomChange,
)
from ldn_desktop.diary.symptoms import Symptom
from ldn_desktop.storage import encrypt, open_diary, prepare
from ldn_desktop.storage.codec.documents import encode
from ldn_desktop.storage.recovery import conflict_copies
from tests.support.storage.making import DAY, noted, rated, record

NAMES = [
    "diary.sync-conflict-20261122-101112-ABCDEFG.json",
    "diary (Anna's conflicted copy 2026-11-22).json",
    "diary (conflicted copy 2026-11-22 101112).json",
    "diary (Konflikt von Laptop 2026-11-22).json",
    "diary_conflict-20261122-101112.json",
    "diary-DESKTOP-7AB3C.json",
    "diary (1).json",
    "diary 2.json",
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A diary of one day; what another computer made of it is in `other`."""
    with open_diary(tmp_path / "diary") as file:
        record(file, rated(file.diary, 0, 2.5))
    shutil.copytree(tmp_path / "diary", tmp_path / "other")
    with open_diary(tmp_path / "other") as file:
        record(file, rated(file.diary, 0, 7.5))
        record(file, rated(file.diary, 1, 5.0))
        record(file, noted(file.diary, "Rested.", 1))
        record(file, Edit((DoseStepChange(DAY, None, DoseStep(DAY, 1.5)),)))
        own = Symptom("own_cold", "Cold hands", own=True)
        record(file, Edit((SymptomChange("own_cold", None, own),)))
    return tmp_path / "diary"


@pytest.mark.parametrize("name", NAMES)
def test_what_stands_only_in_a_copy_is_offered_and_nothing_replaced(
    folder: Path, name: str
) -> None:
    shutil.copy(folder.parent / "other" / "diary.json", folder / name)
    with open_diary(folder) as file:
        found = file.conflict_copies()
        assert found.names == (name,)
        assert len(found.missing.changes) == 4
        record(file, found.missing)
        before = DAY - timedelta(days=1)
        assert file.diary.day(DAY).value("fatigue") == 2.5
        assert file.diary.day(before).value("fatigue") == 5.0
        assert file.diary.day(before).note == "Rested."
        assert [step.mg for step in file.diary.dose_steps] == [1.5]
        assert file.diary.symptom("own_cold") is not None
        assert not file.conflict_copies().missing


def test_a_journal_is_read_to_its_end(folder: Path) -> None:
    with open_diary(folder.parent / "other") as file:
        record(file, rated(file.diary, 2, 5.0))
        taken_back = rated(file.diary, 3, 5.0)
        record(file, taken_back)
        record(file, taken_back.reversed())
        name = "diary.sync-conflict-20261122-101112-ABCDEFG.journal"
        shutil.copy(file.folder / "diary.journal", folder / name)
    with open_diary(folder) as file:
        record(file, file.conflict_copies().missing)
        assert file.diary.day(DAY - timedelta(days=2)).value("fatigue") == 5.0
        assert file.diary.day(DAY - timedelta(days=3)).value("fatigue") is None


def test_two_copies_that_differ_add_one_value(folder: Path) -> None:
    for number, points in enumerate((2.5, 7.5)):
        with open_diary(folder.parent / f"copy {number}") as file:
            record(file, rated(file.diary, 2, points))
        shutil.copy(file.folder / "diary.json", folder / f"diary ({number}).json")
    with open_diary(folder) as file:
        assert len(file.conflict_copies().missing.changes) == 1


@pytest.mark.parametrize(
    "name", ["notes.json", "diary.json.bak", "diary-old.json", "settings (1).json", "diary.txt"]
)
def test_other_names_are_no_conflict_copies(folder: Path, name: str) -> None:
    shutil.copy(folder.parent / "other" / "diary.json", folder / name)
    with open_diary(folder) as file:
        assert file.conflict_copies() == conflict_copies.ConflictCopies()


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b'{"_meta": 5}', b"[" * 5000])
def test_a_copy_that_cannot_be_read_is_named_and_adds_nothing(folder: Path, content: bytes) -> None:
    for suffix in ("json", "journal"):
        (folder / f"diary (1).{suffix}").write_bytes(content)
    with open_diary(folder) as file:
        before = encode(file.diary)
        found = file.conflict_copies()
        assert found.names == ("diary (1).journal", "diary (1).json")
        assert not found.missing
        assert encode(file.diary) == before


@pytest.mark.usefixtures("light_keys")
def test_an_encrypted_copy_of_another_key_adds_nothing(folder: Path) -> None:
    with open_diary(folder.parent / "other") as file:
        preparation = prepare("three calm geese")
        encrypt(file, preparation, [preparation.words[n - 1] for n in preparation.asked_positions])
        key = file.key
    shutil.copy(file.folder / "diary.json", folder / "diary (1).json")
    with open_diary(folder) as file:
        assert not file.conflict_copies().missing
    found = conflict_copies.look(conflict_copies.paths(folder), key, Diary())
    assert found.missing

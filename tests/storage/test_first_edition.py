"""Diaries of the first edition open unchanged, and nothing in them is lost."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ldn_desktop import settings
from ldn_desktop.diary.model import Diary, Source
from ldn_desktop.interchange import export
from ldn_desktop.settings import Settings
from ldn_desktop.storage import DiaryFile, check, decrypt, open_diary
from tests.support.storage.making import texts

FILES = Path(__file__).parents[1] / "support" / "files" / "first_edition"
PASSPHRASES = {"plain": None, "encrypted": "three calm geese"}


@pytest.fixture(params=sorted(PASSPHRASES))
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def old(tmp_path: Path, kind: str) -> Path:
    """A folder as the first edition left it."""
    folder = tmp_path / "diary"
    shutil.copytree(FILES / kind, folder)
    return folder


@contextmanager
def _opened(folder: Path, kind: str, *, read_only: bool = False) -> Iterator[DiaryFile]:
    with open_diary(folder, passphrase=PASSPHRASES[kind], read_only=read_only) as file:
        yield file


def _missing(expected: Any, actual: Any, path: str = "") -> list[str]:
    """Where `actual` does not say what `expected` says; it may say more."""
    if isinstance(expected, dict) and isinstance(actual, dict):
        return [
            line
            for key in expected
            for line in _missing(expected[key], actual.get(key), f"{path}/{key}")
        ]
    return [] if expected == actual else [f"{path}: {actual} for {expected}"]


def _lost(diary: Diary, kind: str) -> list[str]:
    expected = json.loads((FILES / f"{kind}.expected.json").read_text("utf-8"))
    return _missing(expected, json.loads(export.to_json(diary)))


def test_every_value_is_there(old: Path, kind: str) -> None:
    with _opened(old, kind) as file:
        assert _lost(file.diary, kind) == []
        assert file.notices == []
        assert not file.changed_outside
    with _opened(old, kind) as again:
        assert _lost(again.diary, kind) == []


def test_the_values_are_those_that_were_entered(old: Path, kind: str) -> None:
    with _opened(old, kind) as file:
        diary = file.diary
    day = diary.day(date(2026, 11, 3))
    assert day.crash
    assert day.note.startswith("Lay in the dark.\n")
    assert day.answers["note"].offset == -480
    assert day.answers["own_0"].source is Source.COPIED
    assert diary.day(date(2026, 11, 4)).dose_mg == 0
    reading = diary.day(date(2026, 11, 5)).answers["resting_heart_rate"]
    assert (reading.value, reading.extra) == (71, {"origin": "Garmin", "original": "71 bpm"})
    assert diary.day(date(2026, 11, 6)).unknown == {"weather": {"rain": True}, "moon": 0.25}
    assert diary.day(date(2026, 11, 8)).answers.get("fatigue") is None
    assert diary.day(date(2026, 11, 9)).note == "Only in the journal."
    assert [(step.mg, step.planned) for step in diary.dose_steps] == [(0.5, False), (1.5, True)]
    assert diary.dose_steps[0].extra == {"pharmacy": "Boots"}
    assert (diary.about.day_ends_hour, diary.about.extra) == (3, {"later_setting": [1, "two"]})
    names = [s.name for s in diary.symptoms if s.own]
    assert names == ["details", "Schmerz!", "頭痛"]
    pain = diary.symptom("pain")
    assert pain is not None
    assert not pain.shown


def test_looking_changes_no_byte(old: Path, kind: str) -> None:
    before = texts(old)
    with _opened(old, kind, read_only=True) as file:
        assert file.notices == []
    assert texts(old) == before
    assert check(old, passphrase=PASSPHRASES[kind]).sound
    assert texts(old) == before


def test_its_backups_are_sound_and_its_import_can_be_undone(old: Path, kind: str) -> None:
    imported = date(2026, 10, 29)
    with _opened(old, kind) as file:
        assert len(file.backups()) >= 2
        assert all(backup.sound for backup in file.backups())
        (undo,) = file.undo_entries()
        assert undo.title == "Bearable"
        assert file.diary.day(imported).value("fatigue") == 5
        file.record(undo.edit(file.diary))
    with _opened(old, kind) as file:
        assert not file.diary.day(imported).answers


def test_its_oldest_backup_can_be_restored(old: Path, kind: str) -> None:
    with _opened(old, kind) as file:
        file.record(file.restore_edit(file.backups()[-1]))
    with _opened(old, kind) as file:
        assert not file.diary.day(date(2026, 11, 9)).answers
        assert file.diary.day(date(2026, 11, 7)).value("fatigue") == 2.5


def test_the_recovery_code_of_an_encrypted_one_opens_it(tmp_path: Path) -> None:
    folder = tmp_path / "diary"
    shutil.copytree(FILES / "encrypted", folder)
    code = (FILES / "encrypted.code.txt").read_text("utf-8")
    with open_diary(folder, passphrase=code) as file:
        decrypt(file)
    with open_diary(folder) as file:
        assert _lost(file.diary, "encrypted") == []


def test_its_settings_are_read(old: Path, kind: str) -> None:
    loaded = settings.load(old)
    if kind == "plain":
        assert loaded == Settings(
            theme="dim",
            text_percent=150,
            font="system",
            window=(1100, 700),
            charted=("fatigue", "own_0"),
            quick_answers=("same", "crash"),
            place="2026-11-08",
            welcomed=True,
            help_country="gb",
        )
    assert loaded.welcomed

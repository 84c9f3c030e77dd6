"""What is broken is preserved once each, whatever it is, and stays readable to its owner alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from ldn_desktop.storage import encrypt, new_diary, open_diary, prepare
from ldn_desktop.storage.encryption import key
from tests.support.storage.making import (
    noted,
    record,
    reopened,
    same,
    small,
)

PASSPHRASE = "three calm geese"

pytestmark = pytest.mark.usefixtures("light_keys")


def _with_backup(folder: Path, encrypted: bool) -> key.Key | None:
    new_diary(folder, small())
    with open_diary(folder) as file:
        record(file, noted(file.diary))
        file.back_up()
        if encrypted:
            preparation = prepare(PASSPHRASE)
            typed = [preparation.words[position - 1] for position in preparation.asked_positions]
            encrypt(file, preparation, typed)
        return file.key


@pytest.mark.parametrize("encrypted", [False, True])
def test_damage_is_kept_once_and_other_damage_too(folder: Path, encrypted: bool) -> None:
    key = _with_backup(folder, encrypted)
    expected = reopened(folder, PASSPHRASE)
    for content in (b"", b"broken", b"broken", b"", b"otherwise"):
        (folder / "diary.json").write_bytes(content)
        assert same(reopened(folder, PASSPHRASE), expected)
    stored = [path.read_bytes() for path in folder.glob("diary.damaged-*.json")]
    opened = [key.decrypt(content) if key else content for content in stored]
    assert sorted(content or b"" for content in opened) == [b"", b"broken", b"otherwise"]


@pytest.mark.parametrize("encrypted", [False, True])
def test_a_broken_journal_is_kept_once(folder: Path, encrypted: bool) -> None:
    key = _with_backup(folder, encrypted)
    for content in (b"rubbish\n", b"rubbish\n", b"other\n"):
        (folder / "diary.journal").write_bytes(content)
        with open_diary(folder, passphrase=PASSPHRASE) as file:
            assert "latest changes was damaged" in file.notices[0]
    stored = [path.read_bytes() for path in folder.glob("diary.damaged-*.journal")]
    opened = [key.decrypt(content) if key else content for content in stored]
    assert sorted(content or b"" for content in opened) == [b"other\n", b"rubbish\n"]

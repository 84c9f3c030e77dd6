"""Encrypted means encrypted, and the recovery code opens it."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import shutil
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB

from ldn_desktop import settings
from ldn_desktop.errors import UserError
from ldn_desktop.settings import Settings
from ldn_desktop.storage import (
    DiaryFile,
    NewerFormatError,
    NotADiaryError,
    PassphraseNeededError,
    Preparation,
    SaveError,
    WrongPassphraseError,
    change_passphrase,
    check,
    decrypt,
    encrypt,
    new_diary,
    open_diary,
    prepare,
)
from ldn_desktop.storage.backups import backups
from ldn_desktop.storage.encryption import key
from ldn_desktop.storage.instance import inbox
from ldn_desktop.storage.recovery import other_copies
from tests.support.storage.making import (
    CANARY,
    DAY,
    PowerCut,
    limit_writes,
    noted,
    rated,
    record,
    reopened,
    same,
    small,
    texts,
    typed,
)
from tests.support.systems import posix_only

PASSPHRASE = "three calm geese"

pytestmark = pytest.mark.usefixtures("light_keys")


def _encrypted(folder: Path, **more: Any) -> Preparation:
    """A diary with everything beside it that may hold a note, encrypted."""
    new_diary(folder, small())
    (folder / "diary.damaged-2026-11-01.json").write_text(CANARY, "utf-8")
    with open_diary(folder) as file:
        record(file, noted(file.diary))
        file.back_up()
        edit = rated(file.diary, 1, 0.0)
        file.add_undo(noted(file.diary, "Other"), "Import")
        record(file, edit)
        preparation = prepare(PASSPHRASE)
        encrypt(file, preparation, typed(preparation), **more)
        record(file, noted(file.diary, CANARY + " again", 1))
    return preparation


def _holding_canary(folder: Path) -> list[str]:
    return [name for name, content in texts(folder).items() if CANARY.encode() in content]


def test_no_file_holds_a_note_once_encrypted(folder: Path) -> None:
    _encrypted(folder)
    assert _holding_canary(folder) == []
    assert len(texts(folder)) >= 5


def test_the_passphrase_opens_it_and_all_is_there(folder: Path) -> None:
    _encrypted(folder)
    with open_diary(folder, passphrase=f"  {PASSPHRASE} ") as file:
        assert file.encrypted
        assert file.notices == []
        assert file.diary.day(DAY).note == CANARY
        assert all(backup.sound for backup in file.backups())
        assert file.backups()
        assert [undo.title for undo in file.undo_entries()] == ["Import"]


def test_the_recovery_code_opens_it_however_it_is_typed(folder: Path) -> None:
    words = _encrypted(folder).words
    for words_typed in (
        " ".join(words),
        "\n".join(f"{number}. {word.upper()}," for number, word in enumerate(words, 1)),
        " ".join(word[:4] for word in words),
    ):
        assert reopened(folder, words_typed).day(DAY).note == CANARY


def test_a_wrong_passphrase_changes_nothing(folder: Path) -> None:
    preparation = _encrypted(folder)
    before = texts(folder)
    with pytest.raises(PassphraseNeededError):
        open_diary(folder)
    for wrong in ("", "three calm goose", PASSPHRASE.upper(), "\ud800"):
        with pytest.raises(WrongPassphraseError, match="not the passphrase for this diary, nor"):
            open_diary(folder, passphrase=wrong)
    words = list(preparation.words)
    words[0], words[1] = words[1], words[0]
    with pytest.raises(WrongPassphraseError, match="swapped"):
        open_diary(folder, passphrase=" ".join(words))
    assert texts(folder) == before


def test_answers_of_an_encrypted_journal_survive_a_crash(folder: Path) -> None:
    _encrypted(folder)
    file = open_diary(folder, passphrase=PASSPHRASE)
    record(file, noted(file.diary, CANARY + " in the journal", 2))
    file._journal.close()
    assert file._lock
    file._lock.release()
    assert _holding_canary(folder) == []
    with open_diary(folder, passphrase=PASSPHRASE) as again:
        assert same(again.diary, file.diary)
        assert again.notices == []


def test_every_flipped_byte_is_refused(folder: Path) -> None:
    _encrypted(folder)
    with open_diary(folder, passphrase=PASSPHRASE) as file:
        key = file.key
    assert key
    sealed = (folder / "diary.json").read_bytes()
    assert key.decrypt(sealed) is not None
    for position in range(len(sealed)):
        flipped = bytearray(sealed)
        flipped[position] ^= 1 + position % 255
        assert key.decrypt(bytes(flipped)) is None


def test_a_damaged_encrypted_file_comes_back_from_backup_and_journal(folder: Path) -> None:
    _encrypted(folder)
    with open_diary(folder, passphrase=PASSPHRASE) as file:
        expected = file.diary
    text = (folder / "diary.json").read_bytes()
    for broken in (b"", text[:-1], b"x" + text[1:], text[:40] + b"\xff" + text[41:]):
        (folder / "diary.json").write_bytes(broken)
        with pytest.raises(PassphraseNeededError):
            open_diary(folder)
        with open_diary(folder, passphrase=PASSPHRASE) as file:
            assert same(file.diary, expected)
            assert "Everything was restored" in file.notices[0]
            assert file.encrypted
        assert _holding_canary(folder) == []
    with open_diary(folder, passphrase=PASSPHRASE) as file:
        assert file.notices == []


def test_an_encrypted_file_alone_that_is_broken_is_refused(folder: Path) -> None:
    _encrypted(folder, remove_backups=True)
    text = (folder / "diary.json").read_bytes()
    for path in (*backups.paths(folder), folder / "diary.journal", *folder.glob("diary.dam*")):
        path.unlink()
    (folder / "diary.json").write_bytes(text[:-1])
    with pytest.raises(NotADiaryError):
        open_diary(folder, passphrase=PASSPHRASE)
    (folder / "diary.json").write_bytes(text[:40])
    with pytest.raises(WrongPassphraseError):
        open_diary(folder, passphrase=PASSPHRASE)


@pytest.mark.parametrize("left", ["backups", "diary.journal"])
def test_a_broken_file_beside_anything_encrypted_asks_for_the_passphrase(
    folder: Path, left: str
) -> None:
    _encrypted(folder)
    for path in [*backups.paths(folder), folder / "diary.journal"]:
        if left not in str(path):
            path.unlink()
    (folder / "diary.json").write_bytes(b"")
    with pytest.raises(PassphraseNeededError):
        open_diary(folder)


def test_encrypting_waits_for_two_words_of_the_sheet(folder: Path) -> None:
    new_diary(folder, small())
    preparation = prepare(PASSPHRASE)
    with open_diary(folder) as file:
        asked_positions = "{} and {}".format(*preparation.asked_positions)
        with pytest.raises(UserError, match=f"not words {asked_positions} of the recovery sheet"):
            encrypt(file, preparation, ["acorn", "acorn"])
        assert not file.encrypted
        encrypt(file, preparation, [word.upper() for word in typed(preparation)])
        with pytest.raises(UserError, match="already encrypted"):
            encrypt(file, preparation, typed(preparation))


def test_the_sheet_has_every_word_with_its_number(folder: Path) -> None:
    preparation = prepare(PASSPHRASE)
    sheet = "\n".join(preparation.sheet(folder))
    assert str(folder) in sheet
    for number, word in enumerate(preparation.words, 1):
        assert f"{number:2} {word}" in sheet
    first, second = preparation.asked_positions
    assert 1 <= first < second <= 16
    assert PASSPHRASE not in sheet


def test_the_backups_may_be_removed_instead(folder: Path) -> None:
    _encrypted(folder, remove_backups=True)
    assert _holding_canary(folder) == []
    (only,) = backups.paths(folder)
    assert key.is_encrypted(only.read_bytes())


def test_a_decrypted_diary_opens_with_plain_tinydb(folder: Path) -> None:
    _encrypted(folder)
    with open_diary(folder, passphrase=PASSPHRASE) as file:
        decrypt(file)
        assert not file.encrypted
        with pytest.raises(UserError, match="not encrypted"):
            decrypt(file)
        with pytest.raises(UserError, match="not encrypted"):
            change_passphrase(file, "another one")
    with TinyDB(folder / "diary.json", encoding="utf-8") as database:
        assert database.table("days").get(doc_id=20261122)["note"][0] == CANARY
    with open_diary(folder) as file:
        assert all(backup.sound for backup in file.backups())
        assert [undo.title for undo in file.undo_entries()] == ["Import"]
        assert file.notices == []
    assert CANARY in (folder / "diary.damaged-2026-11-01.json").read_text("utf-8")


def test_another_passphrase_replaces_the_old_one_everywhere(folder: Path) -> None:
    words = _encrypted(folder).words
    with open_diary(folder, passphrase=PASSPHRASE) as file:
        change_passphrase(file, "five brave swans")
        record(file, noted(file.diary, "New", 3))
    with pytest.raises(WrongPassphraseError):
        open_diary(folder, passphrase=PASSPHRASE)
    for opens in ("five brave swans", " ".join(words)):
        with open_diary(folder, passphrase=opens) as file:
            assert file.diary.day(DAY).note == CANARY
            assert all(backup.sound for backup in file.backups())
    for path in backups.paths(folder):
        (folder / "diary.json").write_bytes(path.read_bytes())
        with pytest.raises(WrongPassphraseError):
            open_diary(folder, passphrase=PASSPHRASE, read_only=True)


@pytest.mark.parametrize("step", range(12))
@pytest.mark.parametrize("on", [True, False])
def test_a_power_cut_while_switching_loses_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, step: int, on: bool
) -> None:
    if on:
        new_diary(folder, small())
        with open_diary(folder) as file:
            record(file, noted(file.diary))
            file.back_up()
            record(file, noted(file.diary, CANARY, 1))
    else:
        _encrypted(folder)
    file = open_diary(folder, passphrase=PASSPHRASE)
    expected = file.diary
    preparation = prepare(PASSPHRASE)
    limit_writes(monkeypatch, step, PowerCut)
    with contextlib.suppress(PowerCut):
        encrypt(file, preparation, typed(preparation)) if on else decrypt(file)
    monkeypatch.undo()
    file._journal.close()
    assert file._lock
    file._lock.release()
    with open_diary(folder, passphrase=PASSPHRASE) as again:
        assert same(again.diary, expected)
        assert again.notices == []
        encrypted = again.encrypted
        assert all(backup.sound for backup in again.backups())
    assert bool(_holding_canary(folder)) is not encrypted


@pytest.mark.parametrize("step", range(1, 9))
@pytest.mark.parametrize("on", [True, False])
def test_a_disk_that_refuses_while_switching_costs_no_answer_and_leaks_none(
    folder: Path, monkeypatch: pytest.MonkeyPatch, step: int, on: bool
) -> None:
    if on:
        new_diary(folder, small())
    else:
        _encrypted(folder)
    with open_diary(folder, passphrase=PASSPHRASE) as file:
        record(file, noted(file.diary, CANARY, 2))
        file.back_up()
        record(file, noted(file.diary, CANARY, 3))
        preparation = prepare(PASSPHRASE)
        limit_writes(monkeypatch, step, SaveError)
        with contextlib.suppress(SaveError):
            encrypt(file, preparation, typed(preparation)) if on else decrypt(file)
        monkeypatch.undo()
        for number in range(4, 6):
            record(file, noted(file.diary, CANARY, number))
        expected = file.diary
    with open_diary(folder, passphrase=PASSPHRASE) as again:
        assert same(again.diary, expected)
        assert again.notices == []
        encrypted = again.encrypted
    assert bool(_holding_canary(folder)) is not encrypted


def test_opening_encrypts_what_was_left_plain(folder: Path) -> None:
    _encrypted(folder)
    (folder / "diary.damaged-2026-10-01.json").write_text(CANARY, "utf-8")
    reopened(folder, PASSPHRASE)
    assert _holding_canary(folder) == []


def test_a_backup_under_a_lost_key_is_left_as_it_is(folder: Path) -> None:
    _encrypted(folder)
    stranger = key.Key(secrets.token_bytes(32), ({"by": "nobody"},)).encrypt(b"text")
    path = backups.new_path(folder, backups._created(backups.paths(folder)[0]))
    path.write_bytes(stranger)
    with open_diary(folder, passphrase=PASSPHRASE) as file:
        assert [backup.sound for backup in file.backups()].count(False) == 1
    assert path.read_bytes() == stranger


def test_encrypted_backups_are_not_sound_to_who_has_no_key(folder: Path) -> None:
    _encrypted(folder)
    assert [backup.sound for backup in backups.list_backups(folder, None)] == [False, False]


def test_requests_to_an_encrypted_diary_are_encrypted(folder: Path) -> None:
    _encrypted(folder)
    with open_diary(folder, passphrase=PASSPHRASE) as file:
        inbox.send(folder, noted(file.diary, CANARY + " asked", 5), file.key)
        assert _holding_canary(folder) == []
        (request,) = file.requests()
        assert CANARY in str(request.edit)
    assert "asked" in reopened(folder, PASSPHRASE).day(request.edit.changes[0].date).note  # type: ignore[union-attr]


def test_check_asks_for_the_passphrase(folder: Path) -> None:
    _encrypted(folder)
    with pytest.raises(PassphraseNeededError):
        check(folder)
    assert check(folder, passphrase=PASSPHRASE).sound


def test_an_encrypted_diary_of_a_newer_program_is_not_guessed_at(folder: Path) -> None:
    _encrypted(folder)
    text = (folder / "diary.json").read_bytes()
    (folder / "diary.json").write_bytes(text.replace(b'"version":1', b'"version":2'))
    before = texts(folder)
    with pytest.raises(NewerFormatError):
        open_diary(folder, passphrase=PASSPHRASE)
    assert texts(folder) == before


def test_switching_needs_a_diary_open_for_writing(folder: Path) -> None:
    new_diary(folder, small())
    preparation = prepare(PASSPHRASE)
    with (
        open_diary(folder, read_only=True) as file,
        pytest.raises(UserError, match="for reading only"),
    ):
        encrypt(file, preparation, typed(preparation))
    assert isinstance(file, DiaryFile)


def test_opening_an_encrypted_diary_writes_nothing_where_all_is_well(folder: Path) -> None:
    _encrypted(folder)
    reopened(folder, PASSPHRASE)
    before = texts(folder)
    reopened(folder, PASSPHRASE)
    assert texts(folder) == before


def _copies(folder: Path) -> list[Path]:
    """What sync tools and editors leave: copies of a plain diary's files, by many names."""
    (folder / ".stversions" / "backups").mkdir(parents=True)
    content = (folder / "diary.json").read_bytes()
    names = (
        "diary.json~",
        "diary (conflicted copy 2026-11-20).json",
        "diary.sync-conflict-20261120-101500-ABCDEFG.json",
        ".stversions/diary~20261119-120000.json",
        ".stversions/backups/diary-2026-11-19T120000Z~20261120.json",
        "backups/diary-of-mine.json",
    )
    for name in names:
        (folder / name).write_bytes(content)
    shutil.copy(folder / "diary.journal", folder / "diary.sync-conflict-1.journal")
    shutil.copy(folder / "diary.undo", folder / "diary.undo.bak")
    return [folder / name for name in (*names, "diary.sync-conflict-1.journal", "diary.undo.bak")]


def _with_copies(folder: Path) -> list[Path]:
    new_diary(folder, small())
    with open_diary(folder) as file:
        record(file, noted(file.diary))
        file.add_undo(noted(file.diary, CANARY, 2), "Import")
        file.back_up()
        record(file, noted(file.diary, CANARY, 1))
    copies = _copies(folder)
    (folder / "letter.txt").write_text("Nothing of the diary.", "utf-8")
    return copies


@pytest.mark.parametrize("removed", [False, True])
def test_copies_left_by_other_programs_are_encrypted_or_removed_too(
    folder: Path, removed: bool
) -> None:
    copies = _with_copies(folder)
    before = [path.read_bytes() for path in copies]
    preparation = prepare(PASSPHRASE)
    with open_diary(folder) as file:
        encrypt(file, preparation, typed(preparation), remove_backups=removed)
        key = file.key
    assert _holding_canary(folder) == []
    assert (folder / "letter.txt").read_text("utf-8") == "Nothing of the diary."
    assert check(folder, passphrase=PASSPHRASE).sound
    assert key is not None
    if removed:
        assert not any(path.exists() for path in copies)
    else:
        assert [key.decrypt(path.read_bytes()) for path in copies] == before


def test_a_copy_that_comes_later_is_named_and_encrypted_by_the_next_opening(folder: Path) -> None:
    copies = _with_copies(folder)
    later = copies[1].read_bytes()
    preparation = prepare(PASSPHRASE)
    with open_diary(folder) as file:
        encrypt(file, preparation, typed(preparation))
    copies[1].write_bytes(later)
    (folder / "diary copy.json").write_text("{half a file", "utf-8")
    found = check(folder, passphrase=PASSPHRASE)
    assert not found.sound
    (sentence,) = [line for line in found.sentences if "not encrypted" in line]
    assert copies[1].name in sentence
    assert "diary copy.json" in sentence
    reopened(folder, PASSPHRASE)
    assert _holding_canary(folder) == []


def test_decrypting_makes_the_copies_plain_again(folder: Path) -> None:
    copies = _with_copies(folder)
    before = [path.read_bytes() for path in copies]
    preparation = prepare(PASSPHRASE)
    with open_diary(folder) as file:
        encrypt(file, preparation, typed(preparation))
        decrypt(file)
    assert [path.read_bytes() for path in copies] == before


def test_settings_beside_an_encrypted_diary_tell_nothing_of_it(folder: Path) -> None:
    new_diary(folder, small())
    charted = Settings(theme="dim", charted=(f"own_{CANARY}",), place=f"2026-11-22 {CANARY}")
    settings.save(charted, folder)
    preparation = prepare(PASSPHRASE)
    with open_diary(folder) as file:
        encrypt(file, preparation, typed(preparation))
        assert _holding_canary(folder) == []
        settings.save(charted, folder)
    assert _holding_canary(folder) == []
    assert settings.load(folder).theme == "dim"


def test_settings_that_an_older_version_left_are_cleared_on_opening(folder: Path) -> None:
    _encrypted(folder)
    text = json.dumps({"theme": "dim", "charted": [f"own_{CANARY}"]})
    (folder / "settings.json").write_text(text, "utf-8")
    reopened(folder, PASSPHRASE)
    assert _holding_canary(folder) == []
    assert settings.load(folder).theme == "dim"


@posix_only
def test_a_pipe_among_the_files_of_an_encrypted_diary_is_passed_over(folder: Path) -> None:
    _encrypted(folder)
    os.mkfifo(folder / "diary.damaged-2026-10-01.json")
    reopened(folder, PASSPHRASE)
    assert _holding_canary(folder) == []


def test_only_so_many_files_are_looked_at_for_copies(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new_diary(folder, small())
    for number in range(5):
        (folder / f"diary copy {number}.json").write_text("{", "utf-8")
    assert len(other_copies.readable(folder)) == 5
    monkeypatch.setattr(other_copies, "MAX_FILES", 4)
    assert len(other_copies.readable(folder)) < 5

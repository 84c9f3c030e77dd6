"""Two diaries that share a folder: both alike in the end, and no answer lost or decided."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from unittest import mock

import pytest

from ldn_desktop.diary.model import (
    About,
    AboutChange,
    Answer,
    Diary,
    DoseStep,
    DoseStepChange,
    Edit,
    SymptomChange,
    UnknownChange,
)
from ldn_desktop.diary.symptoms import Symptom, key_for
from ldn_desktop.errors import UserError
from ldn_desktop.storage import (
    DiaryFile,
    PassphraseNeededError,
    SaveError,
    WrongPassphraseError,
    change_passphrase,
    decrypt,
    encrypt,
    new_diary,
    open_diary,
    prepare,
)
from ldn_desktop.storage.encryption import setup
from ldn_desktop.storage.shared_log.shared_log import shares_in
from ldn_desktop.storage.shared_log.status import moment
from tests.support.sharing.shared_files import (
    FATIGUE,
    PASSPHRASE,
    alike,
    encrypted,
    exchange,
    killed_while,
    values,
)
from tests.support.storage.making import (
    CANARY,
    DAY,
    died,
    noted,
    rated,
    record,
    small,
    texts,
)


@pytest.fixture
def pair(tmp_path: Path, shared: Path) -> Iterator[tuple[DiaryFile, DiaryFile]]:
    """Two open diaries that share a folder."""
    with open_diary(tmp_path / "one") as one, open_diary(tmp_path / "other") as other:
        one.join(shared)
        exchange(one)
        other.join(shared)
        exchange(other)
        yield one, other


Pair = tuple[DiaryFile, DiaryFile]


def test_answers_go_both_ways(pair: Pair) -> None:
    one, other = pair
    record(one, rated(one.diary, 0))
    record(other, noted(other.diary, "Rested.", 1))
    for file in (one, other, one):
        exchange(file)
    assert alike(one, other)
    assert one.diary.day(DAY - timedelta(days=1)).note == "Rested."
    assert not exchange(one)
    assert not exchange(other)


def test_what_came_is_on_the_disk(pair: Pair) -> None:
    one, other = pair
    record(one, rated(one.diary, 0))
    exchange(one)
    exchange(other)
    with open_diary(other.folder, read_only=True) as seen:
        assert alike(one, seen)


def test_two_answers_to_one_question_stay_visible_until_one_is_given_again(pair: Pair) -> None:
    one, other = pair
    record(one, rated(one.diary, 0, 2.5))
    record(other, rated(other.diary, 0, 7.5))
    for file in (one, other, one):
        exchange(file)
    assert alike(one, other)
    assert values(one) == values(other) == {2.5, 7.5}
    record(other, rated(other.diary, 0, 5.0))
    for file in (other, one):
        exchange(file)
    assert alike(one, other)
    assert values(one) == values(other) == {5.0}


def test_saying_the_same_again_settles_it_too(pair: Pair) -> None:
    one, other = pair
    for file, points in ((one, 2.5), (other, 7.5)):
        record(file, rated(file.diary, 0, points))
    for file in (one, other, one):
        exchange(file)
    shown = one.diary.day(DAY).value("fatigue")
    assert shown is not None
    one.record(rated(Diary(), 0, shown))
    exchange(one)
    exchange(other)
    assert values(one) == values(other) == {shown}


def test_what_was_looked_at_stays_looked_at_after_a_restart(pair: Pair) -> None:
    one, other = pair
    record(one, rated(one.diary, 0, 2.5))
    exchange(one)
    exchange(other)
    other.close()
    with open_diary(other.folder) as again:
        record(again, rated(again.diary, 0, 7.5))
        exchange(again)
        assert values(again) == {7.5}


def test_what_nobody_looked_at_is_unseen_after_a_restart_too(pair: Pair) -> None:
    one, other = pair
    record(one, rated(one.diary, 0, 2.5))
    record(other, rated(other.diary, 0, 7.5))
    exchange(one)
    assert other.exchange() is not None
    other.close()
    with open_diary(other.folder) as again:
        record(again, rated(again.diary, 0, 10.0))
        exchange(again)
        assert values(again) == {2.5, 10.0}
        sharing = again.sharing()
        assert sharing is not None
        (beside,) = [d for found in sharing.differences().values() for d in found]
        assert beside.change.after is not None
        assert not beside.here


def test_one_symptom_of_two_diaries_is_one(tmp_path: Path, shared: Path) -> None:
    for name, label in (("one", "Cold  hands"), ("other", "cold hands")):
        diary = Diary()
        diary.apply(Edit((SymptomChange("own", None, Symptom("own", label, own=True)),)))
        new_diary(tmp_path / name, diary)
    with open_diary(tmp_path / "one") as one, open_diary(tmp_path / "other") as other:
        one.join(shared)
        exchange(one)
        other.join(shared)
        exchange(other)
        assert [s.key for s in other.diary.symptoms if s.own] == ["own"]


def test_what_a_diary_said_before_is_as_old_as_its_answers(tmp_path: Path, shared: Path) -> None:
    with open_diary(tmp_path / "one") as one, open_diary(tmp_path / "other") as other:
        record(one, rated(one.diary, 0))
        one.join(shared)
        other.join(shared)
        exchange(other)
        sharing = other.sharing()
        assert sharing is not None
        assert len(sharing.config.share) == 16
        status = sharing.status()
        assert not status.is_apart
        assert [f"{device.newest:%Y-%m-%d %H:%M}" for device in status.devices] == [
            "2026-11-22 20:00"
        ]


def test_bringing_in_what_came_settles_nothing(pair: Pair) -> None:
    one, other = pair
    for file, points in ((one, 2.5), (other, 7.5)):
        record(file, rated(file.diary, 0, points))
    for file in (one, other, one, other, one):
        exchange(file)
        file.back_up()
    assert values(one) == values(other) == {2.5, 7.5}


def test_two_diaries_that_differ_are_merged_and_nothing_is_replaced(
    tmp_path: Path, shared: Path
) -> None:
    older, newer = Answer(2.5, 1200), Answer(7.5, 1300)
    for name, answer, extra in (("one", newer, "pain"), ("other", older, "anxiety")):
        diary = Diary()
        diary.apply(diary.answer(DAY, "fatigue", answer))
        diary.apply(diary.answer(DAY, extra, answer))
        diary.apply(Edit((DoseStepChange(DAY, None, DoseStep(DAY, 1.5)),)))
        new_diary(tmp_path / name, diary)
    with open_diary(tmp_path / "one") as one, open_diary(tmp_path / "other") as other:
        one.join(shared)
        exchange(one)
        other.join(shared)
        for file in (other, one):
            exchange(file)
        assert alike(one, other)
        assert set(one.diary.day(DAY).answers) == {"fatigue", "pain", "anxiety"}
        assert one.diary.day(DAY).value("fatigue") == 7.5
        assert values(one) == values(other) == {2.5, 7.5}
        sharing = one.sharing()
        assert sharing is not None
        assert list(sharing.status().conflicts) == [FATIGUE]


def test_an_answer_given_while_joining_replaces_none_that_came(
    tmp_path: Path, shared: Path
) -> None:
    with open_diary(tmp_path / "one") as one, open_diary(tmp_path / "other") as other:
        record(one, rated(one.diary, 0, 2.5))
        one.join(shared)
        exchange(one)
        other.join(shared)
        record(other, rated(other.diary, 0, 7.5))
        exchange(other)
        exchange(one)
        assert values(one) == values(other) == {2.5, 7.5}


def test_joining_with_the_same_diary_brings_nothing_new(tmp_path: Path, shared: Path) -> None:
    new_diary(tmp_path / "one", small())
    shutil.copytree(tmp_path / "one", tmp_path / "other")
    with open_diary(tmp_path / "one") as one, open_diary(tmp_path / "other") as other:
        first = one.join(shared)
        assert not exchange(one)
        second = other.join(shared)
        assert not exchange(other)
        assert not exchange(one)
        assert first.log.lines == second.log.lines
        assert second.status().conflicts == {}


def test_a_journal_that_began_anew_costs_nothing(pair: Pair) -> None:
    one, other = pair
    for number in range(4):
        record(one, rated(one.diary, number))
        one.back_up()
    exchange(one)
    exchange(other)
    assert alike(one, other)
    assert len(other.diary.dates()) == 4


def test_what_a_program_without_sharing_recorded_is_not_taken_back(pair: Pair) -> None:
    one, other = pair
    record(one, rated(one.diary, 0, 2.5))
    for file in (one, other):
        exchange(file)
    one.close()
    with mock.patch.object(DiaryFile, "sharing", return_value=None), open_diary(one.folder) as old:
        record(old, rated(old.diary, 0, 5.0))
        record(old, rated(old.diary, 1, 5.0))
        old.back_up()
    with open_diary(one.folder) as one:
        exchange(one)
        exchange(other)
        assert alike(one, other)
        assert values(other) == {5.0}
        assert len(other.diary.dates()) == 2


def test_a_change_made_outside_goes_to_the_other_too(pair: Pair) -> None:
    one, other = pair
    record(one, rated(one.diary, 0, 2.5))
    for file in (one, other):
        exchange(file)
    one.checkpoint()
    folder, path = one.folder, one.folder / "diary.json"
    one.close()
    path.write_bytes(path.read_bytes().replace(b"[2.5,", b"[9.5,"))
    with open_diary(folder) as one:
        assert one.changed_outside
        one.accept_outside_change()
        exchange(one)
        exchange(other)
        assert values(other) == values(one) == {9.5}


def test_undo_and_restore_go_to_the_other_and_replace_no_answer_of_it(pair: Pair) -> None:
    one, other = pair
    record(one, rated(one.diary, 0, 2.5))
    one.back_up()
    edit = rated(one.diary, 0, 7.5)
    record(one, edit)
    exchange(one)
    exchange(other)
    record(other, rated(other.diary, 1, 5.0))
    record(one, edit.reversed())
    for file in (one, other, one):
        exchange(file)
    assert one.diary.day(DAY).value("fatigue") == other.diary.day(DAY).value("fatigue") == 2.5
    record(one, rated(one.diary, 0, 10.0))
    record(one, one.restore_edit(one.backups()[-1]))
    for file in (one, other):
        exchange(file)
    assert alike(one, other)
    assert other.diary.day(DAY).value("fatigue") == 2.5


def test_answers_lost_from_a_damaged_diary_come_back_from_the_folder(pair: Pair) -> None:
    one, other = pair
    record(one, rated(one.diary, 0))
    one.back_up()
    for number in (1, 2):
        record(one, rated(one.diary, number))
    exchange(one)
    one.close()
    for name in ("diary.json", "diary.journal"):
        (one.folder / name).write_bytes(b"{")
    with open_diary(one.folder) as again:
        assert len(again.diary.dates()) == 1
        record(again, rated(again.diary, 3, 7.5))
        exchange(again)
        exchange(other)
        assert alike(again, other)
        assert len(other.diary.dates()) == 4


def test_new_answers_after_the_diary_was_set_back_are_published(pair: Pair) -> None:
    one, other = pair
    record(one, rated(one.diary, 0))
    one.back_up()
    before = {name: text for name, text in texts(one.folder).items() if "shared" not in name}
    for number in (1, 2):
        record(one, rated(one.diary, number))
    exchange(one)
    one.close()
    for name in ("diary.json", "diary.journal"):
        (one.folder / name).write_bytes(before[name])
    shutil.rmtree(one.folder / "backups")
    with open_diary(one.folder) as again:
        record(again, rated(again.diary, 3, 7.5))
        again.back_up()
        exchange(again)
        exchange(other)
        assert alike(again, other)
        assert len(other.diary.dates()) == 4


def test_leaving_keeps_the_diary_and_the_folder(pair: Pair, shared: Path) -> None:
    one, other = pair
    record(one, rated(one.diary, 0))
    for file in (one, other):
        exchange(file)
    before = texts(shared)
    other.leave()
    other.leave()
    assert other.sharing() is None
    assert [path.name for path in (other.folder / "shared").iterdir()] == ["device.json"]
    assert texts(shared) == before
    assert other.diary.day(DAY).value("fatigue") == 5
    again = other.join(shared)
    assert not exchange(other)
    assert len(again.log.device) == 16
    assert len(again.log.own_names) == 2
    assert [device.lines for device in again.status().devices] == [1]


def test_status_names_the_other_computers(pair: Pair) -> None:
    one, other = pair
    record(one, rated(one.diary, 0))
    record(one, rated(one.diary, 1))
    for file in (one, other):
        exchange(file)
    sharing, mine = other.sharing(), one.sharing()
    assert sharing is not None
    assert mine is not None
    (device,) = sharing.status().devices
    assert (device.name, device.lines) == (mine.log.device, 2)
    assert mine.status().devices == []
    assert (device.entries, mine.status().sent, sharing.status().sent) == (2, 2, 0)
    assert sharing.folder == mine.folder


def test_a_stamp_that_is_no_time_is_the_oldest() -> None:
    assert moment(1 << 80).year == 1970


def test_a_folder_that_is_away_leaves_the_diary_alone(pair: Pair, shared: Path) -> None:
    one, _other = pair
    record(one, rated(one.diary, 0))
    shared.rename(shared.with_name("away"))
    with pytest.raises(UserError, match="cannot be read"):
        exchange(one)
    record(one, rated(one.diary, 1))
    one.back_up()
    shared.with_name("away").rename(shared)
    exchange(one)
    exchange(_other)
    assert alike(one, _other)


def test_folders_that_cannot_be_shared_are_refused(tmp_path: Path, shared: Path) -> None:
    with open_diary(tmp_path / "one") as file:
        (file.folder / "inside").mkdir()
        with pytest.raises(UserError, match="outside the diary"):
            file.join(file.folder / "inside")
        with pytest.raises(UserError, match="cannot be read"):
            file.join(tmp_path / "nowhere")
        assert file.sharing() is None
        assert not (file.folder / "shared" / "sharing.json").exists()
        for name in ("a", "b"):
            with open_diary(tmp_path / name) as other:
                folder = tmp_path / f"shared {name}"
                folder.mkdir()
                other.join(folder)
                record(other, rated(other.diary, 0))
                exchange(other)
            for path in folder.iterdir():
                shutil.copy(path, shared)
        with pytest.raises(UserError, match="more than one diary"):
            file.join(shared)


def test_what_the_diary_says_of_itself_is_shared_too(tmp_path: Path, shared: Path) -> None:
    diary = Diary()
    diary.apply(Edit((AboutChange(diary.about, About(day_ends_hour=7)),)))
    own = Symptom("own_cold", "Cold hands", own=True)
    diary.apply(Edit((SymptomChange(own.key, None, own),)))
    diary.apply(Edit((UnknownChange(DAY, {}, {"weather": "rain"}),)))
    new_diary(tmp_path / "one", diary)
    with open_diary(tmp_path / "one") as one, open_diary(tmp_path / "other") as other:
        one.join(shared)
        other.join(shared)
        exchange(other)
        assert alike(one, other)
        assert other.diary.about.day_ends_hour == 7
        assert other.diary.symptom("own_cold") == own


def test_a_preview_says_what_joining_would_do_and_does_nothing(
    tmp_path: Path, shared: Path
) -> None:
    with open_diary(tmp_path / "one") as one, open_diary(tmp_path / "other") as other:
        record(one, rated(one.diary, 0, 2.5))
        record(one, rated(one.diary, 1))
        record(other, rated(other.diary, 0, 7.5))
        record(other, rated(other.diary, 2))
        record(other, noted(other.diary, "Rested.", 2))
        first = one.preview_join(shared)
        assert (first.is_first, first.goes, first.differing) == (True, 2, 0)
        assert list(shared.iterdir()) == []
        assert not (one.folder / "shared").exists()
        one.join(shared)
        exchange(one)
        before = texts(shared)
        found = other.preview_join(shared)
        assert not found.is_first
        assert not found.needs_passphrase
        assert not found.encrypts
        assert [change.before for change in found.comes.changes] == [None]
        assert (found.goes, found.differing) == (2, 1)
        assert texts(shared) == before
        assert not (other.folder / "shared").exists()
        other.join(shared)
        came = exchange(other)
        assert len(came.changes) in (1, 2)
        assert other.preview_join(shared).comes == Edit(())


def test_two_names_under_one_key_are_kept_apart_when_diaries_meet(
    tmp_path: Path, shared: Path
) -> None:
    for name, label, points in (("one", "頭痛", 2.5), ("other", "Боль", 7.5)):
        diary = Diary()
        own = Symptom("own", label, own=True, order=9)
        diary.apply(Edit((SymptomChange("own", None, own),)))
        diary.apply(diary.answer(DAY, "own", Answer(points, 1200)))
        diary.apply(diary.answer(DAY - timedelta(days=1), "pain", Answer(points, 1200)))
        new_diary(tmp_path / name, diary)
    with open_diary(tmp_path / "one") as one, open_diary(tmp_path / "other") as other:
        one.join(shared)
        exchange(one)
        other.join(shared)
        for file in (other, one):
            exchange(file)
        assert alike(one, other)
        named = {s.name: one.diary.day(DAY).value(s.key) for s in one.diary.symptoms if s.own}
        assert named == {"頭痛": 2.5, "Боль": 7.5}
        for file in (one, other):
            sharing = file.sharing()
            assert sharing is not None
            assert list(sharing.status().conflicts) == [("answer", "20261121", "pain")]
            with open_diary(file.folder, read_only=True) as seen:
                assert alike(one, seen)


def test_keys_made_in_a_shared_diary_end_in_the_computer(pair: Pair) -> None:
    for file in pair:
        record(file, rated(file.diary, 0))
    endings = set()
    for file in pair:
        sharing = file.sharing()
        assert sharing is not None
        device = sharing.exchange().device
        assert sharing.log.device.startswith(device)
        endings.add(key_for("Tingling", (), device))
        folder = file.folder
        file.close()
        with open_diary(folder) as again:
            assert again.diary.device == device
    assert len(endings) == 2


def test_damaged_settings_of_the_sharing_are_refused_in_words(pair: Pair) -> None:
    one, _other = pair
    folder = one.folder
    one.close()
    (folder / "shared" / "sharing.json").write_text("{", "utf-8")
    with open_diary(folder) as file:
        (notice,) = file.notices
        assert "share the diary again" in notice
        assert file.sharing() is None
        record(file, rated(file.diary, 0))
    with open_diary(folder) as again:
        assert again.notices == []
        assert again.diary.day(DAY).value("fatigue") == 5


@pytest.mark.usefixtures("light_keys")
def test_encrypted_diaries_share_an_encrypted_folder(tmp_path: Path, shared: Path) -> None:
    one, other = encrypted(tmp_path / "one"), encrypted(tmp_path / "other")
    one.join(shared)
    record(one, noted(one.diary))
    exchange(one)
    other.join(shared, PASSPHRASE)
    exchange(other)
    assert alike(one, other)
    change_passphrase(one, "four calm geese")
    record(one, rated(one.diary, 1))
    exchange(one)
    exchange(other)
    assert alike(one, other)
    (diary,) = shares_in(shared)
    assert setup.key_of(diary.wraps, "four calm geese")
    # The folder's key is the first one's: the other's passphrase is of its own diary alone.
    change_passphrase(other, "five calm geese")
    exchange(other)
    (diary,) = shares_in(shared)
    with pytest.raises(WrongPassphraseError):
        setup.key_of(diary.wraps, "five calm geese")
    for file in (one, other):
        file.close()
    assert not [n for n, text in texts(tmp_path).items() if CANARY.encode() in text]
    with open_diary(tmp_path / "other", passphrase="five calm geese") as again:
        record(again, rated(again.diary, 2))
        exchange(again)
    with open_diary(tmp_path / "one", passphrase="four calm geese") as again:
        exchange(again)
        assert len(again.diary.dates()) == 3


def _encrypt(file: DiaryFile, passphrase: str = PASSPHRASE) -> None:
    preparation = prepare(passphrase)
    encrypt(file, preparation, [preparation.words[n - 1] for n in preparation.asked_positions])


def _readable(folder: Path) -> list[str]:
    return [name for name, text in texts(folder).items() if CANARY.encode() in text]


@pytest.mark.usefixtures("light_keys")
def test_a_passphrase_set_while_sharing_encrypts_the_folder_and_asks_the_other(
    pair: Pair, shared: Path
) -> None:
    one, other = pair
    record(one, noted(one.diary))
    record(other, rated(other.diary, 0))
    for file in (one, other, one):
        exchange(file)
    assert _readable(shared)
    _encrypt(one)
    assert not _readable(one.folder)
    exchange(one)
    assert not _readable(shared)
    record(other, rated(other.diary, 1))
    with pytest.raises(PassphraseNeededError, match="was set on the other computer"):
        exchange(other)
    sharing = other.sharing()
    assert sharing is not None
    assert sharing.locked
    with pytest.raises(WrongPassphraseError):
        other.unlock_sharing("some other words")
    other.unlock_sharing(PASSPHRASE)
    for file in (other, one, other):
        exchange(file)
    assert alike(one, other)
    assert other.diary.day(DAY).note == one.diary.day(DAY).note != ""
    assert sharing.status().conflicts == {}
    with open_diary(one.folder, passphrase=PASSPHRASE, read_only=True) as seen:
        assert alike(one, seen)


@pytest.mark.usefixtures("light_keys")
def test_a_removed_passphrase_leaves_the_folder_encrypted_and_nothing_to_do(
    tmp_path: Path, shared: Path
) -> None:
    with encrypted(tmp_path / "one") as one, open_diary(tmp_path / "other") as other:
        one.join(shared)
        record(one, noted(one.diary))
        exchange(one)
        assert other.preview_join(shared).needs_passphrase
        with pytest.raises(PassphraseNeededError):
            other.join(shared)
        other.join(shared, PASSPHRASE)
        exchange(other)
        decrypt(one)
        record(one, rated(one.diary, 1))
        for file in (one, other, one):
            exchange(file)
        assert alike(one, other)
        assert not _readable(shared)


@pytest.mark.usefixtures("light_keys")
def test_two_passphrases_set_apart_are_both_asked_for_once(pair: Pair) -> None:
    one, other = pair
    for number, (file, passphrase) in enumerate(
        ((one, PASSPHRASE), (other, "four calm geese")), start=1
    ):
        record(file, noted(file.diary, f"Note {number}", number))
        _encrypt(file, passphrase)
    exchange(one)
    exchange(other)
    for file, passphrase in ((one, "four calm geese"), (other, PASSPHRASE)):
        exchange(file)
        sharing = file.sharing()
        assert sharing is not None
        assert sharing.locked
        file.unlock_sharing(passphrase)
        exchange(file)
        assert not sharing.locked
    assert alike(one, other)
    assert len(one.diary.dates()) == 2
    for file, passphrase in ((one, PASSPHRASE), (other, "four calm geese")):
        file.close()
        with open_diary(file.folder, passphrase=passphrase) as again:
            exchange(again)
            assert alike(one, again)
            restarted = again.sharing()
            assert restarted is not None
            assert not restarted.locked


@pytest.mark.usefixtures("light_keys")
def test_an_encrypted_diary_that_joins_a_plain_folder_encrypts_it(
    tmp_path: Path, shared: Path
) -> None:
    with open_diary(tmp_path / "one") as one, encrypted(tmp_path / "other") as other:
        one.join(shared)
        record(one, noted(one.diary))
        exchange(one)
        assert other.preview_join(shared).encrypts
        other.join(shared)
        exchange(other)
        assert alike(one, other)
        one.unlock_sharing(PASSPHRASE)
        exchange(one)
        assert not _readable(shared)
        for file in (one, other):
            exchange(file)
        assert alike(one, other)


@pytest.mark.parametrize("first", range(1, 24, 6))
def test_a_kill_at_any_moment_of_an_exchange_costs_and_decides_nothing(
    tmp_path: Path, first: int
) -> None:
    for number in range(first, first + 6):
        root = tmp_path / str(number)
        shared = root / "shared"
        shared.mkdir(parents=True)
        with open_diary(root / "other") as other:
            one = open_diary(root / "one")
            for file in (one, other):
                file.join(shared)
                exchange(file)
            record(one, rated(one.diary, 0, 2.5))
            record(other, rated(other.diary, 0, 7.5))
            record(other, rated(other.diary, 1, 5.0))
            exchange(other)
            sharing = one.sharing()
            assert sharing is not None
            if not killed_while(number, sharing.exchange):
                continue
            died(one)
            with open_diary(root / "one") as again:
                assert not any("amage" in notice for notice in again.notices)
                exchange(again)
                exchange(other)
                exchange(again)
                assert alike(again, other)
                assert values(again) == values(other) == {2.5, 7.5}
                assert other.diary.day(DAY - timedelta(days=1)).value("fatigue") == 5


@pytest.mark.parametrize("seed", range(12))
def test_random_lives_of_three_diaries_end_alike(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    shared = tmp_path / "shared"
    shared.mkdir()
    files = [open_diary(tmp_path / f"diary {n}") for n in range(3)]
    for file in files:
        file.join(shared)
        exchange(file)
    written: set[tuple[str, str, float]] = set()
    for _step in range(60):
        at = chance.randrange(3)
        file = files[at]
        match chance.choice(("edit",) * 5 + ("exchange",) * 3 + ("back up", "restart", "killed")):
            case "edit":
                number, points = chance.randrange(3), chance.randrange(1000) / 100
                name = chance.choice(("fatigue", "pain"))
                record(file, rated(file.diary, number, points, name))
                when = DAY - timedelta(days=number)
                written.add((f"{when:%Y%m%d}", name, points))
            case "exchange":
                exchange(file)
            case "back up":
                file.back_up()
            case "restart":
                file.close()
                files[at] = open_diary(file.folder)
            case "killed":
                died(file)
                files[at] = open_diary(file.folder)
    for file in (*files, *files):
        exchange(file)
    assert alike(*files)
    for file in files:
        sharing = file.sharing()
        assert sharing is not None
        known = {
            (write.change[1], write.change[2], write.change[3][0])
            for writes in sharing.log.merged._writes.values()
            for write in writes.values()
        }
        assert written <= known
        assert sharing.status().conflicts == (files[0].sharing() or sharing).status().conflicts
        file.close()


def test_a_disk_that_is_full_leaves_the_answer_in_the_journal(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = pair
    sharing = one.sharing()
    assert sharing is not None
    record(one, rated(one.diary, 0))

    def refused(*_given: object, **_named: object) -> None:
        raise SaveError("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(sharing.log, "record", refused)
        with pytest.raises(SaveError):
            one.checkpoint()
    one.checkpoint()
    exchange(one)
    exchange(other)
    assert alike(one, other)

"""Two computers that each began to share in an empty folder, before a tool had carried anything."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from ldn_desktop.diary.model import Answer, Diary, Edit, SymptomChange
from ldn_desktop.diary.symptoms import Symptom, key_for
from ldn_desktop.errors import UserError
from ldn_desktop.storage import (
    DiaryFile,
    PassphraseNeededError,
    WrongPassphraseError,
    new_diary,
    open_diary,
)
from ldn_desktop.storage.errors import SeparateStartsError
from ldn_desktop.storage.shared_log.shared_log import SharedDiary, SharedLog, shares_in
from ldn_desktop.storage.shared_log.sharing import _with_free_keys
from tests.support.sharing.shared_files import (
    PASSPHRASE,
    alike,
    encrypted,
    exchange,
    killed_while,
    values,
)
from tests.support.storage.making import DAY, died, rated, record, texts

Pair = tuple[DiaryFile, DiaryFile]


def began(file: DiaryFile) -> Path:
    """Share `file` in an empty folder of its own computer."""
    folder = file.folder.with_name(f"folder of {file.folder.name}")
    folder.mkdir()
    file.join(folder)
    exchange(file)
    return folder


def carry(*folders: Path) -> None:
    """The newest of every file into all folders, as a sync tool does."""
    newest: dict[str, Path] = {}
    for path in (path for folder in folders for path in folder.iterdir()):
        known = newest.setdefault(path.name, path)
        if path.stat().st_mtime_ns > known.stat().st_mtime_ns:
            newest[path.name] = path
    for folder in folders:
        for name, path in newest.items():
            if path.parent != folder:
                shutil.copy2(path, folder / name)


def folder_of(file: DiaryFile) -> Path:
    sharing = file.sharing()
    assert sharing is not None
    return sharing.folder


def names(file: DiaryFile) -> list[str]:
    """How the shared diary is called, as this computer remembers it."""
    sharing = file.sharing()
    assert sharing is not None
    return [sharing.config.share, *sharing.config.also]


def meet(*files: DiaryFile) -> None:
    """Everybody exchanges until all have heard of all."""
    for _time in range(3):
        carry(*map(folder_of, files))
        for file in files:
            exchange(file)


@pytest.fixture
def apart(tmp_path: Path) -> Iterator[Pair]:
    """Two open diaries that began apart, and gave another answer to one question."""
    with open_diary(tmp_path / "one") as one, open_diary(tmp_path / "other") as other:
        record(one, rated(one.diary, 0, 2.5))
        record(one, rated(one.diary, 1, 5.0))
        record(other, rated(other.diary, 0, 7.5))
        carry(began(one), began(other))
        yield one, other


def test_nothing_is_exchanged_until_somebody_joins_them(apart: Pair) -> None:
    for file in apart:
        before = texts(file.folder.parent)
        with pytest.raises(SeparateStartsError, match="also started sharing"):
            exchange(file)
        assert texts(file.folder.parent) == before
        sharing = file.sharing()
        assert sharing is not None
        assert sharing.is_apart
        assert values(file) == {file.diary.day(DAY).value("fatigue")}


def test_who_only_reads_is_told_so_while_the_folder_is_there(apart: Pair) -> None:
    one, _other = apart
    with open_diary(one.folder, read_only=True) as seen:
        status = seen.sharing_status()
        assert status is not None
        assert (status.folder, status.sent, status.is_apart) == (folder_of(one), 2, True)
        folder_of(one).rename(one.folder.with_name("away"))
        away = seen.sharing_status()
        assert away is not None
        assert (away.sent, away.is_apart) == (2, False)


def test_a_preview_says_what_comes_and_what_goes_and_changes_nothing(apart: Pair) -> None:
    one, other = apart
    before = texts(one.folder.parent)
    seen = other.preview_join(folder_of(other))
    assert not seen.is_first
    assert seen.comes.changes == rated(Diary(), 1).changes
    assert (seen.goes, seen.differing) == (0, 1)
    assert one.preview_join(folder_of(one)).goes == 1
    assert texts(one.folder.parent) == before


@pytest.mark.parametrize("at", [0, 1])
def test_joining_at_either_end_makes_both_alike_and_decides_nothing(apart: Pair, at: int) -> None:
    one, other = apart
    apart[at].join(folder_of(apart[at]))
    meet(one, other)
    assert alike(one, other)
    assert values(one) == values(other) == {2.5, 7.5}
    assert other.diary.day(DAY - timedelta(days=1)).value("fatigue") == 5.0
    assert sorted(names(one)) == sorted(names(other))
    for file in apart:
        assert len(shares_in(folder_of(file))) == 1
        sharing = file.sharing()
        assert sharing is not None
        assert not sharing.is_apart
        assert sharing.log.own_names == {sharing.log.device}


def test_an_answer_given_before_the_others_are_on_the_screen_replaces_none(apart: Pair) -> None:
    one, other = apart
    one.join(folder_of(one))
    record(one, rated(one.diary, 0, 10.0))
    meet(one, other)
    assert values(one) == values(other) == {10.0, 7.5}


def test_joining_at_both_ends_at_once_is_the_same(apart: Pair) -> None:
    for file in apart:
        file.join(folder_of(file))
    meet(*apart)
    assert alike(*apart)
    assert values(apart[0]) == values(apart[1]) == {2.5, 7.5}


def test_who_is_alone_joins_nobody(apart: Pair) -> None:
    one, _other = apart
    one.join(folder_of(one))
    before = names(one)
    one.join(folder_of(one))
    assert names(one) == before


def test_others_of_either_start_need_nothing(apart: Pair, tmp_path: Path) -> None:
    one, other = apart
    with ExitStack() as open_files:
        more = []
        for number, first in enumerate((one, other)):
            folder = tmp_path / f"folder {number}"
            shutil.copytree(folder_of(first), folder)
            own = names(first)[0]
            for path in folder.iterdir():
                if own not in path.read_text("utf-8"):
                    path.unlink()
            file = open_files.enter_context(open_diary(tmp_path / f"more {number}"))
            file.join(folder)
            record(file, rated(file.diary, 2 + number))
            exchange(file)
            more.append(file)
        one.join(folder_of(one))
        meet(one, other, *more)
        meet(one, other, *more)
        assert alike(one, other, *more)
        assert all(one.diary.day(DAY - timedelta(days=n)).value("fatigue") for n in range(4))


def test_who_comes_later_takes_the_name_of_either(apart: Pair, tmp_path: Path) -> None:
    one, other = apart
    with open_diary(tmp_path / "third") as third:
        with pytest.raises(UserError, match="more than one diary"):
            third.join(folder_of(one))
        one.join(folder_of(one))
        third.join(folder_of(one))
        exchange(third)
        assert sorted(names(third)) == sorted(names(one))
        assert third.diary.day(DAY - timedelta(days=1)).value("fatigue") == 5.0
        record(third, rated(third.diary, 3))
        exchange(third)
        carry(folder_of(one), folder_of(other))
        exchange(other)
        assert other.diary.day(DAY - timedelta(days=3)).value("fatigue") == 5.0


def test_the_names_are_remembered_when_a_program_starts_again(apart: Pair) -> None:
    one, other = apart
    one.join(folder_of(one))
    carry(folder_of(one), folder_of(other))
    exchange(other)
    for path in folder_of(other).glob("*.log"):
        if names(one)[0] in path.read_text("utf-8").splitlines()[0].split(",")[2]:
            path.unlink()
    other.close()
    with open_diary(other.folder) as again:
        assert sorted(names(again)) == sorted(names(one))
        exchange(again)
        assert alike(one, again) or exchange(one)


def test_two_own_symptoms_under_one_key_stay_two(tmp_path: Path) -> None:
    for name, label, points in (("one", "頭痛", 2.5), ("other", "Боль", 7.5)):
        diary = Diary()
        own = Symptom("own", label, own=True, order=9)
        diary.apply(Edit((SymptomChange("own", None, own),)))
        diary.apply(diary.answer(DAY, "own", Answer(points, 1200, offset=60)))
        if name == "one":
            diary.apply(rated(diary, 9, 3.0, "own"))
        new_diary(tmp_path / name, diary)
    with open_diary(tmp_path / "one") as one, open_diary(tmp_path / "other") as other:
        began(one)
        shutil.copytree(folder_of(one), tmp_path / "second folder")
        with open_diary(tmp_path / "second of one") as second:
            second.join(tmp_path / "second folder")
            exchange(second)
            # Two computers of one start say different things of their own symptom.
            record(second, second.diary.answer(DAY, "own", Answer(5.0, 1200, offset=60)))
            record(one, one.diary.answer(DAY, "own", Answer(1.0, 1300, offset=60)))
            exchange(second)
            exchange(one)
            carry(folder_of(one), tmp_path / "second folder")
            exchange(one)
            carry(began(other), folder_of(one))
            one.join(folder_of(one))
            exchange(one)
            carry(folder_of(one), folder_of(other), tmp_path / "second folder")
            meet(one, other, second)
            assert alike(one, other, second)
            keys = {s.name: s.key for s in one.diary.symptoms if s.own}
            assert keys.keys() == {"頭痛", "Боль"}
            assert keys["Боль"] == "own"
            assert one.diary.day(DAY).value("own") == 7.5
            before = one.diary.day(DAY - timedelta(days=9))
            assert {key: before.value(key) for key in before.answers} == {keys["頭痛"]: 3.0}
            for file in (one, other, second):
                sharing = file.sharing()
                assert sharing is not None
                field = ("answer", "20261122", keys["頭痛"])
                beside = {value[0] for value in sharing.status().conflicts[field]}
                assert {file.diary.day(DAY).value(keys["頭痛"]), *beside} == {1.0, 5.0}
                assert list(sharing.status().conflicts) == [field]
                with open_diary(file.folder, read_only=True) as seen:
                    assert alike(one, seen)


@pytest.mark.parametrize("first", range(1, 31, 6))
def test_a_kill_at_any_moment_of_joining_costs_and_decides_nothing(
    tmp_path: Path, first: int
) -> None:
    for number in range(first, first + 6):
        root = tmp_path / str(number)
        root.mkdir()
        for name, label, points in (("one", "頭痛", 2.5), ("other", "Боль", 7.5)):
            diary = Diary()
            diary.apply(Edit((SymptomChange("own", None, Symptom("own", label, own=True)),)))
            diary.apply(diary.answer(DAY, "own", Answer(points, 1200, offset=60)))
            diary.apply(rated(diary, 0, points))
            new_diary(root / name, diary)
        one = open_diary(root / "one")
        with open_diary(root / "other") as other:
            carry(began(one), began(other))
            folder = folder_of(one)
            if not killed_while(number, partial(one.join, folder)):
                one.close()
                continue
            died(one)
            with open_diary(root / "one") as again:
                again.join(folder)
                exchange(again)
                meet(again, other)
                assert alike(again, other)
                assert values(again) == values(other) == {2.5, 7.5}
                named = {(s.name, other.diary.day(DAY).value(s.key)) for s in _own(other.diary)}
                assert named == {("頭痛", 2.5), ("Боль", 7.5)}


def _with_own_symptoms(*symptoms: Symptom) -> Edit:
    return Edit(tuple(SymptomChange(symptom.key, None, symptom) for symptom in symptoms))


def test_a_new_key_of_a_symptom_is_in_nobody_s_use(tmp_path: Path) -> None:
    diary, theirs = Diary(), SharedLog(tmp_path, "share")
    free = key_for("頭痛", {"own"}, "3f2a")
    diary.apply(
        _with_own_symptoms(
            Symptom("own", "頭痛", own=True),
            Symptom("own_2", "頭痛", own=True),
            Symptom(free, "Cold hands", own=True),
        )
    )
    theirs.record(
        _with_own_symptoms(
            Symptom("own", "Боль", own=True),
            Symptom("own_2", "Slabost", own=True),
            Symptom(f"{free}_2", "Warm hands", own=True),
        )
    )
    found = list(_with_free_keys(diary, theirs.merged, "3f2a"))
    assert [key for _symptom, key, _edit in found] == [f"{free}_3", f"{free}_4"]
    assert {s.key for s in diary.symptoms if s.own} == {free, f"{free}_3", f"{free}_4"}


def test_after_joining_the_diary_says_at_once_which_symptom_is_whose(tmp_path: Path) -> None:
    for name, label in (("one", "頭痛"), ("other", "Боль")):
        diary = Diary()
        diary.apply(_with_own_symptoms(Symptom("own", label, own=True)))
        new_diary(tmp_path / name, diary)
    one = open_diary(tmp_path / "one")
    with open_diary(tmp_path / "other") as other:
        carry(began(one), began(other))
        one.join(folder_of(one))
        died(one)
        with open_diary(one.folder) as again:
            (symptom,) = _own(again.diary)
            assert (symptom.name, symptom.key) != ("頭痛", "own")
            sharing = again.sharing()
            assert sharing is not None
            assert sharing.log.unseen


def _own(diary: Diary) -> list[Symptom]:
    return [symptom for symptom in diary.symptoms if symptom.own]


@pytest.mark.usefixtures("light_keys")
@pytest.mark.parametrize("secret", ["one", "other", "both"])
def test_encrypted_starts_ask_for_the_passphrase_of_the_other(tmp_path: Path, secret: str) -> None:
    phrases = {"one": PASSPHRASE, "other": "four calm geese"}
    files = {
        name: encrypted(tmp_path / name, phrase)
        if secret in {name, "both"}
        else open_diary(tmp_path / name)
        for name, phrase in phrases.items()
    }
    one, other = files.values()
    record(one, rated(one.diary, 0, 2.5))
    record(other, rated(other.diary, 0, 7.5))
    carry(began(one), began(other))
    if other.encrypted:
        preview = one.preview_join(folder_of(one))
        assert (preview.needs_passphrase, preview.is_first) == (True, False)
        with pytest.raises(PassphraseNeededError):
            one.join(folder_of(one))
        with pytest.raises(WrongPassphraseError):
            one.join(folder_of(one), "no such words")
        assert len(names(one)) == 1
        assert one.preview_join(folder_of(one), phrases["other"]).differing == 1
    one.join(folder_of(one), phrases["other"] if other.encrypted else "")
    carry(folder_of(one), folder_of(other))
    if one.encrypted:
        if not other.encrypted:
            with pytest.raises(PassphraseNeededError):
                exchange(other)
        else:
            exchange(other)
        other.unlock_sharing(phrases["one"])
    meet(one, other)
    assert alike(one, other)
    assert values(one) == values(other) == {2.5, 7.5}
    heads = [head for diary in shares_in(folder_of(one)) for head in diary.wraps]
    assert all(heads)
    for file in files.values():
        file.close()


@pytest.mark.usefixtures("light_keys")
def test_who_lost_the_key_of_the_folder_joins_nobody(tmp_path: Path) -> None:
    one = encrypted(tmp_path / "one")
    record(one, rated(one.diary, 0, 2.5))
    began(one)
    sharing = one.sharing()
    assert sharing is not None
    folder = sharing.folder
    sharing._save(keys="not a key any more")
    one.close()
    with open_diary(tmp_path / "other") as other:
        carry(began(other), folder)
        with open_diary(one.folder, passphrase=PASSPHRASE) as again:
            with pytest.raises(PassphraseNeededError):
                again.join(folder)
            assert len(names(again)) == 1


def test_names_connect_through_one_another(apart: Pair, tmp_path: Path) -> None:
    one, other = apart
    with open_diary(tmp_path / "third") as third:
        began(third)
        one.join(folder_of(one))
        carry(folder_of(one), folder_of(other), folder_of(third))
        assert third.preview_join(folder_of(third)).differing == 0
        third.join(folder_of(third))
        meet(one, other, third)
        assert alike(one, other, third)
        (found,) = shares_in(folder_of(other))
        assert found == SharedDiary(frozenset(names(third)), [[]])
        assert len(names(third)) == 3

"""Two diaries on the command line that share a folder."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ldn_desktop.storage import encrypt, open_diary, prepare
from tests.support.descriptors import descriptor
from tests.support.sharing import unusable_folders
from tests.support.storage.making import texts
from tests.support.storage.request_window import window_of

DAY, SHOWN_DAY = "2026-03-04", "4 March 2026"
PASSPHRASE = "four calm words here"


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """The diary of the other computer."""
    return tmp_path / "other diary"


def _out(answered: Any) -> str:
    assert answered.code == 0, answered.err
    return str(answered.out)


def test_answers_travel_through_the_folder(ldn: Any, shared: Path, other: Path) -> None:
    ldn("add", "--date", DAY, "fatigue=5")
    assert "0 answers came" in _out(ldn("share", shared))
    assert "1 answer came" in _out(ldn("share", shared, diary=other))
    ldn("add", "--date", DAY, "pain=3", diary=other)
    assert "0 answers came" in _out(ldn("share", diary=other))
    assert "1 answer came" in _out(ldn("share"))
    assert "pain" in str(ldn.shown(DAY))
    assert "0 answers came" in _out(ldn("share", shared))


def test_status_names_computers_and_answers_that_differ(
    ldn: Any, shared: Path, other: Path
) -> None:
    for diary in (ldn.diary, other):
        ldn("share", shared, diary=diary)
    ldn("add", "--date", DAY, "fatigue=2", diary=ldn.diary)
    ldn("add", "--date", DAY, "fatigue=8", diary=other)
    ldn("share")
    assert "1 entry differs" in _out(ldn("share", diary=other))
    status = _out(ldn("share", "--status", diary=other))
    assert f"Shared in {shared}." in status
    assert "1 entry, the newest from" in status
    assert f"Fatigue, {SHOWN_DAY}: On the other computer: 2 (Mild)." in status
    found = ldn("share", "--status", "--json", diary=other).json
    assert found["folder"] == str(shared)
    assert [device["lines"] for device in found["devices"]] == [1]
    (conflict,) = found["conflicts"]
    assert conflict["field"] == ["answer", DAY.replace("-", ""), "fatigue"]
    assert conflict["others"][0][0] == 2
    ldn("add", "--date", DAY, "fatigue=6", diary=other)
    assert "differs" not in _out(ldn("share", diary=other))
    assert ldn("share", "--status", "--json", diary=other).json["conflicts"] == []


def test_the_same_answer_again_settles_what_differs(ldn: Any, shared: Path, other: Path) -> None:
    for diary in (ldn.diary, other):
        ldn("share", shared, diary=diary)
    ldn("add", "--date", DAY, "fatigue=2", "pain=4", diary=ldn.diary)
    ldn("add", "--date", DAY, "fatigue=8", "pain=", diary=other)
    ldn("add", "--date", DAY, "pain=1", diary=other)
    ldn("add", "--date", DAY, "pain=", diary=other)
    ldn("share")
    ldn("share", diary=other)
    shown = ldn("show", "--date", DAY, "--json", diary=other).json
    assert set(shown["others"]) == {"fatigue", "pain"}
    points = shown["scores"]["fatigue"]
    given = [f"fatigue={points}", f"pain={shown['scores'].get('pain', '')}"]
    assert "Recorded" in _out(ldn("add", "--date", DAY, *given, diary=other))
    assert "Nothing to record" not in _out(ldn("share", diary=other))
    settled = ldn("show", "--date", DAY, "--json", diary=other).json
    assert settled["scores"] == shown["scores"]
    assert "others" not in settled
    ldn("share")
    assert "others" not in ldn("show", "--date", DAY, "--json").json
    assert "Nothing to record" in _out(ldn("add", "--date", DAY, *given, diary=other))


def test_status_is_told_beside_an_open_window_and_writes_nothing(
    ldn: Any, shared: Path, other: Path
) -> None:
    for diary in (ldn.diary, other):
        ldn("share", shared, diary=diary)
    ldn("add", "--date", DAY, "fatigue=2", diary=other)
    ldn("share", diary=other)
    with open_diary(ldn.diary) as window:
        window.exchange()
        before = texts(ldn.diary)
        assert "1 entry, the newest from" in _out(ldn("share", "--status"))
        assert len(ldn("share", "--status", "--json").json["devices"]) == 1
        assert texts(ldn.diary) == before
        assert "already open" in ldn.refused("share")
    shutil.rmtree(shared)
    assert f"Shared in {shared}." in _out(ldn("share", "--status"))


def test_what_is_no_answer_is_called_a_change(ldn: Any, shared: Path, other: Path) -> None:
    ldn("share", shared, diary=other)
    ldn("share", shared)
    ldn("add", "--date", DAY, "mark=infection: Cold")
    ldn("share")
    assert "1 change from the other computer." in _out(ldn("share", diary=other))


def test_computers_that_began_apart_are_joined_by_naming_the_folder_again(
    ldn: Any, shared: Path, other: Path, tmp_path: Path
) -> None:
    ldn("add", "--date", DAY, "fatigue=2")
    ldn("add", "--date", DAY, "pain=8", diary=other)
    ldn("share", shared)
    (tmp_path / "second").mkdir()
    ldn("share", tmp_path / "second", diary=other)
    shutil.copytree(tmp_path / "second", shared, dirs_exist_ok=True)
    refused = ldn.refused("share")
    assert "also started sharing" in refused
    assert "run “ldn-desktop share” with this folder" in refused
    status = ldn("share", "--status")
    assert "also started sharing" in _out(status)
    assert ldn("share", "--status", "--json").json["apart"] is True
    assert "1 answer came" in _out(ldn("share", shared))
    assert ldn("share", "--status", "--json").json["apart"] is False
    shutil.copytree(shared, tmp_path / "second", dirs_exist_ok=True)
    assert "1 answer came" in _out(ldn("share", diary=other))


def test_stopping_leaves_the_diary_whole(ldn: Any, shared: Path) -> None:
    ldn("add", "--date", DAY, "fatigue=5")
    ldn("share", shared)
    assert "no longer shared" in _out(ldn("share", "--stop"))
    assert "not shared" in ldn.refused("share")
    assert ldn("check").code == 0


def test_what_cannot_be_is_refused_in_a_sentence(ldn: Any, shared: Path, tmp_path: Path) -> None:
    for words in (["share"], ["share", "--status"], ["share", "--stop"]):
        assert "ldn-desktop share FOLDER" in ldn.refused(*words)
    assert "cannot be read" in ldn.refused("share", tmp_path / "nowhere")
    ldn("share", shared)
    (tmp_path / "second").mkdir()
    assert "stop sharing first" in ldn.refused("share", tmp_path / "second")
    assert ldn("share", shared, "--stop").code == 2


def test_show_names_what_the_other_computer_says(ldn: Any, shared: Path, other: Path) -> None:
    for diary in (ldn.diary, other):
        ldn("share", shared, diary=diary)
    ldn("add", "--date", DAY, "fatigue=2", diary=ldn.diary)
    ldn("add", "--date", DAY, "fatigue=8", "pain=5", diary=other)
    ldn("share")
    ldn("share", diary=other)
    assert "Fatigue: On the other computer: 2 (Mild)." in _out(
        ldn("show", "--date", DAY, diary=other)
    )
    found = ldn("show", "--date", DAY, "--json", diary=other).json
    assert found["scores"]["fatigue"] == 8
    assert found["others"] == {"fatigue": [2]}
    assert "others" not in ldn("show", "--date", "2026-03-05", "--json", diary=other).json


def test_status_names_readings_times_and_marks_as_the_window_does(
    ldn: Any, shared: Path, other: Path
) -> None:
    ldn("mark", "add", DAY, "event", "Moving house")
    for diary in (ldn.diary, other):
        ldn("share", shared, diary=diary)
    for diary, mean, time in ((ldn.diary, "3", "morning"), (other, "4", "evening")):
        ldn("funcap", "add", DAY, mean, diary=diary)
        ldn("add", "--date", DAY, f"dose_time={time}", diary=diary)
    ldn("mark", "stop", "1", "2026-03-06")
    ldn("mark", "remove", "1", diary=other)
    ldn("share")
    assert "3 entries differ between the computers" in _out(ldn("share", diary=other))
    ldn("share")
    for diary, side in ((ldn.diary, "On this computer"), (other, "On the other computer")):
        lines = _out(ldn("share", "--status", diary=diary)).splitlines()
        assert f"Function (FUNCAP), {SHOWN_DAY}: {side}: 3 out of 6." in lines
        assert f"Time of the dose, {SHOWN_DAY}: {side}: Morning." in lines
        assert f"Moving house: {side}: Moving house, 4 March to 6 March 2026." in lines


@pytest.mark.parametrize(
    "spoil",
    [
        unusable_folders.a_file,
        unusable_folders.vanished,
        unusable_folders.of_a_newer_version,
        unusable_folders.of_another_diary,
        unusable_folders.of_several_diaries,
    ],
)
def test_a_folder_that_cannot_be_used_is_one_sentence_and_the_diary_stays(
    ldn: Any, shared: Path, spoil: Callable[[Path], str]
) -> None:
    ldn("add", "--date", DAY, "fatigue=5")
    ldn("share", shared)
    message = spoil(shared)
    before = (ldn.diary / "diary.json").read_bytes()
    refusal = ldn.refused("share")
    assert message in refusal
    assert len(refusal.strip().splitlines()) == 1
    assert (ldn.diary / "diary.json").read_bytes() == before
    assert ldn("add", "--date", DAY, "pain=3").code == 0
    assert ldn("check").code == 0


@pytest.mark.parametrize(
    ("number", "message"),
    [(errno.ENOSPC, "The disk is full"), (errno.EROFS, "permission to write")],
)
def test_a_full_or_read_only_folder_is_one_sentence(
    ldn: Any, shared: Path, monkeypatch: pytest.MonkeyPatch, number: int, message: str
) -> None:
    ldn("share", shared)
    ldn("add", "--date", DAY, "fatigue=5")
    real = os.open

    def refused(path: Any, flags: int, *more: Any, **named: Any) -> int:
        if flags & os.O_CREAT and Path(str(path)).parent == shared:
            raise OSError(number, os.strerror(number))
        return real(path, flags, *more, **named)

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", refused)
        assert message in ldn.refused("share")
    assert "0 answers came" in _out(ldn("share"))
    assert "fatigue" in str(ldn.shown(DAY))


def test_strange_files_beside_the_log_are_passed_over(ldn: Any, shared: Path, other: Path) -> None:
    (shared / "notes.txt").write_text("Milk, bread")
    (shared / "photo.jpg").write_bytes(os.urandom(5000))
    (shared / "deep").mkdir()
    (shared / "deep" / "empty.log").write_bytes(b"")
    ldn("add", "--date", DAY, "fatigue=5")
    assert ldn("share", shared).code == 0
    assert "1 answer came" in _out(ldn("share", shared, diary=other))
    assert (shared / "notes.txt").read_text() == "Milk, bread"


@pytest.mark.usefixtures("light_keys")
def test_encrypted_diaries_share_with_the_passphrase_of_the_folder(
    ldn: Any, shared: Path, other: Path, tmp_path: Path
) -> None:
    def secretly(phrase: str, *words: str | Path, diary: Path) -> Any:
        with descriptor(f"{phrase}\n") as fd:
            return ldn("--passphrase-fd", str(fd), *words, diary=diary)

    phrases = {ldn.diary: PASSPHRASE, other: PASSPHRASE}
    for diary, phrase in phrases.items():
        with open_diary(diary) as file:
            ready = prepare(phrase)
            encrypt(file, ready, [ready.words[n - 1] for n in ready.asked_positions])
    assert secretly(PASSPHRASE, "add", "--date", DAY, "fatigue=5", diary=ldn.diary).code == 0
    assert secretly(PASSPHRASE, "share", shared, diary=ldn.diary).code == 0
    joined = secretly(PASSPHRASE, "share", shared, diary=other)
    assert "1 answer came" in _out(joined)
    with open_diary(tmp_path / "third") as file:
        ready = prepare("five calm words here now")
        encrypt(file, ready, [ready.words[n - 1] for n in ready.asked_positions])
    third = secretly("five calm words here now", "share", shared, diary=tmp_path / "third")
    assert third.code == 1
    assert "passphrase" in third.err


SETTLES = "This settles what differed between the computers."
MARK = ("mark", "add", DAY, "medicine", "Iron")


def exchange(ldn: Any, *diaries: Path) -> None:
    for diary in diaries:
        _out(ldn("share", diary=diary))


def differing(ldn: Any, diary: Path) -> list[str]:
    """Kinds of the entries of which another computer says otherwise."""
    conflicts = ldn("share", "--status", "--json", diary=diary).json["conflicts"]
    return [conflict["field"][0] for conflict in conflicts]


@pytest.mark.parametrize(
    "entries",
    [
        ((), ("funcap", "add", DAY, "3"), ("funcap", "add", DAY, "4")),
        ((), ("funcap", "add", DAY, "3"), ("funcap", "add", DAY, "3", "--domain", "home=2")),
        (("funcap", "add", DAY, "3"), ("funcap", "add", DAY, "4"), ("funcap", "remove", DAY)),
        (MARK, ("mark", "stop", "1", "2026-03-05"), ("mark", "stop", "1", "2026-03-06")),
        ((), (*MARK, "--until", "2026-03-05"), (*MARK, "--until", "2026-03-06")),
        ((), ("dose", "add", DAY, "1.5", "--form", "drops"), ("dose", "add", DAY, "3 mg")),
        ((), ("add", "--date", DAY, "fatigue=2"), ("add", "--date", DAY, "fatigue=4")),
    ],
    ids=["funcap", "domains", "funcap-removed", "mark-stopped", "mark-added", "dose", "answer"],
)
@pytest.mark.parametrize("newer", ["here", "there"])
def test_whoever_says_again_what_is_shown_settles_the_difference(
    ldn: Any, shared: Path, other: Path, entries: tuple[tuple[str, ...], ...], newer: str
) -> None:
    before, here, there = entries
    listed = ("show", "--date", DAY, "--json") if here[0] == "add" else (here[0], "list", "--json")

    def shown(diary: Path) -> Any:
        found = ldn(*listed, diary=diary).json
        return {**found, "others": None} if here[0] == "add" else found

    both = [ldn.diary, other]
    for diary in both:
        _out(ldn("share", shared, diary=diary))
    if before:
        _out(ldn(*before))
        exchange(ldn, *both)
    said = [(here, ldn.diary), (there, other)]
    for words, diary in said if newer == "there" else said[::-1]:
        assert SETTLES not in _out(ldn(*words, diary=diary))
    by_command = [(words, shown(diary)) for words, diary in said]
    exchange(ldn, *both, *both)
    assert len(differing(ldn, ldn.diary)) == len(differing(ldn, other)) == 1
    agreed = shown(other)
    assert shown(ldn.diary) == agreed
    (repeated,) = [words for words, found in by_command if found == agreed]
    assert SETTLES in _out(ldn(*repeated))
    exchange(ldn, *both)
    assert shown(ldn.diary) == shown(other) == agreed
    assert differing(ldn, ldn.diary) == differing(ldn, other) == []
    assert SETTLES not in ldn(*repeated).out


def test_another_amount_than_the_shown_one_is_refused_as_ever(
    ldn: Any, shared: Path, other: Path
) -> None:
    for diary, mg in ((ldn.diary, "1.5"), (other, "3")):
        _out(ldn("share", shared, diary=diary))
        _out(ldn("dose", "add", DAY, mg, diary=diary))
    exchange(ldn, ldn.diary, other)
    assert "remove it first" in ldn.refused("dose", "add", DAY, "4.5", diary=other)
    assert "remove it first" in ldn.refused("dose", "add", DAY, "3", "--form", "d", diary=other)
    assert differing(ldn, other) == ["step"]


def test_a_settling_beside_an_open_window_reaches_it(ldn: Any, shared: Path, other: Path) -> None:
    for diary, mean in ((ldn.diary, "3"), (other, "4")):
        _out(ldn("share", shared, diary=diary))
        _out(ldn("funcap", "add", DAY, mean, diary=diary))
    exchange(ldn, ldn.diary, other, ldn.diary)
    mean = str(ldn("funcap", "list", "--json").json[0]["mean"])
    with open_diary(ldn.diary) as file, window_of(file):
        assert SETTLES in _out(ldn("funcap", "add", DAY, mean))
    exchange(ldn, ldn.diary, other)
    assert differing(ldn, ldn.diary) == differing(ldn, other) == []


ONE_DIFFERS = (
    "1 entry differs between the computers that share this diary; the one that this computer "
    "shows is used.\n"
)


def test_what_is_worked_out_while_entries_differ_says_so_beside_its_results(
    ldn: Any, shared: Path, other: Path, tmp_path: Path
) -> None:
    for diary, points in ((ldn.diary, "2"), (other, "8")):
        _out(ldn("share", shared, diary=diary))
        _out(ldn("add", "--date", DAY, f"fatigue={points}", diary=diary))
    table, page, text = (tmp_path / name for name in ("t.csv", "p.pdf", "p.txt"))
    assert ldn("export", table).err == ldn("compare").err == ""
    exchange(ldn, ldn.diary, other, ldn.diary)
    before = table.read_text()
    for words in (["export", table], ["compare"], ["compare", "--json"]):
        answered = ldn(*words)
        assert (answered.code, answered.err) == (0, ONE_DIFFERS)
        assert "differ" not in answered.out
    assert table.read_text().splitlines()[0] == before.splitlines()[0]
    assert ldn("export", table, "--from", "2026-03-05").err == ""
    assert ldn("report", page).code == ldn("report", text).code == 0
    assert ONE_DIFFERS.strip() in text.read_text()
    points = ldn.shown(DAY)["scores"]["fatigue"]
    assert SETTLES in _out(ldn("add", "--date", DAY, f"fatigue={points}"))
    assert ldn("export", table).err == ldn("compare").err == ""
    ldn("report", text)
    assert "differ" not in text.read_text()


def test_a_damaged_note_of_the_sharing_hides_no_answer(ldn: Any, shared: Path) -> None:
    ldn("add", "--date", DAY, "fatigue=5")
    _out(ldn("share", shared))
    (ldn.diary / "shared" / "sharing.json").write_text("{")
    assert ldn.shown(DAY)["scores"] == {"fatigue": 5}
    assert ldn("compare").code == 0

"""Backups, undo and encryption from the command line, and a window open meanwhile."""

from __future__ import annotations

import io
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from ldn_desktop.cli.output import print_error
from ldn_desktop.storage import DiaryFile, open_diary
from tests.support.descriptors import descriptor
from tests.support.systems import is_private

VISIBLE = Path(__file__).parents[1] / "support" / "files" / "visible-export.csv"
DAY = "2026-03-04"
PASSPHRASE = "four calm words here"


def run_encrypted(ldn: Any, *words: str | Path) -> Any:
    """A command on an encrypted diary, with its passphrase."""
    with descriptor(PASSPHRASE + "\n") as fd:
        return ldn("--passphrase-fd", str(fd), *words)


@contextmanager
def taking_requests(file: DiaryFile) -> Iterator[None]:
    """What a window does while it is open: record what other starts ask for."""
    over = threading.Event()

    def watch() -> None:
        while not over.wait(0.01):
            for request in file.requests():
                file.record(request.edit)
                request.done()

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def test_a_sound_diary_is_said_to_be_sound(ldn: Any) -> None:
    ldn("add", "--date", DAY, "fatigue=5")
    checked = ldn("check")
    assert (checked.code, checked.err) == (0, "")
    assert "1 day" in checked.out


def test_no_diary_is_said_to_be_none_and_none_is_made(ldn: Any) -> None:
    assert ldn("check").code == 0
    assert not ldn.diary.exists()


def test_damage_is_said(ldn: Any) -> None:
    ldn("add", "--date", DAY, "fatigue=5")
    ldn("import", VISIBLE)
    file = ldn.diary / "diary.json"
    file.write_bytes(file.read_bytes()[:-200])
    assert ldn.refused("check")


def test_an_import_is_taken_back(ldn: Any) -> None:
    ldn("add", "--date", DAY, "fatigue=5")
    ldn("import", VISIBLE)
    assert "visible-export.csv" in ldn("undo").out
    assert ldn.shown("2024-05-21") == {"date": "2024-05-21"}
    assert ldn.shown(DAY)["scores"] == {"fatigue": 5}
    assert "no import" in ldn.refused("undo")


def test_a_backup_is_restored_and_that_is_taken_back(ldn: Any) -> None:
    ldn("add", "--date", DAY, "fatigue=5")
    with open_diary(ldn.diary) as file:
        file.back_up()
    ldn("add", "--date", DAY, "fatigue=9")
    listed = ldn("backups", "--json").json
    assert all(one["sound"] for one in listed)
    assert "1 day" in ldn("backups").out
    oldest = max(one["number"] for one in listed if one["days"])
    assert ldn("restore", str(oldest)).code == 0
    assert ldn.shown(DAY)["scores"] == {"fatigue": 5}
    ldn("undo")
    assert ldn.shown(DAY)["scores"] == {"fatigue": 9}


def test_backups_of_one_minute_are_told_apart(ldn: Any) -> None:
    ldn("add", "--date", DAY, "fatigue=5")
    with open_diary(ldn.diary) as file:
        file.back_up()
    folder = ldn.diary / "backups"
    (made,) = folder.iterdir()
    for time in ("2026-03-04T140801Z", "2026-03-04T140859Z", "2026-03-04T140900Z"):
        (folder / f"diary-{time}.json").write_bytes(made.read_bytes())
    made.unlink()
    newest, *others = ldn("backups").out.splitlines()
    assert re.fullmatch(r"1: .* \d\d:09, 1 day", newest)
    assert [re.sub(r".*:", "", line) for line in others] == ["59, 1 day", "01, 1 day"]


def test_a_backup_that_is_not_there_is_refused(ldn: Any) -> None:
    assert "99" in ldn.refused("restore", "99")
    assert ldn("restore", "newest").code == 2


def test_an_answer_reaches_the_window_that_is_open(ldn: Any) -> None:
    ldn("add", "--date", DAY, "fatigue=5")
    with open_diary(ldn.diary) as file, taking_requests(file):
        assert ldn("add", "--date", DAY, "pain=3").code == 0
        assert ldn("import", VISIBLE).code == 0
        assert ldn.shown(DAY)["scores"] == {"fatigue": 5, "pain": 3}
        assert ldn.shown("2024-05-21")["crash"] is True


def test_a_wrong_answer_is_refused_while_the_window_is_open_too(ldn: Any) -> None:
    with open_diary(ldn.diary) as file, taking_requests(file):
        assert "11" in ldn.refused("add", "--date", DAY, "fatigue=11")


def encrypted(ldn: Any, monkeypatch: pytest.MonkeyPatch, sheet: Path, typed: str = "") -> Any:
    """Encrypt the diary; the person types back what the sheet says unless `typed` is given."""

    class TypingPerson(io.StringIO):
        def readline(self, _size: int = -1, /) -> str:  # type: ignore[override]  # as StringIO
            words = dict(re.findall(r"(\d+) ([a-z]+)", sheet.read_text("utf-8")))
            asked = re.findall(r"\d+", self.prompt.rsplit("words", 1)[1])
            return typed or " ".join(words[position] for position in asked) + "\n"

        prompt = ""

    person = TypingPerson()
    monkeypatch.setattr("sys.stdin", person)

    def hear(sentence: str) -> None:
        person.prompt = sentence
        print_error(sentence)

    monkeypatch.setattr("ldn_desktop.cli.commands.maintenance.print_error", hear)
    return run_encrypted(ldn, "encrypt", "--sheet", sheet)


def test_a_diary_is_encrypted_read_and_decrypted(
    ldn: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ldn("add", "--date", DAY, "note=canary")
    sheet = tmp_path / "sheet.txt"
    done = encrypted(ldn, monkeypatch, sheet)
    assert done.code == 0
    assert is_private(sheet)
    assert not [p for p in ldn.diary.rglob("*") if p.is_file() and b"canary" in p.read_bytes()]
    assert "encrypted" in ldn.refused("show", "--date", DAY)
    assert run_encrypted(ldn, "show", "--date", DAY, "--json").json["note"] == "canary"
    assert run_encrypted(ldn, "check").code == 0
    assert run_encrypted(ldn, "add", "--date", DAY, "fatigue=5").code == 0
    with descriptor("not the passphrase") as fd:
        assert ldn("--passphrase-fd", str(fd), "show").code == 1
    assert run_encrypted(ldn, "decrypt").code == 0
    assert ldn.shown(DAY) == {"date": DAY, "scores": {"fatigue": 5}, "note": "canary"}


@pytest.mark.usefixtures("light_keys")
def test_an_encrypted_diary_takes_an_answer_while_its_window_is_open(
    ldn: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert encrypted(ldn, monkeypatch, tmp_path / "sheet.txt").code == 0
    with open_diary(ldn.diary, passphrase=PASSPHRASE) as file, taking_requests(file):
        assert run_encrypted(ldn, "add", "--date", DAY, "note=canary").code == 0
        assert run_encrypted(ldn, "show", "--date", DAY, "--json").json["note"] == "canary"
    assert not [p for p in ldn.diary.rglob("*") if p.is_file() and b"canary" in p.read_bytes()]


def test_nothing_is_encrypted_without_the_words_of_the_sheet(
    ldn: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ldn("add", "--date", DAY, "note=canary")
    sheet = tmp_path / "sheet.txt"
    assert encrypted(ldn, monkeypatch, sheet, typed="some thing\n").code == 1
    assert not sheet.exists()
    assert ldn.shown(DAY)["note"] == "canary"


def test_a_sheet_never_replaces_another_file(
    ldn: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear aunt", "utf-8")
    assert encrypted(ldn, monkeypatch, letter).code == 1
    assert letter.read_text("utf-8") == "Dear aunt"


def test_what_is_not_encrypted_cannot_be_decrypted(ldn: Any) -> None:
    assert "not encrypted" in ldn.refused("decrypt")

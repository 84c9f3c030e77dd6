"""The reminder's switch on the command line."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from ldn_desktop.reminder import plan_file
from ldn_desktop.storage import encrypt, open_diary, prepare
from tests.support.descriptors import descriptor
from tests.support.reminder.programs import only_systemctl

PASSPHRASE = "three calm geese"


@pytest.fixture(autouse=True)
def scheduler(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return only_systemctl(tmp_path, monkeypatch)


def test_it_is_switched_on_and_off(ldn: Any) -> None:
    ldn("add", "fatigue=5")
    assert ldn("remind", "--status").out == "The reminder is off.\n"
    assert ldn("remind", "--at", "20").out.splitlines() == [
        "The reminder is on, at 20:00.",
        "It appears at that hour. If this computer is off then, it does not appear later.",
    ]
    assert ldn("remind", "--status").out == "The reminder is on, at 20:00.\n"
    assert ldn("remind", "--off").out == "The reminder is off.\n"
    assert ldn("remind", "--status").out == "The reminder is off.\n"


def test_what_the_scheduler_runs_prints_nothing(ldn: Any) -> None:
    ldn("add", "fatigue=5")
    for _switched in ("off", "on"):
        answered = ldn("remind")
        assert (answered.code, answered.out, answered.err) == (0, "", "")
        ldn("remind", "--at", "20:00")


def test_without_a_scheduler_it_stays_off_and_one_sentence_says_so(
    ldn: Any, scheduler: Path
) -> None:
    ldn("add", "fatigue=5")
    scheduler.unlink()
    assert "Nothing on this computer can start the reminder" in ldn.refused("remind", "--at", "20")
    assert ldn("remind", "--status").out == "The reminder is off.\n"


def test_without_a_diary_there_is_nothing_to_remind_of(ldn: Any) -> None:
    assert "There is no diary in" in ldn.refused("remind", "--at", "20")
    assert ldn("remind", "--off").code == 0


@pytest.mark.parametrize("hour", ["five", "19:30", "²", "100"])
def test_what_is_no_hour_is_not_understood(hour: str, ldn: Any) -> None:
    assert ldn("remind", "--at", hour).code == 2


def test_an_hour_of_the_night_is_refused(ldn: Any) -> None:
    ldn("add", "fatigue=5")
    assert "from 6:00 to 23:00" in ldn.refused("remind", "--at", "3")


def test_the_example_has_no_reminder(ldn: Any) -> None:
    assert "leave out --demo" in ldn.refused("--demo", "remind", "--at", "20")


def test_off_needs_no_word_of_where_the_diary_is(ldn: Any, tmp_path: Path) -> None:
    ldn("add", "fatigue=5")
    ldn("remind", "--at", "20")
    assert ldn.bare("remind", "--off").code == 0  # as a package does that is removed
    assert ldn("remind", "--status").out == "The reminder is off.\n"
    assert list(tmp_path.rglob("*remind*")) == []


def test_what_was_taken_out_of_the_scheduler_is_off(ldn: Any, scheduler: Path) -> None:
    ldn("add", "fatigue=5")
    ldn("remind", "--at", "20")
    scheduler.unlink()
    assert ldn("remind", "--status").out == "The reminder is off.\n"


@pytest.mark.usefixtures("light_keys")
def test_what_is_added_to_an_encrypted_diary_is_noted_for_it(ldn: Any) -> None:
    ldn("add", "fatigue=5")
    with open_diary(ldn.diary) as file:
        preparation = prepare(PASSPHRASE)
        encrypt(file, preparation, [preparation.words[n - 1] for n in preparation.asked_positions])
    ldn("remind", "--at", "6")
    assert _quiet_until() is None
    with descriptor(f"{PASSPHRASE}\n") as fd:
        assert ldn("--passphrase-fd", str(fd), "add", "crash").code == 0
    until = _quiet_until()
    assert until is not None
    assert until > date.today() + timedelta(days=5)


def _quiet_until() -> date | None:
    plan = plan_file.read()
    assert plan is not None
    return plan.quiet_until

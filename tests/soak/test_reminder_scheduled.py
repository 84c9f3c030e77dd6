"""The reminder as systemd starts it, in a kernel of its own whose days pass in seconds."""

from __future__ import annotations

from pathlib import Path

from tests.support.reminder.scheduled import evenings
from tests.support.reminder.scheduled_life import AWKWARD

LINE = ["How was today? One click or tap is enough."]
FILES = [
    "ldn-desktop",
    "ldn-desktop/reminder.json",
    "systemd/user/ldn-desktop-remind.service",
    "systemd/user/ldn-desktop-remind.timer",
    "systemd/user/timers.target.wants/ldn-desktop-remind.timer",
]


def test_systemd_starts_the_reminder_each_evening_until_it_is_off(tmp_path: Path) -> None:
    handed_on, on, *days, off, after = evenings(tmp_path)
    assert handed_on == {"handed_on": AWKWARD}
    assert on["files"] == FILES
    assert on["timers"].startswith("Wed 2027-03-24 19:00:00 CET")
    assert on["beside_the_diary"] == []
    assert {day["at"][:4] for day in days} == {"12:0", "19:0"}
    assert {day["evening"]: day["shown"] for day in days} == {
        "nothing entered": LINE,
        "an answer": [],
        "a crash": [],
        "after the crash": [],
        "better": [],
        "ignored once": LINE,
        "ignored twice": LINE,
        "ignored": [],
        "woken at noon": [],
        "six days after": [],
        "a week after": LINE,
    }
    assert off == {"files": [], "timers": "", "units": "", "beside_the_diary": []}
    assert after == {"evening": "switched off", "shown": []}

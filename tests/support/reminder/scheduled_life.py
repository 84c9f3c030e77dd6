"""Evenings with the reminder on, in a kernel whose clock can be moved.

A person's own systemd starts it, and dunst shows it.

Prints what each evening brought, as one line of JSON. Run by tests.support.reminder.scheduled.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from ldn_desktop.diary.fields import CRASH
from ldn_desktop.diary.model import Diary
from ldn_desktop.diary.recording import answer_now
from ldn_desktop.reminder import notification
from ldn_desktop.reminder.schedulers.systemd_timer import SERVICE, TIMER, service_unit
from ldn_desktop.storage import new_diary, open_diary
from tests.support.reminder.notification_daemon import NotificationDaemon, listening

SYSTEMD = "/usr/lib/systemd/systemd"
FIRST_MORNING = datetime(2027, 3, 24, 9)
"""Local time. The clocks go forward four days later."""
HOUR = 19
PATIENCE = 180
"""Seconds in which a service or a timer must have done its work; a timer may be a minute late."""
AWKWARD = ['a "b" 100 % $x ${y} `z`', "it's", "\\n", "two\nlines", "日本", "%h", "; x", ""]
"""The first is part of a path, too."""
END = "that was the evening"


def main() -> None:
    _set_clock(FIRST_MORNING)
    folder = Path.home() / 'my "100 %" $diary'
    new_diary(folder, Diary())
    _record(folder, "fatigue", 5.0, days_ago=1)
    bus = f"unix:path={os.environ['XDG_RUNTIME_DIR']}/bus"
    environment = {**os.environ, "DBUS_SESSION_BUS_ADDRESS": bus}
    with _systemd(environment), listening(environment) as daemon:
        _report(handed_on=_words_from_systemd(environment))
        Life(folder, daemon).live()


class Life:
    """Of one diary whose reminder is switched on in the morning, and off two weeks later."""

    def __init__(self, folder: Path, daemon: NotificationDaemon) -> None:
        self._folder, self._daemon = folder, daemon

    def live(self) -> None:
        self._switch("--at", str(HOUR))
        _set_clock(FIRST_MORNING.replace(hour=HOUR - 1, minute=59, second=55))
        self._report_evening("nothing entered")
        for what, field, value in (
            ("an answer", "fatigue", 7.5), ("a crash", CRASH, True), ("after the crash", "", 0),
            ("better", "fatigue", 2.5), ("ignored once", "", 0), ("ignored twice", "", 0),
            ("ignored", "", 0),
        ):  # fmt: skip
            self._turn_to_noon()
            if field:
                _record(self._folder, field, value)
            self._turn_to_evening()
            self._report_evening(what)
        self._run_before = self._newest_run()
        self._turn_to_noon(days=5)  # past an evening: the timer makes up for it at once
        self._report_evening("woken at noon")
        self._turn_to_evening()
        self._report_evening("six days after")
        self._turn_to_noon()
        self._turn_to_evening()
        self._report_evening("a week after")
        self._switch("--off")
        self._turn_to_noon()
        self._turn_to_evening()
        _report(evening="switched off", shown=self._shown())

    def _switch(self, *options: str) -> None:
        command = [sys.executable, "-m", "ldn_desktop", "--diary", str(self._folder), "remind"]
        subprocess.run([*command, *options], env=self._daemon.environment, check=True)
        self._run_before = self._newest_run()
        config = Path.home() / ".config"
        found = [*config.rglob("ldn-desktop*"), *config.rglob("reminder*")]
        files = sorted(str(path.relative_to(config)) for path in found)
        timers = self._systemctl("list-timers", "--all", "--no-legend", "--plain")
        units = self._systemctl("list-units", "--all", "--no-legend", "--plain", "ldn-desktop*")
        beside = sorted(path.name for path in self._folder.glob("remind*"))
        _report(files=files, timers=timers, units=units, beside_the_diary=beside)

    def _turn_to_noon(self, days: int = 1) -> None:
        _set_clock(datetime.now().replace(hour=12, minute=0) + timedelta(days=days))

    def _turn_to_evening(self) -> None:
        """To a minute past the hour: as late as the timer may be."""
        self._run_before = self._newest_run()
        _set_clock(datetime.now().replace(hour=HOUR, minute=1))

    def _report_evening(self, name: str) -> None:
        _wait_until(lambda: self._newest_run() not in ("", self._run_before), self._state)
        _report(evening=name, at=f"{datetime.now():%H:%M}", shown=self._shown())
        # Days pass in seconds here, and systemd refuses a sixth start within ten of them.
        self._systemctl("reset-failed", SERVICE)

    def _newest_run(self) -> str:
        """When the service ended last; "" where it never did or runs right now."""
        shown = self._systemctl("show", "--property=ActiveState,ExecMainExitTimestamp", SERVICE)
        state = dict(line.split("=", 1) for line in shown.splitlines())
        assert state["ActiveState"] != "failed", self._state()
        return state["ExecMainExitTimestamp"] if state["ActiveState"] == "inactive" else ""

    def _state(self) -> str:
        return self._systemctl("status", TIMER, SERVICE)

    def _shown(self) -> list[str]:
        """The texts that were shown since this was asked last."""
        subprocess.run(
            notification.over_the_bus(END),
            env=self._daemon.environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        texts: list[str] = []
        while END not in texts:
            lines = self._daemon.next_notification().splitlines()
            texts += [line.split("'")[1] for line in lines if line.startswith("body:")]
        return texts[:-1]

    def _systemctl(self, *arguments: str) -> str:
        return _systemctl(self._daemon.environment, *arguments)


@contextmanager
def _systemd(environment: dict[str, str]) -> Iterator[None]:
    """The person's own systemd, with the message bus that it starts, once both answer."""
    process = subprocess.Popen([SYSTEMD, "--user"], env=environment)
    try:
        _wait_until(
            lambda: _systemctl(environment, "is-active", "dbus.socket") == "active",
            lambda: "systemd has no message bus",
        )
        yield
    finally:
        process.terminate()
        process.wait()


def _words_from_systemd(environment: dict[str, str]) -> list[str]:
    """AWKWARD as the program got it that systemd started with them, its own path first."""
    program, written = Path.home() / AWKWARD[0] / "program", Path.home() / "words.json"
    program.parent.mkdir()
    lines = [f"#!{sys.executable}", "import json, sys", f"out = open({str(written)!r}, 'w')"]
    program.write_text("\n".join([*lines, "json.dump(sys.argv, out)", ""]), "utf-8")
    program.chmod(0o755)
    unit = Path.home() / ".config" / "systemd" / "user" / "words.service"
    unit.parent.mkdir(parents=True)
    unit.write_text(service_unit([str(program), *AWKWARD]), "utf-8")
    for action in (["daemon-reload"], ["start", unit.name]):
        _systemctl(environment, *action)
    _wait_until(written.exists, lambda: _systemctl(environment, "status", unit.name))
    unit.unlink()
    program_path, *words = json.loads(written.read_text("utf-8"))
    assert program_path == str(program)
    return [str(word) for word in words]


def _systemctl(environment: dict[str, str], *arguments: str) -> str:
    done = subprocess.run(
        ["systemctl", "--user", *arguments],
        env=environment, check=False, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    return done.stdout.strip()


def _wait_until(happened: Callable[[], bool], state: Callable[[], str]) -> None:
    """Raises AssertionError with `state` where it does not happen."""
    end = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < end, state()
        time.sleep(0.5)


def _record(folder: Path, field: str, value: object, days_ago: int = 0) -> None:
    now = datetime.now().astimezone() - timedelta(days=days_ago)
    with open_diary(folder) as file:
        answer = answer_now(file.diary, now.date(), value, now)
        file.record(file.diary.answer(now.date(), field, answer))


def _set_clock(moment: datetime) -> None:
    command = ["date", "--set", f"{moment:%Y-%m-%d %H:%M:%S}"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def _report(**found: object) -> None:
    print(json.dumps(found), flush=True)


if __name__ == "__main__":
    main()

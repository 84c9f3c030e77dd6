"""Removing the Debian package takes the reminder out of each person's scheduler.

That the program itself switches it off is tried with the real package, see try_packages.sh; here
is no installed program, so this is what happens where it does not start any more.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PRERM = ROOT / "packaging" / "linux" / "prerm"
REMINDER = (
    ".config/systemd/user/ldn-desktop-remind.timer",
    ".config/systemd/user/ldn-desktop-remind.service",
    ".config/systemd/user/timers.target.wants/ldn-desktop-remind.timer",
    ".config/autostart/ldn-desktop-remind.desktop",
    ".config/ldn-desktop/reminder.json",
)
OTHERS = (".config/systemd/user/other.timer", ".local/share/ldn-desktop/diary.json")

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the package is for Linux")


@pytest.fixture
def homes(tmp_path: Path) -> tuple[Path, Path]:
    """The home of a person with a reminder and a blank in its name, and that of a service."""
    person, service = tmp_path / "home" / "ann lee", tmp_path / "srv"
    for home in (person, service):
        for name in (*REMINDER, *OTHERS):
            path = home / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
    lines = f"ann:x:1000:1000:Ann:{person}:/bin/sh\nsrv:x:105:105::{service}:/bin/false\n"
    (tmp_path / "bin").mkdir()
    _add_program(tmp_path / "bin" / "getent", f"cat <<'END'\n{lines}END\n")
    # Only root may become somebody else; what the person would be asked to run is run all the same.
    become = f'echo "$@" >>"{tmp_path}/became"; while [ "$1" != -- ]; do shift; done; shift\n"$@"\n'
    _add_program(tmp_path / "bin" / "setpriv", become)
    return person, service


def _add_program(path: Path, lines: str) -> None:
    path.write_text(f"#!/bin/sh\n{lines}")
    path.chmod(0o755)


def _run(homes: tuple[Path, Path], action: str) -> None:
    programs = homes[1].parent / "bin"
    subprocess.run(
        ["sh", str(PRERM), action],
        env={**os.environ, "PATH": f"{programs}:{os.environ['PATH']}"},
        check=True,
    )


def _there(home: Path, names: tuple[str, ...]) -> list[bool]:
    return [(home / name).exists() for name in names]


def test_the_reminder_of_each_person_goes_and_nothing_else(homes: tuple[Path, Path]) -> None:
    person, service = homes
    _run(homes, "remove")
    assert not any(_there(person, REMINDER))
    assert all(_there(person, OTHERS))
    assert all(_there(service, (*REMINDER, *OTHERS)))


def test_the_program_switches_it_off_first_as_that_person(homes: tuple[Path, Path]) -> None:
    _run(homes, "remove")
    first, second = (homes[1].parent / "became").read_text("utf-8").splitlines()
    assert first.startswith("--reuid=1000 --regid=1000 --clear-groups -- ")
    assert f"HOME={homes[0]} XDG_RUNTIME_DIR=/run/user/1000" in first
    assert first.endswith("/usr/lib/ldn-desktop/ldn-desktop remind --off")
    assert second.startswith("--reuid=1000 --regid=1000 --clear-groups -- ")


def test_for_somebody_without_a_reminder_nothing_is_run(homes: tuple[Path, Path]) -> None:
    for name in REMINDER:
        (homes[0] / name).unlink()
    _run(homes, "remove")
    assert not (homes[1].parent / "became").exists()


def test_an_update_leaves_the_reminder(homes: tuple[Path, Path]) -> None:
    _run(homes, "upgrade")
    assert all(_there(homes[0], (*REMINDER, *OTHERS)))

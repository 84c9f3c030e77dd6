"""Removing the Debian package takes the reminder out of each person's scheduler."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
POSTRM = ROOT / "packaging" / "linux" / "postrm"
REMINDER = (
    ".config/systemd/user/ldn-desktop-remind.timer",
    ".config/systemd/user/ldn-desktop-remind.service",
    ".config/systemd/user/timers.target.wants/ldn-desktop-remind.timer",
    ".config/autostart/ldn-desktop-remind.desktop",
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
    getent = tmp_path / "bin" / "getent"
    getent.parent.mkdir()
    getent.write_text(f"#!/bin/sh\ncat <<'END'\n{lines}END\n")
    getent.chmod(0o755)
    return person, service


def _run(homes: tuple[Path, Path], action: str) -> None:
    programs = homes[1].parent / "bin"
    subprocess.run(
        ["sh", str(POSTRM), action],
        env={**os.environ, "PATH": f"{programs}:{os.environ['PATH']}"},
        check=True,
    )


def _there(home: Path, names: tuple[str, ...]) -> list[bool]:
    return [(home / name).exists() for name in names]


@pytest.mark.parametrize("action", ["remove", "purge"])
def test_the_reminder_of_each_person_goes_and_nothing_else(
    homes: tuple[Path, Path], action: str
) -> None:
    person, service = homes
    _run(homes, action)
    assert not any(_there(person, REMINDER))
    assert all(_there(person, OTHERS))
    assert all(_there(service, (*REMINDER, *OTHERS)))


def test_an_update_leaves_the_reminder(homes: tuple[Path, Path]) -> None:
    _run(homes, "upgrade")
    assert all(_there(homes[0], (*REMINDER, *OTHERS)))

"""Stand-ins for programs of the system, as all that it has."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest


def only_systemctl(parent: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A systemd that does as it is asked, and nothing else: no desktop, no notifications.

    Skips the test on other systems: it would put a real task into their schedulers.
    """
    if sys.platform != "linux":
        pytest.skip("systemd is Linux's own")
    folder = parent / "programs"
    folder.mkdir()
    program = folder / "systemctl"
    program.write_text("#!/bin/sh\nexit 0\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    for name in ("XDG_CURRENT_DESKTOP", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    return program

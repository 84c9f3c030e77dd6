"""Stand-ins for programs of the system, as all that it has."""

from __future__ import annotations

from pathlib import Path

import pytest


def only_systemctl(parent: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A systemd that does as it is asked, and nothing else: no desktop, no notifications."""
    folder = parent / "programs"
    folder.mkdir()
    program = folder / "systemctl"
    program.write_text("#!/bin/sh\nexit 0\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    for name in ("XDG_CURRENT_DESKTOP", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    return program

"""Programs of the system that the reminder starts: its schedulers and its notifications."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence

TIMEOUT = 20
"""Seconds after which a program of the system counts as failed."""
NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""Windows would show a console for a moment."""


def succeeds(command: Sequence[str]) -> bool:
    """Whether `command` could be started and ended without an error."""
    program = shutil.which(command[0])
    if program is None:
        return False
    try:
        done = subprocess.run(  # noqa: S603  # fixed programs, no shell
            [program, *command[1:]],
            env=_environment(),
            stdin=subprocess.DEVNULL,
            # Nobody reads it, and a pipe would be waited for as long as any child holds it.
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=TIMEOUT,
            check=False,
            creationflags=NO_WINDOW,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _environment() -> dict[str, str]:
    """Without the frozen program's own libraries, which others must not load."""
    environment = dict(os.environ)
    if getattr(sys, "frozen", False):
        original = environment.pop("LD_LIBRARY_PATH_ORIG", "")
        environment.pop("LD_LIBRARY_PATH", None)
        if original:
            environment["LD_LIBRARY_PATH"] = original
    return environment

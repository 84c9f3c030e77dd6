"""One run of `ldn-desktop remind` on twenty years of diary: its time and its memory."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from unittest.mock import patch

from ldn_desktop.diary.demo import demo_diary
from ldn_desktop.reminder import plan_file
from ldn_desktop.reminder.plan_file import ReminderPlan
from ldn_desktop.storage import new_diary
from tests.bench.measured import Measured, alternating, milliseconds

MOST, LIMIT_MIB = 1.5, 32.0
PEAK = """
import re, sys
from ldn_desktop.app import main
main(sys.argv[1:])
status = open("/proc/self/status").read()
print(int(re.search(r"VmHWM:\\s+(\\d+)", status)[1]) / 1024)
"""


def measure() -> Iterator[Measured]:
    """The run that says nothing is the run of nearly every day: what speaks is a process more."""
    with (
        tempfile.TemporaryDirectory() as parent,
        # What is on for this person stays as it is.
        patch.dict(os.environ, XDG_CONFIG_HOME=parent),
    ):
        folder = Path(parent) / "diary"
        new_diary(folder, demo_diary(date.today(), days=20 * 365))
        plan_file.write(ReminderPlan(23, diary=str(folder)))
        ours = [sys.executable, "-m", "ldn_desktop", "--diary", str(folder)]

        def run(*words: str) -> float:
            quiet = subprocess.DEVNULL
            command = [*ours, *words]
            return milliseconds(lambda: subprocess.run(command, stdout=quiet, check=True))

        floor, figure = alternating(lambda: run("show", "--json"), lambda: run("remind"))
        yield Measured("reminder, beside `show`, 20 years", figure, floor, most=MOST)
        done = subprocess.run(
            [sys.executable, "-c", PEAK, "--diary", str(folder), "remind"],
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        peak = float(done.stdout)
        yield Measured("reminder, memory at its peak", peak, limit=LIMIT_MIB, unit="MiB")

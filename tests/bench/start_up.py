"""From typing the command to a painted, usable Today, and the memory held then."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from textwrap import indent

import psutil

from ldn_desktop import settings
from ldn_desktop.diary.demo import demo_diary
from ldn_desktop.storage import new_diary
from tests.bench.measured import Measured, alternating

YEARS = 20
ROUNDS = 61
"""So many turns of either. In a slow minute of the machine the quickest of each was between 1.4 and
1.9 times its floor, the median of the turns between 1.5 and 1.6."""
MOST_FOR_GERMAN = 1.02
"""Nearer than times can tell on a machine that others slow down: the same program took 0.99 to
1.05 times as long. So instructions are counted where valgrind is installed."""
# Says "painted" when everything due at the start is done, and stays until it is stopped.
SAY_WHEN_PAINTED = """
import os, sys
from PySide6.QtCore import QEvent, QObject, QTimer
class FirstPaint(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, say)
        return False
def say():
    print("painted", flush=True)
    sys.stdin.readline()
    os._exit(0)  # the way out is not measured
watcher = FirstPaint()
"""
# Here because the type checker wants it; where people run the program it is not.
AS_INSTALLED = """
import sys
sys.modules["typing_extensions"] = None
"""
FLOOR = f"""{AS_INSTALLED}
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication, QGridLayout, QLabel, QMainWindow, QPushButton, QTabWidget, QWidget
)
{SAY_WHEN_PAINTED}
application = QApplication([])
window, tabs = QMainWindow(), QTabWidget()
for name in ("One", "Two", "Three"):
    tabs.addTab(QWidget(), name)
grid = QGridLayout(tabs.widget(0))
for number in range(50):
    grid.addWidget(QPushButton(str(number)), number // 5, number % 5)
label = QLabel("Fifty buttons")
label.setAlignment(Qt.AlignmentFlag.AlignCenter)
grid.addWidget(label, 10, 0, 1, 5)
window.setCentralWidget(tabs)
window.resize(1024, 690)
tabs.widget(0).installEventFilter(watcher)
window.show()
application.exec()
"""
# As a person starts it, from the menu: no words follow the command.
PROGRAM = f"""{AS_INSTALLED}
from ldn_desktop import app

open_window = app.open_window


def open_and_watch(folder):
    global window, watcher
    window = open_window(folder)
    watcher = watching()
    window.today.installEventFilter(watcher)
    return window


def watching():
{indent(SAY_WHEN_PAINTED, "    ")}
    return watcher


app.open_window = open_and_watch
app.main([])
"""


def in_language(code: str) -> str:
    """The program where the system speaks the language `code`."""
    return f"import os\nos.environ['LANGUAGE'] = {code!r}\n{PROGRAM}"


def _environment(home: str) -> dict[str, str]:
    """The diary is where `home` says; Python keeps what it compiled, as it does for a person."""
    stored = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return {**stored, "XDG_DATA_HOME": home}


@contextmanager
def _painted(code: str, home: str) -> Iterator[tuple[float, psutil.Process]]:
    """A fresh process whose window is painted, and the milliseconds that took."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        env=_environment(home),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    )
    assert process.stdout is not None
    text = process.stdout.readline()
    took = 1000 * (time.perf_counter() - start)
    if text != "painted\n":
        raise RuntimeError(f"no window: {text!r}")
    yield took, psutil.Process(process.pid)
    process.communicate("go\n", timeout=60)


def start_ms(code: str, home: str) -> float:
    with _painted(code, home) as (took, _process):
        return took


def memory_mib(code: str, home: str) -> float:
    """Resident memory with the window painted."""
    with _painted(code, home) as (_took, process):
        return float(process.memory_info().rss) / 2**20


def millions_of_instructions(code: str, home: str) -> float:
    """The instructions until the window was painted, counted by valgrind: no load alters them.

    The processor's own counter is often hidden from a virtual machine.
    """
    counted = subprocess.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null",
         sys.executable, "-c", code],
        env={**_environment(home), "PYTHONHASHSEED": "0"},
        input="go\n", capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    line = next(line for line in counted.stderr.splitlines() if "Collected" in line)
    return int(line.split()[-1]) / 1e6


def measure() -> Iterator[Measured]:
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "ldn-desktop"
        new_diary(folder, demo_diary(date(2026, 1, 31), days=365 * YEARS))
        settings.save(settings.Settings(welcomed=True), folder)
        floor, figure = alternating(
            lambda: start_ms(FLOOR, home), lambda: start_ms(PROGRAM, home), rounds=ROUNDS
        )
        yield Measured(f"start to painted Today, {YEARS} years", figure, floor, most=1.6)
        can_count = shutil.which("valgrind") is not None
        if can_count:
            floor, figure = (millions_of_instructions(code, home) for code in (FLOOR, PROGRAM))
            yield Measured("  in instructions", figure, floor, unit="M")
        in_german = "the same in German, beside English"
        english, german = (in_language(code) for code in ("en", "de"))
        floor, figure = alternating(
            lambda: start_ms(english, home), lambda: start_ms(german, home), rounds=ROUNDS
        )
        yield Measured(in_german, figure, floor, most=None if can_count else MOST_FOR_GERMAN)
        if can_count:
            floor, figure = (millions_of_instructions(code, home) for code in (english, german))
            yield Measured("  in instructions", figure, floor, most=MOST_FOR_GERMAN, unit="M")
        else:
            print("    needs valgrind to compare languages without chance")
        floor, figure = alternating(
            lambda: memory_mib(FLOOR, home), lambda: memory_mib(PROGRAM, home), rounds=3
        )
        yield Measured("memory then", figure, floor, most=1.4, unit="MiB")

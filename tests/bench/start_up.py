"""From typing the command to a painted, usable Today, and the memory held then."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import psutil

from ldn_desktop import settings
from ldn_desktop.demo import demo_diary
from ldn_desktop.storage import new_diary
from tests.bench.measured import Measured, alternating

YEARS = 20
# Says "painted" when everything due at the start is done, and stays until it is told to go.
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
FLOOR = f"""
from PySide6.QtWidgets import (
    QApplication, QGridLayout, QMainWindow, QPushButton, QTabWidget, QWidget
)
{SAY_WHEN_PAINTED}
application = QApplication([])
window, tabs = QMainWindow(), QTabWidget()
for name in ("One", "Two", "Three"):
    tabs.addTab(QWidget(), name)
grid = QGridLayout(tabs.widget(0))
for number in range(50):
    grid.addWidget(QPushButton(str(number)), number // 5, number % 5)
window.setCentralWidget(tabs)
window.resize(1024, 690)
tabs.widget(0).installEventFilter(watcher)
window.show()
application.exec()
"""
PROGRAM = f"""
from pathlib import Path
from ldn_desktop.app import open_window
from PySide6.QtWidgets import QApplication
{SAY_WHEN_PAINTED}
application = QApplication([])
window = open_window(Path(sys.argv[1]))
window.today.installEventFilter(watcher)
window.show()
application.exec()
"""


@contextmanager
def _painted(code: str, *arguments: str) -> Iterator[tuple[float, psutil.Process]]:
    """A fresh process whose window is painted, and the milliseconds that took."""
    start = time.perf_counter()
    # Python keeps what it compiled, as it does for a person.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    process = subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    said = process.stdout.readline()
    took = 1000 * (time.perf_counter() - start)
    if said != "painted\n":
        raise RuntimeError(f"no window: {said!r}")
    yield took, psutil.Process(process.pid)
    process.communicate("go\n", timeout=60)


def start_ms(code: str, *arguments: str) -> float:
    with _painted(code, *arguments) as (took, _process):
        return took


def memory_mib(code: str, *arguments: str) -> float:
    """Resident memory with the window painted."""
    with _painted(code, *arguments) as (_took, process):
        return float(process.memory_info().rss) / 2**20


def measure() -> Iterator[Measured]:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "diary"
        new_diary(folder, demo_diary(date(2026, 1, 31), days=365 * YEARS))
        settings.save(settings.Settings(welcomed=True), folder)
        floor, figure = alternating(
            lambda: start_ms(FLOOR), lambda: start_ms(PROGRAM, str(folder)), rounds=9
        )
        yield Measured(f"start to painted Today, {YEARS} years", figure, floor, most=1.5)
        floor, figure = alternating(
            lambda: memory_mib(FLOOR), lambda: memory_mib(PROGRAM, str(folder)), rounds=3
        )
        yield Measured("memory then", figure, floor, most=1.4, unit="MiB")

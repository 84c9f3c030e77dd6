"""What must not be loaded before Today is on the screen."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

LOADED_AT_FIRST_PAINT = """
import json, sys
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from ldn_desktop import settings
from ldn_desktop.app import open_window
from ldn_desktop.diary.demo import demo_diary
from ldn_desktop.storage import new_diary


class FirstPaint(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and watched is window.today:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, tell)
        return False


def tell():
    print(json.dumps(sorted(sys.modules)), flush=True)
    application.quit()


folder = Path(sys.argv[1])
if not folder.exists():
    new_diary(folder, demo_diary(date(2026, 1, 31)))
    settings.save(settings.Settings(welcomed=True), folder)
    sys.exit(0)
application = QApplication([])
window = open_window(folder)
watcher = FirstPaint()
window.today.installEventFilter(watcher)
window.show()
sys.exit(application.exec())
"""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The modules a fresh process holds when Today has been painted."""
    folder = tmp_path_factory.mktemp("start") / "diary"
    command = [sys.executable, "-c", LOADED_AT_FIRST_PAINT, str(folder)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run(command, env=environment, check=True, timeout=60)
    started = subprocess.run(
        command, env=environment, check=True, timeout=60, capture_output=True, encoding="utf-8"
    )
    return set(json.loads(started.stdout))


@pytest.mark.parametrize(
    "name",
    [
        "matplotlib",
        "numpy",
        "cryptography",
        "PIL",
        "tinydb",
        "asyncio",
        "ldn_desktop.analysis",
        "ldn_desktop.charts",
        "ldn_desktop.guide",
        "ldn_desktop.interchange",
        "ldn_desktop.report",
        "ldn_desktop.ui.charts.tab",
        "ldn_desktop.ui.guide.tab",
        "PySide6.QtNetwork",
        "PySide6.QtPrintSupport",
    ],
)
def test_today_is_painted_without(name: str, loaded: set[str]) -> None:
    assert "ldn_desktop.ui.today.tab" in loaded
    assert name not in loaded


WINDOW_ALONE = """
import sys
from ldn_desktop.cli import main as cli

def window(folder, demo):
    print(*sorted(sys.modules))
    return 0

sys.exit(cli.main(sys.argv[1:], window=window, tour=None))
"""


@pytest.mark.parametrize("argv", [[], ["--diary", "elsewhere"], ["--demo"]])
def test_the_window_does_not_wait_for_what_commands_need(argv: list[str]) -> None:
    command = [sys.executable, "-c", WINDOW_ALONE, *argv]
    ended = subprocess.run(command, check=True, timeout=60, capture_output=True, encoding="utf-8")
    loaded = set(ended.stdout.split())
    assert "ldn_desktop.cli.main" in loaded
    unwanted = {
        "json",
        "getpass",
        "locale",
        "ldn_desktop.cli.args",
        "ldn_desktop.cli.commands.day",
        "ldn_desktop.cli.commands.transfer",
    }
    assert not unwanted & loaded

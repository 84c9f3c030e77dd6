"""What must not be loaded before Today is on the screen."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import shiboken6

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


STUB_GENERATOR = """
import contextlib, sys
from ldn_desktop import startup

finders = list(sys.meta_path)
with startup.without_stub_generator() if sys.argv[1] == "without" else contextlib.nullcontext():
    from PySide6.QtWidgets import QApplication, QLabel
assert sys.meta_path == finders
print(hasattr(sys.modules["PySide6.support.signature.lib.pyi_generator"], "generate_pyi"))
QApplication([])
try:
    QLabel(1, 2, 3)
except TypeError as error:
    print(error)
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


def test_only_the_generator_of_type_stubs_is_left_out() -> None:
    usual, without = (
        subprocess.run(
            [sys.executable, "-c", STUB_GENERATOR, way],
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            check=True,
            timeout=60,
            capture_output=True,
            encoding="utf-8",
        ).stdout.split("\n", 1)
        for way in ("as usual", "without")
    )
    # Where the scripts of PySide are not written out, its own finder comes first.
    written_out = (Path(shiboken6.__file__).parent / "files.dir").exists()
    assert (usual[0], without[0]) == ("True", str(not written_out))
    assert "QLabel" in without[1]
    assert without[1] == usual[1]

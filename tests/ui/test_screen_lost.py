"""When the screen goes away under the window, the program ends and lets its diary go."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ldn_desktop import settings
from ldn_desktop.diary.model import Diary
from ldn_desktop.storage import new_diary, open_diary
from tests.support.virtual_screen import virtual_screen

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only here the screen is a server")

WINDOW = """
import sys
from pathlib import Path
import PySide6.QtWidgets
from PySide6.QtCore import QTimer
from ldn_desktop.app import run_window
class Telling(PySide6.QtWidgets.QApplication):
    def exec(self):
        looking = QTimer(self, interval=10)
        looking.timeout.connect(lambda: self.tell(looking))
        looking.start()
        return super().exec()
    def tell(self, looking):
        if any(window.isExposed() for window in self.topLevelWindows()):
            looking.stop()
            print("shown", flush=True)
PySide6.QtWidgets.QApplication = Telling
sys.exit(run_window(Path(sys.argv[1]), demo=False))
"""


def test_a_lost_screen_ends_the_program_and_lets_the_diary_go(tmp_path: Path) -> None:
    folder = tmp_path / "diary"
    new_diary(folder, Diary())
    settings.save(settings.Settings(welcomed=True), folder)
    with virtual_screen() as (display, screen):
        window = subprocess.Popen(
            [sys.executable, "-c", WINDOW, str(folder)],
            cwd=ROOT, env={**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"},
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8",
        )  # fmt: skip
        try:
            assert window.stdout is not None
            assert window.stdout.readline() == "shown\n"
            screen.kill()
            assert window.wait(timeout=30) == 1
        finally:
            window.kill()
            window.communicate()
    open_diary(folder).close()

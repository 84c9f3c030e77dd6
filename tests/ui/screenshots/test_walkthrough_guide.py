"""The short tour shows the guide as the gallery of all states does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage

BOTH = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from ldn_desktop import app
from ldn_desktop.screenshots import gallery
from ldn_desktop.ui.style.theme import FUSION

application = QApplication(["tour", *FUSION])
out = sys.argv[1]
app.main(["tour", "--out", out, "--theme", "paper", "--text", "100", "--size", "1024x690"])
look = gallery.Appearance("paper", 100, (1024, 690))
gallery.draw(Path(out), app._window, [look], ["guide"])
"""


def test_the_section_stands_in_the_picture_as_a_whole(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-c", BOTH, str(tmp_path)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.DEVNULL,
        timeout=200,
        check=True,
    )
    whole = QImage(str(tmp_path / "guide-paper-100-1024x690.png"))
    assert not whole.isNull()
    assert QImage(str(tmp_path / "guide.png")) == whole

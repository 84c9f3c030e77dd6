"""The frozen program against a plainly frozen window, and its start against the start from source.

Needs `make package`, Xvfb and xdotool; says so and measures nothing without them.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from ldn_desktop import settings
from ldn_desktop.diary.demo import demo_diary
from ldn_desktop.storage import new_diary
from tests.bench.measured import Measured, alternating
from tests.bench.windows import on_screen, shown_ms
from tests.support.virtual_screen import virtual_screen

ROOT = Path(__file__).resolve().parents[2]
FROZEN = ROOT / "dist" / "ldn-desktop"
PLAIN = ROOT / "build" / "plain"
ONE_CHART = """
from PySide6.QtWidgets import QApplication, QMainWindow
from matplotlib.backends.backend_qtagg import FigureCanvasQTAgg
from matplotlib.figure import Figure
application = QApplication([])
figure = Figure()
figure.subplots().plot([1, 3, 2])
window = QMainWindow()
window.setCentralWidget(FigureCanvasQTAgg(figure))
window.show()
application.exec()
"""


def plain_folder() -> Path:
    """PyInstaller's folder of a window with one chart, nothing left out; made once."""
    made = PLAIN / "dist" / "one_chart"
    if not made.is_dir():
        PLAIN.mkdir(parents=True, exist_ok=True)
        (PLAIN / "one_chart.py").write_text(ONE_CHART, "utf-8")
        subprocess.run(
            [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level=ERROR",
             f"--distpath={PLAIN / 'dist'}", f"--workpath={PLAIN / 'work'}",
             f"--specpath={PLAIN}", str(PLAIN / "one_chart.py")],
            check=True,
        )  # fmt: skip
    return made


def mib(folder: Path) -> float:
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_size for path in files) / 2**20


# What a person would call the parts, and where they lie in the frozen folder.
PARTS = (
    ("Qt and PySide6", r"PySide6/|shiboken6/"),
    ("numpy with OpenBLAS", r"numpy"),
    ("matplotlib, Pillow, fontTools", r"matplotlib/|PIL/|pillow|fontTools/|kiwisolver/"),
    ("cryptography", r"cryptography|_cffi"),
    ("Python and all modules", r"libpython|python3|base_library|ldn-desktop$"),
    ("the program's own files", r"resources/"),
    ("licences", r"licences/"),
    ("libraries of Linux", r""),
)


def space(folder: Path) -> dict[str, float]:
    """MiB that each part takes, the largest first."""
    taken = dict.fromkeys((name for name, _ in PARTS), 0.0)
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            target = path.relative_to(folder).as_posix().removeprefix("_internal/")
            part = next(name for name, pattern in PARTS if re.match(pattern, target))
            taken[part] += path.stat().st_size / 2**20
    return dict(sorted(taken.items(), key=lambda entry: -entry[1]))


def measure() -> Iterator[Measured]:
    if not FROZEN.is_dir() or not shutil.which("Xvfb") or not shutil.which("xdotool"):
        print("    needs make package, Xvfb and xdotool")
        return
    for part, size in space(FROZEN).items():
        print(f"    {size:6.1f} MiB  {part}")
    yield Measured("installed size", mib(FROZEN), mib(plain_folder()), most=0.75, unit="MiB")
    with tempfile.TemporaryDirectory() as scratch, virtual_screen() as (display, _server):
        folder = Path(scratch) / "diary"
        new_diary(folder, demo_diary(date(2026, 1, 31)))
        settings.save(settings.Settings(welcomed=True), folder)
        environment = on_screen(display)
        source = [sys.executable, "-m", "ldn_desktop", "--diary", str(folder)]
        frozen = [str(FROZEN / "ldn-desktop"), "--diary", str(folder)]
        floor, figure = alternating(
            lambda: shown_ms(source, environment),
            lambda: shown_ms(frozen, environment),
            rounds=9,
        )
    yield Measured("frozen start, warm, against source", figure, floor, most=1.2)

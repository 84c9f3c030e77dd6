"""Opening the guide once the window is up, going to a section, finding while typing, printing."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from ldn_desktop import guide
from ldn_desktop.diary.demo import demo_diary
from ldn_desktop.settings import Settings
from ldn_desktop.storage import MemoryDiaryFile
from tests.bench.measured import Measured, milliseconds

TYPED = ("vi", "viv", "vivi", "vivid", "vivid d", "vivid dr", "vivid dreams", "pain", "opioid")
END = date(2026, 11, 22)


def measure() -> Iterator[Measured]:
    """The guide against as many plain labels, and against its budgets."""
    from ldn_desktop.ui.style.theme import FUSION, load_typeface

    application = QApplication.instance() or QApplication(["bench", *FUSION])
    assert isinstance(application, QApplication)
    load_typeface()
    guide.load()
    import ldn_desktop.ui.guide.tab  # noqa: F401  # warmed by the program after its first paint
    from ldn_desktop.ui import main_window

    # What is warmed up in a thread would be measured along.
    main_window.PRELOAD_AFTER_MS = 3_600_000

    opened = [_opened() for _round in range(5)]
    floor = median(milliseconds(_plain_labels) for _round in range(5))
    yield Measured("open the guide, window up", median(o for o, _s, _f in opened), floor, limit=100)
    yield Measured("go to the longest section", median(s for _o, s, _f in opened), floor)
    finding = [f for _o, _s, found in opened for f in found]
    yield Measured("find while typing, median", median(finding), limit=16)
    yield Measured("find while typing, 95 of 100", sorted(finding)[-1 - len(finding) // 20])
    yield Measured("booklet as PDF", milliseconds(_booklet))


def _opened() -> tuple[float, float, list[float]]:
    """ms to open the guide, to go to a section, and for each word typed, all painted."""
    from ldn_desktop.ui.guide.tab import GuideTab
    from ldn_desktop.ui.main_window import MainWindow
    from ldn_desktop.ui.preferences import Preferences
    from ldn_desktop.ui.session import Session

    preferences = Preferences(Settings(welcomed=True, theme="paper"), None)
    preferences.apply()
    window = MainWindow(Session(MemoryDiaryFile(demo_diary(END))), preferences)
    window.show()
    _settle()
    opening = _painted(lambda: window.go_to("guide"))
    tab = window.tab("guide")
    assert isinstance(tab, GuideTab)
    going = _painted(lambda: tab.go_to("fibromyalgia"))
    finding = [_painted(partial(tab.search.setText, typed)) for typed in TYPED]
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return opening, going, finding


def _painted(act: Callable[[], object]) -> float:
    """ms until what `act` changes is on the screen."""

    def shown() -> None:
        act()
        _settle()

    return milliseconds(shown)


def _plain_labels() -> None:
    """A window with the first section's paragraphs as wrapped labels: what Qt itself needs."""
    window = QWidget()
    column = QVBoxLayout(window)
    section = guide.load().sections[0]
    for block in section.blocks:
        label = QLabel(block.text)
        label.setWordWrap(True)
        column.addWidget(label)
    window.resize(520, 900)
    window.show()
    _settle()
    window.close()
    window.deleteLater()


def _booklet() -> None:
    from ldn_desktop.ui.guide import printed_guide
    from ldn_desktop.ui.printing import html_documents

    booklet = printed_guide.booklet(guide.load())
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "booklet.pdf"
        html_documents.write_pdf(file, booklet.bodies, images=booklet.images)


def _settle() -> None:
    for _round in range(3):
        QApplication.processEvents()

"""Drives the real window as a person would, on a throw-away diary, and takes pictures."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea, QWidget

from ldn_desktop.diary.demo import demo_diary
from ldn_desktop.diary.model import About
from ldn_desktop.diary.recording import diary_date
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _, system_errors
from ldn_desktop.screenshots import gallery
from ldn_desktop.screenshots.gallery import Build
from ldn_desktop.screenshots.states import settle, wait_until
from ldn_desktop.settings import Settings
from ldn_desktop.storage import new_diary, open_diary
from ldn_desktop.ui.main_window import MainWindow
from ldn_desktop.ui.pages.page import Page
from ldn_desktop.ui.session import Session, local_now
from ldn_desktop.ui.style.theme import FUSION

USUAL_DAY = {
    "fatigue": 3,
    "brain_fog": 2,
    "pain": 1,
    "unrefreshing_sleep": 3,
    "low_mood": 1,
    "exertion": 1,
}
"""Which of the five words the invented person touches."""


def run(
    *,
    out: Path,
    theme: str | None,
    percent: int | None,
    size: tuple[int, int] | None,
    everything: bool,
    build: Build,
) -> int:
    """Walk through the window and write its pictures and the report into `out`.

    `size` is the client area in px. With `everything` every state is drawn instead, in every
    theme, text size and width that is not given. Prints each path and the seconds each step took.
    Raises UserError when a touch did not do what it should, or `out` cannot be written.
    """
    _application = QApplication.instance() or QApplication([*sys.argv[:1], *FUSION])
    QApplication.setDoubleClickInterval(1)  # the tour's finger does not tremble
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            _("{folder} cannot be written to: {why}.").format(
                folder=out, why=system_errors.reason(error)
            )
        ) from None
    if everything:
        requested = gallery.looks(
            themes=[theme] if theme else [],
            percents=[percent] if percent else [],
            sizes=[size] if size else [],
        )
        gallery.draw(out, build, list(requested))
        return 0
    look = gallery.Appearance(theme or "paper", percent or 100, size or gallery.SMALL[0])
    _walk(out, look, build)
    return 0


def _walk(out: Path, look: gallery.Appearance, build: Build) -> None:
    with tempfile.TemporaryDirectory(prefix="ldn-tour-") as scratch:
        folder = Path(scratch) / "diary"
        # The day that the window will open on is still empty, in the small hours too.
        today = diary_date(local_now(), About().day_ends_hour)
        new_diary(folder, demo_diary(today - timedelta(days=1)))
        stored = Settings(
            theme=look.theme, text_percent=look.percent, window=look.size, welcomed=True
        )
        window = build(Session(open_diary(folder)), stored, None)
        try:
            Tour(window, out, look.size).walk()
        finally:
            window.close()


class Tour:
    """One walk: touches, looks, and says what it saw."""

    def __init__(self, window: MainWindow, out: Path, size: tuple[int, int]) -> None:
        self.window, self.out, self._size = window, out, size

    def walk(self) -> None:
        """Every screen in turn."""
        with self._step("window"):
            self.window.resize(*self._size)
            self.window.show()
            settle()
        with self._step("usual day"):
            self._usual_day()
            self.picture("today.png")
        with self._step("crash day"):
            self._crash_and_undo()
        for name in ("one question", "note", "side effects", "dose", "calendar"):
            with self._step(name):
                self._page(name)
        with self._step("settings"):
            self.click(self.window.top_bar.settings)
            self.picture("settings.png")
            self._leave()
        with self._step("help"):
            self.click(self.window.top_bar.help)
            self.picture("help.png")
            self._leave()
        for key in ("charts", "guide"):
            with self._step(key):
                self._tab(key)
                self.picture(f"{key}.png")
        with self._step("report"):
            self._report()

    def _usual_day(self) -> None:
        day = self.window.today.day
        for question in day.questions:
            if question.field in USUAL_DAY:
                word = USUAL_DAY[question.field]
                self.click(question.buttons[word])
                self._expect(question.field, question.words[word].points)
        self.click(day.dose.took)
        self._expect("dose", 4.5)
        wait_until(lambda: self.window.session.all_saved)

    def _crash_and_undo(self) -> None:
        day = self.window.today.day
        self.click(day.crash)
        self._expect("crash", True)
        self.picture("crash.png")
        self.click(day.undo)
        self._expect("crash", None)

    def _page(self, name: str) -> None:
        self.window.today.open(name)
        settle()
        self.picture(f"{name.replace(' ', '-')}.png")
        self._leave()

    def _leave(self) -> None:
        page = self.window.pages.currentWidget()
        if isinstance(page, Page):
            self.click(page.back)

    def _tab(self, key: str) -> None:
        self.window.go_to(key)
        tab = self.window.tab(key)
        settle()
        ready: Callable[[], bool] = getattr(tab, "is_ready", lambda: True)
        wait_until(ready)
        settle()

    def _report(self) -> None:
        from ldn_desktop import report

        path = self.out / "report.pdf"
        report.write_pdf(self.window.session.diary, path)
        self._say(path)

    def click(self, button: QAbstractButton) -> None:
        """Bring `button` into view and touch its middle with the mouse."""
        ancestor: QWidget | None = button.parentWidget()
        while ancestor is not None and not isinstance(ancestor, QScrollArea):
            ancestor = ancestor.parentWidget()
        if ancestor is not None:
            ancestor.ensureWidgetVisible(button)
        QTest.mouseClick(
            button,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            QPoint(button.width() // 2, button.height() // 2),
        )
        settle()

    def picture(self, name: str) -> None:
        """Write what the window shows now."""
        path = self.out / name
        if not self.window.grab().save(str(path)):
            raise UserError(_("{file} cannot be written.").format(file=path))
        self._say(path)

    def _expect(self, field: str, value: object) -> None:
        found = self.window.session.diary.day(self.window.today.day.date).value(field)
        if found != value:
            raise UserError(
                _("The tour touched {field} and found {found} instead of {value}.").format(
                    field=field, found=found, value=value
                )
            )

    def _say(self, path: Path) -> None:
        print(path)  # noqa: T201  # the tour is a command

    @contextmanager
    def _step(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        print(f"{name}: {time.perf_counter() - start:.2f} s")  # noqa: T201

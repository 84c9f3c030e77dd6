"""Ten tasks of somebody who opens the program for the first time: each within three touches.

Each touch is on something that can be seen and hit; what it reads says what the task is.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from ldn_desktop.screenshots.states import wait_until
from ldn_desktop.storage import new_diary, open_diary
from ldn_desktop.ui.charts.comparison.comparison_page import ComparisonPage
from ldn_desktop.ui.charts.report_page import ReportPage
from ldn_desktop.ui.charts.tab import ChartsTab
from ldn_desktop.ui.dates.date_picker import DatePicker
from ldn_desktop.ui.doses.dose_steps_page import DoseStepsPage
from ldn_desktop.ui.guide.help_page import HelpPage
from ldn_desktop.ui.importing.import_page import ImportPage
from ldn_desktop.ui.main_window import MainWindow
from ldn_desktop.ui.settings.diary_file_page import DiaryFilePage
from ldn_desktop.ui.settings.tracked_symptoms_page import TrackedSymptomsPage
from ldn_desktop.ui.widgets.text_field import LineField
from tests.support.ui.klm import Operator, TimedPerson
from tests.support.ui.screens import diary_of_screens, settle
from tests.support.ui.window import TODAY, OpenWindow

MOST_TOUCHES = 3
pytestmark = pytest.mark.usefixtures("still_application")


class Newcomer(TimedPerson):
    """Touches what reads as wanted, wherever it stands in the window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.window = window

    def touch(self, words: str) -> None:
        """Touch the one thing in sight that reads `words`, or begins so."""
        settle()
        tabs = self.window.top_bar.tabs
        for index in range(tabs.count()):
            if tabs.isVisible() and tabs.tabText(index) == words:
                tabs.setCurrentIndex(index)
                self.log += [Operator.MENTAL, Operator.POINT, Operator.CLICK]
                settle()
                return
        self.click(self._button(words))
        settle()

    def _button(self, words: str) -> QAbstractButton:
        found = [
            button
            for button in self.window.findChildren(QAbstractButton)
            if button.isVisible()
            and not button.visibleRegion().isEmpty()
            and (button.text().startswith(words) or button.accessibleName().startswith(words))
        ]
        assert found, f"nothing in sight reads {words!r}"
        return found[0]

    def sees(self, kind: type) -> bool:
        """Whether the page in front is a `kind`."""
        return isinstance(self.window.pages.currentWidget(), kind)


@pytest.fixture
def newcomer(open_window: OpenWindow) -> Newcomer:
    return Newcomer(open_window(diary_of_screens()))


def _charts(window: MainWindow) -> ChartsTab:
    charts = window.tab("charts")
    assert isinstance(charts, ChartsTab)
    return charts


def _first_entry(person: Newcomer) -> bool:
    person.touch("Fatigue: Mild")
    return bool(person.window.session.diary.day(TODAY).value("fatigue") == 2.5)


def _yesterday(person: Newcomer) -> bool:
    person.touch("‹ ")
    return person.window.today.day.date == TODAY - timedelta(days=1)


def _dose_since_a_date(person: Newcomer) -> bool:
    person.touch("Settings")
    person.touch("Dose steps")
    page = person.window.pages.currentWidget()
    return person.sees(DoseStepsPage) and bool(page and page.findChildren(DatePicker))


def _own_symptom(person: Newcomer) -> bool:
    person.touch("Settings")
    person.touch("Symptoms to track")
    page = person.window.pages.currentWidget()
    assert page is not None
    fields = [f.accessibleName() for f in page.findChildren(LineField) if f.isVisible()]
    return person.sees(TrackedSymptomsPage) and any("symptom" in name for name in fields)


def _undo(person: Newcomer) -> bool:
    person.touch("Pain: Worst")
    person.touch("Undo")
    return "pain" not in person.window.session.diary.day(TODAY).answers


def _print_the_report(person: Newcomer) -> bool:
    person.touch("Charts")
    wait_until(_charts(person.window).is_ready)
    person.touch("Report for my doctor")
    page = person.window.pages.currentWidget()
    assert isinstance(page, ReportPage)
    return any(button.text().startswith("Print") for button in page.findChildren(QAbstractButton))


def _import(person: Newcomer) -> bool:
    person.touch("Settings")
    person.touch("Import")
    return person.sees(ImportPage)


def _what_changed(person: Newcomer) -> bool:
    person.touch("Charts")
    wait_until(_charts(person.window).is_ready)
    person.touch("Did anything change?")
    return person.sees(ComparisonPage)


def _help_now(person: Newcomer) -> bool:
    person.touch("Help now")
    return person.sees(HelpPage)


TASKS: dict[str, Callable[[Newcomer], bool]] = {
    "a first entry": _first_entry,
    "yesterday": _yesterday,
    "a dose since 1 October": _dose_since_a_date,
    "an own symptom": _own_symptom,
    "undo": _undo,
    "print the report": _print_the_report,
    "import": _import,
    "find what changed": _what_changed,
    "help now": _help_now,
}


@pytest.mark.parametrize("task", TASKS)
def test_a_newcomer_reaches_it_in_three_touches_named_as_the_task_is(
    newcomer: Newcomer, task: str, qtbot: QtBot
) -> None:
    assert TASKS[task](newcomer)
    assert newcomer.clicks <= MOST_TOUCHES
    if newcomer.window.tabs.currentIndex() == 1:  # what is drawn must not outlive the test
        qtbot.waitUntil(lambda: _charts(newcomer.window).worker.idle, timeout=30_000)


def test_a_newcomer_restores_a_backup_in_three_touches(
    open_window: OpenWindow, tmp_path_factory: pytest.TempPathFactory, qtbot: QtBot
) -> None:
    folder = tmp_path_factory.mktemp("newcomer") / "diary"
    new_diary(folder, diary_of_screens())
    file = open_diary(folder)
    file.back_up()
    person = Newcomer(open_window(file=file))
    person.touch("Settings")
    person.touch("Diary file and backups")
    page = person.window.pages.currentWidget()
    assert isinstance(page, DiaryFilePage)
    qtbot.waitUntil(
        lambda: any(
            b.isVisible() and b.text().startswith("Restore")
            for b in page.findChildren(QAbstractButton)
        )
    )
    person.touch("Restore")
    assert person.clicks <= MOST_TOUCHES

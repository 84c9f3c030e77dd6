"""Save and Add on an empty field say what is missing; none does nothing in silence."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QAbstractButton

from ldn_desktop.diary.model import Diary, DoseStep
from ldn_desktop.ui.doses.dose_steps_page import DoseStepsPage
from ldn_desktop.ui.function.function_page import FunctionPage
from ldn_desktop.ui.main_window import MainWindow
from ldn_desktop.ui.marks.marks_page import MarksPage
from ldn_desktop.ui.pages.page import Page
from ldn_desktop.ui.settings.tracked_symptoms_page import TrackedSymptomsPage
from ldn_desktop.ui.today.dose_page import DosePage
from tests.support.ui.window import TODAY, OpenWindow

Touch = Callable[[QAbstractButton], None]


def _dose(window: MainWindow) -> tuple[Page, QAbstractButton]:
    page = DosePage(window.session, TODAY)
    return page, page.save_other


def _dose_step(window: MainWindow) -> tuple[Page, QAbstractButton]:
    page = DoseStepsPage(window.session)
    return page, page.form.save


def _supply(window: MainWindow) -> tuple[Page, QAbstractButton]:
    page = DoseStepsPage(window.session)
    page.supply.update_button.click()
    return page, page.supply.save


def _mark(window: MainWindow) -> tuple[Page, QAbstractButton]:
    page = MarksPage(window.session)
    return page, page.form.save


def _result(window: MainWindow) -> tuple[Page, QAbstractButton]:
    page = FunctionPage(window.session)
    return page, page.form.save


def _named(name: str) -> Callable[[MainWindow], tuple[Page, QAbstractButton]]:
    def add(window: MainWindow) -> tuple[Page, QAbstractButton]:
        page = TrackedSymptomsPage(window.session)
        [button] = [b for b in page.findChildren(QAbstractButton) if b.accessibleName() == name]
        return page, button

    return add


@pytest.mark.parametrize(
    "made",
    [
        _dose,
        _dose_step,
        _supply,
        _mark,
        _result,
        _named("Add your own symptom"),
        _named("Add another side effect"),
    ],
)
def test_saving_an_empty_field_says_what_is_missing(
    open_window: OpenWindow,
    touch: Touch,
    made: Callable[[MainWindow], tuple[Page, QAbstractButton]],
) -> None:
    window = open_window(Diary(dose_steps=[DoseStep(TODAY.replace(day=1), 1.5)]))
    page, button = made(window)
    window.show_page(page)
    touch(button)
    assert page.status_line.text()
    assert window.session.undo() is None

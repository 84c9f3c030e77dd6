"""The time of the dose: off until it is switched on, then one touch."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QAbstractButton

from ldn_desktop.diary import doses
from ldn_desktop.diary.fields import DOSE_TIME
from ldn_desktop.diary.model import Diary, DoseStep
from ldn_desktop.ui.settings.tracked_symptoms_page import TrackedSymptomsPage
from tests.support.ui.window import TODAY, OpenWindow

Touch = Callable[[QAbstractButton], None]


def taking() -> Diary:
    return Diary(dose_steps=[DoseStep(TODAY.replace(day=1), 1.5)])


def test_today_does_not_ask_unless_it_is_wanted(open_window: OpenWindow, touch: Touch) -> None:
    window = open_window(taking())
    time = window.today.day.dose.dose.time
    touch(window.today.day.dose.took)
    assert not time.isVisibleTo(window)
    page = TrackedSymptomsPage(window.session)
    window.show_page(page)
    touch(page.dose_time)
    assert page.undo_line.words.text() == "The Today page now asks for the time of the dose."
    page.leave()
    assert time.isVisibleTo(window)


def test_one_touch_answers_and_a_second_clears(open_window: OpenWindow, touch: Touch) -> None:
    diary = taking()
    diary.apply(doses.ask_time(diary, wanted=True))
    window = open_window(diary)
    section = window.today.day.dose
    assert not section.dose.time.isVisibleTo(window)
    touch(section.took)
    touch(section.dose.time.buttons["evening"])
    assert window.session.diary.day(TODAY).value(DOSE_TIME) == "evening"
    assert section.dose.time.buttons["evening"].isChecked()
    assert window.session.undo() is not None
    assert not section.dose.time.buttons["evening"].isChecked()
    window.session.redo()
    touch(section.dose.time.buttons["morning"])
    assert window.session.diary.day(TODAY).value(DOSE_TIME) == "morning"


def test_what_was_answered_stays_in_sight_when_it_is_switched_off(
    open_window: OpenWindow, touch: Touch
) -> None:
    diary = taking()
    diary.apply(doses.ask_time(diary, wanted=True))
    window = open_window(diary)
    section = window.today.day.dose
    touch(section.took)
    touch(section.dose.time.buttons["other"])
    window.session.record(doses.ask_time(window.session.diary, wanted=False))
    assert section.dose.time.isVisibleTo(window)
    assert not doses.asks_time(window.session.diary)

"""The time of the dose: off until it is switched on, then one touch."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from ldn_desktop.diary import doses
from ldn_desktop.diary.fields import DOSE, DOSE_TIME
from ldn_desktop.diary.model import Answer, Diary, DoseStep
from ldn_desktop.ui.main_window import MainWindow
from ldn_desktop.ui.settings.tracked_symptoms_page import TrackedSymptomsPage
from ldn_desktop.ui.today.calendar.day_summary import rows_of
from ldn_desktop.ui.today.one_question.one_question_page import OneQuestionPage
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
    diary.apply(doses.ask_time(diary, asked=True))
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
    diary.apply(doses.ask_time(diary, asked=True))
    window = open_window(diary)
    section = window.today.day.dose
    touch(section.took)
    touch(section.dose.time.buttons["other"])
    window.session.record(doses.ask_time(window.session.diary, asked=False))
    assert section.dose.time.isVisibleTo(window)
    assert not doses.asks_time(window.session.diary)


def at_the_dose(window: MainWindow) -> OneQuestionPage:
    """One question at a time, at the question of the dose."""
    window.today.open("one question")
    page = window.pages.currentWidget()
    assert isinstance(page, OneQuestionPage)
    fields = [prompt.field for prompt in page.questions]
    page.show_question(fields.index(DOSE))
    return page


def test_one_question_at_a_time_asks_for_it_after_a_dose_was_taken(
    open_window: OpenWindow, touch: Touch, monkeypatch: pytest.MonkeyPatch
) -> None:
    diary = taking()
    diary.apply(doses.ask_time(diary, asked=True))
    window = open_window(diary)
    QApplication.setDoubleClickInterval(0)
    announced: list[str] = []
    monkeypatch.setattr(
        "ldn_desktop.ui.today.one_question.one_question_page.say",
        lambda _widget, sentence: announced.append(sentence),
    )
    page = at_the_dose(window)
    touch(page.buttons[0])
    assert page.title.text() == "Time of the dose"
    assert [button.text() for button in page.buttons] == ["Morning", "Evening", "Another time"]
    assert page.progress.text() == f"{len(page.questions)} of {len(page.questions)}"
    assert page.skip.text() == "Skip ›"
    QTest.keyClick(page, Qt.Key.Key_2)
    assert window.session.diary.day(TODAY).value(DOSE_TIME) == "evening"
    assert page.finished
    assert "Time of the dose: Evening" in announced
    touch(page.previous)
    assert [button.isChecked() for button in page.buttons] == [False, True, False]


def test_one_question_at_a_time_does_not_ask_for_it_where_none_was_taken(
    open_window: OpenWindow, touch: Touch
) -> None:
    diary = taking()
    diary.apply(doses.ask_time(diary, asked=True))
    page = at_the_dose(open_window(diary))
    touch(page.buttons[1])
    assert page.finished


def test_one_question_at_a_time_has_not_one_more_for_who_does_not_use_it(
    open_window: OpenWindow, touch: Touch
) -> None:
    page = at_the_dose(open_window(taking()))
    asked = len(page.questions)
    touch(page.buttons[0])
    assert page.finished
    assert len(page.questions) == asked


def test_the_calendar_reads_it_out_with_the_rest_of_the_day() -> None:
    diary = taking()
    diary.apply(diary.answer(TODAY, DOSE, Answer(1.5, 600)))
    diary.apply(diary.answer(TODAY, DOSE_TIME, Answer("morning", 600)))
    assert rows_of(diary, diary.day(TODAY)) == [
        ("LDN", "Took 1.5 mg", None), ("Time of the dose", "Morning", None),
    ]  # fmt: skip

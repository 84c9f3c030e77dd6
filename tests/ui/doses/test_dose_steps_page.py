"""Dose steps: the timeline, adding and changing a step, filling in, and the supply."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from ldn_desktop.diary.fields import DOSE
from ldn_desktop.diary.model import (
    Answer,
    AnswerChange,
    Diary,
    DoseStep,
    Edit,
    Source,
)
from ldn_desktop.ui.doses.dose_steps_page import DoseStepsPage
from ldn_desktop.ui.main_window import MainWindow
from ldn_desktop.ui.pages.timeline_row import TimelineRow
from tests.support.ui.on_page import button, texts
from tests.support.ui.window import TODAY, OpenWindow

Touch = Callable[[QAbstractButton], None]


def day(days_ago: int) -> date:
    return TODAY - timedelta(days=days_ago)


@pytest.fixture
def diary() -> Diary:
    """0.5 mg for ten days, then 1.5 mg, taken on three of its days and not on one."""
    found = Diary(
        dose_steps=[
            DoseStep(day(20), 0.5),
            DoseStep(day(10), 1.5, form="capsule", strength="1.5 mg each"),
        ]
    )
    for days_ago, mg in ((9, 1.5), (8, 1.5), (7, 0.0), (6, 1.5)):
        found.apply(Edit((AnswerChange(day(days_ago), DOSE, None, Answer(mg, 600)),)))
    return found


def opened(window: MainWindow) -> DoseStepsPage:
    page = DoseStepsPage(window.session)
    window.show_page(page)
    return page


def put(page: DoseStepsPage, when: str) -> None:
    page.form.when.field.setText(when)
    assert page.form.when.commit()


def test_the_present_is_a_sentence(open_window: OpenWindow, diary: Diary) -> None:
    page = opened(open_window(diary))
    assert page.lead.text() == "You have taken 1.5 mg a day since 12 November."
    assert opened_empty(open_window).lead.text() == "No dose is recorded yet."


def opened_empty(open_window: OpenWindow) -> DoseStepsPage:
    return opened(open_window())


def test_each_step_says_its_days_form_and_strength(open_window: OpenWindow, diary: Diary) -> None:
    text = texts(opened(open_window(diary)))
    assert "2 November to 11 November" in text
    assert "Taken on 0 of 10 days" in text
    assert "Since 12 November" in text
    assert "Taken on 3 of 11 days, not taken on 1" in text
    assert "capsule, 1.5 mg each" in text


@pytest.mark.parametrize("typed", ["1.5 mg", "1.5mg", "1,5"])
def test_a_step_from_a_typed_date_is_saved_with_form_and_strength(
    open_window: OpenWindow, touch: Touch, typed: str
) -> None:
    window = open_window()
    page = opened(window)
    page.form.mg.setText(typed)
    page.form.form.setText("  liquid ")
    page.form.strength.setText("1 mg/ml")
    put(page, "1 October")
    touch(page.form.save)
    step = DoseStep(date(2026, 10, 1), 1.5, form="liquid", strength="1 mg/ml")
    assert window.session.diary.dose_steps == [step]
    assert page.form.mg.text() == ""


def test_a_step_in_the_future_is_a_plan_until_it_is_confirmed(
    open_window: OpenWindow, touch: Touch
) -> None:
    window = open_window()
    page = opened(window)
    page.form.mg.setText("3")
    put(page, "1 December")
    assert "It is saved as a plan" in texts(page)
    touch(page.form.save)
    [step] = window.session.diary.dose_steps
    assert (step.start, step.planned) == (date(2026, 12, 1), True)
    assert window.session.diary.dose_step_on(step.start) is None
    assert page.lead.text() == "You plan to take 3 mg a day from 1 December."


def test_a_plan_whose_day_has_come_is_confirmed_by_yes(
    open_window: OpenWindow, touch: Touch
) -> None:
    window = open_window(Diary(dose_steps=[DoseStep(TODAY, 3.0, planned=True)]))
    page = opened(window)
    touch(button(page, "Yes"))
    assert window.session.diary.dose_step_on(TODAY) == DoseStep(TODAY, 3.0)


def test_the_first_of_next_month_is_one_touch_and_a_month_is_a_month(
    open_window: OpenWindow, touch: Touch
) -> None:
    page = opened(open_window())
    touch(button(page, "1st of next month"))
    assert page.form.when.date == date(2026, 12, 1)


@pytest.mark.parametrize("typed", ["", "1_5", "a lot", "1001"])
def test_an_amount_that_is_none_is_refused_and_nothing_is_saved(
    open_window: OpenWindow, touch: Touch, typed: str
) -> None:
    window = open_window()
    page = opened(window)
    page.form.mg.setText(typed)
    touch(page.form.save)
    assert "mg" in page.status_line.text()
    assert page.form.mg.text() == typed
    assert window.session.diary.dose_steps == []


def test_a_date_that_is_none_is_refused_beside_the_date(
    open_window: OpenWindow, touch: Touch
) -> None:
    window = open_window()
    page = opened(window)
    page.form.mg.setText("1.5")
    page.form.when.field.setText("31 February")
    touch(page.form.save)
    assert "is not a date" in page.form.when.trouble.text()
    assert window.session.diary.dose_steps == []


def test_a_pause_and_a_stop_are_kept_apart(open_window: OpenWindow, touch: Touch) -> None:
    window = open_window()
    page = opened(window)
    touch(button(page, "Pause"))
    assert not page.form.mg.isVisible()
    put(page, "1 October")
    touch(page.form.save)
    touch(button(page, "Stopped"))
    put(page, "1 November")
    touch(page.form.save)
    first, second = window.session.diary.dose_steps
    assert (first.mg, first.extra, second.mg, second.extra) == (0.0, {"pause": True}, 0.0, {})
    rows = [row for row in page.findChildren(TimelineRow) if row.isVisible()]
    assert [row.accessibleName().split(" from ")[0] for row in rows] == ["Pause", "Stopped"]


def test_a_step_is_changed_moved_and_removed(
    open_window: OpenWindow, touch: Touch, diary: Diary
) -> None:
    window = open_window(diary)
    page = opened(window)
    touch(button(page, "Change 0.5 mg from 2 November 2026"))
    assert page.form.mg.text() == "0.5 mg"
    page.form.mg.setText("1 mg")
    put(page, "3 November")
    touch(page.form.save)
    assert [(s.start.day, s.mg) for s in diary.dose_steps] == [(3, 1.0), (12, 1.5)]
    touch(button(page, "Change 1 mg from 3 November 2026"))
    touch(page.form.remove)
    assert [s.mg for s in diary.dose_steps] == [1.5]
    touch(page.undo_line.button)
    assert [s.mg for s in diary.dose_steps] == [1.0, 1.5]
    assert "Undone" in page.undo_line.words.text()


def test_a_moved_step_is_put_back_by_one_undo(
    open_window: OpenWindow, touch: Touch, diary: Diary
) -> None:
    before = diary.dose_steps
    page = opened(open_window(diary))
    touch(button(page, "Change 0.5 mg from 2 November 2026"))
    put(page, "5 November")
    touch(page.form.save)
    touch(page.undo_line.button)
    assert diary.dose_steps == before


def test_what_a_newer_version_wrote_into_a_step_survives_a_change(
    open_window: OpenWindow, touch: Touch
) -> None:
    diary = Diary(dose_steps=[DoseStep(day(5), 1.5, extra={"time": "evening"})])
    page = opened(open_window(diary))
    touch(button(page, "Change 1.5 mg from 17 November 2026"))
    page.form.mg.setText("2")
    touch(page.form.save)
    assert diary.dose_steps == [DoseStep(day(5), 2.0, extra={"time": "evening"})]


def test_days_without_an_entry_are_offered_to_be_filled_in_after_saying_what_would_change(
    open_window: OpenWindow, touch: Touch, diary: Diary
) -> None:
    page = opened(open_window(diary))
    assert "6 days on 1.5 mg have no entry." in texts(page)
    touch(page.fill_in)
    assert diary.day(day(5)).dose_mg is None
    assert "6 days will be filled in as “1.5 mg taken”" in texts(page)
    touch(button(page, "Fill in 6 days"))
    assert diary.day(day(5)).answers[DOSE].source is Source.RECALLED
    assert diary.day(day(7)).dose_mg == 0
    assert diary.day(TODAY).dose_mg is None
    touch(page.undo_line.button)
    assert diary.day(day(5)).dose_mg is None


def test_filling_in_can_be_cancelled(open_window: OpenWindow, touch: Touch, diary: Diary) -> None:
    page = opened(open_window(diary))
    touch(page.fill_in)
    touch(button(page, "Cancel"))
    assert "What would change" not in texts(page)
    assert diary.day(day(5)).dose_mg is None


def test_the_supply_is_counted_and_says_until_when(
    open_window: OpenWindow, touch: Touch, diary: Diary
) -> None:
    page = opened(open_window(diary))
    touch(page.supply.update_button)
    QTest.keyClicks(page.supply.field, "10")
    QTest.keyClick(page.supply.field, Qt.Key.Key_Return)
    assert page.supply.text.text() == "10 doses left, enough until 1 December."


@pytest.mark.parametrize("typed", ["", "ten", "1_0", "999999"])
def test_a_supply_that_is_no_number_is_refused(
    open_window: OpenWindow, touch: Touch, diary: Diary, typed: str
) -> None:
    page = opened(open_window(diary))
    touch(page.supply.update_button)
    page.supply.field.setText(typed)
    touch(page.supply.save)
    assert "is not a number of doses" in page.status_line.text()


def test_the_undo_line_goes_when_something_else_changes(
    open_window: OpenWindow, touch: Touch, diary: Diary
) -> None:
    window = open_window(diary)
    page = opened(window)
    touch(button(page, "Change 0.5 mg from 2 November 2026"))
    touch(page.form.remove)
    assert page.undo_line.isVisible()
    window.session.answer(TODAY, "pain", 5)
    assert not page.undo_line.isVisible()


def test_steps_that_imported_doses_show_are_added_by_one_touch(
    open_window: OpenWindow, touch: Touch
) -> None:
    imported = Diary(dose_steps=[DoseStep(day(10), 1.5)])
    for days_ago in range(30):
        dose = Answer(1.5 if days_ago <= 10 else 0.5, 600, Source.IMPORTED)
        imported.apply(Edit((AnswerChange(day(days_ago), DOSE, None, dose),)))
    page = opened(open_window(imported))
    assert "1 dose step that is not listed yet: 0.5 mg from" in texts(page)
    touch(button(page, "Add this dose step"))
    assert [step.mg for step in imported.dose_steps] == [0.5, 1.5]
    assert "not listed yet" not in texts(page)
    assert "1 dose step was added." in texts(page)
    touch(button(page, "Undo"))
    assert [step.mg for step in imported.dose_steps] == [1.5]

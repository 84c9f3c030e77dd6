"""Answering a day by touch: what is recorded, what is undone, what a tremor cannot do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from ldn_desktop.diary.fields import CRASH, DOSE
from ldn_desktop.diary.model import (
    Answer,
    AnswerChange,
    Diary,
    DoseStep,
    Edit,
    Source,
    SymptomChange,
)
from ldn_desktop.diary.symptoms import Symptom, SymptomKind
from tests.support.ui.window import TODAY, OpenWindow

Touch = Callable[[QAbstractButton], None]


def test_one_touch_records_a_crash_day_and_nothing_more_is_asked(
    open_window: OpenWindow, touch: Touch, short_diary: Diary
) -> None:
    window = open_window(short_diary)
    touch(window.today.day.crash)
    assert window.session.diary.day(TODAY).answers.keys() == {CRASH}
    assert window.today.day.crash.isChecked()
    assert not window.today.day.plan.isVisible()
    assert not window.today.day.dose.none.isVisible()


def test_a_double_click_is_one_touch(open_window: OpenWindow, short_diary: Diary) -> None:
    QApplication.setDoubleClickInterval(10_000)
    window = open_window(short_diary)
    fatigue = window.today.day.questions[0]
    for button in (fatigue.buttons[3], window.today.day.dose.took, window.today.day.crash):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        QTest.mouseDClick(button, Qt.MouseButton.LeftButton)
    day = window.session.diary.day(TODAY)
    assert (day.value("fatigue"), day.dose_mg, day.crash) == (7.5, 1.5, True)
    assert fatigue.buttons[3].isChecked()


def test_touching_the_chosen_answer_again_clears_it(open_window: OpenWindow, touch: Touch) -> None:
    window = open_window()
    fatigue = window.today.day.questions[0]
    touch(fatigue.buttons[1])
    touch(fatigue.buttons[1])
    assert not window.session.diary.day(TODAY)
    assert not any(button.isChecked() for button in fatigue.buttons)


def test_another_answer_takes_the_place_of_the_first(open_window: OpenWindow, touch: Touch) -> None:
    window = open_window()
    fatigue = window.today.day.questions[0]
    touch(fatigue.buttons[1])
    touch(fatigue.buttons[4])
    assert window.session.diary.day(TODAY).value("fatigue") == 10.0
    assert [button.isChecked() for button in fatigue.buttons] == [False] * 4 + [True]


def test_an_empty_question_stays_empty(open_window: OpenWindow, touch: Touch) -> None:
    window = open_window()
    touch(window.today.day.questions[1].buttons[0])
    assert window.session.diary.day(TODAY).answers.keys() == {"brain_fog"}
    assert window.session.diary.day(TODAY).value("fatigue") is None


def test_the_dose_is_taken_in_one_touch_and_never_twice(
    open_window: OpenWindow, touch: Touch, short_diary: Diary
) -> None:
    window = open_window(short_diary)
    touch(window.today.day.dose.took)
    assert window.session.diary.day(TODAY).dose_mg == 1.5
    touch(window.today.day.dose.took)
    assert window.session.diary.day(TODAY).dose_mg is None


def test_not_taken_is_one_touch_and_says_nothing_of_side_effects(
    open_window: OpenWindow, touch: Touch, short_diary: Diary
) -> None:
    window = open_window(short_diary)
    touch(window.today.day.dose.not_taken)
    assert window.session.diary.day(TODAY).answers.keys() == {DOSE}
    assert window.session.diary.day(TODAY).dose_mg == 0
    touch(window.today.day.dose.took)
    assert window.session.diary.day(TODAY).dose_mg == 1.5
    assert not window.today.day.dose.not_taken.isChecked()


def test_no_side_effects_cannot_be_read_or_recorded_as_no_dose(
    open_window: OpenWindow, touch: Touch, short_diary: Diary
) -> None:
    window = open_window(short_diary)
    section = window.today.day.dose
    assert section.dose.title.text() == "LDN today"
    assert [section.took.text(), section.not_taken.text()] == ["Took 1.5 mg", "Not taken"]
    assert section.side_effects.title.text() == "Side effects"
    assert [section.none.text(), section.some.text()] == ["None", "Some…"]
    assert section.none.accessibleName() == "Side effects: None"
    right_of_dose = section.dose.geometry().right() + 24
    assert section.side_effects.x() >= right_of_dose
    touch(section.none)
    recorded = window.session.diary.day(TODAY).answers
    effects = {symptom.key for symptom in window.session.diary.shown(SymptomKind.SIDE_EFFECT)}
    assert recorded.keys() == effects
    assert {answer.value for answer in recorded.values()} == {0.0}
    assert not section.took.isChecked()
    assert not section.not_taken.isChecked()
    touch(section.none)
    assert not window.session.diary.day(TODAY)


def test_some_then_says_which_side_effects(
    open_window: OpenWindow, touch: Touch, short_diary: Diary
) -> None:
    window = open_window(short_diary)
    section = window.today.day.dose
    touch(section.some)
    window.pages.currentWidget().leave()  # type: ignore[union-attr]  # the page just opened
    assert not section.some.isChecked()
    for field, points in (("headache", 2.5), ("vivid_dreams", 5.0)):
        window.session.answer(TODAY, field, points)
    assert section.some.isChecked()
    assert section.summary.text() == "Vivid dreams moderate, Headache mild"
    window.session.answer(TODAY, "nausea", 10.0)
    assert section.summary.text() == "Nausea worst, Vivid dreams moderate and 1 more"


def test_another_amount_is_two_touches_and_not_today_too(
    open_window: OpenWindow, touch: Touch, usual_diary: Diary
) -> None:
    from ldn_desktop.ui.today.dose_page import DosePage

    for amount in (3.0, 0.0):
        window = open_window(usual_diary)
        touch(window.today.day.footer.dose)
        page = window.pages.currentWidget()
        assert isinstance(page, DosePage)
        touch(page.amounts[amount])
        assert window.session.diary.day(TODAY).dose_mg == amount


def test_a_typed_amount_is_stored_with_a_comma_too(
    open_window: OpenWindow, short_diary: Diary
) -> None:
    from ldn_desktop.ui.today.dose_page import DosePage

    window = open_window(short_diary)
    window.today.open("dose")
    page = window.pages.currentWidget()
    assert isinstance(page, DosePage)
    QTest.keyClicks(page.other, "2,25")
    QTest.keyClick(page.other, Qt.Key.Key_Return)
    assert window.session.diary.day(TODAY).dose_mg == 2.25
    QTest.keyClicks(page.other, "much")
    QTest.keyClick(page.other, Qt.Key.Key_Return)
    assert window.session.diary.day(TODAY).dose_mg == 2.25
    assert "much" in page.status_line.text()


def test_saving_no_amount_asks_for_one(
    open_window: OpenWindow, short_diary: Diary, touch: Touch
) -> None:
    from ldn_desktop.ui.today.dose_page import DosePage

    window = open_window(short_diary)
    before = window.session.diary.day(TODAY)
    window.today.open("dose")
    page = window.pages.currentWidget()
    assert isinstance(page, DosePage)
    assert not page.other.placeholderText()  # it would look like an amount that is entered
    touch(page.save_other)
    assert page.status_line.text() == "Please type how much you took, such as 1.5 mg."
    page.tell("")
    QTest.keyClick(page.other, Qt.Key.Key_Return)
    assert page.status_line.text() == "Please type how much you took, such as 1.5 mg."
    assert window.session.diary.day(TODAY) == before


def test_no_dose_is_asked_for_before_a_first_step(open_window: OpenWindow) -> None:
    window = open_window()
    assert not window.today.day.dose.took.isVisible()
    assert not window.today.day.dose.none.isVisible()


def test_a_planned_step_only_asks(open_window: OpenWindow, touch: Touch) -> None:
    old = DoseStep(TODAY - timedelta(days=60), 1.5)
    planned = DoseStep(TODAY, 3.0, planned=True)
    window = open_window(Diary(dose_steps=[old, planned]))
    day = window.today.day
    assert day.plan.isVisible()
    assert day.plan.text.text() == "Your plan says 3 mg from today. Is that still right?"
    assert day.dose.took.text() == "Took 1.5 mg"
    touch(day.plan.not_yet)
    assert not day.plan.isVisible()
    assert window.session.diary.dose_steps == [old, planned]
    window = open_window(Diary(dose_steps=[old, planned]))
    touch(window.today.day.plan.yes)
    assert window.today.day.dose.took.text() == "Took 3 mg"
    assert not window.today.day.plan.isVisible()


def test_side_effects_are_asked_in_the_first_four_weeks_and_after_a_change(
    open_window: OpenWindow, touch: Touch
) -> None:
    def asked(*steps: DoseStep) -> bool:
        return open_window(Diary(dose_steps=steps)).today.day.dose.none.isVisible()

    assert asked(DoseStep(TODAY - timedelta(days=27), 0.5))
    old = date(2025, 1, 1)
    assert asked(DoseStep(old, 0.5), DoseStep(TODAY - timedelta(days=6), 1.0))
    window = open_window(
        Diary(dose_steps=[DoseStep(old, 0.5), DoseStep(TODAY - timedelta(days=7), 1.0)])
    )
    touch(window.today.day.dose.none)
    given = window.session.diary.day(TODAY).scores
    assert {answer.value for answer in given.values()} == {0.0}
    assert {"nausea", "vivid_dreams"} <= given.keys()


def test_some_side_effects_open_a_page_of_their_own(
    open_window: OpenWindow, touch: Touch, short_diary: Diary
) -> None:
    from ldn_desktop.ui.today.side_effects_page import SideEffectsPage

    window = open_window(short_diary)
    touch(window.today.day.dose.some)
    page = window.pages.currentWidget()
    assert isinstance(page, SideEffectsPage)
    touch(page.questions[0].buttons[2])
    touch(page.back)
    assert window.session.diary.day(TODAY).value("vivid_dreams") == 5.0
    assert window.today.day.dose.some.isChecked()


def test_same_as_yesterday_copies_all_but_fatigue_and_draws_it_hollow(
    open_window: OpenWindow, touch: Touch, usual_diary: Diary
) -> None:
    window = open_window(usual_diary)
    before = usual_diary.day(TODAY - timedelta(days=1))
    touch(window.today.day.same)
    copied = window.session.diary.day(TODAY).scores
    assert "fatigue" not in copied
    assert "fatigue" in before.scores
    assert {key: a.value for key, a in copied.items()} == {
        key: a.value for key, a in before.scores.items() if key in copied
    }
    assert {a.source for a in copied.values()} == {Source.COPIED}
    pain = next(q for q in window.today.day.questions if q.field == "pain")
    assert [b.copied for b in pain.buttons] == [b.isChecked() for b in pain.buttons]
    assert window.today.day.status.text().startswith(
        "Copied from yesterday, shown with a dashed outline. How is your fatigue today?"
    )
    assert QApplication.focusWidget() in window.today.day.questions[0].buttons
    touch(pain.buttons[4])
    assert not pain.buttons[4].copied


def test_a_third_copied_day_is_refused_in_the_quiet_line(
    open_window: OpenWindow, touch: Touch
) -> None:
    window = open_window()
    window.today.go_to(TODAY - timedelta(days=3))
    touch(window.today.day.questions[2].buttons[3])
    for _day in range(2):
        touch(window.today.day.header.later)
        touch(window.today.day.same)
        assert window.session.diary.day(window.today.day.date).value("pain") == 7.5
    touch(window.today.day.header.later)
    touch(window.today.day.same)
    assert window.today.day.date == TODAY
    assert not window.session.diary.day(TODAY)
    assert "The last two days were copied" in window.today.day.status.text()


def test_undo_takes_back_one_touch_and_shows_its_day(open_window: OpenWindow, touch: Touch) -> None:
    window = open_window()
    day = window.today.day
    touch(day.questions[0].buttons[2])
    touch(day.header.earlier)
    touch(day.crash)
    touch(day.header.later)
    touch(day.undo)
    assert day.date == TODAY - timedelta(days=1)
    assert not window.session.diary.day(day.date)
    assert window.session.diary.day(TODAY).value("fatigue") == 5.0
    touch(day.undo)
    assert day.date == TODAY
    assert not window.session.diary.day(TODAY)
    assert day.undo.spent


def test_worst_low_mood_shows_where_help_is_and_stores_nothing_about_it(
    open_window: OpenWindow, touch: Touch
) -> None:
    window = open_window()
    mood = next(q for q in window.today.day.questions if q.field == "low_mood")
    assert not window.today.day.footer.help.isVisible()
    touch(mood.buttons[4])
    assert window.today.day.footer.help.isVisible()
    assert window.today.day.footer.help.text() == "Help now, if you need it"
    assert window.session.diary.day(TODAY).answers.keys() == {"low_mood"}
    touch(mood.buttons[3])
    assert not window.today.day.footer.help.isVisible()


def test_what_was_saved_is_said_quietly(
    open_window: OpenWindow, touch: Touch, qtbot: QtBot
) -> None:
    window = open_window()
    touch(window.today.day.questions[0].buttons[2])
    qtbot.waitUntil(lambda: window.today.day.status.text().startswith("Saved "))
    touch(window.today.day.crash)
    assert window.today.day.crash_summary.saved.text() == "Crash day saved."


def test_enter_at_the_start_answers_nothing(
    open_window: OpenWindow, press: Callable[..., None]
) -> None:
    window = open_window()
    press(Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Enter)
    assert not window.session.diary.day(TODAY)
    press(Qt.Key.Key_Right, Qt.Key.Key_Return)  # now the keyboard is seen to stand on an answer
    assert window.session.diary.day(TODAY).value("fatigue") == 2.5


def test_today_asks_what_is_tracked_after_a_large_change_too(open_window: OpenWindow) -> None:
    window = open_window()
    diary = window.session.diary
    own = Symptom("own_ache", "Ache", own=True)
    answered = Answer(5.0, 1200)
    window.session.record(
        Edit(
            (
                SymptomChange(own.key, None, own),
                AnswerChange(TODAY, own.key, None, answered),
                AnswerChange(TODAY, "pain", None, answered),
            )
        )
    )
    shown = [question.field for question in window.today.day.questions]
    assert own.key in shown
    assert shown[:-1] == [symptom.key for symptom in diary.shown(SymptomKind.SYMPTOM)]
    window.today.undo()
    assert own.key not in [question.field for question in window.today.day.questions]
    assert not any(b.isChecked() for q in window.today.day.questions for b in q.buttons)


def test_nothing_to_copy_is_seen_before_it_is_tried(open_window: OpenWindow, touch: Touch) -> None:
    window = open_window()
    same = window.today.day.same
    assert same.spent
    assert same.accessibleDescription() == "There is nothing to copy from Saturday."
    touch(same)
    assert window.today.day.status.text() == "There is nothing to copy from Saturday."
    assert not window.session.diary.day(TODAY)
    window.session.answer(TODAY - timedelta(days=1), "pain", 5.0)
    assert not same.spent


def test_a_copy_says_nothing_of_side_effects(
    open_window: OpenWindow, touch: Touch, short_diary: Diary
) -> None:
    window = open_window(short_diary)
    yesterday = TODAY - timedelta(days=1)
    for field, value in (("pain", 5.0), ("nausea", 0.0), (DOSE, 1.5)):
        window.session.answer(yesterday, field, value)
    touch(window.today.day.same)
    assert window.session.diary.day(TODAY).answers.keys() == {"pain"}


def test_which_side_effects_stand_in_the_last_line_beside_a_planned_step(
    open_window: OpenWindow,
) -> None:
    steps = [DoseStep(date(2025, 1, 1), 1.5), DoseStep(TODAY, 3.0, planned=True)]
    diary = Diary(dose_steps=steps)
    diary.apply(diary.answer(TODAY, "headache", Answer(2.5, 1200)))
    day = open_window(diary).today.day
    assert day.status.text() == "Headache mild"
    assert not day.dose.summary.isVisible()
    assert day._scrolled.verticalScrollBar().maximum() == 0

"""Other days: back and forth, the calendar, the morning after, and coming back to a place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ldn_desktop import settings
from ldn_desktop.diary.model import Diary, DoseStep, Source
from ldn_desktop.diary.symptoms import word_for
from ldn_desktop.i18n.formats import weekday_date
from ldn_desktop.settings import Settings
from ldn_desktop.storage import MemoryDiaryFile
from ldn_desktop.ui.main_window import MainWindow
from ldn_desktop.ui.preferences import Preferences
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.today.calendar.calendar_page import CalendarPage
from ldn_desktop.ui.today.note_page import NotePage
from ldn_desktop.ui.today.one_question.one_question_page import OneQuestionPage
from tests.support.ui.window import EVENING, TODAY, Clock, OpenWindow

Touch = Callable[[QAbstractButton], None]
YESTERDAY = TODAY - timedelta(days=1)
HERE = timezone(timedelta(hours=1))


def test_the_date_is_said_in_words_with_a_way_back_and_forth(
    open_window: OpenWindow, touch: Touch
) -> None:
    day = open_window().today.day
    assert day.header.heading.text() == "Today, Sunday 22 November"
    assert not day.header.later.isVisible()
    touch(day.header.earlier)
    assert day.header.heading.text() == "You are looking at yesterday, Saturday 21 November"
    touch(day.header.earlier)
    assert day.header.heading.text() == "You are looking at Friday 20 November"
    touch(day.header.later)
    assert day.date == YESTERDAY
    assert not day.header.later.isVisible()  # one way back to today is enough
    day.header.back.setFocus(Qt.FocusReason.MouseFocusReason)
    touch(day.header.back)
    assert day.date == TODAY
    assert not day.header.back.isVisible()
    assert QApplication.focusWidget() is day.questions[0].buttons[0]


def test_no_sentence_says_today_about_another_day(
    open_window: OpenWindow, touch: Touch, usual_diary: Diary
) -> None:
    window = open_window(usual_diary)
    window.today.go_to(date(2026, 11, 18))
    day = window.today.day
    touch(day.same)
    touch(day.questions[0].buttons[2])
    touch(day.dose.not_taken)
    texts = [w.text() for w in window.today.findChildren(QLabel) if w.isVisible()]
    texts += [w.text() for w in window.today.findChildren(QAbstractButton) if w.isVisible()]
    texts += [w.accessibleName() for w in window.today.findChildren(QWidget) if w.isVisible()]
    assert [text for text in texts if "today" in text.casefold()] == ["Back to today"]
    assert any("18 November" in text for text in texts)


def test_a_day_that_has_not_come_is_not_shown(open_window: OpenWindow) -> None:
    window = open_window()
    window.today.day.go_by(1)
    assert window.today.day.date == TODAY


def test_an_answer_for_a_day_that_has_ended_is_kept_as_recalled(
    open_window: OpenWindow, touch: Touch
) -> None:
    window = open_window()
    touch(window.today.day.header.earlier)
    touch(window.today.day.questions[0].buttons[2])
    answer = window.session.diary.day(YESTERDAY).answers["fatigue"]
    assert (answer.value, answer.source) == (5.0, Source.RECALLED)


@pytest.mark.parametrize(
    ("hour", "shown", "offered"),
    [(1, YESTERDAY, "Today"), (3, YESTERDAY, "Today"), (4, TODAY, "Yesterday"),
     (11, TODAY, "Yesterday"), (12, TODAY, None), (23, TODAY, None)],
)  # fmt: skip
def test_between_midnight_and_noon_a_switch_offers_the_other_day(
    open_window: OpenWindow, touch: Touch, hour: int, shown: date, offered: str | None
) -> None:
    clock = Clock(datetime(TODAY.year, TODAY.month, TODAY.day, hour, 30, tzinfo=HERE))
    day = open_window(clock=clock).today.day
    assert day.date == shown
    assert day.header.switch.isVisible() == (offered is not None)
    if offered is None:
        return
    assert day.header.switch.text() == offered
    assert not day.header.later.isVisible()  # two ways to the same day would be one too many
    touch(day.header.switch)
    assert day.date == (TODAY if shown == YESTERDAY else YESTERDAY)
    # From a day that has ended the band leads back.
    touch(day.header.switch if day.header.switch.isVisible() else day.header.back)
    assert day.date == shown


def test_an_answer_before_the_end_of_the_day_belongs_to_the_day_before(
    open_window: OpenWindow, touch: Touch
) -> None:
    clock = Clock(datetime(TODAY.year, TODAY.month, TODAY.day, 2, 30, tzinfo=HERE))
    window = open_window(clock=clock)
    touch(window.today.day.questions[0].buttons[2])
    answer = window.session.diary.day(YESTERDAY).answers["fatigue"]
    assert answer.source is Source.ENTERED


def test_the_calendar_says_what_each_day_was_like_and_leaves_blank_days_blank(
    open_window: OpenWindow, touch: Touch, usual_diary: Diary
) -> None:
    window = open_window(usual_diary)
    touch(window.today.day.header.calendar)
    page = window.pages.currentWidget()
    assert isinstance(page, CalendarPage)
    assert page.month.title.text() == "November 2026"
    assert min(page.days) == date(2026, 10, 26)  # whole weeks
    assert max(page.days) == date(2026, 12, 6)
    for when, button in page.days.items():
        day, name = usual_diary.day(when), button.accessibleName()
        assert name.startswith(weekday_date(when, TODAY))
        assert ("Fatigue: " in name) == ("fatigue" in day.answers)
        assert ("crash day" in name) == day.crash
        assert ("note" in name) == bool(day.note)
        assert button.isEnabled() == (when <= TODAY)
    assert any(day.crash for day in usual_diary.days(TODAY.replace(day=1)))
    blank = [when for when in page.days if when < TODAY and not usual_diary.day(when)]
    assert blank
    assert page.days[blank[0]].accessibleName() == weekday_date(blank[0], TODAY)


def test_one_touch_in_the_calendar_reads_a_day_and_a_button_opens_it(
    open_window: OpenWindow, touch: Touch, usual_diary: Diary
) -> None:
    window = open_window(usual_diary)
    touch(window.today.day.header.calendar)
    page = window.pages.currentWidget()
    assert isinstance(page, CalendarPage)
    touch(page.month.earlier)
    touch(page.days[date(2026, 10, 9)])
    assert window.pages.currentWidget() is page
    assert page.month.chosen == date(2026, 10, 9)
    shown = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    assert "Friday 9 October" in shown
    day = usual_diary.day(date(2026, 10, 9))
    assert word_for(day.value("fatigue")).shown in shown
    touch(page.open)
    assert window.today.day.date == date(2026, 10, 9)
    assert window.today.isVisible()


def test_the_calendar_marks_new_and_planned_doses(open_window: OpenWindow) -> None:
    new = DoseStep(date(2026, 11, 10), 1.5)
    planned = DoseStep(date(2026, 12, 1), 3.0, planned=True)
    window = open_window(Diary(dose_steps=[new, planned]))
    window.today.open("calendar")
    page = window.pages.currentWidget()
    assert isinstance(page, CalendarPage)
    assert "1.5 mg from here on" in page.days[new.start].accessibleName()
    assert "3 mg planned" in page.days[planned.start].accessibleName()


def test_the_calendar_is_walked_by_arrow_keys_across_months(
    open_window: OpenWindow, press: Callable[..., None]
) -> None:
    window = open_window()
    window.today.open("calendar")
    page = window.pages.currentWidget()
    assert isinstance(page, CalendarPage)
    keys = Qt.Key
    press(keys.Key_Up, keys.Key_Up, keys.Key_Up, keys.Key_Up, keys.Key_Left)
    assert page.days[date(2026, 10, 24)].hasFocus()
    assert page.month.chosen == date(2026, 10, 24)  # what has the focus is read
    press(keys.Key_Return)
    assert window.today.day.date == date(2026, 10, 24)


def test_the_one_question_view_comes_back_to_the_same_question(
    open_window: OpenWindow, touch: Touch
) -> None:
    window = open_window()
    window.today.open("one question")
    page = window.pages.currentWidget()
    assert isinstance(page, OneQuestionPage)
    for _question in range(3):
        touch(page.buttons[2])
    touch(page.back)
    assert window.today.isVisible()
    window.today.open("one question")
    page = window.pages.currentWidget()
    assert isinstance(page, OneQuestionPage)
    assert page.title.text() == "Unrefreshing sleep"
    touch(page.previous)
    assert page.title.text() == "Pain"
    assert [button.isChecked() for button in page.buttons] == [n == 2 for n in range(5)]
    assert page.buttons[2].hasFocus()  # a key would change nothing
    assert page.skip.text() == "Next ›"
    assert page.progress.text() == "3 of 7"  # no dose is taken yet


def test_a_skipped_question_stays_empty(open_window: OpenWindow, touch: Touch) -> None:
    window = open_window()
    window.today.open("one question")
    page = window.pages.currentWidget()
    assert isinstance(page, OneQuestionPage)
    touch(page.skip)
    assert page.title.text() == "Brain fog"
    assert not window.session.diary.day(TODAY)


def test_a_double_click_answers_only_one_single_question(
    open_window: OpenWindow,
) -> None:
    QApplication.setDoubleClickInterval(10_000)
    window = open_window()
    window.today.open("one question")
    page = window.pages.currentWidget()
    assert isinstance(page, OneQuestionPage)
    for _click in range(2):
        QTest.mouseClick(page.buttons[4], Qt.MouseButton.LeftButton)
    assert window.session.diary.day(TODAY).answers.keys() == {"fatigue"}
    assert page.title.text() == "Brain fog"


def _killed_and_started_again(
    qtbot: QtBot, folder: Path, act: Callable[[MainWindow], None], clock: Clock
) -> MainWindow:
    """A window after a restart; the one before was never closed."""
    diary = Diary(dose_steps=[DoseStep(date(2025, 1, 1), 1.5)])
    windows = []
    for start in range(2):
        session = Session(MemoryDiaryFile(diary), clock)
        stored = settings.load(folder) if start else Settings(welcomed=True, theme="paper")
        preferences = Preferences(stored, folder, session.run_in_turn)
        preferences.apply()
        window = MainWindow(session, preferences)
        qtbot.addWidget(window)
        window.show()
        QApplication.processEvents()
        windows.append(window)
        if start == 0:
            act(window)
            session.close()  # as far as the settings go, a kill some time later
    return windows[1]


@pytest.mark.usefixtures("open_window")
def test_after_a_kill_the_same_single_question_is_asked(
    qtbot: QtBot, tmp_path: Path, touch: Touch
) -> None:
    def two_answers(window: MainWindow) -> None:
        window.today.open("one question")
        for _question in range(2):
            page = window.pages.currentWidget()
            assert isinstance(page, OneQuestionPage)
            touch(page.buttons[1])

    window = _killed_and_started_again(qtbot, tmp_path, two_answers, Clock())
    page = window.pages.currentWidget()
    assert isinstance(page, OneQuestionPage)
    assert page.title.text() == "Pain"


@pytest.mark.usefixtures("open_window")
def test_after_a_kill_the_same_day_and_note_are_open(qtbot: QtBot, tmp_path: Path) -> None:
    def write_about_friday(window: MainWindow) -> None:
        window.today.go_to(TODAY - timedelta(days=2))
        window.today.open("note")

    window = _killed_and_started_again(qtbot, tmp_path, write_about_friday, Clock())
    assert isinstance(window.pages.currentWidget(), NotePage)
    assert window.today.day.date == TODAY - timedelta(days=2)


@pytest.mark.usefixtures("open_window")
def test_coming_back_after_an_abrupt_end_is_said(qtbot: QtBot, tmp_path: Path) -> None:
    def look_at_friday(window: MainWindow) -> None:
        window.today.go_to(TODAY - timedelta(days=2))

    window = _killed_and_started_again(qtbot, tmp_path, look_at_friday, Clock())
    assert window.today.day.date == TODAY - timedelta(days=2)
    assert window.today.day.status.text() == (
        "LDN Desktop closed unexpectedly. You are back where you were."
    )


@pytest.mark.usefixtures("open_window")
def test_another_sitting_starts_with_today(qtbot: QtBot, tmp_path: Path) -> None:
    clock = Clock(EVENING - timedelta(hours=4))

    def look_at_friday(window: MainWindow) -> None:
        window.today.go_to(TODAY - timedelta(days=2))
        clock.now += timedelta(hours=3)

    window = _killed_and_started_again(qtbot, tmp_path, look_at_friday, clock)
    assert window.today.day.date == TODAY
    assert window.today.day.status.text() == ""


@pytest.mark.usefixtures("open_window")
def test_a_window_that_was_closed_opens_on_today(qtbot: QtBot, tmp_path: Path) -> None:
    def look_at_friday_and_close(window: MainWindow) -> None:
        window.today.go_to(TODAY - timedelta(days=2))
        window.close()

    window = _killed_and_started_again(qtbot, tmp_path, look_at_friday_and_close, Clock())
    assert window.today.day.date == TODAY
    assert not window.today.day.header.back.isVisible()


@pytest.mark.usefixtures("open_window")
def test_a_new_day_starts_with_today(qtbot: QtBot, tmp_path: Path) -> None:
    clock = Clock()

    def open_open_one_question(window: MainWindow) -> None:
        window.today.open("one question")
        clock.now += timedelta(days=1)

    window = _killed_and_started_again(qtbot, tmp_path, open_open_one_question, clock)
    assert window.today.isVisible()
    assert window.today.day.date == TODAY + timedelta(days=1)


def test_a_page_left_open_overnight_turns_to_the_new_day(open_window: OpenWindow) -> None:
    clock = Clock()
    day = open_window(clock=clock).today.day
    clock.now += timedelta(hours=12)
    day._minute.timeout.emit()
    assert day.date == TODAY + timedelta(days=1)
    assert day.header.heading.text() == "Today, Monday 23 November"


def test_a_page_in_use_does_not_turn_under_the_finger(
    open_window: OpenWindow, touch: Touch
) -> None:
    clock = Clock(datetime(2026, 11, 23, 3, 58, tzinfo=HERE))
    day = open_window(clock=clock).today.day
    touch(day.questions[0].buttons[1])
    clock.now += timedelta(minutes=3)
    day._minute.timeout.emit()
    assert day.date == TODAY
    assert day.header.heading.text() == "You are looking at yesterday, Sunday 22 November"
    assert day.header.back.isVisible()


def _asleep_until_morning(clock: Clock) -> None:
    """The computer slept: the clock jumped, and no timer has fired since."""
    clock.now = datetime(2026, 11, 23, 9, 30, tzinfo=HERE)


def test_the_first_touch_after_sleep_is_about_the_new_day(
    open_window: OpenWindow, touch: Touch
) -> None:
    clock = Clock()
    day = open_window(clock=clock).today.day
    touch(day.questions[0].buttons[1])
    _asleep_until_morning(clock)
    touch(day.questions[0].buttons[2])
    diary, field = day._session.diary, day.questions[0].field
    assert day.date == TODAY + timedelta(days=1)
    assert [diary.day(when).value(field) for when in (TODAY, day.date)] == [2.5, 5]


def test_a_touch_after_sleep_that_would_take_back_asks_once_more(
    open_window: OpenWindow, touch: Touch
) -> None:
    clock = Clock()
    day = open_window(clock=clock).today.day
    touch(day.questions[0].buttons[1])
    _asleep_until_morning(clock)
    touch(day.questions[0].buttons[1])
    assert day.date == TODAY + timedelta(days=1)
    assert (
        day.status.text()
        == "A new day has begun, so that answer was not saved. Please answer again."
    )
    assert day._session.diary.day(TODAY).value(day.questions[0].field) == 2.5
    touch(day.questions[0].buttons[1])
    assert day._session.diary.day(day.date).value(day.questions[0].field) == 2.5


@pytest.mark.parametrize("what", ["crash", "dose"])
def test_crash_and_dose_after_sleep_never_fall_on_the_day_before(
    open_window: OpenWindow, touch: Touch, what: str
) -> None:
    clock = Clock()
    day = open_window(clock=clock).today.day
    _asleep_until_morning(clock)
    touch(day.crash if what == "crash" else day.dose.dose.took)
    assert not day._session.diary.day(TODAY).answers
    assert day.date == TODAY + timedelta(days=1)


def test_the_window_coming_forward_looks_at_the_clock(open_window: OpenWindow) -> None:
    clock = Clock()
    day = open_window(clock=clock).today.day
    _asleep_until_morning(clock)
    QApplication.instance().applicationStateChanged.emit(  # type: ignore[union-attr]  # one exists
        Qt.ApplicationState.ApplicationActive
    )
    assert day.header.heading.text() == "Today, Monday 23 November"


def test_an_answer_undone_over_the_single_question_is_no_longer_chosen(
    open_window: OpenWindow, touch: Touch
) -> None:
    window = open_window()
    window.today.open("one question")
    page = window.pages.currentWidget()
    assert isinstance(page, OneQuestionPage)
    touch(page.buttons[2])
    touch(page.previous)
    assert page.buttons[2].isChecked()
    window.undo()
    assert not any(button.isChecked() for button in page.buttons)
    assert page.skip.text() == "Skip ›"
    window.redo()
    assert page.buttons[2].isChecked()

"""Other medicines and events: the timeline, the form, and the warning about opioids."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ldn_desktop.diary import marks
from ldn_desktop.diary.model import Diary, Mark, MarkChange, MarkKind
from ldn_desktop.ui.main_window import MainWindow
from ldn_desktop.ui.marks.marks_page import MarksPage
from ldn_desktop.ui.pages.timeline_row import TimelineRow
from ldn_desktop.ui.timeline_page import MORE, SHOWN
from ldn_desktop.ui.widgets import accessibility
from tests.support.ui.on_page import button, texts
from tests.support.ui.two_computers import Other, exchange
from tests.support.ui.window import TODAY, OpenWindow

Touch = Callable[[QAbstractButton], None]


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def with_marks(*found: tuple[MarkKind, str, date, date | None]) -> Diary:
    diary = Diary()
    for kind, name, start, stop in found:
        diary.apply(marks.set_mark(diary, marks.new_mark(diary, kind, name, start, stop)))
    return diary


@pytest.fixture
def diary() -> Diary:
    return with_marks(
        (MarkKind.MEDICINE, "Melatonin", ago(40), None),
        (MarkKind.MEDICINE, "Iron", ago(60), ago(30)),
        (MarkKind.INFECTION, "", ago(10), ago(5)),
    )


def opened(window: MainWindow) -> MarksPage:
    page = MarksPage(window.session)
    window.show_page(page)
    return page


def shown_rows(page: MarksPage) -> list[TimelineRow]:
    return [row for row in page.findChildren(TimelineRow) if row.isVisibleTo(page)]


def only(window: MainWindow) -> Mark:
    [found] = window.session.diary.marks
    return found


def test_what_goes_on_is_said_first(open_window: OpenWindow, diary: Diary) -> None:
    page = opened(open_window(diary))
    assert page.lead.text() == "Now: Melatonin."
    rows = [row.accessibleName() for row in page.findChildren(TimelineRow)]
    assert [row.split(",")[0] for row in rows] == [
        "Other medicine or supplement: Melatonin",
        "Infection",
        "Other medicine or supplement: Iron",
    ]
    assert "Since 13 October" in texts(page)


def test_an_empty_page_says_so(open_window: OpenWindow) -> None:
    assert opened(open_window()).lead.text() == "Nothing is recorded yet."


def test_many_names_are_counted(open_window: OpenWindow) -> None:
    names = "ABCDE"
    diary = with_marks(*((MarkKind.MEDICINE, name, ago(9), None) for name in names))
    assert opened(open_window(diary)).lead.text() == "Now: A, B, C and 2 more."


def test_a_mark_is_added_in_any_script(open_window: OpenWindow, touch: Touch) -> None:
    window = open_window()
    page = opened(window)
    page.form.name.setText("  漢方薬 ")
    page.form.start.field.setText("3 May")
    touch(page.form.save)
    found = only(window)
    assert (found.kind, found.name, found.start, found.stop) == (
        MarkKind.MEDICINE, "漢方薬", date(2026, 5, 3), None,
    )  # fmt: skip
    assert page.undo_line.words.text() == "Saved."
    touch(page.undo_line.button)
    assert window.session.diary.marks == []
    window.session.redo()
    assert only(window) == found


def test_an_infection_with_its_last_day_needs_no_name(
    open_window: OpenWindow, touch: Touch
) -> None:
    window = open_window()
    page = opened(window)
    touch(page.form.kind.buttons[MarkKind.INFECTION])
    touch(page.form.ended.buttons[True])
    page.form.start.field.setText("10 November")
    page.form.stop.field.setText("15 November")
    touch(page.form.save)
    found = only(window)
    assert (found.name, found.start, found.stop) == ("", date(2026, 11, 10), date(2026, 11, 15))


@pytest.mark.parametrize(
    ("name", "stop", "sentence"),
    [
        ("", "", "1 to 60 characters"),
        ("x" * 61, "", "1 to 60 characters"),
        ("Iron", "2 May", "before it started"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_lost(
    open_window: OpenWindow, touch: Touch, name: str, stop: str, sentence: str
) -> None:
    window = open_window()
    page = opened(window)
    page.form.name.setText(name)
    page.form.start.field.setText("3 May")
    if stop:
        touch(page.form.ended.buttons[True])
        page.form.stop.field.setText(stop)
    touch(page.form.save)
    assert sentence in page.status_line.text()
    assert window.session.diary.marks == []
    assert page.form.name.text() == name


def test_one_touch_says_that_it_stopped_today(
    open_window: OpenWindow, diary: Diary, touch: Touch
) -> None:
    window = open_window(diary)
    page = opened(window)
    touch(button(page, "Melatonin: stopped today"))
    [found] = [mark for mark in window.session.diary.marks if mark.name == "Melatonin"]
    assert found.stop == TODAY
    assert page.lead.text() == "Nothing is ongoing at the moment."
    assert "stopped today" in page.undo_line.words.text()


def test_a_mark_is_changed_and_removed(open_window: OpenWindow, diary: Diary, touch: Touch) -> None:
    window = open_window(diary)
    page = opened(window)
    iron = next(mark for mark in diary.marks if mark.name == "Iron")
    touch(button(page, f"Change {marks.mark_text(iron)}"))
    assert page.form.stop.date == ago(30)
    page.form.name.setText("Iron 20 mg")
    touch(page.form.ended.buttons[False])
    touch(page.form.save)
    changed = window.session.diary.mark(iron.id)
    assert changed is not None
    assert (changed.name, changed.stop, changed.start) == ("Iron 20 mg", None, ago(60))
    touch(button(page, f"Change {marks.mark_text(changed)}"))
    touch(page.form.remove)
    assert window.session.diary.mark(iron.id) is None
    assert not page.form.remove.isVisibleTo(page)


def test_an_opioid_shows_the_warning_of_the_guide_while_it_is_typed(
    open_window: OpenWindow, touch: Touch
) -> None:
    window = open_window()
    page = opened(window)
    page.form.name.setText("Iron")
    assert not page.form.notice.isVisibleTo(page)
    page.form.name.setText("Co-codamol 30/500")
    assert page.form.notice.isVisibleTo(page)
    assert page.form.notice.words.text().startswith(
        "Danger: LDN must not be combined with opioids."
    )
    touch(page.form.save)
    assert page.notice.isVisibleTo(page)
    touch(page.undo_line.button)
    assert not page.notice.isVisibleTo(page)


def test_five_hundred_are_shown_part_by_part(open_window: OpenWindow, touch: Touch) -> None:
    diary = with_marks(*((MarkKind.EVENT, "Visit", ago(n), None) for n in range(500)))
    page = opened(open_window(diary))
    assert len(page.findChildren(TimelineRow)) == SHOWN
    touch(button(page, f"Show {500 - SHOWN} more"))
    assert len(shown_rows(page)) == SHOWN + MORE
    page.form.name.setText("One more")
    touch(page.form.save)
    assert "up to 500 medicines and events" in page.status_line.text()


def test_settings_lead_there_and_count_them(
    open_window: OpenWindow, diary: Diary, touch: Touch
) -> None:
    window = open_window(diary)
    window.show_settings()
    row = button_of(window, "Other medicines and events: 3 recorded")
    touch(row)
    assert isinstance(window.pages.currentWidget(), MarksPage)


def button_of(window: MainWindow, name: str) -> QAbstractButton:
    [one] = [b for b in window.findChildren(QAbstractButton) if b.accessibleName() == name]
    return one


def test_a_screen_reader_hears_what_was_saved_and_the_warning(
    open_window: OpenWindow, touch: Touch, monkeypatch: pytest.MonkeyPatch
) -> None:
    sentences: list[str] = []
    handed_on = accessibility.say

    def say(widget: QWidget, sentence: str) -> None:
        sentences.append(sentence)
        handed_on(widget, sentence)

    monkeypatch.setattr(accessibility, "say", say)
    page = opened(open_window())
    page.form.name.setText("Tramadol")
    touch(page.form.save)
    assert [sentence for sentence in sentences if sentence.startswith("Danger: LDN must not")]
    assert sentences[-1] == page.undo_line.words.text()


def test_the_timeline_stays_at_the_top_beside_a_longer_form(
    open_window: OpenWindow, diary: Diary
) -> None:
    page = opened(open_window(diary))
    page.form.edit(diary.marks[0])
    QApplication.processEvents()
    [about] = [label for label in page.findChildren(QLabel) if "no conclusions" in label.text()]
    first = page.findChildren(TimelineRow)[0]
    gap = (
        first.mapTo(page, first.rect().topLeft()).y()
        - about.mapTo(page, about.rect().bottomLeft()).y()
    )
    assert 0 < gap < 60


def test_enter_in_a_field_saves(open_window: OpenWindow, press: Callable[..., None]) -> None:
    window = open_window()
    page = opened(window)
    page.form.name.setFocus()
    press(Qt.Key.Key_Return)
    assert not window.session.diary.marks
    page.form.name.setText("Melatonin")
    page.form.start.field.setText(f"{ago(3):%d/%m/%Y}")
    page.form.start.field.setFocus()
    press(Qt.Key.Key_Return)
    assert (only(window).name, only(window).start) == ("Melatonin", ago(3))


def test_what_was_on_one_day_has_a_date_and_what_goes_on_has_a_beginning(
    open_window: OpenWindow, touch: Touch
) -> None:
    form = opened(open_window(Diary())).form
    assert form.start.field.accessibleName() == "Started"
    touch(form.kind.buttons[MarkKind.VACCINATION])
    assert form.start.field.accessibleName() == "Date"
    touch(form.ended.buttons[True])
    assert form.start.field.accessibleName() == "Started"


def test_a_mark_that_differs_shows_what_the_other_computer_says(
    joined: MainWindow, other: Other, qtbot: QtBot
) -> None:
    session, today = joined.session, joined.session.today
    iron = marks.new_mark(session.diary, MarkKind.MEDICINE, "Iron", date(2026, 3, 3))
    session.record(marks.set_mark(session.diary, iron))
    page = opened(joined)
    assert "computer" not in texts(page)
    exchange(joined, qtbot)
    other.exchange()
    other.record(marks.stop_mark(other.diary, iron, date(2026, 3, 9)))
    session.record(marks.stop_mark(session.diary, iron, today))
    other.exchange()
    exchange(joined, qtbot)
    sentence = "On the other computer: Iron, 3 March to 9 March 2026."
    [row] = shown_rows(page)
    assert sentence in texts(row)
    assert row.accessibleDescription() == sentence
    assert texts(page).count(sentence) == 1
    session.settle([MarkChange(iron.id, None, session.diary.mark(iron.id))])
    assert "computer" not in texts(page)


def test_a_mark_removed_here_and_changed_there_stands_below_the_others(
    joined: MainWindow, other: Other, qtbot: QtBot
) -> None:
    session = joined.session
    iron = marks.new_mark(session.diary, MarkKind.MEDICINE, "Iron", date(2026, 3, 3))
    session.record(marks.set_mark(session.diary, iron))
    exchange(joined, qtbot)
    other.exchange()
    page = opened(joined)
    other.record(marks.stop_mark(other.diary, iron, date(2026, 3, 9)))
    session.record(marks.remove_mark(iron))
    other.exchange()
    exchange(joined, qtbot)
    assert page.lead.text() == "Nothing is recorded yet."
    assert "On the other computer: Iron, 3 March to 9 March 2026." in texts(page)
    session.settle([MarkChange(iron.id, None, None)])
    assert "computer" not in texts(page)


def test_a_mark_removed_there_says_so_beside_it(
    joined: MainWindow, other: Other, qtbot: QtBot
) -> None:
    session = joined.session
    iron = marks.new_mark(session.diary, MarkKind.MEDICINE, "Iron", date(2026, 3, 3))
    session.record(marks.set_mark(session.diary, iron))
    exchange(joined, qtbot)
    other.exchange()
    other.record(marks.remove_mark(iron))
    other.exchange()
    session.record(marks.stop_mark(session.diary, iron, session.today))
    exchange(joined, qtbot)
    page = opened(joined)
    [row] = page.findChildren(TimelineRow)
    assert "The other computer has no entry here." in texts(row)

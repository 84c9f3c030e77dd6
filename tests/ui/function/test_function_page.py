"""Results of FUNCAP: the list, and the form to type one in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from ldn_desktop.diary import function
from ldn_desktop.diary.model import Answer, Day, Diary, Source
from ldn_desktop.diary.symptoms import FUNCAP
from ldn_desktop.ui.function.function_page import FunctionPage
from ldn_desktop.ui.main_window import MainWindow
from ldn_desktop.ui.pages.timeline_row import TimelineRow
from tests.support.ui.on_page import texts
from tests.support.ui.two_computers import Other, exchange
from tests.support.ui.window import TODAY, OpenWindow

Touch = Callable[[QAbstractButton], None]
MAY = date(2026, 5, 3)


@pytest.fixture
def diary() -> Diary:
    answer = Answer(
        3.25, 600, Source.IMPORTED, 0, {"origin": "Visible", "items": 3, "domains": {"light": 4.0}}
    )
    return Diary({MAY: Day(MAY, {FUNCAP: answer})})


def opened(window: MainWindow) -> FunctionPage:
    page = FunctionPage(window.session)
    window.show_page(page)
    return page


def rows(page: FunctionPage) -> list[TimelineRow]:
    return [row for row in page.findChildren(TimelineRow) if row.isVisibleTo(page)]


def change(page: FunctionPage) -> QAbstractButton:
    [one] = [
        b
        for b in page.findChildren(QAbstractButton)
        if b.accessibleName().startswith("Change ") and b.isVisibleTo(page)
    ]
    return one


def test_a_result_is_typed_in_with_some_domains(open_window: OpenWindow, touch: Touch) -> None:
    window = open_window()
    page = opened(window)
    assert page.lead.text() == "No result is recorded yet."
    page.form.mean.setText("3,4")
    touch(page.form.by_domain)
    page.form.domains["walking"].setText("2.5")
    touch(page.form.save)
    [result] = function.results(window.session.diary)
    assert (result.date, result.mean, dict(result.domains)) == (TODAY, 3.4, {"walking": 2.5})
    assert page.lead.text() == "3.4 out of 6 on 22 November 2026. Higher is better."
    assert page.form.mean.text() == ""
    touch(page.undo_line.button)
    assert function.results(window.session.diary) == []


@pytest.mark.parametrize(("mean", "walking"), [("", ""), ("6.1", ""), ("well", ""), ("3", "7")])
def test_a_number_out_of_range_is_refused_in_a_sentence(
    open_window: OpenWindow, touch: Touch, mean: str, walking: str
) -> None:
    window = open_window()
    page = opened(window)
    page.form.mean.setText(mean)
    page.form.domains["walking"].setText(walking)
    touch(page.form.save)
    assert "from 0 to 6" in page.status_line.text()
    assert function.results(window.session.diary) == []
    assert page.form.mean.text() == mean


def test_few_answers_are_said_and_nothing_is_made_up_for_the_rest(
    open_window: OpenWindow, diary: Diary
) -> None:
    text = texts(opened(open_window(diary)))
    assert "only 3 of 27 questions answered" in text
    assert "Light and sound 4" in text
    assert "imported from Visible" in text
    assert "Sommerfelt 2024, J Clin Med 13(12):3486" in text


def test_a_result_is_moved_to_another_day_and_removed(
    open_window: OpenWindow, diary: Diary, touch: Touch
) -> None:
    window = open_window(diary)
    page = opened(window)
    touch(change(page))
    assert page.form.domains["light"].text() == "4"
    page.form.when.field.setText("4 May")
    touch(page.form.save)
    [result] = function.results(window.session.diary)
    assert (result.date, result.mean) == (date(2026, 5, 4), 3.25)
    assert result.domains == {"light": 4}
    touch(change(page))
    touch(page.form.remove)
    assert function.results(window.session.diary) == []


def test_a_result_that_differs_shows_what_the_other_computer_says(
    joined: MainWindow, other: Other, qtbot: QtBot
) -> None:
    session = joined.session
    page = opened(joined)
    for computer, mean in ((other, 2.5), (session, 3.5)):
        made = function.record_result(computer.diary, MAY, mean, {}, session.clock())
        computer.record(made)
    other.exchange()
    exchange(joined, qtbot)
    sentence = "On the other computer: 2.5 out of 6."
    [row] = rows(page)
    assert sentence in texts(row)
    assert row.accessibleDescription() == sentence
    session.answer(MAY, FUNCAP, 3.5)
    assert "computer" not in texts(page)


def test_a_result_removed_here_and_changed_there_stands_below_the_others(
    joined: MainWindow, other: Other, qtbot: QtBot
) -> None:
    session = joined.session
    session.record(function.record_result(session.diary, MAY, 3.5, {}, session.clock()))
    exchange(joined, qtbot)
    other.exchange()
    page = opened(joined)
    other.record(function.record_result(other.diary, MAY, 2.5, {}, session.clock()))
    session.record(function.remove_result(session.diary, MAY))
    other.exchange()
    exchange(joined, qtbot)
    assert not rows(page)
    assert "Function (FUNCAP), 3 May: On the other computer: 2.5 out of 6." in texts(page)

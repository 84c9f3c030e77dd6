"""A note is stored whole, however long; nothing written is dropped."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from PySide6.QtWidgets import QLabel

from ldn_desktop.diary import fields
from ldn_desktop.diary.model import Answer, Diary
from ldn_desktop.ui.main_window import MainWindow
from ldn_desktop.ui.start.notice_page import NoticePage
from ldn_desktop.ui.today.note_page import NotePage
from tests.support.ui.window import TODAY, Clock, OpenWindow


def _note_page(window: MainWindow) -> NotePage:
    window.today.open("note")
    page = window.pages.currentWidget()
    assert isinstance(page, NotePage)
    return page


def test_a_note_of_many_pages_is_kept_whole(open_window: OpenWindow) -> None:
    window = open_window()
    page = _note_page(window)
    text = "Lay still. " * 5_000
    page.text.setPlainText(text)
    page.leave()
    assert window.session.diary.day(TODAY).note == text.strip()
    assert window.pages.currentIndex() == 0


def test_a_note_that_is_refused_stays_in_sight(
    open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fields, "LONGEST_NOTE", 10)
    window = open_window()
    page = _note_page(window)
    page.text.setPlainText("Longer than that.")
    page.leave()
    assert window.pages.currentWidget() is page
    assert page.text.toPlainText() == "Longer than that."
    assert "up to 10 characters; this one has 17" in page.status_line.text()
    page.text.setPlainText("Shorter.")
    page.leave()
    assert window.session.diary.day(TODAY).note == "Shorter."


def test_the_window_stays_once_where_a_note_cannot_be_kept(
    open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fields, "LONGEST_NOTE", 10)
    window = open_window()
    page = _note_page(window)
    page.text.setPlainText("Longer than that.")
    assert not window.close()
    assert window.pages.currentWidget() is page
    assert "this one has 17" in page.status_line.text()
    assert window.close()
    assert window.session.diary.day(TODAY).note == ""


def test_a_clock_far_behind_the_diary_is_asked_about(open_window: OpenWindow) -> None:
    diary = Diary()
    diary.apply(diary.answer(TODAY, "fatigue", Answer(5.0, 1200)))
    behind = Clock(datetime(2015, 1, 3, 12, 0, tzinfo=Clock().now.tzinfo))
    window = open_window(diary=diary, clock=behind)
    window._preload()
    page = window.pages.currentWidget()
    assert isinstance(page, NoticePage)
    texts = [label.text() for label in page.findChildren(QLabel)]
    assert any("3 January 2015" in text and "22 November 2026" in text for text in texts)


def test_a_clock_a_day_behind_is_not(open_window: OpenWindow) -> None:
    diary = Diary()
    diary.apply(diary.answer(TODAY + timedelta(days=1), "fatigue", Answer(5.0, 1200)))
    window = open_window(diary=diary)
    window._preload()
    assert window.pages.currentIndex() == 0

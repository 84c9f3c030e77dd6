"""Symptoms to track: show, hide, rename, reorder, add, remove."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QScrollArea

from ldn_desktop.diary.model import Diary
from ldn_desktop.diary.symptoms import SymptomKind
from ldn_desktop.ui.main_window import MainWindow
from ldn_desktop.ui.pages.page import Page
from ldn_desktop.ui.settings.settings_page import SettingsPage
from ldn_desktop.ui.settings.tracked_symptoms_page import TrackedSymptomsPage
from ldn_desktop.ui.widgets.text_field import LineField
from tests.support.ui.on_page import button
from tests.support.ui.screens import settle
from tests.support.ui.window import TODAY, OpenWindow

Touch = Callable[[QAbstractButton], None]


def _names(page: Page) -> list[str]:
    return [b.accessibleName() for b in page.findChildren(QPushButton) if b.isVisible()]


def _asked(window: MainWindow) -> TrackedSymptomsPage:
    window.show_settings()
    settings_page = window.pages.currentWidget()
    assert isinstance(settings_page, SettingsPage)
    button(settings_page, "Symptoms to track").click()
    page = window.pages.currentWidget()
    assert isinstance(page, TrackedSymptomsPage)
    return page


def _questions(window: MainWindow) -> list[str]:
    return [question.title.text() for question in window.today.day.questions]


def test_six_symptoms_and_exertion_are_asked_at_first(open_window: OpenWindow) -> None:
    assert _questions(open_window()) == [
        "Fatigue", "Brain fog", "Pain", "Unrefreshing sleep", "Low mood", "Anxiety", "Exertion",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "preset", ["Dizziness on standing", "Sore throat", "Light sensitivity", "Headaches"]
)
def test_a_preset_is_off_until_it_is_shown(
    open_window: OpenWindow, touch: Touch, preset: str
) -> None:
    window = open_window()
    assert preset not in _questions(window)
    touch(button(_asked(window), f"Show {preset}"))
    assert preset in _questions(window)


def test_hiding_a_symptom_keeps_its_scores(
    open_window: OpenWindow, touch: Touch, usual_diary: Diary
) -> None:
    window = open_window(usual_diary)
    days = [day.value("pain") for day in usual_diary.days()]
    touch(button(_asked(window), "Hide Pain"))
    assert "Pain" not in _questions(window)
    assert [day.value("pain") for day in usual_diary.days()] == days


def test_an_own_symptom_in_any_script_can_be_added_renamed_and_moved(
    open_window: OpenWindow, touch: Touch
) -> None:
    window = open_window()
    page = _asked(window)
    field = next(f for f in page.findChildren(LineField) if "own symptom" in f.accessibleName())
    QTest.keyClicks(field, "Herzklopfen")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert _questions(window)[-2] == "Herzklopfen"
    touch(button(page, "Rename Herzklopfen"))
    field = next(f for f in page.findChildren(LineField) if f.text() == "Herzklopfen")
    field.setText("心悸 نبض")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert "心悸 نبض" in _questions(window)
    for _step in range(6):
        touch(button(page, "Move 心悸 نبض up"))
    assert _questions(window)[0] == "心悸 نبض"
    window.session.undo()
    assert _questions(window)[:2] == ["Fatigue", "心悸 نبض"]


def test_an_own_side_effect_is_asked_with_the_others(
    open_window: OpenWindow, short_diary: Diary
) -> None:
    window = open_window(short_diary)
    page = _asked(window)
    field = next(f for f in page.findChildren(LineField) if "side effect" in f.accessibleName())
    QTest.keyClicks(field, "Dry mouth")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert window.session.diary.shown(SymptomKind.SIDE_EFFECT)[-1].label == "Dry mouth"


def test_a_double_click_on_hide_hides_once(open_window: OpenWindow) -> None:
    QApplication.setDoubleClickInterval(10_000)  # a busy machine must not pass for a slow finger
    window = open_window()
    page = _asked(window)
    for name in ("Hide Pain", "Show Pain"):
        QTest.mouseClick(button(page, name), Qt.MouseButton.LeftButton)
    assert "Pain" not in _questions(window)


def _field(page: Page, name: str = "own symptom") -> LineField:
    return next(f for f in page.findChildren(LineField) if name in f.accessibleName())


def _add(page: Page, name: str) -> None:
    field = _field(page)
    QTest.keyClicks(field, name)
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle()


def test_an_own_symptom_with_no_days_can_be_removed_and_brought_back_by_undo(
    open_window: OpenWindow, touch: Touch
) -> None:
    window = open_window()
    page = _asked(window)
    _add(page, "Cold hands")
    touch(button(page, "Hide Cold hands"))
    touch(button(page, "Remove Cold hands"))
    assert window.session.diary.symptom("cold_hands") is None
    assert page.undo_line.words.text() == "“Cold hands” was removed."
    touch(page.undo_line.button)
    assert "Show Cold hands" in _names(page)


def test_a_symptom_with_recorded_days_or_a_built_in_one_has_no_remove(
    open_window: OpenWindow, touch: Touch
) -> None:
    window = open_window()
    _add(_asked(window), "Cold hands")
    window.session.answer(TODAY, "cold_hands", 5)
    page = window.pages.currentWidget()
    assert isinstance(page, Page)
    page.leave()
    page = _asked(window)
    touch(button(page, "Hide Cold hands"))
    assert [name for name in _names(page) if name.startswith("Remove")] == []


def test_the_field_for_an_own_symptom_stays_in_sight_while_the_list_grows(
    open_window: OpenWindow,
) -> None:
    page = _asked(open_window())
    field = _field(page)
    field.setFocus()
    area = next(a for a in page.findChildren(QScrollArea) if a.isVisible())
    for n in range(9):
        _add(page, f"Symptom {n}")
        rect = QRect(field.mapTo(area.viewport(), QPoint(0, 0)), field.size())
        assert area.viewport().rect().contains(rect), n
        assert field.hasFocus()


def test_a_name_that_is_on_the_list_is_refused_and_the_field_stays(
    open_window: OpenWindow, touch: Touch
) -> None:
    window = open_window()
    page = _asked(window)
    touch(button(page, "Rename Pain"))
    field = next(f for f in page.findChildren(LineField) if f.text() == "Pain")
    field.setText("fatigue")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert "already on the list" in page.status_line.text()
    assert _questions(window).count("Pain") == 1


def test_escape_ends_renaming_and_not_the_page(open_window: OpenWindow, touch: Touch) -> None:
    window = open_window()
    page = _asked(window)
    touch(button(page, "Rename Pain"))
    field = next(f for f in page.findChildren(LineField) if f.text() == "Pain")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert window.pages.currentWidget() is page
    assert "Rename Pain" in _names(page)


def test_from_200_percent_a_row_has_one_button_that_unfolds_the_others(
    open_window: OpenWindow, touch: Touch
) -> None:
    page = _asked(open_window(text_percent=200))
    assert "Hide Pain" not in _names(page)
    touch(button(page, "Change Pain"))
    assert {"Move Pain up", "Move Pain down", "Rename Pain", "Hide Pain"} <= set(_names(page))


def test_a_side_effect_is_switched_by_one_touch(open_window: OpenWindow, touch: Touch) -> None:
    window = open_window()
    page = _asked(window)
    touch(button(page, "Nausea"))
    assert "Nausea" not in [s.label for s in window.session.diary.shown(SymptomKind.SIDE_EFFECT)]
    assert not button(page, "Nausea").isChecked()


def test_side_effects_can_be_renamed_and_reordered(open_window: OpenWindow, touch: Touch) -> None:
    window = open_window()
    page = _asked(window)
    touch(button(page, "Rename, reorder or remove side effects"))
    touch(button(page, "Move Insomnia up"))
    shown = window.session.diary.shown(SymptomKind.SIDE_EFFECT)
    assert [s.label for s in shown][:2] == ["Insomnia", "Vivid dreams"]


def test_what_was_done_is_said_with_the_name(open_window: OpenWindow, touch: Touch) -> None:
    page = _asked(open_window())
    touch(button(page, "Move Pain up"))
    assert page.undo_line.words.text() == "“Pain” is now number 2."
    touch(button(page, "Hide Pain"))
    assert page.undo_line.words.text() == "“Pain” is hidden. What you recorded stays in the diary."

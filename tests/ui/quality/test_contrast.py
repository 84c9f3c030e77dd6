"""Light and contrast, measured on what is really painted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QPalette, QPixmap, QTextCursor
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QToolTip, QTreeView, QWidget
from pytestqt.qtbot import QtBot

from ldn_desktop.themes import THEMES, Theme, in_high_contrast
from ldn_desktop.ui.charts.tab import ChartsTab
from ldn_desktop.ui.dates.month_grid import MonthGrid
from ldn_desktop.ui.main_window import MainWindow
from ldn_desktop.ui.pages.page import Page
from ldn_desktop.ui.style.focus_ring import REACH
from ldn_desktop.ui.style.theme import theme_for
from ldn_desktop.ui.today.note_page import NotePage
from ldn_desktop.ui.today.question import AnswerButton
from ldn_desktop.ui.widgets.button import Button
from tests.support.ui.frames import (
    Numbers,
    contrast,
    luminance,
    luminance_of,
    pixels,
)
from tests.support.ui.light import BRIGHTEST, EVERY_THEME, check_light
from tests.support.ui.screens import diary_of_screens, settle, walk
from tests.support.ui.window import TODAY, OpenWindow

# Windows without a screen cannot be raised or grab the keyboard; they need not.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

TOKENS = (
    "ground", "tile", "hover", "card", "chosen", "band", "text", "quiet", "disabled", "selection",
    "on_selection", "accent_text", "accent",
    "on_accent", "accent_line", "line", "hair", "dot", "crash", "crash_line", "tile_line",
)  # fmt: skip


ON_GROUND = ("text", "quiet", "accent_text")
LINES = ("line", "accent_line", "dot", "accent_text")


@EVERY_THEME
@pytest.mark.parametrize("strong", [False, True], ids=["usual", "high contrast"])
def test_text_stands_seven_to_one_and_lines_three_to_one(theme: Theme, strong: bool) -> None:
    if strong:
        theme = in_high_contrast(theme)
    light = {name: luminance_of(getattr(theme, name)) for name in TOKENS}
    for ground in ("ground", "tile", "hover", "card", "chosen", "band", "crash"):
        assert contrast(light["text"], light[ground]) >= 7, ground
    for words in ON_GROUND:
        assert contrast(light[words], light["ground"]) >= 7, words
    assert contrast(light["quiet"], light["card"]) >= 7
    assert contrast(light["on_accent"], light["accent"]) >= 7
    for line in LINES:
        assert contrast(light[line], light["ground"]) >= 3, line
    assert contrast(light["line"], light["card"]) >= 3
    assert contrast(light["crash_line"], light["crash"]) >= 3
    for ground in ("ground", "card"):
        assert contrast(light["selection"], light[ground]) >= 3, ground
    assert contrast(light["on_selection"], light["selection"]) >= 4.5
    for series in theme.series:
        assert contrast(luminance_of(series), light["ground"]) >= 3


@EVERY_THEME
@pytest.mark.parametrize("strong", [False, True], ids=["usual", "high contrast"])
def test_what_cannot_be_used_is_dimmer_than_every_other_word(theme: Theme, strong: bool) -> None:
    if strong:
        theme = in_high_contrast(theme)
    ground = luminance_of(theme.ground)
    dimmed = contrast(luminance_of(theme.disabled), ground)
    assert 2.2 <= dimmed <= (3.8 if strong else 3.2)
    for words in (theme.text, theme.quiet, theme.accent_text):
        assert contrast(luminance_of(words), ground) >= 2 * dimmed


@EVERY_THEME
def test_no_token_is_brighter_than_its_theme_allows(theme: Theme) -> None:
    for token in TOKENS:
        assert luminance_of(getattr(theme, token)) <= BRIGHTEST[theme.key], token


@EVERY_THEME
def test_high_contrast_shows_borders_of_tiles_and_no_quiet_words(theme: Theme) -> None:
    strong = in_high_contrast(theme)
    assert theme.tile_line == theme.tile
    assert {strong.tile_line, strong.quiet, strong.line, strong.hair} == {theme.text}


@EVERY_THEME
def test_the_edge_of_a_severity_mark_is_seen_wherever_one_stands(theme: Theme) -> None:
    edge = luminance_of(theme.accent_text)
    for ground in ("ground", "tile", "chosen", "crash"):
        assert contrast(edge, luminance_of(getattr(theme, ground))) >= 5, ground


@EVERY_THEME
def test_every_screen_keeps_to_the_light_of_its_theme(
    open_window: OpenWindow, theme: Theme
) -> None:
    window = open_window(diary_of_screens(), theme=theme.key)
    for name in walk(window):
        check_light(pixels(window), theme, name)


@EVERY_THEME
def test_menus_and_tool_tips_keep_to_the_light_of_the_theme(
    open_window: OpenWindow, qtbot: QtBot, theme: Theme
) -> None:
    window = open_window(diary_of_screens(), theme=theme.key)
    window.today.open("note")
    page = window.pages.currentWidget()
    assert isinstance(page, NotePage)
    page.text.setPlainText("Rain.")
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(20, 20), QPoint(60, 60))
    QApplication.sendEvent(page.text.viewport(), asked)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    settle()
    menu.setActiveAction(menu.actions()[-1])
    check_light(pixels(menu), theme, "menu")
    positions = [menu.actionGeometry(a) for a in menu.actions() if not a.isSeparator()]
    assert min(position.height() for position in positions) >= 44
    menu.close()
    QToolTip.showText(QPoint(100, 100), "A tool tip", window)
    tips = [w for w in QApplication.topLevelWidgets() if w.inherits("QTipLabel")]
    assert tips
    for tip in tips:
        check_light(pixels(tip), theme, "tool tip")
    QToolTip.hideText()
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def _ink_and_paper(frame: Numbers) -> tuple[float, float]:
    """The luminance that most of `frame` has, and the one farthest from it."""
    light = luminance(frame).ravel()
    found, counts = np.unique(light, return_counts=True)
    paper = float(found[counts.argmax()])
    return max(light.tolist(), key=lambda one: contrast(one, paper)), paper


@EVERY_THEME
def test_selected_text_is_seen_and_read(open_window: OpenWindow, theme: Theme) -> None:
    window = open_window(diary_of_screens(), theme=theme.key)
    window.today.open("note")
    page = window.pages.currentWidget()
    assert isinstance(page, NotePage)
    page.text.setPlainText("Rain, and more rain.")
    settle()
    _ink, paper = _ink_and_paper(pixels(page.text))
    page.text.selectAll()
    page.text.moveCursor(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
    settle()
    line = page.text.cursorRect()
    left = page.text.viewport().mapTo(page.text, QPoint(4, line.top() + 2))
    part = pixels(page.text)[left.y() : left.y() + line.height() - 4, left.x() : left.x() + 100]
    words, selection = _ink_and_paper(part)
    assert contrast(selection, paper) >= 3
    assert contrast(words, selection) >= 4.5
    check_light(pixels(window), theme, "selected note")


@EVERY_THEME
@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_a_file_chosen_in_the_dialog_of_qt_is_seen(
    open_window: OpenWindow, qtbot: QtBot, tmp_path: Path, theme: Theme
) -> None:
    for name in ("one.csv", "two.csv"):
        (tmp_path / name).write_text("")
    open_window(diary_of_screens(), theme=theme.key)
    dialog = QFileDialog(None, "File", str(tmp_path))
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.resize(800, 500)
    dialog.show()
    rows = dialog.findChild(QTreeView)
    assert rows is not None
    qtbot.waitUntil(lambda: rows.model().rowCount(rows.rootIndex()) == 2)
    index = rows.model().index(1, 0, rows.rootIndex())
    rows.setCurrentIndex(index)
    settle()
    row = rows.visualRect(index)
    assert row.isValid()
    beside = QRect(row.right() - 60, row.top() + 2, 50, row.height() - 4)
    words_at = row.adjusted(24, 2, -row.width() + 70, -2)
    shown = pixels(rows.viewport())
    _none, fill = _ink_and_paper(_cut(shown, beside))
    words, selection = _ink_and_paper(_cut(shown, words_at))
    assert selection == fill
    assert contrast(fill, luminance_of(theme.card)) >= 3
    assert contrast(words, fill) >= 4.5


def _cut(frame: Numbers, box: QRect) -> Numbers:
    return frame[box.top() : box.bottom() + 1, box.left() : box.right() + 1]


@EVERY_THEME
def test_what_a_menu_cannot_do_is_dimmer_than_what_it_can(
    open_window: OpenWindow, theme: Theme
) -> None:
    window = open_window(diary_of_screens(), theme=theme.key)
    window.today.open("note")
    page = window.pages.currentWidget()
    assert isinstance(page, NotePage)
    page.text.setPlainText("Rain.")  # nothing to undo
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(20, 20), QPoint(60, 60))
    QApplication.sendEvent(page.text.viewport(), asked)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    settle()
    shown = pixels(menu)
    seen = set()
    for action in menu.actions():
        if action.isSeparator():
            continue
        words, ground = _ink_and_paper(_cut(shown, menu.actionGeometry(action)))
        assert (contrast(words, ground) >= 7) == action.isEnabled(), action.text()
        assert action.isEnabled() or contrast(words, ground) >= 2, action.text()
        seen.add(action.isEnabled())
    menu.close()
    assert seen == {True, False}


@EVERY_THEME
def test_days_that_cannot_be_chosen_are_dimmer(open_window: OpenWindow, theme: Theme) -> None:
    window = open_window(theme=theme.key)
    month = MonthGrid(TODAY, TODAY, last=TODAY)
    window.show_page(page := Page("Days", "‹ Done"))
    page.column.addWidget(month)
    settle()
    ground = luminance_of(theme.ground)
    for day in (TODAY - timedelta(days=1), TODAY + timedelta(days=1)):
        words = max(
            luminance(pixels(month.days[day])).ravel().tolist(),
            key=lambda one: contrast(one, ground),
        )
        assert (contrast(words, ground) <= 3.2) == (day > TODAY), day


@contextmanager
def _every_frame() -> Iterator[list[float]]:
    """The brightest pixel of what the screen shows after each turn of the event loop."""
    frames: list[float] = []

    def look() -> None:
        shown = (_screen_of(w) for w in QApplication.topLevelWidgets() if w.isVisible())
        frames.extend(
            float(luminance(pixels(picture)).max()) for picture in shown if not picture.isNull()
        )

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(0)
    yield frames
    for _turn in range(20):
        QApplication.processEvents()
    timer.stop()


def _screen_of(widget: QWidget) -> QPixmap:
    """What stands on the screen in place of `widget`, painted or not."""
    return widget.screen().grabWindow(widget.winId())


@pytest.mark.parametrize("key", ["low_light", "very_low"])
def test_nothing_flashes_at_the_start_between_tabs_and_pages_or_under_popups(
    open_window: OpenWindow, qtbot: QtBot, key: str
) -> None:
    theme = THEMES[key]
    with _every_frame() as frames:
        window = open_window(diary_of_screens(), theme=key)
        for _screen in walk(window, "settings", "note", "one question", "calendar", "full day"):
            QApplication.processEvents()
        for tab in ("charts", "guide", "today", "charts", "guide"):
            looked = len(frames)
            window.go_to(tab)
            qtbot.waitUntil(lambda seen=looked: len(frames) > seen + 3)  # type: ignore[misc]
        charts = window.tab("charts")
        assert isinstance(charts, ChartsTab)
        window.go_to("charts")
        qtbot.waitUntil(charts.is_ready, timeout=30_000)
        window.preferences.step_text(2)
        QApplication.processEvents()
        _open_context_menu(window)
    assert len(frames) > 40
    assert 0.2 < max(frames) <= BRIGHTEST[theme.key]


def _open_context_menu(window: MainWindow) -> None:
    window.today.open("note")
    page = window.pages.currentWidget()
    assert isinstance(page, NotePage)
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(20, 20), QPoint(60, 60))
    QApplication.sendEvent(page.text.viewport(), asked)
    for _turn in range(5):
        QApplication.processEvents()
    menu = QApplication.activePopupWidget()
    assert menu is not None
    menu.close()


@EVERY_THEME
def test_a_theme_chosen_while_text_fields_are_open_reaches_them(
    open_window: OpenWindow, theme: Theme
) -> None:
    other = "paper" if theme.dark else "low_light"
    window = open_window(diary_of_screens(), theme=other)
    for name in walk(window, "note", "symptoms to track"):
        window.preferences.change(theme=theme.key)
        settle()
        changed = pixels(window)
        check_light(changed, theme, name)
        for _screen in walk(window, name):  # the same page, made in this theme
            differ = (pixels(window) != changed).any(axis=-1)
            assert differ.sum() < 100, name  # the caret may stand one px off
        window.preferences.change(theme=other)


def _states(window: MainWindow) -> Iterator[tuple[str, Button]]:
    """One button in each state that a person may see."""
    day = window.today.day
    plain, chosen = day.questions[0].buttons[:2]
    chosen.show_chosen(True)
    yield "plain", plain
    yield "chosen", chosen
    copied = day.questions[1].buttons[2]
    copied.show_chosen(True)
    copied.set_copied(True)
    yield "copied", copied
    yield "shortcut", day.same
    day.crash.setChecked(True)
    yield "chosen shortcut", day.crash
    yield "word", day.header.calendar
    day.undo.set_spent(True)
    yield "not possible now", day.undo
    pointed = day.questions[2].buttons[0]
    QApplication.sendEvent(pointed, QEvent(QEvent.Type.HoverEnter))
    yield "pointed at", pointed


WITH_BORDER = ("chosen", "copied", "shortcut", "chosen shortcut")


@EVERY_THEME
def test_text_and_borders_stand_out_in_every_state(open_window: OpenWindow, theme: Theme) -> None:
    window = open_window(diary_of_screens(), theme=theme.key)
    for state, button in _states(window):
        settle()
        light = luminance(pixels(button))
        middle = light[14:-14, 14:-14]
        fill = float(np.median(light[8:-8, 8:-8]))
        foreground = max(middle.ravel().tolist(), key=lambda one: contrast(one, fill))
        stands = contrast(foreground, fill)
        if state == "not possible now":
            assert 2.2 <= stands <= 3.2, stands
            continue
        assert stands >= 7, (state, stands)
        if state in WITH_BORDER:
            edge = light[light.shape[0] // 3 : -light.shape[0] // 3, :6].ravel()
            line = max(edge.tolist(), key=lambda one: contrast(one, fill))
            assert contrast(line, fill) >= 3, state


def _with_surroundings(button: Button) -> Numbers:
    """`button` and what is around it, as far as a focus ring reaches."""
    window = button.window()
    at = button.mapTo(window, QPoint(0, 0))
    left, top = max(0, at.x() - REACH), max(0, at.y() - REACH)
    bottom, right = at.y() + button.height() + REACH, at.x() + button.width() + REACH
    return pixels(window)[top:bottom, left:right]


@EVERY_THEME
def test_the_focus_ring_stands_three_to_one_around_whatever_has_the_focus(
    open_window: OpenWindow, theme: Theme
) -> None:
    window = open_window(diary_of_screens(), theme=theme.key)
    for state, button in _states(window):
        if not button.isEnabled():
            continue
        button.clearFocus()
        settle()
        before = _with_surroundings(button)
        button.setFocus(Qt.FocusReason.TabFocusReason)
        settle()
        after = _with_surroundings(button)
        ring = (before != after).any(axis=-1)
        inner = REACH + 2  # the ring is rounder than the corners of what it surrounds
        assert not ring[inner:-inner, inner:-inner].any(), state
        assert ring.sum() > 3 * 2 * button.width(), state
        changes = zip(luminance(before[ring]), luminance(after[ring]), strict=True)
        strong = [contrast(float(old), float(new)) >= 3 for old, new in changes]
        assert np.mean(strong) >= 0.8, state


def test_state_is_seen_without_colour(open_window: OpenWindow) -> None:
    window = open_window(diary_of_screens())
    question = window.today.day.questions[0]
    shapes: list[Numbers] = []
    for state in ("plain", "chosen", "copied"):
        button: AnswerButton = question.buttons[1]
        button.show_chosen(state != "plain")
        button.set_copied(state == "copied")
        settle()
        light = luminance(pixels(button))
        fill = float(np.median(light))
        shapes.append(np.abs(light - fill) > 0.25)
    plain, chosen, copied = shapes
    assert chosen.sum() > 1.5 * plain.sum()  # a thick border, bold text
    assert (chosen & ~copied).sum() > 50  # gaps in the border of a copied one


def test_one_key_moves_only_to_a_neighbour_in_brightness(
    open_window: OpenWindow,
) -> None:
    window = open_window(theme="very_low")
    keys = []
    for _press in range(8):
        window.next_theme()
        keys.append(window.preferences.settings.theme)
    there = ["low_light", "dim", "paper", "dim", "low_light", "very_low", "low_light", "dim"]
    assert keys == there


def test_one_key_starts_from_what_the_system_looks_like(open_window: OpenWindow) -> None:
    window = open_window(theme="system")
    look = window.preferences.theme.key
    window.next_theme()
    assert window.preferences.theme.key == {"paper": "dim", "low_light": "very_low"}[look]


def test_the_themes_stand_from_the_brightest_to_the_darkest() -> None:
    grounds = [luminance_of(theme.ground) for theme in THEMES.values()]
    assert grounds == sorted(grounds, reverse=True)


def test_the_system_chooses_light_or_dark_and_no_choice_of_its_own_is_overruled(
    open_window: OpenWindow,
) -> None:
    window = open_window(theme="system")
    assert window.preferences.theme == theme_for("system")
    window.preferences.change(theme="very_low")
    window.preferences._follow_system()
    assert window.preferences.theme is THEMES["very_low"]


@pytest.mark.parametrize("theme", ["system", "paper", "low_light"])
def test_heeding_the_desktop_puts_no_other_colours_on(
    theme: str, open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(theme=theme)
    put_on: list[QPalette] = []
    monkeypatch.setattr(QApplication, "setPalette", put_on.append)
    window.preferences.heed_desktop()
    assert put_on == []


def test_a_wish_for_contrast_is_followed_as_soon_as_it_is_heard(
    open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(theme="dim")
    preferences = window.preferences
    with monkeypatch.context() as desktop:
        desktop.setattr("ldn_desktop.ui.preferences.desktop_wants_contrast", lambda: True)
        preferences.heed_desktop()
        assert preferences.theme == in_high_contrast(THEMES["dim"])
        preferences.change(theme="low_light")
        assert preferences.theme == in_high_contrast(THEMES["low_light"])
    preferences.heed_desktop()
    assert preferences.theme is THEMES["low_light"]

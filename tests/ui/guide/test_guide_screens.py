"""The Guide, Help now and printing: sizes, light, names and keys, as on every other screen."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QAccessible, QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from ldn_desktop.guide import BlockKind
from ldn_desktop.i18n import translation
from ldn_desktop.themes import Theme
from ldn_desktop.ui.guide.blocks import PictureStop
from ldn_desktop.ui.guide.paragraph import Paragraph
from ldn_desktop.ui.guide.pictures.figures import LEAST_WIDTH, WIDEST, draw_person
from ldn_desktop.ui.guide.reading_stop import ReadingStop
from ldn_desktop.ui.pages.page import MARGIN
from ldn_desktop.ui.widgets.label import Heading
from tests.support.ui.accessible import (
    VAGUE,
    focusable_of,
    interface,
    tab_order,
    tops_by_part,
)
from tests.support.ui.frames import contrast, luminance, luminance_of, pixels
from tests.support.ui.guide_screens import GUIDE_SCREENS, guide_tab, walk_guide
from tests.support.ui.light import EVERY_THEME, check_light
from tests.support.ui.screens import settle, visible
from tests.support.ui.sizes import (
    PERCENTS,
    SMALL_SCREENS,
    apart,
    controls_of,
    cut_off,
    is_entry,
    place,
)
from tests.support.ui.sizes import scroll_area as _own_scroll_area
from tests.support.ui.window import OpenWindow


@pytest.mark.parametrize(
    ("size", "percent"),
    [(SMALL_SCREENS[0], percent) for percent in PERCENTS] + [(SMALL_SCREENS[1], 200)],
)
def test_nothing_is_cut_and_nothing_scrolls_sideways(
    open_window: OpenWindow, size: tuple[int, int], percent: int
) -> None:
    window = open_window(size=size, text_percent=percent)
    cut = []
    for name in walk_guide(window):
        assert window.size() == QSize(*size), name
        for widget in visible(window):
            stop = widget if isinstance(widget, ReadingStop) else None
            if stop and stop.height() < stop.heightForWidth(stop.width()):
                cut.append((name, stop.accessibleName()))
            cut += [(name, what) for what in cut_off(widget)]
    assert cut == []


@pytest.mark.parametrize("percent", [150, 300])
def test_a_longer_language_fits_too(open_window: OpenWindow, percent: int) -> None:
    translation.use_language(translation.PSEUDO)
    window = open_window(text_percent=percent)
    cut = [
        (name, what)
        for name in walk_guide(window)
        for widget in visible(window)
        for what in cut_off(widget)
    ]
    assert cut == []


@pytest.mark.parametrize("percent", [100, 300])
def test_every_control_is_large_enough_and_8_px_from_the_next(
    open_window: OpenWindow, percent: int
) -> None:
    window = open_window(text_percent=percent)
    wrong = []
    for name in walk_guide(window):
        controls = controls_of(window)
        controls += [w for w in visible(window) if isinstance(w, ReadingStop) and w.expandable]
        assert len(controls) >= 2
        for widget in controls:
            side = 64 if is_entry(widget) else 44
            if min(widget.width(), widget.height()) < side:
                wrong.append((name, widget.accessibleName(), str(widget.size())))
        for one, other in combinations(controls, 2):
            same_part = _own_scroll_area(one) is _own_scroll_area(other)
            if same_part and apart(place(one, window), place(other, window)) < 8:
                wrong.append((name, one.accessibleName(), other.accessibleName()))
    assert wrong == []


@EVERY_THEME
def test_every_screen_keeps_to_the_light_of_its_theme(
    open_window: OpenWindow, theme: Theme
) -> None:
    window = open_window(theme=theme.key)
    for name in walk_guide(window):
        check_light(pixels(window), theme, name)


def _spoken(window: QWidget) -> list[tuple[str, QAccessible.Role]]:
    """Name and role of every control; the interfaces themselves must not outlive their widgets."""
    interfaces = [interface(widget) for widget in focusable_of(window)]
    return [(one.text(QAccessible.Text.Name), one.role()) for one in interfaces]


def test_every_control_has_a_name_of_its_own_and_a_specific_role(open_window: OpenWindow) -> None:
    window = open_window()
    count = 0
    for name in walk_guide(window):
        announcements = _spoken(window)
        names = [sentence for sentence, _role in announcements]
        count += len(names)
        assert all(sentence.strip() for sentence in names), name
        assert [role for _said, role in announcements if role in VAGUE] == [], name
        assert sorted(names) == sorted(set(names)), name
    assert count > 150


def test_every_section_names_its_controls_apart(open_window: OpenWindow) -> None:
    window = open_window()
    for section in guide_tab(window).guide.sections:
        guide_tab(window, section.key)
        names = [sentence for sentence, _role in _spoken(window)]
        assert sorted(names) == sorted(set(names)), section.key


def test_headings_can_be_jumped_to(open_window: OpenWindow) -> None:
    window = open_window()
    for name in walk_guide(window):
        headings = [widget for widget in visible(window) if isinstance(widget, Heading)]
        assert headings, name
        assert {interface(widget).role() for widget in headings} == {QAccessible.Role.Heading}


def test_a_paragraph_is_spoken_as_plain_text_with_its_mark(open_window: OpenWindow) -> None:
    window = open_window()
    guide_tab(window, "opioids")
    paragraphs = [w for w in visible(window) if isinstance(w, Paragraph)]
    assert len(paragraphs) > 10
    for paragraph in paragraphs:
        name = interface(paragraph).text(QAccessible.Text.Name)
        assert name.endswith(paragraph.plain)
        assert name.startswith("Danger: ") is (paragraph.block.kind is BlockKind.DANGER)
        described = interface(paragraph).text(QAccessible.Text.Description)
        assert described.startswith("Sources: ") is bool(paragraph.block.sources)


def test_a_picture_is_described_in_words_with_its_numbers(open_window: OpenWindow) -> None:
    window = open_window()
    shown = []
    for section in guide_tab(window).guide.sections:
        guide_tab(window, section.key)
        shown += [w for w in visible(window) if isinstance(w, PictureStop)]
        for picture in (w for w in visible(window) if isinstance(w, PictureStop)):
            description = interface(picture).text(QAccessible.Text.Description)
            for row in picture.picture.rows:
                assert row.first in description
                assert row.second in description
    assert len(shown) == 6


@pytest.mark.parametrize("percent", [100, 200, 300])
@pytest.mark.parametrize("size", SMALL_SCREENS)
def test_a_section_ends_where_its_text_ends(
    open_window: OpenWindow, size: tuple[int, int], percent: int
) -> None:
    window = open_window(size=size, text_percent=percent)
    for section in guide_tab(window).guide.sections:
        tab = guide_tab(window, section.key)
        assert tab.column
        last = tab.column.views[-1]
        bottom = last.mapTo(tab.column, last.rect().bottomLeft()).y()
        blank = tab.column.height() - bottom
        room = tab._area.viewport().height()
        line = 1.5 * tab.column.paragraphs[0].font().pixelSize()
        # A section shorter than the window leaves the rest of the window empty.
        assert blank <= line + MARGIN or tab.column.height() == room, (section.key, blank)


@pytest.mark.parametrize(
    ("name", "percent"), [*((name, 100) for name in GUIDE_SCREENS), ("guide", 200)]
)
def test_tab_reaches_everything_in_reading_order(
    open_window: OpenWindow, name: str, percent: int
) -> None:
    window = open_window(text_percent=percent)
    for _screen in walk_guide(window, name):
        focusable = focusable_of(window)
        if QApplication.focusWidget() is None:
            focusable[0].setFocus()
        reached = list(tab_order())
        assert set(reached) == set(focusable)
        assert len(reached) == len(focusable)
        for tops in tops_by_part(reached, window):
            assert all(after >= before - 8 for before, after in pairwise(tops)), tops


def test_the_guide_holds_still(open_window: OpenWindow) -> None:
    window = open_window()
    for name in walk_guide(window, "guide", "guide found", "help countries"):
        before = pixels(window)
        for _round in range(50):
            settle()
        assert np.array_equal(before, pixels(window)), name


@pytest.mark.parametrize(
    ("size", "percent"),
    [(SMALL_SCREENS[0], percent) for percent in (100, 125, 150, 200)] + [(SMALL_SCREENS[1], 150)],
)
def test_full_lines_hold_45_to_70_characters_at_one_and_a_half_lines(
    open_window: OpenWindow, size: tuple[int, int], percent: int
) -> None:
    window = open_window(size=size, text_percent=percent)
    tab = guide_tab(window, "me-cfs")
    assert tab.column
    lengths = []
    for paragraph in tab.column.paragraphs:
        if paragraph.block.kind is BlockKind.TEXT:
            lines = paragraph.lines
            lengths += [len(line.strip()) for line in lines[:-1]]
            extra = paragraph.height() - len(lines) * 1.5 * paragraph.font().pixelSize()
            assert extra >= -len(lines)  # each line is one and a half high, but for rounding
    assert len(lengths) > 20
    middle = sorted(lengths)[len(lengths) // 20 : -max(1, len(lengths) // 20)]
    assert middle[0] >= 45
    assert max(lengths) <= 70


@EVERY_THEME
@pytest.mark.parametrize("width", [LEAST_WIDTH, WIDEST])
def test_the_empty_figures_of_each_hundred_are_seen(theme: Theme, width: float) -> None:
    picture = QImage(16, 28, QImage.Format.Format_RGB32)
    picture.fill(QColor(theme.ground))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw_person(painter, QRectF(3, 3, width, 2.1 * width), None, QColor(theme.line))
    painter.end()
    light, ground = luminance(pixels(picture)), luminance_of(theme.ground)
    body = light[round(3 + width) : round(3 + 1.8 * width)]
    seen = [max(contrast(float(one), ground) for one in row) for row in body]
    assert np.mean(seen) >= 2, seen

"""Cards that open in place under a paragraph: where it comes from, what a word means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ldn_desktop.guide import CitedSource, Guide, Term
from ldn_desktop.guide.guide_export import source_kind
from ldn_desktop.i18n import _, ngettext
from ldn_desktop.ui.guide.column_layout import ColumnLayout
from ldn_desktop.ui.guide.reading_stop import ReadingStop
from ldn_desktop.ui.layouts.row_layout import RowLayout, RowSlot
from ldn_desktop.ui.pages.open_outside import open_in_browser
from ldn_desktop.ui.style.painting import fill, inside, outline, rounded
from ldn_desktop.ui.style.theme import Role, colour
from ldn_desktop.ui.widgets.button import Button, ButtonKind
from ldn_desktop.ui.widgets.label import Label

SMALLER = 0.92
PADDING = 16
AROUND = 6
"""Px between the words of a part and the focus ring around it."""


class Framed(QWidget):
    """A column on card ground with a thin line around it."""

    def __init__(self) -> None:
        super().__init__()
        self.column = ColumnLayout(self)
        self.column.setContentsMargins(PADDING, PADDING, PADDING, PADDING)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = rounded(inside(self.rect(), 0.5))
        fill(painter, shape, self, Role.CARD)
        outline(painter, shape, colour(self, Role.LINE), 1)


class CardPart(ReadingStop):
    """One word with its meaning, or one source: a stop of the keyboard, read out whole."""

    def __init__(self, title: str, lines: Sequence[Label]) -> None:
        super().__init__(". ".join((title, *(line.text() for line in lines))), expandable=False)
        # The layout alone knows the height; a fixed one would be cut to that of the widest lines.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        column = ColumnLayout(self)
        column.setContentsMargins(AROUND, AROUND, AROUND, AROUND)
        column.add(Label(title, bold=True))
        for line in lines:
            column.add(line, 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        self.paint_ring(QPainter(self))


class SourcesCard(Framed):
    """Words explained first, then the numbered sources of a paragraph."""

    def __init__(self, guide: Guide, terms: Iterable[Term], sources: Sequence[str]) -> None:
        super().__init__()
        self.terms, self._sources = tuple(terms), tuple(sources)
        for term in self.terms:
            self._add(CardPart(" / ".join(term.spellings), [Label(term.meaning)]), 4)
        for key in sources:
            self._add_source(guide.number(key), guide.sources[key])

    @property
    def announcement(self) -> str:
        """What a screen reader says when the card opens: the words, and how many sources."""
        texts = [_("{word}: {meaning}").format(word=t.name, meaning=t.meaning) for t in self.terms]
        if count := len(self._sources):
            texts.append(
                ngettext(
                    "{count} source. Press Tab to read it.",
                    "{count} sources. Press Tab to read them.",
                    count,
                ).format(count=count)
            )
        return " ".join(texts)

    def _add(self, widget: QWidget, space_above: int) -> None:
        self.column.add(widget, space_above)

    def _add_source(self, number: int, source: CitedSource) -> None:
        title = _("{number}. {kind}").format(number=number, kind=source_kind(source))
        lines = [Label(line, role=Role.QUIET, scale=SMALLER) for line in source_lines(source)]
        self._add(CardPart(title, lines), 6)
        if source.link:
            self._add_link(source)

    def _add_link(self, source: CitedSource) -> None:
        button = Button(
            _("Open in the browser"),
            ButtonKind.TILE,
            on_click=partial(open_in_browser, source.link),
        )
        button.setAccessibleName(_("Open in the browser: {title}").format(title=source.title))
        self._add(left_aligned(button), 8)


def source_lines(source: CitedSource) -> Iterable[str]:
    """A source as short lines: who, where, what kind, how many, what came out, how checked."""
    if source.kind in ("own", "search"):
        yield f"{source.design}."
        return
    when = "" if source.year is None else f" ({source.year})"
    yield source.title
    yield f"{source.authors}{when}"
    yield source.journal
    yield source.design
    if source.people:
        yield _("People: {number}").format(number=source.people)
    if source.result:
        yield _("Result: {result}").format(result=source.result)
    yield _("Checked against: {page}").format(page=source.checked)
    if source.note:
        yield _("Note: {note}").format(note=source.note)
    if source.link:
        yield source.link


def left_aligned(*widgets: QWidget) -> QWidget:
    """`widgets` side by side at the left, breaking into lines where they must."""
    line = QWidget()
    row = RowLayout(line)
    for widget in widgets:
        row.add(widget, RowSlot.LEFT)
    return line

"""Cards that open in place under a paragraph: where a claim comes from, what a word means."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, QUrl
from PySide6.QtGui import QDesktopServices, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ldn_desktop.guide import Evidence, Guide, Source, Term
from ldn_desktop.i18n import _
from ldn_desktop.ui.widgets.button import NEVER_WRAPPED, OTHER_SIDE, Button
from ldn_desktop.ui.widgets.label import Label
from ldn_desktop.ui.widgets.painting import (
    CENTRED_AND_WRAPPED,
    fill,
    inside,
    outline,
    rounded,
)
from ldn_desktop.ui.widgets.row_layout import Place, RowLayout
from ldn_desktop.ui.widgets.theme import Role, colour

SMALLER = 0.92
AROUND = 22
"""Px around the words of a pill, both sides together."""


class Framed(QWidget):
    """A column on card ground with a thin line around it."""

    def __init__(self, inner: int = 16) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(inner, inner, inner, inner)
        self.column.setSpacing(8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = rounded(inside(self.rect(), 0.5))
        fill(painter, shape, self, Role.CARD)
        outline(painter, shape, colour(self, Role.LINE), 1)


class Pill(Button):
    """A small outline in a full-size place to touch; it opens and closes what is beneath."""

    def __init__(self, text: str, name: str) -> None:
        super().__init__(text)
        self.setCheckable(True)
        self.setAccessibleName(name)
        self._size: QSize | None = None

    def _text_font(self, bold: bool) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(round(font.pixelSize() * SMALLER))
        font.setBold(bold)
        return font

    def sizeHint(self) -> QSize:
        # Layouts ask many times; a section has dozens of pills.
        if self._size is None:
            metrics = QFontMetrics(self._text_font(bold=True))
            width = metrics.horizontalAdvance(self.text()) + AROUND
            self._size = QSize(max(OTHER_SIDE, width), max(OTHER_SIDE, metrics.height() + 16))
        return self._size

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._size = None
            self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        whole = self.sizeHint()
        if whole.width() <= NEVER_WRAPPED:
            return whole
        metrics = QFontMetrics(self._text_font(bold=True))
        widest = max(metrics.horizontalAdvance(word) for word in self.text().split())
        return QSize(min(whole.width(), widest + AROUND), whole.height())

    def heightForWidth(self, width: int) -> int:
        return max(OTHER_SIDE, self._height_of_words(width) + 16)

    def _height_of_words(self, width: int) -> int:
        metrics = QFontMetrics(self._text_font(bold=True))
        if width >= self.sizeHint().width():
            return metrics.height()
        room = QRect(0, 0, width - AROUND, 10_000)
        return metrics.boundingRect(room, CENTRED_AND_WRAPPED, self.text()).height()

    def _paint_body(self, painter: QPainter) -> None:
        strong = self.isChecked() or self.underMouse()
        line = colour(self, Role.TEXT if strong else Role.LINE)
        outline(painter, rounded(self._around_words()), line, 2 if strong else 1)

    def _around_words(self) -> QRectF:
        height = self._height_of_words(self.width()) + 8
        spare = (self.height() - height) / 2
        return QRectF(self.rect()).adjusted(1, spare, -1, -spare)


class EvidenceCard(Framed):
    """What the label means, and the sources of one claim."""

    def __init__(self, guide: Guide, evidence: Evidence) -> None:
        super().__init__()
        meaning = _("“{label}”: {meaning}").format(
            label=_(evidence.strength), meaning=guide.strengths[evidence.strength]
        )
        self.column.addWidget(Label(meaning))
        if guide.unchecked(evidence):
            unchecked = _("Part of this was not yet checked against a source.")
            self.column.addWidget(Label(unchecked, bold=True))
        for key in evidence.sources:
            self._add_source(guide.sources[key])

    def _add_source(self, source: Source) -> None:
        self.column.addSpacing(8)
        self.column.addWidget(Label(source.title, bold=True))
        for line in source_lines(source):
            self.column.addWidget(Label(line, role=Role.QUIET, scale=SMALLER))
        if source.link:
            self._add_link(source)

    def _add_link(self, source: Source) -> None:
        button = Button(
            _("Open in the browser"),
            on_click=lambda: QDesktopServices.openUrl(QUrl(source.link)),
        )
        button.setAccessibleName(_("Open in the browser: {title}").format(title=source.title))
        line = QWidget()
        row = RowLayout(line)
        row.setContentsMargins(-10, 0, 0, 0)
        row.add(button, Place.LEFT)
        self.column.addWidget(line)


def source_lines(source: Source) -> Iterable[str]:
    """A source as short lines: who, where, what kind, how many, what came out, how checked."""
    when = "" if source.year is None else f" ({source.year})"
    yield f"{source.authors}{when}"
    yield source.journal
    yield source.design
    if source.people:
        yield _("People: {number}").format(number=source.people)
    if source.result:
        yield _("Result: {result}").format(result=source.result)
    yield _("Read on: {page}").format(page=source.checked)
    if source.note:
        yield _("Note: {note}").format(note=source.note)
    if source.link:
        yield source.link


class TermCard(Framed):
    """Words of the glossary, explained where they stand."""

    def __init__(self, terms: Iterable[Term]) -> None:
        super().__init__()
        for term in terms:
            name = " / ".join(term.spellings)
            self.column.addWidget(Label(name, bold=True))
            self.column.addWidget(Label(term.meaning))


def left_aligned(*widgets: QWidget) -> QWidget:
    """`widgets` side by side at the left, breaking into lines where they must."""
    line = QWidget()
    if len(widgets) == 1:
        simple = QHBoxLayout(line)
        simple.setContentsMargins(0, 0, 0, 0)
        simple.addWidget(widgets[0])
        simple.addStretch(1)
        return line
    row = RowLayout(line)
    for widget in widgets:
        row.add(widget, Place.LEFT)
    return line

"""A paragraph of the guide: its mark, its text, underlined words and the numbers of its sources."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QFontMetrics,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QApplication

from ldn_desktop.guide import Block, BlockKind
from ldn_desktop.guide.glossary import Match
from ldn_desktop.guide.model import SAFETY
from ldn_desktop.i18n import _
from ldn_desktop.ui.guide.pictures import draw_safety_sign
from ldn_desktop.ui.guide.reading_stop import ReadingStop
from ldn_desktop.ui.style import fonts
from ldn_desktop.ui.style.painting import outline, rounded
from ldn_desktop.ui.style.theme import Role, colour

SCALE = 1.06
LINE = 1.5
"""Line spacing, as a multiple of the font's size."""
NUMBER_SCALE = 1.15
"""Of the text. Qt then draws superscripts at two thirds of that."""
LEAST_HEIGHT = 44
"""Px that a finger needs."""
PADDING, SIDE = 4, 8
"""Px above and beside the text, for the focus ring; the column's margins are as much less."""
BULLETS = {BlockKind.POINT: "•", BlockKind.QUESTION: "–"}
SIGN_GAP = 10
FEWEST_CHARACTERS = 24
"""Where the text beside a safety mark would be narrower, the mark stands above it."""
OPTION_CHARACTERS = 20
"""The narrowest option: more stand in a row then."""
INSET = 14
"""Px between a frame and its text."""


class Paragraph(ReadingStop):
    """Text at one and a half lines, with what stands beside it.

    `term_touched` carries the name of an underlined word.
    """

    term_touched = Signal(str)

    def __init__(
        self,
        block: Block,
        matches: Sequence[Match] = (),
        numbers: Sequence[int] = (),
        *,
        scale: float = SCALE,
    ) -> None:
        self._mark = _(SAFETY[block.kind]) if block.kind in SAFETY else ""
        name = block.words
        if self._mark:
            name = _("{mark}: {text}").format(mark=self._mark, text=block.words)
        super().__init__(name, expandable=bool(numbers or matches))
        self.block, self.plain = block, block.text
        self._matches, self._numbers, self._scale = matches, numbers, scale
        self._spoken: str | None = None
        self._document = QTextDocument(self)
        self._document.setDocumentMargin(0)
        self._heights: dict[int, int] = {}
        if numbers:
            self.setAccessibleDescription(
                _("Sources: {numbers}").format(numbers=", ".join(map(str, numbers)))
            )
        self.on_font_changed()

    def on_font_changed(self) -> None:
        """Lay the text out anew in the application's font."""
        self.setFont(fonts.scaled(QApplication.font(), self._scale))
        self._write()
        self.updateGeometry()

    @property
    def spoken(self) -> str | None:
        """The sentence being read aloud."""
        return self._spoken

    def speak(self, sentence: str | None) -> None:
        """Highlight `sentence` as the one being read aloud; None highlights nothing."""
        if sentence != self._spoken:
            self._spoken = sentence
            self._write()
            self.update()

    def _write(self) -> None:
        """Fill the document: title, text, words, the spoken sentence, numbers."""
        self._heights = {}
        self._document.setDefaultFont(self.font())
        self._document.clear()
        cursor = QTextCursor(self._document)
        spacing = QTextBlockFormat()
        spacing.setLineHeight(
            LINE * self.font().pixelSize(), QTextBlockFormat.LineHeightTypes.FixedHeight.value
        )
        if self.block.kind is BlockKind.FRAME:
            spacing.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        cursor.setBlockFormat(spacing)
        if self.block.title:
            bold = QTextCharFormat()
            bold.setFontWeight(QFont.Weight.Bold)
            cursor.insertText(self.block.title, bold)
            cursor.insertBlock()
        self._write_text(cursor)
        if self._numbers:
            # No-break spaces: the numbers stay on the line of the word before them.
            numbers = "\u00a0".join(map(str, self._numbers))
            cursor.insertText(f"\u202f{numbers}", self._number_format())

    def _number_format(self) -> QTextCharFormat:
        small = QTextCharFormat()
        small.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
        size = round(NUMBER_SCALE * self.font().pixelSize())
        small.setProperty(QTextCharFormat.Property.FontPixelSize, size)
        small.setForeground(colour(self, Role.ACCENT_TEXT))
        return small

    def _write_text(self, cursor: QTextCursor) -> None:
        start = self.plain.find(self._spoken) if self._spoken else -1
        spoken_range = range(start, start + len(self._spoken or "")) if start >= 0 else range(0)
        edges = {0, len(self.plain), spoken_range.start, spoken_range.stop}
        edges |= {edge for match in self._matches for edge in (match.start, match.end)}
        cuts = sorted(edge for edge in edges if 0 <= edge <= len(self.plain))
        for first, last in pairwise(cuts):
            style = QTextCharFormat()
            for match in self._matches:
                if match.start <= first < match.end:
                    style.setAnchor(True)
                    style.setAnchorHref(match.term.name)
                    style.setFontUnderline(True)
            if first in spoken_range:
                style.setBackground(colour(self, Role.CHOSEN))
            cursor.insertText(self.plain[first:last], style)

    # Where things stand

    def _bold_metrics(self) -> QFontMetrics:
        return QFontMetrics(fonts.scaled(self.font(), bold=True))

    @property
    def _sign_size(self) -> int:
        return round(1.35 * self.font().pixelSize())

    def _mark_width(self) -> int:
        """Width of the safety sign and its word, the widest of the three, so texts line up."""
        metrics = self._bold_metrics()
        widest = max(metrics.horizontalAdvance(_(word)) for word in SAFETY.values())
        return self._sign_size + SIGN_GAP + widest + 2 * SIGN_GAP

    def _mark_above(self, width: int) -> bool:
        room = width - 2 * SIDE - self._mark_width()
        return room < FEWEST_CHARACTERS * self.fontMetrics().averageCharWidth()

    def _text_box(self, width: int) -> tuple[int, int, int]:
        """Left edge, top edge and width of the text in px."""
        left, top = SIDE, PADDING
        if self._mark and self._mark_above(width):
            top += round(LINE * self.font().pixelSize())
        elif self._mark:
            left += self._mark_width()
        elif self.block.kind in BULLETS:
            left += self.fontMetrics().horizontalAdvance("–") + 2 * SIGN_GAP
        elif self.block.kind is BlockKind.FRAME:
            left, top = left + INSET, top + INSET
        right = INSET if self.block.kind is BlockKind.FRAME else 0
        return left, top, max(1, width - left - SIDE - right)

    @property
    def text_indent(self) -> int:
        """Px at the left of the text: its lines may end as much further right."""
        if self._mark:
            return self._mark_width()
        return 2 * SIGN_GAP if self.block.kind in BULLETS else 0

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            _left, top, room = self._text_box(width)
            self._document.setTextWidth(room)
            below = INSET if self.block.kind is BlockKind.FRAME else 0
            height = top + round(self._document.size().height()) + PADDING + below
            least = LEAST_HEIGHT if self.expandable else 0
            self._heights[width] = max(height, least)
        return self._heights[width]

    def sizeHint(self) -> QSize:
        characters = OPTION_CHARACTERS if self.block.kind is BlockKind.OPTION else 30
        width = characters * self.fontMetrics().averageCharWidth()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(8 * self.fontMetrics().averageCharWidth(), 0)

    @property
    def lines(self) -> list[str]:
        """The lines as they are laid out at the present width."""
        self._document.setTextWidth(self._text_box(self.width())[2])
        block, lines = self._document.begin(), []
        while block.isValid():
            layout, text = block.layout(), block.text()
            for number in range(layout.lineCount()):
                line = layout.lineAt(number)
                lines.append(text[line.textStart() : line.textStart() + line.textLength()])
            block = block.next()
        return lines

    # Painting and touching

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        left, top, room = self._text_box(self.width())
        if self.block.kind is BlockKind.FRAME:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            box = QRectF(self.rect()).adjusted(SIDE, PADDING, -SIDE, -PADDING)
            outline(painter, rounded(box), colour(self, Role.LINE), 1)
        self._paint_sign(painter)
        painter.save()
        painter.translate(left, top)
        self._document.setTextWidth(room)
        context = QAbstractTextDocumentLayout.PaintContext()
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Text, colour(self, Role.TEXT))
        context.palette = palette
        self._document.documentLayout().draw(painter, context)
        painter.restore()
        self.paint_ring(painter)

    def _paint_sign(self, painter: QPainter) -> None:
        step = round(LINE * self.font().pixelSize())
        painter.setPen(colour(self, Role.TEXT))
        if self.block.kind in BULLETS:
            painter.setFont(self.font())
            box = QRect(SIDE + SIGN_GAP // 2, PADDING, 100, step)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, BULLETS[self.block.kind])
        if self._mark:
            size = self._sign_size
            sign = QRectF(SIDE, PADDING + (step - size) / 2, size, size)
            text, ground = colour(self, Role.TEXT), colour(self, Role.GROUND)
            draw_safety_sign(painter, sign, self.block.kind, text, ground)
            painter.setFont(fonts.scaled(self.font(), bold=True))
            painter.setPen(text)
            box = QRect(SIDE + size + SIGN_GAP, PADDING, self.width(), step)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self._mark)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        left, top, room = self._text_box(self.width())
        self._document.setTextWidth(room)
        position = event.position() - QPointF(left, top)
        term = self._document.documentLayout().anchorAt(position)
        if term and event.button() is Qt.MouseButton.LeftButton:
            self.term_touched.emit(term)
        else:
            super().mouseReleaseEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._write()  # colours of numbers and highlights stand in the document

"""The blocks of a section: each with its card that opens in place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from ldn_desktop.guide import (
    Block,
    BlockKind,
    CertaintyAnswer,
    Guide,
    Term,
)
from ldn_desktop.guide.glossary import Match
from ldn_desktop.guide.pictures import answer_words, mark_words, picture_words
from ldn_desktop.i18n import _, formats
from ldn_desktop.ui.guide.cards import SourcesCard
from ldn_desktop.ui.guide.column_layout import ColumnLayout
from ldn_desktop.ui.guide.paragraph import PADDING, SIDE, Paragraph
from ldn_desktop.ui.guide.pictures import (
    WRAP,
    Colours,
    PictureDrawing,
    draw_squares,
    squares_width,
)
from ldn_desktop.ui.guide.reading_stop import ReadingStop
from ldn_desktop.ui.style import fonts
from ldn_desktop.ui.style.painting import fill, oblong
from ldn_desktop.ui.style.theme import Role, TextScale, colour
from ldn_desktop.ui.widgets import accessibility
from ldn_desktop.ui.widgets.button import GAP

ROW_PADDING = 6
"""Px above and below the text of a table row, so that it is high enough to touch."""
QUESTION_SHARE, SEEN_SHARE = 0.34, 0.26
"""Of a table's width; the rest says how sure."""


class BlockView(QWidget):
    """What can be read of a block, and beneath it the card that it opens."""

    def __init__(self, guide: Guide, stop: ReadingStop, sources: Sequence[str]) -> None:
        super().__init__()
        self._guide, self._sources = guide, sources
        self.terms: dict[str, Term] = {}
        """The underlined words, by their names."""
        self.stop = stop
        self.card: SourcesCard | None = None
        self._column = ColumnLayout(self)
        self._column.add(stop, full_width=True)
        stop.activated.connect(self.toggle)

    def toggle(self) -> None:
        """Open the card with all words and sources, or close it."""
        if self.card:
            self.close_card()
        else:
            self._open(list(self.terms.values()), self._sources)

    def explain(self, term: str) -> None:
        """Open the card with the meaning of one word."""
        self._open([self.terms[term]], ())

    def _open(self, terms: Sequence[Term], sources: Sequence[str]) -> None:
        self.close_card()
        self.card = SourcesCard(self._guide, terms, sources)
        self._column.add(self.card, 4, full_width=True)
        self.card.show()
        self.stop.set_expanded(True)
        accessibility.say(self.card, self.card.announcement)

    def close_card(self) -> None:
        """Close the card, if it is open."""
        if self.card:
            if self.card.isAncestorOf(QApplication.focusWidget() or self):
                self.stop.setFocus()
            self._column.removeWidget(self.card)
            self.card.hide()
            self.card.deleteLater()
            self.card = None
            self.stop.set_expanded(False)
            self.updateGeometry()


class ParagraphView(BlockView):
    """A paragraph, a point, a warning, an option, a frame or a source."""

    def __init__(self, guide: Guide, block: Block, matches: Sequence[Match] = ()) -> None:
        sources = guide.cited_by(block)
        numbers = [] if block.kind is BlockKind.SOURCE else sorted(map(guide.number, sources))
        self.paragraph = Paragraph(block, matches, numbers)
        if block.kind is BlockKind.SOURCE:
            self.paragraph.expandable = True
        super().__init__(guide, self.paragraph, sources)
        self.terms = {match.term.name: match.term for match in matches}
        self.paragraph.term_touched.connect(self.explain)

    @property
    def text_indent(self) -> int:
        """Px at the left of the text."""
        return self.paragraph.text_indent


class AnswerRow(ReadingStop):
    """One question, what was seen, and how sure that is."""

    def __init__(self, answer: CertaintyAnswer, number_text: str) -> None:
        super().__init__(answer_words(answer), expandable=True)
        self.answer, self._numbers = answer, number_text
        self.on_font_changed()

    def _parts(self, width: int) -> list[tuple[QRect, str, QFont]]:
        """Question, what was seen, how sure: each with its place."""
        bold = fonts.scaled(self.font(), bold=True)
        small = fonts.scaled(self.font(), TextScale.CAPTION)
        inner = width - 2 * SIDE
        squares = round(squares_width(self._side)) + 10
        seen = formats.capitalised(self.answer.seen)
        plain = self.font()
        texts = [(self.answer.question, bold), (seen, plain), (mark_words(self.answer), plain)]
        if narrow(self, width):
            boxes, top = [], ROW_PADDING
            for number, (text, font) in enumerate(texts):
                left = SIDE + (squares if number == 2 else 0)
                height = fonts.wrapped_height(text, font, width - left - SIDE)
                boxes.append(QRect(left, top, width - left - SIDE, height))
                top += height + 2
        else:
            lefts = [0, round(QUESTION_SHARE * inner), round((QUESTION_SHARE + SEEN_SHARE) * inner)]
            rights = [*lefts[1:], inner]
            boxes = []
            for number, (text, font) in enumerate(texts):
                indent = squares if number == 2 else 0
                room = rights[number] - lefts[number] - indent - 12
                left = SIDE + lefts[number] + indent
                boxes.append(QRect(left, ROW_PADDING, room, fonts.wrapped_height(text, font, room)))
        placed = [(box, *text) for box, text in zip(boxes, texts, strict=True)]
        below = placed[-1][0]
        basis = f"{formats.capitalised(self.answer.basis)}  {self._numbers}"
        height = fonts.wrapped_height(basis, small, below.width())
        box = QRect(below.left(), below.bottom() + 2, below.width(), height)
        placed.append((box, basis, small))
        return placed

    @property
    def _side(self) -> float:
        return 0.72 * self.font().pixelSize()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        bottom = max(box.bottom() for box, _text, _font in self._parts(width))
        return max(44, bottom + ROW_PADDING)

    def sizeHint(self) -> QSize:
        return QSize(400, self.heightForWidth(400))

    def minimumSizeHint(self) -> QSize:
        return QSize(100, 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        parts = self._parts(self.width())
        for number, (box, text, font) in enumerate(parts):
            painter.setFont(font)
            painter.setPen(colour(self, Role.QUIET if number == 3 else Role.TEXT))
            painter.drawText(box, WRAP, text)
        box, _text, _font = parts[2]
        step = QFontMetrics(self.font()).height()
        left = box.left() - round(squares_width(self._side)) - 10
        squares = QRectF(left, box.top() + (step - self._side) / 2, 0, self._side)
        squares.setWidth(squares_width(self._side))
        draw_squares(painter, squares, self.answer.sure, colour(self, Role.ACCENT_TEXT))
        self.paint_ring(painter)


def narrow(widget: QWidget, width: int) -> bool:
    """Whether the three columns of a table stand one below the other at `width`."""
    return width < 34 * widget.font().pixelSize()


class AnswersView(QWidget):
    """A table of answers: each row is a stop of its own and opens its sources."""

    def __init__(self, guide: Guide, block: Block) -> None:
        super().__init__()
        column = ColumnLayout(self)
        self.head = TableHead()
        column.add(self.head, full_width=True)
        self.rows: list[BlockView] = []
        for key in block.items:
            answer = guide.answers[key]
            numbers = "\u00a0".join(str(n) for n in sorted(map(guide.number, answer.sources)))
            row = BlockView(guide, AnswerRow(answer, f"[{numbers}]"), answer.sources)
            column.add(row, GAP if self.rows else 4, full_width=True)
            self.rows.append(row)
        column.setContentsMargins(0, 0, 0, GAP // 2 + 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        for row in self.rows:
            y = row.geometry().bottom() + GAP // 2
            fill(painter, oblong(0, y, self.width(), 1), self, Role.HAIR)

    @property
    def stop(self) -> ReadingStop:
        """The first row: where the focus goes when one jumps to this table."""
        return self.rows[0].stop

    def close_card(self) -> None:
        """Close the cards of all rows."""
        for row in self.rows:
            row.close_card()


class TableHead(QWidget):
    """The names of the columns, in their places; nothing where they stand one below the other."""

    def __init__(self) -> None:
        super().__init__()
        self._names = (_("Question"), _("What was found"), _("How sure is this?"))
        self.on_font_changed()

    def on_font_changed(self) -> None:
        """Use the application's font, somewhat smaller."""
        self.setFont(fonts.scaled(QApplication.font(), TextScale.CAPTION))
        self.updateGeometry()

    def heightForWidth(self, width: int) -> int:
        return 0 if self._is_narrow(width) else self.fontMetrics().height() + 8

    def hasHeightForWidth(self) -> bool:
        return True

    def _is_narrow(self, width: int) -> bool:
        return width < 34 * QApplication.font().pixelSize()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._is_narrow(self.width()):
            return
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(colour(self, Role.QUIET))
        inner = self.width() - 2 * SIDE
        lefts = (0, QUESTION_SHARE * inner, (QUESTION_SHARE + SEEN_SHARE) * inner)
        for left, text in zip(lefts, self._names, strict=True):
            box = QRectF(SIDE + left, 0, inner, self.height() - 4)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), text)
        fill(painter, oblong(0, self.height() - 1, self.width(), 1), self, Role.HAIR)


class PictureStop(ReadingStop):
    """A picture, named by its title and described by its words."""

    def __init__(self, guide: Guide, block: Block) -> None:
        self.picture = guide.pictures[block.target]
        super().__init__(self.picture.title, expandable=True)
        self.setAccessibleDescription(" ".join(picture_words(self.picture)))
        self._heights: dict[int, int] = {}
        self.on_font_changed()

    def on_font_changed(self) -> None:
        """Use the application's font."""
        self._heights = {}
        super().on_font_changed()

    def _painter(self) -> PictureDrawing:
        return PictureDrawing(self.picture, self.font(), colours_of(self))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._painter().height(width - 2 * SIDE) + 2 * PADDING
        return self._heights[width]

    def sizeHint(self) -> QSize:
        return QSize(500, self.heightForWidth(500))

    def minimumSizeHint(self) -> QSize:
        return QSize(100, 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.save()
        painter.translate(SIDE, PADDING)
        self._painter().paint(painter, self.width() - 2 * SIDE)
        painter.restore()
        self.paint_ring(painter)


def colours_of(widget: QWidget) -> Colours:
    """The colours of the widget's theme, for pictures."""
    return Colours(
        ground=colour(widget, Role.GROUND),
        text=colour(widget, Role.TEXT),
        quiet=colour(widget, Role.QUIET),
        line=colour(widget, Role.LINE),
        accent=colour(widget, Role.ACCENT_TEXT),
    )

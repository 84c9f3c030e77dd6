"""One section of the guide as a calm column."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import groupby

from PySide6.QtGui import QFocusEvent, QFontMetricsF
from PySide6.QtWidgets import QApplication, QWidget

from ldn_desktop.guide import (
    GLOSSARY,
    GUIDE_IN_ENGLISH,
    Block,
    BlockKind,
    Guide,
    GuideSection,
    TermFinder,
)
from ldn_desktop.i18n import _, current_language
from ldn_desktop.ui.guide.blocks import AnswersView, BlockView, ParagraphView, PictureStop
from ldn_desktop.ui.guide.cards import left_aligned
from ldn_desktop.ui.guide.column_layout import ColumnLayout
from ldn_desktop.ui.guide.paragraph import SCALE, SIDE, Paragraph
from ldn_desktop.ui.guide.reading_stop import ReadingStop
from ldn_desktop.ui.layouts.grid_layout import GridLayout
from ldn_desktop.ui.pages.page import MARGIN
from ldn_desktop.ui.style.focus_ring import hide_focus_ring, show_focus_ring
from ldn_desktop.ui.style.theme import Role
from ldn_desktop.ui.widgets.button import Button, ButtonKind
from ldn_desktop.ui.widgets.label import Heading, Label

CHARACTERS_A_LINE = 66
"""Width of the text in characters; lines break before it, so they hold 45–70."""
FEWEST_CHARACTERS = 56
"""Narrower than this the section list folds away."""
FIRST_BLOCKS = 8
"""More do not fit a window; the rest is added after the first paint."""
SAMPLE = "Whether it helps people with ME/CFS is not known, and so we say it plainly."
WIDEST_PX_AT_16 = 960
FAMILIAR = ("LDN", "ME/CFS")
"""Explained on the first page; underlined again on every page they would only be noise."""
OPTION_COLUMNS = (4, 2, 1)
WIDE = {BlockKind.PICTURE, BlockKind.ANSWERS, BlockKind.FRAME, BlockKind.OPTION, BlockKind.LINK}

BlockWidget = BlockView | AnswersView | Label | QWidget


def width_of_characters(count: int) -> int:
    """How wide a line of `count` characters of usual text is, in px."""
    metrics = QFontMetricsF(QApplication.font())
    return round(count * metrics.horizontalAdvance(SAMPLE) / len(SAMPLE))


class SectionTitle(Heading):
    """Where the keyboard arrives in another section, so that a reader says its name.

    Tab passes by: it leads to what can be opened.
    """

    def show_ring(self) -> None:
        """Show that the focus is here."""
        show_focus_ring(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        hide_focus_ring(self)


class SectionView(QWidget):
    """The widgets of one section, in reading order; `views` holds one for each block."""

    def __init__(
        self, guide: Guide, section: GuideSection, follow: Callable[[str], object]
    ) -> None:
        super().__init__()
        self.section = section
        self.views: list[BlockWidget] = []
        self.title = SectionTitle(section.title)
        known = () if section is guide.sections[0] else FAMILIAR
        self._guide, self._follow = guide, follow
        self._terms = TermFinder(guide.glossary, known)
        self._column = ColumnLayout(self)
        self._column.setContentsMargins(MARGIN - SIDE, 20, MARGIN, MARGIN)
        self._column.add(_indented(self.title))
        if guide.language != current_language():
            note = Label(_(GUIDE_IN_ENGLISH), role=Role.QUIET)
            self._column.add(_indented(note), 8)
        self._waiting = list(section.blocks)
        self.on_font_changed()
        self._add_next(FIRST_BLOCKS)

    def on_font_changed(self) -> None:
        """Keep the lines at 45–70 characters in another font size."""
        text = SCALE * width_of_characters(CHARACTERS_A_LINE)
        widest = WIDEST_PX_AT_16 * QApplication.font().pixelSize() // 16
        self._column.set_widths(round(text) + 2 * SIDE, widest)

    def set_left_margin(self, margin: int) -> None:
        """Begin `margin` px from the left edge of the window or of the list."""
        self._column.setContentsMargins(margin - SIDE, 20, MARGIN, MARGIN)

    @property
    def whole(self) -> bool:
        """Whether every block has its widget."""
        return not self._waiting

    def finish(self) -> None:
        """Add the blocks that did not show at first."""
        self._add_next(len(self._waiting))

    def lay_out(self, least_height: int) -> None:
        """Place everything at the present width, and be as high as it needs."""
        self._column.activate()
        needed = self._column.heightForWidth(self.width())
        self.resize(self.width(), max(least_height, needed))

    def _add_next(self, count: int) -> None:
        while count > 0 and self._waiting:
            kind = self._waiting[0].kind
            together = kind in (BlockKind.OPTION, BlockKind.LINK)
            same = self._next_run() if together else self._waiting[:1]
            self._waiting = self._waiting[len(same) :]
            count -= len(same)
            if kind is BlockKind.OPTION:
                self._add_options(same)
            elif kind is BlockKind.LINK:
                self._add_links(same)
            else:
                self._add(same[0])

    def _next_run(self) -> list[Block]:
        """The next block and those of the same kind right after it."""
        _kind, blocks = next(groupby(self._waiting, key=lambda block: block.kind))
        return list(blocks)

    def _add(self, block: Block) -> None:
        above = 6
        widget: QWidget
        if block.kind is BlockKind.HEADING:
            heading = Heading(block.text, scale=1.25)
            self.views.append(heading)
            widget, above = _indented(heading), 20
        elif block.kind is BlockKind.ANSWERS:
            widget, above = AnswersView(self._guide, block), 14
            self.views.append(widget)
        elif block.kind is BlockKind.PICTURE:
            stop = PictureStop(self._guide, block)
            widget, above = BlockView(self._guide, stop, self._guide.cited_by(block)), 14
            self.views.append(widget)
        else:
            widget = self._paragraph(block)
            above = 0 if block.kind is BlockKind.POINT else 8
        self._column.add(widget, above, full_width=block.kind in WIDE)

    def _paragraph(self, block: Block) -> ParagraphView:
        explained = self.section.key == GLOSSARY or block.kind is BlockKind.SOURCE
        matches = [] if explained else self._terms.first_uses(block.text)
        view = ParagraphView(self._guide, block, matches)
        self.views.append(view)
        return view

    def _add_options(self, blocks: list[Block]) -> None:
        row = QWidget()
        grid = GridLayout(row, OPTION_COLUMNS, across=20, down=12)
        for block in blocks:
            grid.addWidget(self._paragraph(block))
        self._column.add(row, 6, full_width=True)

    def _add_links(self, blocks: list[Block]) -> None:
        first = self.section is self._guide.sections[0]
        buttons = []
        for number, block in enumerate(blocks):
            kind = ButtonKind.PRIMARY if first and not number else ButtonKind.TILE
            button = Button(block.text, kind, partial(self._follow, block.target))
            self.views.append(button)
            buttons.append(button)
        self._column.add(_indented(left_aligned(*buttons)), 16, full_width=True)

    def view(self, block: int) -> QWidget:
        """The widget of `block`; -1 is the title."""
        return self.views[block] if 0 <= block < len(self.views) else self.title

    def block_at(self, y: int) -> int:
        """The block that stands at height `y` of this column, -1 for the title."""
        tops = [(self.top_of(number), number) for number in range(len(self.views))]
        return max((number for top, number in tops if top <= y), default=-1)

    def top_of(self, block: int) -> int:
        """How far down `block` begins, in px."""
        return self.view(block).mapTo(self, self.rect().topLeft()).y() if block >= 0 else 0

    def focus_on(self, block: int) -> None:
        """Give the keyboard focus to `block`, so that a screen reader reads it; -1 is the title."""
        view = self.view(block)
        stop: ReadingStop | SectionTitle | None = None
        if isinstance(view, BlockView | AnswersView):
            stop = view.stop
        elif view is self.title:
            stop = self.title
        if stop is not None:
            stop.setFocus()
            stop.show_ring()

    def close_cards(self) -> bool:
        """Close every card; whether one was open."""
        views = [view for view in self._block_views() if view.card]
        for view in views:
            view.close_card()
        return bool(views)

    def _block_views(self) -> list[BlockView]:
        rows = [row for view in self.views if isinstance(view, AnswersView) for row in view.rows]
        return [*(view for view in self.views if isinstance(view, BlockView)), *rows]

    def speak(self, block: int, sentence: str | None) -> None:
        """Highlight `sentence` of `block` as being read aloud and nothing else."""
        for number, view in enumerate(self.views):
            if isinstance(view, ParagraphView):
                view.paragraph.speak(sentence if number == block else None)

    @property
    def paragraphs(self) -> list[Paragraph]:
        return [view.paragraph for view in self.views if isinstance(view, ParagraphView)]


def _indented(widget: QWidget) -> QWidget:
    """`widget` as far from the left edge as the text of a paragraph."""
    line = QWidget()
    column = ColumnLayout(line)
    column.setContentsMargins(SIDE, 0, 0, 0)
    column.add(widget, full_width=True)
    return line

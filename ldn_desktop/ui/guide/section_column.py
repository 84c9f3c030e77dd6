"""One section of the guide as a calm column: the short version on a card, then the whole."""

from __future__ import annotations

from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from ldn_desktop.guide import (
    GLOSSARY,
    Block,
    Guide,
    Kind,
    Section,
    TermFinder,
)
from ldn_desktop.i18n import _
from ldn_desktop.ui.guide.block import BlockView, Paragraph
from ldn_desktop.ui.guide.cards import Framed
from ldn_desktop.ui.widgets.label import Heading, Label
from ldn_desktop.ui.widgets.theme import Role

LETTERS_A_LINE = 66
"""Width of the column in letters; lines break before it, so they hold 45–70 characters."""
FIRST_BLOCKS = 6
"""Below the short version no more fit a window at first; the rest follows the first paint."""
FEWEST_LETTERS = 56
"""Narrower than this the section list folds away."""
SAMPLE = "Whether it helps people with ME/CFS is not known, and so we say it plainly."
MARGIN = 28
FAMILIAR = ("LDN", "ME/CFS")
"""Explained in the first section; offered again on every page they would only be noise."""


def letters_wide(letters: int) -> int:
    """How wide a line of `letters` characters of usual text is, in px."""
    metrics = QFontMetricsF(QApplication.font())
    return round(letters * metrics.horizontalAdvance(SAMPLE) / len(SAMPLE))


class SectionColumn(QWidget):
    """The widgets of one section, in reading order; `views` holds one for each block."""

    def __init__(self, guide: Guide, section: Section) -> None:
        super().__init__()
        self.section = section
        self.views: list[BlockView | Label] = []
        self.title = Heading(section.title)
        known = () if section is guide.sections[0] else FAMILIAR
        self._guide, self._terms = guide, TermFinder(guide.glossary, known)
        self.column = QWidget()
        self._stack = QVBoxLayout(self.column)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(10)
        self._stack.addWidget(self.title)
        self._add_short()
        self._waiting = list(section.blocks)
        self._add_next(FIRST_BLOCKS)
        self._stack.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN, 20, MARGIN, MARGIN)
        row.addStretch(1)
        row.addWidget(self.column, 1000)
        row.addStretch(1)
        self.follow_text_size()

    def follow_text_size(self) -> None:
        """Keep the lines at 45–70 characters after the letters grew or shrank."""
        self.column.setMaximumWidth(letters_wide(LETTERS_A_LINE))

    @property
    def whole(self) -> bool:
        """Whether every block has its widget."""
        return not self._waiting

    def finish(self) -> None:
        """Add the blocks that did not show at first."""
        if not self.whole:
            self._stack.takeAt(self._stack.count() - 1)
            self._add_next(len(self._waiting))
            self._stack.addStretch(1)

    def _add_next(self, count: int) -> None:
        for block in self._waiting[:count]:
            self._add(block)
        self._waiting = self._waiting[count:]

    def _add_short(self) -> None:
        card = Framed()
        card.column.addWidget(Label(_("In short"), bold=True, role=Role.QUIET))
        for block in self.section.short:
            card.column.addWidget(self._view(block, in_short=True))
        self._stack.addWidget(card)

    def _add(self, block: Block) -> None:
        if block.kind is Kind.HEADING:
            heading = Heading(block.text, scale=1.2)
            self._stack.addSpacing(14)
            self._stack.addWidget(heading)
            self.views.append(heading)
        else:
            self._stack.addWidget(self._view(block))

    def _view(self, block: Block, *, in_short: bool = False) -> BlockView:
        in_glossary = self.section.key == GLOSSARY
        matches = [] if in_glossary else self._terms.first_uses(block.text)
        view = BlockView(self._guide, block, matches, in_short=in_short)
        self.views.append(view)
        return view

    def view(self, block: int) -> QWidget:
        """The widget of `block` (short version first, then the whole); -1 is the title."""
        return self.views[block] if 0 <= block < len(self.views) else self.title

    def block_at(self, y: int) -> int:
        """The block that stands at height `y` of this column, -1 for the title."""
        tops = [(self.top_of(number), number) for number in range(len(self.views))]
        return max((number for top, number in tops if top <= y), default=-1)

    def top_of(self, block: int) -> int:
        """How far down `block` begins, in px."""
        return self.view(block).mapTo(self, self.rect().topLeft()).y() if block >= 0 else 0

    def speak(self, block: int, sentence: str | None) -> None:
        """Mark `sentence` of `block` as being read aloud and everything else as not."""
        for number, view in enumerate(self.views):
            if isinstance(view, BlockView):
                view.paragraph.speak(sentence if number == block else None)

    @property
    def paragraphs(self) -> list[Paragraph]:
        return [view.paragraph for view in self.views if isinstance(view, BlockView)]

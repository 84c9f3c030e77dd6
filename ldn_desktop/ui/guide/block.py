"""A paragraph of the guide with what hangs under it: its label, its words, and their cards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from itertools import pairwise

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ldn_desktop.guide import Block, Evidence, Guide, Kind
from ldn_desktop.guide.glossary import Match
from ldn_desktop.guide.search import sentences
from ldn_desktop.i18n import _, ngettext
from ldn_desktop.ui.guide.cards import (
    EvidenceCard,
    Framed,
    Pill,
    TermCard,
    left_aligned,
)
from ldn_desktop.ui.widgets.label import Label
from ldn_desktop.ui.widgets.theme import Role, colour

LINE_PERCENT = 150
SHORT_SCALE = 1.08
LEAST_WIDTH = 260
SIGNS = {Kind.POINT: "•", Kind.QUESTION: "–"}


class Paragraph(Label):
    """Text at one and a half lines; its glossary words and the spoken sentence are marked."""

    def __init__(
        self,
        text: str,
        matches: Sequence[Match] = (),
        on_word: Callable[[], object] | None = None,
        *,
        scale: float = 1.0,
    ) -> None:
        self._heights: dict[int, int] = {}
        super().__init__(scale=scale)
        self.plain, self._matches = text, matches
        self._spoken: str | None = None
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.LinksAccessibleByMouse)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(text)
        if on_word:
            self.linkActivated.connect(lambda _link: on_word())
        self._write()

    def sizeHint(self) -> QSize:
        return QSize(LEAST_WIDTH, self.heightForWidth(LEAST_WIDTH))

    def minimumSizeHint(self) -> QSize:
        return QSize(LEAST_WIDTH, self.fontMetrics().height())

    def heightForWidth(self, width: int) -> int:
        # Laying out rich text is slow, and layouts ask again and again for the same widths.
        if width not in self._heights:
            self._heights[width] = super().heightForWidth(width)
        return self._heights[width]

    @property
    def spoken(self) -> str | None:
        """The sentence marked as being read aloud."""
        return self._spoken

    def speak(self, sentence: str | None) -> None:
        """Mark `sentence` as the one being read aloud; None marks nothing."""
        if sentence != self._spoken:
            self._spoken = sentence
            self._write()

    def _write(self) -> None:
        start = self.plain.find(self._spoken) if self._spoken else -1
        end = start + len(self._spoken or "") if start >= 0 else -1
        edges = {0, len(self.plain), *((start, end) if start >= 0 else ())}
        edges |= {edge for match in self._matches for edge in (match.start, match.end)}
        cuts = sorted(edges)
        parts = [self._part(a, b, start <= a < end) for a, b in pairwise(cuts)]
        self._heights.clear()
        self.setText(f'<p style="line-height:{LINE_PERCENT}%; margin:0">{"".join(parts)}</p>')

    def _part(self, start: int, end: int, spoken: bool) -> str:
        text = escape(self.plain[start:end])
        if any(match.start <= start < match.end for match in self._matches):
            text = f'<a href="word" style="color:{colour(self, Role.TEXT).name()}">{text}</a>'
        if spoken:
            style = (
                f"background-color:{colour(self, Role.CHOSEN).name()}; text-decoration:underline"
            )
            text = f'<span style="{style}">{text}</span>'
        return text

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._heights = {}
        if event.type() == QEvent.Type.PaletteChange and self.text():
            self._write()  # the colours of words stand in the text


class BlockView(QWidget):
    """A block of a section; the pills under it open one card at a time, in match."""

    def __init__(
        self, guide: Guide, block: Block, matches: Sequence[Match] = (), *, in_short: bool = False
    ) -> None:
        super().__init__()
        scale = SHORT_SCALE if in_short else 1.0
        self._guide, self._in_short = guide, in_short
        self._terms = [match.term for match in matches]
        self.card: QWidget | None = None
        self.label: Pill | None = None
        self.words: Pill | None = None
        self.paragraph = Paragraph(block.text, matches, self.explain_words, scale=scale)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._led(block.kind))
        self._add_pills(block.evidence)

    def _led(self, kind: Kind) -> QWidget:
        if kind is Kind.WARNING:
            frame = Framed(14)
            frame.column.addWidget(self.paragraph)
            return frame
        return _Hanging(SIGNS[kind], self.paragraph) if kind in SIGNS else self.paragraph

    def _add_pills(self, evidence: Evidence | None) -> None:
        if evidence:
            self.label = self._label_pill(evidence)
        if self._terms:
            self.words = self._words_pill()
        pills = [pill for pill in (self.label, self.words) if pill]
        if pills:
            self._column.addWidget(left_aligned(*pills))

    def _label_pill(self, evidence: Evidence) -> Pill:
        said = _("Evidence: {label}")
        if self._guide.unchecked(evidence):
            said = _("Evidence: {label}, not yet checked")
        said = said.format(label=_(evidence.strength))
        # The short version may say what the whole says again: the names stay apart.
        name = (
            _("{evidence}. Sources, in short: {claim}")
            if self._in_short
            else _("{evidence}. Sources: {claim}")
        )
        claim = sentences(self.paragraph.plain)[0]
        pill = Pill(said, name.format(evidence=said, claim=claim))
        pill.toggled.connect(
            lambda on: self._open(pill, EvidenceCard(self._guide, evidence) if on else None)
        )
        return pill

    def _words_pill(self) -> Pill:
        more = len(self._terms) - 1
        first = self._terms[0].name
        said = _("Word: {word}").format(word=first)
        if more:
            said = ngettext("Words: {word} and {n} more", "Words: {word} and {n} more", more)
            said = said.format(word=first, n=more)
        names = ", ".join(term.name for term in self._terms)
        spoken = _("{words}: {names}").format(words=said, names=names) if more else said
        pill = Pill(said, spoken)
        pill.toggled.connect(lambda on: self._open(pill, TermCard(self._terms) if on else None))
        return pill

    def explain_words(self) -> None:
        """Open the words of this block, as a touch on one of them in the text asks."""
        if self.words:
            self.words.setChecked(True)

    def _open(self, pill: Pill, card: QWidget | None) -> None:
        if card:
            for other in (self.label, self.words):
                if other and other is not pill:
                    other.setChecked(False)
        if self.card:
            self._column.removeWidget(self.card)
            self.card.hide()
            self.card.deleteLater()
        self.card = card
        if card:
            self._column.addWidget(card)


class _Sign(Paragraph):
    """One letter wide, on the line of the text beside it."""

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self.plain) + 2
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class _Hanging(QWidget):
    """A sign at the left and the text beside it."""

    def __init__(self, sign: str, text: QWidget) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(_Sign(sign), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(text, 1)

"""A heading that names a day: only the date is bold."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent

from ldn_desktop.i18n import formats
from ldn_desktop.ui.style.theme import TextScale
from ldn_desktop.ui.widgets.label import Heading


class DateHeading(Heading):
    """A heading of which only a part is bold: the date."""

    def __init__(self) -> None:
        super().__init__(scale=TextScale.TITLE)
        self._strong = ""

    def show_date(self, text: str, strong: str, scale: float) -> None:
        """Show `text` at `scale` times the person's size, the part `strong` in bold."""
        # A date that begins the text has a capital there in every language.
        self._strong = strong if strong in text else formats.capitalised(strong)
        self._scale = scale
        self.say(text)
        self.on_font_changed()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        before, found, after = self.text().partition(self._strong)
        if not found or self.width_of_one_line > self.width():
            super().paintEvent(event)  # all of it bold, on several lines
            return
        painter = QPainter(self)
        bold, plain = self.font(), QFont(self.font())
        plain.setBold(False)
        parts = [(before, plain), (self._strong, bold), (after, plain)]
        widths = [QFontMetrics(font).horizontalAdvance(part) for part, font in parts]
        centred = bool(self.alignment() & Qt.AlignmentFlag.AlignHCenter)
        left = (self.width() - sum(widths)) // 2 if centred else 0
        baseline = (self.height() + QFontMetrics(bold).capHeight()) // 2
        for (part, font), width in zip(parts, widths, strict=True):
            painter.setFont(font)
            painter.drawText(left, baseline, part)
            left += width

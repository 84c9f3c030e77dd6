"""Words on a page: plain ones, and headings."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QLabel, QSizePolicy, QWidget

from ldn_desktop.ui.style import fonts
from ldn_desktop.ui.style.theme import Role, TextScale, percent_now

LONGEST_LINE = 900
FULL_HEADINGS_TO = 115
"""Percent of text size up to which headings are as much larger as they can be."""


class Label(QLabel):
    """Text at `scale` times the person's size; wraps instead of being cut."""

    def __init__(
        self,
        text: str = "",
        *,
        scale: float = 1.0,
        bold: bool = False,
        role: Role = Role.TEXT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text or " ", parent)
        if not text:  # Qt takes it for a label of text, as high as a line of text, once it had some
            self.setText("")
        self._scale, self._bold = scale, bold
        if role is not Role.TEXT:
            # A palette of its own would not hear of a new theme.
            self.setForegroundRole(role.value)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.on_font_changed()

    def on_font_changed(self) -> None:
        """Be `scale` times as large as the application's font is now."""
        self.setFont(fonts.scaled(QApplication.font(), self._scale_now(), bold=self._bold))

    def set_bold(self, bold: bool) -> None:
        """Show the text bold from now on, or not."""
        self._bold = bold
        self.on_font_changed()

    def _scale_now(self) -> float:
        return self._scale

    @property
    def width_of_one_line(self) -> int:
        """Px across that the text needs to stand unbroken."""
        lines = self.text().split("\n")
        return max(self.fontMetrics().horizontalAdvance(line) for line in lines) + 2

    def sizeHint(self) -> QSize:
        # One line where that is no wider than a line may be; Qt would fold it to a square.
        line = self.width_of_one_line
        if line <= LONGEST_LINE and "\n" not in self.text():
            return QSize(line, self.fontMetrics().height())
        return super().sizeHint()


class VanishingLabel(Label):
    """A label that takes no room while it has nothing to say."""

    def setText(self, text: str) -> None:
        """Show `text`; nothing where it is empty."""
        super().setText(text)
        self.setVisible(bool(text))


class Heading(Label):
    """A label that names what stands below it; a screen reader can jump to it."""

    def __init__(
        self, text: str = "", *, scale: float = TextScale.TITLE, bold: bool = True
    ) -> None:
        super().__init__(text, scale=scale, bold=bold)
        self.setAccessibleName(text)

    def _scale_now(self) -> float:
        # Text of 200 % is large already: a title of 28 px grows to 40 px then, not to 56.
        percent = percent_now()
        return 1 + (self._scale - 1) * min(1.0, (FULL_HEADINGS_TO / percent) ** 2)

    def say(self, text: str) -> None:
        """Show `text` from now on."""
        if text != self.text():
            self.setText(text)
            self.setAccessibleName(text)


class Lead(Heading):
    """What a page comes to, as large as a heading and read out with the page's other words.

    Readers leave headings out of what they read when a page opens.
    """

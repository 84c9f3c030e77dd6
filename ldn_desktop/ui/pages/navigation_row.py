"""A row that leads to another page: its name, what it says now, and “Open ›”."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from ldn_desktop.i18n import _
from ldn_desktop.ui.style import fonts
from ldn_desktop.ui.style.painting import fill, inside, rounded
from ldn_desktop.ui.style.theme import Role, colour
from ldn_desktop.ui.widgets.button import OTHER_SIDE, Button

NAME_WIDTH = 13
"""Width of the names' column, in heights of the text."""
GAP = 16
WRAPPED = int(Qt.TextFlag.TextWordWrap)


class NavigationRow(Button):
    """Name, detail and action as one target of the row's whole width.

    Where they do not fit side by side the detail goes below the name, and wraps.
    """

    def __init__(
        self,
        name: str,
        detail: str = "",
        on_click: Callable[[], object] | None = None,
        *,
        action: str | None = None,
    ) -> None:
        """`action` is “Open” by default; the arrow is added."""
        super().__init__(name, on_click=on_click)
        self._action = _("{action} ›").format(action=_("Open") if action is None else action)
        self._detail = ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_detail(detail)

    def set_detail(self, detail: str) -> None:
        """Say `detail` beside the name, such as “4.5 mg since 14 October”."""
        self._detail = detail
        name = self.text()
        self.setAccessibleName(
            _("{name}: {detail}").format(name=name, detail=detail) if detail else name
        )
        self.updateGeometry()
        self.update()

    @property
    def _name_width(self) -> int:
        metrics = QFontMetrics(self.font())
        return max(
            NAME_WIDTH * self.font().pixelSize(), metrics.horizontalAdvance(self.text()) + GAP
        )

    @property
    def _action_width(self) -> int:
        return QFontMetrics(self._text_font(bold=True)).horizontalAdvance(self._action) + GAP

    def _room_beside(self, width: int) -> int:
        """Px between the name and the action."""
        return width - self._name_width - self._action_width

    def _beside(self, width: int) -> bool:
        return QFontMetrics(self.font()).horizontalAdvance(self._detail) <= self._room_beside(width)

    def _wrapped_height(self, text: str, width: int) -> int:
        return fonts.wrapped_height(text, self.font(), width)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        detail = metrics.horizontalAdvance(self._detail)
        return QSize(self._name_width + detail + self._action_width, self._lowest)

    def minimumSizeHint(self) -> QSize:
        words = f"{self.text()} {self._detail}".split()
        metrics = QFontMetrics(self.font())
        widest = max((metrics.horizontalAdvance(word) for word in words), default=0)
        return QSize(widest + self._action_width, self._lowest)

    @property
    def _lowest(self) -> int:
        return max(OTHER_SIDE, QFontMetrics(self.font()).height() + 12)

    def heightForWidth(self, width: int) -> int:
        if not self._detail or self._beside(width):
            name = self._wrapped_height(self.text(), width - self._action_width)
            return max(self._lowest, name + 12)
        return self._stacked_height(width) + 12

    def _stacked_height(self, width: int) -> int:
        left = width - self._action_width
        return self._wrapped_height(self.text(), left) + self._wrapped_height(self._detail, left)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._pointed:
            # A little wider than the words, which begin where all others on the page do.
            fill(painter, rounded(inside(self.rect(), 0)), self, Role.HOVER)
        painter.setFont(self.font())
        area = self.rect().adjusted(0, 0, -self._action_width, 0)
        text, quiet = colour(self, Role.TEXT), colour(self, Role.QUIET)
        if self._pointed:
            quiet = text
        flags = WRAPPED | int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.AlignmentFlag.AlignLeft)
        painter.setPen(text)
        if not self._detail or self._beside(self.width()):
            painter.drawText(area, flags, self.text())
            painter.setPen(quiet)
            painter.drawText(area.adjusted(self._name_width, 0, 0, 0), flags, self._detail)
        else:
            top = (self.height() - self._stacked_height(self.width())) // 2
            upper = WRAPPED | int(Qt.AlignmentFlag.AlignTop) | int(Qt.AlignmentFlag.AlignLeft)
            painter.drawText(area.adjusted(0, top, 0, 0), upper, self.text())
            top += self._wrapped_height(self.text(), area.width())
            painter.setPen(quiet)
            painter.drawText(area.adjusted(0, top, 0, 0), upper, self._detail)
        painter.setFont(self._text_font(bold=True))
        painter.setPen(text if self._pointed else colour(self, Role.ACCENT_TEXT))
        right = int(Qt.AlignmentFlag.AlignRight) | int(Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(self.rect(), right, self._action)

"""Fonts of another size or weight than the widget's own, and the height of wrapped text."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics

TALLEST = 100_000
"""Px that no text reaches: room for as many lines as it takes."""


def scaled(font: QFont, scale: float = 1.0, *, bold: bool = False) -> QFont:
    """`font` `scale` times as large, bold or of the usual weight."""
    changed = QFont(font)
    changed.setPixelSize(round(font.pixelSize() * scale))
    changed.setBold(bold)
    return changed


def wrapped_height(
    text: str,
    font: QFont,
    width: int,
    alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> int:
    """Px that `text` is high where its lines are broken at `width` px."""
    room = QRect(0, 0, max(1, width), TALLEST)
    flags = int(alignment) | int(Qt.TextFlag.TextWordWrap)
    return QFontMetrics(font).boundingRect(room, flags, text).height()

"""Pictures as numbers: how bright they are and how much their colours stand apart."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QColor, QImage, QPixmap
from PySide6.QtWidgets import QWidget

Numbers = npt.NDArray[Any]


def pixels(picture: QWidget | QPixmap | QImage) -> Numbers:
    """Height × width × (red, green, blue), 0–255."""
    if isinstance(picture, QWidget):
        picture = picture.grab()
    image = picture.toImage() if isinstance(picture, QPixmap) else picture
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy()


def _tables() -> Numbers:
    part = np.arange(256) / 255
    linear = np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)
    return np.outer([0.2126, 0.7152, 0.0722], linear).astype(np.float32)


RED, GREEN, BLUE = _tables()


def luminance(colours: Numbers) -> Numbers:
    """Relative luminance, 0–1 (WCAG 2.2), of colours given as 0–255."""
    light = RED[colours[..., 0]] + GREEN[colours[..., 1]] + BLUE[colours[..., 2]]
    return np.asarray(light)


def luminance_of(colour: str) -> float:
    rgb = QColor(colour)
    return float(luminance(np.array([rgb.red(), rgb.green(), rgb.blue()])))


def contrast(one: float, other: float) -> float:
    """The contrast of two luminances, 1–21 (WCAG 2.2)."""
    high, low = max(one, other), min(one, other)
    return (high + 0.05) / (low + 0.05)

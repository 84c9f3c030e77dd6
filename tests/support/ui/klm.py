"""A person made of a mouse and a keyboard, and how long their touches take at the least.

Keystroke-level model (Card, Moran & Newell 1980): one mental step before every touch, then
pointing and clicking, or one key. A floor without errors, never a claim about real people.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication


class Operator(Enum):
    """What a person does, in seconds."""

    MENTAL = 1.35
    POINT = 1.10
    CLICK = 0.2
    KEY = 0.28


@dataclass
class TimedPerson:
    """Touches the real window, and keeps a log of it."""

    log: list[Operator] = field(default_factory=list)

    def click(self, button: QAbstractButton) -> None:
        """Think, point at the middle of `button`, click. It must be there to be seen."""
        assert button.isVisible(), button.text()
        middle = QPoint(button.width() // 2, button.height() // 2)
        assert not button.visibleRegion().isEmpty(), button.text()
        assert button.visibleRegion().contains(middle), button.text()
        self.log += [Operator.MENTAL, Operator.POINT, Operator.CLICK]
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
        QApplication.processEvents()

    def press(self, *keys: Qt.Key) -> None:
        """Think once, then press `keys` on whatever has the focus."""
        self.log.append(Operator.MENTAL)
        for key in keys:
            self.log.append(Operator.KEY)
            focused = QApplication.focusWidget()
            assert focused is not None
            QTest.keyClick(focused, key)
            QApplication.processEvents()

    @property
    def clicks(self) -> int:
        return self.log.count(Operator.CLICK)

    @property
    def keys(self) -> int:
        return self.log.count(Operator.KEY)

    @property
    def seconds(self) -> float:
        return sum(operator.value for operator in self.log)

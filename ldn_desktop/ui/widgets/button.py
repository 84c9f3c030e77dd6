"""The few buttons everything is made of: large, still, and told apart without colour."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from functools import cache

from PySide6.QtCore import QRect, QSize, Qt, Slot
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QPushButton, QSizePolicy

from ldn_desktop.ui.widgets.painting import (
    CENTRED_AND_WRAPPED,
    RADIUS,
    fill,
    inside,
    outline,
    rounded,
)
from ldn_desktop.ui.widgets.theme import Role, colour

ENTRY_SIDE = 64
OTHER_SIDE = 44
GAP = 8
PADDING = 5
QUIET_PADDING = 10
NEVER_WRAPPED = 440
"""Buttons up to this width stay on one line: no window is as narrow."""


class ButtonKind(Enum):
    """How much a button asks for the eye."""

    ANSWER = "answer"
    ACTION = "action"
    SMALL = "small"
    """An outline no higher than a finger needs: beside a field, or one of many."""
    QUIET = "quiet"


PADDINGS = {ButtonKind.ANSWER: PADDING, ButtonKind.SMALL: 12}


@cache
def _policy(weight: ButtonKind) -> QSizePolicy:
    """Small ones are as wide as their words; the others share the room there is."""
    policies = QSizePolicy.Policy
    small = weight in (ButtonKind.QUIET, ButtonKind.SMALL)
    policy = QSizePolicy(policies.Preferred if small else policies.Expanding, policies.Minimum)
    policy.setHeightForWidth(True)
    return policy


class Button(QPushButton):
    """A button that paints itself from the palette: fill, border, weight; no picture.

    A chosen one has a thick border and bold letters, a copied one a dashed border. A ring shows
    the keyboard where it is; a finger knows where it touched.
    """

    def __init__(
        self,
        text: str,
        weight: ButtonKind = ButtonKind.QUIET,
        on_click: Callable[[], object] | None = None,
        scale: float = 1.0,
    ) -> None:
        super().__init__(text)
        self.weight = weight
        self._scale = scale
        self._lift = 0
        self.copied = self.spent = False
        self._keyboard_focus = False
        self.setSizePolicy(_policy(weight))
        self._measured: tuple[str, QFont, QSize] | None = None
        self._is_known = False
        if weight is ButtonKind.ACTION:
            self._take_ink()
        self.toggled.connect(self._hear_toggle)
        if on_click is not None:
            self.clicked.connect(lambda _checked=False: on_click())

    def setChecked(self, checked: bool) -> None:
        self._is_known, before = True, self._is_known
        super().setChecked(checked)
        self._is_known = before

    def nextCheckState(self) -> None:
        self._is_known = True  # Qt tells of the touch itself
        super().nextCheckState()
        self._is_known = False

    @Slot(bool)
    def _hear_toggle(self, checked: bool) -> None:
        self._take_ink()
        # A screen reader's Toggle changes the state and says nothing of a click: without this
        # the answer would look given and never reach the diary.
        if not self._is_known and not (self.autoExclusive() and not checked):
            self.clicked[bool].emit(checked)  # type: ignore[index]  # the stub forgets overloads

    def set_spent(self, spent: bool) -> None:
        """Nothing is left for it to do: it cannot be pressed.

        Only the focus stays: taken away under a finger it would go to the next button, and so
        would the next press.
        """
        if spent != self.spent:
            self.spent = spent
            self._take_ink()
        self.setEnabled(not spent or self.hasFocus())

    def set_copied(self, copied: bool) -> None:
        if copied != self.copied:
            self.copied = copied
            self.update()

    @property
    def _bold(self) -> bool:
        return self.weight is ButtonKind.ACTION or self.isChecked()

    def _letters(self, bold: bool) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(round(font.pixelSize() * self._scale))
        font.setBold(bold)
        return font

    @property
    def _side(self) -> int:
        small = self.weight in (ButtonKind.QUIET, ButtonKind.SMALL)
        return (OTHER_SIDE if small else ENTRY_SIDE) + self._lift

    def magnify(self, scale: float) -> None:
        """Have letters `scale` times as large as the person's."""
        self._scale, self._measured = scale, None
        self.updateGeometry()

    def lift(self, px: int) -> None:
        """Be `px` higher than need be: where there is room, a target may be larger."""
        if px != self._lift:
            self._lift, self._measured = px, None
            self.updateGeometry()

    @property
    def _padding(self) -> int:
        return PADDINGS.get(self.weight, QUIET_PADDING)

    @property
    def _metrics(self) -> QFontMetrics:
        # Measured in bold always, so that nothing moves when an answer is chosen.
        return QFontMetrics(self._letters(bold=True))

    def sizeHint(self) -> QSize:
        text, font = self.text(), self.font()
        if self._measured is None or self._measured[0] != text or self._measured[1] != font:
            metrics, lines, side = self._metrics, text.split("\n"), self._side
            width = max(metrics.horizontalAdvance(line) for line in lines) + 2 * self._padding
            height = metrics.height() * len(lines) + 2 * self._padding
            self._measured = text, QFont(font), QSize(max(side, width), max(side, height))
        return self._measured[2]

    def heightForWidth(self, width: int) -> int:
        whole = self.sizeHint()
        if width >= whole.width():
            return whole.height()
        room = QRect(0, 0, width - 2 * self._padding, 10_000)
        wrapped = self._metrics.boundingRect(room, CENTRED_AND_WRAPPED, self.text())
        return max(self._side, wrapped.height() + 2 * self._padding)

    def minimumSizeHint(self) -> QSize:
        whole = self.sizeHint()
        if whole.width() <= NEVER_WRAPPED:
            return whole
        metrics = self._metrics
        widest = max(metrics.horizontalAdvance(word) for word in self.text().split())
        return QSize(min(whole.width(), widest + 2 * self._padding), whole.height())

    @property
    def keyboard_focus(self) -> bool:
        """Whether the keyboard is here and was how the person came here."""
        return self.hasFocus() and self._keyboard_focus

    def setFocus(self, reason: Qt.FocusReason | None = None) -> None:
        """As Qt's. The ring is shown if `reason` is a key, and again when the window comes back."""
        self._keyboard_focus = False
        self.update()
        if reason is None:
            super().setFocus()
            return
        reasons = Qt.FocusReason
        self._keyboard_focus = reason in (
            reasons.TabFocusReason,
            reasons.BacktabFocusReason,
            reasons.ShortcutFocusReason,
        )
        super().setFocus(reason)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._keyboard_focus = False
        super().mousePressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._show_keyboard()  # it is let go where it led to
        super().keyReleaseEvent(event)

    def _show_keyboard(self) -> None:
        self._keyboard_focus = True
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = Qt.Key
        held = (keys.Key_Shift, keys.Key_Control, keys.Key_Alt, keys.Key_AltGr, keys.Key_Meta)
        if event.key() not in held:  # a hand on the mouse may hold them
            self._show_keyboard()
        if event.key() in (keys.Key_Return, keys.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_body(painter)
        painter.setFont(self._letters(self._bold))
        painter.drawText(inside(self.rect(), 3), CENTRED_AND_WRAPPED, self.text())
        if self.keyboard_focus:
            self._paint_focus(painter)

    def _paint_body(self, painter: QPainter) -> None:
        bare = self.weight is ButtonKind.QUIET or not self.isEnabled()
        if bare and not self.isChecked():
            if self.isEnabled() and (self.underMouse() or self.isDown()):
                outline(painter, rounded(inside(self.rect(), 0.5)), colour(self, Role.LINE), 1)
            return
        chosen = self.isChecked()
        copied = chosen and self.copied
        if chosen and not copied:
            ground = Role.CHOSEN
        elif self.weight is ButtonKind.ACTION and not chosen:
            ground = Role.ACCENT
        else:
            ground = Role.CARD
        # Under the mouse no thicker: it must not look chosen.
        line = Role.TEXT if chosen or self.underMouse() else Role.LINE
        width = 3.0 if chosen else 1.0
        shape = rounded(inside(self.rect(), width / 2))
        fill(painter, shape, self, ground)
        outline(painter, shape, colour(self, line), width, dashed=copied)

    def _paint_focus(self, painter: QPainter) -> None:
        ring = rounded(inside(self.rect(), 6), RADIUS - 4)
        outline(painter, ring, painter.pen().color(), 2)

    def _take_ink(self) -> None:
        """Have painters of this button begin with its ink; a disabled one is quiet."""
        if self.weight is ButtonKind.ACTION and not self.isChecked():
            ink = Role.ON_ACCENT
        else:
            ink = Role.QUIET if self.spent else Role.TEXT
        self.setForegroundRole(ink.value)


class ExclusiveButton(Button):
    """One of several buttons in one parent, at most one of them chosen.

    Announced as a radio button, yet nothing may be chosen, and Tab reaches each of them.
    """

    def __init__(
        self,
        text: str,
        weight: ButtonKind = ButtonKind.ANSWER,
        on_click: Callable[[], object] | None = None,
        scale: float = 1.0,
    ) -> None:
        super().__init__(text, weight, on_click, scale)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def put(self, chosen: bool) -> None:
        """Show it as chosen or not, whatever its neighbours say."""
        if chosen != self.isChecked():
            self.setAutoExclusive(False)
            self.setChecked(chosen)
            self.setAutoExclusive(True)

    def _neighbours(self) -> list[ExclusiveButton]:
        parent = self.parentWidget()
        found = parent.findChildren(ExclusiveButton) if parent is not None else [self]
        return [button for button in found if button.parentWidget() is parent]

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        # Qt now leaves Tab to the chosen one alone.
        for button in self._neighbours():
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = self.way(event.key())
        if way:
            near = self._neighbours()
            place = near.index(self) + way
            if 0 <= place < len(near):
                near[place].setFocus(Qt.FocusReason.TabFocusReason)
        elif ExclusiveButton.way(self, event.key()):
            event.ignore()  # QAbstractButton would choose the neighbour
        else:
            super().keyPressEvent(event)

    def way(self, key: int) -> int:
        """1 where `key` leads to the next neighbour, −1 to the one before, 0 to none."""
        keys = Qt.Key
        if key in (keys.Key_Right, keys.Key_Down):
            return 1
        return -1 if key in (keys.Key_Left, keys.Key_Up) else 0

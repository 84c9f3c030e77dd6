"""The few buttons everything is made of: large, still, and distinct without colour."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from functools import cache
from typing import ClassVar

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Slot
from PySide6.QtGui import (
    QColor,
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

from ldn_desktop.ui.style import fonts
from ldn_desktop.ui.style.focus_ring import hide_focus_ring, show_focus_ring
from ldn_desktop.ui.style.painting import (
    CENTRED,
    CENTRED_AND_WRAPPED,
    fill,
    inside,
    outline,
    rounded,
)
from ldn_desktop.ui.style.theme import Role, colour, disabled_colour

ENTRY_SIDE = 64
OTHER_SIDE = 44
GAP = 8
PADDING = 5
QUIET_PADDING = 12
NEVER_WRAPPED = 440
"""Buttons up to this width stay on one line: no window is as narrow."""


class ButtonKind(Enum):
    """What a button is for, and so how it looks. A page has at most one PRIMARY."""

    ANSWER = "answer"
    """A large tile: one of the answers to a question."""
    SHORTCUT = "shortcut"
    """As large, an outline with accent words: answers for a whole day."""
    PRIMARY = "primary"
    """Filled: what the page is there for."""
    TILE = "tile"
    """An ordinary button, no higher than a finger needs."""
    OUTLINE = "outline"
    """The same with a border and no fill: an answer to a question in a line of text."""
    WORD = "word"
    """A word without fill or border."""
    LINK = "link"
    """Accent words that lead to another page, such as “Open ›”."""


_LARGE = (ButtonKind.ANSWER, ButtonKind.SHORTCUT)
_BARE = (ButtonKind.WORD, ButtonKind.LINK)
_BOLD = (ButtonKind.SHORTCUT, ButtonKind.PRIMARY, ButtonKind.LINK)
_PADDINGS = {
    ButtonKind.ANSWER: PADDING,
    ButtonKind.SHORTCUT: 10,
    ButtonKind.PRIMARY: 20,
    ButtonKind.TILE: 16,
    ButtonKind.OUTLINE: 16,
}
_FOREGROUNDS = {
    ButtonKind.SHORTCUT: Role.ACCENT_TEXT,
    ButtonKind.LINK: Role.ACCENT_TEXT,
    ButtonKind.PRIMARY: Role.ON_ACCENT,
}


@cache
def _policy(kind: ButtonKind) -> QSizePolicy:
    """Large ones share the room there is; the others are as wide as their words."""
    policies = QSizePolicy.Policy
    across = policies.Expanding if kind in _LARGE else policies.Preferred
    policy = QSizePolicy(across, policies.Minimum)
    policy.setHeightForWidth(True)
    return policy


class Button(QPushButton):
    """A button that paints itself from the palette: fill, border, bold text; no picture.

    A chosen one has a fill, a border and bold text, a copied one a dashed border. A ring
    around it shows where the keyboard is; a finger knows where it touched.
    """

    _vanished_by_key: ClassVar[bool | None] = None
    """How the keyboard had come to the button that has just been hidden with the focus on it."""

    def __init__(
        self,
        text: str,
        kind: ButtonKind = ButtonKind.WORD,
        on_click: Callable[[], object] | None = None,
        scale: float = 1.0,
    ) -> None:
        super().__init__(text)
        self.kind = kind
        self._scale = scale
        self._extra_height = 0
        self.copied = self.spent = False
        self._keyboard_focus = False
        self.setSizePolicy(_policy(kind))
        self._measured: tuple[tuple[str, QFont, bool], QSize] | None = None
        self._toggle_is_reported = False
        self.toggled.connect(self._on_toggled)
        if on_click is not None:
            self.clicked.connect(lambda _checked=False: on_click())

    def setChecked(self, checked: bool) -> None:
        self._toggle_is_reported, before = True, self._toggle_is_reported
        super().setChecked(checked)
        self._toggle_is_reported = before

    def nextCheckState(self) -> None:
        self._toggle_is_reported = True  # QAbstractButton emits clicked() itself after this
        super().nextCheckState()
        self._toggle_is_reported = False

    @Slot(bool)
    def _on_toggled(self, checked: bool) -> None:
        # A screen reader's Toggle action changes the state without clicked(): without this the
        # answer would look given and never reach the diary.
        if not self._toggle_is_reported and not (self.autoExclusive() and not checked):
            self.clicked[bool].emit(checked)  # type: ignore[index]  # the stub forgets overloads

    @property
    def _is_abbreviated(self) -> bool:
        """Whether the caption needs the rest of the accessible name to be understood."""
        caption = self.text()
        is_part = caption.endswith(("…", "›")) or caption.startswith("‹") or len(caption) <= 2
        return is_part and self.accessibleName() not in ("", caption)

    def set_spent(self, spent: bool) -> None:
        """Nothing is left for it to do: it cannot be pressed.

        Only the focus stays: taken away under a finger it would go to the next button, and so
        would the next press.
        """
        if spent != self.spent:
            self.spent = spent
            self.update()
        self.setEnabled(not spent or self.hasFocus())

    def set_copied(self, copied: bool) -> None:
        if copied != self.copied:
            self.copied = copied
            self.update()

    @property
    def _bold(self) -> bool:
        return self.kind in _BOLD or self.isChecked()

    def _text_font(self, bold: bool) -> QFont:
        return fonts.scaled(self.font(), self._scale, bold=bold)

    @property
    def _side(self) -> int:
        return (ENTRY_SIDE if self.kind in _LARGE else OTHER_SIDE) + self._extra_height

    def set_scale(self, scale: float) -> None:
        """Have text `scale` times as large as the person's."""
        self._scale, self._measured = scale, None
        self.updateGeometry()

    def set_extra_height(self, extra_height: int) -> None:
        """Be `extra_height` px higher than need be: where there is room, a target may be larger."""
        if extra_height != self._extra_height:
            self._extra_height, self._measured = extra_height, None
            self.updateGeometry()

    @property
    def _padding(self) -> int:
        return _PADDINGS.get(self.kind, QUIET_PADDING)

    @property
    def _widest_font(self) -> QFont:
        # In bold where it can become so: nothing moves when an answer is chosen.
        return self._text_font(bold=self.isCheckable() or self.kind in _BOLD)

    def sizeHint(self) -> QSize:
        measured_for = (self.text(), self.font(), self.isCheckable())
        if self._measured is None or self._measured[0] != measured_for:
            metrics, lines, side = (
                QFontMetrics(self._widest_font),
                self.text().split("\n"),
                self._side,
            )
            width = max(metrics.horizontalAdvance(line) for line in lines) + 2 * self._padding
            height = metrics.height() * len(lines) + 2 * PADDING
            self._measured = measured_for, QSize(max(side, width), max(side, height))
        return self._measured[1]

    def heightForWidth(self, width: int) -> int:
        whole = self.sizeHint()
        if width >= whole.width():
            return whole.height()
        room = width - 2 * self._padding
        wrapped = fonts.wrapped_height(self.text(), self._widest_font, room, CENTRED)
        return max(self._side, wrapped + 2 * PADDING)

    def minimumSizeHint(self) -> QSize:
        whole = self.sizeHint()
        if whole.width() <= NEVER_WRAPPED:
            return whole
        metrics = QFontMetrics(self._widest_font)
        widest = max(metrics.horizontalAdvance(word) for word in self.text().split())
        return QSize(min(whole.width(), widest + 2 * self._padding), whole.height())

    @property
    def keyboard_focus(self) -> bool:
        """Whether the keyboard is here and was how the person came here."""
        return self.hasFocus() and self._keyboard_focus

    def setFocus(self, reason: Qt.FocusReason | None = None) -> None:
        """As Qt's. The ring is shown if `reason` is a key, and again when the window comes back."""
        self._set_keyboard_focus(False)
        if reason is None:
            super().setFocus()
            return
        self._keyboard_focus = reason in BY_KEY
        super().setFocus(reason)
        self._set_keyboard_focus(reason in BY_KEY)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        by_key = event.reason() in BY_KEY and Button._vanished_by_key is not False
        Button._vanished_by_key = None
        self._set_keyboard_focus(self._keyboard_focus or by_key)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        # Qt moves the focus on from what is hidden as if Tab had been pressed.
        Button._vanished_by_key = None if self.isVisible() else self._keyboard_focus
        if event.reason() not in WINDOW_LEFT:  # the next to lead here may be a mouse
            self._keyboard_focus = False
        hide_focus_ring(self)

    def _set_keyboard_focus(self, by_key: bool) -> None:
        self._keyboard_focus = by_key
        if by_key and self.hasFocus():
            show_focus_ring(self)
        else:
            hide_focus_ring(self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._set_keyboard_focus(False)
        super().mousePressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._set_keyboard_focus(True)  # Tab is released on the control it led to
        super().keyReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = Qt.Key
        modifiers = (keys.Key_Shift, keys.Key_Control, keys.Key_Alt, keys.Key_AltGr, keys.Key_Meta)
        if event.key() not in modifiers:  # a hand on the mouse may hold them
            self._set_keyboard_focus(True)
        if event.key() in (keys.Key_Return, keys.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()
        if self._is_abbreviated and not self.toolTip():
            # Only while the pointer is here: readers take a tool tip for a description.
            self.setToolTip(self.accessibleName())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if self._is_abbreviated and self.toolTip() == self.accessibleName():
            self.setToolTip("")

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_body(painter)
        painter.setFont(self._text_font(self._bold))
        painter.setPen(self._foreground)
        painter.drawText(self._text_rect(), CENTRED_AND_WRAPPED, self.text())

    def _text_rect(self) -> QRectF:
        """Where the text is centred, in px of this button."""
        return inside(self.rect(), 3)

    @property
    def _idle(self) -> bool:
        """Whether it cannot be pressed, or pressing it would do nothing."""
        return self.spent or not self.isEnabled()

    @property
    def _pointed(self) -> bool:
        return not self._idle and (self.underMouse() or self.isDown())

    @property
    def _foreground(self) -> QColor:
        if self._idle and not self.isChecked():
            return disabled_colour(self)
        # Accent words are 7:1 on the ground only.
        if self.isChecked() or (self._pointed and self.kind is not ButtonKind.PRIMARY):
            return colour(self, Role.TEXT)
        return colour(self, _FOREGROUNDS.get(self.kind, Role.TEXT))

    def _paint_body(self, painter: QPainter) -> None:
        if self.isChecked():
            self._paint_chosen(painter)
            return
        shape = rounded(inside(self.rect(), 0.5))
        if self._idle:
            return
        if self.kind is ButtonKind.PRIMARY:
            fill(painter, shape, self, Role.ACCENT)
        elif self._pointed:
            fill(painter, shape, self, Role.HOVER)
        elif self.kind in (ButtonKind.ANSWER, ButtonKind.TILE):
            fill(painter, shape, self, Role.TILE)
        if (line := self._line) is not None:
            outline(painter, shape, colour(self, line), 1)

    @property
    def _line(self) -> Role | None:
        """The border of a button that is not chosen."""
        if self.kind in (ButtonKind.PRIMARY, ButtonKind.SHORTCUT):
            return Role.ACCENT_LINE
        if self.kind is ButtonKind.OUTLINE:
            return Role.LINE
        return None if self.kind in _BARE else Role.TILE_LINE

    def _paint_chosen(self, painter: QPainter) -> None:
        shape = rounded(inside(self.rect(), 1))
        if not self.copied:
            fill(painter, shape, self, Role.CHOSEN)
        outline(painter, shape, colour(self, Role.TEXT), 2, dashed=self.copied)


BY_KEY = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
WINDOW_LEFT = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
"""The focus is only lent to another window, and comes back as it was."""


class ExclusiveButton(Button):
    """One of several buttons in one parent, at most one of them chosen.

    Announced as a radio button, yet nothing may be chosen, and Tab reaches each of them.
    """

    def __init__(
        self,
        text: str,
        kind: ButtonKind = ButtonKind.ANSWER,
        on_click: Callable[[], object] | None = None,
        scale: float = 1.0,
    ) -> None:
        super().__init__(text, kind, on_click, scale)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_chosen(self, chosen: bool) -> None:
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
        step = self.step_for(event.key())
        if step:
            near = self._neighbours()
            index = near.index(self) + step
            if 0 <= index < len(near):
                near[index].setFocus(Qt.FocusReason.TabFocusReason)
            else:
                event.ignore()  # what stands around may know where to go
        elif ExclusiveButton.step_for(self, event.key()):
            event.ignore()  # QAbstractButton would choose the neighbour
        else:
            super().keyPressEvent(event)

    def step_for(self, key: int) -> int:
        """1 where `key` leads to the next neighbour, −1 to the one before, 0 to none."""
        keys = Qt.Key
        if key in (keys.Key_Right, keys.Key_Down):
            return 1
        return -1 if key in (keys.Key_Left, keys.Key_Up) else 0

"""The order in which Tab goes: the one of the layouts, which is the one of reading."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLayout, QScrollArea, QStackedWidget, QWidget

from ldn_desktop.ui.widgets.button import Button


def widgets_in_focus_order(widget: QWidget) -> Iterator[QWidget]:
    """What in `widget` can take the focus now, as it is read. Qt's own order is that of birth."""
    if not widget.isVisible():
        return
    reachable = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled()
    if reachable and widget.focusProxy() is None:
        yield widget
    for child in _children(widget):
        yield from widgets_in_focus_order(child)


def _children(widget: QWidget) -> Iterator[QWidget]:
    shown = None
    if isinstance(widget, QStackedWidget):
        shown = widget.currentWidget()
    elif isinstance(widget, QScrollArea):
        shown = widget.widget()
    if shown is not None:
        yield shown
    elif (layout := widget.layout()) is not None:
        yield from _laid_out(layout)
    else:
        yield from (c for c in widget.children() if isinstance(c, QWidget) and not c.isWindow())


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for position in range(layout.count()):
        piece = layout.itemAt(position)
        if piece is None:
            continue
        if (widget := piece.widget()) is not None:
            yield widget
        elif (inner := piece.layout()) is not None:
            yield from _laid_out(inner)


def focusable(parent: QWidget) -> list[QWidget]:
    """Descendants of `parent` that can be reached with Tab."""
    return [
        child
        for child in parent.findChildren(QWidget)
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isEnabled()
    ]


def focus_reason(focused: QWidget | None) -> Qt.FocusReason:
    """With which the focus goes on from `focused`: a ring is shown where one was shown before."""
    by_key = isinstance(focused, Button) and focused.keyboard_focus
    return Qt.FocusReason.TabFocusReason if by_key else Qt.FocusReason.OtherFocusReason


def hand_focus_on(old: QWidget, new: QWidget) -> None:
    """If the focus is in `old`, give it to the control of `new` that does the same.

    The same name counts first, then the same place.
    """
    focused = QApplication.focusWidget()
    if focused is None or not old.isAncestorOf(focused):
        return
    before, after = focusable(old), focusable(new)
    if not after:
        return
    same = [widget for widget in after if widget.accessibleName() == focused.accessibleName()]
    position = before.index(focused) if focused in before else 0
    heir = same[0] if same else after[min(position, len(after) - 1)]
    heir.setFocus(focus_reason(focused))

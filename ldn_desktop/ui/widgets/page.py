"""A page over the whole window: a heading, a way back, and what it holds, scrolling if tall."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QFontInfo,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ldn_desktop.i18n import _
from ldn_desktop.ui.widgets import accessibility
from ldn_desktop.ui.widgets.button import QUIET_PADDING, Button
from ldn_desktop.ui.widgets.label import Heading
from ldn_desktop.ui.widgets.painting import fill, oblong
from ldn_desktop.ui.widgets.row_layout import Place, RowLayout
from ldn_desktop.ui.widgets.scroll_bar import QuietScrollBar
from ldn_desktop.ui.widgets.status_line import StatusLine
from ldn_desktop.ui.widgets.theme import Role

MARGIN = 28
SCROLL_BAR = """
QScrollBar:vertical { background: palette(window); width: 14px; margin: 0; }
QScrollBar::handle:vertical { background: palette(mid); border-radius: 4px; min-height: 44px;
    margin: 0 3px; }
QScrollBar::add-line, QScrollBar::sub-line { height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""


class ScrollFrame(QScrollArea):
    """A scroll area that leaves every key to the page around it first."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBar(QuietScrollBar())
        self._beside: QuietScrollBar | None = None

    def showEvent(self, event: QShowEvent) -> None:
        if QAccessible.isActive() and self._beside is None:
            self._put_the_bar_beside()
        super().showEvent(event)

    def _put_the_bar_beside(self) -> None:
        """Show a bar that a reader does not count among the parts of this area.

        Qt's own counts while it can be seen, and Qt ends the program when a reader asks for it
        after it hid itself.
        """
        own, beside = self.verticalScrollBar(), QuietScrollBar()
        beside.setParent(self)
        self._beside = beside
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        own.rangeChanged.connect(self._follow)
        own.valueChanged.connect(beside.setValue)
        beside.valueChanged.connect(own.setValue)
        self._follow(own.minimum(), own.maximum())

    def _follow(self, least: int, most: int) -> None:
        if self._beside is None:
            return
        self._beside.setRange(least, most)
        self._beside.setPageStep(self.verticalScrollBar().pageStep())
        self._beside.setValue(self.verticalScrollBar().value())
        self._beside.setVisible(most > least)
        wide = self._beside.sizeHint().width() if most > least else 0
        self.setViewportMargins(0, 0, wide, 0)
        self._beside.setGeometry(self.width() - wide, 0, wide, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        own = self.verticalScrollBar()
        self._follow(own.minimum(), own.maximum())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    def scroll_by_key(self, event: QKeyEvent) -> None:
        """Scroll as Page up, Page down, Home, End and the arrows say."""
        super().keyPressEvent(event)


class Footer(QWidget):
    """What stays beneath a part that scrolls; a line parts them while there is more beneath."""

    def __init__(self) -> None:
        super().__init__()
        self._line = False

    def cut_off(self, _least: int, most: int) -> None:
        """Whether the scroll bar above has any way to go."""
        if self._line != (most > 0):
            self._line = most > 0
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._line:
            painter = QPainter(self)
            fill(painter, oblong(0, 0, self.width(), 1), self, Role.LINE)


def scrolling(content: QWidget) -> ScrollFrame:
    """`content` in a frame that scrolls up and down and never sideways."""
    return ScrollFrame(content)


def focusable(parent: QWidget) -> list[QWidget]:
    """Descendants of `parent` that can be reached with Tab."""
    return [
        child
        for child in parent.findChildren(QWidget)
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isEnabled()
    ]


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
    place = before.index(focused) if focused in before else 0
    heir = same[0] if same else after[min(place, len(after) - 1)]
    by_key = isinstance(focused, Button) and focused.keyboard_focus
    reasons = Qt.FocusReason
    heir.setFocus(reasons.TabFocusReason if by_key else reasons.OtherFocusReason)


class Page(QWidget):
    """Something beside the tabs. `left` is sent when the person is done with it."""

    left = Signal()
    help_wanted = Signal()
    page_opened = Signal(object)
    """A page to lay over this one."""
    widest_in_letters = 64
    """Widest content, in heights of a letter; wider windows get wider margins."""
    foot_inset = 0
    """Px that the foot reaches further out than the content: plain words have padding."""

    def __init__(self, title: str, back: str | None = None) -> None:
        super().__init__()
        self.heading = Heading(title)
        self.heading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.back = Button(_("‹ Back") if back is None else back, on_click=self.leave)
        self.help = Button(_("Help now"), on_click=self.help_wanted.emit)
        head = QWidget()
        row = RowLayout(head)
        row.setContentsMargins(MARGIN - QUIET_PADDING, 0, MARGIN - QUIET_PADDING, 0)
        row.add(self.back, Place.LEFT)
        row.add(self.heading, Place.MIDDLE)
        row.add(self.help, Place.RIGHT)
        self._content = QWidget()
        self.column = QVBoxLayout(self._content)
        self.column.setSpacing(16)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 8, 0, 0)
        outer.addWidget(head)
        self._scroll = scrolling(self._content)
        outer.addWidget(self._scroll, 1)
        self.said = StatusLine()
        self.foot = QVBoxLayout()
        self.foot.addWidget(self.said)
        outer.addLayout(self.foot)
        self._spread()

    def swap(self, old: QWidget, new: QWidget) -> QWidget:
        """Put `new` where `old` stands in the column; returns `new`."""
        self.column.replaceWidget(old, new)
        new.show()
        hand_focus_on(old, new)
        old.hide()
        old.deleteLater()
        return new

    def _spread(self) -> None:
        """Keep lines short: what a wide window has over goes to both margins."""
        widest = self.widest_in_letters * QFontInfo(QApplication.font()).pixelSize()
        side = max(MARGIN, (self.width() - widest) // 2)
        self.column.setContentsMargins(side, 8, side, MARGIN)
        side -= self.foot_inset
        self.foot.setContentsMargins(side, 0, side, 16)

    def on_font_changed(self) -> None:
        """Lines are as long as before in other letters."""
        self._spread()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._spread()
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        self._scroll.scroll_by_key(event)
        if not event.isAccepted():
            super().keyPressEvent(event)

    def tell(self, sentence: str) -> None:
        """Say in the foot, which is always in sight, what was done or refused; "" for nothing."""
        self.said.setText(sentence)
        accessibility.say(self, sentence)

    def begin(self, reason: Qt.FocusReason) -> None:
        """Take the focus when the page is opened."""
        self.back.setFocus(reason)

    def leave(self) -> None:
        """Go back to where the person came from."""
        self.left.emit()

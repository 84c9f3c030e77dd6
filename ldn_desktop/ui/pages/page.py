"""A page over the whole window: a heading, a way back, and what it holds, scrolling if tall."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
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
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _
from ldn_desktop.ui import actions
from ldn_desktop.ui.layouts.focus_order import hand_focus_on
from ldn_desktop.ui.layouts.row_layout import RowLayout, RowSlot
from ldn_desktop.ui.layouts.scroll_bar import QuietScrollBar
from ldn_desktop.ui.pages.open_outside import open_folder
from ldn_desktop.ui.pages.status_line import StatusLine
from ldn_desktop.ui.style.painting import hair_line
from ldn_desktop.ui.style.theme import TextScale
from ldn_desktop.ui.widgets import accessibility
from ldn_desktop.ui.widgets.accessibility import Group
from ldn_desktop.ui.widgets.button import QUIET_PADDING, Button, ButtonKind
from ldn_desktop.ui.widgets.label import Heading, Lead

if TYPE_CHECKING:
    from ldn_desktop.ui.background import Background

MARGIN, WIDE_MARGIN = 28, 40
WIDE_FROM = 1200
"""Px of the window's width from which its margins are wide."""
BAR_HEIGHT = 52
WIDEST_CONTENT = 84
"""Widest content, in heights of the text; what a wider window has over goes to both margins."""

REVEAL_MARGIN = 12
"""Px kept free above and below what is scrolled into view: the focus ring needs some of them."""
SCROLL_BAR_WIDTH = 14
SCROLL_BAR = f"""
QScrollBar:vertical {{ background: palette(window); width: {SCROLL_BAR_WIDTH}px; margin: 0; }}
QScrollBar::handle:vertical {{ background: palette(mid); border-radius: 4px; min-height: 44px;
    margin: 0 3px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


def margin_for(width: int) -> int:
    """Px left free at both sides of a window `width` px wide; the same on every tab and page."""
    return MARGIN if width < WIDE_FROM else WIDE_MARGIN


def content_margin(width: int) -> int:
    """As `margin_for`, and more in windows wider than a pointer likes to cross."""
    widest = WIDEST_CONTENT * QFontInfo(QApplication.font()).pixelSize()
    return max(margin_for(width), (width - widest) // 2)


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
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    def on_font_changed(self) -> None:
        """Larger text pushes what has the focus out of sight: follow it."""
        self._on_focus_changed(None, QApplication.focusWidget())

    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        """What a key has led to is in sight.

        What a finger touches stays where it is, and a page that has just opened starts at its top.
        """
        if isinstance(now, Button):
            if now.keyboard_focus and self.isAncestorOf(now):
                self.reveal(now)
        else:
            self._reveal_later(now)

    def _reveal_later(self, widget: QWidget | None) -> None:
        """Show `widget` once all is laid out: it may be new on the page."""
        if widget is None or not self.isAncestorOf(widget):
            return

        def reveal() -> None:
            if isValid(widget) and self.isAncestorOf(widget):
                self.reveal(widget)

        QTimer.singleShot(0, self, reveal)

    def showEvent(self, event: QShowEvent) -> None:
        if QAccessible.isActive() and self._beside is None:
            self._place_bar_beside()
        super().showEvent(event)

    def _place_bar_beside(self) -> None:
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

    def reveal(self, widget: QWidget) -> None:
        """Scroll until `widget` is in sight, and the group it belongs to where there is room.

        MainWindow moves the focus in reading order itself, so Qt does not scroll to it.
        """
        group: QWidget | None = widget
        while group is not None and not isinstance(group, Group):
            group = group.parentWidget()
        if group is not None and group.height() <= self.viewport().height():
            self.ensureWidgetVisible(group, 0, REVEAL_MARGIN)
        self.ensureWidgetVisible(widget, 0, REVEAL_MARGIN)

    def scroll_by_key(self, event: QKeyEvent) -> None:
        """Scroll as Page up, Page down, Home, End and the arrows say."""
        super().keyPressEvent(event)


FOOT_GAP = 8
"""Px between what scrolls and the buttons beneath it."""


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
        if self._line and not self.childrenRect().isEmpty():
            painter = QPainter(self)
            hair_line(painter, self, 0)


def scrolling(content: QWidget) -> ScrollFrame:
    """`content` in a frame that scrolls up and down and never sideways."""
    return ScrollFrame(content)


class PageBar(QWidget):
    """The way back, the page's title and Help now on one line, with a thin line beneath."""

    def __init__(self, title: Heading, back: Button, help_now: Button) -> None:
        super().__init__()
        self.title = title
        self.title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setMinimumHeight(BAR_HEIGHT)
        self._row = RowLayout(self)
        self._row.add(back, RowSlot.LEFT)
        self._row.add(self.title, RowSlot.MIDDLE)
        self._row.add(help_now, RowSlot.RIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        side = margin_for(self.width()) - QUIET_PADDING
        self._row.setContentsMargins(side, 4, side, 4)
        super().resizeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        hair_line(QPainter(self), self, self.height() - 1)


class Page(Group):
    """Something beside the tabs, read out as a group with its title.

    `left` is sent when the person is done with it.

    Under the bar with the title stands `column`, which scrolls, and under it `foot`, which does
    not. `set_lead` puts a large sentence above the column's content.
    """

    left = Signal()
    help_requested = Signal()
    page_opened = Signal(object)
    """A page to lay over this one."""
    parting = Signal(str)
    """A sentence to say where the person goes when they have left."""
    max_width_in_em: int | None = 64
    """Widest content, in heights of the text; None for as wide as the window allows."""
    foot_inset = 0
    """Px that the foot reaches further out than the content: words without fill have padding."""

    def __init__(self, title: str, back: str | None = None) -> None:
        super().__init__(title)
        self.back = Button(_("‹ Back") if back is None else back, on_click=self.leave)
        self.help = Button(_("Help now"), on_click=self.help_requested.emit)
        actions.add_tool_tips((self.back, "back"), (self.help, "help"))
        self.heading = self._title_heading(title)
        bar = PageBar(self.heading, self.back, self.help)
        self.lead = Lead()
        self.lead.hide()
        self._content = QWidget()
        self.column = QVBoxLayout(self._content)
        self.column.setSpacing(16)
        self.column.addWidget(self.lead)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(bar)
        self._scroll = scrolling(self._content)
        outer.addWidget(self._scroll, 1)
        self.status_line = StatusLine()
        self.foot = QVBoxLayout()
        self.show_in_folder = Button(_("Show in folder"), ButtonKind.TILE, self._show_in_folder)
        self.show_in_folder.hide()
        self._saved: Path | None = None
        line = QWidget()
        status_row = RowLayout(line)
        status_row.add(self.status_line, RowSlot.WORDS)
        status_row.add(self.show_in_folder, RowSlot.RIGHT)
        self.foot.addWidget(line)
        beneath = Footer()
        beneath.setLayout(self.foot)
        self._scroll.verticalScrollBar().rangeChanged.connect(beneath.cut_off)
        outer.addWidget(beneath)
        self._spread()

    def _title_heading(self, title: str) -> Heading:
        """What names the page in its bar."""
        return Heading(title, scale=TextScale.TAB, bold=False)

    def set_lead(self, text: str) -> None:
        """Say what the page comes to, large and at the left above its content; "" for nothing.

        It is read out with the page, and announced where it changes later.
        """
        if text != self.lead.text() and self.isVisible():
            accessibility.say(self, text)
        self.lead.say(text)
        self.lead.setVisible(bool(text))

    def set_title(self, title: str) -> None:
        """Show `title` in the bar, and have the page read out with it."""
        self.heading.say(title)
        self.setAccessibleName(title)

    def swap(self, old: QWidget, new: QWidget) -> QWidget:
        """Put `new` where `old` stands in the column; returns `new`."""
        self.column.replaceWidget(old, new)
        new.show()
        hand_focus_on(old, new)
        old.hide()
        old.deleteLater()
        return new

    def _spread(self) -> None:
        """Keep lines short: content begins at the margin, and ends where a line is long enough."""
        left = right = content_margin(self.width())
        if self.max_width_in_em is not None:
            widest = self.max_width_in_em * QFontInfo(QApplication.font()).pixelSize()
            right = max(right, self.width() - left - widest)
        self.column.setContentsMargins(left, 16, right, MARGIN)
        inset = self.foot_inset
        self.foot.setContentsMargins(left - inset, FOOT_GAP, right - inset, 16)

    def on_font_changed(self) -> None:
        """Lines hold as many characters as before in another font."""
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
        self.status_line.say(sentence)
        self.show_in_folder.hide()

    def show_saved(self, path: Path) -> None:
        """Say that a file was saved and where, with a button that opens its folder."""
        self.tell(_("Saved: {path}").format(path=path))
        self._saved = path
        self.show_in_folder.show()

    def save_with(
        self, worker: Background, path: Path | None, write: Callable[[Path], object]
    ) -> None:
        """Have `worker` write `path`, and say how it went; do nothing where none was chosen."""
        if path is None:
            return
        self.tell(_("Saving {name}…").format(name=path.name))
        worker.submit(lambda: write(path), lambda _done: self.show_saved(path), self.tell)

    def _show_in_folder(self) -> None:
        if self._saved is not None:
            open_folder(self._saved.parent)

    def attempt(self, work: Callable[[], object]) -> bool:
        """Do `work`; a UserError is shown in the status line. Whether it was done.

        An earlier message belongs to something else, and is cleared.
        """
        self.tell("")
        try:
            work()
        except UserError as error:
            self.tell(str(error))
            return False
        return True

    @property
    def unfinished(self) -> bool:
        """Whether leaving the page now would lose something that was typed or chosen."""
        return any(field.isModified() for field in self.findChildren(QLineEdit))

    def anew(self) -> Page | None:
        """The same page in another language; None for one that is left when it changes."""
        return None

    def begin(self, reason: Qt.FocusReason) -> None:
        """Take the focus when the page is opened."""
        self.back.setFocus(reason)

    def leave(self) -> None:
        """Go back to where the person came from."""
        self.left.emit()

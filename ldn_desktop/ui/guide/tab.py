"""The Guide: sections at the left, one calm column, read aloud, find, print."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from ldn_desktop.guide import Guide, Index, load
from ldn_desktop.i18n import _
from ldn_desktop.ui import actions
from ldn_desktop.ui.guide.read_aloud_bar import ReadAloudBar
from ldn_desktop.ui.guide.section_column import FEWEST_LETTERS, MARGIN, SectionColumn, letters_wide
from ldn_desktop.ui.guide.section_list import SearchField, SectionList, neighbour
from ldn_desktop.ui.preferences import Preferences
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.widgets.button import GAP, Button
from ldn_desktop.ui.widgets.label import Label
from ldn_desktop.ui.widgets.page import Page, scrolling
from ldn_desktop.ui.widgets.row_layout import Place, RowLayout
from ldn_desktop.ui.widgets.theme import Role

LIST_LETTERS = 36
"""Width of the section list, in letters."""
NO_LIMIT = 16_777_215
KEEP_PLACE_MS = 600
FINISH_AFTER_MS = 30
"""The first paint comes before the part of a section that lies below the window."""


class GuideTab(QWidget):
    """Reads the guide, section by section, and comes back to the place it was left at."""

    page_opened = Signal(Page)

    def __init__(self, session: Session, preferences: Preferences) -> None:
        super().__init__()
        self._session, self._preferences = session, preferences
        self.guide: Guide = load()
        self._index: Index | None = None
        self.sections = SectionList(self.guide)
        self.search = self._search_field()
        self.found = Label("", role=Role.QUIET)
        self.found.hide()
        self._side = self._build_side()
        self._area = scrolling(QWidget())
        self.column: SectionColumn | None = None
        self.aloud = ReadAloudBar()
        self.aloud.speaking.connect(self._mark)
        self._keep = QTimer(self, singleShot=True, interval=KEEP_PLACE_MS)
        self._keep.timeout.connect(self.keep_place)
        self._build()
        self._folded = False
        self._area.verticalScrollBar().valueChanged.connect(lambda _y: self._keep.start())
        preferences.changed.connect(self._follow_look)
        self._add_keys()
        self._go_back_to(preferences.settings.guide_place)

    def _search_field(self) -> SearchField:
        field = SearchField(_("Find in the guide"))
        field.setPlaceholderText(_("Find in the guide"))
        field.textChanged.connect(self._find)
        field.returnPressed.connect(self._take_first_hit)
        return field

    def _build_side(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(MARGIN, 16, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.search)
        column.addWidget(self.found)
        column.addWidget(self.sections, 1)
        self.sections.wanted.connect(self.go_to)
        return side

    def _build(self) -> None:
        self.unfold = Button(_("Sections"), on_click=self._toggle_list)
        self.unfold.setAccessibleName(_("Sections and find"))
        self.unfold.hide()
        self.previous = Button(_("‹ Previous"), on_click=lambda: self._step(-1))
        self.next = Button(_("Next ›"), on_click=lambda: self._step(1))
        self.print = Button(_("Print…"), on_click=self._open_print)
        foot = QWidget()
        row = RowLayout(foot)
        row.setContentsMargins(MARGIN - 10, 4, MARGIN - 10, 8)
        steps = QWidget()
        both = RowLayout(steps)
        for button in (self.previous, self.next):
            both.add(button, Place.LEFT)
        for widget in (self.unfold, self.aloud, self.print):
            row.add(widget, Place.LEFT)
        row.add(steps, Place.RIGHT)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self._side)
        body.addWidget(self._area, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(body, 1)
        outer.addWidget(foot)

    def _add_keys(self) -> None:
        actions.add_scoped_actions(
            self,
            actions.Scope.GUIDE,
            {
                "find": self._start_finding,
                "section after": lambda: self._step(1),
                "section before": lambda: self._step(-1),
                "print": self._open_print,
            },
        )
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self._stop_finding)

    def go_to(self, key: str, block: int = -1) -> None:
        """Show section `key` from `block` on; an unknown key shows the first section."""
        section = self.guide.section(key) or self.guide.sections[0]
        if self.column is None or self.column.section.key != section.key:
            self._show(SectionColumn(self.guide, section))
            self.aloud.load(self.guide, section.key)
        self._enable_steps(section.key)
        if not self.search.text():
            self.sections.choose(section.key)
        if self._folded:
            self._fold(True)
        if block < 0:
            self._area.verticalScrollBar().setValue(0)
            QTimer.singleShot(FINISH_AFTER_MS, self, self.finish)
            self._keep.start()
        else:
            QTimer.singleShot(0, self, lambda: self._scroll_to(block))

    def finish(self) -> None:
        """Add what of the section did not show at first."""
        if self.column and not self.column.whole:
            self.column.finish()
            QApplication.sendPostedEvents(self.column, QEvent.Type.LayoutRequest)

    def _show(self, column: SectionColumn) -> None:
        self.column = column
        self._area.setWidget(column)

    def _enable_steps(self, key: str) -> None:
        self.previous.setEnabled(neighbour(self.guide, key, -1) is not None)
        self.next.setEnabled(neighbour(self.guide, key, 1) is not None)

    def _step(self, step: int) -> None:
        assert self.column
        section = neighbour(self.guide, self.column.section.key, step)
        if section:
            self.search.clear()
            self.go_to(section.key)

    def _scroll_to(self, block: int) -> None:
        if self.column:
            self.finish()
            self._area.verticalScrollBar().setValue(max(0, self.column.top_of(block) - 12))
        self._keep.start()

    @property
    def place(self) -> str:
        """Section and topmost block, as the settings remember it."""
        if self.column is None:
            return ""
        top = self._area.verticalScrollBar().value()
        return f"{self.column.section.key}:{self.column.block_at(top + 24) if top else -1}"

    def keep_place(self) -> None:
        """Remember the place, if it changed."""
        self._keep.stop()
        if self.place != self._preferences.settings.guide_place:
            self._preferences.remember(guide_place=self.place)

    def _go_back_to(self, place: str) -> None:
        key, _colon, block = place.partition(":")
        self.go_to(key, int(block) if block.removeprefix("-").isdecimal() else -1)

    def _find(self, typed: str) -> None:
        assert self.column
        if not typed.strip():
            self.found.hide()
            self.sections.show_sections(self.column.section.key)
            return
        if self._index is None:
            self._index = Index(self.guide)
        hits = self._index.find(typed)
        self.sections.show_hits(hits)
        nothing = len(typed.strip()) > 1 and not hits
        self.found.setText(_("Nothing found. Try a shorter word.") if nothing else "")
        self.found.setVisible(nothing)

    def _take_first_hit(self) -> None:
        first = self.sections.item(0)
        if self.search.text() and first:
            self.sections.setCurrentRow(0)
            self.sections.itemActivated.emit(first)

    def _start_finding(self) -> None:
        if self._folded:
            self._fold(False, keep_folded=True)
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _stop_finding(self) -> None:
        self.search.clear()
        if self._folded:
            self._fold(True)

    def _toggle_list(self) -> None:
        self._fold(self._side.isVisible(), keep_folded=True)
        if self._side.isVisible():
            self.sections.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fold(self, away: bool, *, keep_folded: bool = False) -> None:
        """Show either the list or the column where there is no room for both."""
        self._folded = away or keep_folded
        self._side.setVisible(not away)
        self._area.setVisible(away or not self._folded)
        self.unfold.setVisible(self._folded)

    def _fit(self) -> None:
        side = letters_wide(LIST_LETTERS) + MARGIN
        room = self.width() - side - 2 * MARGIN
        crowded = room < letters_wide(FEWEST_LETTERS)
        if crowded != self._folded:
            listed, finding = self.sections.hasFocus(), self.search.hasFocus()
            # The list stays for who is finding; else the focus would go with it to some button.
            self._fold(crowded and not finding, keep_folded=crowded)
            if crowded and listed:
                self.unfold.setFocus(Qt.FocusReason.OtherFocusReason)
        self._side.setMinimumWidth(0 if self._folded else side)
        self._side.setMaximumWidth(NO_LIMIT if self._folded else side)
        self._side.setContentsMargins(0, 0, MARGIN if self._folded else 0, 0)

    def _follow_look(self) -> None:
        self._fit()
        if self.column:
            block = self.column.block_at(self._area.verticalScrollBar().value() + 24)
            self.column.follow_text_size()
            QTimer.singleShot(0, self, lambda: self._scroll_to(block))

    def _mark(self, block: int, sentence: str) -> None:
        assert self.column
        self.finish()
        self.column.speak(block, sentence or None)
        if sentence:
            self._area.ensureWidgetVisible(self.column.view(block), 0, 80)

    def _open_print(self) -> None:
        from ldn_desktop.ui.guide.print_page import PrintPage

        self.page_opened.emit(PrintPage(self._session, self.guide))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._area.scroll_by_key(event)
        if not event.isAccepted():
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.column:
            self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, self._take_focus)

    def _take_focus(self) -> None:
        """Keep the keyboard out of the search field, where Qt would put it, until it is asked."""
        if QApplication.focusWidget() in (None, self.search):
            first = self.unfold if self._folded else self.sections
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        self.aloud.stop()
        self.keep_place()
        super().hideEvent(event)

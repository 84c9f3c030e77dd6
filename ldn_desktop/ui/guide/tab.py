"""The Guide: groups at the left, one calm column, read aloud, find, print."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from ldn_desktop.guide import SOURCES, Guide, Index, load
from ldn_desktop.i18n import _, ngettext
from ldn_desktop.ui import actions
from ldn_desktop.ui.guide.read_aloud_bar import ReadAloudBar
from ldn_desktop.ui.guide.reading_stop import install_accessible_stops
from ldn_desktop.ui.guide.section_list import SearchField, SectionList, neighbour
from ldn_desktop.ui.guide.section_view import FEWEST_CHARACTERS, SectionView, width_of_characters
from ldn_desktop.ui.layouts.row_layout import RowLayout, RowSlot
from ldn_desktop.ui.pages.page import MARGIN, Page, margin_for, scrolling
from ldn_desktop.ui.preferences import Preferences
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.style.theme import Role
from ldn_desktop.ui.widgets import accessibility
from ldn_desktop.ui.widgets.button import GAP, QUIET_PADDING, Button
from ldn_desktop.ui.widgets.label import Label

LIST_CHARACTERS = 40
"""Width of the section list in characters."""
MAX_WIDTH = 16_777_215
"""Qt's QWIDGETSIZE_MAX: no limit."""
STORE_POSITION_AFTER_MS = 600
ANNOUNCE_AFTER_MS = 900
"""The count of hits is spoken when typing pauses, not at every character."""
FINISH_AFTER_MS = 30
"""The first paint comes before the part of a section that lies below the window."""
ABOVE = 12
"""Px kept above a block that was jumped to."""
HELP, PRINT = "help", "print"
"""Targets of links that are not sections."""


class GuideTab(QWidget):
    """Reads the guide, section by section, and comes back to where it was left."""

    page_opened = Signal(Page)
    help_requested = Signal()

    def __init__(self, session: Session, preferences: Preferences) -> None:
        super().__init__()
        install_accessible_stops()
        self._session, self._preferences = session, preferences
        self.guide: Guide = load()
        self._index: Index | None = None
        self.sections = SectionList(self.guide)
        self.search = self._search_field()
        self.found = Label("", role=Role.QUIET)
        self.found.hide()
        self._side = self._build_side()
        self._area = scrolling(QWidget())
        self._area.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.column: SectionView | None = None
        self.aloud = ReadAloudBar()
        self.aloud.speaking.connect(self._highlight)
        self._store = QTimer(self, singleShot=True, interval=STORE_POSITION_AFTER_MS)
        self._store.timeout.connect(self.store_position)
        self._announce = QTimer(self, singleShot=True, interval=ANNOUNCE_AFTER_MS)
        self._announce.timeout.connect(self._say_found)
        self._build()
        self._folded = False
        self._read_block, self._read_width = -1, 0
        self._area.verticalScrollBar().valueChanged.connect(self._on_scroll)
        preferences.changed.connect(self._follow_look)
        self._add_shortcuts()
        self._restore(preferences.settings.guide_place)

    def _search_field(self) -> SearchField:
        field = SearchField(_("Find in the guide"))
        field.setPlaceholderText(_("Find in the guide"))
        field.textChanged.connect(self._find)
        field.returnPressed.connect(self._open_first_hit)
        field.left_downwards.connect(self._enter_list)
        return field

    def _build_side(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.search)
        column.addWidget(self.found)
        column.addWidget(self.sections, 1)
        self.sections.chosen.connect(self._jump)
        return side

    def _build(self) -> None:
        self.unfold = Button(_("Sections"), on_click=self._toggle_list)
        self.unfold.setAccessibleName(_("Sections and search"))
        self.unfold.hide()
        self.previous = Button(_("‹ Previous"), on_click=lambda: self._step(-1))
        self.next = Button(_("Next ›"), on_click=lambda: self._step(1))
        self.print = Button(_("Print…"), on_click=self._open_print)
        self.sources = Button(_("Sources"), on_click=lambda: self.go_to(SOURCES))
        actions.add_tool_tips(
            (self.search, "find"),
            (self.previous, "section before"),
            (self.next, "section after"),
            (self.print, "print"),
        )
        footer = QWidget()
        self._footer = row = RowLayout(footer)
        steps = QWidget()
        both = RowLayout(steps)
        for button in (self.previous, self.next):
            both.add(button, RowSlot.LEFT)
        for widget in (self.unfold, self.print, self.aloud, self.sources):
            row.add(widget, RowSlot.LEFT)
        row.add(steps, RowSlot.RIGHT)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self._side)
        body.addWidget(self._area, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(body, 1)
        outer.addWidget(footer)

    def _add_shortcuts(self) -> None:
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
        escape.activated.connect(self._on_escape)

    # Going somewhere

    def go_to(self, key: str, block: int = -1) -> None:
        """Show section `key` from `block` on; an unknown key shows the first section."""
        section = self.guide.section(key) or self.guide.sections[0]
        if self.column is None or self.column.section.key != section.key:
            self.column = SectionView(self.guide, section, self._follow_link)
            self.column.set_left_margin(margin_for(self.width()) if self._folded else MARGIN)
            self._area.setWidget(self.column)
            self.aloud.load(self.guide, section.key)
        self._name_steps(section.key)
        if not self.search.text():
            self.sections.show_sections(section.key)
        if self._folded:
            self._fold(True)
        if block < 0:
            self._area.verticalScrollBar().setValue(0)
            self._read_block = -1
            QTimer.singleShot(FINISH_AFTER_MS, self, self.finish)
            QTimer.singleShot(FINISH_AFTER_MS, self, self._note_width)
            self._store.start()
        else:
            QTimer.singleShot(0, self, lambda: self._scroll_to(block))

    def _jump(self, key: str, block: int) -> None:
        """Go to what was chosen in the list, and lead the keyboard to a hit."""
        self.go_to(key, block)
        if block >= 0:
            QTimer.singleShot(0, self, lambda: self._focus_on(block))

    def _focus_on(self, block: int) -> None:
        if self.column:
            self.column.focus_on(block)

    def _follow_link(self, target: str) -> None:
        if target == HELP:
            self.help_requested.emit()
        elif target == PRINT:
            self._open_print()
        else:
            self.go_to(target)

    def is_ready(self) -> bool:
        """Whether the section is on the page as a whole."""
        return self.column is not None and self.column.whole

    def finish(self) -> None:
        """Add what of the section did not show at first."""
        if self.column and not self.column.whole:
            self.column.finish()
            self._lay_out()

    def _lay_out(self) -> None:
        """Place the blocks now, not at the next turn of the event loop."""
        if self.column:
            self.column.lay_out(self._area.viewport().height())

    def _name_steps(self, key: str) -> None:
        """Enable the steps, and have a screen reader say where they lead."""
        steps = ((self.previous, -1, _("Previous: {title}")), (self.next, 1, _("Next: {title}")))
        for button, step, name in steps:
            section = neighbour(self.guide, key, step)
            button.setEnabled(section is not None)
            button.setAccessibleName(name.format(title=section.title) if section else button.text())

    def _step(self, step: int) -> None:
        """Go to the next or previous section, and lead the keyboard to its title."""
        assert self.column
        section = neighbour(self.guide, self.column.section.key, step)
        if section:
            self.search.clear()
            self.go_to(section.key)
            QTimer.singleShot(0, self, lambda: self._focus_on(-1))

    def _scroll_to(self, block: int) -> None:
        if self.column:
            self.finish()
            self._lay_out()
            self._note_width()
            self._read_block = block
            top = self.column.top_of(block) - ABOVE if block >= 0 else 0
            self._area.verticalScrollBar().setValue(max(0, top))
        self._store.start()

    # Remembering the position

    def _on_scroll(self, value: int) -> None:
        """Note the block at the top, unless the text moved because its lines broke anew."""
        self._store.start()
        if self.column and self.column.width() == self._read_width:
            self._read_block = self.column.block_at(value + 24) if value else -1

    def _note_width(self) -> None:
        """The text was laid out for good at this width."""
        if self.column:
            self._read_width = self.column.width()

    @property
    def position(self) -> str:
        """Section and topmost block, as the settings remember it."""
        if self.column is None:
            return ""
        top = self._area.verticalScrollBar().value()
        return f"{self.column.section.key}:{self.column.block_at(top + 24) if top else -1}"

    def store_position(self) -> None:
        """Remember the position, if it changed."""
        self._store.stop()
        if self.position != self._preferences.settings.guide_place:
            self._preferences.remember(guide_place=self.position)

    def _restore(self, position: str) -> None:
        key, _colon, block = position.partition(":")
        self.go_to(key, int(block) if block.removeprefix("-").isdecimal() else -1)

    # Finding

    def _find(self, query: str) -> None:
        assert self.column
        if not query.strip():
            self._announce.stop()
            self.found.hide()
            self.sections.show_sections(self.column.section.key)
            return
        if self._index is None:
            self._index = Index(self.guide)
        result = self._index.find(query)
        counted = self._count_words(query, result.count, len(result.hits))
        self.sections.show_hits(result.hits, counted)
        self.found.setText(counted)
        self.found.setVisible(bool(counted))
        self._announce.start()

    def _count_words(self, query: str, count: int, shown: int) -> str:
        if len(query.strip()) < 2:
            return ""
        if not count:
            return _("Nothing found. Try a shorter word.")
        if count > shown:
            return _("{count} found. The first {shown} are shown.").format(count=count, shown=shown)
        return ngettext("{count} found", "{count} found", count).format(count=count)

    def _say_found(self) -> None:
        """Have a screen reader say how much was found, and how to come to it."""
        accessibility.say(self.search, self.found.text())
        if self.sections.count() and self.search.hasFocus():
            accessibility.say(self.search, _("Press the down arrow to go through them."))

    def _enter_list(self) -> None:
        self.sections.setFocus(Qt.FocusReason.TabFocusReason)

    def _open_first_hit(self) -> None:
        first = self.sections.item(0)
        if self.search.text() and first:
            self.sections.setCurrentRow(0)
            self.sections.itemActivated.emit(first)

    def _start_finding(self) -> None:
        if self._folded:
            self._fold(False, keep_folded=True)
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _on_escape(self) -> None:
        """Close open cards; else end finding."""
        if self.column and not self.search.text() and self.column.close_cards():
            return
        self.search.clear()
        if self._folded:
            self._fold(True)

    # Fitting the window

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
        margin = margin_for(self.width())
        inner = margin - QUIET_PADDING
        self._footer.setContentsMargins(inner, 4, inner, 8)
        side = width_of_characters(LIST_CHARACTERS) + margin
        room = self.width() - side - 2 * MARGIN
        crowded = room < width_of_characters(FEWEST_CHARACTERS)
        if crowded != self._folded:
            listed, finding = self.sections.hasFocus(), self.search.hasFocus()
            # Whoever is finding keeps the list; folded away, it would take the focus with it.
            self._fold(crowded and not finding, keep_folded=crowded)
            if crowded and listed:
                self.unfold.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.column:
            self.column.set_left_margin(margin if self._folded else MARGIN)
        self._side.setMinimumWidth(0 if self._folded else side)
        self._side.setMaximumWidth(MAX_WIDTH if self._folded else side)
        self._side.setContentsMargins(margin, 16, margin if self._folded else 0, 0)

    def _follow_look(self) -> None:
        self._fit()
        if self.column:
            block = self._read_block
            QTimer.singleShot(0, self, lambda: self._scroll_to(block))

    def _highlight(self, block: int, sentence: str) -> None:
        assert self.column
        self.finish()
        self.column.speak(block, sentence or None)
        if sentence:
            self._area.ensureWidgetVisible(self.column.view(block), 0, 80)

    def _open_print(self) -> None:
        from ldn_desktop.ui.guide.guide_print_page import GuidePrintPage

        self.page_opened.emit(GuidePrintPage(self._session, self.guide))

    # Qt events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._area.scroll_by_key(event)
        if not event.isAccepted():
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        QTimer.singleShot(0, self, self._note_width)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.column:
            self._fit()

    def focusNextPrevChild(self, forwards: bool) -> bool:
        # Tab must reach the whole section, not only the part built before the first paint.
        self.finish()
        moved = super().focusNextPrevChild(forwards)
        self._show_focus()
        return moved

    def _show_focus(self) -> None:
        focused = QApplication.focusWidget()
        if focused and self.column and self.column.isAncestorOf(focused):
            self._area.ensureWidgetVisible(focused, 0, 2 * ABOVE)

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
        self.store_position()
        super().hideEvent(event)

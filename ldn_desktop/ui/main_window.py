"""The window: three tabs, and pages that lie over them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _
from ldn_desktop.i18n.formats import percent
from ldn_desktop.settings import Settings
from ldn_desktop.ui import actions
from ldn_desktop.ui.background import Background
from ldn_desktop.ui.importing.file_drops import FileDrops
from ldn_desktop.ui.layouts.focus_order import widgets_in_focus_order
from ldn_desktop.ui.pages.page import Page
from ldn_desktop.ui.pages.tint_band import trouble_band
from ldn_desktop.ui.preferences import Preferences
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.today.tab import TodayTab
from ldn_desktop.ui.top_bar import TopBar
from ldn_desktop.ui.widgets import accessibility
from ldn_desktop.ui.widgets.accessibility import install_accessible_roles
from ldn_desktop.ui.widgets.button import Button
from ldn_desktop.wording.edit_text import edit_text

if TYPE_CHECKING:
    from ldn_desktop.ui.sharing.sync_notice import SyncFindings

TAB_KEYS = ("today", "charts", "guide")
SMALLEST = (480, 400)
USUAL = (1024, 690)
HEED_AFTER_MS, PRELOAD_AFTER_MS = 100, 1500
"""What the first picture does without comes when it has been seen."""


class MainWindow(QMainWindow):
    """Everything a person sees of one open diary.

    Charts and Guide are built when they are first looked at: the start is Today's.
    """

    closed = Signal()

    def __init__(self, session: Session, preferences: Preferences) -> None:
        super().__init__()
        install_accessible_roles()
        self.session, self.preferences = session, preferences
        self.setMinimumSize(*SMALLEST)
        self.resize(*(preferences.settings.window or USUAL))
        self._by_key = self._outdated = False
        self._page_that_stayed: QWidget | None = None
        self._build_content()
        self.today.day.focus_first_open()
        if preferences.settings.welcomed:
            self._come_back()
        else:
            self._welcome()
        session.window_requested.connect(self.come_forward)
        session.trouble.connect(self._say_trouble)
        session.saved.connect(self._end_trouble)
        preferences.language_changed.connect(self._on_language_changed)
        if session.file.notices or session.file.changed_outside:
            self._show_notices()
        self._drops = FileDrops(self, self._import_files)
        self._background = Background(self)
        QTimer.singleShot(PRELOAD_AFTER_MS, self, self._preload)

    def _build_content(self) -> None:
        """Everything in the window, in the language of this moment; what was there goes."""
        session, preferences = self.session, self.preferences
        self.setWindowTitle(_("LDN Desktop"))
        self.top_bar = TopBar(
            [_("Today"), _("Charts"), _("Guide")],
            self.show_help,
            self.show_settings,
            _("Example data, not a real person") if session.diary.about.invented else "",
        )
        self.today = TodayTab(session, preferences)
        self.today.help_requested.connect(self.show_help)
        self.today.page_opened.connect(self.show_page)
        self.tabs = QStackedWidget()
        self.tabs.addWidget(self.today)
        self._built: dict[str, QWidget] = {"today": self.today}
        for _key in TAB_KEYS[1:]:
            self.tabs.addWidget(QWidget())
        self.pages = QStackedWidget()
        front = QWidget()
        column = QVBoxLayout(front)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addWidget(self.tabs, 1)
        self.pages.addWidget(front)
        self.trouble = trouble_band(_("Problem"))
        whole = QWidget()
        bands = QVBoxLayout(whole)
        bands.setContentsMargins(0, 0, 0, 0)
        bands.setSpacing(0)
        bands.addWidget(self.trouble)
        bands.addWidget(self.pages, 1)
        self.setCentralWidget(whole)
        self.top_bar.tabs.currentChanged.connect(self._show_tab)
        for action in self.actions():
            self.removeAction(action)
            action.deleteLater()
        actions.add_actions(self, self, self._with_key)
        self._add_tool_tips()

    def _on_language_changed(self) -> None:
        """Build everything anew; where the person is stays, and so does all that they typed.

        Under a page with something unfinished nothing can be built anew before it is left.
        """
        pages = self._open_pages()
        self._outdated = any(page.unfinished for page in pages)
        fresh = [page.anew() for page in pages]
        if self._outdated:
            for old, new in zip(pages, fresh, strict=True):
                if new is not None:
                    self._remove_page(old, None, Qt.FocusReason.OtherFocusReason)
                    self.show_page(new)
            return
        tab, shown = self.top_bar.tabs.currentIndex(), self.today.day.date
        for page in reversed(pages):
            page.leave()
        self.today.disconnect_from_session()
        self._build_content()
        self.today.go_to(shown)
        self.top_bar.tabs.setCurrentIndex(tab)
        for new in filter(None, fresh):
            self.show_page(new)

    def _open_pages(self) -> list[Page]:
        """The pages over the tabs, the lowest first."""
        widgets = (self.pages.widget(position) for position in range(self.pages.count()))
        return [widget for widget in widgets if isinstance(widget, Page)]

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(HEED_AFTER_MS, self.preferences, self.preferences.heed_desktop)

    def _add_tool_tips(self) -> None:
        for index, key in enumerate(TAB_KEYS):
            self.top_bar.tabs.setTabToolTip(index, actions.tool_tip(key))
        actions.add_tool_tips((self.top_bar.help, "help"), (self.top_bar.settings, "settings"))

    def _with_key(self, act: Callable[[], object]) -> None:
        self._by_key = True
        act()
        self._by_key = False

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002  # Qt's own name
        """Tab goes as a page is read, however often parts of it were built anew."""
        order = list(widgets_in_focus_order(self.pages))
        focused = QApplication.focusWidget()
        if focused not in order:
            return super().focusNextPrevChild(next)
        reasons = Qt.FocusReason
        there = order[(order.index(focused) + (1 if next else -1)) % len(order)]
        there.setFocus(reasons.TabFocusReason if next else reasons.BacktabFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that no control handled: those of the day, while Today is in front."""
        if not self._front_page and self.tabs.currentWidget() is self.today:
            self._with_key(lambda: event.setAccepted(self.today.day.take_key(event)))
            if event.isAccepted():
                return
            act = actions.for_letter(event)
            if act is not None and self.settings.single_keys:
                self._with_key(lambda: act(self))
                return
        super().keyPressEvent(event)

    @property
    def _front_page(self) -> Page | None:
        """The page over the tabs, if any."""
        page = self.pages.currentWidget()
        return page if isinstance(page, Page) else None

    def say(self, sentence: str) -> None:
        """Say `sentence` where the person is: on the page, in Today's line, or to readers alone."""
        if (page := self._front_page) is not None:
            page.tell(sentence)
        elif self.tabs.currentWidget() is self.today:
            self.today.day.say(sentence)
        else:
            accessibility.say(self, sentence)

    def undo(self) -> None:
        """Undo the last touch, and say what it was where it was done."""
        if self._front_page is None:
            self.go_to("today")
            self.today.undo()
        elif (edit := self.session.undo()) is None:
            self.say(_("Nothing left to undo."))
        else:
            what = edit_text(self.session.diary, edit.reversed())
            self.say(_("Undone: {what}.").format(what=what))

    def redo(self) -> None:
        """Make the touch again that was undone last, and say what it was."""
        if self._front_page is None:
            self.go_to("today")
            self.today.redo()
        elif (edit := self.session.redo()) is None:
            self.say(_("Nothing to redo."))
        else:
            self.say(_("Redone: {what}.").format(what=edit_text(self.session.diary, edit)))

    def next_theme(self) -> None:
        """Change to the next theme, and say which."""
        self.preferences.next_theme()
        self.say(_("Theme: {name}").format(name=self.preferences.theme.label))

    def step_text(self, step: int) -> None:
        """Make the text one size larger (+1) or smaller (−1), and say how large."""
        self.preferences.step_text(step)
        share = self.preferences.settings.text_percent / 100
        self.say(_("Text size: {percent}").format(percent=percent(share)))

    def toggle_crash(self) -> None:
        self.today.day.toggle_crash()

    def open_today_page(self, name: str) -> None:
        """Open the page `name` of the day that is shown."""
        self.today.open(name)

    def go_to(self, key: str) -> None:
        """Bring the tab `key` ("today", "charts", "guide") to the front."""
        self.pages.setCurrentIndex(0)
        self.top_bar.tabs.setCurrentIndex(TAB_KEYS.index(key))

    def tab(self, key: str) -> QWidget:
        """The tab `key`, built if this is the first look at it."""
        if key not in self._built:
            self._built[key] = self._build(key)
            position = TAB_KEYS.index(key)
            self.tabs.insertWidget(position, self._built[key])
            if blank := self.tabs.widget(position + 1):
                self.tabs.removeWidget(blank)
                blank.deleteLater()
        return self._built[key]

    def _build(self, key: str) -> QWidget:
        if key == "charts":
            from ldn_desktop.ui.charts.tab import ChartsTab

            charts = ChartsTab(self.session, self.preferences)
            charts.day_requested.connect(self._open_day)
            charts.page_opened.connect(self.show_page)
            charts.example_requested.connect(self._open_example)
            return charts
        from ldn_desktop.ui.guide.tab import GuideTab

        guide = GuideTab(self.session, self.preferences)
        guide.page_opened.connect(self.show_page)
        guide.help_requested.connect(self.show_help)
        return guide

    def _open_example(self) -> None:
        from ldn_desktop.ui.charts.example_page import ExamplePage

        self.show_page(ExamplePage(self.session, self.preferences))

    def _show_tab(self, index: int) -> None:
        self.tab(TAB_KEYS[index])
        self.tabs.setCurrentIndex(index)
        self.preferences.remember(tab=TAB_KEYS[index])

    def _come_back(self) -> None:
        """To where the person was when the program ended without being closed."""
        if self.settings.tab in TAB_KEYS:
            self.go_to(self.settings.tab)
        self.today.restore_location()

    def _open_day(self, when: date) -> None:
        self.today.go_to(when)
        self.go_to("today")

    def _welcome(self) -> None:
        from ldn_desktop.ui.start.welcome_page import WelcomePage

        page = WelcomePage(self.session, self.preferences)
        self.show_page(page)
        # One Enter too many must not answer the first question of Today.
        tabs = self.top_bar.tabs
        page.left.connect(lambda: tabs.setFocus(Qt.FocusReason.OtherFocusReason))

    def _show_notices(self) -> None:
        from ldn_desktop.ui.start.notice_page import NoticePage

        page = NoticePage(self.session)
        page.files_requested.connect(self._show_files)
        self.show_page(page)

    def _show_files(self) -> None:
        from ldn_desktop.ui.settings.diary_file_page import DiaryFilePage

        self.show_page(DiaryFilePage(self.session))

    def come_forward(self) -> None:
        """Show the window to the person who started the program a second time."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        # Some systems let no window come forward by itself: then it asks to be looked at.
        QApplication.alert(self)
        self.today.day.say(_("The diary was already open in this window."))

    def _say_trouble(self, sentence: str) -> None:
        self.trouble.say(sentence)

    def _end_trouble(self) -> None:
        if self.session.all_saved:
            self.trouble.say("")

    def _preload(self) -> None:
        from ldn_desktop.ui.preload import preload

        self._background.submit(preload, lambda _nothing: None)
        self._begin_exchange()
        self._begin_reminder_notes()
        self._look_at_sync_tool()
        # Not before the first picture: all dates of the diary are looked at.
        if notice := self.session.clock_notice:
            self.session.file.notices.append(notice)
            self._show_notices()

    def _begin_exchange(self) -> None:
        from ldn_desktop.ui.sharing.exchanger import Exchanger

        Exchanger(self, self.session, self.say)

    def _begin_reminder_notes(self) -> None:
        from ldn_desktop.ui.settings.reminder_notes import ReminderNotes

        ReminderNotes(self, self.session)

    def _look_at_sync_tool(self) -> None:
        """Say once that a sync tool carries the diary's folder, or left copies of it."""
        from ldn_desktop.ui.sharing.sync_notice import look, sentence

        session = self.session
        if session.file.folder is None:
            return

        def say(found: SyncFindings) -> None:
            if found.fingerprint != self.settings.sync_notice:
                self.preferences.remember(sync_notice=found.fingerprint)
                if text := sentence(found):
                    self.say(text)

        session.on_disk(self, partial(look, session.file), say, lambda _why: None)

    def show_page(self, page: Page) -> None:
        """Lay `page` over the tabs until the person leaves it."""
        if type(page) is type(self.pages.currentWidget()):
            page.deleteLater()
            return
        came_from = QApplication.focusWidget()
        by_key = isinstance(came_from, Button) and came_from.keyboard_focus
        reasons = Qt.FocusReason
        reason = reasons.TabFocusReason if by_key or self._by_key else reasons.OtherFocusReason
        self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        page.help_requested.connect(self.show_help)
        page.page_opened.connect(self.show_page)
        page.left.connect(lambda: self._remove_page(page, came_from, reason))
        page.parting.connect(self.say)
        page.begin(reason)

    def _remove_page(self, page: Page, came_from: QWidget | None, reason: Qt.FocusReason) -> None:
        self.pages.removeWidget(page)
        page.deleteLater()
        self.pages.setCurrentIndex(self.pages.count() - 1)
        if self._outdated and not any(page.unfinished for page in self._open_pages()):
            self._on_language_changed()
        elif came_from is not None and isValid(came_from):
            came_from.setFocus(reason)
        elif self.pages.currentIndex() == 0:
            self.today.day.focus_first_open()

    def _import_files(self, paths: Sequence[Path]) -> None:
        """Open the import with what was dropped on the window."""
        from ldn_desktop.ui.importing.import_page import ImportPage

        page = self.pages.currentWidget()
        if not isinstance(page, ImportPage):
            page = ImportPage(self.session)
            self.show_page(page)
        page.take_files(paths)

    def _leave_pages(self) -> bool:
        """Let every open page keep what it holds; False where one stays, as it cannot."""
        while isinstance(page := self.pages.currentWidget(), Page):
            page.leave()
            if self.pages.currentWidget() is page:
                return False
        return True

    def show_help(self) -> None:
        from ldn_desktop.ui.guide.help_page import HelpPage

        page = HelpPage(self.preferences)
        page.help.hide()
        self.show_page(page)

    def show_settings(self) -> None:
        from ldn_desktop.ui.settings.settings_page import SettingsPage

        self.show_page(SettingsPage(self.session, self.preferences))

    def show_keys(self) -> None:
        from ldn_desktop.ui.settings.shortcuts_page import ShortcutsPage

        self.show_page(ShortcutsPage(self.preferences))

    @property
    def settings(self) -> Settings:
        return self.preferences.settings

    def closeEvent(self, event: QCloseEvent) -> None:
        """Not while anything is unsaved, unless the person saw the warning and closes it again."""
        if not self._leave_pages() and self._page_that_stayed is not self.pages.currentWidget():
            self._page_that_stayed = self.pages.currentWidget()  # which says why
            event.ignore()
            return
        self.today.forget_location()
        self.preferences.remember(tab=TAB_KEYS[0])
        if self.session.file.encrypted:
            # Other diaries the reminder reads by itself.
            from ldn_desktop.ui.settings import reminder_notes

            reminder_notes.note(self.session)
        try:
            self.session.close()
        except UserError as refusal:
            self.session.trouble.emit(str(refusal))
            event.ignore()
            return
        super().closeEvent(event)
        self.closed.emit()

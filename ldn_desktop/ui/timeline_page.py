"""A page of things with dates: their timeline, newest state above it, and a form beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ldn_desktop.diary.model import Change, Edit
from ldn_desktop.i18n import ngettext
from ldn_desktop.ui.layouts.focus_order import hand_focus_on
from ldn_desktop.ui.layouts.page_columns import PageColumn, main_and_side
from ldn_desktop.ui.pages.entry_form import EntryForm
from ldn_desktop.ui.pages.page import Page
from ldn_desktop.ui.pages.timeline_row import STEM_WIDTH
from ldn_desktop.ui.pages.undo_line import UndoLine
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.sharing.removed_line import RemovedLine
from ldn_desktop.ui.style.theme import Role
from ldn_desktop.ui.widgets.button import Button, ButtonKind
from ldn_desktop.ui.widgets.label import Label
from ldn_desktop.wording.difference_text import sentences

MAIN_WIDTH = 31
"""Of the timeline, in em."""
SHOWN, MORE = 30, 100
"""Rows at first, and how many more with each touch."""

Entry_contra = TypeVar("Entry_contra", contravariant=True)


class Row(Protocol[Entry_contra]):
    """Makes the row of one entry; `first` and `last` are the ends of the timeline."""

    def __call__(self, entry: Entry_contra, /, *, first: bool, last: bool) -> QWidget: ...


class TimelinePage(Page):
    """Subclasses show their rows in `refresh`, which follows every change of the diary.

    `main` and `side` are the columns; the timeline stands where `add_timeline` puts it.
    """

    max_width_in_em = None

    def __init__(
        self, session: Session, title: str, back: str | None, about: str, *, side_width: int = 26
    ) -> None:
        """`about` is what the page is for; `side_width` is in em."""
        super().__init__(title, back)
        self._session = session
        self._columns = main, side = PageColumn(MAIN_WIDTH), PageColumn(side_width)
        self.main, self.side = main.column, side.column
        self.main.addWidget(Label(about, role=Role.QUIET))
        self._timeline = QWidget()
        self._shown = SHOWN
        self.column.addWidget(main_and_side(main, side))
        self.column.addStretch(1)
        self.undo_line = UndoLine(session.changed, session.undo)
        self.foot.addWidget(self.undo_line)

    def add_timeline(self, is_listed: Callable[[Change], bool]) -> None:
        """Place the timeline below what stands in the main column, and at its end what another
        computer says of entries that were removed.

        `is_listed` says whether a change is about what the timeline shows.
        """
        self.main.addWidget(self._timeline)
        removed = RemovedLine(self._session, is_listed)
        removed.setContentsMargins(STEM_WIDTH, 10, 0, 0)
        self.main.addWidget(removed)

    def follow_diary(self) -> None:
        """Show the diary, from now on after every change: the last step of building the page."""
        for column in self._columns:
            column.finish()
        self._session.changed.connect(self.refresh)
        self.refresh()

    def add_form(self, form: EntryForm) -> None:
        """Place `form` at the end of the side column; its buttons do what they say."""

        def clear_after(action: Callable[[], bool]) -> None:
            if action():
                form.clear()

        form.saved.connect(lambda: clear_after(self.save_entry))
        form.removed.connect(lambda: clear_after(self.remove_entry))
        form.cancelled.connect(form.clear)
        self.side.addWidget(form)

    def show_form(self, first: QWidget) -> None:
        """Bring the form into sight, `first` at its top; an older message is cleared."""
        self.tell("")
        self._scroll.ensureWidgetVisible(first)

    def save_entry(self) -> bool:
        """Record what the form has. Whether that was done."""
        raise NotImplementedError

    def remove_entry(self) -> bool:
        """Remove the entry that the form shows. Whether that was done."""
        raise NotImplementedError

    def refresh(self, _dates: object = None) -> None:
        """Show the diary as it is now."""
        raise NotImplementedError

    def difference(self, *key: object) -> str:
        """What another computer says of the entry `key`, such as ("step", date); mostly nothing."""
        return sentences(self._session.diary, self._session.differences.get(key, ()))

    def show_rows(self, rows: Iterable[QWidget]) -> None:
        """Replace the timeline by `rows`; the focus stays on what has the same name."""
        board = QWidget()
        column = QVBoxLayout(board)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for row in rows:
            column.addWidget(row)
        old, self._timeline = self._timeline, board
        self.main.replaceWidget(old, board)
        board.show()
        hand_focus_on(old, board)
        old.hide()
        old.deleteLater()

    def show_first(self, entries: Sequence[Entry_contra], row: Row[Entry_contra]) -> None:
        """Show the first of `entries`, each as `row` makes it, and a button for more of them."""
        shown = entries[: self._shown]
        rows = [row(one, first=one is shown[0], last=one is shown[-1]) for one in shown]
        more = len(entries) - len(shown)
        if more:
            text = ngettext("Show {n} more", "Show {n} more", more).format(n=more)
            rows.append(Button(text, ButtonKind.LINK, self._show_more))
        self.show_rows(rows)

    def _show_more(self) -> None:
        self._shown += MORE
        self.refresh()

    def record(self, edit: Callable[[], Edit], done: str) -> bool:
        """Record what `edit` returns and say what was `done`, or why not. Whether it was."""
        self.undo_line.clear()
        if not self.attempt(lambda: self._session.record(edit())):
            return False
        self.undo_line.say(done)
        return True

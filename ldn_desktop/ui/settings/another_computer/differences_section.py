"""Every entry that differs between the computers, each with a button for either value."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ldn_desktop.diary.model import Change
from ldn_desktop.i18n import _, ngettext
from ldn_desktop.storage import Difference, as_shown
from ldn_desktop.ui.layouts.row_layout import at_left
from ldn_desktop.ui.pages.captioned_row import captioned_row
from ldn_desktop.ui.pages.section import Section, ruled_list
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.style.theme import Role
from ldn_desktop.ui.widgets.button import Button, ButtonKind
from ldn_desktop.ui.widgets.double_click_guard import DoubleClickGuard
from ldn_desktop.ui.widgets.label import Label
from ldn_desktop.wording.difference_text import about, says, sentences

SHOWN_AT_A_TIME = 20


def _sortable(key: tuple[object, ...]) -> list[str]:
    return [part.isoformat() if isinstance(part, date) else str(part) for part in key]


class DifferencesSection(Section):
    """Hidden while nothing differs."""

    chosen = Signal(object)
    """A list of Change to record: for each question one of the two values."""

    def __init__(self, session: Session) -> None:
        super().__init__(_("Entries that differ"), _("Choose one, and both computers will use it."))
        self._session = session
        self._guard = DoubleClickGuard()
        self._board = QWidget()
        self.add(self._board, 0)
        self.hide()

    def refresh(self) -> None:
        """Show what differs now, the newest days first."""
        found = self._session.differences
        keys = sorted(found, key=_sortable, reverse=True)
        rows = [self._row(list(found[key])) for key in keys[:SHOWN_AT_A_TIME]]
        more = len(keys) - len(rows)
        if more:
            text = ngettext("{n} more differs.", "{n} more differ.", more).format(n=more)
            rows.append(Label(text, role=Role.QUIET))
        if len(keys) > 1:
            everything = [self._shown(found[key][0]) for key in keys]
            choose_all = partial(self._choose, everything)
            rows.append(at_left(Button(_("Keep all as shown"), ButtonKind.TILE, choose_all)))
        self._board = self.replace(self._board, ruled_list(rows))
        self.setVisible(bool(rows))

    def _shown(self, difference: Difference) -> Change:
        """What is shown, as a change that leaves it as it is."""
        return as_shown(difference.change, self._session.diary)

    def _row(self, differences: list[Difference]) -> QWidget:
        session = self._session
        shown = self._shown(differences[0])
        beside = [shown, *(one.change for one in differences)]
        # Not of what is shown: that of a mark that was removed here has no name.
        title = about(session.diary, differences[0].change, session.today)
        now = says(shown, beside) or _("no entry")
        question = Label(_("{question}: {answer}").format(question=title, answer=now))
        buttons = []
        for change, text in (
            (shown, _("Keep as shown")),
            *((one.change, _("Use the other")) for one in differences),
        ):
            button = Button(text, ButtonKind.TILE, partial(self._choose, [change]))
            button.setAccessibleName(
                _("{action}: {what}, {answer}").format(
                    action=text, what=title, answer=says(change, beside) or _("no entry")
                )
            )
            buttons.append(button)
        return captioned_row(question, sentences(session.diary, differences), *buttons)

    def _choose(self, changes: list[Change]) -> None:
        # Rows move up: the second click of a double click would hit the next one.
        if self._guard.meant("a choice"):
            self.chosen.emit(changes)

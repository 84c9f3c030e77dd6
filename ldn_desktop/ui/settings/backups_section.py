"""The list of backups: restored after saying what would change, and backing up now."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ldn_desktop.diary.model import Edit
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _, ngettext
from ldn_desktop.storage import Backup
from ldn_desktop.ui.layouts.focus_order import focus_reason, focusable
from ldn_desktop.ui.layouts.row_layout import at_left, words_and_controls
from ldn_desktop.ui.pages.inline_consequence import InlineConsequence
from ldn_desktop.ui.pages.placeholders import BusyState
from ldn_desktop.ui.pages.section import Section, ruled_list
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.settings.file_dates import moment_in_sentence, moment_text
from ldn_desktop.ui.settings.restore_preview import sentences
from ldn_desktop.ui.style.theme import Role
from ldn_desktop.ui.widgets.button import Button, ButtonKind
from ldn_desktop.ui.widgets.double_click_guard import DoubleClickGuard
from ldn_desktop.ui.widgets.label import Label

SHOWN_AT_FIRST = 4


class BackupsSection(Section):
    """Backups, newest first. While the disk is asked, no button does anything."""

    done = Signal(str)
    """What was done, such as “Backup made.”; it cannot be undone."""
    restored = Signal(str)
    """A backup was restored; the sentence says which, and it can be undone."""
    refused = Signal(str)
    """Why something was not done."""
    started = Signal()
    """Something begins: what was said before belongs to something else."""

    def __init__(self, session: Session) -> None:
        super().__init__(_("Backups"))
        self._session = session
        self._guard = DoubleClickGuard()
        self._backups: list[Backup] | None = None
        self._opened: tuple[Backup, Edit] | None = None
        self._busy = ""
        self._show_all = False
        self._to_focus: tuple[str, Qt.FocusReason] | None = None
        """The name of the button that the focus comes back to, and how."""
        self._board = QWidget()
        self.add(self._board, 0)
        self._show()
        self.refresh()

    @property
    def busy(self) -> bool:
        """Whether the disk was asked for something and has not answered yet."""
        return bool(self._busy)

    def refresh(self) -> None:
        """Read the backups again, on the writer thread."""
        self._session.on_disk(self, self._session.file.backups, self._on_read, self._on_refused)

    def _on_read(self, backups: list[Backup]) -> None:
        self._backups, self._busy = backups, ""
        self._show()
        self._take_focus_back()

    def _on_refused(self, sentence: str) -> None:
        self._backups = self._backups or []
        self._opened, self._busy = None, ""
        self._show()
        self.refused.emit(sentence)

    def _remember_focus(self) -> None:
        """What is disabled while busy loses the focus, to buttons that do something else."""
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            self._to_focus = _name_of(focused), focus_reason(focused)

    def _take_focus_back(self) -> None:
        """To the button that was pressed; where it is gone, to the first of the list."""
        found = focusable(self._board)
        if self._to_focus is None or not found:
            return
        (name, reason), self._to_focus = self._to_focus, None
        next((one for one in found if _name_of(one) == name), found[0]).setFocus(reason)

    def _show(self) -> None:
        board = QWidget()
        column = QVBoxLayout(board)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(ruled_list(self._rows()))
        self._board = self.replace(self._board, board)

    def _rows(self) -> list[QWidget]:
        if self._backups is None:
            return [_line(_("Reading the backups…"))]
        shown = self._backups if self._show_all else self._backups[:SHOWN_AT_FIRST]
        return [*(self._backup_row(backup) for backup in shown), self._last_row()]

    def _backup_row(self, backup: Backup) -> QWidget:
        opened = self._opened is not None and self._opened[0] == backup
        when = self._when(backup)
        days = ngettext("{n} day", "{n} days", backup.days).format(n=backup.days)
        state = Label(days if backup.sound else _("damaged"), role=Role.QUIET)
        names = at_left(Label(when, bold=opened), state, gap=24, margin=4)
        buttons = []
        if backup.sound:
            restore = Button(
                _("Restore…"), ButtonKind.TILE, partial(self._once, partial(self._open, backup))
            )
            restore.setAccessibleName(_("Restore… {when}, {days}").format(when=when, days=days))
            restore.setCheckable(True)
            restore.setChecked(opened)
            restore.setEnabled(not self.busy)
            buttons.append(restore)
        line = words_and_controls(names, *buttons)
        return self._with_consequence(line) if opened else line

    def _with_consequence(self, line: QWidget) -> QWidget:
        board = QWidget()
        column = QVBoxLayout(board)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(4)
        column.addWidget(line)
        assert self._opened is not None
        backup, edit = self._opened
        if self._busy:
            column.addWidget(BusyState(self._busy))
            return board
        consequence = InlineConsequence(
            _("What would change"),
            self._changes(edit),
            _("Restore {when}").format(when=self._when_in_sentence(backup)),
            on_confirm=partial(self._once, partial(self._restore, backup)),
            on_cancel=self._close,
            note=_("Your current diary is backed up first. You can undo it."),
        )
        self._consequence = consequence
        column.addWidget(consequence)
        return board

    def _changes(self, edit: Edit) -> list[str]:
        found = sentences(edit, self._session.today)
        if edit and self._session.is_shared:
            found.append(_("The other computer will change in the same way."))
        return found

    def _last_row(self) -> QWidget:
        assert self._backups is not None
        hidden = 0 if self._show_all else max(0, len(self._backups) - SHOWN_AT_FIRST)
        if hidden:
            text = ngettext(
                "Backups are made automatically. There is {n} older backup.",
                "Backups are made automatically. There are {n} older backups.",
                hidden,
            ).format(n=hidden)
        else:
            text = _("Backups are made automatically.")
        buttons = []
        if hidden:
            buttons.append(Button(_("Show all"), ButtonKind.TILE, self._open_all))
        self.back_up_now = Button(
            _("Back up now"), ButtonKind.TILE, partial(self._once, self._back_up)
        )
        self.back_up_now.setEnabled(not self.busy and self._session.file.folder is not None)
        return words_and_controls(Label(text, role=Role.QUIET), *buttons, self.back_up_now)

    def _when(self, backup: Backup) -> str:
        return moment_text(backup.created, self._session.clock(), seconds=backup.shares_minute)

    def _when_in_sentence(self, backup: Backup) -> str:
        return moment_in_sentence(
            backup.created, self._session.clock(), seconds=backup.shares_minute
        )

    def _once(self, action: Callable[[], object]) -> None:
        """Run `action` unless it is a second click, or the first one still runs."""
        # Rows move as the list opens: the second click would hit another one.
        if self._guard.meant("list") and not self.busy:
            self.started.emit()
            action()

    def _open_all(self) -> None:
        self._show_all = True
        self._show()

    def _open(self, backup: Backup) -> None:
        if self._opened is not None and self._opened[0] == backup:
            self._close()
            return
        self._busy = _("Comparing…")
        self._opened = None
        file = self._session.file
        self._session.on_disk(
            self,
            lambda: file.preview_restore(backup),
            partial(self._on_previewed, backup),
            self._on_refused,
        )

    def _on_previewed(self, backup: Backup, edit: Edit) -> None:
        self._busy, self._opened = "", (backup, edit)
        self._show()
        self._consequence.take_focus(Qt.FocusReason.TabFocusReason)

    def _close(self) -> None:
        self._opened = None
        self._show()

    def _restore(self, backup: Backup) -> None:
        self._remember_focus()
        self._busy = _("Restoring…")
        self._show()
        try:
            self._session.restore(
                self, backup, partial(self._on_restored, backup), self._on_refused
            )
        except UserError as error:
            self._on_refused(str(error))

    def _on_restored(self, backup: Backup) -> None:
        self._opened = None
        when = self._when_in_sentence(backup)
        self.restored.emit(_("Restored: backup from {when}.").format(when=when))
        self.refresh()

    def _back_up(self) -> None:
        self._remember_focus()
        self._busy = _("Backing up…")
        self._show()
        self._session.on_disk(
            self, self._session.file.back_up, self._on_backed_up, self._on_refused
        )

    def _on_backed_up(self, _nothing: object) -> None:
        self.done.emit(_("Backup made."))
        self.refresh()


def _name_of(widget: QWidget) -> str:
    return widget.accessibleName() or (widget.text() if isinstance(widget, Button) else "")


def _line(text: str) -> QWidget:
    return words_and_controls(Label(text, role=Role.QUIET), margin=12)

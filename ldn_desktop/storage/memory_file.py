"""A diary file without a disk: for the demo, and for tests of everything above storage."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ldn_desktop.diary.model import Diary, Edit
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _
from ldn_desktop.storage.backups.backups import Backup
from ldn_desktop.storage.closing import ClosedAtEnd
from ldn_desktop.storage.instance.inbox import Request
from ldn_desktop.storage.recovery.large_edits import LargeEdit

if TYPE_CHECKING:
    from ldn_desktop.storage.recovery.conflict_copies import ConflictCopies


class MemoryDiaryFile(ClosedAtEnd):
    """The interface of DiaryFile, in memory only."""

    folder: Path | None = None
    read_only = encrypted = changed_outside = False
    key: None = None

    def __init__(self, diary: Diary) -> None:
        self.diary = diary
        self.notices: list[str] = []
        self.recorded: list[Edit] = []
        """Every edit, in order."""
        self._undos: list[LargeEdit] = []

    def record(self, edit: Edit) -> None:
        if edit:
            self.recorded.append(edit)

    def checkpoint(self) -> None:
        """Nothing to write: there is no file."""

    def back_up(self) -> None:
        """Raises UserError: there is no file."""
        raise UserError(_("This diary is not saved on the disk, so it has no backups."))

    def backups(self) -> list[Backup]:
        return []

    def preview_restore(self, backup: Backup) -> Edit:
        """Raises UserError: there are no backups."""
        return self.restore_edit(backup)

    def restore_edit(self, backup: Backup) -> Edit:  # noqa: ARG002  # as DiaryFile has it
        """Raises UserError: there are no backups."""
        raise UserError(_("This diary is not saved on the disk, so it has no backups."))

    def add_undo(self, edit: Edit, title: str) -> None:
        when = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        number = self._undos[0].number + 1 if self._undos else 1
        self._undos.insert(0, LargeEdit(number, title, when, edit, edit.reversed()))

    def undo_entries(self) -> list[LargeEdit]:
        return list(self._undos)

    def remove_undo(self, done: LargeEdit) -> None:
        self._undos.remove(done)

    def conflict_copies(self) -> ConflictCopies:
        from ldn_desktop.storage.recovery.conflict_copies import ConflictCopies

        return ConflictCopies()

    def requests(self) -> list[Request]:
        return []

    def exchange(self, *, if_due: bool = False) -> None:  # as DiaryFile has it
        """Nobody shares a diary that is on no disk."""

    def acknowledge(self) -> None:
        """Nothing ever comes."""

    def accept_outside_change(self) -> None:
        """Nothing outside changes it."""

    def close(self) -> None:
        """Nothing to close."""

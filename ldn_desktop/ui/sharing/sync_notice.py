"""What to say once of a sync tool that carries the diary's own folder. No Qt."""

from __future__ import annotations

from msgspec import Struct

from ldn_desktop.i18n import _, ngettext
from ldn_desktop.storage import ConflictCopies, DiaryFile, MemoryDiaryFile, synced_folder


class SyncFindings(Struct, frozen=True):
    """What a look at the diary's folder found."""

    tool: str
    """Whose folder it is; empty where none is recognised."""
    copies: ConflictCopies

    @property
    def fingerprint(self) -> str:
        """Another text for everything that is worth another word."""
        missing = len(self.copies.missing.changes)
        return f"{self.tool} {len(self.copies.names)} {missing}" if self.tool or missing else ""


def look(file: DiaryFile | MemoryDiaryFile) -> SyncFindings:
    """What there is to say of the folder of `file`. Goes to the disk. Raises UserError."""
    synced = None if file.folder is None else synced_folder(file.folder)
    return SyncFindings(synced.tool if synced else "", file.conflict_copies())


def sentence(found: SyncFindings) -> str:
    """One sentence for the quiet line; empty where there is nothing to say."""
    missing = len(found.copies.missing.changes)
    if missing:
        return ngettext(
            "{n} entry is only in a copy made by a sync tool. To add it, go to Settings, “Diary "
            "file and backups”.",
            "{n} entries are only in copies made by a sync tool. To add them, go to Settings, "
            "“Diary file and backups”.",
            missing,
        ).format(n=missing)
    if found.tool:
        return _(
            "{tool} syncs the diary’s folder. If you use two computers, it is safer to share the "
            "diary through “Another computer” in Settings."
        ).format(tool=found.tool)
    return ""

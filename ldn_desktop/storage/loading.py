"""Reading a diary's folder: the file, and the journal over it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from ldn_desktop.diary import Diary
from ldn_desktop.storage import files, journal
from ldn_desktop.storage.journal import Found
from ldn_desktop.storage.keys import Key
from ldn_desktop.storage.refusals import NotADiary
from ldn_desktop.storage.sealed import Contents, UnreadableError, read_text
from ldn_desktop.words import _

FILE_NAME = "diary.json"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A folder as it was read. `contents` is None where there is no diary yet."""

    contents: Contents | None
    journal: Found
    notices: list[str] = field(default_factory=list)

    @property
    def last(self) -> int:
        """Sequence of the newest edit."""
        return max(self.journal.last, self.contents.folded if self.contents else 0)

    def diary(self) -> Diary:
        """The diary, the journal's edits applied."""
        diary = self.contents.diary() if self.contents else Diary()
        for line in self.journal.after(self.contents.folded if self.contents else 0):
            diary.apply(line.edit)
        return diary


def load(folder: Path, key: Key | None) -> Loaded:
    """Everything in `folder`. Raises NotADiary where the file is something else."""
    # The journal first: a fold in between moves its lines into the file read after it.
    found = journal.read(folder / journal.FILE_NAME, key)
    content = files.read_bytes(folder / FILE_NAME)
    try:
        contents = None if content is None else read_text(content)
    except UnreadableError:
        raise NotADiary(
            _("{path} is not a diary of this program. It was not touched.").format(
                path=folder / FILE_NAME
            )
        ) from None
    return Loaded(contents, found)

"""Writing to a stick until the power goes: runs in a kernel of its own that is killed.

`python -m tests.support.storage.faults.fat_life STICK [without]` prints `answer N` once answer N is
called saved, and `file NAME` once an export is. With `without`, the sync of replaced files is taken
out.
"""

from __future__ import annotations

import sys
from pathlib import Path

from ldn_desktop import atomic_write
from ldn_desktop.interchange import export
from ldn_desktop.storage import open_diary
from tests.support.storage.making import noted, rated

ANSWERS = 200


def live(stick: Path) -> None:
    """Answer, checkpoint, back up, restart and export in turn."""
    file = open_diary(stick / "diary")
    for number in range(ANSWERS):
        edit = rated(file.diary, number, 2.5 * (number % 4 + 1))
        file.record(edit)
        file.diary.apply(edit)
        _acknowledge(f"answer {number}")
        if number % 4 == 3:
            file.checkpoint()
        if number % 7 == 6:
            file.record(noted(file.diary, f"Note {number}", number))
            file.back_up()
        if number % 5 == 4:
            for name in (f"export-{number}.json", "newest.csv"):
                export.write(file.diary, stick / name)
                _acknowledge(f"file {name}")
        if number % 19 == 18:
            file.close()
            file = open_diary(stick / "diary")


def _acknowledge(what: str) -> None:
    print(what, flush=True)


if __name__ == "__main__":
    if "without" in sys.argv:
        setattr(atomic_write, "sync_file", lambda _path: None)  # noqa: B010  # taken out on purpose
    live(Path(sys.argv[1]))

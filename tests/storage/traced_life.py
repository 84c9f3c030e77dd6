"""The life of `faults`, as a program of its own: `python -m tests.storage.traced_life ROOT`.

Prints each acknowledged edit as a line of JSON, between “begin” and “end”.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

from ldn_desktop.diary import Edit
from ldn_desktop.storage import encryption
from ldn_desktop.storage.changes import encode_edit
from tests.storage.faults import Lived, live


class Told(list[Edit]):
    """Edits, each told the moment it is acknowledged."""

    def append(self, edit: Edit) -> None:
        tell(json.dumps(encode_edit(edit)))
        super().append(edit)


def tell(line: str) -> None:
    """Say `line`, again where the fault met the saying."""
    try:
        os.write(1, f"{line}\n".encode())
    except OSError:
        os.write(1, f"{line}\n".encode())


def main(root: str) -> None:
    """Live once below `root`."""
    encryption.LEAST_MEMORY = encryption.MOST_MEMORY = 64
    # Once before it counts: a fault while importing would be one of the installation.
    with tempfile.TemporaryDirectory() as elsewhere:
        live(Path(elsewhere), 0, "EIO", lasting=False)
    tell("begin")
    live(Path(root), 0, "EIO", lasting=False, lived=Lived(acknowledged=Told()))
    tell("end")


if __name__ == "__main__":
    main(sys.argv[1])

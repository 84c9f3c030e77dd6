"""The life of `faults`, as a program of its own: `python -m tests.storage.traced_life ROOT`.

Prints each acknowledged edit as a line of JSON, between “begin” and “end”.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import tinydb
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from ldn_desktop.diary import Edit
from ldn_desktop.storage import database, encryption
from ldn_desktop.storage.changes import encode_edit
from tests.storage.faults import Lived, live

# Imported before it begins: a fault there would be one of the installation.
NEEDED = (tinydb, Argon2id, database)


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
    tell("begin")
    live(Path(root), 0, "EIO", lasting=False, lived=Lived(acknowledged=Told()))
    tell("end")


if __name__ == "__main__":
    main(sys.argv[1])

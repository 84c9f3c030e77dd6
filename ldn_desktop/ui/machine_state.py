"""What belongs to this machine and not to a diary: the window's size, where files were saved last.

It is stored in the machine's own settings folder. A diary may be carried to another machine, whose
screen is smaller and whose folders are others. Losing it costs nothing.
"""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from ldn_desktop.atomic_write import atomic_write
from ldn_desktop.user_folders import machine_folder

FILE_NAME = "machine.json"
LEAST, MOST = 200, 20_000
"""Px that a stored width or height can have."""


class MachineState(msgspec.Struct, frozen=True):
    """`window` is width and height in logical px, as they are when not maximised."""

    window: tuple[int, int] | None = None
    maximised: bool = False
    save_folder: str = ""
    """Where the last file was saved, "" for Documents."""


def load() -> MachineState:
    """What is stored; defaults where it is missing or damaged."""
    try:
        state = msgspec.json.decode((machine_folder() / FILE_NAME).read_bytes(), type=MachineState)
    except (OSError, msgspec.MsgspecError):
        return MachineState()
    if state.window and not all(LEAST <= side <= MOST for side in state.window):
        return replace(state, window=None)
    return state


def remember(**values: object) -> None:
    """Store `values` (fields of MachineState). A disk that refuses them is not worth a sentence."""
    try:
        machine_folder().mkdir(parents=True, exist_ok=True)
        content = msgspec.json.encode(replace(load(), **values))
        atomic_write(machine_folder() / FILE_NAME, content, durable=False)
    except OSError:
        return

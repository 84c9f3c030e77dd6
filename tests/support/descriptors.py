"""File descriptors that say something, as a shell hands them to a command."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def descriptor(text: str) -> Iterator[int]:
    """A file descriptor that says `text`."""
    read, write = os.pipe()
    os.write(write, text.encode())
    os.close(write)
    try:
        yield read
    finally:
        os.close(read)

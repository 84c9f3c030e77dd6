"""A virtual screen (Xvfb) on a display number that the server itself finds free."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

SIZE = "1366x768x24"


@contextmanager
def virtual_screen() -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Start Xvfb; yield its display, such as ":3", and its process. Ends it afterwards.

    Raises RuntimeError where no server comes up.
    """
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", SIZE, "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read) as answer:
            number = answer.readline().strip()  # "" where the server ended without one
        if not number:
            raise RuntimeError("Xvfb did not start")
        yield f":{number}", server
    finally:
        server.kill()
        server.wait()

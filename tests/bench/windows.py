"""How long a program takes until its window is on a screen."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Sequence

OUR_WINDOW = "^LDN Desktop"
PATIENCE_S, LOOK_AGAIN_S = 60, 0.005


def missing_tools() -> list[str]:
    """What has to be installed before windows can be timed."""
    return [tool for tool in ("Xvfb", "xdotool") if not shutil.which(tool)]


def on_screen(display: str) -> dict[str, str]:
    """The environment of a program on `display`; Python stores what it compiles, as usual."""
    stored = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return {**stored, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "GDK_BACKEND": "x11"}


def shown_ms(command: Sequence[str], environment: dict[str, str], name: str = OUR_WINDOW) -> float:
    """Milliseconds from the start of `command` until a window called `name` is visible.

    Raises TimeoutError when there is none in a minute. `xdotool search --sync` would look but
    twice a second.
    """
    search = ["xdotool", "search", "--onlyvisible", "--name", name]
    start = time.perf_counter()
    program = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        while time.perf_counter() - start < PATIENCE_S:
            if subprocess.run(search, env=environment, capture_output=True, check=False).stdout:
                return 1000 * (time.perf_counter() - start)
            time.sleep(LOOK_AGAIN_S)
        raise TimeoutError(f"{command[0]} showed no window called {name}")
    finally:
        program.kill()
        program.wait()

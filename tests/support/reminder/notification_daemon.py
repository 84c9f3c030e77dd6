"""A real notification service on a message bus and a screen of its own."""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Queue

from tests.support.virtual_screen import virtual_screen

PATIENCE = 30.0
"""Seconds a busy machine may take to deliver a line."""


class NotificationDaemon:
    """What dunst printed of the notifications it was sent."""

    def __init__(self, environment: dict[str, str], process: subprocess.Popen[str]) -> None:
        self.environment = environment
        self._lines: Queue[str] = Queue()
        self._reader = threading.Thread(target=self._read, args=(process,), daemon=True)
        self._reader.start()

    def _read(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        for line in process.stdout:
            self._lines.put(line.strip())

    def next_notification(self) -> str:
        """The lines of the next notification. Raises AssertionError where none comes."""
        lines: list[str] = []
        while not lines or lines[-1] != "}":
            try:
                lines.append(self._lines.get(timeout=PATIENCE))
            except Empty:
                raise AssertionError(f"no notification came: {lines}") from None
        return "\n".join(lines)

    @property
    def silent(self) -> bool:
        """Whether nothing was printed since the last notification that was read."""
        return self._lines.empty()


@contextmanager
def notification_daemon(folder: Path) -> Iterator[NotificationDaemon]:
    """Start a bus and dunst; ends both afterwards. `folder` holds its settings."""
    with virtual_screen() as (display, _server):
        bus = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--print-address"],
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        assert bus.stdout is not None
        environment = {
            **os.environ,
            "DISPLAY": display,
            "DBUS_SESSION_BUS_ADDRESS": bus.stdout.readline().strip(),
            "XDG_CONFIG_HOME": str(folder),
        }
        environment.pop("WAYLAND_DISPLAY", None)
        dunst = subprocess.Popen(
            ["dunst", "-print"],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
        )
        try:
            _wait_for_service(environment)
            yield NotificationDaemon(environment, dunst)
        finally:
            for process in (dunst, bus):
                process.kill()
                process.wait()
                if process.stdout is not None:
                    process.stdout.close()


def _wait_for_service(environment: dict[str, str]) -> None:
    """Until dunst has its name on the bus."""
    subprocess.run(
        ["gdbus", "wait", "--session", "--timeout", str(int(PATIENCE)),
         "org.freedesktop.Notifications"],
        env=environment, check=True,
    )  # fmt: skip

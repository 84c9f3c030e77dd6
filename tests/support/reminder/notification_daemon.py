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
    with _message_bus() as address:
        environment = {
            **os.environ,
            "DBUS_SESSION_BUS_ADDRESS": address,
            "XDG_CONFIG_HOME": str(folder),
        }
        with listening(environment) as daemon:
            yield daemon


@contextmanager
def listening(environment: dict[str, str]) -> Iterator[NotificationDaemon]:
    """Start dunst on the bus of `environment`; ends it afterwards."""
    with virtual_screen() as (display, _server):
        environment = {**environment, "DISPLAY": display}
        environment.pop("WAYLAND_DISPLAY", None)
        with _killed_at_end(["dunst", "-print"], environment) as dunst:
            _wait_for_service(environment)
            yield NotificationDaemon(environment, dunst)


@contextmanager
def _message_bus() -> Iterator[str]:
    command = ["dbus-daemon", "--session", "--nofork", "--print-address"]
    with _killed_at_end(command, dict(os.environ)) as bus:
        assert bus.stdout is not None
        yield bus.stdout.readline().strip()


@contextmanager
def _killed_at_end(
    command: list[str], environment: dict[str, str]
) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        command,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    )
    try:
        yield process
    finally:
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

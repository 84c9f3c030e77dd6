"""What the evenings of scheduled_life brought, in a kernel that has systemd."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.support.user_mode_kernel import running

# A summer time without the machine's own files of time zones.
BEFORE = """
mount -t sysfs sys /sys
mount -t cgroup2 cgroup2 /sys/fs/cgroup
mount -t tmpfs tmpfs /run
mkdir -p /run/systemd/system /run/user /tmp/home /tmp/.X11-unix
mkdir -m 700 /run/user/0
export HOME=/tmp/home XDG_RUNTIME_DIR=/run/user/0 TZ=CET-1CEST,M3.5.0,M10.5.0/3 LANG=C.UTF-8
unset DISPLAY WAYLAND_DISPLAY XDG_CONFIG_HOME XDG_DATA_HOME
"""


def evenings(place: Path) -> list[dict[str, Any]]:
    """Each report of the life, in order; `place` is a folder for the kernel's start."""
    with running(place, "tests.support.reminder.scheduled_life", before=BEFORE) as lines:
        return [json.loads(line) for line in lines if line.startswith("{")]

"""The file that says that the reminder is on: its hour, and when it spoke. No file: it is off."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import msgspec

from ldn_desktop.atomic_write import atomic_write
from ldn_desktop.reminder.rules import FIRST_HOUR, LAST_HOUR

FILE_NAME = "reminder.json"


class ReminderPlan(msgspec.Struct, frozen=True):
    """When to remind. It stands beside the diary and holds nothing of it but times of silence."""

    hour: int
    """Of the day, local time, 6–23."""
    day_ends_hour: int = 4
    """As the diary has it: an encrypted one cannot be asked."""
    spoken: tuple[datetime, ...] = ()
    """When it spoke since something was entered last."""


def read(folder: Path) -> ReminderPlan | None:
    """The plan beside the diary in `folder`; None where the reminder is off."""
    try:
        content = (folder / FILE_NAME).read_bytes()
        plan = msgspec.json.decode(content, type=ReminderPlan)
    except (OSError, msgspec.MsgspecError):
        return None
    aware = all(when.tzinfo is not None for when in plan.spoken)
    return plan if aware and FIRST_HOUR <= plan.hour <= LAST_HOUR else None


def write(plan: ReminderPlan, folder: Path) -> None:
    """Write `plan` beside the diary in `folder`. Raises OSError."""
    atomic_write(folder / FILE_NAME, msgspec.json.encode(plan))


def remove(folder: Path) -> None:
    """Leave no plan in `folder`. Raises OSError."""
    (folder / FILE_NAME).unlink(missing_ok=True)

"""The file that says that the reminder is on, for which diary and when. No file: it is off.

It belongs to this machine, as the scheduler's entry does, and not to the diary: a diary may be
carried to another machine, and the program may be removed here while the diary stays.
"""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

import msgspec
from msgspec.structs import replace

from ldn_desktop.atomic_write import atomic_write
from ldn_desktop.reminder.rules import FIRST_HOUR, LAST_HOUR
from ldn_desktop.user_folders import machine_folder

FILE_NAME = "reminder.json"


class ReminderPlan(msgspec.Struct, frozen=True):
    """When to remind, and of which diary. It holds nothing of that but times of silence."""

    hour: int
    """Of the day, local time, 6–23."""
    day_ends_hour: int = 4
    """As the diary has it: an encrypted one cannot be asked."""
    spoken: tuple[datetime, ...] = ()
    """When it spoke since something was entered last."""
    diary: str = ""
    """The diary's folder, absolute. Before the plan belonged to the machine it lay in there."""
    quiet_until: date | None = None
    """The first day on which it may speak of an encrypted diary, which cannot be asked."""


def read(folder: Path | None = None) -> ReminderPlan | None:
    """The plan for the diary in `folder`, or for whichever it is; None where there is none."""
    plan = _read(_path())
    if plan is None and folder is not None:
        plan = _read(folder / FILE_NAME)
        return None if plan is None else replace(plan, diary=absolute(folder))
    if plan is None or not plan.diary or (folder is not None and not _same(plan.diary, folder)):
        return None
    return plan


def _read(path: Path) -> ReminderPlan | None:
    try:
        plan = msgspec.json.decode(path.read_bytes(), type=ReminderPlan)
    except (OSError, msgspec.MsgspecError):
        return None
    aware = all(when.tzinfo is not None for when in plan.spoken)
    return plan if aware and FIRST_HOUR <= plan.hour <= LAST_HOUR else None


def write(plan: ReminderPlan) -> None:
    """Write `plan`, in the place of any other. Raises OSError."""
    try:
        content = msgspec.json.encode(plan)
    except UnicodeEncodeError as error:  # a folder's name that is no text
        raise OSError(str(error.reason)) from None
    _path().parent.mkdir(parents=True, exist_ok=True)
    atomic_write(_path(), content)
    _remove_old(Path(plan.diary))


def remove(folder: Path) -> None:
    """Leave no plan, of whichever diary, nor an old one in `folder`. Raises OSError."""
    plan = _read(_path())
    if plan is not None and plan.diary:
        _remove_old(Path(plan.diary))
    _remove_old(folder)
    _path().unlink(missing_ok=True)
    with suppress(OSError):
        _path().parent.rmdir()  # unless other things of this machine are in it


def absolute(folder: Path) -> str:
    """`folder` as a plan has it: its links are kept."""
    return os.path.abspath(folder)  # noqa: PTH100  # resolve() would follow links


def _path() -> Path:
    return machine_folder() / FILE_NAME


def _same(diary: str, folder: Path) -> bool:
    return os.path.normcase(diary) == os.path.normcase(absolute(folder))


def _remove_old(folder: Path) -> None:
    """Remove the plan that was beside the diary. One on a disk that is away stays: it is read no
    more as long as this machine has a plan, and holds only with the scheduler's entry."""
    with suppress(OSError):
        (folder / FILE_NAME).unlink()

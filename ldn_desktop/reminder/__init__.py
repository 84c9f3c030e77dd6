"""The reminder: one line a day by the system's own scheduler, only if nothing was entered.

Nothing stays in the background: the scheduler runs `ldn-desktop remind` once a day, which looks
into the diary, says its line or nothing, and ends.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from msgspec.structs import replace

from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _, system_errors
from ldn_desktop.reminder import notification, plan_file, schedulers
from ldn_desktop.reminder.diary_entries import entries_in
from ldn_desktop.reminder.plan_file import ReminderPlan
from ldn_desktop.reminder.rules import (
    LAST_HOUR,
    Silence,
    first_hour,
    silence,
    spoken_after,
)

__all__ = [
    "LAST_HOUR",
    "USUAL_HOUR",
    "ReminderPlan",
    "Silence",
    "first_hour",
    "is_scheduled",
    "remind",
    "switch_off",
    "switch_on",
    "switch_on_for",
    "the_diary",
    "the_plan",
]

USUAL_HOUR = 19
WITHOUT_TERMINAL = "LDN Desktop.exe"
"""Windows' second program (build.spec): the first would show a terminal for a moment each day."""


def the_plan(folder: Path) -> ReminderPlan | None:
    """When the diary in `folder` is to be reminded of; None where the reminder is off.

    It is on only where `is_scheduled`: somebody may have taken it out of the scheduler.
    """
    return plan_file.read(folder)


def the_diary() -> Path | None:
    """The folder of the diary that the reminder is on for; None where it is off."""
    plan = plan_file.read()
    return None if plan is None else Path(plan.diary)


def is_scheduled() -> bool:
    """Whether the system's scheduler will start the reminder. It is asked, which takes a moment."""
    return schedulers.is_installed()


def switch_on(folder: Path, hour: int, day_ends_hour: int) -> str:
    """Remind of the diary in `folder` each day at `hour`; how the system will do so, in words.

    Raises UserError, with nothing changed, where the hour does not fit or nothing on this
    computer could start the reminder.
    """
    _check_hour(hour, day_ends_hour)
    words = schedulers.install(command(), hour)
    old = plan_file.read(folder) or ReminderPlan(hour)
    diary = plan_file.absolute(folder)
    try:
        plan_file.write(replace(old, hour=hour, day_ends_hour=day_ends_hour, diary=diary))
    except OSError as error:
        schedulers.remove()
        raise _unwritable(error) from None
    return words


def switch_on_for(folder: Path, hour: int, now: datetime) -> str:
    """As `switch_on`, for a diary that no window has open. Raises UserError."""
    if not folder.is_dir():
        raise UserError(
            _("There is no diary in {folder} yet. Please enter something first.").format(
                folder=folder
            )
        )
    plan = plan_file.read(folder) or ReminderPlan(hour)
    return switch_on(folder, hour, entries_in(folder, now, plan)[1])


def _check_hour(hour: int, day_ends_hour: int) -> None:
    earliest = first_hour(day_ends_hour)
    if not earliest <= hour <= LAST_HOUR:
        raise UserError(
            _("The reminder can be set for any hour from {first}:00 to {last}:00.").format(
                first=earliest, last=LAST_HOUR
            )
        )


def _unwritable(error: OSError) -> UserError:
    return UserError(
        _("The reminder could not be saved: {reason}. It stays as it was.").format(
            reason=system_errors.reason(error)
        )
    )


def switch_off(folder: Path) -> None:
    """Never remind again; nothing of the reminder is left on this computer. Raises UserError."""
    schedulers.remove()
    try:
        plan_file.remove(folder)
    except OSError as error:
        raise _unwritable(error) from None


def remind(
    folder: Path, now: datetime, show: Callable[[str], None] = notification.show
) -> Silence | None:
    """Say the one line if it is due at `now` (aware, local); why not, or None where it was said.

    Without a plan for the diary in `folder` nothing is said: the reminder is off. Raises UserError.
    """
    plan = plan_file.read(folder)
    if plan is None:
        return Silence.OFF
    if not folder.is_dir():
        return Silence.AWAY
    entries, day_ends_hour = entries_in(folder, now, plan)
    reason = silence(now, plan.hour, day_ends_hour, plan.spoken, entries)
    if reason is None:
        # Before it speaks: where this cannot be remembered, it would speak too often.
        try:
            plan_file.write(replace(plan, spoken=spoken_after(now, plan.spoken, entries)))
        except OSError as error:
            raise _unwritable(error) from None
        show(line())
    return reason


def line() -> str:
    """What the reminder says: no counts, no blame."""
    return _("How was today? One click or tap is enough.")


def command() -> list[str]:
    """The command that the scheduler runs.

    Which diary it is about stands in the plan, not here: the fewer words a scheduler or a desktop
    has to take apart, the fewer it gets wrong.
    """
    program = [sys.executable]
    if not getattr(sys, "frozen", False):
        program += ["-m", "ldn_desktop"]
    elif sys.platform == "win32":
        program = [str(Path(sys.executable).with_name(WITHOUT_TERMINAL))]
    return [*program, "remind"]

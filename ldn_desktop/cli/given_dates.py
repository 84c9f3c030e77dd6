"""The dates that commands are given."""

from __future__ import annotations

from datetime import date

from ldn_desktop.cli.args import Today
from ldn_desktop.cli.diary_access import local_now
from ldn_desktop.diary.model import Diary
from ldn_desktop.diary.recording import diary_date
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _


def diary_today(diary: Diary) -> date:
    """The diary day that is now."""
    return diary_date(local_now(), diary.about.day_ends_hour)


def date_of(given: date | Today | None, diary: Diary) -> date:
    """The date that a command means, which may be still to come; today where none is given."""
    if isinstance(given, date):
        return given
    return diary_today(diary) - (given or Today()).before


def resolve_date(given: date | Today | None, diary: Diary) -> date:
    """The date that a command means. Raises UserError for one that is still to come."""
    # After midnight the new date may be used before the diary's own day has ended.
    if isinstance(given, date) and given > local_now().date():
        raise UserError(_("{date} is in the future. Nothing was recorded.").format(date=given))
    return date_of(given, diary)

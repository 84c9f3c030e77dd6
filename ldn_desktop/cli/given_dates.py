"""The dates that commands are given."""

from __future__ import annotations

from datetime import date

from ldn_desktop.cli.args import Today
from ldn_desktop.cli.diary_access import local_now
from ldn_desktop.diary.model import Diary
from ldn_desktop.diary.recording import diary_date
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _


def resolve_date(given: date | Today | None, diary: Diary) -> date:
    """The date that a command means. Raises UserError for one that is still to come."""
    now = local_now()
    today = diary_date(now, diary.about.day_ends_hour)
    if isinstance(given, date):
        # After midnight the new date may be used before the diary's own day has ended.
        if given > now.date():
            raise UserError(_("{date} is in the future. Nothing was recorded.").format(date=given))
        return given
    return today - (given.before if given else Today().before)

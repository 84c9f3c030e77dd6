"""The days of a dose step as a strip of bars."""

from __future__ import annotations

from datetime import timedelta
from math import floor

from ldn_desktop.diary.doses import DosePeriod
from ldn_desktop.diary.fields import DOSE
from ldn_desktop.diary.model import Diary
from ldn_desktop.ui.pages.timeline_row import STRIP_WIDTH
from ldn_desktop.ui.widgets.day_strip import RING, DayMark, DayStrip

DAY_WIDTH = 4


def day_strip(diary: Diary, period: DosePeriod, days: int, description: str) -> DayStrip:
    """The first `days` of `period`, a bar each; narrower bars where they are many."""
    marks = []
    for number in range(days):
        mg = diary.day(period.start + timedelta(days=number)).value(DOSE)
        if mg is None:
            marks.append(DayMark.EMPTY)
        elif mg == period.step.mg:
            marks.append(DayMark.TAKEN)
        else:
            marks.append(DayMark.OTHER if mg else DayMark.NOT_TAKEN)
    # Whole px where there is room: bars side by side must not leave lines between them.
    room = (STRIP_WIDTH - 2 * RING) / max(1, len(marks))
    return DayStrip(marks, description, min(DAY_WIDTH, floor(room) or room))

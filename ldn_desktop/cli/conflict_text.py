"""What another computer says otherwise, as the command line tells it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from ldn_desktop.cli.field_names import label_of
from ldn_desktop.diary.fields import CRASH, DOSE
from ldn_desktop.diary.marks import name_of
from ldn_desktop.diary.model import Diary
from ldn_desktop.i18n import _, formats


def conflict_text(field: Sequence[str], value: Any, diary: Diary) -> str:
    """“Fatigue, 4 March 2026, on another computer: 2.”; `value` is as the shared log has it."""
    return _("{what}, on another computer: {value}.").format(
        what=_what(field, diary), value=_value_text(field, value)
    )


def _what(field: Sequence[str], diary: Diary) -> str:
    match field:
        case ["answer", day, name]:
            return _("{name}, {day}").format(name=label_of(name, diary), day=_day_text(day))
        case ["step", day]:
            return _("Dose step from {day}").format(day=_day_text(day))
        case ["symptom", key]:
            return label_of(key, diary)
        case ["mark", mark_id] if (mark := diary.mark(int(mark_id))) is not None:
            return name_of(mark)
    return field[0]


def _day_text(day: str) -> str:
    return formats.long_date(date.fromisoformat(day))


def _value_text(field: Sequence[str], value: Any) -> str:
    match value:
        case None:
            return _("no answer")
        case [float() | int() as points, *_rest] if field[-1] != CRASH:
            return formats.mg(points) if field[-1] == DOSE else formats.number(points)
        case [given, *_rest]:
            return _("marked") if field[-1] == CRASH else str(given)
        case {"mg": mg}:
            return formats.mg(mg)
        case {"name": str(name)}:
            return name
    return _("something else")

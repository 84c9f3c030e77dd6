"""What another computer says otherwise, as the command line tells it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from ldn_desktop.cli.field_names import label_of
from ldn_desktop.diary.fields import DOSE
from ldn_desktop.diary.marks import name_of
from ldn_desktop.diary.model import Diary
from ldn_desktop.i18n import _


def conflict_text(field: Sequence[str], value: Any, diary: Diary) -> str:
    """“2026-03-04 Fatigue: another computer says 2.”; `value` is as the shared log has it."""
    return _("{what}: another computer says {value}.").format(
        what=_what(field, diary), value=_value_text(field, value)
    )


def _what(field: Sequence[str], diary: Diary) -> str:
    match field:
        case ["answer", day, name]:
            return f"{date.fromisoformat(day)} {label_of(name, diary)}"
        case ["step", day]:
            return f"{date.fromisoformat(day)} {_('Dose step')}"
        case ["symptom", key]:
            return label_of(key, diary)
        case ["mark", mark_id] if (mark := diary.mark(int(mark_id))) is not None:
            return name_of(mark)
    return field[0]


def _value_text(field: Sequence[str], value: Any) -> str:
    match value:
        case None:
            return _("no answer")
        case [given, *_rest]:
            return _("{dose} mg").format(dose=given) if field[-1] == DOSE else str(given)
        case {"mg": mg}:
            return _("{dose} mg").format(dose=mg)
        case {"name": str(name)}:
            return name
    return _("something else")

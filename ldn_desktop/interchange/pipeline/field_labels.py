"""What people call a field of the day, and how the ratings of a name are read."""

from __future__ import annotations

from ldn_desktop.diary.fields import DOSE, FIELDS
from ldn_desktop.diary.marks import kind_name
from ldn_desktop.diary.model import Diary, MarkKind
from ldn_desktop.diary.symptoms import READINGS
from ldn_desktop.i18n import _, formats
from ldn_desktop.interchange.pipeline.mapping import MCG, Target


def field_label(field: str, diary: Diary) -> str:
    """`field` as people call it."""
    if field in FIELDS:
        return FIELDS[field].label
    if field in READINGS:
        return READINGS[field].label
    symptom = diary.symptom(field)
    return symptom.label if symptom else field


def label_of(target: Target, diary: Diary) -> str:
    """What `target` is called; empty where it is left out."""
    if target.mark:
        return _mark_label(target)
    return (target.own or field_label(target.field, diary)) if target.is_imported else ""


def _mark_label(target: Target) -> str:
    kind = kind_name(MarkKind(target.mark))
    if not target.mark_name:
        return kind
    return _("{kind}: {name}").format(kind=kind, name=target.mark_name)


def how_it_is_read(target: Target) -> str:
    """The scale and the unit in which the values of a name are read, or why they stay out."""
    if not target.is_imported:
        return _(target.reason)
    if target.mark:
        return _("As a bar, from the first day to the last")
    return _scale(target) if target.is_score else _measure(target)


def _measure(target: Target) -> str:
    if target.field == DOSE:
        return _("Micrograms, converted to mg") if target.unit == MCG else _("In mg")
    if target.field == "sleep_hours":
        return {
            "s": _("Seconds, converted to hours"),
            "min": _("Minutes, converted to hours"),
        }.get(target.unit, _("Hours"))
    if target.domain:
        return _("Answers from 0 to 6, as one mean a month")
    return _("A number, unchanged") if target.field in READINGS else _("Unchanged")


def _scale(target: Target) -> str:
    ends = {"low": formats.number(target.low), "high": formats.number(target.high)}
    if not target.turns:
        return _("{low} to {high}, the same scale").format(**ends)
    if target.better_is_higher:
        return _("{low} to {high}, reversed: {high} was best").format(**ends)
    return _("{low} to {high} in the file, becomes 0 to 10").format(**ends)

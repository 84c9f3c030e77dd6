"""What people call a field of the day."""

from __future__ import annotations

from ldn_desktop.diary.fields import FIELDS
from ldn_desktop.diary.model import Diary
from ldn_desktop.diary.symptoms import READINGS
from ldn_desktop.i18n import _
from ldn_desktop.interchange.pipeline.mapping import Target


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
    if not target.kept:
        return ""
    name = target.own or field_label(target.field, diary)
    if target.is_score and target.better_is_higher:
        return _("{name}, turned round because higher is better there").format(name=name)
    return name

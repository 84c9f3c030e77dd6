"""Answers and edits in words: for the status line, and for screen readers."""

from __future__ import annotations

from ldn_desktop.diary.fields import (
    CHOICES,
    CRASH,
    FIELDS,
    NOTE,
    FieldKind,
    option_label,
)
from ldn_desktop.diary.marks import name_of
from ldn_desktop.diary.model import (
    AboutChange,
    AnswerChange,
    Change,
    Diary,
    DoseStepChange,
    Edit,
    Mark,
    MarkChange,
    Source,
    SymptomChange,
)
from ldn_desktop.diary.symptoms import READINGS, SEVERITY, SymptomKind, Word, word_for
from ldn_desktop.i18n import _, formats, ngettext, pgettext


def field_name(diary: Diary, field: str) -> str:
    """What people call `field`; never its key."""
    if field in FIELDS:
        return _("LDN") if FIELDS[field].kind is FieldKind.AMOUNT else FIELDS[field].label
    if field in READINGS:
        return READINGS[field].label
    symptom = diary.symptom(field)
    return _("A symptom that was removed") if symptom is None else symptom.label


def value_text(field: str, value: object, *, in_points: bool = False) -> str:
    """“Severe”, “Took 1.5 mg”, “marked”; “no answer” for None.

    A score between two words has its points, “4 (Moderate)”; with `in_points` every score has.
    """
    if value is None:
        return _("no answer")
    if field in CHOICES:
        return option_label(field, value)
    if not isinstance(value, (int, float)):
        return _("changed")
    if is_score(field):
        return _score_text(field, value, in_points=in_points)
    return _number_text(field, value)


def is_score(field: str) -> bool:
    """Whether `field` is answered with five words that stand for points."""
    if field in FIELDS:
        return FIELDS[field].kind is FieldKind.SCALE
    return field not in READINGS


def nearest_word(field: str, points: float) -> Word:
    """The word under which the score `points` of `field` is shown."""
    return word_for(points, FIELDS[field].words if field in FIELDS else SEVERITY)


def _score_text(field: str, points: float, *, in_points: bool) -> str:
    word = nearest_word(field, points)
    if word.points == points and not in_points:
        return word.shown
    return _("{points} ({word})").format(points=formats.number(points), word=word.shown)


def _number_text(field: str, value: float) -> str:
    if field in READINGS:
        return formats.quantity(value, _(READINGS[field].unit))
    if FIELDS[field].kind is FieldKind.FLAG:
        return _("marked")
    return _("Took {amount}").format(amount=formats.mg(value)) if value else _("Not taken")


def answer_text(diary: Diary, field: str, value: object) -> str:
    """“Fatigue: Severe”, as a screen reader says it when it was answered."""
    if field in FIELDS and FIELDS[field].kind is FieldKind.FLAG:
        return _("Crash day marked") if value else _("Crash day no longer marked")
    return _("{question}: {answer}").format(
        question=field_name(diary, field), answer=value_text(field, value)
    )


def edit_text(diary: Diary, edit: Edit) -> str:
    """What one touch did: “Pain, Mild”, “Side effects, None”, “Crash day”."""
    answers = [change for change in edit.changes if isinstance(change, AnswerChange)]
    if len(edit.changes) == 1:
        return _change_text(diary, edit.changes[0])
    if len(answers) < len(edit.changes):
        return ngettext("{n} change", "{n} changes", len(edit.changes)).format(n=len(edit.changes))
    if all(change.after and change.after.source is Source.COPIED for change in answers):
        return _("Same as the day before")
    if all(_is_side_effect(diary, change.field) for change in answers):
        cleared = all(change.after is None for change in answers)
        answer = _("no answer") if cleared else SEVERITY[0].shown
        return _("{name}, {answer}").format(name=_("Side effects"), answer=answer)
    return ngettext("{n} answer", "{n} answers", len(answers)).format(n=len(answers))


def _is_side_effect(diary: Diary, field: str) -> bool:
    symptom = diary.symptom(field)
    return symptom is not None and symptom.kind is SymptomKind.SIDE_EFFECT


def _change_text(diary: Diary, change: Change) -> str:
    match change:
        case AnswerChange():
            name = field_name(diary, change.field)
            if change.field in (CRASH, NOTE):
                return name
            value = None if change.after is None else change.after.value
            return _("{name}, {answer}").format(name=name, answer=value_text(change.field, value))
        case DoseStepChange():
            return _("Dose step")
        case MarkChange() | SymptomChange():
            return _named_text(change)
        case AboutChange():
            return _("Diary setting")
        case _:
            return pgettext("one edit", "Change")


def _named_text(change: MarkChange | SymptomChange) -> str:
    found = change.after or change.before
    if isinstance(found, Mark):
        return name_of(found)
    return found.label if found else pgettext("one edit", "Change")

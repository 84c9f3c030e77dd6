"""What another computer says, in words. No Qt."""

from __future__ import annotations

from collections.abc import Container, Iterable
from datetime import date
from typing import TYPE_CHECKING

from ldn_desktop.diary.fields import TEXTS
from ldn_desktop.diary.marks import name_of
from ldn_desktop.diary.model import (
    Answer,
    AnswerChange,
    Change,
    Diary,
    DoseStep,
    DoseStepChange,
    Mark,
    MarkChange,
    SymptomChange,
)
from ldn_desktop.diary.symptoms import Symptom
from ldn_desktop.i18n import _, formats, pgettext
from ldn_desktop.wording.edit_text import field_name, value_text

if TYPE_CHECKING:
    from ldn_desktop.storage import Difference, Differences

LONGEST = 300
"""Characters of a note shown in a sentence."""


def sentences(differences: Iterable[Difference]) -> str:
    """“On the other computer: Mild.” for each of `differences`, one after the other."""
    return " ".join(_sentence(difference) for difference in differences)


def of_day(
    diary: Diary, differences: Differences, when: date, names: Container[str] | None = None
) -> list[str]:
    """“Note: On the other computer: …” for what differs on `when`; of the fields `names` alone
    where they are given."""
    found = []
    for key, ones in differences.items():
        match key:
            case ("answer", day, str(name)) if day == when and (names is None or name in names):
                text = _("{name}: {sentence}")
                found.append(text.format(name=field_name(diary, name), sentence=sentences(ones)))
    return found


def _sentence(difference: Difference) -> str:
    what = says(difference.change)
    if not what:
        return (
            _("On this computer it was cleared.")
            if difference.here
            else _("The other computer has no entry here.")
        )
    if _is_text(difference.change):
        if difference.here:
            return _("On this computer: {text}").format(text=what)
        return _("On the other computer: {text}").format(text=what)
    if difference.here:
        return _("On this computer: {answer}.").format(answer=what)
    return _("On the other computer: {answer}.").format(answer=what)


def _is_text(change: Change) -> bool:
    return isinstance(change, AnswerChange) and change.field in TEXTS


def says(change: Change) -> str:
    """What `change` puts there: “Mild”, “Took 1.5 mg”, “1.5 mg”; empty where it clears it."""
    match change.after:
        case None:
            return ""
        case Answer() as answer if isinstance(change, AnswerChange):
            if change.field in TEXTS:
                return _("“{text}”").format(text=_shortened(str(answer.value)))
            return value_text(change.field, answer.value)
        case DoseStep() as step:
            text = step_amount(step)
        case Symptom() as symptom:
            text = _symptom_text(symptom)
        case Mark() as mark:
            text = _mark_text(mark)
        case _:
            text = _("something else")
    return text


def about(diary: Diary, change: Change, today: date) -> str:
    """What `change` is about: “Fatigue, 22 November”."""
    match change:
        case AnswerChange():
            day = formats.date_near(change.date, today)
            return _("{name}, {day}").format(name=field_name(diary, change.field), day=day)
        case DoseStepChange():
            return _("Dose step from {day}").format(day=formats.date_near(change.start, today))
        case SymptomChange():
            symptom = diary.symptom(change.key) or change.after or change.before
            return _("Symptom “{name}”").format(name=symptom.label if symptom else change.key)
        case MarkChange():
            mark = diary.mark(change.id) or change.after or change.before
            return name_of(mark) if mark else pgettext("one edit", "Change")
    return _("Diary setting")


def step_amount(step: DoseStep) -> str:
    """“1.5 mg”, with “planned” where it is."""
    amount = formats.mg(step.mg) if step.mg else pgettext("dose", "none")
    return _("{amount}, planned").format(amount=amount) if step.planned else amount


def _symptom_text(symptom: Symptom) -> str:
    name = _("“{text}”").format(text=symptom.label)
    return name if symptom.shown else _("{name}, hidden").format(name=name)


def _mark_text(mark: Mark) -> str:
    """“Prednisolone, 3 March 2026 to 9 March 2026”."""
    start = formats.long_date(mark.start)
    if mark.stop is None:
        return _("{name}, {day}").format(name=name_of(mark), day=start)
    return _("{name}, {start} to {stop}").format(
        name=name_of(mark), start=start, stop=formats.long_date(mark.stop)
    )


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"

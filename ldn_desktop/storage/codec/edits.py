"""Edits as JSON: one record of the journal, of a request, of the undo log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from ldn_desktop.diary.fields import CHOICES
from ldn_desktop.diary.model import (
    About,
    AboutChange,
    Answer,
    AnswerChange,
    Change,
    Diary,
    DoseStep,
    DoseStepChange,
    Edit,
    Mark,
    MarkChange,
    SymptomChange,
    UnknownChange,
)
from ldn_desktop.diary.symptoms import Symptom
from ldn_desktop.storage.codec import validation
from ldn_desktop.storage.codec.documents import (
    date_id,
    decode_about,
    decode_answer,
    decode_mark,
    decode_step,
    decode_symptom,
    encode_about,
    encode_answer,
    encode_mark,
    encode_step,
    id_date,
    is_default,
)

ANSWER, STEP, SYMPTOM, ABOUT, UNKNOWN = "answer", "step", "symptom", "about", "unknown"
MARK = "mark"


def encode_edit(edit: Edit) -> list[list[Any]]:
    """The new values of `edit`; the previous ones are in the diary."""
    return [_encode(change) for change in edit.changes]


def decode_edit(changes: list[list[Any]]) -> Edit:
    """The edit in `changes`, with nothing known of what was before.

    Raises ValueError, TypeError or LookupError for what `encode_edit` never makes.
    """
    return Edit(tuple(_decode(change) for change in changes))


def journal_version(changes: Iterable[list[Any]]) -> int:
    """The version of the journal in which `changes`, encoded, may stand.

    1 is what version 0.1 of the program reads; it knows neither marks nor the time of a dose.
    """

    def is_newer(change: list[Any]) -> bool:
        return change[0] == MARK or (change[0] == ANSWER and change[2] in CHOICES)

    return 2 if any(map(is_newer, changes)) else 1


def rebased(edit: Edit, diary: Diary) -> Edit:
    """`edit` with `before` as `diary` has it now; changes that change nothing are left out."""
    changes = (with_before(change, diary) for change in edit.changes)
    return Edit(tuple(change for change in changes if change.before != change.after))


def adds(change: Change) -> bool:
    """Whether `change` puts something where the diary says nothing of its own."""
    if not change.after:
        return False
    if isinstance(change, SymptomChange):
        return change.before is None or is_default(change.before)
    return change.before in (None, {}, About())


def last_changes(edits: Iterable[Edit]) -> Edit:
    """One edit with the last change that `edits` make to each field."""
    last: dict[tuple[object, ...], Change] = {}
    for edit in edits:
        for change in edit.changes:
            last[changed_field(change)] = change
    return Edit(tuple(last.values()))


def changed_field(change: Change) -> tuple[object, ...]:
    """What `change` is about, equal for two changes of the same."""
    match change:
        case AnswerChange(when, name):
            return ANSWER, when, name
        case DoseStepChange(start):
            return STEP, start
        case MarkChange(mark_id):
            return MARK, mark_id
        case SymptomChange(key):
            return SYMPTOM, key
        case UnknownChange(when):
            return UNKNOWN, when
    return (ABOUT,)


def check_edit(changes: Any) -> None:
    """Raises ValueError unless `changes`, from outside, keep the rules of a diary."""
    for change in changes:
        _check(change)


def _check(change: Any) -> None:
    match change:
        case ["answer", str(key), str(_), None] | ["step", str(key), None]:
            validation.check_day(key, {})
        case ["answer", str(key), str(name), stored]:
            validation.check_day(key, {})
            validation.check_answer(name, stored)
        case ["step", str(key), dict(document)]:
            validation.check_step(key, document)
        case ["mark", str(key), None]:
            validation.check_mark_id(key)
        case ["mark", str(key), dict(document)]:
            validation.check_mark(key, document)
        case ["symptom", str(_), None]:
            return
        case ["symptom", str(key), dict(document)] if document.get("key") == key:
            validation.check_symptom("", document)
        case ["about", dict(document)]:
            validation.check_about("1", document)
        case ["unknown", str(key), dict(fields)]:
            validation.check_unknown(key, fields)
        case _:
            raise ValueError(f"no change: {change}")


def _encode(change: Change) -> list[Any]:
    match change:
        case AnswerChange(when, name, _, after):
            stored = None if after is None else encode_answer(after)
            return [ANSWER, date_id(when), name, stored]
        case DoseStepChange(start, _, step):
            return [STEP, date_id(start), None if step is None else encode_step(step)]
        case MarkChange(mark_id, _, mark):
            return [MARK, str(mark_id), None if mark is None else encode_mark(mark)]
        case SymptomChange(key, _, symptom):
            return [SYMPTOM, key, None if symptom is None else symptom.as_dict()]
        case UnknownChange(when, _, fields):
            return [UNKNOWN, date_id(when), dict(fields)]
    return [ABOUT, encode_about(change.after)]


def _decode(change: list[Any]) -> Change:
    kind, *rest = change
    if kind == ANSWER:
        key, name, stored = rest
        after = None if stored is None else decode_answer(name, stored)
        return AnswerChange(id_date(key), name, None, after)
    if kind == STEP:
        start = id_date(rest[0])
        return DoseStepChange(start, None, None if rest[1] is None else decode_step(start, rest[1]))
    if kind == MARK:
        mark_id = int(rest[0])
        after_mark = None if rest[1] is None else decode_mark(mark_id, rest[1])
        return MarkChange(mark_id, None, after_mark)
    if kind == SYMPTOM:
        return SymptomChange(rest[0], None, None if rest[1] is None else decode_symptom(rest[1]))
    if kind == ABOUT:
        about = decode_about(rest[0])
        return AboutChange(about, about)
    if kind == UNKNOWN:
        return UnknownChange(id_date(rest[0]), {}, dict(rest[1]))
    raise ValueError(f"no change: {kind}")


def with_before(change: Change, diary: Diary) -> Change:
    """`change` with `before` as `diary` has it now."""
    match change:
        case AnswerChange(when, name, _, after):
            return AnswerChange(when, name, diary.day(when).answers.get(name), after)
        case DoseStepChange(start, _, step):
            before = next((s for s in diary.dose_steps if s.start == start), None)
            return DoseStepChange(start, before, step)
        case MarkChange(mark_id, _, mark):
            return MarkChange(mark_id, diary.mark(mark_id), mark)
        case SymptomChange(key, _, symptom):
            return SymptomChange(key, diary.symptom(key), symptom)
        case UnknownChange(when, _, fields):
            return UnknownChange(when, diary.day(when).unknown, fields)
    return AboutChange(diary.about, change.after)


def as_shown(change: Change, diary: Diary) -> Change:
    """The change that says again what `diary` says of what `change` is about."""
    shown = with_before(change, diary)
    again: Change = shown._replace(after=shown.before)  # type: ignore[arg-type]  # alike in all six
    return again


def difference(current: Diary, target: Diary) -> Edit:
    """The edit that makes `current` say what `target` says, and no more than that."""
    changes: list[Change] = []
    for when in sorted({*current.dates(), *target.dates()}):
        have, want = current.day(when), target.day(when)
        changes += _answers_between(when, have.answers, want.answers)
        if have.unknown != want.unknown:
            changes.append(UnknownChange(when, have.unknown, want.unknown))
    steps = {step.start: step for step in current.dose_steps}
    target_steps = {step.start: step for step in target.dose_steps}
    changes += _steps_between(steps, target_steps)
    changes += _marks_between({m.id: m for m in current.marks}, {m.id: m for m in target.marks})
    symptoms = {symptom.key: symptom for symptom in current.symptoms}
    changes += _symptoms_between(symptoms, {s.key: s for s in target.symptoms})
    if current.about != target.about:
        changes.append(AboutChange(current.about, target.about))
    return Edit(tuple(changes))


def _answers_between(
    when: date, have: Mapping[str, Answer], want: Mapping[str, Answer]
) -> list[Change]:
    return [
        AnswerChange(when, name, have.get(name), want.get(name))
        for name in dict.fromkeys([*have, *want])
        if have.get(name) != want.get(name)
    ]


def _steps_between(have: Mapping[date, DoseStep], want: Mapping[date, DoseStep]) -> list[Change]:
    return [
        DoseStepChange(start, have.get(start), want.get(start))
        for start in sorted({*have, *want})
        if have.get(start) != want.get(start)
    ]


def _marks_between(have: Mapping[int, Mark], want: Mapping[int, Mark]) -> list[Change]:
    return [
        MarkChange(mark_id, have.get(mark_id), want.get(mark_id))
        for mark_id in sorted({*have, *want})
        if have.get(mark_id) != want.get(mark_id)
    ]


def _symptoms_between(have: Mapping[str, Symptom], want: Mapping[str, Symptom]) -> list[Change]:
    return [
        SymptomChange(key, have.get(key), want.get(key))
        for key in dict.fromkeys([*have, *want])
        if have.get(key) != want.get(key)
    ]

"""The commands add and show."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from typing import Any

from ldn_desktop.cli.commands import funcap, mark
from ldn_desktop.cli.diary_access import Conflicts, local_now, read_with_sharing
from ldn_desktop.cli.field_names import field_named, points
from ldn_desktop.cli.given_dates import resolve_date
from ldn_desktop.cli.output import print_json, print_lines
from ldn_desktop.cli.settling import Confirm, nothing_differs, record_deciding
from ldn_desktop.diary.fields import (
    DOSE_TIME,
    FIELDS,
    SCALE_FIELDS,
    FieldKind,
    option_label,
)
from ldn_desktop.diary.function import result_of
from ldn_desktop.diary.marks import mark_text, marks_on
from ldn_desktop.diary.model import (
    AnswerChange,
    Change,
    Day,
    Diary,
    Edit,
    MarkChange,
)
from ldn_desktop.diary.provenance import is_from_paper
from ldn_desktop.diary.recording import answer_now, checked_helper, entered_by, helper_name
from ldn_desktop.diary.symptoms import (
    FUNCAP,
    READINGS,
    SEVERITY,
    Word,
    word_for,
)
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _, formats, ngettext
from ldn_desktop.interchange.pipeline.field_labels import field_label
from ldn_desktop.wording.difference_text import of_day

_YES = frozenset({"", "yes", "true", "1", "on"})
_NO = frozenset({"no", "false", "0", "off"})


def add(args: Namespace) -> None:
    """Record answers of one day, all of them or none."""
    recorded: list[tuple[date, Edit]] = []

    def edit(diary: Diary, confirm: Confirm) -> Edit:
        when = resolve_date(args.date, diary)
        made = build_edit(diary, when, args.answers, confirm)
        if args.by is not None:
            made = entered_by(made, checked_helper(args.by))
        recorded.append((when, made))
        return made

    settled = record_deciding(args, edit)
    when, made = recorded[0]
    n = len(made.changes)
    if all(isinstance(change, AnswerChange) for change in made.changes):
        recorded_text = ngettext(
            "Recorded for {date}: {n} answer.", "Recorded for {date}: {n} answers.", n
        )
    else:
        recorded_text = ngettext(
            "Recorded for {date}: {n} change.", "Recorded for {date}: {n} changes.", n
        )
    unchanged = _("Nothing to record: {date} already has this.")
    line = (recorded_text if n else unchanged).format(date=formats.long_date(when), n=n)
    print_lines([line, *settled])
    begun = [c.after for c in made.changes if isinstance(c, MarkChange) and c.after]
    print_lines(mark.opioid_warnings(begun))


def build_edit(
    diary: Diary, when: date, words: list[str], confirm: Confirm = nothing_differs
) -> Edit:
    """The edit that the words of `add` make. Raises UserError at the first that is wrong.

    To say again what the diary says is no change, unless another computer says otherwise: then
    `confirm` makes it decide between the two.
    """
    changes: dict[str, tuple[Change, ...]] = {}
    for word in words:
        name, _equals, text = word.partition("=")
        if name.strip().lower() == "mark":
            changes[word] = mark.named(text, diary, when, confirm).changes
            continue
        field = field_named(name, diary)
        if field in changes:
            raise UserError(_("“{name}” is given twice. Nothing was recorded.").format(name=name))
        value = _value(field, text, given="=" in word)
        answer = None if value is None else answer_now(diary, when, value, local_now())
        before = diary.day(when).answers.get(field)
        edit = diary.answer(when, field, answer)
        if edit and _value_in(edit) != (before and before.value):
            changes[field] = edit.changes
        else:
            again = edit or Edit((AnswerChange(when, field, before, before),))
            changes[field] = confirm(again.changes[0]).changes
    return Edit(tuple(change for made in changes.values() for change in made))


def _value_in(edit: Edit) -> Any:
    """The one value of an edit that answers one field."""
    for change in edit.changes:
        if isinstance(change, AnswerChange) and change.after:
            return change.after.value
    return None


def _value(field: str, text: str, *, given: bool) -> Any:
    """What a word says; None clears the answer."""
    kind = FIELDS[field].kind if field in FIELDS else FieldKind.SCALE
    if kind is FieldKind.FLAG:
        return _flag(text) if given and text else (None if given else True)
    if not text.strip():
        return None
    return points(text, field) if kind is FieldKind.SCALE else text


def _flag(text: str) -> bool | None:
    word = text.strip().lower()
    if word in _YES:
        return True
    if word in _NO:
        return None
    raise UserError(
        _("“{value}” is not an answer for a crash day. Please use crash or crash=no.").format(
            value=text
        )
    )


def show(args: Namespace) -> None:
    """Show one day, as text or as JSON."""
    diary, sharing = read_with_sharing(args)
    day = diary.day(resolve_date(args.date, diary))
    if args.json:
        document = as_json(day, diary)
        if sharing and (others := _others(day.date, sharing.conflicts)):
            document["others"] = others
        print_json(document)
        return
    print_lines(as_text(day, diary))
    if sharing:
        print_lines(of_day(diary, sharing.differences, day.date))


def _others(when: date, conflicts: Conflicts) -> dict[str, list[Any]]:
    """By field, the values that other computers have on `when`, for programs."""
    return {
        field[2]: [other and other[0] for other in others]
        for field, others in conflicts.items()
        if field[:2] == ("answer", f"{when:%Y%m%d}")
    }


def as_json(day: Day, diary: Diary) -> dict[str, Any]:
    """The day for programs. What was not entered is absent."""
    document: dict[str, Any] = {"date": day.date.isoformat()}
    if day.scores:
        document["scores"] = {
            key: _plain(answer.value) for key, answer in sorted(day.scores.items())
        }
    for field in FIELDS.values():
        value = day.value(field.key)
        if value is not None:
            document[field.column] = _plain(value)
    if day.readings:
        document["readings"] = {key: _plain(answer.value) for key, answer in day.readings.items()}
    if FUNCAP in day.answers:
        document["funcap"] = funcap.as_json(result_of(day.date, day.answers[FUNCAP]))
    if found := marks_on(diary, day.date):
        document["marks"] = [mark.as_json(one) for one in found]
    by_name = sorted(day.answers.items())
    if helped := {key: answer.by for key, answer in by_name if answer.by is not None}:
        document["by"] = helped
    if on_paper := [key for key, answer in by_name if is_from_paper(answer)]:
        document["paper"] = on_paper
    return document


def _plain(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def as_text(day: Day, diary: Diary) -> list[str]:
    """The day in lines for people."""
    when = formats.long_date(day.date)
    if diary.about.invented:
        when = _("{date} (example data)").format(date=when)
    lines = [when]
    if day.crash:
        lines.append(_("Crash day"))
    for symptom in diary.symptoms:
        answer = day.scores.get(symptom.key)
        if answer:
            lines.append(_scored(symptom.label, answer.value, SEVERITY))
    for field in SCALE_FIELDS:
        value = day.value(field.key)
        if value is not None:
            lines.append(_scored(field.label, value, field.words))
    if day.dose_mg is not None:
        lines.append(_("Dose taken: {amount}").format(amount=formats.mg(day.dose_mg)))
    lines += _beside_scores(day)
    if day.note:
        lines.append(_("Note: {note}").format(note=day.note))
    lines += _helpers(day, diary)
    lines += _on_paper(day, diary)
    found = [mark_text(one) for one in marks_on(diary, day.date)]
    return [*lines, *found] if day or found else [*lines, _("Nothing was recorded.")]


def _beside_scores(day: Day) -> list[str]:
    lines = []
    if time := day.value(DOSE_TIME):
        name, answered = FIELDS[DOSE_TIME].label, option_label(DOSE_TIME, time)
        lines.append(_("{name}: {answer}").format(name=name, answer=answered))
    for key, answer in day.readings.items():
        reading = READINGS[key]
        value = formats.quantity(answer.value, _(reading.unit))
        lines.append(_("{name}: {value}").format(name=reading.label, value=value))
    return lines


def _helpers(day: Day, diary: Diary) -> list[str]:
    """Who entered what in place of the person, one line for each."""
    entered: dict[str, list[str]] = {}
    for key, answer in day.answers.items():
        if answer.by is not None:
            entered.setdefault(answer.by, []).append(field_label(key, diary))
    return [
        _("Entered by {helper}: {names}").format(
            helper=helper_name(helper), names=formats.listed(names)
        )
        for helper, names in entered.items()
    ]


def _on_paper(day: Day, diary: Diary) -> list[str]:
    names = [
        field_label(key, diary) for key, answer in day.answers.items() if is_from_paper(answer)
    ]
    return [_("From paper: {names}").format(names=formats.listed(names))] if names else []


def _scored(name: str, value: float, words: tuple[Word, ...]) -> str:
    word = word_for(value, words).shown
    points = formats.number(value)
    return _("{name}: {points} ({word})").format(name=name, points=points, word=word)

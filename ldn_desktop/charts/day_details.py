"""One day in words, and the days of a period as a table: the same numbers as the picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from ldn_desktop.diary import marks
from ldn_desktop.diary.fields import (
    CRASH,
    DOSE,
    DOSE_TIME,
    FIELDS,
    NOTE,
    RESERVED,
    SCALE_FIELDS,
    option_label,
)
from ldn_desktop.diary.model import Answer, Day, Diary, Source
from ldn_desktop.diary.provenance import Provenance, provenance
from ldn_desktop.diary.recording import helper_name
from ldn_desktop.diary.symptoms import READINGS, SEVERITY, word_for
from ldn_desktop.i18n import _, formats, mark

_HOW = {
    Provenance.COPIED: mark("copied"),
    Provenance.PAPER: mark("from paper"),
    Provenance.RECALLED: mark("filled in afterwards"),
    Provenance.IMPORTED: mark("imported"),
}

LONGEST_ORIGINAL = 40


@dataclass(frozen=True, slots=True)
class DayCell:
    """One cell of the table of days."""

    text: str = ""
    """The word of an answer, or what stands in the cell."""
    number: str = ""
    """Its points, and how it came into the diary where not entered on the day."""
    level: int | None = None
    """Of the severity mark, 0 (None) to 4 (Worst)."""
    announcement: str = ""
    """With the name of its column, for a screen reader: “Pain: no entry”."""
    crash: bool = False

    @property
    def plain(self) -> str:
        return " ".join(part for part in (self.text, self.number) if part)


@dataclass(frozen=True, slots=True)
class DayTable:
    """Heads, and one row for each day, newest first; blank where nothing was entered."""

    heads: tuple[str, ...]
    days: tuple[date, ...]
    rows: tuple[tuple[DayCell, ...], ...]


class PointReading(NamedTuple):
    """What one panel shows of a day."""

    key: str
    points: float
    text: str


class DayReading(NamedTuple):
    """What the chart shows of one day, in the parts that stand beside the pointer."""

    title: str
    values: tuple[PointReading, ...]
    note: str
    sentence: str
    """All of it, for a screen reader."""


def label_of(diary: Diary, key: str) -> str:
    """What `key` is called where it is shown."""
    if key in FIELDS:
        return FIELDS[key].label
    if key in READINGS:
        reading = READINGS[key]
        return _("{name}, {unit}").format(name=reading.label, unit=_(reading.unit))
    symptom = diary.symptom(key)
    return symptom.label if symptom else key


def amount_of(key: str, answer: Answer) -> str:
    """An answer as text: points with their word, a reading with its unit and origin."""
    if key in READINGS:
        text = formats.quantity(answer.value, _(READINGS[key].unit))
        return f"{text} ({answer.origin})" if answer.origin else text
    words = FIELDS[key].words if key in FIELDS else SEVERITY
    word = word_for(answer.value, words).shown
    text = _("{points} ({word})").format(points=formats.number(answer.value), word=word)
    how = _how(answer)
    return f"{text}, {how}" if how else text


def _source_and_helper(answer: Answer) -> str:
    """“copied”, “by Anna” or both; "" where the person entered it on the day."""
    how = _HOW.get(provenance(answer))
    parts = [] if how is None else [_(how)]
    if answer.by is not None:
        parts.append(_("by {helper}").format(helper=helper_name(answer.by)))
    return formats.enumerated(parts) if parts else ""


def _how(answer: Answer) -> str:
    """How an answer came into the diary where that is worth saying: an import with its source."""
    original = str(answer.extra.get("original", ""))
    if answer.source is not Source.IMPORTED or not answer.origin:
        return _source_and_helper(answer)
    if not original:
        return _("imported from {origin}").format(origin=answer.origin)
    if len(original) > LONGEST_ORIGINAL:
        original = original[: LONGEST_ORIGINAL - 1] + "…"
    return _("imported from {origin}, where it was {original}").format(
        origin=answer.origin, original=original
    )


def day_in_words(diary: Diary, when: date, keys: Sequence[str]) -> str:
    """What the chart shows of one day, as one or two short sentences."""
    day = diary.day(when)
    parts = [
        _("{name} {amount}").format(name=_short_label(diary, key), amount=amount_of(key, answer))
        for key in keys
        if (answer := day.answers.get(key)) is not None
    ]
    title = formats.capitalised(formats.weekday_date(when))
    sentences = [_("{day}: {rest}.").format(day=title, rest=_rest(day, parts))]
    dose = _dose(diary, day)
    if dose:
        sentences.append(dose)
    if time := day.value(DOSE_TIME):
        name, text = FIELDS[DOSE_TIME].label, option_label(DOSE_TIME, time)
        sentences.append(_("{name}: {answer}.").format(name=name, answer=text))
    if day.note:
        sentences.append(_("Note: {note}").format(note=_one_line(day.note)))
    return " ".join(sentences)


def day_reading(diary: Diary, when: date, keys: Sequence[str], today: date) -> DayReading:
    """The same as `day_in_words`, in parts; the title has a year where it is not this one."""
    day = diary.day(when)
    values = tuple(
        PointReading(key, float(answer.value), _reading_text(key, answer))
        for key in keys
        if (answer := day.answers.get(key)) is not None
    )
    sentence = day_in_words(diary, when, keys)
    return DayReading(_reading_title(day, values, today), values, _one_line(day.note), sentence)


def _reading_title(day: Day, values: Sequence[PointReading], today: date) -> str:
    parts = [formats.weekday_date(day.date, today)]
    if day.crash:
        parts.append(_("crash day"))
    if day.dose_mg:
        parts.append(_("took {amount}").format(amount=formats.mg(day.dose_mg)))
    elif day.dose_mg is not None:
        parts.append(_("LDN not taken"))
    if not values and len(parts) == 1 and not day.note:
        parts.append(_("no entry"))
    return formats.capitalised(formats.enumerated(parts))


def _reading_text(key: str, answer: Answer) -> str:
    """The word of an answer, or a number between two words; of a reading, its value."""
    if key in READINGS:
        return formats.quantity(answer.value, _(READINGS[key].unit))
    words = FIELDS[key].words if key in FIELDS else SEVERITY
    word = word_for(answer.value, words)
    text = word.shown if word.points == answer.value else formats.number(answer.value)
    how = _source_and_helper(answer)
    return _("{answer}, {how}").format(answer=text, how=how) if how else text


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _short_label(diary: Diary, key: str) -> str:
    return READINGS[key].label if key in READINGS else label_of(diary, key)


def _rest(day: Day, parts: list[str]) -> str:
    if day.crash:
        parts = [_("crash day"), *parts]
    return formats.separated(parts) if parts else _("nothing entered for the symptoms shown")


def _dose(diary: Diary, day: Day) -> str:
    step = diary.dose_step_on(day.date)
    plan = formats.mg(step.mg) if step and step.mg else ""
    if day.dose_mg is None:
        return _("LDN: {plan} planned, nothing entered.").format(plan=plan) if plan else ""
    if not day.dose_mg:
        text = _("LDN: not taken, {plan} planned.") if plan else _("LDN: not taken.")
        return text.format(plan=plan)
    taken = formats.mg(day.dose_mg)
    text = _("LDN: {taken} taken, {plan} planned.") if plan else _("LDN: {taken} taken.")
    return text.format(taken=taken, plan=plan)


def day_table(diary: Diary, keys: Sequence[str], start: date, end: date) -> DayTable:
    """Every day from `start` or the first recorded one to `end`, newest first."""
    labels = tuple(label_of(diary, key) for key in keys)
    heads = (_("Day"), *labels, _("LDN"), _("Notes"))
    recorded = diary.dates()
    if not recorded:
        return DayTable(heads, (), ())
    start = max(start, recorded[0])
    days = [end - timedelta(days=n) for n in range((end - start).days + 1)]
    rows = tuple(_row(diary.day(when), keys, heads, end) for when in days)
    return DayTable(heads, tuple(days), rows)


def _row(day: Day, keys: Sequence[str], heads: Sequence[str], newest: date) -> tuple[DayCell, ...]:
    when = formats.capitalised(formats.table_date(day.date, newest))
    scores = [
        _score_cell(key, day.answers.get(key), head)
        for key, head in zip(keys, heads[1:-2], strict=True)
    ]
    return (
        DayCell(when, announcement=formats.capitalised(formats.weekday_date(day.date))),
        *scores,
        _dose_cell(day, heads[-2]),
        _note_cell(day, heads[-1]),
    )


def _announcement(head: str, text: str) -> str:
    return _("{name}: {answer}").format(name=head, answer=text or _("no entry"))


def _score_cell(key: str, answer: Answer | None, head: str) -> DayCell:
    if answer is None:
        return DayCell(announcement=_announcement(head, ""))
    if key in READINGS:
        text = amount_of(key, answer)
        return DayCell(text, announcement=_announcement(head, text))
    words = FIELDS[key].words if key in FIELDS else SEVERITY
    word = word_for(answer.value, words)
    number = formats.number(answer.value)
    how = _source_and_helper(answer)
    if how:
        number = _("{number} {how}").format(number=number, how=how)
    announcement = _announcement(head, _("{answer}, {how}").format(answer=word.shown, how=number))
    return DayCell(word.shown, number, words.index(word), announcement)


def _dose_cell(day: Day, head: str) -> DayCell:
    if day.dose_mg is None:
        return DayCell(announcement=_announcement(head, ""))
    text = formats.mg(day.dose_mg) if day.dose_mg else _("not taken")
    if time := day.value(DOSE_TIME):
        text = _("{answer}, {how}").format(answer=text, how=option_label(DOSE_TIME, time))
    return DayCell(text, announcement=_announcement(head, text))


def _note_cell(day: Day, head: str) -> DayCell:
    note = _one_line(day.note)
    parts = [part for part in (_("Crash day") if day.crash else "", note) if part]
    return DayCell(note, announcement=_announcement(head, ". ".join(parts)), crash=day.crash)


def with_remarks(table: DayTable, remarks: Mapping[date, str]) -> DayTable:
    """`table` with what there is to remark of some of its days, after their notes."""
    rows = tuple(
        (*row[:-1], _with_remark(row[-1], remarks[when])) if when in remarks else row
        for when, row in zip(table.days, table.rows, strict=True)
    )
    return replace(table, rows=rows)


def _with_remark(note: DayCell, remark: str) -> DayCell:
    text = " ".join(part for part in (note.text, remark) if part)
    return replace(note, text=text, announcement=f"{note.announcement}. {remark}")


def shown_part(diary: Diary, keys: Sequence[str], start: date, end: date) -> Diary:
    """A diary with nothing but what is shown: the fields `keys`, crashes, doses, notes, marks."""
    fields = {*keys, CRASH, DOSE, DOSE_TIME, NOTE}
    days = {}
    for day in diary.days(start, end):
        answers = {name: answer for name, answer in day.answers.items() if name in fields}
        if answers:
            days[day.date] = day._replace(answers=answers, unknown={})
    own = [s for s in diary.symptoms if s.key in fields]
    found = marks.between(diary.marks, start, end, end)
    return Diary(days, diary.dose_steps, own, diary.about, found)


def chartable(diary: Diary, recorded: Sequence[str]) -> list[str]:
    """Keys that charts may offer: what is asked or was ever recorded, in the person's order."""
    known = set(recorded)
    keys = [s.key for s in diary.symptoms if s.shown or s.key in known]
    keys += [key for key in (*(field.key for field in SCALE_FIELDS), *READINGS) if key in known]
    return [key for key in keys if key not in RESERVED or key in known]

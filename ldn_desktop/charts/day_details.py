"""One day in words, and the days of a period as a table: the same numbers as the picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ldn_desktop.diary.fields import CRASH, DOSE, FIELDS, NOTE, RESERVED, SCALE_FIELDS
from ldn_desktop.diary.model import Answer, Day, Diary, Source
from ldn_desktop.diary.symptoms import READINGS, SEVERITY, word_for
from ldn_desktop.i18n import _, formats, mark

_HOW = {
    Source.COPIED: mark("copied"),
    Source.RECALLED: mark("entered later"),
    Source.IMPORTED: mark("imported"),
}

LONGEST_ORIGINAL = 40


@dataclass(frozen=True, slots=True)
class DayTable:
    """Heads, and one row for each recorded day; blank where nothing was entered."""

    heads: tuple[str, ...]
    days: tuple[date, ...]
    rows: tuple[tuple[str, ...], ...]


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


def _how(answer: Answer) -> str:
    """How an answer came into the diary where that is worth saying: an import with its source."""
    original = str(answer.extra.get("original", ""))
    if answer.source is not Source.IMPORTED or not answer.origin:
        return _(_HOW[Source(answer.source)]) if answer.source in _HOW else ""
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
    told = [_("{day}: {rest}.").format(day=formats.weekday_date(when), rest=_rest(day, parts))]
    dose = _dose(diary, day)
    if dose:
        told.append(dose)
    if day.note:
        told.append(_("Note: {note}").format(note=" ".join(day.note.split())))
    return " ".join(told)


def _short_label(diary: Diary, key: str) -> str:
    return READINGS[key].label if key in READINGS else label_of(diary, key)


def _rest(day: Day, parts: list[str]) -> str:
    if day.crash:
        parts = [_("crash day"), *parts]
    return "; ".join(parts) if parts else _("nothing entered for these")


def _dose(diary: Diary, day: Day) -> str:
    step = diary.dose_step_on(day.date)
    if day.dose_mg is None:
        if step is None or not step.mg:
            return ""
        return _("LDN: {plan} is the plan, nothing entered.").format(plan=formats.mg(step.mg))
    taken = _("not taken")
    if day.dose_mg:
        taken = _("{amount} taken").format(amount=formats.mg(day.dose_mg))
    if step is None:
        return _("LDN: {taken}.").format(taken=taken)
    return _("LDN: {taken}, the plan is {plan}.").format(taken=taken, plan=formats.mg(step.mg))


def day_table(diary: Diary, keys: Sequence[str], start: date, end: date) -> DayTable:
    """Every recorded day from `start` to `end`, newest first."""
    heads = (
        _("Day"),
        *(label_of(diary, key) for key in keys),
        _("Crash"),
        _("LDN mg"),
        _("Plan mg"),
        _("Note"),
    )
    days = [day for day in diary.days(start, end) if day.answers][::-1]
    rows = tuple(_row(diary, day, keys) for day in days)
    return DayTable(heads, tuple(day.date for day in days), rows)


def _row(diary: Diary, day: Day, keys: Sequence[str]) -> tuple[str, ...]:
    step = diary.dose_step_on(day.date)
    return (
        formats.short_date(day.date),
        *(_cell(day.answers.get(key)) for key in keys),
        _("crash") if day.crash else "",
        "" if day.dose_mg is None else formats.number(day.dose_mg),
        "" if step is None else formats.number(step.mg),
        " ".join(day.note.split()),
    )


def _cell(answer: Answer | None) -> str:
    if answer is None:
        return ""
    how = _HOW.get(Source(answer.source))
    return f"{formats.number(answer.value)} {_(how)}" if how else formats.number(answer.value)


def shown_part(diary: Diary, keys: Sequence[str], start: date, end: date) -> Diary:
    """A diary with nothing but what is shown: the fields `keys`, crashes, doses and notes."""
    wanted = {*keys, CRASH, DOSE, NOTE}
    days = {}
    for day in diary.days(start, end):
        answers = {name: answer for name, answer in day.answers.items() if name in wanted}
        if answers:
            days[day.date] = day._replace(answers=answers, unknown={})
    own = [s for s in diary.symptoms if s.key in wanted]
    return Diary(days, diary.dose_steps, own, diary.about)


def chartable(diary: Diary, recorded: Sequence[str]) -> list[str]:
    """Keys that charts may offer: what is asked or was ever recorded, in the person's order."""
    known = set(recorded)
    keys = [s.key for s in diary.symptoms if s.shown or s.key in known]
    keys += [key for key in (*(field.key for field in SCALE_FIELDS), *READINGS) if key in known]
    return [key for key in keys if key not in RESERVED or key in known]

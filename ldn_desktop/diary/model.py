"""Diary, Day, Answer, DoseStep, Mark, and the edits that change them."""

import bisect
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple

from ldn_desktop.diary.amounts import as_number
from ldn_desktop.diary.fields import (
    CRASH,
    DOSE,
    FIELDS,
    NOTE,
    RESERVED,
    checked_field,
)
from ldn_desktop.diary.symptoms import (
    BUILT_IN,
    READINGS,
    Symptom,
    SymptomKind,
    checked_points,
)
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _, formats

UNDERSTOOD = frozenset({"offset", "scores", "readings", *FIELDS})
"""Keys of a stored day that this version reads; unknown data never uses them."""

FIRST_DATE = date(1900, 1, 1)
EMPTY: Mapping[str, Any] = MappingProxyType({})
BY = "by"
"""In an answer's `extra`: who entered it in place of the person."""


class Source(StrEnum):
    """Where an answer comes from."""

    ENTERED = "entered"
    COPIED = "copied"
    """Copied from the day before by “Same as yesterday”."""
    RECALLED = "recalled"
    """Entered after its diary day had ended."""
    IMPORTED = "imported"


# Named tuples, not dataclasses: a frozen, slotted dataclass takes nearly 1 ms of every start to
# define, and the 70,000 answers of twenty years are created in a quarter of the time. Annotations
# are not postponed here, because NamedTuple would compile each postponed one at import.
class Answer(NamedTuple):
    """What was answered in one field of one day. A score is the answer for a symptom."""

    value: Any
    """Points 0–10 for scores and exertion; True for a crash; mg for a dose; text for a note."""
    minute: int
    """Time of entry in UTC: minutes after 00:00 UTC of the diary date; below 0 or above
    1439 where the entry fell on another date of UTC."""
    source: Source = Source.ENTERED
    offset: int = 0
    """Minutes that local time was ahead of UTC at the entry."""
    extra: Mapping[str, Any] = EMPTY
    """`origin` (the app an import came from), `original` (its own text), `by` (who entered it in
    place of the person), and whatever a newer version of the program wrote."""

    @property
    def origin(self) -> str:
        return str(self.extra.get("origin", ""))

    @property
    def by(self) -> str | None:
        """Who entered it in place of the person: a first name, or "" for a helper without one."""
        return str(self.extra[BY]) if BY in self.extra else None


class Day(NamedTuple):
    """One diary day: its answers by field. A field that is absent was not answered."""

    date: date
    answers: Mapping[str, Answer] = EMPTY
    unknown: Mapping[str, Any] = EMPTY
    """Data that a newer version of the program wrote here; preserved, not interpreted."""

    @property
    def scores(self) -> dict[str, Answer]:
        """Answers for symptoms and side effects, by key."""
        return {key: a for key, a in self.answers.items() if key not in RESERVED}

    @property
    def readings(self) -> dict[str, Answer]:
        return {key: a for key, a in self.answers.items() if key in READINGS}

    @property
    def crash(self) -> bool:
        return CRASH in self.answers and bool(self.answers[CRASH].value)

    def value(self, name: str) -> Any:
        """What was answered in field `name`, or None."""
        answer = self.answers.get(name)
        return None if answer is None else answer.value

    @property
    def dose_mg(self) -> float | None:
        """Milligrams taken; 0 for “not today”; None where nothing was answered."""
        mg: float | None = self.value(DOSE)
        return mg

    @property
    def note(self) -> str:
        return self.value(NOTE) or ""

    def __bool__(self) -> bool:
        return bool(self.answers or self.unknown)


class DoseStep(NamedTuple):
    """From `start` on, `mg` milligrams a day (0 for none), as decided with the prescriber.

    `planned` steps do not count until the person says they are so. `strength` is text from
    the label: nothing is converted.
    """

    start: date
    mg: float
    planned: bool = False
    form: str = ""
    strength: str = ""
    extra: Mapping[str, Any] = EMPTY


class MarkKind(StrEnum):
    """What a mark is about."""

    MEDICINE = "medicine"
    """Another medicine or supplement."""
    INFECTION = "infection"
    VACCINATION = "vaccination"
    PERIOD = "period"
    EVENT = "event"
    """Anything else."""


class Mark(NamedTuple):
    """Something beside LDN that may have mattered, from `start` to `stop`, both included.

    `stop` is None while it goes on, or where nobody said. A mark is dated but belongs to no diary
    day: it may have begun long before the diary did.
    """

    id: int
    """Names it in the diary; never changes."""
    kind: MarkKind
    name: str
    start: date
    stop: date | None = None
    extra: Mapping[str, Any] = EMPTY
    """`origin` (the app an import came from), and whatever a newer version wrote."""

    @property
    def origin(self) -> str:
        return str(self.extra.get("origin", ""))


class About(NamedTuple):
    """Settings of the diary itself."""

    day_ends_hour: int = 4
    """Hours after midnight at which the diary day ends, 0–12."""
    invented: bool = False
    """Example data, marked so wherever it is shown."""
    extra: Mapping[str, Any] = EMPTY


class AnswerChange(NamedTuple):
    """One answer given, changed or cleared (None)."""

    date: date
    field: str
    before: Answer | None
    after: Answer | None


class DoseStepChange(NamedTuple):
    """One dose step added, changed or removed (None)."""

    start: date
    before: DoseStep | None
    after: DoseStep | None


class MarkChange(NamedTuple):
    """One mark added, changed or removed (None)."""

    id: int
    before: Mark | None
    after: Mark | None


class SymptomChange(NamedTuple):
    """A symptom added, renamed, hidden or moved."""

    key: str
    before: Symptom | None
    after: Symptom | None


class AboutChange(NamedTuple):
    """Settings of the diary, changed."""

    before: About
    after: About


class UnknownChange(NamedTuple):
    """Data of a newer version in one day, changed; empty for none."""

    date: date
    before: Mapping[str, Any]
    after: Mapping[str, Any]


Change = AnswerChange | DoseStepChange | MarkChange | SymptomChange | AboutChange | UnknownChange


def _reversed(change: Change) -> Change:
    reverse: Change = change._replace(before=change.after, after=change.before)  # type: ignore[arg-type]  # alike in all six
    return reverse


class Edit(NamedTuple):
    """Changes of one action: recorded together, undone together."""

    changes: tuple[Change, ...]

    def reversed(self) -> "Edit":
        """The edit that undoes this one."""
        return Edit(tuple(_reversed(change) for change in reversed(self.changes)))

    @property
    def dates(self) -> set[date]:
        """The days that it changes."""
        of_a_day = AnswerChange | UnknownChange
        return {change.date for change in self.changes if isinstance(change, of_a_day)}

    def __bool__(self) -> bool:
        return bool(self.changes)


class Diary:
    """Everything a person recorded.

    `days` may be a mapping that decodes a day on first access; edits applied afterwards are
    held beside it and take precedence.
    """

    def __init__(
        self,
        days: Mapping[date, Day] = MappingProxyType({}),
        dose_steps: Iterable[DoseStep] = (),
        symptoms: Iterable[Symptom] = (),
        about: About | None = None,
        marks: Iterable[Mark] = (),
    ) -> None:
        self._stored = days
        self._applied: dict[date, Day] = {}
        self._listed: dict[str, list[date]] = {}
        self._steps = {step.start: step for step in dose_steps}
        self._symptoms = {symptom.key: symptom for symptom in (*BUILT_IN, *symptoms)}
        self.about = about or About()
        self.device = ""
        """Of a shared diary: what tells keys made on this computer from those of others."""
        self._marks = {mark.id: mark for mark in marks}

    @property
    def _dates(self) -> list[date]:
        """Every date with a record, in order; sorted on first use, which is after the start."""
        if not self._listed:
            # setdefault: all threads must share one list, or an inserted date would be lost.
            self._listed.setdefault("dates", sorted(self._stored))
        return self._listed["dates"]

    def day(self, when: date) -> Day:
        """The day of that date, empty where nothing was recorded."""
        if when in self._applied:
            return self._applied[when]
        return self._stored.get(when) or Day(when)

    def dates(self, start: date | None = None, end: date | None = None) -> list[date]:
        """Dates with a record, in order, from `start` to `end`, both included."""
        low = 0 if start is None else bisect.bisect_left(self._dates, start)
        high = len(self._dates) if end is None else bisect.bisect_right(self._dates, end)
        return self._dates[low:high]

    def days(self, start: date | None = None, end: date | None = None) -> Iterator[Day]:
        """Days with a record, in order, from `start` to `end`, both included."""
        return (self.day(when) for when in self.dates(start, end))

    @property
    def dose_steps(self) -> list[DoseStep]:
        """Dose steps, planned ones too, in order of their start."""
        return [self._steps[start] for start in sorted(self._steps)]

    def dose_step_on(self, when: date) -> DoseStep | None:
        """The dose step in effect on `when`, ignoring planned ones. None before the first."""
        return step_in_effect(self.dose_steps, when)

    @property
    def marks(self) -> list[Mark]:
        """Marks in order of their start."""
        return sorted(self._marks.values(), key=lambda m: (m.start, m.kind, m.name, m.id))

    def mark(self, mark_id: int) -> Mark | None:
        return self._marks.get(mark_id)

    @property
    def symptoms(self) -> list[Symptom]:
        """Symptoms first, then side effects, each in the person's order; hidden ones too."""
        kinds = list(SymptomKind)
        return sorted(
            self._symptoms.values(), key=lambda s: (kinds.index(s.kind), s.order, s.own, s.key)
        )

    def symptom(self, key: str) -> Symptom | None:
        return self._symptoms.get(key)

    def shown(self, kind: SymptomKind) -> list[Symptom]:
        """What Today asks for."""
        return [s for s in self.symptoms if s.kind is kind and s.shown]

    def answer(self, when: date, name: str, answer: Answer | None) -> Edit:
        """The edit that answers field `name` of `when`; None clears it. Empty if no change."""
        before = self.day(when).answers.get(name)
        if answer is not None:
            answer = answer._replace(value=checked_value(name, answer.value, self._symptoms))
            check_date(when)
        if before == answer:
            return Edit(())
        return Edit((AnswerChange(when, name, before, answer),))

    def apply(self, edit: Edit) -> None:
        """Apply `edit`. Applying the same edit twice has no further effect."""
        for change in edit.changes:
            match change:
                case AnswerChange():
                    self._set_answer(change)
                case DoseStepChange():
                    _set_or_remove(self._steps, change.start, change.after)
                case MarkChange():
                    _set_or_remove(self._marks, change.id, change.after)
                case SymptomChange():
                    _set_or_remove(self._symptoms, change.key, change.after)
                case AboutChange():
                    self.about = change.after
                case UnknownChange():
                    self._set_day(self.day(change.date)._replace(unknown=change.after))

    def _set_answer(self, change: AnswerChange) -> None:
        day = self.day(change.date)
        answers = dict(day.answers)
        _set_or_remove(answers, change.field, change.after)
        self._set_day(day._replace(answers=answers))

    def _set_day(self, after: Day) -> None:
        index = bisect.bisect_left(self._dates, after.date)  # first: it may raise
        self._applied[after.date] = after
        listed = self._dates[index : index + 1] == [after.date]
        if after and not listed:
            self._dates.insert(index, after.date)
        elif listed and not after:
            del self._dates[index]


def step_in_effect(steps: Iterable[DoseStep], when: date) -> DoseStep | None:
    """Of `steps`, in order of their start, the last that began by `when` and is not planned."""
    return next((s for s in reversed([*steps]) if s.start <= when and not s.planned), None)


def _set_or_remove(mapping: dict[Any, Any], key: object, value: object) -> None:
    if value is None:
        mapping.pop(key, None)
    else:
        mapping[key] = value


def checked_value(name: str, value: object, symptoms: Mapping[str, Symptom]) -> Any:
    """`value` as field `name` stores it. Raises UserError, naming the value, when it cannot."""
    if name in FIELDS:
        return checked_field(name, value)
    if name in READINGS:
        return _checked_reading(name, value)
    if name not in symptoms:
        known = [s.label for s in symptoms.values()] + [field.label for field in FIELDS.values()]
        raise UserError(
            _("“{name}” is not a symptom in this diary. It has: {known}.").format(
                name=name, known=formats.enumerated(known)
            )
        )
    return checked_points(value)


def _checked_reading(name: str, value: object) -> float:
    reading = READINGS[name]
    number = as_number(value)
    if number is None or not reading.lowest <= number <= reading.highest:
        raise UserError(
            _("{name}: “{value}” is not a number from {low} to {high}.").format(
                value=value,
                name=reading.label,
                low=formats.number(reading.lowest),
                high=formats.number(reading.highest),
            )
        )
    return number


def check_date(when: date) -> None:
    """Raises UserError for a date before 1900."""
    if when < FIRST_DATE:
        raise UserError(
            _("{date} is too early. The earliest year in a diary is 1900.").format(
                date=formats.long_date(when)
            )
        )

"""What the report says, worked out once for the drawn page and for its plain-text twin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ldn_desktop.analysis import Comparison
from ldn_desktop.charts.daily_series import DailySeries, runs
from ldn_desktop.charts.summary import Level, compared_days, levels
from ldn_desktop.diary.fields import RESERVED
from ldn_desktop.diary.model import Diary, Source
from ldn_desktop.diary.symptoms import Kind
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _, formats
from ldn_desktop.report.comparison_section import last_compared

MOST_SYMPTOMS = 6
MOST_SIDE_EFFECTS = 5


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean and the number of days it is of; nothing entered is 0 days."""

    points: float
    days: int

    @property
    def text(self) -> str:
        if not self.days:
            return "–"
        return _("{mean} ({days})").format(mean=formats.number(self.points, 1), days=self.days)


@dataclass(frozen=True, slots=True)
class Stage:
    """The days of one dose, from `start` to `end`, both included."""

    start: date
    end: date
    mg: float | None
    """As decided; None before the first dose step."""
    recorded: int
    taken: int
    crashes: int
    side_effects: tuple[Mean, ...]

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    @property
    def amount(self) -> str:
        if self.mg is None:
            return _("none entered")
        return formats.mg(self.mg) if self.mg else _("no LDN")


@dataclass(frozen=True, slots=True)
class ReportData:
    """Everything on the page but the pictures."""

    start: date
    end: date
    recorded: int
    keys: tuple[str, ...]
    """Symptoms drawn, at most six."""
    levels: tuple[Level, ...]
    compared: int
    """How many days each level is the mean of."""
    side_effects: tuple[str, ...]
    stages: tuple[Stage, ...]
    crashes: tuple[tuple[date, date], ...]
    notes: tuple[tuple[date, str], ...]
    """Newest first."""
    sources: tuple[tuple[Source, int], ...]
    """How many scores came from where."""
    comparisons: tuple[Comparison, ...]
    """The last phase against the first; empty without two phases."""
    invented: bool

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    @property
    def over_years(self) -> bool:
        """Whether a date without its year would be unclear."""
        return self.start.year != self.end.year

    @property
    def crash_days(self) -> int:
        return sum((last - first).days + 1 for first, last in self.crashes)


def period_of(diary: Diary, start: date | None, end: date | None) -> tuple[date, date]:
    """`start` and `end`, where missing the first and last day of the diary.

    Raises UserError when the diary is empty or the period runs backwards.
    """
    recorded = diary.dates()
    if not recorded:
        raise UserError(
            _("The diary is still empty. A report needs at least one day with an entry.")
        )
    first, last = start or recorded[0], end or max(recorded[-1], start or recorded[-1])
    if first > last:
        raise UserError(
            _("The period ends before it begins: {start} to {end}.").format(
                start=formats.long_date(first), end=formats.long_date(last)
            )
        )
    return first, last


def gather(
    diary: Diary, start: date | None, end: date | None, keys: Sequence[str] | None = None
) -> tuple[ReportData, DailySeries]:
    """The facts of the period, both ends included, and the columns they were read from.

    `keys` are the symptoms to draw, at most six; by default the first six that were rated.
    Raises UserError for an empty diary or an impossible period.
    """
    first, last = period_of(diary, start, end)
    columns = DailySeries.of(diary)
    drawn = tuple(keys or _rated(diary, columns, first, last, Kind.SYMPTOM))[:MOST_SYMPTOMS]
    effects = _rated(diary, columns, first, last, Kind.SIDE_EFFECT)[:MOST_SIDE_EFFECTS]
    facts = ReportData(
        start=first,
        end=last,
        recorded=columns.recorded_days(first, last),
        keys=drawn,
        levels=tuple(levels(columns, drawn, first, last)),
        compared=compared_days(first, last),
        side_effects=tuple(columns.labels[key][0] for key in effects),
        stages=tuple(_stages(columns, effects, first, last)),
        crashes=_spells(columns, first, last),
        notes=_notes(diary, first, last),
        sources=_sources(diary, first, last),
        comparisons=tuple(last_compared(diary, last)),
        invented=diary.about.invented,
    )
    return facts, columns


def _rated(diary: Diary, columns: DailySeries, start: date, end: date, kind: Kind) -> list[str]:
    return [
        symptom.key
        for symptom in diary.symptoms
        if symptom.kind is kind and columns.has(symptom.key, start, end)
    ]


def _stages(columns: DailySeries, effects: Sequence[str], start: date, end: date) -> list[Stage]:
    edges: list[tuple[date, float | None]] = [(start, None)]
    for step in columns.dose_steps:
        if not step.planned and step.start <= end:
            since = max(step.start, start)
            edges = [edge for edge in edges if edge[0] < since]
            edges.append((since, step.mg))
    lasts = [since - timedelta(days=1) for since, _mg in edges[1:]] + [end]
    return [
        _stage(columns, effects, since, last, mg)
        for (since, mg), last in zip(edges, lasts, strict=True)
    ]


def _stage(
    columns: DailySeries, effects: Sequence[str], start: date, end: date, mg: float | None
) -> Stage:
    means = []
    for key in effects:
        column = columns.column(key, start, end)
        known = column.values[column.recorded]
        means.append(Mean(float(known.mean()) if len(known) else 0.0, len(known)))
    return Stage(
        start=start,
        end=end,
        mg=mg,
        recorded=columns.recorded_days(start, end),
        taken=int((columns.taken(start, end) > 0).sum()),
        crashes=int(columns.crashes(start, end).sum()),
        side_effects=tuple(means),
    )


def _spells(columns: DailySeries, start: date, end: date) -> tuple[tuple[date, date], ...]:
    """Crash days, those in a row taken together."""
    return tuple(
        (start + timedelta(days=first), start + timedelta(days=after - 1))
        for first, after in runs(columns.crashes(start, end))
    )


def _notes(diary: Diary, start: date, end: date) -> tuple[tuple[date, str], ...]:
    found = [(day.date, day.note) for day in diary.days(start, end) if day.note]
    return tuple(reversed(found))


def _sources(diary: Diary, start: date, end: date) -> tuple[tuple[Source, int], ...]:
    counts = dict.fromkeys(Source, 0)
    for day in diary.days(start, end):
        for name, answer in day.answers.items():
            if name not in RESERVED:
                counts[Source(answer.source)] += 1
    return tuple((source, n) for source, n in counts.items() if n)

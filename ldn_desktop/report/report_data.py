"""What the report says, worked out once for the drawn page and for its plain-text twin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from ldn_desktop.analysis import Comparison, compare, phases
from ldn_desktop.analysis.beside_doses import beside_sentences, unlisted_doses
from ldn_desktop.charts.daily_series import DailySeries
from ldn_desktop.charts.summary import Level, compared_days, helped, levels
from ldn_desktop.diary import function, marks
from ldn_desktop.diary.analysis_plan import main_symptoms
from ldn_desktop.diary.fields import DOSE_TIME, EXERTION, RESERVED, option_label
from ldn_desktop.diary.function import FunctionResult
from ldn_desktop.diary.model import (
    Diary,
    DoseStep,
    Mark,
    MarkKind,
)
from ldn_desktop.diary.provenance import Provenance, provenance
from ldn_desktop.diary.symptoms import SymptomKind
from ldn_desktop.errors import UserError
from ldn_desktop.guide import is_opioid
from ldn_desktop.i18n import _, formats, pgettext
from ldn_desktop.report.options import ReportOptions

MAX_SYMPTOMS = 6
MAX_SIDE_EFFECTS = 4
MAX_NOTES = 4
MAX_MAIN = 2
RATE_DAYS = 28


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean and the number of days it is of; nothing entered is 0 days."""

    points: float
    days: int

    @property
    def text(self) -> str:
        return formats.number(self.points, 1) if self.days else "–"


@dataclass(frozen=True, slots=True)
class Stage:
    """The days of one dose, from `start` to `end`, both included."""

    start: date
    end: date
    step: DoseStep | None
    """None before the first dose step."""
    recorded: int
    taken: int
    not_taken: int
    crashes: int
    """Crash days."""
    side_effects: tuple[Mean, ...]
    pending: bool = False
    """Whether it is a planned step whose date came, and which nobody has confirmed: no days yet."""

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    @property
    def mg(self) -> float | None:
        return self.step.mg if self.step else None

    @property
    def amount(self) -> str:
        """“4.5 mg”, with form and strength as on the label where they were entered."""
        if self.step is None or not self.step.mg:
            return pgettext("dose", "none")
        parts = [formats.mg(self.step.mg), self.step.form, self.step.strength]
        return formats.enumerated([part for part in parts if part])

    @property
    def crashes_per_28(self) -> float:
        """Crash days in 28 days."""
        return self.crashes * RATE_DAYS / self.days

    @property
    def no_entry(self) -> int:
        """Days without an answer about the dose."""
        return self.days - self.taken - self.not_taken


@dataclass(frozen=True, slots=True)
class ReportData:
    """Everything on the page but the pictures."""

    start: date
    end: date
    recorded: int
    keys: tuple[str, ...]
    """Symptoms drawn, at most six."""
    main: tuple[str, ...]
    """Those of `keys` that the summary names: the chosen main symptoms, or the first two."""
    exertion: bool
    """Whether exertion was recorded, and so is drawn."""
    labels: dict[str, str]
    levels: tuple[Level, ...]
    """Of `keys`, in their order."""
    compared: int
    """How many days each level is the mean of."""
    side_effects: tuple[str, ...]
    stages: tuple[Stage, ...]
    pending: tuple[Stage, ...]
    """Planned steps up to the end that are still to be confirmed."""
    notes: tuple[tuple[date, str], ...]
    """The latest ones, newest first; none where they were not asked for."""
    more_notes: int
    """How many older ones were left out."""
    provenance: tuple[tuple[Provenance, int], ...]
    """How many scores came from where."""
    helped: tuple[str, ...]
    """A sentence about days that a helper entered; empty where there are none."""
    comparisons: tuple[Comparison, ...]
    """The last phase against the first; empty without two phases."""
    invented: bool
    medicines: tuple[Mark, ...] = ()
    """Other medicines and supplements of the period."""
    events: tuple[Mark, ...] = ()
    """Infections, vaccinations, periods and other marks of the period."""
    opioids: tuple[Mark, ...] = ()
    """Those of `medicines` that the guide lists as opioids."""
    results: tuple[FunctionResult, ...] = ()
    """Of FUNCAP in the period, in order."""
    dose_times: tuple[tuple[str, int], ...] = ()
    """At which times of the day doses of `now` were taken, on how many days; most often first."""
    differing: int = 0
    """How many entries differ between computers that share the diary."""
    beside: tuple[str, ...] = ()
    """What else there was in the time that is compared, in sentences."""

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    @property
    def history(self) -> tuple[Stage, ...]:
        """The rows of the dose history."""
        return (*self.stages, *self.pending)

    @property
    def crash_days(self) -> int:
        return sum(stage.crashes for stage in self.stages)

    @property
    def now(self) -> Stage:
        """The stage that the period ends with."""
        return self.stages[-1]


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


def gather(diary: Diary, options: ReportOptions) -> tuple[ReportData, DailySeries]:
    """The data of the report, and the series it was read from.

    Raises UserError for an empty diary or an impossible period.
    """
    start, end = period_of(diary, options.start, options.end)
    series = DailySeries.of(diary)
    keys = options.keys or tuple(_rated(diary, series, start, end, SymptomKind.SYMPTOM))
    keys = keys[:MAX_SYMPTOMS]
    chosen = main_symptoms(diary.about, end)
    effects = _rated(diary, series, start, end, SymptomKind.SIDE_EFFECT)[:MAX_SIDE_EFFECTS]
    notes = _notes(diary, start, end) if options.notes else []
    found = marks.between(diary.marks, start, end, end)
    stages = tuple(_stages(series, effects, start, end))
    data = ReportData(
        start=start,
        end=end,
        recorded=series.recorded_days(start, end),
        keys=keys,
        main=tuple(key for key in keys if key in chosen)[:MAX_MAIN] or keys[:MAX_MAIN],
        exertion=series.has(EXERTION, start, end),
        labels={key: label for key, (label, _unit) in series.labels.items()},
        levels=tuple(levels(series, keys, start, end)),
        compared=compared_days(start, end),
        side_effects=tuple(series.labels[key][0] for key in effects),
        stages=stages,
        pending=tuple(_pending(series, len(effects), end)),
        notes=tuple(notes[:MAX_NOTES]),
        more_notes=max(0, len(notes) - MAX_NOTES),
        provenance=_counted(diary, start, end),
        helped=tuple(helped(series, start, end)),
        comparisons=tuple(compare(diary, today=end, latest_alone=True)),
        invented=diary.about.invented,
        differing=options.differing,
        medicines=tuple(m for m in found if m.kind is MarkKind.MEDICINE),
        events=tuple(m for m in found if m.kind is not MarkKind.MEDICINE),
        opioids=tuple(m for m in found if m.kind is MarkKind.MEDICINE and is_opioid(m.name)),
        results=tuple(function.results(diary, start, end)),
        dose_times=_dose_times(diary, stages[-1]),
        beside=tuple(_beside(diary, end)),
    )
    return data, series


def _beside(diary: Diary, end: date) -> list[str]:
    """What is told beside the comparison; first what makes it say little."""
    found = phases(diary, end)
    unlisted = unlisted_doses(diary, found)
    return [*([unlisted] if unlisted else []), *beside_sentences(diary, found)]


def _rated(
    diary: Diary, series: DailySeries, start: date, end: date, kind: SymptomKind
) -> list[str]:
    return [
        symptom.key
        for symptom in diary.symptoms
        if symptom.kind is kind and series.has(symptom.key, start, end)
    ]


def _stages(series: DailySeries, effects: Sequence[str], start: date, end: date) -> list[Stage]:
    edges: list[tuple[date, DoseStep | None]] = [(start, None)]
    for step in series.dose_steps:
        if not step.planned and step.start <= end:
            since = max(step.start, start)
            edges = [edge for edge in edges if edge[0] < since]
            edges.append((since, step))
    lasts = [since - timedelta(days=1) for since, _step in edges[1:]] + [end]
    return [
        _stage(series, effects, since, last, step)
        for (since, step), last in zip(edges, lasts, strict=True)
    ]


def _pending(series: DailySeries, effects: int, end: date) -> list[Stage]:
    nothing = (Mean(0.0, 0),) * effects
    return [
        Stage(step.start, step.start, step, 0, 0, 0, 0, nothing, pending=True)
        for step in series.dose_steps
        if step.planned and step.start <= end
    ]


def _stage(
    series: DailySeries, effects: Sequence[str], start: date, end: date, step: DoseStep | None
) -> Stage:
    means = []
    for key in effects:
        column = series.column(key, start, end)
        known = column.values[column.recorded]
        means.append(Mean(float(known.mean()) if len(known) else 0.0, len(known)))
    taken = series.taken(start, end)
    return Stage(
        start=start,
        end=end,
        step=step,
        recorded=series.recorded_days(start, end),
        taken=int(np.sum(taken > 0)),
        not_taken=int(np.sum(taken == 0)),
        crashes=int(series.crashes(start, end).sum()),
        side_effects=tuple(means),
    )


def _dose_times(diary: Diary, now: Stage) -> tuple[tuple[str, int], ...]:
    taken = [day.value(DOSE_TIME) for day in diary.days(now.start, now.end) if day.dose_mg]
    found = Counter(time for time in taken if time is not None)
    return tuple((option_label(DOSE_TIME, time), n) for time, n in found.most_common())


def _notes(diary: Diary, start: date, end: date) -> list[tuple[date, str]]:
    return [(day.date, day.note) for day in diary.days(start, end) if day.note][::-1]


def _counted(diary: Diary, start: date, end: date) -> tuple[tuple[Provenance, int], ...]:
    counts = dict.fromkeys(Provenance, 0)
    for day in diary.days(start, end):
        for name, answer in day.answers.items():
            if name not in RESERVED:
                counts[provenance(answer)] += 1
    return tuple((way, n) for way, n in counts.items() if n)

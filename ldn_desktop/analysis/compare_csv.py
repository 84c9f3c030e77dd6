"""Comparing series that come from a file or from another program."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path

import numpy as np

from ldn_desktop.analysis import csv_rows
from ldn_desktop.analysis.csv_rows import CsvRow
from ldn_desktop.analysis.stats import bad_start
from ldn_desktop.analysis.stats.kalman import Floats, Ints
from ldn_desktop.analysis.stats.model import PRIOR_SD
from ldn_desktop.analysis.stats.series import (
    AnalysisPlan,
    BadStart,
    Scale,
    evidence_of,
    plain_series,
)
from ldn_desktop.analysis.verdict import Comparison, judge
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _, formats

SCORE_RANGE = 10.0
SHORT_SCALE = 3.0
"""Scores of 0, 1, 2 and 3 alone in the first phase and mostly higher ones later come from two
scales: 0–3 is what many trackers use. The other way round it may be a real gain."""
_AMOUNT = re.compile(r"(?<![\w.,])(\d+(?:[.,]\d+)?)\s*mg\b", re.IGNORECASE)
"""“4.5 mg” in the name of a phase makes it a dose."""


def compare_csv(
    path: Path | str,
    *,
    scale: tuple[float, float, float] = (0.0, 10.0, 1.0),
    mid: float = 1.0,
    run_in: int = 0,
    main: Iterable[str] = (),
    one_scale: bool = False,
) -> list[Comparison]:
    """Compare the phases of a CSV file with columns `date`, `phase` and one per symptom.

    Phases count in order of their first day; a label that comes back later continues its
    phase. Empty cells are missing. `scale` is (lowest, highest, step) and `mid` the minimal
    important difference, in points; `run_in` days are left out each time a phase begins;
    `main` names the symptoms chosen beforehand. The guards are those of a diary: a column
    `source` tells where a row's scores come from, and scores of two sources are not compared;
    nor are a first phase on 0–3 and later ones on more, unless `one_scale` says that they are
    alike. A phase named by an amount in mg is a dose and gets no plain “likely better” in its
    first 56 days.
    Raises UserError, naming the line, for anything that cannot be understood.
    """
    points = _checked_scale(*scale)
    symptoms, rows = csv_rows.read(Path(path), points)
    plan = _plan(symptoms, points, mid, tuple(main))
    return _compare(rows, symptoms, plan, run_in, one_scale=one_scale)


def compare_series(
    dates: Sequence[date],
    phases: Sequence[str],
    scores: Mapping[str, Sequence[float | None]],
    *,
    scale: tuple[float, float, float] = (0.0, 10.0, 1.0),
    mid: float = 1.0,
    run_in: int = 0,
    main: Iterable[str] = (),
    one_scale: bool = False,
) -> list[Comparison]:
    """Compare the phases of series in memory; as `compare_csv`. None and NaN are missing."""
    if any(len(column) != len(dates) for column in (phases, *scores.values())):
        raise UserError(_("The columns have different lengths. Each needs one entry per day."))
    points = _checked_scale(*scale)
    columns = list(scores.values())
    first_seen: dict[date, int] = {}
    rows = []
    for n, (day, phase) in enumerate(zip(dates, phases, strict=True)):
        csv_rows.check_new(day, n + 1, first_seen)
        found = tuple(csv_rows.score(column[n], points, n + 1) for column in columns)
        rows.append(CsvRow(day, phase, found))
    plan = _plan(tuple(scores), points, mid, tuple(main))
    return _compare(rows, tuple(scores), plan, run_in, one_scale=one_scale)


@dataclass(frozen=True, slots=True)
class _Counted:
    """What is compared, after the run-ins were left out."""

    rows: list[CsvRow]
    calendar: dict[str, int]
    """Compared days of each phase."""
    whole: dict[str, int]
    """All its days."""


def _compare(
    rows: list[CsvRow],
    symptoms: tuple[str, ...],
    plan: AnalysisPlan,
    run_in: int,
    *,
    one_scale: bool,
) -> list[Comparison]:
    if run_in < 0:
        raise UserError(_("The number of days left out at the start (run-in) must be 0 or more."))
    rows = sorted(rows, key=lambda row: row.date)
    labels = tuple(dict.fromkeys(row.phase for row in rows))
    if len(labels) < 2:
        raise UserError(_("There is only one phase. A comparison needs at least two."))
    counted = _without_run_in(rows, labels, run_in)
    labels = _in_order(rows, labels)
    stored = counted.rows
    phase = np.array([labels.index(row.phase) for row in stored], np.int64)
    scores = np.array([row.scores for row in stored], float).reshape(len(stored), len(symptoms))
    doses = [_is_dose(label) for label in labels]
    series = replace(
        plain_series(
            np.array([row.date.toordinal() for row in stored], np.int64),
            phase,
            scores,
            symptoms=symptoms,
            labels=labels,
            calendar_days=tuple(counted.calendar[label] for label in labels),
        ),
        measure=_measures(stored, phase, scores, one_scale=one_scale),
        days_on_dose=tuple(
            counted.whole[label] if dose else None
            for label, dose in zip(labels, doses, strict=True)
        ),
        start=None if doses[0] else _start(rows, stored, symptoms),
    )
    return judge(evidence_of(series, replace(plan, main=plan.main * len(labels))))


def _without_run_in(rows: list[CsvRow], labels: tuple[str, ...], run_in: int) -> _Counted:
    calendar, whole = dict.fromkeys(labels, 0), dict.fromkeys(labels, 0)
    stored: list[CsvRow] = []
    for label, group in groupby(rows, key=lambda row: row.phase):
        stretch = list(group)
        begin, end = stretch[0].date.toordinal(), stretch[-1].date.toordinal()
        first = begin + run_in
        calendar[label] += max(0, end - first + 1)
        whole[label] += end - begin + 1
        stored += [row for row in stretch if row.date.toordinal() >= first]
    return _Counted(stored, calendar, whole)


def _in_order(rows: list[CsvRow], labels: tuple[str, ...]) -> tuple[str, ...]:
    """The first phase, then the others by their last day: the last is the one judged."""
    last = {row.phase: row.date for row in rows}
    return (labels[0], *sorted(labels[1:], key=last.__getitem__))


def _is_dose(label: str) -> bool:
    found = _AMOUNT.search(label)
    return found is not None and float(found[1].replace(",", ".")) > 0


def _measures(rows: list[CsvRow], phase: Ints, scores: Floats, *, one_scale: bool) -> Ints:
    """A number for each source and scale, (days, symptoms): different ones are not compared."""
    numbers: dict[str, int] = {}
    sources = [numbers.setdefault(row.source, len(numbers)) for row in rows]
    out = np.repeat(np.array(sources, np.int64)[:, None], scores.shape[1], axis=1)
    if one_scale:
        return out
    first = phase == 0
    for n in range(scores.shape[1]):
        later = scores[~first & np.isfinite(scores[:, n]), n]
        higher = bool(len(later)) and (later > SHORT_SCALE).mean() > 0.5
        if higher and _on_short_scale(scores[first, n]):
            out[first, n] += len(numbers)
    return out


def _on_short_scale(scores: Floats) -> bool:
    """Whether 0, 1, 2 and 3 are all that was used, and each of them was."""
    known = np.unique(scores[np.isfinite(scores)])
    return len(known) == 4 and bool((known == [0, 1, 2, SHORT_SCALE]).all())


def _start(rows: list[CsvRow], compared: list[CsvRow], symptoms: tuple[str, ...]) -> BadStart:
    """How the fortnight before the first change of phase was."""
    start = next(row.date for row in rows if row.phase != rows[0].phase)
    numbers = np.array([row.date.toordinal() for row in rows], np.int64)
    scores = np.array([row.scores for row in rows], float).reshape(len(rows), len(symptoms))
    among_all, among_baseline = bad_start.ranks(numbers, scores, start.toordinal())
    among_baseline &= all(row.phase != rows[0].phase for row in rows if row.date >= start)
    begin = start - timedelta(days=bad_start.FORTNIGHT)
    return BadStart(
        np.array([begin <= row.date < start for row in compared], bool), among_all, among_baseline
    )


def _checked_scale(low: float, high: float, step: float) -> Scale:
    scale = Scale(low, high, step)
    if not (all(map(math.isfinite, scale)) and low < high and 0 < step <= high - low):
        raise UserError(
            _(
                "A scale needs a lowest and a highest score, and a step no larger than the "
                "distance between them."
            )
        )
    return scale


def _plan(
    symptoms: tuple[str, ...], scale: Scale, mid: float, main: tuple[str, ...]
) -> AnalysisPlan:
    """What was agreed beforehand, alike for every phase. Raises UserError where it cannot be."""
    if not symptoms:
        raise UserError(
            _("There is no symptom to compare. The file needs a column besides date and phase.")
        )
    if not (math.isfinite(mid) and mid > 0):
        raise UserError(_("The smallest change that matters must be more than 0 points."))
    for name in main:
        if name not in symptoms:
            raise UserError(
                _("“{name}” is not a column in this file. Its columns are: {known}.").format(
                    name=name, known=formats.enumerated(symptoms)
                )
            )
    count = len(symptoms)
    return AnalysisPlan(
        scale.high,
        (scale.step,) * count,
        (mid,) * count,
        (frozenset(main),),
        prior_sd=PRIOR_SD * (scale.high - scale.low) / SCORE_RANGE,
    )

"""Comparing series that come from a file or from another program."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from pathlib import Path

import numpy as np

from ldn_desktop.analysis.stats.series import AnalysisPlan, Scale, evidence_of, plain_series
from ldn_desktop.analysis.verdict import Comparison, judge
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _

MOST_BYTES = 64_000_000
MISSING = frozenset({"", "na", "nan", "n/a", "none", "null"})
DATE, PHASE = "date", "phase"


@dataclass(frozen=True, slots=True)
class _Row:
    date: date
    phase: str
    scores: tuple[float, ...]
    """NaN where there is none."""


def compare_csv(
    path: Path | str,
    *,
    scale: tuple[float, float, float] = (0.0, 10.0, 1.0),
    mid: float = 1.0,
    run_in: int = 0,
    main: Iterable[str] = (),
) -> list[Comparison]:
    """Compare the phases of a CSV file with columns `date`, `phase` and one per symptom.

    Phases count in order of their first day; a label that comes back later continues its
    phase. Empty cells are missing. `scale` is (lowest, highest, step) and `mid` the minimal
    important difference, in points; `run_in` days are left out each time a phase begins;
    `main` names the symptoms chosen beforehand. Raises UserError, naming the line, for
    anything that cannot be understood.
    """
    points = _checked_scale(*scale)
    symptoms, rows = _read(Path(path), points)
    plan = _plan(symptoms, points, mid, tuple(main))
    return _compare(rows, symptoms, plan, run_in)


def compare_series(
    dates: Sequence[date],
    phases: Sequence[str],
    scores: Mapping[str, Sequence[float | None]],
    *,
    scale: tuple[float, float, float] = (0.0, 10.0, 1.0),
    mid: float = 1.0,
    run_in: int = 0,
    main: Iterable[str] = (),
) -> list[Comparison]:
    """Compare the phases of series in memory; as `compare_csv`. None and NaN are missing."""
    if any(len(column) != len(dates) for column in (phases, *scores.values())):
        raise UserError(_("The columns are of different lengths. Each needs one entry a day."))
    points = _checked_scale(*scale)
    columns = list(scores.values())
    first_seen: dict[date, int] = {}
    rows = []
    for n, (day, phase) in enumerate(zip(dates, phases, strict=True)):
        _check_new(day, n + 1, first_seen)
        found = tuple(_number(column[n], points, n + 1) for column in columns)
        rows.append(_Row(day, phase, found))
    plan = _plan(tuple(scores), points, mid, tuple(main))
    return _compare(rows, tuple(scores), plan, run_in)


def _compare(
    rows: list[_Row], symptoms: tuple[str, ...], plan: AnalysisPlan, run_in: int
) -> list[Comparison]:
    if run_in < 0:
        raise UserError(_("The run-in must be 0 days or more."))
    rows = sorted(rows, key=lambda row: row.date)
    labels = tuple(dict.fromkeys(row.phase for row in rows))
    if len(labels) < 2:
        raise UserError(_("There is only one phase. A comparison needs at least two."))
    calendar = dict.fromkeys(labels, 0)
    kept: list[_Row] = []
    for label, group in groupby(rows, key=lambda row: row.phase):
        stretch = list(group)
        first = stretch[0].date.toordinal() + run_in
        calendar[label] += max(0, stretch[-1].date.toordinal() - first + 1)
        kept += [row for row in stretch if row.date.toordinal() >= first]
    series = plain_series(
        np.array([row.date.toordinal() for row in kept], np.int64),
        np.array([labels.index(row.phase) for row in kept], np.int64),
        np.array([row.scores for row in kept], float).reshape(len(kept), len(symptoms)),
        symptoms=symptoms,
        labels=labels,
        calendar_days=tuple(calendar.values()),
    )
    return judge(evidence_of(series, replace(plan, main=plan.main * len(labels))))


def _checked_scale(low: float, high: float, step: float) -> Scale:
    scale = Scale(low, high, step)
    if not (all(map(math.isfinite, scale)) and low < high and 0 < step <= high - low):
        raise UserError(
            _("A scale needs a lowest score, a higher one, and a step that fits between them.")
        )
    return scale


def _plan(
    symptoms: tuple[str, ...], scale: Scale, mid: float, main: tuple[str, ...]
) -> AnalysisPlan:
    """What was agreed beforehand, alike for every phase. Raises UserError where it cannot be."""
    if not symptoms:
        raise UserError(_("There is no symptom to compare: no column beside date and phase."))
    if not (math.isfinite(mid) and mid > 0):
        raise UserError(_("The difference that matters must be a number of points above 0."))
    for name in main:
        if name not in symptoms:
            raise UserError(
                _("“{name}” is no column of this file. It has: {known}.").format(
                    name=name, known=", ".join(symptoms)
                )
            )
    count = len(symptoms)
    return AnalysisPlan(scale.high, (scale.step,) * count, (mid,) * count, (frozenset(main),))


def _read(path: Path, scale: Scale) -> tuple[tuple[str, ...], list[_Row]]:
    try:
        lines = list(csv.reader(io.StringIO(_text(path), newline=""), strict=True))
    except csv.Error as error:
        raise UserError(
            _("“{name}” is not a CSV file that can be read ({error}).").format(
                name=path.name, error=error
            )
        ) from None
    if not lines:
        raise UserError(_("“{name}” is empty.").format(name=path.name))
    header = [cell.strip() for cell in lines[0]]
    places = _places(header)
    symptoms = tuple(cell for n, cell in enumerate(header) if n not in places)
    rows: list[_Row] = []
    first_seen: dict[date, int] = {}
    for number, cells in enumerate(lines[1:], 2):
        if any(cell.strip() for cell in cells):
            row = _row(cells, number, len(header), places, scale)
            _check_new(row.date, number, first_seen)
            rows.append(row)
    return symptoms, rows


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UserError(_("“{name}” is too large to compare.").format(name=path.name))
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UserError(
            _("“{name}” could not be read: {error}.").format(name=path, error=error.strerror)
        ) from None
    except UnicodeDecodeError:
        raise UserError(
            _("“{name}” is not text in UTF-8. Please save it as CSV (UTF-8).").format(
                name=path.name
            )
        ) from None


def _places(header: list[str]) -> tuple[int, int]:
    """Where date and phase stand."""
    names = [cell.lower() for cell in header]
    for wanted in (DATE, PHASE):
        if wanted not in names:
            raise UserError(
                _(
                    "The first line names no column “{name}”. It needs date, phase and symptoms."
                ).format(name=wanted)
            )
    for name in names:
        if not name or names.count(name) > 1:
            raise UserError(_("The first line needs one name for each column, each only once."))
    return names.index(DATE), names.index(PHASE)


def _row(cells: list[str], line: int, width: int, places: tuple[int, int], scale: Scale) -> _Row:
    if len(cells) != width:
        raise UserError(
            _("Line {line} has {n} cells; the first line has {width}.").format(
                line=line, n=len(cells), width=width
            )
        )
    day, phase = (cells[place].strip() for place in places)
    if not phase:
        raise UserError(_("Line {line} does not say which phase it belongs to.").format(line=line))
    scores = (cell for n, cell in enumerate(cells) if n not in places)
    return _Row(_date(day, line), phase, tuple(_number(cell, scale, line) for cell in scores))


def _date(text: str, line: int) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UserError(
            _("Line {line}: “{text}” is not a date such as 2026-03-28.").format(
                line=line, text=text
            )
        ) from None


def _number(value: object, scale: Scale, line: int) -> float:
    """A score on the scale, or NaN for a missing one."""
    if value is None or str(value).strip().lower() in MISSING:
        return math.nan
    try:
        number = float(str(value))
    except ValueError:
        number = math.inf
    if not scale.low <= number <= scale.high:
        raise UserError(
            _("Line {line}: “{value}” is not a number from {low:g} to {high:g}.").format(
                line=line, value=value, low=scale.low, high=scale.high
            )
        )
    return number


def _check_new(day: date, line: int, first_seen: dict[date, int]) -> None:
    before = first_seen.setdefault(day, line)
    if before != line:
        raise UserError(
            _("{date} stands in lines {first} and {second}. Please keep one of them.").format(
                date=day, first=before, second=line
            )
        )

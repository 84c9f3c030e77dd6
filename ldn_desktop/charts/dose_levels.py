"""The stretches of equal dose, and the mean of a symptom on each of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from ldn_desktop.charts.daily_series import LEAST_RECORDED, DailySeries
from ldn_desktop.i18n import _, formats

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DoseStretch:
    """The days from `start` to `end`, both included, on one decided amount."""

    start: date
    end: date
    mg: float | None
    """None before the first dose step; 0 is a pause."""

    @property
    def label(self) -> str:
        return formats.mg(self.mg) if self.mg else _("no LDN")

    @property
    def short_label(self) -> str:
        return formats.number(self.mg or 0)


def stretches(series: DailySeries, until: date) -> list[DoseStretch]:
    """From the first recorded day to `until`; empty where no dose step was entered by then.

    Planned steps do not count; a step to the same amount begins nothing new.
    """
    edges: list[tuple[date, float | None]] = [(series.first, None)] if series.days else []
    for step in series.dose_steps:
        if step.planned or step.start > until:
            continue
        edges = [edge for edge in edges if edge[0] < step.start]
        if not edges or (edges[-1][1] or 0.0) != step.mg:
            edges.append((step.start, step.mg))
    if not any(mg is not None for _start, mg in edges):
        return []
    ends = [start - DAY for start, _mg in edges[1:]] + [until]
    return [DoseStretch(start, end, mg) for (start, mg), end in zip(edges, ends, strict=True)]


def mean_on(series: DailySeries, key: str, stretch: DoseStretch) -> float | None:
    """Mean of all recorded days of the stretch; None where fewer than 3 are recorded."""
    column = series.column(key, stretch.start, stretch.end)
    known = column.values[column.recorded]
    return float(np.mean(known)) if len(known) >= LEAST_RECORDED else None

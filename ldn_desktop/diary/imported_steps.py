"""Dose steps that imported doses show and the diary does not list.

An app exports what was taken on each day, never what was decided. Without its steps the days on
LDN would count as days before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from ldn_desktop.diary.fields import DOSE
from ldn_desktop.diary.model import Diary, DoseStep, DoseStepChange, Edit, Source

STEADY_DAYS = 5
"""Days with the same amount that make a step; fewer are days on which another one was taken."""


class _Run(NamedTuple):
    """Days with a dose, in order, all with the same amount."""

    mg: float
    days: tuple[date, ...]


def missing_steps(diary: Diary) -> list[DoseStep]:
    """The steps that the imported doses show and the diary does not list, in order.

    A step is the first of at least STEADY_DAYS days with one amount while another is listed.
    Days without a dose, taken or not, tell nothing: a dose may have been missed.
    """
    listed = [step for step in diary.dose_steps if not step.planned]
    missing: list[DoseStep] = []
    for run in _steady_runs(diary):
        known = sorted([*listed, *missing], key=lambda step: step.start)
        if _mg_on(known, run.days[0]) == run.mg:
            continue
        later = next((step.start for step in known if step.start >= run.days[0]), date.max)
        if sum(when < later for when in run.days) >= STEADY_DAYS:
            missing.append(DoseStep(run.days[0], run.mg))
    return missing


def days_before_first_step(diary: Diary, start: date, end: date) -> int:
    """Days from `start` to `end` on which a dose was taken though no step lists any."""
    steps = [step for step in diary.dose_steps if not step.planned]
    return sum(bool(day.dose_mg) and not _mg_on(steps, day.date) for day in diary.days(start, end))


def add_steps(steps: Sequence[DoseStep]) -> Edit:
    """The edit that lists `steps`, none of which may begin with a listed one."""
    return Edit(tuple(DoseStepChange(step.start, None, step) for step in steps))


def _steady_runs(diary: Diary) -> list[_Run]:
    """The runs of imported doses; a few days on another amount do not end a run."""
    taken = [
        (day.date, day.dose_mg)
        for day in diary.days()
        if day.dose_mg and day.answers[DOSE].source is Source.IMPORTED
    ]
    runs = _joined([_Run(mg, (when,)) for when, mg in taken])
    for fewest in range(2, STEADY_DAYS + 1):
        runs = _joined([run for run in runs if len(run.days) >= fewest])
    return runs


def _joined(runs: Sequence[_Run]) -> list[_Run]:
    """Neighbours with the same amount as one run."""
    return [
        _Run(mg, tuple(when for run in group for when in run.days))
        for mg, group in groupby(runs, key=lambda run: run.mg)
    ]


def _mg_on(steps: Sequence[DoseStep], when: date) -> float:
    """What `steps`, in order, list for `when`; 0 before the first."""
    return next((step.mg for step in reversed(steps) if step.start <= when), 0.0)

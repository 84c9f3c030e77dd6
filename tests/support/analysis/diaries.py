"""Diaries put together day by day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

import numpy as np

from ldn_desktop.diary.model import (
    About,
    Answer,
    Day,
    Diary,
    DoseStep,
    Source,
)
from tests.support.analysis.simulated_diaries import ar1

START = date(2026, 1, 1)
Answers = dict[str, Answer]


def day_number(n: int) -> date:
    return START + timedelta(days=n)


def diary(
    days: int,
    steps: Mapping[int, float],
    score: Callable[[int], float | None],
    *,
    change: Callable[[int, Answers], None] = lambda _n, _answers: None,
    agreed: Mapping[str, Any] | None = None,
    symptom: str = "fatigue",
) -> Diary:
    """`days` days from 1 January; `steps` are mg by day number, `score` by day number.

    `change` may alter the answers of a day; `agreed` is what the diary says about itself.
    """
    stored = {}
    for n in range(days):
        answers: Answers = {}
        points = score(n)
        if points is not None:
            answers[symptom] = Answer(points, 1200, Source.ENTERED)
        change(n, answers)
        if answers:
            stored[day_number(n)] = Day(day_number(n), answers)
    decided = [DoseStep(day_number(n), mg) for n, mg in steps.items()]
    return Diary(stored, decided, about=About(extra=dict(agreed or {})))


def around(levels: Mapping[int, float], days: int = 400, seed: int = 3) -> Callable[[int], float]:
    """Scores around a level that changes on the given days."""
    noise = 0.7 * ar1(np.random.default_rng(seed), days, 1, 0.3)[:, 0]

    def score(n: int) -> float:
        level = [points for since, points in levels.items() if since <= n][-1]
        return float(np.clip(np.round(level + noise[n]), 0, 10))

    return score

"""How long a comparison takes: 8 symptoms, one year and twenty."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

import numpy as np

from ldn_desktop.analysis import compare, judge
from ldn_desktop.analysis.stats.series import AnalysisPlan, ScoreSeries, evidence_of, plain_series
from ldn_desktop.diary.demo import demo_diary
from tests.bench.measured import Measured, alternating, milliseconds

SYMPTOMS = tuple(f"symptom {n}" for n in range(8))
YEAR = 365
MOST = 10.0
MOST_FOR_TWENTY = 25.0


def measure() -> list[Measured]:
    """One comparison, phases a quarter and three quarters of the time, a fifth missing."""
    together, apart, twenty, twenty_apart = alternating(
        comparison(YEAR),
        comparison(YEAR, apart=True),
        comparison(20 * YEAR),
        comparison(20 * YEAR, apart=True),
        rounds=9,
    )
    diary = demo_diary(date(2026, 11, 20))
    [phases] = alternating(lambda: milliseconds(partial(compare, diary)))
    return [
        Measured("compare: a year, 8 symptoms, days missing together", together, limit=MOST),
        Measured("compare: a year, 8 symptoms, each with days of its own", apart),
        Measured("compare: 20 years, together", twenty, together, most=MOST_FOR_TWENTY),
        Measured("compare: 20 years, each its own", twenty_apart, apart, most=MOST_FOR_TWENTY),
        Measured("compare: the demo diary, 9 pairs of phases", phases),
    ]


def comparison(days: int, *, apart: bool = False) -> Callable[[], float]:
    """Times everything from the scores to the verdicts."""
    series = invented(days, apart=apart)
    ones = (1.0,) * len(SYMPTOMS)
    plan = AnalysisPlan(10.0, ones, ones, (frozenset(SYMPTOMS[:2]),) * 2)
    return lambda: milliseconds(lambda: judge(evidence_of(series, plan)))


def invented(days: int, *, apart: bool) -> ScoreSeries:
    rng = np.random.default_rng(4)
    scores = np.clip(np.round(5 + 1.5 * rng.normal(size=(days, len(SYMPTOMS)))), 0, 10)
    missing = rng.random((days, len(SYMPTOMS) if apart else 1)) < 0.2
    scores[np.broadcast_to(missing, scores.shape)] = np.nan
    before = days // 4
    return plain_series(
        np.arange(days),
        (np.arange(days) >= before).astype(np.int64),
        scores,
        symptoms=SYMPTOMS,
        labels=("before", "after"),
        calendar_days=(before, days - before),
    )

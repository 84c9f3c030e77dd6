"""Usual tests on the same diaries, for the table of docs/statistics.md.

Welch and Mann–Whitney by scipy, ordinary least squares with Newey–West errors by statsmodels,
AR(1) errors by restricted likelihood. Neither package is among the tools of this program: run it
from the root of the sources in an environment of its own that has numpy, scipy and statsmodels,
`python -m tests.support.analysis.comparators 600`.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from typing import Any

import numpy as np

from ldn_desktop.analysis.stats.kalman import Bools, Floats
from tests.support.analysis import random_processes
from tests.support.analysis.real_life import (
    LONG,
    NULLS,
    SHORT,
    STARTS,
    Make,
    alternating,
)

LEVEL = 0.05
LAGS = 7
"""Of Newey and West's estimate: a week."""
RHOS = np.concatenate([np.linspace(0, 0.9, 19), [0.93, 0.95, 0.97, 0.98, 0.99]])
Finds = Callable[[Floats, Floats, Bools], bool]
"""Whether a test finds a change at 5 %: scores, their days, and which are on the dose."""


def _package(name: str) -> Any:
    return importlib.import_module(name)


def welch(scores: Floats, _days: Floats, later: Bools) -> bool:
    found = _package("scipy.stats").ttest_ind(scores[later], scores[~later], equal_var=False)
    return bool(found.pvalue < LEVEL)


def mann_whitney(scores: Floats, _days: Floats, later: Bools) -> bool:
    return bool(_package("scipy.stats").mannwhitneyu(scores[later], scores[~later]).pvalue < LEVEL)


def newey_west(scores: Floats, _days: Floats, later: Bools) -> bool:
    design = np.column_stack([np.ones(len(scores)), later])
    fit = _package("statsmodels.api").OLS(scores, design)
    found = fit.fit(cov_type="HAC", cov_kwds={"maxlags": LAGS, "use_correction": True}, use_t=True)
    return bool(found.pvalues[1] < LEVEL)


def reml_ar1(scores: Floats, days: Floats, later: Bools) -> bool:
    """Generalised least squares with the ρ of the highest restricted likelihood."""
    design = np.column_stack([np.ones(len(scores)), later]).astype(float)
    apart = np.abs(days[:, None] - days)
    freedom = len(scores) - 2
    best, statistic = -np.inf, 0.0
    for rho in RHOS:
        root = np.linalg.cholesky(rho**apart)
        x, y = np.linalg.solve(root, design), np.linalg.solve(root, scores)
        information = x.T @ x
        coefficients = np.linalg.solve(information, x.T @ y)
        variance = float(((y - x @ coefficients) ** 2).sum()) / freedom
        likelihood = -np.log(np.diag(root)).sum() - freedom / 2 * np.log(max(variance, 1e-12))
        likelihood -= np.linalg.slogdet(information)[1] / 2
        if likelihood > best:
            best = likelihood
            error = np.sqrt(variance * np.linalg.inv(information)[1, 1])
            statistic = coefficients[1] / max(error, 1e-12)
    return bool(abs(statistic) > _package("scipy.stats").t.ppf(1 - LEVEL / 2, freedom))


TESTS: dict[str, Finds] = {
    "Welch": welch,
    "Mann–Whitney": mann_whitney,
    "Newey–West": newey_west,
    "REML AR(1)": reml_ar1,
}


def shares(make: Make, phases: list[int], count: int) -> list[float]:
    """For each test, the share of diaries in which it finds a change, in percent."""
    rng = np.random.default_rng([1, *phases])
    used, dose = random_processes.counted(phases), random_processes.on_dose(phases) == 1
    table = make(rng, count)[used]
    found = []
    for column in table.T:
        known = np.isfinite(column)
        args = column[known], np.flatnonzero(used)[known].astype(float), dose[used][known]
        found.append([test(*args) for test in TESTS.values()])
    return [100 * share for share in np.mean(found, axis=0).tolist()]


def main(count: int) -> None:
    gains = {
        f"−2, {phases}": (phases, alternating(0.3, phases, effect=-2.0)) for phases in (SHORT, LONG)
    }
    print(f"{'':44s}", *(f"{name:>13s}" for name in TESTS))
    for name, (phases, make) in {**NULLS, **STARTS, **gains}.items():
        print(
            f"{name:44s}", *(f"{share:13.1f}" for share in shares(make, phases, count)), flush=True
        )


if __name__ == "__main__":
    main(int(sys.argv[1]))

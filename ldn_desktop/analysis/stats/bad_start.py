"""Regression to the mean: whether a dose was begun at an unusually bad time.

People start something new when things are worst, and bad times often ease by themselves. The
mean of the fortnight before the first dose is ranked among the other fortnights.
"""

from __future__ import annotations

import numpy as np

from ldn_desktop.analysis.stats.kalman import Bools, Floats, Ints

FORTNIGHT = 14
FEWEST_SCORES = 5
"""A fortnight with fewer scores has no mean."""
WORST_SHARE = 0.8
"""The worst fifth begins at this share of lower fortnights."""


def ranks(days: Ints, scores: Floats, start: int) -> tuple[Bools, Bools]:
    """Whether the fortnight before day number `start` is among the worst fifth, by symptom.

    First of all fortnights, then of those that ended before `start`. `days` are increasing
    day numbers, `scores` (days, symptoms) with NaN where there is none. False where it cannot
    be told.
    """
    symptoms = scores.shape[1]
    nothing = np.zeros(symptoms, bool)
    if not len(days) or days[0] > start - FORTNIGHT or days[-1] < start:
        return nothing, nothing
    means = _fortnight_means(days, scores)
    own = start - FORTNIGHT - int(days[0])
    among_all = [_is_bad(means[:, n], own) for n in range(symptoms)]
    among_baseline = [_is_bad(means[: own + 1, n], own) for n in range(symptoms)]
    return np.array(among_all), np.array(among_baseline)


def _fortnight_means(days: Ints, scores: Floats) -> Floats:
    """The mean of each 14 calendar days, (first days, symptoms); NaN for too few scores."""
    length = int(days[-1] - days[0]) + 1
    total = np.zeros((length + 1, scores.shape[1]))
    count = np.zeros((length + 1, scores.shape[1]))
    at = days - days[0] + 1
    total[at], count[at] = np.nan_to_num(scores), np.isfinite(scores)
    total, count = np.cumsum(total, axis=0), np.cumsum(count, axis=0)
    total = total[FORTNIGHT:] - total[:-FORTNIGHT]
    count = count[FORTNIGHT:] - count[:-FORTNIGHT]
    out: Floats = np.where(count >= FEWEST_SCORES, total / np.maximum(1, count), np.nan)
    return out


def _is_bad(means: Floats, own: int) -> bool:
    """Whether at least four fifths of the known `means` lie below the one at `own`."""
    level = means[own]
    known = means[np.isfinite(means)]
    if not np.isfinite(level) or len(known) < 2:
        return False
    below = (known < level).mean() + (known == level).mean() / 2
    return bool(below >= WORST_SHARE)

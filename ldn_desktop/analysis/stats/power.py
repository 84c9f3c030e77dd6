"""How often a true change would be found with as many days as there are."""

from __future__ import annotations

import math

from ldn_desktop.analysis.verdict import FIXED, Comparison

TRUE_CHANGE = 2.0
"""Points: the change whose chance of being found is said."""
NORMAL_95 = 1.959964
PASS_CHECKS = 0.75
"""Of true changes that are sure enough, about the share that a drift and a bad start cannot
explain as well, where the first phase does not come back (docs/statistics.md)."""


def power(one: Comparison, change: float = TRUE_CHANGE) -> float:
    """The chance of a verdict with these days if `change`, in points, were true; 0 to 1.

    The estimate is taken to vary about the truth as a normal with the standard error behind
    the 95 % interval; it must exceed the half-width that belongs to the verdict's threshold.
    0 where there is no estimate.
    """
    estimate = one.estimate
    if estimate is None or estimate.half_width <= 0:
        return 0.0
    reach = estimate.half_width
    if one.evidence.threshold > FIXED and estimate.half_width_98 is not None:
        reach = estimate.half_width_98
    error = estimate.half_width / NORMAL_95
    chance = 0.5 * math.erfc(-(abs(change) - reach) / error / math.sqrt(2))
    return chance if one.earlier.stretches > 1 else PASS_CHECKS * chance

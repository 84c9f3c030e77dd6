"""How often a true change would be found with as many days as there are."""

from __future__ import annotations

import math
from typing import Protocol

TRUE_CHANGE = 2.0
"""Points: the change whose chance of being found is said."""
NORMAL_95 = 1.959964


class Interval(Protocol):
    """The ends of a 95 % interval."""

    @property
    def low(self) -> float: ...
    @property
    def high(self) -> float: ...


def power(interval: Interval, threshold: float, change: float = TRUE_CHANGE) -> float:
    """The chance of a verdict if `change`, in points, were true; 0 to 1.

    The usual normal approximation: the estimate varies about the truth with the standard
    error behind the 95 % `interval`, and must be `threshold` sure to one side.
    """
    error = (interval.high - interval.low) / (2 * NORMAL_95)
    return _normal_cdf(abs(change) / error - _normal_quantile(threshold))


def _normal_cdf(z: float) -> float:
    return 0.5 * math.erfc(-z / math.sqrt(2))


def _normal_quantile(share: float) -> float:
    """The z with P(Z ≤ z) = `share`, by bisection."""
    low, high = -10.0, 10.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if _normal_cdf(middle) < share else (low, middle)
    return (low + high) / 2

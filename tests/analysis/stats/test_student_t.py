"""Student's t against what is known of it."""

from __future__ import annotations

import math

import numpy as np
import pytest

from ldn_desktop.analysis.stats.student_t import StudentT
from tests.support.analysis.dense_model import Floats, student

PLACES = np.array([-300.0, -12.706, -4.3, -2.0, -0.5, -1e-9, 0.0, 0.3, 1.0, 2.7, 9.9, 1e5])
CRITICAL = {
    1: 12.7062047364,
    2: 4.3026527299,
    5: 2.5705818366,
    10: 2.2281388520,
    30: 2.0422724563,
    120: 1.9799304051,
}
"""Two-sided 5 % points, as in any table."""


def below(t: Floats, freedom: float) -> Floats:
    height, _ = StudentT(np.array([freedom])).cdf(t, np.zeros(t.shape, np.int64))
    return height


def test_one_degree_of_freedom_is_cauchy() -> None:
    assert below(PLACES, 1) == pytest.approx(0.5 + np.arctan(PLACES) / math.pi, abs=1e-9)


def test_two_degrees_of_freedom_have_a_closed_form() -> None:
    expected = 0.5 + PLACES / (2 * np.sqrt(2 + PLACES**2))
    assert below(PLACES, 2) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(("freedom", "critical"), CRITICAL.items())
def test_critical_values_of_the_tables(freedom: int, critical: float) -> None:
    assert below(np.array([critical]), freedom)[0] == pytest.approx(0.975, abs=1e-9)


@pytest.mark.parametrize("freedom", [3, 7, 25, 88, 363])
def test_it_agrees_with_the_integral(freedom: int) -> None:
    expected = [student(t, freedom) for t in PLACES]
    assert below(PLACES, freedom) == pytest.approx(expected, abs=1e-8)


def test_many_degrees_of_freedom_are_normal() -> None:
    expected = [0.5 * math.erfc(-t / math.sqrt(2)) for t in PLACES]
    assert below(PLACES, 1e7) == pytest.approx(expected, abs=1e-7)


@pytest.mark.parametrize("freedom", [1, 4, 60, 5000])
def test_the_density_is_the_slope(freedom: int) -> None:
    t, near = np.linspace(-6, 6, 41), 1e-4
    t_dist = StudentT(np.array([freedom]))
    which = np.zeros(41, np.int64)
    slope = (t_dist.cdf(t + near, which)[0] - t_dist.cdf(t - near, which)[0]) / (2 * near)
    assert t_dist.cdf(t, which)[1] == pytest.approx(slope, abs=1e-5)


def test_it_never_falls() -> None:
    t = np.linspace(-40, 40, 20_001)
    assert (np.diff(below(t, 9)) >= 0).all()

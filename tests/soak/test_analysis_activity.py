"""False alarms of the look at days after exertion, 600 diaries of each kind and length."""

from __future__ import annotations

import pytest

from tests.support.analysis.exertion_diaries import KINDS, alarms

DIARIES = 600
MOST = 0.08


@pytest.mark.parametrize("days", [120, 180, 365])
@pytest.mark.parametrize("kind", KINDS)
def test_false_alarms_stay_rare(kind: str, days: int) -> None:
    share = alarms(kind, days, DIARIES)
    print(f"{days:4d} days, {kind}: {100 * share:.1f} %", flush=True)
    assert share <= MOST + 2 * (MOST * (1 - MOST) / DIARIES) ** 0.5


@pytest.mark.parametrize("days", [120, 180, 365])
def test_a_true_link_is_found_now_and_then(days: int) -> None:
    share = alarms("follows", days, DIARIES)
    print(f"{days:4d} days, a true link: {100 * share:.1f} %", flush=True)
    assert share > {120: 0.01, 180: 0.1, 365: 0.4}[days]

"""False alarms of the look at days after exertion, 1,000 diaries of each kind and length."""

from __future__ import annotations

import pytest

from tests.support.analysis.exertion_diaries import KINDS, false_alarms

DIARIES = 1000


@pytest.mark.parametrize("days", [120, 180, 365])
@pytest.mark.parametrize("kind", KINDS)
def test_false_alarms_stay_rare(kind: str, days: int) -> None:
    share = false_alarms(kind, days, DIARIES)
    print(f"{days:4d} days, {kind}: {100 * share:.1f} %", flush=True)
    assert share <= 0.06 + 2 * (0.06 * 0.94 / DIARIES) ** 0.5

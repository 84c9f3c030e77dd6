"""Whatever is touched can be taken back, touch by touch, with no limit in time."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

from tests.support.ui.sitting import Sitting


@pytest.mark.usefixtures("still_application")
def test_every_touch_can_be_taken_back() -> None:
    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(
        Sitting,
        settings=settings(
            max_examples=10,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )

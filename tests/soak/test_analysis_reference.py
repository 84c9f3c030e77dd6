"""The fast path against whole matrices on 200 random series."""

from __future__ import annotations

import pytest

from tests.analysis.stats.test_model import agree


@pytest.mark.parametrize("seed", range(1000, 1200))
def test_it_agrees_with_whole_matrices(seed: int) -> None:
    agree(seed)

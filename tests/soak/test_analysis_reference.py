"""The fast_contrast path against whole matrices on 200 random series."""

from __future__ import annotations

import pytest

from tests.support.analysis.reference import check_agreement


@pytest.mark.parametrize("seed", range(1000, 1200))
def test_it_agrees_with_whole_matrices(seed: int) -> None:
    check_agreement(seed)

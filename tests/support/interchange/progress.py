"""A person who watches an import and stops it."""

from __future__ import annotations


class StoppingProgress:
    """Asks to stop when it is called for the time number `last`; `shares` are what it was given."""

    def __init__(self, last: int) -> None:
        self._last = last
        self.shares: list[float] = []

    def __call__(self, share: float) -> bool:
        self.shares.append(share)
        return len(self.shares) < self._last

    def assert_grew(self) -> None:
        """Each share is larger than the one before, and none says that all is done."""
        assert self.shares == sorted(self.shares)
        assert 0 < self.shares[0] < self.shares[-1] < 1

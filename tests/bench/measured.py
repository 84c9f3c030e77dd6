"""One measurement beside its floor, and how to take it."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure and the floor it is judged by, both taken in the same run.

    `most` is the largest ratio to the floor, `limit` the largest figure in `unit`; either may be
    missing.
    """

    what: str
    figure: float
    floor: float | None = None
    most: float | None = None
    limit: float | None = None
    unit: str = "ms"

    @property
    def ratio(self) -> float | None:
        return self.figure / self.floor if self.floor else None

    @property
    def within(self) -> bool | None:
        """Whether every budget is kept; None without one."""
        stored = []
        if self.most is not None and self.ratio is not None:
            stored.append(self.ratio <= self.most)
        if self.limit is not None:
            stored.append(self.figure <= self.limit)
        return all(stored) if stored else None

    @property
    def budget_text(self) -> str:
        ratio = f"≤ {self.most:g} ×" if self.most is not None else ""
        limit = f"≤ {self.limit:g} {self.unit}" if self.limit is not None else ""
        return ", ".join(filter(None, (ratio, limit)))


def alternating(
    *takes: Callable[[], float],
    rounds: int = 7,
    of: Callable[[Sequence[float]], float] = median,
) -> list[float]:
    """The quickest of the first take, or `of` its figures, and the others as multiples of it.

    They take turns, and a multiple is the median of those within one turn: a machine that slows
    down for some seconds slows both. With another `of`, each take by itself.
    """
    for take in takes:
        take()
    turns = [[take() for take in takes] for _ in range(rounds)]
    columns = list(zip(*turns, strict=True))
    if of is not median:
        return [of(column) for column in columns]
    floor = min(columns[0])  # what other programs do can only add to it
    return [
        floor * median(figure / turn[0] for figure, turn in zip(column, turns, strict=True))
        for column in columns
    ]


def milliseconds(act: Callable[[], object]) -> float:
    """How long `act` takes without garbage collection.

    Otherwise whichever side it falls upon pays for what both left: it came and went with the
    diaries that the bench holds, and a report was 1.4 or 2.1 times its floor by chance.
    """
    gc.collect()
    gc.disable()
    try:
        start = time.perf_counter()
        act()
        return 1000 * (time.perf_counter() - start)
    finally:
        gc.enable()

"""Many lines or boxes of one look as one compound path.

Matplotlib draws each member of a collection by itself: as collections, the hatching and bands of
a report took a tenth of its time.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.patches import PathPatch
from matplotlib.path import Path

Point = tuple[float, float]


def lines(ends: Sequence[tuple[Point, Point]], colour: str, width: float, **look: Any) -> PathPatch:
    """A straight line between each pair of `ends`, `width` points wide."""
    codes = [Path.MOVETO, Path.LINETO]
    return PathPatch(
        _compound(ends, codes), facecolor="none", edgecolor=colour, linewidth=width, **look
    )


def boxes(corners: Sequence[tuple[Point, Point]], colour: str, **look: Any) -> PathPatch:
    """A filled box without outline between each pair of opposite `corners`."""
    outlines = [((a, c), (a, d), (b, d), (b, c), (a, c)) for (a, c), (b, d) in corners]
    codes = [Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY]
    return PathPatch(
        _compound(outlines, codes), facecolor=colour, edgecolor="none", linewidth=0, **look
    )


def _compound(outlines: Sequence[Sequence[Point]], codes: Sequence[Any]) -> Path:
    """Every outline with the same `codes`; outlines may be none."""
    points = np.array(outlines, float).reshape(-1, 2)
    return Path(points, np.tile(np.array(codes, Path.code_type), len(outlines)))

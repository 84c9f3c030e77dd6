"""The severity mark: a square that grows and fills, from none to worst."""

from __future__ import annotations

import numpy as np

from ldn_desktop.charts.drawing.style import Style, mixed

_SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)
_SIDES = (0.34, 0.5, 0.67, 0.84, 1.0)
_FILLS = (0.0, 0.22, 0.46, 0.72, 1.0)


def side(share: float) -> float:
    """The side of the mark as part of its box, for `share` from 0 (none) to 1 (worst)."""
    return float(np.interp(share, _SHARES, _SIDES))


def fill(share: float, style: Style) -> str:
    """The colour of its inside; its edge is always `accent_text`."""
    return mixed(style.accent_text, style.ground, float(np.interp(share, _SHARES, _FILLS)))

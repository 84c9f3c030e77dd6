"""A figure as plain strokes, so that a printer can be given lines instead of dots."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.figure import Figure
from matplotlib.path import Path
from matplotlib.transforms import Transform

from ldn_desktop.charts.style import DPI

Colour = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Stroke:
    """One outline: its parts in px of 1/100 inch from the top left, its line and its fill."""

    parts: Sequence[tuple[int, Sequence[float]]]
    """Codes of matplotlib's Path (1 move, 2 line, 3 and 4 curves, 79 close) and coordinates."""
    line: Colour | None
    wide: float
    """Of the line, in px of 1/100 inch."""
    dashes: Sequence[float]
    """On and off in widths of the line; empty for a solid one."""
    fill: Colour | None
    hatched: bool = False


def strokes_of(figure: Figure) -> list[Stroke]:
    """Everything `figure` shows, in the order in which it is drawn; letters as outlines."""
    figure.set_dpi(DPI)
    recorder = _Recorder(figure.get_figwidth() * DPI, figure.get_figheight() * DPI)
    figure.draw(recorder)
    return recorder.strokes


class _Recorder(RendererBase):
    """Keeps strokes instead of drawing them."""

    def __init__(self, wide: float, high: float) -> None:
        super().__init__()
        self._size = (wide, high)
        self.strokes: list[Stroke] = []

    def get_canvas_width_height(self) -> tuple[float, float]:
        return self._size

    def points_to_pixels(self, points: Any) -> Any:
        return points * DPI / 72

    def draw_path(
        self,
        gc: GraphicsContextBase,
        path: Path,
        transform: Transform,
        rgbFace: Any = None,  # noqa: N803  # matplotlib's own name
    ) -> None:
        high = self._size[1]
        parts = [
            (code, [high - n if at % 2 else n for at, n in enumerate(points)])
            for points, code in _segments(path, transform)
        ]
        if not parts:
            return
        wide = float(self.points_to_pixels(gc.get_linewidth()))
        self.strokes.append(
            Stroke(
                parts=parts,
                line=_rgba(gc.get_rgb(), gc) if wide > 0 else None,
                wide=wide,
                dashes=_dashes(gc),
                fill=None if rgbFace is None else _rgba(rgbFace, gc),
                hatched=gc.get_hatch() is not None,
            )
        )


def _segments(path: Path, transform: Transform) -> Iterator[tuple[list[float], int]]:
    for points, code in path.iter_segments(transform, simplify=False):
        yield [float(n) for n in np.asarray(points).ravel()], int(code)


def _dashes(gc: GraphicsContextBase) -> list[float]:
    _offset, dashes = gc.get_dashes()
    if dashes is None:
        return []
    return [float(n) / gc.get_linewidth() for n in np.asarray(dashes, dtype=float).ravel()]


def _rgba(colour: Any, gc: GraphicsContextBase) -> Colour:
    red, green, blue = (float(part) for part in colour[:3])
    alpha = float(colour[3]) if len(colour) > 3 else 1.0
    forced = gc.get_alpha() if gc.get_forced_alpha() else None
    return red, green, blue, alpha if forced is None else float(forced)

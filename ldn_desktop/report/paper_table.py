"""A table on paper: columns as wide as their widest cell, cells cut rather than overlapping."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ldn_desktop.charts.drawing.canvas import Weight
from ldn_desktop.report.paper_page import SMALL, PaperPage

_GAP, _NARROW_GAP = 14.0, 6.0
_BELOW_HEADS = 0.25
"""Of a row, between the headings and the first one."""


@dataclass(frozen=True, slots=True)
class PaperTable:
    """Headings and rows of text, all of the same length."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    right: frozenset[int] = frozenset()
    """Columns of numbers, which end at the right."""
    bold: frozenset[int] = frozenset()
    """Rows that stand out."""

    @property
    def _head_weight(self) -> Weight:
        """Bold but over numbers, which end at the right as their headings do."""
        return "normal" if self.right else "bold"

    def widths(self, page: PaperPage) -> tuple[list[float], float]:
        """Px of each column, and between two of them.

        What is left over is spread; what is missing comes off the gaps, then off the widest.
        """
        found = [
            max(
                page.canvas.text_width(head, SMALL, self._head_weight),
                *(page.canvas.text_width(row[n], SMALL, "bold") for row in self.rows),
                0.0,
            )
            for n, head in enumerate(self.heads)
        ]
        gaps = max(1, len(found) - 1)
        gap = min(page.px(_GAP), max(page.px(_NARROW_GAP), (page.width - sum(found)) / gaps))
        room = page.width - gap * (len(found) - 1)
        while sum(found) > room + 0.01:
            widest = max(found)
            second = max((w for w in found if w < widest - 0.01), default=0.0)
            many = sum(w >= widest - 0.01 for w in found)
            less = max(second, widest - (sum(found) - room) / many)
            found = [min(w, less) for w in found]
        if self.right:
            spare = (room - sum(found)) / len(found)
            found = [width + spare for width in found]
        return found, gap

    def height(self, line: float) -> float:
        """Px of the table with rows of `line` px."""
        return line * (len(self.rows) + 1 + _BELOW_HEADS)

    def parts(self, rows: int) -> list[PaperTable]:
        """The table in parts of at most `rows` rows, at least one; each with the headings."""
        return [
            replace(
                self,
                rows=self.rows[at : at + rows],
                bold=frozenset(n - at for n in self.bold if at <= n < at + rows),
            )
            for at in range(0, max(1, len(self.rows)), rows)
        ]

    def draw(self, page: PaperPage, line: float) -> None:
        """The table from `page.y` down, `line` px a row."""
        widths, gap = self.widths(page)
        self._write(page, self.heads, (widths, gap), line, self._head_weight)
        y = page.y + line * 0.3
        page.canvas.rule(page.left, y, page.right, y, colour=page.canvas.style.text)
        page.y += line * _BELOW_HEADS
        for number, row in enumerate(self.rows):
            weight: Weight = "bold" if number in self.bold else "normal"
            self._write(page, row, (widths, gap), line, weight)

    def _write(
        self,
        page: PaperPage,
        cells: Sequence[str],
        columns: tuple[list[float], float],
        line: float,
        weight: Weight,
    ) -> None:
        page.y += line
        widths, gap = columns
        x = page.left
        for column, (cell, width) in enumerate(zip(cells, widths, strict=True)):
            text = page.canvas.shortened(cell, width + 0.5, SMALL, weight)
            if column in self.right:
                page.canvas.write(x + width, page.y, text, SMALL, weight=weight, align="right")
            else:
                page.canvas.write(x, page.y, text, SMALL, weight=weight)
            x += width + gap

    def text(self) -> str:
        """The table as lines of plain text, its columns lined up."""
        rows = [list(self.heads), *map(list, self.rows)]
        widths = [max(len(row[n]) for row in rows) for n in range(len(self.heads))]
        lines = (
            "  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)) for row in rows
        )
        return "\n".join(line.rstrip() for line in lines)

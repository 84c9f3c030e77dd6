"""A table on paper: columns as wide as their widest cell, cells cut rather than overlapping."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ldn_desktop.charts import text_layout
from ldn_desktop.charts.canvas import ButtonKind
from ldn_desktop.report.page import SMALL, Page

_BETWEEN = 14.0


@dataclass(frozen=True, slots=True)
class Table:
    """Heads and rows of text, all of the same length."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]

    def widths(self, page: Page) -> list[float]:
        """Px of each column, narrowed from the widest down until all fit the page."""
        found = [
            max(
                page.sheet.width(head, SMALL, "bold"),
                *(page.sheet.width(row[n], SMALL) for row in self.rows),
                0.0,
            )
            for n, head in enumerate(self.heads)
        ]
        room = page.wide - page.px(_BETWEEN) * (len(found) - 1)
        while sum(found) > room + 0.01:
            widest = max(found)
            second = max((w for w in found if w < widest - 0.01), default=0.0)
            many = sum(w >= widest - 0.01 for w in found)
            less = max(second, widest - (sum(found) - room) / many)
            found = [min(w, less) for w in found]
        return found

    def draw(self, page: Page, line: float) -> None:
        """The table from `page.y` down, `line` px a row."""
        widths = self.widths(page)
        self._write(page, self.heads, widths, line, "bold")
        page.sheet.rule(page.left, page.y + line * 0.3, page.right, page.y + line * 0.3)
        page.y += line * 0.25
        for row in self.rows:
            self._write(page, row, widths, line, "normal")

    def _write(
        self, page: Page, cells: Sequence[str], widths: list[float], line: float, weight: ButtonKind
    ) -> None:
        page.y += line
        x, px = page.left, page.px(SMALL)
        for cell, wide in zip(cells, widths, strict=True):
            text = text_layout.shortened(cell, wide + 0.5, px, page.sheet.style.family, weight)
            page.sheet.write(x, page.y, text, SMALL, weight=weight)
            x += wide + page.px(_BETWEEN)

    def text(self) -> str:
        """The table as lines of plain text, its columns lined up."""
        rows = [list(self.heads), *map(list, self.rows)]
        wide = [max(len(row[n]) for row in rows) for n in range(len(self.heads))]
        lines = (
            "  ".join(cell.ljust(w) for cell, w in zip(row, wide, strict=True)) for row in rows
        )
        return "\n".join(line.rstrip() for line in lines)

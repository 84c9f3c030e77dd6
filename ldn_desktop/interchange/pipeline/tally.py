"""Counts every value once, so that the counts add up to what the file holds."""

from __future__ import annotations

from dataclasses import dataclass

from ldn_desktop.interchange.reading.parsing import alike, shortened

MAX_LISTED = 20_000
"""Values left out that are listed one by one; beyond it, one line a name and reason."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What was not taken over: where it stands, what it says, and why."""

    row: int
    """The first such row, as a spreadsheet counts."""
    text: str
    reason: str
    rows: int = 1
    """How many values of the file this line stands for."""


class Tally:
    """Every value of a file: stored, turned, there already, or left out for a reason."""

    def __init__(self) -> None:
        self.stored = 0
        """Stored as the file says it."""
        self.mapped = 0
        """Stored after conversion to 0–10 or combined with others of its day."""
        self.already = 0
        """In the diary before, from an earlier import."""
        self.unmapped = 0
        """Of the values left out, those of names that are not imported at all."""
        self.differing = 0
        """Of the values left out, those of which an earlier import says something else."""
        self.absent = 0
        """Of the values left out, those that say that something did not happen."""
        self._left_out: list[LeftOut] = []
        self._groups: dict[tuple[str, str], tuple[int, int]] = {}

    def leave(self, row: int, name: str, text: str, reason: str, rows: int = 1) -> None:
        """List what is not taken over."""
        if len(self._left_out) >= MAX_LISTED:
            self.leave_alike(row, name, reason, rows)
            return
        shown = shortened(text)
        if not shown:
            shown = shortened(name)
        elif name and not alike(name, shown):
            shown = f"{shortened(name)}: {shown}"
        self._left_out.append(LeftOut(row, shown, reason, rows))

    def leave_alike(self, row: int, name: str, reason: str, rows: int = 1) -> None:
        """List under one name what is not taken over, all for the same reason."""
        first, count = self._groups.get((name, reason), (row, 0))
        self._groups[name, reason] = (first, count + rows)

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        alike = (
            LeftOut(row, shortened(name), reason, rows)
            for (name, reason), (row, rows) in self._groups.items()
        )
        return (*self._left_out, *alike)

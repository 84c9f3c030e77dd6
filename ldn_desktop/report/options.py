"""What a person wants in the report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """Everything that can be chosen. Name, date of birth and notes are left out by default."""

    start: date | None = None
    """None: from the first day of the diary, and to its last one."""
    end: date | None = None
    keys: tuple[str, ...] = ()
    """Symptoms to draw, at most six; the first six that were rated while empty."""
    paper: str = "a4"
    """"a4" or "letter"."""
    name: str = ""
    birth_date: str = ""
    """As the person writes it."""
    questions: str = ""
    """One a line."""
    notes: bool = False
    """Whether the latest notes of the diary are on the page."""
    printed: date | None = None
    differing: int = 0
    """How many entries differ between computers that share the diary; the page says so."""
    with_days: bool = False
    """Whether a page on what changed and a table of all days follow."""

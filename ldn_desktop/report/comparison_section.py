"""Did anything change, on paper: a short table on the report, and a page with the whole of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from ldn_desktop.analysis import Comparison, PhaseSummary, Verdict
from ldn_desktop.analysis.comparison_table import doctor_rows, footnotes
from ldn_desktop.charts import comparison_chart
from ldn_desktop.charts.drawing.canvas import Box
from ldn_desktop.diary.model import Diary
from ldn_desktop.i18n import _
from ldn_desktop.report import columns
from ldn_desktop.report.paper_page import BODY, SMALL, TITLE, PaperPage
from ldn_desktop.report.paper_table import PaperTable

HEADS, ROW, LEAST_ROW, MAX_HEIGHT = 130, 74, 38, 640
"""Px of 100 % text: all of the figure but its rows, a row, the least, and the whole figure."""
LINE, GAP, BETWEEN_NOTES = 20, 16, 3


def phases_sentence(comparisons: Sequence[Comparison]) -> str:
    """Which phases are compared."""
    first = comparisons[0]
    return _("{later} compared with {earlier}, first days left out.").format(
        later=_with_doses(first.later), earlier=_with_doses(first.earlier)
    )


def _with_doses(side: PhaseSummary) -> str:
    """A phase, with how many of its doses were taken where that was answered."""
    if side.taken_share is None:
        return side.phase
    return _("{dose} (taken on {taken} of {answered} days)").format(
        dose=side.phase, taken=side.dose_taken, answered=side.dose_answered
    )


def short_table(comparisons: Sequence[Comparison], keys: Sequence[str]) -> PaperTable | None:
    """One row for each of the symptoms `keys` and each side effect with an answer.

    Main symptoms and clear changes stand first, the latter in bold. None without any row.
    """
    shown = [
        one
        for one in comparisons
        if (one.symptom in keys or one.evidence.side_effect) and one.estimate is not None
    ]
    if not shown:
        return None
    clear = (Verdict.BETTER, Verdict.WORSE)
    shown.sort(key=lambda one: (not one.evidence.main, one.verdict not in clear))
    bold = frozenset(n for n, one in enumerate(shown) if one.verdict in clear)
    return columns.table_of(columns.comparison(), doctor_rows(shown), bold)


def full_table(comparisons: Sequence[Comparison]) -> PaperTable:
    """Every column, for the plain text."""
    return columns.table_of(columns.comparison_in_full(), doctor_rows(comparisons))


def pages(
    blank: Callable[[], PaperPage],
    diary: Diary,
    comparisons: Sequence[Comparison],
    end: date,
    beside: Sequence[str] = (),
) -> list[PaperPage]:
    """Figure, the numbers behind it, what else there was, how they came about.

    On one page where that leaves the figure rows that can be read; else the numbers begin on the
    next one, and many symptoms have a figure on several. `blank` makes an empty page.
    """
    page = blank()
    page.heading(_("Did anything change?"), TITLE)
    page.space(4)
    page.body(phases_sentence(comparisons), size=BODY)
    page.space(10)
    drawn = [page]
    table = columns.table_of(columns.comparison_details(), doctor_rows(comparisons))
    notes = (*beside, *footnotes(comparisons))
    below = page.px(2 * GAP) + table.height(page.px(LINE)) + _notes_height(page, notes)
    least = page.px(HEADS + LEAST_ROW * len(comparisons))
    fits = page.bottom - page.y - below >= least
    most = int(((page.bottom - page.y) / page.px(1) - HEADS) / LEAST_ROW)
    for at in range(0, len(comparisons), most):
        if at:
            drawn.append(blank())
        part = comparisons[at : at + most]
        _draw_figure(drawn[-1], diary, part, end, below if fits else 0.0)
    if not fits:
        drawn.append(blank())
    _draw_numbers(drawn, blank, table)
    drawn[-1].space(GAP)
    _draw_notes(drawn, blank, notes)
    return drawn


def _draw_figure(
    page: PaperPage, diary: Diary, comparisons: Sequence[Comparison], end: date, below: float
) -> None:
    """The figure, as high as its rows ask for, and `below` px left free under it."""
    wanted = page.px(min(MAX_HEIGHT, HEADS + ROW * len(comparisons)))
    height = min(wanted, page.bottom - page.y - below)
    box = Box(page.left, page.y, page.right, page.y + height)
    comparison_chart.draw(page.canvas, diary, comparisons, box, today=end)
    page.y = box.bottom + page.px(GAP)


def _draw_numbers(
    drawn: list[PaperPage], blank: Callable[[], PaperPage], table: PaperTable
) -> None:
    """The table under what the last page holds, and on further ones as far as it needs them."""
    page = drawn[-1]
    line = page.px(LINE)
    rows = int((page.bottom - page.y) / line) - 2
    for number, part in enumerate(table.parts(max(1, rows))):
        if number:
            drawn.append(blank())
        part.draw(drawn[-1], line)


def _draw_notes(
    drawn: list[PaperPage], blank: Callable[[], PaperPage], notes: Sequence[str]
) -> None:
    for note in notes:
        if drawn[-1].y + drawn[-1].body_height(note, SMALL) > drawn[-1].bottom:
            drawn.append(blank())
        drawn[-1].body(note, size=SMALL, quiet=True)
        drawn[-1].space(BETWEEN_NOTES)


def _notes_height(page: PaperPage, notes: Sequence[str]) -> float:
    between = page.px(BETWEEN_NOTES)
    return sum(page.body_height(note, SMALL) + between for note in notes)

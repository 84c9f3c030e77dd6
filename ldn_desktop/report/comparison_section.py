"""Did anything change, on paper: a short table on the report, and a page with the whole of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ldn_desktop.analysis import Comparison, PhaseSummary, Verdict, compare
from ldn_desktop.analysis.table import ComparisonRow, doctor_rows, footnotes, headings
from ldn_desktop.charts import comparison_chart
from ldn_desktop.charts.drawing.canvas import Box
from ldn_desktop.diary.model import Diary
from ldn_desktop.i18n import _, mark
from ldn_desktop.report.paper_page import BODY, SMALL, TITLE, PaperPage
from ldn_desktop.report.paper_table import PaperTable

_SHORT = {
    "symptom": mark("Score"),
    "earlier": mark("Before (days)"),
    "later": mark("Now (days)"),
    "change": mark("Change (95% interval)"),
    "p_better": mark("P(better)"),
    "verdict": mark("Verdict"),
}
"""Columns of the full table that the report's own page has room for, with shorter headings."""
_REST = ("symptom", "change", "p_better_mid", "effective_days", "missing", "drift")
"""Columns for the page of its own."""
_NUMBERS = frozenset({"earlier", "later", "change", "p_better"})
_ROW_HEIGHT, _MAX_HEIGHT = 74, 640


def last_compared(diary: Diary, end: date) -> list[Comparison]:
    """The last phase against the first as of `end`; empty without two phases."""
    return compare(diary, today=end, latest_alone=True)


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
    return _columns(shown, tuple(_SHORT), bold, [_(head) for head in _SHORT.values()])


def _columns(
    comparisons: Sequence[Comparison],
    names: Sequence[str],
    bold: frozenset[int] = frozenset(),
    heads: Sequence[str] = (),
) -> PaperTable:
    rows = doctor_rows(comparisons)
    indexes = [ComparisonRow.__slots__.index(name) for name in names]
    heads = heads or [headings()[index] for index in indexes]
    right = frozenset(n for n, name in enumerate(names) if name in _NUMBERS)
    return PaperTable(
        heads, [[row.cells()[index] for index in indexes] for row in rows], right, bold
    )


def full_table(comparisons: Sequence[Comparison]) -> PaperTable:
    """Every column, for the plain text."""
    return PaperTable(headings(), [row.cells() for row in doctor_rows(comparisons)])


def draw(page: PaperPage, diary: Diary, comparisons: Sequence[Comparison], end: date) -> None:
    """The page: figure, the numbers behind it, how they came about."""
    page.heading(_("Did anything change?"), TITLE)
    page.space(4)
    page.body(phases_sentence(comparisons), size=BODY)
    page.space(10)
    height = min(page.px(_MAX_HEIGHT), page.px(130 + _ROW_HEIGHT * len(comparisons)))
    box = Box(page.left, page.y, page.right, page.y + height)
    comparison_chart.draw(page.canvas, diary, comparisons, box, today=end)
    page.y = box.bottom + page.px(16)
    _columns(comparisons, _REST).draw(page, page.px(20))
    page.space(16)
    for line in footnotes(comparisons):
        page.body(line, size=SMALL, quiet=True)
        page.space(3)

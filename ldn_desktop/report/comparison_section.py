"""Did anything change, on paper: a short table on the report, and a page with the whole of it."""

from __future__ import annotations

from collections.abc import Sequence
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

_ROW_HEIGHT, _MAX_HEIGHT = 74, 640


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


def draw(
    page: PaperPage,
    diary: Diary,
    comparisons: Sequence[Comparison],
    end: date,
    beside: Sequence[str] = (),
) -> None:
    """The page: figure, the numbers behind it, what else there was, how they came about."""
    page.heading(_("Did anything change?"), TITLE)
    page.space(4)
    page.body(phases_sentence(comparisons), size=BODY)
    page.space(10)
    height = min(page.px(_MAX_HEIGHT), page.px(130 + _ROW_HEIGHT * len(comparisons)))
    box = Box(page.left, page.y, page.right, page.y + height)
    comparison_chart.draw(page.canvas, diary, comparisons, box, today=end)
    page.y = box.bottom + page.px(16)
    details = columns.table_of(columns.comparison_details(), doctor_rows(comparisons))
    details.draw(page, page.px(20))
    page.space(16)
    for line in (*beside, *footnotes(comparisons)):
        page.body(line, size=SMALL, quiet=True)
        page.space(3)

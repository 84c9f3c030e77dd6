"""Did anything change? Two sentences first, the picture next, the doctor's table last."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from ldn_desktop.diary import analysis_plan
from ldn_desktop.diary.model import Diary
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _, formats
from ldn_desktop.ui.charts.query import ChartAppearance
from ldn_desktop.ui.figures.figure_view import FigureView
from ldn_desktop.ui.render_worker import RenderWorker
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.widgets.button import Button, ButtonKind
from ldn_desktop.ui.widgets.grid_layout import GridLayout
from ldn_desktop.ui.widgets.label import Heading, Label
from ldn_desktop.ui.widgets.page import Page
from ldn_desktop.ui.widgets.theme import Role

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from ldn_desktop.analysis import Comparison
    from ldn_desktop.charts import Style

TALL_HEAD, TALL_ROW = 150, 58
"""Px of 100 % text that the picture needs, and each symptom in it."""


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """What is said about one version of the diary."""

    lines: list[str]
    """The two sentences."""
    caveat: str
    """What stands directly under the verdict; empty where there is none."""
    pending: str
    """The day that was fixed for looking, where it is still to come."""
    cautions: list[str]
    one_by_one: list[str]
    crashes: list[str]
    exertion: list[str]
    heads: tuple[str, ...]
    rows: list[tuple[str, ...]]
    footnotes: list[str]
    figure: Callable[[Style, float, float], Figure]


def _look_again(diary: Diary, today: date) -> str:
    from ldn_desktop import analysis

    return formats.long_date(analysis.next_look(diary, today))


def work_out(diary: Diary, today: date) -> WorkedOut:
    """Compare the phases of `diary` as of `today`. Not for the interface thread."""
    from ldn_desktop import analysis
    from ldn_desktop.analysis import crashes, table, text
    from ldn_desktop.charts import estimation_figure

    comparisons = analysis.compare(diary, today=today)
    spoken = _look_again(diary, today) if comparisons else ""
    asked = text.latest(comparisons)
    found = analysis.phases(diary, today)
    return WorkedOut(
        lines=text.sentences(comparisons, spoken),
        caveat=text.caveat(comparisons),
        pending=spoken if analysis.look(diary, today).pending is not None else "",
        cautions=text.notes(comparisons, found),
        one_by_one=_one_by_one(asked),
        crashes=crashes.crash_sentences(crashes.crash_rates(diary, found)),
        exertion=crashes.exertion_sentences(crashes.exertion(diary, until=today)),
        heads=table.headings(),
        rows=[row.cells() for row in table.doctor_rows(asked)],
        footnotes=table.footnotes(asked) if asked else [],
        figure=lambda style, wide, high: estimation_figure(
            diary, comparisons, style, width=wide, height=high, today=today
        ),
    )


def said_before(diary: Diary, today: date) -> list[str]:
    """The verdicts of earlier weeks, with their dates. Not for the interface thread."""
    from ldn_desktop.analysis import history

    return history.sentences(history.said_before(diary, today), today)


def _one_by_one(asked: Sequence[Comparison]) -> list[str]:
    """Each symptom's answer, with its caveat directly behind a change."""
    from ldn_desktop.analysis import text

    out = []
    for one in asked:
        if one.verdict not in text.UNTOLD:
            caveat = [text.caveat_of(one)] if one.verdict in text.CHANGES else []
            out.append(" ".join([text.describe(one), *caveat]))
    return out


class ComparisonPage(Page):
    """Works it out off the interface thread and shows it, calmly, whatever it is."""

    widest_in_letters = 72

    def __init__(
        self, session: Session, drawing: RenderWorker, look: Callable[[], ChartAppearance]
    ) -> None:
        """`look` tells the colours and letters of the window whenever it is asked."""
        super().__init__(_("Did anything change?"))
        self._session, self._drawing, self._look = session, drawing, look
        self._body = QWidget()
        self.column.addWidget(self._body)
        self.column.addStretch(1)
        self.worked_out: WorkedOut | None = None
        session.changed.connect(self._ask)
        self._show_waiting()
        self._ask()

    def follow_appearance(self) -> None:
        """Show what was worked out in other colours or letters."""
        if self.worked_out is not None:
            self._show(self.worked_out)

    def _show_waiting(self) -> None:
        body, column = _column()
        column.addWidget(Label(_("One moment …")))
        self._body = self.swap(self._body, body)

    def _ask(self, _dates: object = None) -> None:
        diary, today = self._session.diary, self._session.today
        self._drawing.submit(lambda: work_out(diary, today), self._show, self._refuse)

    def _refuse(self, sentence: str) -> None:
        body, column = _column()
        column.addWidget(Label(sentence, scale=1.2))
        self._body = self.swap(self._body, body)

    def _show(self, found: WorkedOut) -> None:
        if not isValid(self):  # the page was left while this was worked out
            return
        self.worked_out = found
        body, column = _column()
        _add_sentences(column, found)
        if found.pending:
            column.addWidget(self._look_early())
        elif found.rows:
            column.addWidget(self._picture(found))
        column.addWidget(_block(found.cautions, Role.QUIET))
        column.addWidget(self._ways_on())
        _add_parts(column, found)
        history, below = _column()
        column.addWidget(history)
        self._ask_for_history(below)
        if found.rows and not found.pending:
            column.addWidget(Heading(_("For the doctor"), scale=1.2))
            for row in found.rows:
                column.addWidget(_card(found.heads, row))
            column.addWidget(_block(found.footnotes, Role.QUIET))
        self._body = self.swap(self._body, body)

    def _picture(self, found: WorkedOut) -> FigureView:
        view = FigureView(self._drawing, _("Picture of the changes"))
        view.reads_days = False
        view.describe(" ".join([*found.lines, *found.one_by_one]))
        look = self._look()
        high = (TALL_HEAD + TALL_ROW * len(found.rows)) * look.percent // 100
        view.show_figure(lambda wide, tall: found.figure(look.style(), wide, tall), high)
        return view

    def _ways_on(self) -> QWidget:
        board = QWidget()
        grid = GridLayout(board, (2, 1))
        grid.addWidget(Button(_("How this is worked out"), ButtonKind.ANSWER, self._open_method))
        grid.addWidget(
            Button(_("What counts, and when to look"), ButtonKind.ANSWER, self._open_agreed)
        )
        return board

    def _ask_for_history(self, column: QVBoxLayout) -> None:
        """What was said in earlier weeks: worked out last, as it takes longest."""
        diary, today = self._session.diary, self._session.today

        def show(lines: list[str]) -> None:
            if lines and isValid(column):
                column.addWidget(Heading(_("What was said before"), scale=1.2))
                column.addWidget(_block(lines))

        self._drawing.ask(lambda: said_before(diary, today), show)

    def _look_early(self) -> QWidget:
        """Looking before the day that was fixed: offered, and said what it costs."""
        board, column = _column()
        column.addWidget(
            Label(
                _("If you look now, that day asks for as much as any other: 99 in 100."),
                role=Role.QUIET,
            )
        )
        column.addWidget(Button(_("Look now all the same"), ButtonKind.ANSWER, self._use_up_look))
        return board

    def _use_up_look(self) -> None:
        try:
            self._session.record(
                analysis_plan.use_up_look(self._session.diary, self._session.today)
            )
        except UserError as refusal:
            self.tell(str(refusal))

    def _open_method(self) -> None:
        from ldn_desktop.ui.charts.method_page import MethodPage

        self.page_opened.emit(MethodPage())

    def _open_agreed(self) -> None:
        from ldn_desktop.ui.charts.analysis_plan_page import AnalysisPlanPage

        self.page_opened.emit(AnalysisPlanPage(self._session))


def _column() -> tuple[QWidget, QVBoxLayout]:
    body = QWidget()
    column = QVBoxLayout(body)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(14)
    return body, column


def _add_sentences(column: QVBoxLayout, found: WorkedOut) -> None:
    """The verdict, its caveat directly under it, and what else there is."""
    lead, *rest = found.lines
    column.addWidget(Label(lead, scale=1.3))
    if found.caveat:
        column.addWidget(Label(found.caveat))
    for line in rest:
        column.addWidget(Label(line, scale=1.3))


def _add_parts(column: QVBoxLayout, found: WorkedOut) -> None:
    for title, lines in (
        (_("One by one"), found.one_by_one),
        (_("Crashes"), found.crashes),
        (_("Effort and crashes"), found.exertion),
    ):
        if lines:
            column.addWidget(Heading(title, scale=1.2))
            column.addWidget(_block(lines))


def _block(lines: list[str], role: Role = Role.TEXT) -> QWidget:
    block, column = _column()
    column.setSpacing(4)
    for line in lines:
        column.addWidget(Label(line, role=role))
    return block


def _card(heads: tuple[str, ...], row: tuple[str, ...]) -> QWidget:
    """One row of the doctor's table: its name, then each cell under its heading."""
    card, column = _column()
    column.setSpacing(4)
    column.addWidget(Label(f"{row[0]}: {row[-1]}", bold=True))
    board = QWidget()
    grid = GridLayout(board, (4, 2, 1), across=16, down=8)
    for head, cell in zip(heads[1:-1], row[1:-1], strict=True):
        pair, inner = _column()
        inner.setSpacing(0)
        inner.addWidget(Label(head, role=Role.QUIET))
        inner.addWidget(Label(cell))
        pair.setAccessibleName(f"{head}: {cell}")
        grid.addWidget(pair)
    column.addWidget(board)
    return card

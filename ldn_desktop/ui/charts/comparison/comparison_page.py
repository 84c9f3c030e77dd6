"""Did anything change? A headline, then one row a symptom, read in ten seconds."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ldn_desktop.diary import analysis_plan
from ldn_desktop.diary.model import Edit
from ldn_desktop.i18n import _
from ldn_desktop.ui.background import Background
from ldn_desktop.ui.charts.comparison.change_table import ChangeTable, reach_of
from ldn_desktop.ui.charts.comparison.check_again_row import CheckAgainRow
from ldn_desktop.ui.charts.comparison.compared_days import ComparedDays
from ldn_desktop.ui.charts.comparison.comparison_data import ComparisonData, work_out
from ldn_desktop.ui.doses.missing_steps_offer import MissingStepsOffer
from ldn_desktop.ui.layouts.page_columns import PageColumn, side_by_side
from ldn_desktop.ui.layouts.row_layout import RowLayout, RowSlot
from ldn_desktop.ui.pages.page import Page
from ldn_desktop.ui.pages.placeholders import BusyState
from ldn_desktop.ui.pages.section import Section
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.style.theme import Role, TextScale
from ldn_desktop.ui.widgets import accessibility
from ldn_desktop.ui.widgets.button import Button, ButtonKind
from ldn_desktop.ui.widgets.label import Label


class ComparisonPage(Page):
    """Works it out off the interface thread and shows it, calmly, whatever it is."""

    max_width_in_em = None

    def __init__(self, session: Session, worker: Background) -> None:
        super().__init__(_("Did anything change?"), _("‹ Charts"))
        self._session, self._worker = session, worker
        self._body: QWidget = BusyState(_("One moment…"))
        self.column.addWidget(self._body)
        self.column.addStretch(1)
        self._build_foot()
        self.data: ComparisonData | None = None
        session.changed.connect(self._work_out)
        self._work_out()

    def _build_foot(self) -> None:
        row = QWidget()
        layout = RowLayout(row)
        self.how_sure = Button(_("How sure is this? ›"), ButtonKind.TILE, self._open_how_sure)
        self.plan = Button(
            _("What to compare, and when to check ›"), ButtonKind.TILE, self._open_plan
        )
        self.compared = Label("", role=Role.QUIET, scale=TextScale.SIDE)
        layout.add(self.how_sure, RowSlot.LEFT)
        layout.add(self.plan, RowSlot.LEFT)
        layout.add(self.compared, RowSlot.RIGHT)
        self.foot.addWidget(row)

    def _work_out(self, _dates: object = None) -> None:
        diary, today = self._session.diary, self._session.today
        self._worker.submit(lambda: work_out(diary, today), self._show, self._refuse)

    def _refuse(self, sentence: str) -> None:
        if isValid(self):
            self._body = self.swap(self._body, Label(sentence, scale=TextScale.ROW))

    def _show(self, data: ComparisonData) -> None:
        if not isValid(self):  # the page was left while this was worked out
            return
        self.data = data
        self.set_lead(data.headline)
        accessibility.say(self, " ".join(filter(None, (data.second, data.unlisted))))
        self.compared.setText("" if data.early or data.pending else data.compared)
        self.how_sure.setVisible(not data.pending)
        body = PageColumn()
        column = body.column
        if data.second:
            column.addWidget(Label(data.second, scale=TextScale.ROW))
        if data.unlisted:
            column.addWidget(Label(data.unlisted, bold=True))
        if data.missing_steps:
            column.addWidget(MissingStepsOffer(data.missing_steps, self._record))
        if data.pending:
            self._add_look_early(body)
        elif data.early:
            _add_early(body, data)
        else:
            _add_rows(body, data)
        if data.next_look is not None:
            column.addWidget(CheckAgainRow(self, self._session, data.next_look))
        self._body = self.swap(self._body, body)

    def _record(self, edit: Callable[[], Edit], done: str) -> bool:
        """Record what `edit` returns and say what was `done`, or why not. Whether it was."""
        was_done = self.attempt(lambda: self._session.record(edit()))
        if was_done:
            self.tell(done)
        return was_done

    def _add_look_early(self, body: PageColumn) -> None:
        """Looking before the day that was fixed: offered, with what it costs."""
        text = _(
            "If you check now, the day you chose no longer counts as chosen beforehand. On "
            "that day too, “likely” will then mean a chance of at least 99 in 100."
        )
        body.column.addWidget(Label(text, role=Role.QUIET))
        row = QWidget()
        layout = RowLayout(row)
        layout.add(Button(_("Check now anyway"), ButtonKind.TILE, self._use_up_look), RowSlot.LEFT)
        body.column.addWidget(row)

    def _use_up_look(self) -> None:
        session = self._session
        self.attempt(
            lambda: session.record(analysis_plan.use_up_look(session.diary, session.today))
        )

    def _open_how_sure(self) -> None:
        if self.data is not None:
            from ldn_desktop.ui.charts.comparison.how_sure_page import HowSurePage

            self.page_opened.emit(HowSurePage(self.data, self._session, self._worker))

    def _open_plan(self) -> None:
        from ldn_desktop.ui.charts.comparison.analysis_plan_page import AnalysisPlanPage

        self.page_opened.emit(AnalysisPlanPage(self._session))


def _add_rows(body: PageColumn, data: ComparisonData) -> None:
    """Benefits and side effects apart, on one scale."""
    reach = reach_of([*data.symptoms, *data.side_effects])
    for title, rows in (
        (_("Symptoms"), data.symptoms),
        (_("Side effects"), data.side_effects),
    ):
        if rows:
            table = ChangeTable(title, rows, reach, data.before_label, data.now_label)
            body.column.addSpacing(4)
            body.column.addWidget(table)
    if any(row.interval for row in (*data.symptoms, *data.side_effects)):
        hint = _(
            "Tinted: change too small to matter. Lines: changes that would fit your scores. They "
            "are cautious estimates, so they can be smaller than the difference between the two "
            "means."
        )
        body.column.addWidget(Label(hint, role=Role.QUIET, scale=TextScale.SIDE))
    if data.beside:
        body.column.addSpacing(4)
        body.column.addWidget(Label(" ".join(data.beside)))


def _add_early(body: PageColumn, data: ComparisonData) -> None:
    """The days there are, and why to wait, where the wish to peek arises."""
    if data.groups:
        body.add_section(ComparedDays(data.groups))
    if len(data.groups) < 2:
        for line in data.cautions:
            body.column.addWidget(Label(line))
        return
    reasons_to_wait = (
        (
            _("Nothing is lost by waiting"),
            _("A gap does no harm. If days have no answers, the check just comes later."),
        ),
        (
            _("Why not check every day?"),
            _(
                "Good and bad days come in runs. If you check every day, you will see a change "
                "sooner or later, even when there is none."
            ),
        ),
    )
    left_out = (
        _("Why are days left out?"),
        _(
            "The first few days on each dose are left out, because a dose may need time to "
            "take effect."
        ),
    )
    columns = []
    for title, text in (*(reasons_to_wait if data.next_look is not None else ()), left_out):
        section = Section(title)
        section.add(Label(text))
        column = PageColumn(20)
        column.add_section(section)
        columns.append(column)
    body.add_section(side_by_side(*columns))

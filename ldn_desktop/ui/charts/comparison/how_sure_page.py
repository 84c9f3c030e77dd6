"""How sure is this? The days behind the answer, other explanations, and earlier verdicts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from ldn_desktop.i18n import _
from ldn_desktop.ui.background import Background
from ldn_desktop.ui.charts.comparison.compared_days import ComparedDays
from ldn_desktop.ui.charts.comparison.comparison_data import ComparisonData, past_verdicts_lines
from ldn_desktop.ui.layouts.grid_layout import GridLayout
from ldn_desktop.ui.layouts.page_columns import PageColumn, side_by_side
from ldn_desktop.ui.layouts.row_layout import RowLayout, RowSlot
from ldn_desktop.ui.pages.page import Page
from ldn_desktop.ui.pages.section import Section
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.style.theme import Role, TextScale
from ldn_desktop.ui.widgets.accessibility import Group
from ldn_desktop.ui.widgets.button import Button, ButtonKind
from ldn_desktop.ui.widgets.label import Label


class HowSurePage(Page):
    """Everything behind the headline of “Did anything change?”."""

    max_width_in_em = None

    def __init__(self, data: ComparisonData, session: Session, worker: Background) -> None:
        super().__init__(_("How sure is this?"))
        self.set_lead(data.headline)
        if data.second:
            self.column.addWidget(Label(data.second, scale=TextScale.ROW))
        if data.groups:
            days = Section(_("The days that are compared"))
            days.add(ComparedDays(data.groups))
            self.column.addWidget(days)
        parts = [
            (_("In words"), data.one_by_one),
            (_("What else to know"), (*data.cautions, *data.crashes)),
        ]
        columns = [_column(title, lines) for title, lines in parts if lines]
        if columns:
            self.column.addWidget(side_by_side(*columns))
        if data.rows:
            self.column.addWidget(_doctor_table(data))
        self._add_history(session, worker)
        self.column.addStretch(1)
        row = QWidget()
        layout = RowLayout(row)
        self.method = Button(_("How this works ›"), ButtonKind.TILE, self._open_method)
        layout.add(self.method, RowSlot.LEFT)
        self.foot.addWidget(row)

    def _add_history(self, session: Session, worker: Background) -> None:
        """The verdicts of earlier weeks, last: it takes longest, and nothing moves for it."""
        diary, today = session.diary, session.today
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(box)

        def show(lines: list[str]) -> None:
            if lines and isValid(column):
                section = Section(_("Earlier results"))
                for line in lines:
                    section.add(Label(line))
                column.addWidget(section)

        worker.submit(lambda: past_verdicts_lines(diary, today), show)

    def _open_method(self) -> None:
        from ldn_desktop.ui.charts.comparison.method_page import MethodPage

        self.page_opened.emit(MethodPage())


def _column(title: str, lines: Sequence[str]) -> PageColumn:
    section = Section(title)
    for line in lines:
        section.add(Label(line))
    column = PageColumn(20)
    column.add_section(section)
    return column


def _doctor_table(data: ComparisonData) -> Section:
    """The numbers as the report has them: each row's cells under their headings."""
    section = Section(_("For the doctor"))
    for row in data.rows:
        section.add_row(_card(data.heads, row))
    for note in data.footnotes:
        section.add(Label(note, role=Role.QUIET, scale=TextScale.SIDE), 4)
    return section


def _card(heads: Sequence[str], row: Sequence[str]) -> QWidget:
    card = Group(_("{name}: {answer}").format(name=row[0], answer=row[-1]))
    column = QVBoxLayout(card)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(Label(card.accessibleName(), bold=True))
    board = QWidget()
    grid = GridLayout(board, (4, 2, 1), across=16, down=8)
    for head, cell in zip(heads[1:-1], row[1:-1], strict=True):
        pair = Group(_("{name}: {answer}").format(name=head, answer=cell))
        inner = QVBoxLayout(pair)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(Label(head, role=Role.QUIET))
        inner.addWidget(Label(cell))
        grid.addWidget(pair)
    column.addWidget(board)
    return card

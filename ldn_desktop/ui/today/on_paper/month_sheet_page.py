"""The month sheet: look at it, print it or save it, and go on to type it in."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QWidget

from ldn_desktop.i18n import _, formats
from ldn_desktop.ui.background import DRAWING_LOCK, Background
from ldn_desktop.ui.choices.trough import SegmentedControl
from ldn_desktop.ui.dates.calendar_dates import add_months
from ldn_desktop.ui.dates.month_stepper import month_stepper
from ldn_desktop.ui.layouts.row_layout import RowLayout, RowSlot
from ldn_desktop.ui.preferences import Preferences
from ldn_desktop.ui.printing.print_page import MakePages, PrintPage
from ldn_desktop.ui.save_path import choose_save_path
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.style.chart_appearance import ChartAppearance
from ldn_desktop.ui.style.theme import Role
from ldn_desktop.ui.widgets.button import Button, ButtonKind
from ldn_desktop.ui.widgets.label import Label

if TYPE_CHECKING:
    from matplotlib.figure import Figure

PAPER = "a4"


class MonthSheetPage(PrintPage):
    """The pages as they will be printed, with the month and the paper above them."""

    def __init__(self, session: Session, preferences: Preferences, when: date) -> None:
        self._session, self._preferences = session, preferences
        self._month, self._size = when.replace(day=1), PAPER
        self._drawing = Background(lock=DRAWING_LOCK)
        super().__init__(_("Month on paper"), self._maker(), self._drawing, PAPER)
        self._drawing.setParent(self)
        self.column.insertWidget(1, self._build_choices())
        hint = _(
            "Tick one box for each question, in bed if you like. Type in your answers when you can."
        )
        self.column.insertWidget(1, Label(hint, role=Role.QUIET))

    def _build_choices(self) -> QWidget:
        line = QWidget()
        row = RowLayout(line)
        self.month = month_stepper(self._month)
        self.month.stepped.connect(self._step_month)
        self.paper = SegmentedControl(
            _("Paper"), [("a4", _("A4")), ("letter", _("Letter"))], self._size
        )
        self.paper.chosen.connect(self._choose_paper)
        row.add(self.month, RowSlot.LEFT)
        row.add(self.paper, RowSlot.RIGHT)
        return line

    def _add_buttons(self) -> None:
        line = QWidget()
        row = RowLayout(line)
        self.pdf = Button(_("Save as PDF…"), ButtonKind.TILE, self.save_pdf)
        self.type_in = Button(_("Type it in ›"), ButtonKind.TILE, self._open_entry)
        row.add(self.print, RowSlot.LEFT)
        row.add(self.pdf, RowSlot.LEFT)
        row.add(self.type_in, RowSlot.RIGHT)
        self.foot.addWidget(line)

    def _maker(self) -> MakePages:
        """Makes the pages of the month and paper that are chosen now."""
        diary, month, paper = self._session.diary, self._month, self._size
        percent = self._preferences.settings.text_percent
        appearance = ChartAppearance(self._preferences.theme, QApplication.font().family(), percent)

        def make(on_paper: bool) -> list[Figure]:
            from ldn_desktop.report import month_sheet
            from ldn_desktop.report.paper_page import ON_PAPER

            style = ON_PAPER if on_paper else appearance.page_style()
            return month_sheet.pages(diary, month, paper, style)

        return make

    def _step_month(self, by: int) -> None:
        self._month = add_months(self._month, by)
        self.month.show_value(formats.capitalised(formats.month_year(self._month)))
        self.show_pages(self._maker(), self._size)

    def _choose_paper(self, paper: object) -> None:
        self._size = str(paper)
        self.paper.show_chosen(paper)
        self.show_pages(self._maker(), self._size)

    def save_pdf(self) -> None:
        """Write the sheet as a PDF where the person says."""
        name = f"ldn-month-{self._month:%Y-%m}.pdf"
        path = choose_save_path(self, _("Save as PDF"), name, _("PDF (*.pdf)"))
        diary, month, paper = self._session.diary, self._month, self._size

        def write(path: Path) -> None:
            from ldn_desktop.report import month_sheet

            month_sheet.write_pdf(diary, month, path, paper)

        self.save_with(self._drawing, path, write)

    def _open_entry(self) -> None:
        from ldn_desktop.ui.today.on_paper.month_entry_page import MonthEntryPage

        self.page_opened.emit(MonthEntryPage(self._session, self._month))

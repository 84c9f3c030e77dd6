"""The report for the doctor: a few choices, a look at the page, then save or print."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from ldn_desktop.diary.model import AboutChange, Edit
from ldn_desktop.i18n import _, pgettext
from ldn_desktop.ui.background import Background
from ldn_desktop.ui.charts.chart_view import ChartResult
from ldn_desktop.ui.charts.periods import NAMES, ChartPeriod, period_named
from ldn_desktop.ui.charts.symptom_choice_page import MultiChoice
from ldn_desktop.ui.choices.choice import Choice
from ldn_desktop.ui.figures.figure_view import PageView
from ldn_desktop.ui.layouts.grid_layout import GridLayout
from ldn_desktop.ui.layouts.page_columns import PageColumn, side_by_side
from ldn_desktop.ui.pages.page import Page
from ldn_desktop.ui.printing.print_page import RATIOS, print_pages
from ldn_desktop.ui.save_path import choose_save_path
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.style.chart_appearance import ChartAppearance
from ldn_desktop.ui.style.theme import Role
from ldn_desktop.ui.widgets.button import Button, ButtonKind
from ldn_desktop.ui.widgets.label import Label
from ldn_desktop.ui.widgets.text_field import LineField, NoteField
from ldn_desktop.wording.difference_text import count_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from ldn_desktop.report import ReportOptions

MAX_SYMPTOMS = 6
PAUSE_MS = 500
AS_SHOWN = "shown"
STORED = {
    "name": "report_name",
    "birth_date": "report_birth_date",
    "questions": "report_questions",
    "paper": "report_paper",
}
"""Where the diary keeps what was typed here, so that it need not be typed twice."""
QUESTIONS_HEIGHT = 120


def _ignore(_sentence: str) -> None:
    """The page itself is refused for the same reason and says it."""


class ReportPage(Page):
    """Every touch shows at once in the page beside, or below where the window is narrow."""

    max_width_in_em = None

    def __init__(
        self,
        session: Session,
        worker: Background,
        appearance: ChartAppearance,
        result: ChartResult,
    ) -> None:
        super().__init__(_("Report for my doctor"), _("‹ Charts"))
        self._session, self._worker, self._appearance = session, worker, appearance
        self._first, self._shown = result.first, result.period
        stored = session.diary.about.extra
        self._period_name = AS_SHOWN if result.query.dates else result.query.period_name
        self.paper = stored.get(STORED["paper"], "a4")
        self.paper = self.paper if self.paper in RATIOS else "a4"
        self.with_days = self.with_notes = False
        self._choices, self._preview = PageColumn(), PageColumn()
        self._build_texts({key: str(stored.get(name, "")) for key, name in STORED.items()})
        self._build_choices(result)
        self._build_foot()
        self.view = PageView(worker, _("The report as it will be printed"))
        self.view.refused.connect(self.tell)
        self._preview.column.addWidget(self.view)
        self.column.addWidget(side_by_side(self._choices, self._preview))
        self.column.addStretch(1)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.show_page)
        for field in (self.name, self.birth_date, self.questions):
            field.textChanged.connect(self._pause.start)
        session.exchanged.connect(self._on_exchanged)
        self.show_page()

    def _build_texts(self, stored: dict[str, str]) -> None:
        self._choices.column.addWidget(Label(_("Your questions, one per line"), bold=True))
        self.questions = NoteField(_("Your questions, one per line"), stored["questions"])
        self.questions.setMinimumHeight(QUESTIONS_HEIGHT)
        self._choices.column.addWidget(self.questions)
        self._choices.column.addWidget(Label(_("Your name, if you want it on the page"), bold=True))
        self.name = LineField(
            _("Your name, if you want it on the page"), stored["name"], characters=40
        )
        self._choices.column.addWidget(self.name)
        self._choices.column.addWidget(
            Label(_("Your date of birth, if you want it there"), bold=True)
        )
        self.birth_date = LineField(
            _("Your date of birth, if you want it there"), stored["birth_date"], characters=24
        )
        self._choices.column.addWidget(self.birth_date)

    def _build_choices(self, result: ChartResult) -> None:
        periods: list[tuple[object, str]] = [(key, _(text)) for key, text in NAMES.items()]
        if self._period_name == AS_SHOWN:
            periods.append((AS_SHOWN, _("As in the chart")))
        self.period = Choice(pgettext("span of time", "Period"), periods, self._period_name)
        self.period.chosen.connect(self._choose_period)
        self._choices.column.addWidget(self.period)
        self._choices.column.addWidget(Label(_("Symptoms, up to six"), bold=True))
        options = [(key, label) for key, label in result.options if key in result.symptoms]
        chosen = [key for key in result.keys if key in result.symptoms]
        others = [key for key, _label in options if key not in chosen]
        chosen += sorted(others, key=lambda key: key not in result.recorded)
        self.picks = MultiChoice(options, chosen[:MAX_SYMPTOMS], MAX_SYMPTOMS)
        self.picks.changed.connect(lambda _keys: self.show_page())
        self._choices.column.addWidget(self.picks)
        self.notes = Choice(
            _("Notes from the diary"), [(False, _("Leave out")), (True, _("Latest four"))], False
        )
        self.notes.chosen.connect(self._choose_notes)
        self.days = Choice(
            _("Pages"), [(False, _("One page")), (True, _("Add a table of the days"))], False
        )
        self.days.chosen.connect(self._choose_days)
        self.papers = Choice(
            pgettext("sheet", "Paper"), [("a4", _("A4")), ("letter", _("Letter"))], self.paper
        )
        self.papers.chosen.connect(self._choose_paper)
        for choice in (self.notes, self.days, self.papers):
            self._choices.column.addWidget(choice)

    def _build_foot(self) -> None:
        row = QWidget()
        grid = GridLayout(row, (3, 2, 1))
        self.pdf = Button(_("Save as PDF…"), ButtonKind.PRIMARY, self.save_pdf)
        self.print = Button(_("Print…"), ButtonKind.TILE, self.print_now)
        self.text = Button(_("Save as plain text…"), ButtonKind.TILE, self.save_text)
        for button in (self.pdf, self.print, self.text):
            grid.addWidget(button)
        self.foot.addWidget(row)
        hint = _("Shown here in the colours of the window. It prints black on white.")
        self._preview.column.addWidget(Label(hint, role=Role.QUIET))

    def _choose_period(self, name: str) -> None:
        self._period_name = name
        self.show_page()

    def _choose_paper(self, paper: str) -> None:
        self.paper = paper
        self.show_page()

    def _choose_days(self, checked: bool) -> None:
        self.with_days = checked
        self.show_page()

    def _choose_notes(self, checked: bool) -> None:
        self.with_notes = checked
        self.show_page()

    def _chosen_period(self) -> ChartPeriod:
        if self._period_name == AS_SHOWN:
            return self._shown
        return period_named(self._period_name, self._first, self._session.today)

    def _count_differing(self) -> int:
        """How many entries up to the end of the report differ between the computers."""
        return count_of(self._session.differences, end=self._chosen_period().end)

    def _options(self, *, with_days: bool | None = None) -> Callable[[], ReportOptions]:
        """What was chosen, as the report takes it; made in the worker's thread."""
        period = self._chosen_period()
        name, born = self.name.text().strip(), self.birth_date.text().strip()
        questions, keys = self.questions.toPlainText().strip(), tuple(self.picks.chosen)
        paper, notes, printed = self.paper, self.with_notes, self._session.today
        days = self.with_days if with_days is None else with_days
        differing = self._count_differing()

        def make() -> ReportOptions:
            from ldn_desktop.report import ReportOptions

            return ReportOptions(
                start=period.start,
                end=period.end,
                keys=keys,
                paper=paper,
                name=name,
                birth_date=born,
                questions=questions,
                notes=notes,
                printed=printed,
                differing=differing,
                with_days=days,
            )

        return make

    def _pages(self, *, on_paper: bool) -> Callable[[], list[Figure]]:
        diary, appearance, options = self._session.diary, self._appearance, self._options()

        def make() -> list[Figure]:
            from ldn_desktop import report

            style = report.ON_PAPER if on_paper else appearance.page_style()
            return report.pages(diary, options(), style)

        return make

    def _on_exchanged(self, edit: Edit) -> None:
        if edit or self._count_differing() != self._differing:
            self.show_page()

    def show_page(self) -> None:
        """Show the first page as it would be printed now."""
        self._differing = self._count_differing()
        make = self._pages(on_paper=False)
        diary, options = self._session.diary, self._options(with_days=False)

        def description() -> str:
            from ldn_desktop import report

            return report.short_text(diary, options())

        self._worker.submit(description, self.view.describe, _ignore)
        self.view.show_page(lambda: make()[0], RATIOS[self.paper])

    def save_pdf(self) -> None:
        """Write the report as a PDF where the person says."""
        diary, options = self._session.diary, self._options()

        def write(path: Path) -> None:
            from ldn_desktop import report

            report.write_pdf(diary, path, options())

        path = choose_save_path(self, _("Save the report"), "ldn-report.pdf", _("PDF (*.pdf)"))
        self.save_with(self._worker, path, write)

    def save_text(self) -> None:
        """Write the plain-text twin where the person says."""
        diary, options = self._session.diary, self._options()

        def write(path: Path) -> None:
            from ldn_desktop import report

            report.write_text(report.plain_text(diary, options()), path)

        path = choose_save_path(self, _("Save the report"), "ldn-report.txt", _("Text (*.txt)"))
        self.save_with(self._worker, path, write)

    def print_now(self) -> None:
        """Ask the system which printer, then print."""
        print_pages(self, self._worker, self._pages(on_paper=True), self.paper, self.tell)

    def store(self) -> None:
        """Keep what was typed in the diary, so that it need not be typed twice."""
        about = self._session.diary.about
        typed = {
            STORED["name"]: self.name.text().strip(),
            STORED["birth_date"]: self.birth_date.text().strip(),
            STORED["questions"]: self.questions.toPlainText().strip(),
            STORED["paper"]: self.paper if self.paper != "a4" else "",
        }
        extra = {**about.extra, **typed}
        extra = {key: value for key, value in extra.items() if value or key not in typed}
        if extra != dict(about.extra):
            edit = Edit((AboutChange(about, about._replace(extra=extra)),))
            self.attempt(lambda: self._session.record(edit))

    def leave(self) -> None:
        self.store()
        super().leave()

"""The report for the doctor: a few choices, a look at the page, and out with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from ldn_desktop.diary.model import AboutChange, Edit
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _
from ldn_desktop.ui.charts.export_buttons import ask_place
from ldn_desktop.ui.charts.periods import NAMES, period_named
from ldn_desktop.ui.charts.query import ChartAppearance, ChartResult
from ldn_desktop.ui.charts.symptom_choice_page import MultiChoice
from ldn_desktop.ui.figures.figure_view import PageView
from ldn_desktop.ui.printing.print_page import RATIOS, print_pages
from ldn_desktop.ui.render_worker import RenderWorker
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.widgets.button import Button, ButtonKind
from ldn_desktop.ui.widgets.choice import Choice
from ldn_desktop.ui.widgets.grid_layout import GridLayout
from ldn_desktop.ui.widgets.label import Label
from ldn_desktop.ui.widgets.page import Page
from ldn_desktop.ui.widgets.status_line import StatusLine
from ldn_desktop.ui.widgets.text_field import LineField, NoteField

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MOST_SYMPTOMS = 6
PAUSE_MS = 500
SHOWN = "shown"
KEPT = {"name": "report_name", "questions": "report_questions", "paper": "report_paper"}
"""Where the diary keeps what was typed here, so that it need not be typed twice."""
QUESTIONS_HIGH = 120


def _unsaid(_sentence: str) -> None:
    """The page itself is refused for the same reason and says it."""


class ReportPage(Page):
    """Every touch shows at once in the page below."""

    def __init__(
        self, session: Session, drawing: RenderWorker, look: ChartAppearance, ready: ChartResult
    ) -> None:
        super().__init__(_("Report for my doctor"))
        self._session, self._drawing, self._look = session, drawing, look
        self._first = ready.first
        kept = session.diary.about.extra
        self._named = ready.wish.named if ready.wish.own is None else SHOWN
        self._own = ready.period
        self.paper = kept.get(KEPT["paper"], "a4")
        self.paper = self.paper if self.paper in RATIOS else "a4"
        self.with_days = False
        self._build_choices(ready)
        self._build_texts(str(kept.get(KEPT["name"], "")), str(kept.get(KEPT["questions"], "")))
        self._build_ways_out()
        self.view = PageView(drawing, _("The report as it will be printed"))
        self.view.refused.connect(self.said.setText)
        self.column.addWidget(self.view, 1)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.show_page)
        self.name.textChanged.connect(self._pause.start)
        self.questions.textChanged.connect(self._pause.start)
        self.show_page()

    def _build_choices(self, ready: ChartResult) -> None:
        periods = [(key, _(text)) for key, text in NAMES.items()]
        if self._named == SHOWN:
            periods.append((SHOWN, _("As in the chart")))
        self.period = Choice(_("Period"), periods, self._named)
        self.period.chosen.connect(self._choose_period)
        self.column.addWidget(self.period)
        self.column.addWidget(Label(_("Symptoms, up to six"), bold=True))
        options = [(key, label) for key, label in ready.options if ready.is_symptom(key)]
        chosen = [key for key in ready.keys if key in dict(options)]
        chosen += [key for key, _label in options if key not in chosen]
        self.picks = MultiChoice(options, chosen[:MOST_SYMPTOMS], MOST_SYMPTOMS)
        self.picks.changed.connect(lambda _keys: self.show_page())
        self.column.addWidget(self.picks)
        papers = [("a4", _("A4")), ("letter", _("Letter"))]
        self.papers = Choice(_("Paper"), papers, self.paper)
        self.papers.chosen.connect(self._choose_paper)
        self.column.addWidget(self.papers)
        pages = [(False, _("One page")), (True, _("And a table of the days"))]
        self.days = Choice(_("Pages"), pages, self.with_days)
        self.days.chosen.connect(self._choose_days)
        self.column.addWidget(self.days)

    def _build_texts(self, name: str, questions: str) -> None:
        self.column.addWidget(Label(_("Your name, only if you want it on the page"), bold=True))
        self.name = LineField(_("Your name, only if you want it on the page"), name, characters=40)
        self.column.addWidget(self.name)
        self.column.addWidget(Label(_("Your questions and wishes"), bold=True))
        self.questions = NoteField(_("Your questions and wishes"), questions)
        self.questions.setMinimumHeight(QUESTIONS_HIGH)
        self.column.addWidget(self.questions)

    def _build_ways_out(self) -> None:
        row = QWidget()
        grid = GridLayout(row, (3, 2, 1))
        self.pdf = Button(_("Save as PDF"), ButtonKind.ACTION, self.save_pdf)
        self.print = Button(_("Print…"), ButtonKind.ACTION, self.print_now)
        self.text = Button(_("Save as plain text"), ButtonKind.ACTION, self.save_text)
        for button in (self.pdf, self.print, self.text):
            grid.addWidget(button)
        self.said = StatusLine()
        self.foot.addWidget(self.said)
        self.foot.addWidget(row)
        self.column.addWidget(
            Label(_("Here the page wears the colours of the window. It prints black on white."))
        )

    def _choose_period(self, named: str) -> None:
        self._named = named
        self.show_page()

    def _choose_paper(self, paper: str) -> None:
        self.paper = paper
        self.show_page()

    def _choose_days(self, wanted: bool) -> None:
        self.with_days = wanted
        self.show_page()

    def choices(self) -> dict[str, Any]:
        """What was chosen, as the report takes it."""
        period = self._own
        if self._named != SHOWN:
            period = period_named(self._named, self._first, self._session.today)
        return {
            "start": period.start,
            "end": period.end,
            "name": self.name.text().strip(),
            "questions": self.questions.toPlainText().strip(),
            "keys": self.picks.chosen or None,
            "printed": self._session.today,
            "with_days": self.with_days,
        }

    def _pages(self, *, on_paper: bool) -> Callable[[], list[Figure]]:
        diary, paper, look, choices = self._session.diary, self.paper, self._look, self.choices()

        def make() -> list[Figure]:
            from ldn_desktop import report

            style = report.ON_PAPER if on_paper else look.page_style()
            return report.pages(diary, paper=paper, style=style, **choices)

        return make

    def show_page(self) -> None:
        """Show the first page as it would be printed now."""
        make = self._pages(on_paper=False)
        diary = self._session.diary
        choices = self.choices()

        def words() -> str:
            from ldn_desktop import report

            return report.plain_text(diary, **{**choices, "with_days": False})

        self._drawing.ask(words, lambda text: self.view.describe([text]), _unsaid)
        self.view.show_page(lambda: make()[0], RATIOS[self.paper])

    def save_pdf(self) -> None:
        """Write the report as a PDF where the person says."""
        place = ask_place(self, _("Save the report"), "ldn-report.pdf", _("PDF (*.pdf)"))
        diary, paper, choices = self._session.diary, self.paper, self.choices()

        def write(path: Path) -> None:
            from ldn_desktop import report

            report.write_pdf(diary, path, paper=paper, **choices)

        self._write(place, write)

    def save_text(self) -> None:
        """Write the plain-text twin where the person says."""
        place = ask_place(self, _("Save the report"), "ldn-report.txt", _("Text (*.txt)"))
        diary, choices = self._session.diary, self.choices()

        def write(path: Path) -> None:
            from ldn_desktop import report

            report.write_text(report.plain_text(diary, **choices), path)

        self._write(place, write)

    def _write(self, place: Path | None, work: Callable[[Path], object]) -> None:
        if place is None:
            return
        self.said.setText(_("Writing {name}…").format(name=place.name))
        done = _("Saved as {path}.").format(path=place)
        self._drawing.ask(lambda: work(place), lambda _d: self.said.setText(done), self._refused)

    def _refused(self, sentence: str) -> None:
        self.said.setText(sentence)

    def print_now(self) -> None:
        """Ask the system which printer, then print."""
        make = self._pages(on_paper=True)
        print_pages(self, self._drawing, make, self.paper, self.said.setText)

    def keep(self) -> None:
        """Keep what was typed in the diary, so that it need not be typed twice."""
        about = self._session.diary.about
        typed = {
            KEPT["name"]: self.name.text().strip(),
            KEPT["questions"]: self.questions.toPlainText().strip(),
            KEPT["paper"]: self.paper if self.paper != "a4" else "",
        }
        extra = {**about.extra, **typed}
        extra = {key: value for key, value in extra.items() if value or key not in typed}
        if extra != dict(about.extra):
            try:
                self._session.record(Edit((AboutChange(about, about._replace(extra=extra)),)))
            except UserError as refusal:
                self.said.setText(str(refusal))

    def leave(self) -> None:
        self.keep()
        super().leave()

"""Save or print: the chart as a printed page, a file, data or a copy, and in words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from ldn_desktop import output_file
from ldn_desktop.i18n import _
from ldn_desktop.ui.background import Background
from ldn_desktop.ui.charts.chart_view import ChartResult
from ldn_desktop.ui.layouts.grid_layout import GridLayout
from ldn_desktop.ui.pages.page import Page
from ldn_desktop.ui.save_path import choose_save_path
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.style.chart_appearance import ChartAppearance
from ldn_desktop.ui.style.theme import TextScale
from ldn_desktop.ui.widgets.button import Button, ButtonKind
from ldn_desktop.ui.widgets.label import Heading, Label

if TYPE_CHECKING:
    from matplotlib.figure import Figure

PICTURE_INCHES = (10.0, 6.6)


class ExportPage(Page):
    """What leaves Charts. Everything saved and printed is black on white."""

    def __init__(
        self,
        session: Session,
        worker: Background,
        result: ChartResult,
        appearance: ChartAppearance,
        image: QImage | None,
    ) -> None:
        super().__init__(_("Save or print"), _("‹ Charts"))
        self._session, self._worker = session, worker
        self._result, self._appearance, self._image = result, appearance, image
        board = QWidget()
        grid = GridLayout(board, (3, 2, 1))
        self.print = _button(grid, _("Print…"), self._open_print)
        self.pdf = _button(grid, _("Save as PDF…"), self.save_pdf)
        self.picture = _button(grid, _("Save as picture…"), self.save_picture)
        self.data = _button(grid, _("Save data…"), self.save_data)
        self.copy = _button(grid, _("Copy picture and words"), self.copy_picture)
        self.picture.setToolTip(_("PNG or SVG"))
        self.data.setToolTip(_("CSV or JSON, the days that are shown"))
        self.column.addWidget(board)
        self.column.addWidget(Heading(_("This chart in words"), scale=TextScale.SECTION))
        for sentence in result.sentences:
            self.column.addWidget(Label(sentence))
        self.column.addStretch(1)

    def save_pdf(self) -> None:
        """The chart and its words as a page of PDF."""
        result = self._result

        def write(path: Path) -> None:
            from ldn_desktop import report

            page = result.page(report.ON_PAPER, "a4")
            output_file.write(path, report.pdf_bytes([page], _("Symptoms and LDN")))

        self.save_with(
            self._worker,
            choose_save_path(self, _("Save as PDF"), "ldn-chart.pdf", _("PDF (*.pdf)")),
            write,
        )

    def save_picture(self) -> None:
        """The chart alone as PNG of 300 dpi or SVG."""
        result = self._result

        def write(path: Path) -> None:
            from ldn_desktop import report
            from ldn_desktop.charts import PRINT

            figure = result.figure(PRINT, *PICTURE_INCHES)
            report.write_picture(figure, path, _("Symptoms and LDN"))

        kinds = _("Picture (*.png);;Drawing (*.svg)")
        self.save_with(
            self._worker,
            choose_save_path(self, _("Save as picture"), "ldn-chart.png", kinds),
            write,
        )

    def save_data(self) -> None:
        """The days that are shown as CSV or JSON."""
        diary, result = self._session.diary, self._result

        def write(path: Path) -> None:
            from ldn_desktop.charts import shown_part
            from ldn_desktop.interchange import export

            start, end = result.period.start, result.period.end
            export.write(shown_part(diary, result.keys, start, end), path, start, end)

        kinds = _("Table (*.csv);;JSON (*.json)")
        self.save_with(
            self._worker, choose_save_path(self, _("Save data"), "ldn-chart.csv", kinds), write
        )

    def copy_picture(self) -> None:
        """The picture as it stands in the window, and its words, for another program."""
        both = QMimeData()
        if self._image is not None:
            both.setImageData(self._image)
        both.setText("\n".join(self._result.sentences))
        QGuiApplication.clipboard().setMimeData(both)
        self.tell(_("Copied. You can paste it into a letter or an email."))

    def _open_print(self) -> None:
        from ldn_desktop.ui.printing.print_page import PrintPage

        result, appearance = self._result, self._appearance

        def make(on_paper: bool) -> list[Figure]:
            from ldn_desktop.report import ON_PAPER

            return [result.page(ON_PAPER if on_paper else appearance.page_style(), "a4")]

        self.page_opened.emit(PrintPage(_("Print the chart"), make, self._worker))


def _button(grid: GridLayout, text: str, on_click: Callable[[], object]) -> Button:
    button = Button(text, ButtonKind.TILE, on_click)
    grid.addWidget(button)
    return button

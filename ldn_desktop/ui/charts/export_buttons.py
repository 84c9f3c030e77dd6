"""What leaves Charts: print, PDF, picture, numbers, a copy, and the report."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMimeData, QObject, QStandardPaths, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from ldn_desktop import output_file
from ldn_desktop.i18n import _
from ldn_desktop.ui.charts.query import ChartResult
from ldn_desktop.ui.render_worker import RenderWorker
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.widgets.button import Button, ButtonKind

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

PICTURE_INCHES = (10.0, 6.6)


def proposed(name: str) -> str:
    """A place to save `name`: the person's documents."""
    places = QStandardPaths.StandardLocation.DocumentsLocation
    return str(Path(QStandardPaths.writableLocation(places) or str(Path.home())) / name)


def ask_place(parent: QWidget, title: str, name: str, kinds: str) -> Path | None:
    """Where to save, as the system's dialogue says; None when the person left it."""
    path, _kind = QFileDialog.getSaveFileName(parent, title, proposed(name), kinds)
    if not path:
        return None
    place = Path(path)
    return place if place.suffix else place.with_suffix(Path(name).suffix)


class ExportButtons(QObject):
    """The buttons beside the picture. `said` carries how it went, in a sentence."""

    said = Signal(str)
    print_wanted = Signal()
    report_wanted = Signal()

    def __init__(
        self,
        session: Session,
        drawing: RenderWorker,
        ready: Callable[[], ChartResult | None],
        image: Callable[[], QImage | None],
    ) -> None:
        super().__init__(session)
        self._session, self._drawing, self._ready, self._image = session, drawing, ready, image
        self.print = Button(_("Print"), ButtonKind.SMALL, self.print_wanted.emit)
        self.pdf = Button(_("PDF"), ButtonKind.SMALL, self.save_pdf)
        self.picture = Button(_("Picture"), ButtonKind.SMALL, self.save_picture)
        self.copy = Button(_("Copy"), ButtonKind.SMALL, self.copy_picture)
        self.numbers = Button(_("Numbers"), ButtonKind.SMALL, self.save_numbers)
        self.report = Button(_("Report for my doctor"), ButtonKind.SMALL, self.report_wanted.emit)
        self.buttons = (self.print, self.pdf, self.picture, self.copy, self.numbers)
        self.copy.setAccessibleName(_("Copy the picture"))
        self.pdf.setAccessibleName(_("Save as PDF"))
        self.picture.setAccessibleName(_("Save as a picture, PNG or SVG"))
        self.numbers.setAccessibleName(_("Save the numbers, CSV or JSON"))

    def _write(self, place: Path | None, work: Callable[[ChartResult, Path], Any]) -> None:
        ready = self._ready()
        if place is None:
            return
        if ready is None:
            self._say_wait()
            return
        self.said.emit(_("Writing {name}…").format(name=place.name))
        self._drawing.ask(
            lambda: work(ready, place),
            lambda _done: self.said.emit(_("Saved as {path}.").format(path=place)),
            self.said.emit,
        )

    def _say_wait(self) -> None:
        self.said.emit(_("The chart is still being drawn. Please try again in a moment."))

    def save_pdf(self) -> None:
        """The chart and its words as a page of PDF."""
        kinds = _("PDF (*.pdf)")
        self._write(ask_place(self.print, _("Save as PDF"), "ldn-chart.pdf", kinds), _write_pdf)

    def save_picture(self) -> None:
        """The chart alone, black on white, as PNG of 300 dpi or SVG."""
        kinds = _("Picture (*.png);;RenderWorker (*.svg)")
        self._write(
            ask_place(self.print, _("Save picture"), "ldn-chart.png", kinds), _write_picture
        )

    def save_numbers(self) -> None:
        """What is shown, as CSV or JSON."""
        kinds = _("Table (*.csv);;JSON (*.json)")
        place = ask_place(self.print, _("Save numbers"), "ldn-chart.csv", kinds)
        diary = self._session.diary

        def write(ready: ChartResult, path: Path) -> None:
            from ldn_desktop.charts import shown_part
            from ldn_desktop.interchange import export

            start, end = ready.period.start, ready.period.end
            export.write(shown_part(diary, ready.keys, start, end), path, start, end)

        self._write(place, write)

    def copy_picture(self) -> None:
        """The picture as it stands here, and its words, for another program."""
        image, ready = self._image(), self._ready()
        if image is None or ready is None:
            self._say_wait()
            return
        both = QMimeData()
        both.setImageData(image)
        both.setText("\n".join(ready.sentences))
        QGuiApplication.clipboard().setMimeData(both)
        self.said.emit(_("Copied. You can paste it into a letter or a mail."))


def _write_pdf(ready: ChartResult, path: Path) -> None:
    from ldn_desktop import report

    title = _("Symptoms and LDN")
    page = ready.page(report.ON_PAPER, "a4")
    output_file.write(path, report.pdf_bytes([page], title))


def _write_picture(ready: ChartResult, path: Path) -> None:
    from ldn_desktop import report
    from ldn_desktop.charts import PRINT

    report.write_picture(ready.figure(PRINT, *PICTURE_INCHES), path, _("Symptoms and LDN"))

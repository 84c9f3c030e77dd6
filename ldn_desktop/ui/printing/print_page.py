"""Printing: a look at the pages first, then the system's own dialogue."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QPageLayout, QPageSize, QPainter, QPainterPath, QPen
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from ldn_desktop.i18n import _
from ldn_desktop.ui.figures.figure_view import PageView
from ldn_desktop.ui.render_worker import RenderWorker
from ldn_desktop.ui.widgets.button import Button, ButtonKind
from ldn_desktop.ui.widgets.page import Page

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from ldn_desktop.charts import Stroke

PAPERS = {"a4": QPageSize.PageSizeId.A4, "letter": QPageSize.PageSizeId.Letter}
RATIOS = {"a4": 297 / 210, "letter": 11 / 8.5}
PX_AN_INCH = 100

MakePages = Callable[[bool], "list[Figure]"]
"""Makes the pages: True for paper, False in the colours of the window. For the drawing thread."""


class PrintPage(Page):
    """Shows the pages in the colours of the window, and prints them black on white."""

    def __init__(
        self, title: str, make: MakePages, drawing: RenderWorker, paper: str = "a4"
    ) -> None:
        super().__init__(title)
        self._make, self._drawing, self._paper = make, drawing, paper
        self.print = Button(_("Print…"), ButtonKind.ACTION, self.print_now)
        self.view = PageView(drawing, _("The page as it will be printed"))
        self.view.describe([title])
        self.view.refused.connect(self.said.setText)
        self.column.addWidget(self.view, 1)
        self.foot.addWidget(self.print)
        self.view.show_page(lambda: make(False)[0], RATIOS[paper])

    def print_now(self) -> None:
        """Ask the system which printer, then print."""
        print_pages(self, self._drawing, lambda: self._make(True), self._paper, self.said.setText)


def print_pages(
    parent: QWidget,
    drawing: RenderWorker,
    make: Callable[[], list[Figure]],
    paper: str,
    said: Callable[[str], object],
) -> None:
    """Let the person choose a printer and print what `make` (in the drawing thread) makes.

    `said` is told in a sentence how it went.
    """
    if not QPrinterInfo.availablePrinterNames():
        said(_("No printer was found on this computer. You can save a PDF and print it elsewhere."))
        return
    printer = printer_for(paper)
    if not chosen(printer, parent):
        said(_("Nothing was printed."))
        return
    said(_("Getting the pages ready…"))

    def work() -> list[list[Stroke]]:
        from ldn_desktop.charts import strokes_of

        return [strokes_of(figure) for figure in make()]

    def then(pages: list[list[Stroke]]) -> None:
        done = paint_pages(printer, pages)
        said(
            _("Sent to {printer}.").format(
                printer=printer.printerName() or printer.outputFileName()
            )
            if done
            else _("The printer did not take it. Please look whether it is switched on.")
        )

    drawing.ask(work, then, said)


def printer_for(paper: str) -> QPrinter:
    """A printer set to `paper`, upright, the page's own margins kept."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageLayout(
        QPageLayout(
            QPageSize(PAPERS[paper]), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)
        )
    )
    printer.setFullPage(True)
    printer.setDocName(_("LDN Desktop"))
    return printer


def chosen(printer: QPrinter, parent: QWidget) -> bool:
    """Whether the person chose a printer in the system's dialogue."""
    dialogue = QPrintDialog(printer, parent)
    return dialogue.exec() == QPrintDialog.DialogCode.Accepted


def paint_pages(printer: QPrinter, pages: Sequence[Sequence[Stroke]]) -> bool:
    """Print `pages`; False when the printer could not be opened."""
    painter = QPainter()
    if not painter.begin(printer):
        return False
    scale = printer.resolution() / PX_AN_INCH
    for number, strokes in enumerate(pages):
        if number:
            printer.newPage()
        painter.save()
        painter.scale(scale, scale)
        paint(painter, strokes)
        painter.restore()
    return painter.end()


def paint(painter: QPainter, strokes: Sequence[Stroke]) -> None:
    """`strokes` in px of 1/100 inch."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for stroke in strokes:
        path = _path(stroke)
        painter.setPen(_pen(stroke))
        painter.setBrush(Qt.BrushStyle.NoBrush if stroke.fill is None else _colour(stroke.fill))
        painter.drawPath(path)
        if stroke.hatched and stroke.line is not None:
            _hatch(painter, path, stroke)


def _hatch(painter: QPainter, path: QPainterPath, stroke: Stroke) -> None:
    painter.save()
    painter.setClipPath(path)
    painter.setPen(_pen(stroke))
    box = path.boundingRect()
    across = box.left() - box.height()
    while across < box.right():
        painter.drawLine(QPointF(across, box.bottom()), QPointF(across + box.height(), box.top()))
        across += 6
    painter.restore()


def _pen(stroke: Stroke) -> QPen:
    if stroke.line is None:
        return QPen(Qt.PenStyle.NoPen)
    pen = QPen(QBrush(_colour(stroke.line)), stroke.wide)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if stroke.dashes:
        pen.setDashPattern(list(stroke.dashes))
    return pen


def _colour(rgba: tuple[float, float, float, float]) -> QColor:
    return QColor.fromRgbF(*rgba)


def _path(stroke: Stroke) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for code, n in stroke.parts:
        match code:
            case 1:
                path.moveTo(n[0], n[1])
            case 2:
                path.lineTo(n[0], n[1])
            case 3:
                path.quadTo(n[0], n[1], n[2], n[3])
            case 4:
                path.cubicTo(n[0], n[1], n[2], n[3], n[4], n[5])
            case 79:
                path.closeSubpath()
    return path

"""Printing: a look at the pages first, then the system's own dialog."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from ldn_desktop.i18n import _
from ldn_desktop.ui.background import Background
from ldn_desktop.ui.figures.figure_view import PageView
from ldn_desktop.ui.pages.page import Page
from ldn_desktop.ui.printing.system_printer import accepted, has_printer, printer_for
from ldn_desktop.ui.widgets.button import Button, ButtonKind

if TYPE_CHECKING:
    from matplotlib.figure import Figure

RATIOS = {"a4": 297 / 210, "letter": 11 / 8.5}

MakePages = Callable[[bool], "list[Figure]"]
"""Makes the pages: True for paper, False in the colours of the window. For the worker's thread."""


class PrintPage(Page):
    """Shows the pages in the colours of the window, and prints them black on white."""

    def __init__(self, title: str, make: MakePages, worker: Background, paper: str = "a4") -> None:
        super().__init__(title)
        self._make, self._worker, self._paper = make, worker, paper
        self.print = Button(_("Print…"), ButtonKind.PRIMARY, self.print_now)
        self.view = PageView(worker, _("The page as it will be printed"))
        self.view.describe(title)
        self.view.refused.connect(self.tell)
        self.column.addWidget(self.view, 1)
        self._add_buttons()
        self.show_pages(make, paper)

    def _add_buttons(self) -> None:
        self.foot.addWidget(self.print)

    def show_pages(self, make: MakePages, paper: str) -> None:
        """Show, and print from now on, what `make` makes for `paper`."""
        self._make, self._paper = make, paper
        self.view.show_page(lambda: make(False)[0], RATIOS[paper])

    def print_now(self) -> None:
        """Ask the system which printer, then print."""
        print_pages(self, self._worker, lambda: self._make(True), self._paper, self.tell)


def print_pages(
    parent: QWidget,
    worker: Background,
    make: Callable[[], list[Figure]],
    paper: str,
    tell: Callable[[str], object],
) -> None:
    """Let the person choose a printer and print what `make` (in the worker's thread) makes.

    `tell` is given a sentence on how it went.
    """
    if not has_printer():
        tell(_("No printer was found on this computer. You can save a PDF and print it elsewhere."))
        return
    printer = printer_for(paper)
    if not accepted(printer, parent):
        tell(_("Nothing was printed."))
        return
    tell(_("Getting the pages ready…"))

    def work() -> list[bytes]:
        from ldn_desktop.report import page_svg

        return [page_svg(figure) for figure in make()]

    def done(pages: list[bytes]) -> None:
        name = printer.printerName() or printer.outputFileName()
        tell(
            _("Sent to {printer}.").format(printer=name)
            if paint_pages(printer, pages)
            else _("It could not be printed. Please check that the printer is switched on.")
        )

    worker.submit(work, done, tell)


def paint_pages(printer: QPrinter, pages: Sequence[bytes]) -> bool:
    """Print `pages`, each an SVG; False when the printer could not be opened."""
    painter = QPainter()
    if not painter.begin(printer):
        return False
    paper = printer.paperRect(QPrinter.Unit.DevicePixel)
    for number, page in enumerate(pages):
        if number:
            printer.newPage()
        QSvgRenderer(QByteArray(page)).render(painter, paper)
    return painter.end()

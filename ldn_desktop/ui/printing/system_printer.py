"""The printers of the system, and its dialog to choose one."""

from __future__ import annotations

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from ldn_desktop.i18n import _

PAPERS = {"a4": QPageSize.PageSizeId.A4, "letter": QPageSize.PageSizeId.Letter}


def has_printer() -> bool:
    return bool(QPrinterInfo.availablePrinterNames())


def printer_for(paper: str) -> QPrinter:
    """A printer set to `paper`, upright; the page has margins of its own."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageLayout(
        QPageLayout(
            QPageSize(PAPERS[paper]), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)
        )
    )
    printer.setFullPage(True)
    printer.setDocName(_("LDN Desktop"))
    return printer


def accepted(printer: QPrinter, parent: QWidget) -> bool:
    """Whether the person chose a printer in the system's dialog."""
    dialog = QPrintDialog(printer, parent)
    return dialog.exec() == QPrintDialog.DialogCode.Accepted

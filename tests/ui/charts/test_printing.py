"""What the printer gets is what the PDF shows."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from ldn_desktop import report
from ldn_desktop.diary.demo import demo_diary
from ldn_desktop.ui.charts.export_page import ExportPage
from ldn_desktop.ui.charts.tab import ChartsTab
from ldn_desktop.ui.printing import print_page as print_page_module
from ldn_desktop.ui.printing.print_page import PrintPage, paint_pages
from ldn_desktop.ui.printing.system_printer import printer_for
from ldn_desktop.ui.style.theme import load_typeface
from tests.support.ui.window import TODAY, OpenWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def grey(pdf: Path, page: int = 1) -> np.ndarray:
    """One page as a photocopier sees it, 60 dots an inch."""
    tool = shutil.which("pdftoppm")
    if tool is None:
        pytest.skip("pdftoppm is not installed here")
    stem = pdf.with_suffix(f".{page}")
    command = [tool, "-gray", "-r", "60", "-f", str(page), "-l", str(page), "-singlefile"]
    subprocess.run([*command, str(pdf), str(stem)], check=True, timeout=60)
    with Image.open(f"{stem}.pgm") as picture:
        return np.asarray(picture, dtype=float) / 255


def blurred(page: np.ndarray, block: int = 12) -> np.ndarray:
    """Means of squares of `block` dots."""
    high, wide = (size // block * block for size in page.shape)
    parts = page[:high, :wide].reshape(high // block, block, wide // block, block)
    return np.asarray(parts.mean(axis=(1, 3)))


def test_a_printed_report_looks_like_its_pdf(qapp: object, tmp_path: Path) -> None:
    assert qapp is not None
    load_typeface()
    diary = demo_diary(TODAY, days=75)
    for paper in ("a4", "letter"):
        printer = printer_for(paper)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / f"{paper}-printed.pdf"))
        options = report.ReportOptions(paper=paper, with_days=True, printed=TODAY)
        figures = report.pages(diary, options)[:2]
        assert paint_pages(printer, [report.page_svg(figure) for figure in figures])
        path = tmp_path / f"{paper}.pdf"
        report.write_pdf(diary, path, options)
        for page in (1, 2):
            one, other = grey(tmp_path / f"{paper}-printed.pdf", page), grey(path, page)
            high, wide = (min(a, b) for a, b in zip(one.shape, other.shape, strict=True))
            assert abs(one.shape[0] - other.shape[0]) <= 1
            difference = np.abs(blurred(one[:high, :wide]) - blurred(other[:high, :wide]))
            # Glyphs are hinted differently; a missing word or box would show as more.
            assert difference.mean() < 0.008
            assert difference.max() < 0.2
            assert one.mean() < 0.99


@pytest.fixture
def preview(open_window: OpenWindow, qtbot: QtBot) -> PrintPage:
    window = open_window(demo_diary(TODAY - timedelta(days=1)))
    window.go_to("charts")
    tab = window.tab("charts")
    assert isinstance(tab, ChartsTab)
    qtbot.waitUntil(tab.is_ready, timeout=30_000)
    tab.export.click()
    export = window.pages.currentWidget()
    assert isinstance(export, ExportPage)
    export.print.click()
    page = window.pages.currentWidget()
    assert isinstance(page, PrintPage)
    qtbot.waitUntil(lambda: tab.worker.idle and page.view.is_ready, timeout=20_000)
    return page


def test_without_a_printer_it_says_so_kindly(
    preview: PrintPage,
    touch: Callable[[QAbstractButton], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    touch(preview.print)
    assert preview.status_line.text().startswith("No printer was found on this computer.")


def test_a_chosen_printer_gets_the_page(
    preview: PrintPage,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    path = tmp_path / "printed.pdf"

    def choose(printer: QPrinter, _parent: object) -> bool:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(path))
        return True

    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["Office"])
    monkeypatch.setattr(print_page_module, "accepted", choose)
    preview.print.click()
    qtbot.waitUntil(lambda: preview.status_line.text().startswith("Sent to"), timeout=20_000)
    assert grey(path).mean() < 0.99


def test_leaving_the_dialogue_prints_nothing(
    preview: PrintPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["Office"])
    monkeypatch.setattr(print_page_module, "accepted", lambda *_asked: False)
    preview.print.click()
    assert preview.status_line.text() == "Nothing was printed."

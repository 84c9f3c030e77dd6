"""Paper: the booklet whole, the questions on one page, the card, and refusals in a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QPushButton

from ldn_desktop import guide as guide_package
from ldn_desktop.errors import UserError
from ldn_desktop.guide import Guide
from ldn_desktop.ui.guide.print_page import PrintPage
from ldn_desktop.ui.printing import html_documents
from ldn_desktop.ui.widgets.theme import load_typeface
from tests.support.ui.guide_screens import print_page
from tests.support.ui.window import OpenWindow

Touch = Callable[[QAbstractButton], None]


@pytest.fixture
def guide(still_application: QApplication) -> Guide:
    load_typeface()
    assert still_application
    return guide_package.load()


def _pages(pdf: Path) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf.read_bytes()))


def _button(page: PrintPage, name: str) -> QPushButton:
    return next(b for b in page.findChildren(QPushButton) if b.accessibleName() == name)


def test_every_word_of_the_guide_is_in_the_booklet(guide: Guide) -> None:
    chapters = html_documents.booklet(guide)
    assert len(chapters) == len(guide.sections) + 2
    for section, chapter in zip(guide.sections, chapters[1:], strict=False):
        for block in (*section.short, *section.blocks):
            assert escape(block.text) in chapter
            if block.evidence:
                assert f"[{block.evidence.strength}: " in chapter
    assert all(escape(s.title) in chapters[-1] for s in guide.sources.values())


def test_nothing_is_lost_or_doubled_between_the_pages(guide: Guide, tmp_path: Path) -> None:
    writer = QPdfWriter(str(tmp_path / "any.pdf"))
    writer.setResolution(1200)
    writer.setPageMargins(html_documents.MARGINS_MM, QPageLayout.Unit.Millimeter)
    for body in html_documents.booklet(guide):
        document = html_documents._laid_out(writer, body, one_page=False)
        height, layout = document.pageSize().height(), document.documentLayout()
        block, bottom = document.begin(), 0.0
        while block.isValid():
            box = layout.blockBoundingRect(block)
            if not block.text():  # Qt keeps an empty one beside each table
                block = block.next()
                continue
            assert box.top() >= bottom - 1, block.text()
            assert box.bottom() <= document.pageCount() * height
            bottom = box.bottom()
            block = block.next()


def test_no_heading_stands_alone_at_the_foot_of_a_page(guide: Guide, tmp_path: Path) -> None:
    writer = QPdfWriter(str(tmp_path / "any.pdf"))
    writer.setResolution(1200)
    writer.setPageMargins(html_documents.MARGINS_MM, QPageLayout.Unit.Millimeter)
    for body in html_documents.booklet(guide):
        document = html_documents._laid_out(writer, body, one_page=False)
        assert html_documents._heading_alone(document) is None


@pytest.mark.parametrize("size", [QPageSize.PageSizeId.A4, QPageSize.PageSizeId.Letter])
def test_the_booklet_the_questions_and_the_card_become_pdfs(
    guide: Guide, tmp_path: Path, size: QPageSize.PageSizeId
) -> None:
    booklet, asked, card = (tmp_path / name for name in ("b.pdf", "q.pdf", "c.pdf"))
    count = html_documents.write_pdf(booklet, html_documents.booklet(guide), size)
    assert count == _pages(booklet) > len(guide.sections)
    own = [f"My own question number {n}, which is rather long?" for n in range(12)]
    assert (
        html_documents.write_pdf(asked, html_documents.questions(guide, own), size)
        == _pages(asked)
        == 1
    )
    assert html_documents.write_pdf(card, html_documents.card(), size) == _pages(card) == 1


def test_own_questions_are_kept_in_the_diary_and_can_be_undone(open_window: OpenWindow) -> None:
    window = open_window()
    page = print_page(window)
    page.questions.setPlainText("Is my heart all right?\n\nAnd <my> teeth?")
    assert "&lt;my&gt;" in html_documents.questions(page._guide, page.own_questions)[0]
    page.leave()
    again = print_page(window)
    assert again.own_questions == ["Is my heart all right?", "And <my> teeth?"]
    again.leave()
    window.session.undo()
    assert print_page(window).own_questions == []


def test_leaving_without_a_word_records_nothing(open_window: OpenWindow) -> None:
    window = open_window()
    print_page(window).leave()
    assert not window.session.can_undo


def test_without_a_printer_a_sentence_says_what_to_do(
    open_window: OpenWindow, touch: Touch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    page = print_page(open_window())
    touch(_button(page, "Print: The guide as a booklet"))
    assert page.said.text() == "No printer was found. You can save a PDF instead."


def test_a_pdf_is_saved_where_the_person_says(
    open_window: OpenWindow, touch: Touch, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "card.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(file), ""))
    page = print_page(open_window())
    touch(_button(page, "Save as PDF: Card for the wallet and for hospital"))
    assert page.said.text() == "Saved as card.pdf."
    assert file.read_bytes().startswith(b"%PDF")


def test_a_place_that_cannot_be_written_is_refused_in_a_sentence(
    open_window: OpenWindow, touch: Touch, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    nowhere = tmp_path / "no such folder" / "card.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(nowhere), ""))
    page = print_page(open_window())
    touch(_button(page, "Save as PDF: Card for the wallet and for hospital"))
    assert "could not be written: No such file" in page.said.text()
    with pytest.raises(UserError):
        html_documents.write_pdf(tmp_path, html_documents.card())

"""Paper: the booklet whole, the questions on one page, the card, and refusals in a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QPageLayout, QPageSize, QPdfWriter, QTextCursor, QTextDocument
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog

from ldn_desktop import guide as guide_package
from ldn_desktop.errors import UserError
from ldn_desktop.guide import BlockKind, Guide
from ldn_desktop.guide.guide_export import citation
from ldn_desktop.i18n import translation
from ldn_desktop.ui.guide import printed_guide
from ldn_desktop.ui.guide.printed_guide import Document
from ldn_desktop.ui.printing import html_documents
from ldn_desktop.ui.style.theme import load_typeface
from tests.support.ui.guide_screens import print_page
from tests.support.ui.on_page import button
from tests.support.ui.window import OpenWindow

Touch = Callable[[QAbstractButton], None]


@pytest.fixture
def guide(still_application: QApplication) -> Guide:
    load_typeface()
    assert still_application
    return guide_package.load()


def _pages(pdf: Path) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf.read_bytes()))


def test_every_word_of_the_guide_is_in_the_booklet(guide: Guide) -> None:
    chapters = printed_guide.booklet(guide).bodies
    assert len(chapters) == len(guide.groups) + 2
    for section in guide.sections[:-1]:
        chapter = chapters[1 + guide.groups.index(guide.group_of(section.key))]
        assert f"<h1>{escape(section.title)}</h1>" in chapter
        for block in section.blocks:
            if block.kind is not BlockKind.LINK:
                assert escape(block.text) in chapter
            for key in block.items:
                assert escape(guide.answers[key].question) in chapter
    for source in guide.sources.values():
        assert escape(citation(source)) in chapters[-1]


def test_every_picture_and_sign_of_the_booklet_is_drawn(guide: Guide) -> None:
    booklet = printed_guide.booklet(guide)
    named = set(re.findall(r'<img src="([^"]+)"', "".join(booklet.bodies)))
    assert {"picture:grid", "picture:rituximab", "sign:DANGER", "sure:PROBABLY"} <= named
    assert named <= set(booklet.images)
    for name in named:
        image = booklet.images[name]
        colours = {image.pixel(x, y) for x in range(0, image.width(), 3) for y in (3, 40)}
        dark = [c for c in colours if QColor(c).lightness() < 100]
        assert dark or name.startswith(("sure:CANNOT", "sure:LAB")), name


def test_the_decision_page_names_its_sources_at_the_foot(guide: Guide) -> None:
    (body,) = printed_guide.decision(guide).bodies
    assert "We found no fair comparison that has been published." in body
    assert "Ask about a trial" in body
    title = guide.sources["bruun2024"].title
    assert escape(title.partition(": ")[0]) in body


def _laid_out_booklet(guide: Guide, pdf: Path) -> Iterator[QTextDocument]:
    """The chapters of the booklet as they are going to be printed into `pdf`."""
    writer = QPdfWriter(str(pdf))
    writer.setResolution(1200)
    writer.setPageMargins(html_documents.MARGINS_MM, QPageLayout.Unit.Millimeter)
    booklet = printed_guide.booklet(guide)
    for body in booklet.bodies:
        yield html_documents._laid_out(writer, body, False, booklet.images)


def test_nothing_is_lost_or_doubled_between_the_pages(guide: Guide, tmp_path: Path) -> None:
    for document in _laid_out_booklet(guide, tmp_path / "any.pdf"):
        height, layout = document.pageSize().height(), document.documentLayout()
        block, bottom = document.begin(), 0.0
        while block.isValid():
            box = layout.blockBoundingRect(block)
            beside = QTextCursor(block).currentTable() is not None  # cells share their top
            if beside or not block.text():  # Qt keeps an empty one beside each table
                block = block.next()
                continue
            assert box.top() >= bottom - 1, block.text()
            assert box.bottom() <= document.pageCount() * height
            bottom = box.bottom()
            block = block.next()


def test_no_heading_stands_alone_at_the_foot_of_a_page(guide: Guide, tmp_path: Path) -> None:
    for document in _laid_out_booklet(guide, tmp_path / "any.pdf"):
        height, layout = document.pageSize().height(), document.documentLayout()
        block = document.begin()
        while block.next().isValid():
            top, below = (layout.blockBoundingRect(b).top() for b in (block, block.next()))
            if block.blockFormat().headingLevel():
                assert top // height == below // height, block.text()
            block = block.next()


@pytest.mark.parametrize("size", [QPageSize.PageSizeId.A4, QPageSize.PageSizeId.Letter])
def test_the_booklet_the_questions_and_the_card_become_pdfs(
    guide: Guide, tmp_path: Path, size: QPageSize.PageSizeId
) -> None:
    def written(name: str, document: Document) -> int:
        file = tmp_path / name
        count = html_documents.write_pdf(file, document.bodies, size, images=document.images)
        assert count == _pages(file)
        return count

    assert written("booklet.pdf", printed_guide.booklet(guide)) > len(guide.groups)
    own = [f"My own question number {n}, which is rather long?" for n in range(6)]
    assert written("questions.pdf", printed_guide.questions(guide, own)) == 1
    assert written("card.pdf", printed_guide.card()) == 1
    assert written("decision.pdf", printed_guide.decision(guide)) == 1
    assert written("dangers.pdf", printed_guide.dangers()) == 1


def test_card_and_dangers_fit_one_page_in_a_longer_language_with_the_english_below(
    guide: Guide, tmp_path: Path
) -> None:
    assert guide
    translation.use_language(translation.PSEUDO)
    for name, document in (("card", printed_guide.card()), ("danger", printed_guide.dangers())):
        assert html_documents.write_pdf(tmp_path / f"{name}.pdf", document.bodies) == 1
        (body,) = document.bodies
        for message in re.findall(r"⟦(LDN[^~⟧]*\.|I take[^~⟧]*\.)", body):
            assert f"<i>{message}</i>" in body
        assert "<i>No clinician has checked this translation." in body


def test_own_questions_are_kept_in_the_diary_and_can_be_undone(open_window: OpenWindow) -> None:
    window = open_window()
    page = print_page(window)
    page.questions.setPlainText("Is my heart all right?\n\nAnd <my> teeth?")
    assert "&lt;my&gt;" in printed_guide.questions(page._guide, page.own_questions).bodies[0]
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
    touch(button(page, "Print: The guide as a booklet"))
    assert page.status_line.text() == "No printer was found. You can save a PDF instead."


def test_a_pdf_is_saved_where_the_person_says(
    open_window: OpenWindow, touch: Touch, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "card.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(file), ""))
    page = print_page(open_window())
    touch(button(page, "Save as PDF: Card for your wallet and for hospital"))
    assert page.status_line.text() == f"Saved: {file}"
    assert file.read_bytes().startswith(b"%PDF")


def test_a_place_that_cannot_be_written_is_refused_in_a_sentence(
    open_window: OpenWindow, touch: Touch, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    nowhere = tmp_path / "no such folder" / "card.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(nowhere), ""))
    page = print_page(open_window())
    touch(button(page, "Save as PDF: Card for your wallet and for hospital"))
    assert "could not be written: no such file" in page.status_line.text()
    with pytest.raises(UserError):
        html_documents.write_pdf(tmp_path, printed_guide.card().bodies)


def test_headings_have_the_sizes_of_the_style(guide: Guide, tmp_path: Path) -> None:
    writer = QPdfWriter(str(tmp_path / "page.pdf"))
    document = html_documents._document(writer, printed_guide.decision(guide).bodies[0], 10.0, {})
    block, sizes = document.begin(), {}
    while block.isValid():
        if level := block.blockFormat().headingLevel():
            sizes[level] = block.begin().fragment().charFormat().font().pointSizeF()
        block = block.next()
    assert sizes == {1: 16.5, 2: 12.0}

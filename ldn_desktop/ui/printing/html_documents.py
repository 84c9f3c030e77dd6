"""Prints HTML documents: pages laid out, numbered, and drawn on a printer or into a PDF."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QMarginsF, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QFont,
    QGuiApplication,
    QImage,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from ldn_desktop import output_file
from ldn_desktop.i18n import _
from ldn_desktop.ui.printing.system_printer import accepted, has_printer
from ldn_desktop.ui.style.theme import FAMILY

DOTS_PER_INCH = 1200
FONT_SIZES = (12.0, 11.5, 11.0, 10.5)
ONE_PAGE_FONT_SIZES = (*FONT_SIZES, 10.0, 9.5, 9.0, 8.5, 8.0)
"""Points. The first size that leaves no almost empty last page is used; smaller for one page."""
NEARLY_EMPTY = 0.2
MARGINS_MM = QMarginsF(26, 22, 26, 22)
FOOTER_MM = 10.0
STYLE = """
body {{ color: #000; font-size: {text:.1f}pt; }}
h1 {{ font-size: {title:.1f}pt; margin: 0 0 {wide:.0f}px 0; }}
h2 {{ font-size: {heading:.1f}pt; margin: {wide:.0f}px 0 {narrow:.0f}px 0; }}
p {{ margin: 0 0 {narrow:.0f}px 0; }}
p.source {{ font-size: {small:.1f}pt; margin: 0 0 {narrow:.0f}px 0; }}
p.quiet {{ color: #444; font-size: {small:.1f}pt; }}
"""


Images = Mapping[str, QImage]
"""Pictures by the address under which a body's `<img>` names them.

The width of an `<img>` is `{page}`, the width of the text, or `{letter}` or `{word}`: as high as a
letter, or as wide as a short word. They are filled in when the font and the page are known.
"""


def print_documents(
    parent: QWidget,
    bodies: Sequence[str],
    tell: Callable[[str], object],
    *,
    one_page: bool = False,
    images: Images | None = None,
) -> bool:
    """Let the person choose a printer and print `bodies` as `print_on` does. Whether it was done.

    `tell` is given a sentence on how it went.
    """
    if not has_printer():
        tell(_("No printer was found. You can save a PDF instead."))
        return False
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if not accepted(printer, parent):
        return False
    print_on(printer, bodies, one_page=one_page, images=images)
    tell(_("Sent to the printer."))
    return True


def print_on(
    device: QPagedPaintDevice,
    bodies: Sequence[str],
    *,
    one_page: bool = False,
    images: Images | None = None,
) -> int:
    """Draw `bodies` on `device`, each from a new page on, all pages numbered; how many pages.

    With `one_page` the font shrinks, as far as it stays readable, until a body fits.
    """
    device.setPageMargins(MARGINS_MM, QPageLayout.Unit.Millimeter)
    documents = [_laid_out(device, body, one_page, images or {}) for body in bodies]
    count, number = sum(document.pageCount() for document in documents), 0
    painter = QPainter(device)
    for document in documents:
        for page in range(document.pageCount()):
            if number:
                device.newPage()
            number += 1
            _draw_page(painter, document, page)
            _draw_footer(painter, device, str(number) if count > 1 else "")
    painter.end()
    return count


def _laid_out(
    device: QPagedPaintDevice, body: str, one_page: bool, images: Images
) -> QTextDocument:
    sizes = ONE_PAGE_FONT_SIZES if one_page else FONT_SIZES
    attempts = [_without_lone_headings(device, body, sizes[0], images)]
    for size in sizes[1:]:
        if _fits(attempts[-1], one_page):
            return attempts[-1]
        attempts.append(_without_lone_headings(device, body, size, images))
    return attempts[-1] if one_page or _fits(attempts[-1], one_page) else attempts[0]


def _fits(document: QTextDocument, one_page: bool) -> bool:
    pages = document.pageCount()
    used = document.size().height() / document.pageSize().height() - (pages - 1)
    return pages == 1 or (not one_page and used > NEARLY_EMPTY)


def _without_lone_headings(
    device: QPagedPaintDevice, body: str, points: float, images: Images
) -> QTextDocument:
    """`body` laid out for `device`; no heading stands alone at the foot of a page."""
    document = _document(device, body, points, images)
    moved: set[int] = set()
    while (alone := _heading_alone(document)) is not None and alone not in moved:
        moved.add(alone)
        before, level, after = _cut_at_heading(body, alone)
        body = f'{before}<h{level} style="page-break-before:always">{after}'
        document = _document(device, body, points, images)
    return document


def _document(device: QPagedPaintDevice, body: str, points: float, images: Images) -> QTextDocument:
    footer = FOOTER_MM * device.logicalDpiY() / 25.4
    document = QTextDocument()
    document.documentLayout().setPaintDevice(device)
    document.setDefaultFont(QFont(FAMILY))
    document.setDocumentMargin(0)
    document.setDefaultStyleSheet(_style(points))
    for address, image in images.items():
        document.addResource(QTextDocument.ResourceType.ImageResource, QUrl(address), image)
    document.setHtml(f"<body>{_with_widths(body, device, points)}</body>")
    _keep_heading_sizes(document)
    document.setPageSize(QSizeF(device.width(), device.height() - footer))  # lays all of it out
    return document


def _keep_heading_sizes(document: QTextDocument) -> None:
    """Undo what Qt adds to <h1> and <h2>: factors of its own, whatever the style sheet says."""
    cursor = QTextCursor(document)
    block = document.begin()
    while block.isValid():
        if block.blockFormat().headingLevel():
            position = block.begin()
            while not position.atEnd():
                fragment = position.fragment()
                styled = fragment.charFormat()
                styled.clearProperty(QTextFormat.Property.FontSizeAdjustment)
                cursor.setPosition(fragment.position())
                cursor.setPosition(
                    fragment.position() + fragment.length(), QTextCursor.MoveMode.KeepAnchor
                )
                cursor.setCharFormat(styled)
                position += 1
        block = block.next()


def _with_widths(body: str, device: QPagedPaintDevice, points: float) -> str:
    """`body` with the widths of its pictures, in px of the screen, which Qt scales to `device`."""
    screen = QGuiApplication.primaryScreen().logicalDotsPerInchY()
    letter = points * screen / 72
    widths = {
        "{page}": device.width() * screen / device.logicalDpiX(),
        "{letter}": 1.2 * letter,
        "{word}": 2.6 * letter,
    }
    for name, width in widths.items():
        body = body.replace(f'width="{name}"', f'width="{round(width)}"')
    return body


def _style(points: float) -> str:
    """The style sheet for a base font of `points`."""
    return STYLE.format(
        text=points,
        title=1.65 * points,
        heading=1.2 * points,
        small=0.83 * points,
        wide=1.5 * points,
        narrow=0.7 * points,
    )


def _cut_at_heading(body: str, number: int) -> tuple[str, str, str]:
    """What stands before the `number`-th heading of `body`, its level, and what follows the tag."""
    found = list(re.finditer("<h([12])[^>]*>", body))[number]
    return body[: found.start()], found.group(1), body[found.end() :]


def _heading_alone(document: QTextDocument) -> int | None:
    """The number of the first heading whose text begins on the next page."""
    number, block = 0, document.begin()
    while block.isValid():
        if block.blockFormat().headingLevel() in (1, 2):
            if _begins_alone(document, block):
                return number
            number += 1
        block = block.next()
    return None


def _draw_page(painter: QPainter, document: QTextDocument, page: int) -> None:
    size = document.pageSize()
    painter.save()
    painter.translate(0, -page * size.height())
    document.drawContents(painter, QRectF(0, page * size.height(), size.width(), size.height()))
    painter.restore()


def _draw_footer(painter: QPainter, device: QPagedPaintDevice, number: str) -> None:
    whole = QRectF(0, 0, device.width(), device.height())
    font = QFont(FAMILY)
    font.setPointSizeF(9)
    painter.setFont(font)
    painter.setPen(QColor("#444444"))
    name = _("LDN Desktop. Not a medical device, no advice on doses.")
    bottom = Qt.AlignmentFlag.AlignBottom
    painter.drawText(whole, int(bottom | Qt.AlignmentFlag.AlignLeft), name)
    painter.drawText(whole, int(bottom | Qt.AlignmentFlag.AlignRight), number)


def _begins_alone(document: QTextDocument, heading: QTextBlock) -> bool:
    height, layout = document.pageSize().height(), document.documentLayout()
    following = heading.next()
    if not following.isValid():
        return False
    here = layout.blockBoundingRect(heading)
    first_lines = layout.blockBoundingRect(following).top() + here.height()
    return bool(first_lines // height > here.top() // height)


def write_pdf(
    path: Path,
    bodies: list[str],
    size: QPageSize.PageSizeId = QPageSize.PageSizeId.A4,
    *,
    images: Images | None = None,
) -> int:
    """Write `bodies` (HTML) to the PDF `path`; how many pages. Raises UserError."""
    content = QBuffer()
    content.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(content)
    writer.setPageSize(QPageSize(size))
    writer.setResolution(DOTS_PER_INCH)
    writer.setTitle(_("LDN Desktop"))
    count = print_on(writer, bodies, one_page=len(bodies) == 1, images=images)
    output_file.write(path, bytes(content.data().data()))
    return count

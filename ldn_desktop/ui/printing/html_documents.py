"""HTML documents for printing: the guide as a booklet, the question list, the wallet card."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from pathlib import Path

from PySide6.QtCore import QBuffer, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextBlock,
    QTextDocument,
)

from ldn_desktop import output_file
from ldn_desktop.guide import (
    Block,
    Evidence,
    Guide,
    Kind,
    Section,
    question_list,
    wallet_card,
)
from ldn_desktop.guide.export import citation
from ldn_desktop.i18n import _
from ldn_desktop.ui.widgets.theme import FAMILY

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
TICK = "[&nbsp;&nbsp;&nbsp;]&nbsp; "
LEADS = {Kind.POINT: "•&nbsp; ", Kind.QUESTION: TICK, Kind.WARNING: "<b>!</b>&nbsp; "}
LINE = 'style="line-height:125%"'


def booklet(guide: Guide) -> list[str]:
    """The whole guide: a title page, each section from a new page on, then the sources."""
    numbers = {key: place for place, key in enumerate(guide.sources, start=1)}
    about = _("Low-dose naltrexone in ME/CFS and mental health. Evidence as of {date}.").format(
        date=guide.help.as_of
    )
    advice = _("It informs. It is not medical advice. Decisions belong to you and your clinician.")
    marks = _("After a claim stand how sure it is and the numbers of its sources: [strong: 51].")
    front = [
        f"<h1>{escape(_('A guide to LDN'))}</h1>",
        f'<p class="quiet">{escape(about)}</p><p class="quiet">{escape(advice)}</p>',
        f'<p class="quiet">{escape(marks)}</p>',
        *(f"<p {LINE}>{escape(section.title)}</p>" for section in guide.sections),
    ]
    sources = [f"<h1>{escape(_('Sources'))}</h1>"]
    sources += [
        f'<p class="source">{numbers[key]}. {escape(citation(source).partition("] ")[2])}</p>'
        for key, source in guide.sources.items()
    ]
    chapters = [_section(section, numbers) for section in guide.sections]
    return ["".join(front), *chapters, "".join(sources)]


def _section(section: Section, numbers: dict[str, int]) -> str:
    short = "".join(_block(block, numbers) for block in section.short)
    box = (
        '<table width="100%" cellpadding="9" cellspacing="0" border="1"'
        ' style="border-style:solid; border-color:#777; border-collapse:collapse">'
        f"<tr><td><p><b>{escape(_('In short'))}</b></p>{short}</td></tr></table>"
    )
    whole = "".join(_block(block, numbers) for block in section.blocks)
    return f"<h1>{escape(section.title)}</h1>{box}{whole}"


def _block(block: Block, numbers: dict[str, int]) -> str:
    text = escape(block.text)
    if block.kind is Kind.HEADING:
        return f"<h2>{text}</h2>"
    label = _label(block.evidence, numbers) if block.evidence else ""
    return f"<p {LINE}>{LEADS.get(block.kind, '')}{text}{label}</p>"


def _label(evidence: Evidence, numbers: dict[str, int]) -> str:
    cited = ", ".join(str(numbers[key]) for key in evidence.sources)
    label = f"[{_(evidence.strength)}: {cited}]"
    return f' <span style="color:#444; font-size:9pt">{escape(label)}</span>'


def questions(guide: Guide, own: Sequence[str]) -> list[str]:
    """The questions, the person's own first."""
    parts = [f"<h1>{escape(_('Questions for my clinician'))}</h1>"]
    for group in question_list(guide, own):
        parts.append(f"<h2>{escape(group.heading)}</h2>")
        parts += [f"<p>{TICK}{escape(q)}</p>" for q in group.questions]
    return ["".join(parts)]


def card() -> list[str]:
    """The wallet card, twice: one to cut out and fold, one for the papers at home."""
    note = wallet_card()
    said = "".join(f"<p><b>{escape(line)}</b></p>" for line in note.lines)
    rule = 'style="border-bottom:1px solid #333"'
    room = "".join(
        f'<tr><td width="50%"><p class="quiet">{escape(blank)}</p></td><td {rule}>&nbsp;</td></tr>'
        for blank in note.blanks
    )
    one = (
        '<table width="70%" cellpadding="12" cellspacing="0" border="1"'
        ' style="border-style:dashed; border-color:#333; border-collapse:collapse">'
        f'<tr><td><p style="font-size:14pt"><b>{escape(note.title)}</b></p>{said}'
        f'<table width="100%" cellpadding="4" cellspacing="0">{room}</table></td></tr>'
        "</table><p>&nbsp;</p>"
    )
    how = _("Cut along the line and fold. Please fill it in by hand and keep it with you.")
    return [f'<p class="quiet">{escape(how)}</p>{one}{one}']


def print_on(device: QPagedPaintDevice, bodies: Sequence[str], *, one_page: bool = False) -> int:
    """Draw `bodies` on `device`, each from a new page on, all pages numbered; how many pages.

    With `one_page` the font shrinks, as far as it stays readable, until a body fits.
    """
    device.setPageMargins(MARGINS_MM, QPageLayout.Unit.Millimeter)
    documents = [_laid_out(device, body, one_page) for body in bodies]
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


def _laid_out(device: QPagedPaintDevice, body: str, one_page: bool) -> QTextDocument:
    sizes = ONE_PAGE_FONT_SIZES if one_page else FONT_SIZES
    attempts = [_without_lone_headings(device, body, sizes[0])]
    for size in sizes[1:]:
        if _fits(attempts[-1], one_page):
            return attempts[-1]
        attempts.append(_without_lone_headings(device, body, size))
    return attempts[-1] if one_page or _fits(attempts[-1], one_page) else attempts[0]


def _fits(document: QTextDocument, one_page: bool) -> bool:
    pages = document.pageCount()
    used = document.size().height() / document.pageSize().height() - (pages - 1)
    return pages == 1 or (not one_page and used > NEARLY_EMPTY)


def _without_lone_headings(device: QPagedPaintDevice, body: str, points: float) -> QTextDocument:
    """`body` laid out for `device`; no heading stands alone at the foot of a page."""
    document = _document(device, body, points)
    while (alone := _heading_alone(document)) is not None:
        before, after = _cut_at_heading(body, alone)
        body = f'{before}<h2 style="page-break-before:always">{after}'
        document = _document(device, body, points)
    return document


def _document(device: QPagedPaintDevice, body: str, points: float) -> QTextDocument:
    footer = FOOTER_MM * device.logicalDpiY() / 25.4
    document = QTextDocument()
    document.documentLayout().setPaintDevice(device)
    document.setDefaultFont(QFont(FAMILY))
    document.setDocumentMargin(0)
    document.setDefaultStyleSheet(_style(points))
    document.setPageSize(QSizeF(device.width(), device.height() - footer))
    document.setHtml(f"<body>{body}</body>")
    return document


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


def _cut_at_heading(body: str, number: int) -> tuple[str, str]:
    """What stands before and in or after the `number`-th second-level heading of `body`."""
    found = list(re.finditer("<h2[^>]*>", body))[number]
    return body[: found.start()], body[found.end() :]


def _heading_alone(document: QTextDocument) -> int | None:
    """The number of the first second-level heading whose text begins on the next page."""
    number, block = 0, document.begin()
    while block.isValid():
        if block.blockFormat().headingLevel() == 2:
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
    path: Path, bodies: list[str], size: QPageSize.PageSizeId = QPageSize.PageSizeId.A4
) -> int:
    """Write `bodies` (HTML) to the PDF `path`; how many pages. Raises UserError."""
    content = QBuffer()
    content.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(content)
    writer.setPageSize(QPageSize(size))
    writer.setResolution(DOTS_PER_INCH)
    writer.setTitle(_("LDN Desktop"))
    count = print_on(writer, bodies, one_page=len(bodies) == 1)
    output_file.write(path, bytes(content.data().data()))
    return count

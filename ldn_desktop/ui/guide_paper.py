"""The guide on paper: booklet, question list and wallet card as documents, page by page."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPagedPaintDevice,
    QPageLayout,
    QPainter,
    QPalette,
    QTextBlock,
    QTextDocument,
    QTextFormat,
)

from ldn_desktop.guide import Block, Guide, Kind, Section, question_list, wallet_card
from ldn_desktop.guide.shape import citation
from ldn_desktop.ui.theme import FAMILY
from ldn_desktop.words import _

MARGINS_MM = QMarginsF(26, 22, 26, 22)
FOOT_MM = 10.0
STYLE = """
body { color: #000; font-size: 11.5pt; }
h1 { font-size: 20pt; margin: 0 0 8pt 0; }
h2 { font-size: 14pt; margin: 14pt 0 4pt 0; }
p { margin: 0 0 6pt 0; }
p.label { color: #444; font-size: 9pt; margin: -4pt 0 7pt 0; }
p.source { font-size: 9.5pt; margin: 0 0 5pt 0; }
p.quiet { color: #444; font-size: 10pt; }
"""
LINE = 'style="line-height:135%"'


def document(body: str) -> QTextDocument:
    """`body` (HTML) as a document in the bundled letters, black on white."""
    made = QTextDocument()
    made.setDefaultFont(QFont(FAMILY))
    made.setDocumentMargin(0)
    made.setDefaultStyleSheet(STYLE)
    made.setHtml(f"<body>{body}</body>")
    return made


def booklet(guide: Guide) -> str:
    """The whole guide: a title, every section on a page of its own, then the sources."""
    numbers = {key: place for place, key in enumerate(guide.sources, start=1)}
    about = _("Low-dose naltrexone in ME/CFS and mental health. Evidence as of {date}.").format(
        date=guide.help.as_of
    )
    advice = _("It informs. It is not medical advice. Decisions belong to you and your clinician.")
    parts = [
        f"<h1>{escape(_('A guide to LDN'))}</h1>",
        f'<p class="quiet">{escape(about)}</p><p class="quiet">{escape(advice)}</p>',
        *(f"<p>{escape(section.title)}</p>" for section in guide.sections),
    ]
    parts += [_section(section, numbers) for section in guide.sections]
    parts.append(_new_page(_("Sources")))
    parts += [
        f'<p class="source">{numbers[key]}. {escape(citation(source).partition("] ")[2])}</p>'
        for key, source in guide.sources.items()
    ]
    return "".join(parts)


def _new_page(title: str) -> str:
    return f'<h1 style="page-break-before:always">{escape(title)}</h1>'


def _section(section: Section, numbers: dict[str, int]) -> str:
    short = "".join(_block(block, numbers) for block in section.short)
    box = (
        '<table width="100%" cellpadding="9" cellspacing="0" border="1"'
        ' style="border-style:solid; border-color:#777; border-collapse:collapse">'
        f"<tr><td><p><b>{escape(_('In short'))}</b></p>{short}</td></tr></table>"
    )
    whole = "".join(_block(block, numbers) for block in section.blocks)
    return f"{_new_page(section.title)}{box}{whole}"


def _block(block: Block, numbers: dict[str, int]) -> str:
    text = escape(block.text)
    if block.kind is Kind.HEADING:
        return f"<h2>{text}</h2>"
    lead = {Kind.POINT: "•&nbsp; ", Kind.QUESTION: "☐&nbsp; ", Kind.WARNING: "<b>!</b>&nbsp; "}
    line = f"<p {LINE}>{lead.get(block.kind, '')}{text}</p>"
    if block.evidence is None:
        return line
    cited = ", ".join(str(numbers[key]) for key in block.evidence.sources)
    label = _("Evidence: {label} · sources {numbers}").format(
        label=_(block.evidence.strength), numbers=cited
    )
    return f'{line}<p class="label">{escape(label)}</p>'


def questions(guide: Guide, own: Sequence[str]) -> str:
    """One page of questions with room to write, the person's own first."""
    parts = [f"<h1>{escape(_('Questions for my clinician'))}</h1>"]
    for group in question_list(guide, own):
        parts.append(f"<h2>{escape(group.heading)}</h2>")
        parts += [f'<p style="margin-bottom:4pt">☐&nbsp; {escape(q)}</p>' for q in group.questions]
    return "".join(parts)


def card() -> str:
    """The wallet card, twice: one to cut out and fold, one for the papers at home."""
    note = wallet_card()
    said = "".join(f"<p><b>{escape(line)}</b></p>" for line in note.lines)
    room = "".join(f'<p style="margin-top:9pt">{escape(b)}: {"_" * 30}</p>' for b in note.blanks)
    one = (
        '<table width="62%" cellpadding="12" cellspacing="0" border="1"'
        ' style="border-style:dashed; border-color:#333; border-collapse:collapse">'
        f'<tr><td><p style="font-size:14pt"><b>{escape(note.title)}</b></p>{said}{room}</td></tr>'
        "</table><p>&nbsp;</p>"
    )
    how = _("Cut along the line and fold. Please fill it in by hand and keep it with you.")
    return f'<p class="quiet">{escape(how)}</p>{one}{one}'


def print_on(device: QPagedPaintDevice, made: QTextDocument) -> int:
    """Draw `made` on `device`, a footer with its number on each page; how many pages."""
    device.setPageMargins(MARGINS_MM, QPageLayout.Unit.Millimeter)
    made.documentLayout().setPaintDevice(device)
    millimetre = device.logicalDpiY() / 25.4
    body = QSizeF(device.width(), device.height() - FOOT_MM * millimetre)
    made.setPageSize(body)
    _keep_headings_with_text(made)
    painter = QPainter(device)
    for page in range(made.pageCount()):
        if page:
            device.newPage()
        _draw_page(painter, made, page, QRectF(0, 0, device.width(), device.height()))
    painter.end()
    return made.pageCount()


def _draw_page(painter: QPainter, made: QTextDocument, page: int, whole: QRectF) -> None:
    height = made.pageSize().height()
    painter.save()
    painter.translate(0, -page * height)
    context = made.documentLayout().PaintContext()
    context.clip = QRectF(0, page * height, whole.width(), height)
    context.palette.setColor(QPalette.ColorRole.Text, QColor("black"))
    painter.setClipRect(context.clip)
    made.documentLayout().draw(painter, context)
    painter.restore()
    font = QFont(FAMILY)
    font.setPointSizeF(9)
    painter.setFont(font)
    painter.setPen(QColor("#444444"))
    name = _("LDN Desktop. Not a medical device, no advice on doses.")
    painter.drawText(whole, int(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft), name)
    if made.pageCount() > 1:
        right = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight
        painter.drawText(whole, int(right), str(page + 1))


def _keep_headings_with_text(made: QTextDocument) -> None:
    """Send a heading to the next page when its text would begin there."""
    block = made.begin()
    while block.isValid():
        if block.blockFormat().headingLevel() == 2 and _begins_alone(made, block):
            kept = block.blockFormat()
            kept.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
            from PySide6.QtGui import QTextCursor

            QTextCursor(block).setBlockFormat(kept)
        block = block.next()


def _begins_alone(made: QTextDocument, heading: QTextBlock) -> bool:
    height, layout = made.pageSize().height(), made.documentLayout()
    following = heading.next()
    if not following.isValid():
        return False
    here = int(layout.blockBoundingRect(heading).top() // height)
    there = int(layout.blockBoundingRect(following).bottom() // height)
    return there > here

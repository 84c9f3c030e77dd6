"""The guide on paper, as HTML: booklet, decision page, questions, wallet card, dangers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from ldn_desktop.guide import (
    SOURCES,
    BilingualLine,
    Block,
    BlockKind,
    CitedSource,
    Guide,
    GuideSection,
    SafetySheet,
    SheetPart,
    dangers_sheet,
    decision_page,
    question_list,
    wallet_card,
)
from ldn_desktop.guide.guide_export import citation
from ldn_desktop.guide.model import SAFETY
from ldn_desktop.guide.pictures import mark_words, picture_words
from ldn_desktop.i18n import _
from ldn_desktop.ui.guide.pictures import (
    BLACK_ON_WHITE,
    PictureDrawing,
    draw_safety_sign,
    draw_squares,
    squares_width,
)
from ldn_desktop.ui.style.theme import FAMILY

TICK = "[&nbsp;&nbsp;&nbsp;]&nbsp; "
LEADS = {BlockKind.POINT: "•&nbsp; ", BlockKind.QUESTION: TICK}
LINE = 'style="line-height:125%"'
PICTURE_PX, PICTURE_FONT_PX = 2100, 46
"""Size of a picture's image and of its text: about 330 dots an inch on A4."""
SIGN_PX = 60
DANGERS_AT_LEFT = 2
"""Parts of the sheet of dangers that stand in the left column."""
FRAME = 'border="1" style="border-style:solid; border-color:#777; border-collapse:collapse"'


@dataclass(slots=True)
class Document:
    """Bodies of HTML, each to begin on a new page, and the pictures they show."""

    bodies: list[str]
    images: dict[str, QImage] = field(default_factory=dict)


def booklet(guide: Guide) -> Document:
    """The whole guide: a title page, each group from a new page on, then the sources."""
    images = _images(guide)
    about = _("Low-dose naltrexone in ME/CFS and mental health. Facts as of 2026.")
    advice = _(
        "This is information, not medical advice. Any decision is for you and your "
        "prescriber to make."
    )
    marks = _("The numbers after a paragraph are its sources, listed at the end.")
    front = [_title(_("A guide to LDN"))]
    front += [f'<p class="quiet">{escape(line)}</p>' for line in (about, advice, marks)]
    titles = {section.key: section.title for section in guide.sections}
    for group in guide.groups:
        front.append(f"<p {LINE}><b>{escape(group.title)}</b></p>")
        if len(group.sections) > 1:
            front += [
                f"<p {LINE}>&nbsp; &nbsp; {escape(titles[key])}</p>" for key in group.sections
            ]
    chapters = [
        "<p>&nbsp;</p>".join(
            _section(section, guide)
            for section in guide.sections
            if section.key in group.sections and section.key != SOURCES
        )
        for group in guide.groups
    ]
    return Document(["".join(front), *chapters, _sources(guide)], images)


def decision(guide: Guide) -> Document:
    """The first section on one page, with its sources at the foot."""
    section = decision_page(guide)
    cited = [key for block in section.blocks for key in guide.cited_by(block)]
    notes = "".join(
        f"{guide.number(key)}&nbsp;{escape(_short_title(guide.sources[key]))}. "
        for key in sorted(dict.fromkeys(cited), key=guide.number)
    )
    body = f'{_section(section, guide)}<p class="quiet">{notes}</p>'
    return Document([body], _images(guide))


def _short_title(source: CitedSource) -> str:
    """The title; of a trial or a protocol only the part before its colon, to fit one page."""
    kinds = ("trial", "registry")
    return source.title.partition(": ")[0] if source.kind in kinds else source.title


def questions(guide: Guide, own: Sequence[str]) -> Document:
    """The questions, the person's own first."""
    parts = [_title(_("Questions for my prescriber"))]
    for group in question_list(guide, own):
        parts.append(f"<h2>{escape(group.heading)}</h2>")
        parts += [f"<p>{TICK}{escape(q)}</p>" for q in group.questions]
    return Document(["".join(parts)])


def card() -> Document:
    """The wallet card, to cut out and fold; in English a second one for the papers at home."""
    note = wallet_card()
    rule = 'style="border-bottom:1px solid #333"'
    blanks = "".join(
        f'<tr><td width="50%"><p class="quiet">{_both(blank)}</p></td><td {rule}>&nbsp;</td></tr>'
        for blank in note.blanks
    )
    text = "".join(_sheet_part(part, small=True) for part in note.parts)
    one = (
        '<table width="78%" cellpadding="10" cellspacing="0" border="1"'
        ' style="border-style:dashed; border-color:#333; border-collapse:collapse">'
        f'<tr><td><p style="font-size:14pt"><b>{_both(note.title)}</b></p>{text}{_unchecked(note)}'
        f'<table width="100%" cellpadding="3" cellspacing="0">{blanks}</table></td></tr>'
        "</table><p>&nbsp;</p>"
    )
    how = _("Cut along the line and fold. Please fill it in by hand and carry it with you.")
    cards = one if note.note else one * 2
    return Document([f'<p class="quiet">{escape(how)}</p>{cards}'])


def dangers() -> Document:
    """What can threaten life, on one page: with the English below, in two columns."""
    sheet = dangers_sheet()
    title = f"<h1>{escape(sheet.title.text)}</h1>"
    parts = [_sheet_part(part, small=sheet.note is not None) for part in sheet.parts]
    if sheet.note is None:
        return Document([title + "".join(parts)])
    columns = "".join(
        f'<td width="50%" valign="top">{"".join(some)}</td>'
        for some in (parts[:DANGERS_AT_LEFT], parts[DANGERS_AT_LEFT:])
    )
    english = f"<p><i>{escape(sheet.title.english)}</i></p>"
    table = f'<table width="100%" cellpadding="6"><tr>{columns}</tr></table>'
    return Document([f"{title}{english}{_unchecked(sheet)}{table}"])


def _sheet_part(part: SheetPart, *, small: bool) -> str:
    """Some lines of a safety sheet under their heading, which is `small` to save room."""
    if not part.heading:
        return "".join(f"<p><b>{_both(line)}</b></p>" for line in part.lines)
    if small:
        heading = f'<p style="margin-top:8px"><b>{_both(part.heading)}</b></p>'
    else:
        heading = f"<h2>{_both(part.heading)}</h2>"
    return heading + "".join(f"<p>{_both(line)}</p>" for line in part.lines)


def _unchecked(sheet: SafetySheet) -> str:
    return f'<p class="quiet">{_both(sheet.note)}</p>' if sheet.note else ""


def _both(line: BilingualLine) -> str:
    """A sentence with the English below it, where that differs."""
    below = f"<br><i>{escape(line.english)}</i>" if line.english else ""
    return f"{escape(line.text)}{below}"


def _section(section: GuideSection, guide: Guide) -> str:
    parts = [f"<h1>{escape(section.title)}</h1>"]
    for number, block in enumerate(section.blocks):
        before = section.blocks[number - 1].kind if number else None
        if block.kind is BlockKind.OPTION and before is BlockKind.OPTION:
            continue
        if block.kind is BlockKind.OPTION:
            options = [b for b in section.blocks[number:] if b.kind is BlockKind.OPTION]
            parts.append(_options(options, guide))
        else:
            parts.append(_block(block, guide))
    return "".join(parts)


def _block(block: Block, guide: Guide) -> str:
    if block.kind is BlockKind.LINK:
        return ""
    if block.kind is BlockKind.HEADING:
        return f"<h2>{escape(block.text)}</h2>"
    if block.kind is BlockKind.PICTURE:
        return _picture(block, guide)
    if block.kind is BlockKind.ANSWERS:
        return _answers(block, guide)
    return _paragraph(block, guide)


def _paragraph(block: Block, guide: Guide) -> str:
    text = escape(block.text) + _numbers(block, guide)
    if block.kind is BlockKind.FRAME:
        inner = f'<p align="center">{text}</p>'
        return f'<table width="100%" cellpadding="9" {FRAME}><tr><td>{inner}</td></tr></table>'
    if block.kind in SAFETY:
        sign = f'<img src="sign:{block.kind.name}" width="{{letter}}">'
        word = escape(_(SAFETY[block.kind]))
        return f"<p {LINE}>{sign}&nbsp; <b>{word}.</b> {text}</p>"
    return f"<p {LINE}>{LEADS.get(block.kind, '')}{text}</p>"


def _options(blocks: Sequence[Block], guide: Guide) -> str:
    width = 100 // len(blocks)
    cells = "".join(
        f'<td width="{width}%" valign="top"><p><b>{escape(block.title)}</b></p>'
        f"<p>{escape(block.text)}{_numbers(block, guide)}</p></td>"
        for block in blocks
    )
    return f'<table width="100%" cellpadding="5"><tr>{cells}</tr></table>'


def _picture(block: Block, guide: Guide) -> str:
    picture = guide.pictures[block.target]
    if picture.kind in ("figures", "phases"):  # they are drawn with their words
        numbers = ", ".join(str(guide.number(key)) for key in guide.cited_by(block))
        caption = escape(_("Sources: {numbers}").format(numbers=numbers))
    else:
        caption = escape(" ".join(picture_words(picture))) + _numbers(block, guide)
    image = f'<p><img src="picture:{picture.key}" width="{{page}}"></p>'
    return f'{image}<p class="quiet">{caption}</p>'


def _answers(block: Block, guide: Guide) -> str:
    rows = []
    for key in block.items:
        answer = guide.answers[key]
        numbers = " ".join(str(n) for n in sorted(map(guide.number, answer.sources)))
        rows.append(
            f'<tr><td width="34%"><p><b>{escape(answer.question)}</b></p></td>'
            f'<td width="26%"><p>{escape(answer.seen)}</p></td>'
            f'<td><p><img src="sure:{answer.sure.name}" width="{{word}}">&nbsp; '
            f"{escape(mark_words(answer))}<br>{escape(answer.basis)} <sup>{numbers}</sup></p>"
            "</td></tr>"
        )
    head = "".join(
        f'<td><p class="quiet">{escape(name)}</p></td>'
        for name in (_("Question"), _("What was found"), _("How sure is this?"))
    )
    return (
        f'<table width="100%" cellpadding="4" cellspacing="0" {FRAME}>'
        f"<tr>{head}</tr>{''.join(rows)}</table><p></p>"
    )


def _title(text: str) -> str:
    return f"<h1>{escape(text)}</h1>"


def _numbers(block: Block, guide: Guide) -> str:
    numbers = sorted(guide.number(key) for key in guide.cited_by(block))
    return f"<sup>&nbsp;{'&nbsp;'.join(map(str, numbers))}</sup>" if numbers else ""


def _sources(guide: Guide) -> str:
    parts = [_title(_("Sources"))]
    parts += [
        f'<p class="source">{number}. {escape(citation(source))}</p>'
        for number, source in enumerate(guide.sources.values(), start=1)
    ]
    return "".join(parts)


# Pictures as images, black on white


def _images(guide: Guide) -> dict[str, QImage]:
    images = {f"picture:{key}": _draw(guide, key) for key in guide.pictures}
    images |= {f"sign:{kind.name}": _sign(kind) for kind in SAFETY}
    sures = {answer.sure for answer in guide.answers.values()}
    for sure in sures:
        image = _blank(round(squares_width(SIGN_PX)), SIGN_PX)
        painter = QPainter(image)
        box = QRectF(0, 0, image.width(), image.height())
        draw_squares(painter, box, sure, BLACK_ON_WHITE.text)
        painter.end()
        images[f"sure:{sure.name}"] = image
    return images


def _draw(guide: Guide, key: str) -> QImage:
    font = QFont(FAMILY)
    font.setPixelSize(PICTURE_FONT_PX)
    drawing = PictureDrawing(guide.pictures[key], font, BLACK_ON_WHITE)
    image = _blank(PICTURE_PX, drawing.height(PICTURE_PX))
    painter = QPainter(image)
    drawing.paint(painter, PICTURE_PX)
    painter.end()
    return image


def _sign(kind: BlockKind) -> QImage:
    image = _blank(SIGN_PX, SIGN_PX)
    painter = QPainter(image)
    box = QRectF(2, 2, SIGN_PX - 4, SIGN_PX - 4)
    draw_safety_sign(painter, box, kind, BLACK_ON_WHITE.text, BLACK_ON_WHITE.ground)
    painter.end()
    return image


def _blank(width: int, height: int) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#FFFFFF"))
    return image

"""Plain pages to carry along: question lists, cards and notes made of given lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from ldn_desktop.charts import letters
from ldn_desktop.charts.style import Style
from ldn_desktop.report.paper import BODY, HEADING, ON_PAPER, SMALL, TITLE, Page
from ldn_desktop.words import _

_LINE = 30.0
"""Px between ruled lines to write on."""


@dataclass(frozen=True, slots=True)
class Part:
    """A heading (may be empty), paragraphs beneath it, and ruled lines to write on."""

    heading: str = ""
    lines: Sequence[str] = ()
    ruled: int = 0


def text_pages(
    title: str,
    parts: Sequence[Part],
    *,
    foot: str = "",
    paper: str = "a4",
    style: Style = ON_PAPER,
) -> list[Figure]:
    """`parts` one under the other on as many pages as they need. Raises Refused."""
    pages = [_blank(title, paper, style)]
    for part in parts:
        if part.heading:
            page = _with_room(pages, HEADING + 3 * BODY, title, paper, style)
            page.space(14)
            page.heading(part.heading)
        for line in part.lines:
            _write(pages, line, title, paper, style)
        for _number in range(part.ruled):
            page = _with_room(pages, _LINE, title, paper, style)
            page.space(_LINE)
            page.sheet.rule(page.left, page.y, page.right, page.y)
    for number, page in enumerate(pages, start=1):
        _close(page, foot, number, len(pages))
    return [page.sheet.figure for page in pages]


def question_list(
    title: str,
    questions: Sequence[str],
    *,
    own_lines: int = 6,
    foot: str = "",
    paper: str = "a4",
    style: Style = ON_PAPER,
) -> list[Figure]:
    """Questions with a box to tick, and ruled lines for further ones."""
    parts = [
        Part(lines=[f"□  {question}" for question in questions]),
        Part(_("My own questions"), ruled=own_lines),
    ]
    return text_pages(title, parts, foot=foot, paper=paper, style=style)


def recovery_sheet(
    title: str,
    secret: str,
    lines: Sequence[str],
    *,
    paper: str = "a4",
    style: Style = ON_PAPER,
) -> list[Figure]:
    """A passphrase in large letters in a box, and what it is for."""
    page = _blank(title, paper, style)
    inner = page.wide - 2 * page.px(20)
    large = letters.wrapped(secret, inner, page.px(TITLE), style.family, "bold")
    high = page.px(TITLE) * 1.45 * len(large) + page.px(34)
    page.space(14)
    page.sheet.box(page.left, page.y, page.wide, high, line=style.text)
    left, first = page.left + page.px(20), page.y + page.px(20 + TITLE)
    page.sheet.write_lines(left, first, secret, TITLE, inner, weight="bold")
    page.y += high + page.px(12)
    for line in lines:
        page.body(line)
        page.space(8)
    return [page.sheet.figure]


CARD = (337.0, 212.0)
"""A bank card in px of 1/100 inch; a half of the folded card is as wide, and at least as high."""
_FIELD_HIGH = 50.0


def card(
    heading: str,
    lines: Sequence[str],
    fields: Sequence[str],
    *,
    paper: str = "a4",
    style: Style = ON_PAPER,
) -> list[Figure]:
    """A card to cut out and fold: the statement at the left, fields to fill in at the right.

    Raises Refused.
    """
    page = _blank(_("Card to cut out and fold"), paper, style)
    left, top = page.left, page.y + page.px(12)
    low = _write_statement(page, (left, top), heading, lines)
    high = max(CARD[1], low - top, page.px(24 + _FIELD_HIGH * len(fields)))
    page.sheet.box(left, top, 2 * CARD[0], high, line=style.text)
    page.sheet.rule(left + CARD[0], top, left + CARD[0], top + high)
    for number, name in enumerate(fields):
        x, y = left + CARD[0] + page.px(14), top + page.px(24 + _FIELD_HIGH * number)
        page.sheet.write(x, y, name, SMALL)
        line = y + page.px(_FIELD_HIGH - 24)
        page.sheet.rule(x, line, left + 2 * CARD[0] - page.px(14), line)
    page.y = top + high + page.px(16)
    page.body(_("Cut along the frame, fold along the middle line."), size=SMALL, quiet=True)
    return [page.sheet.figure]


def _write_statement(
    page: Page, at: tuple[float, float], heading: str, lines: Sequence[str]
) -> float:
    """The left half; where it ends."""
    x, y = at[0] + page.px(14), at[1] + page.px(30)
    room = CARD[0] - page.px(28)
    y = page.sheet.write_lines(x, y, heading, HEADING, room, weight="bold")
    for line in lines:
        y = page.sheet.write_lines(x, y + page.px(6), line, BODY, room)
    return y


def _blank(title: str, paper: str, style: Style) -> Page:
    page = Page.of(paper, style)
    page.y += page.px(TITLE) * 0.8
    page.y = page.sheet.write_lines(page.left, page.y, title, TITLE, page.wide, weight="bold")
    page.y -= page.px(TITLE) * 1.45 - page.px(10)
    return page


def _with_room(pages: list[Page], px: float, title: str, paper: str, style: Style) -> Page:
    """The last page, or a new one where `px` more would not fit."""
    page = pages[-1]
    if page.y + page.px(px) > page.bottom - page.px(30):
        page = _blank(title, paper, style)
        pages.append(page)
    return page


def _write(pages: list[Page], text: str, title: str, paper: str, style: Style) -> None:
    page = pages[-1]
    page.space(4)
    for line in letters.wrapped(text, page.wide, page.px(BODY), style.family):
        page = _with_room(pages, BODY * 1.45, title, paper, style)
        page.space(BODY * 1.45)
        page.sheet.write(page.left, page.y, line, BODY)
    page.space(5)


def _close(page: Page, foot: str, number: int, count: int) -> None:
    y = page.bottom
    if foot:
        text = letters.shortened(foot, page.wide * 0.85, page.px(SMALL), page.sheet.style.family)
        page.sheet.write(page.left, y, text, SMALL, colour=page.sheet.style.quiet)
    if count > 1:
        place = _("{number} of {count}").format(number=number, count=count)
        page.sheet.write(page.right, y, place, SMALL, align="right")

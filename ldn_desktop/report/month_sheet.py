"""A month to tick on paper: one row a day, a box for each answer, typed in later."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from matplotlib.figure import Figure

from ldn_desktop import output_file
from ldn_desktop.charts.drawing.style import Style
from ldn_desktop.diary.fields import EXERTION
from ldn_desktop.diary.model import Diary
from ldn_desktop.diary.paper_month import PaperColumn, columns
from ldn_desktop.i18n import _, formats
from ldn_desktop.report.file_formats import pdf_bytes
from ldn_desktop.report.paper_page import ON_PAPER, SMALL, TITLE, PaperPage

MOST_QUESTIONS = 4
"""Questions of five boxes on one page: more would be too small to tick in bed."""
DAY_WIDTH, GROUP_GAP, WIDEST_BOX = 52.0, 14.0, 34.0
"""Px of 1/100 inch: the column of days, between two questions, a box."""
HEAD, FOOT = 46.0, 40.0
BOX_SHARE = 0.82
"""Of a row's height; the rest parts it from the next."""


def pages(diary: Diary, month: date, paper: str = "a4", style: Style = ON_PAPER) -> list[Figure]:
    """The sheet for the month of `month`: its questions over as many pages as need be.

    Raises UserError for a paper that is neither "a4" nor "letter".
    """
    parts = _parts(columns(diary))
    return [
        _draw(PaperPage.of(paper, style), part, month, (number, len(parts)))
        for number, part in enumerate(parts, start=1)
    ]


def write_pdf(diary: Diary, month: date, path: Path, paper: str = "a4") -> None:
    """The sheet as a PDF at `path`. Raises UserError."""
    output_file.write(path, pdf_bytes(pages(diary, month, paper), title(month)))


def title(month: date) -> str:
    """The heading of the sheet, “November 2026”."""
    return formats.capitalised(formats.month_year(month))


def _parts(found: Sequence[PaperColumn]) -> list[list[PaperColumn]]:
    """The columns of each page: questions shared out evenly, dose and crash day on the last."""
    questions = [column for column in found if len(column.boxes) > 2]
    others = [column for column in found if len(column.boxes) <= 2]
    count = max(1, -(-len(questions) // MOST_QUESTIONS))
    size, over = divmod(len(questions), count)
    parts: list[list[PaperColumn]] = []
    at = 0
    for number in range(count):
        # The later pages get less: the last has the dose and the crash day besides.
        end = at + size + (number < over)
        parts.append(list(questions[at:end]))
        at = end
    parts[-1] += others
    return parts


def _draw(
    page: PaperPage, part: Sequence[PaperColumn], month: date, number: tuple[int, int]
) -> Figure:
    position = _("Page {number} of {count}").format(number=number[0], count=number[1])
    page.heading(title(month), TITLE, position)
    page.space(4)
    for line in _legends(part):
        page.body(line, size=SMALL, max_lines=1)
        page.space(4)
    grid = _Grid.on(page, part)
    grid.write_heads()
    first = month.replace(day=1)
    for index in range(monthrange(month.year, month.month)[1]):
        grid.draw_day(first + timedelta(days=index))
    page.y = page.bottom - page.px(FOOT - 18)
    hint = _(
        "Tick one box, or leave them all empty. To type in your answers later, open Calendar, "
        "then “On paper”."
    )
    page.body(hint, size=SMALL, quiet=True, max_lines=2)
    return page.canvas.figure


def _legends(part: Sequence[PaperColumn]) -> list[str]:
    """What the numbers say, one line for each set of words."""
    lines: dict[tuple[str, ...], str] = {}
    for column in part:
        numbered = "   ".join(f"{n} {word}" for n, word in enumerate(column.boxes, start=1))
        if column.key == EXERTION or len(column.boxes) == 2:
            lines[column.boxes] = _("{name}: {answer}").format(name=column.label, answer=numbered)
        elif len(column.boxes) > 2:
            lines.setdefault(column.boxes, numbered)
    return list(lines.values())


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where the boxes of a page lie, in px of 1/100 inch."""

    page: PaperPage
    columns: Sequence[PaperColumn]
    lefts: Sequence[float]
    box: float
    """Width of a box."""
    top: float
    """Of the first day."""
    row: float
    """Height of a day."""

    @classmethod
    def on(cls, page: PaperPage, part: Sequence[PaperColumn]) -> _Grid:
        """Below what is on `page`, as wide as it is; a column of one box has room for its name."""
        slots = [max(2, len(column.boxes)) for column in part]
        room = page.width - DAY_WIDTH - GROUP_GAP * len(part)
        width = min(WIDEST_BOX, room / sum(slots))
        lefts, x = [], page.left + DAY_WIDTH + GROUP_GAP
        for count in slots:
            lefts.append(x)
            x += count * width + GROUP_GAP
        top = page.y + page.px(HEAD)
        return cls(page, part, lefts, width, top, (page.bottom - page.px(FOOT) - top) / 31)

    def write_heads(self) -> None:
        """The names of the questions, in two lines at most."""
        canvas, size = self.page.canvas, self.page.px(SMALL)
        for column, left in zip(self.columns, self.lefts, strict=True):
            room = max(2, len(column.boxes)) * self.box + GROUP_GAP - 4
            lines = canvas.wrapped(column.label, room, SMALL, "bold")
            if len(lines) > 2:
                lines = [lines[0], canvas.shortened(" ".join(lines[1:]), room, SMALL, "bold")]
            for number, line in enumerate(reversed(lines)):
                text = canvas.shortened(line, room, SMALL, "bold")
                canvas.write(left, self.top - 8 - number * size * 1.3, text, SMALL, weight="bold")

    def draw_day(self, when: date) -> None:
        """The date, and the boxes with their numbers in them; a line above each Monday."""
        page, canvas, style = self.page, self.page.canvas, self.page.canvas.style
        y = self.top + (when.day - 1) * self.row
        if when.weekday() == 0 and when.day > 1:
            canvas.rule(page.left, y - 1.5, page.right, y - 1.5, colour=style.line)
        baseline = y + self.row * BOX_SHARE / 2 + page.px(SMALL) * 0.36
        weekday = formats.capitalised(formats.abbreviated_weekday_names()[when.weekday()])
        right = page.left + DAY_WIDTH
        canvas.write(page.left, baseline, weekday, SMALL)
        canvas.write(right, baseline, str(when.day), SMALL, weight="bold", align="right")
        for column, left in zip(self.columns, self.lefts, strict=True):
            for number in range(1, len(column.boxes) + 1):
                x = left + (number - 1) * self.box
                canvas.box(x, y, self.box, self.row * BOX_SHARE, line=style.text)
                if len(column.boxes) > 1:
                    middle, text = x + self.box / 2, str(number)
                    canvas.write(middle, baseline, text, SMALL, colour=style.line, align="center")

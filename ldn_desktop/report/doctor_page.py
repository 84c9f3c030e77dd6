"""The report for the doctor: one page that is understood in two minutes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ldn_desktop.charts import dose_panel, symptom_panel
from ldn_desktop.charts.daily_series import DailySeries
from ldn_desktop.charts.dose_levels import stretches
from ldn_desktop.charts.drawing import timeline
from ldn_desktop.charts.drawing.canvas import Weight
from ldn_desktop.charts.drawing.style import LABEL
from ldn_desktop.charts.drawing.timeline import Timeline, TimeSpan
from ldn_desktop.charts.symptom_panel import LeftColumn
from ldn_desktop.diary.fields import EXERTION
from ldn_desktop.i18n import _, formats, ngettext
from ldn_desktop.report import columns, comparison_section, phrases
from ldn_desktop.report.options import ReportOptions
from ldn_desktop.report.paper_page import (
    BODY,
    HEADING,
    SMALL,
    TITLE,
    PaperPage,
)
from ldn_desktop.report.paper_table import PaperTable
from ldn_desktop.report.report_data import ReportData
from ldn_desktop.wording import difference_text

MAX_STAGES, LEAST_STAGES = 8, 3
ROW, LINE = 18.0, 19.5
"""Px of 100 % text: a row of a table, a line of text."""
SECTION = 14.0
FOOT, FOOT_LINE = 66.0, 19.0
"""Px that three lines of the foot take with the rule above them, and each line more."""
FOOT_LINES = 6
"""At most."""
BOX_PADDING = 14.0
PANEL, LEAST_PANEL = 56.0, 32.0
NARROWEST_DAY = 0.5
"""Px of a day on paper, below which weeks are drawn."""
ABOVE_PANEL, BAND, AXIS, DOSES = 20.0, 22.0, 30.0, 20.0
MAX_QUESTION_LINES = 6
BESIDE_LINES = 3
"""Lines of what else there was in the compared time."""


def draw(page: PaperPage, data: ReportData, series: DailySeries, options: ReportOptions) -> None:
    """The whole report on `page`."""
    _draw_head(page, data, options)
    _draw_summary(page, data)
    _draw_questions(page, options)
    plan = _plan(page, data)
    _draw_charts(page, data, series, plan)
    _draw_stages(page, data, plan)
    _draw_comparison(page, data, plan)
    _draw_notes(page, data)
    _draw_foot(page, data)


@dataclass(frozen=True, slots=True)
class _Plan:
    """How the room under the questions is shared out."""

    panel: float
    """Px of each panel."""
    stages: int
    """Rows of the dose history."""
    compared: int
    """Rows of the comparison."""


def _plan(page: PaperPage, data: ReportData) -> _Plan:
    """Panels at their best height; where they must be low, old doses and rows are left out."""
    rows = (len(_panel_keys(data)) + 1) // 2
    fixed = SECTION + HEADING + 7 + DOSES + rows * ABOVE_PANEL + BAND + AXIS
    beside = BESIDE_LINES * LINE if data.beside and data.comparisons else 0.0
    notes = SECTION + HEADING + 7 + LINE * (len(data.notes) + 1) if data.notes else 0.0
    free = (page.bottom - page.y) / page.px(1) - _foot_height(page, data) - fixed - notes - beside
    stages = min(len(data.history), MAX_STAGES)
    table = comparison_section.short_table(data.comparisons, _panel_keys(data))
    compared = len(table.rows) if table else 0

    def needed() -> float:
        history = SECTION + HEADING + 14 + ROW * (stages + 1 + (stages < len(data.history)))
        changes = SECTION + HEADING + 14 + ROW * (compared + 1) if compared else 0.0
        return history + changes

    while needed() + rows * LEAST_PANEL > free and stages > LEAST_STAGES:
        stages -= 1
    while needed() + rows * LEAST_PANEL > free and compared > 1:
        compared -= 1
    panel = min(PANEL, max(12.0, (free - needed()) / max(1, rows)))
    return _Plan(page.px(panel), stages, compared)


def _draw_head(page: PaperPage, data: ReportData, options: ReportOptions) -> None:
    """Title and period at the left; who, and when it was printed, at the right."""
    page.space(TITLE * 0.8)
    page.canvas.write(page.left, page.y, _(phrases.TITLE), TITLE, weight="bold")
    lines = []
    if options.name:
        lines.append(options.name)
    if options.birth_date:
        lines.append(_("born {date}").format(date=options.birth_date))
    if options.printed:
        lines.append(formats.long_date(options.printed))
    y = page.y
    title_end = page.left + page.canvas.text_width(_(phrases.TITLE), TITLE, "bold") + page.px(16)
    for line in lines:
        text = page.canvas.shortened(line, page.right - title_end, SMALL)
        page.canvas.write(page.right, y, text, SMALL, align="right")
        y += page.px(17)
    page.space(22)
    text = f"{phrases.period(data)}. {phrases.coverage(data)}"
    page.canvas.write(page.left, page.y, text, BODY)
    page.y = max(page.y, y - page.px(17)) + page.px(12)
    if data.invented:
        page.canvas.box(page.left, page.y, page.width, page.px(22), line=page.canvas.style.text)
        middle = (page.left + page.right) / 2
        text = _(phrases.INVENTED)
        page.canvas.write(middle, page.y + page.px(16), text, BODY, weight="bold", align="center")
        page.space(30)


def _draw_summary(page: PaperPage, data: ReportData) -> None:
    """The box at the top: the name of each line at the left, its answer in bold."""
    rows = phrases.summary(data)
    canvas, top = page.canvas, page.y
    names = max(canvas.text_width(row.name, BODY, "bold") for row in rows)
    names = min(names, page.width * 0.3)
    left = page.left + page.px(BOX_PADDING)
    x = left + names + page.px(16)
    room = page.right - page.px(BOX_PADDING) - x
    page.space(BOX_PADDING + 14)
    canvas.write(left, page.y, _("Summary"), HEADING, weight="bold")
    page.space(6)
    for row in rows:
        page.space(LINE)
        name = canvas.shortened(row.name, names, BODY, "bold")
        canvas.write(left, page.y, name, BODY, weight="bold")
        _write_answer(page, x, room, row)
    page.space(BOX_PADDING - 2)
    canvas.box(page.left, top, page.width, page.y - top, line=canvas.style.text, line_width=1.3)


def _write_answer(page: PaperPage, x: float, room: float, row: phrases.ReportLine) -> None:
    """Bold and plain on one line; on as many as needed where they do not fit."""
    canvas = page.canvas
    lead = f"{row.lead} " if row.lead else ""
    width = canvas.text_width(lead, BODY, "bold") + canvas.text_width(row.rest, BODY)
    if width <= room:
        canvas.write_parts(x, page.y, [(lead, "bold"), (row.rest, "normal")], BODY)
        return
    parts: list[tuple[str, Weight]] = [(row.lead, "bold"), (row.rest, "normal")]
    lines = [
        (line, weight)
        for text, weight in parts
        for line in canvas.wrapped(text, room, BODY, weight)[:2]
        if line
    ]
    for number, (line, weight) in enumerate(lines):
        if number:
            page.space(LINE - 2)
        canvas.write(x, page.y, line, BODY, weight=weight)


def _draw_questions(page: PaperPage, options: ReportOptions) -> None:
    """The person's questions, numbered where there are several."""
    lines = [line.strip() for line in options.questions.splitlines() if line.strip()]
    if not lines:
        return
    page.space(SECTION)
    page.heading(_("My questions"))
    indent = page.px(20) if len(lines) > 1 else 0.0
    left = MAX_QUESTION_LINES
    for number, question in enumerate(lines, start=1):
        wrapped = page.canvas.wrapped(question, page.width - indent, BODY)
        if left <= 0:
            break
        page.space(LINE - 2)
        if indent:
            page.canvas.write(page.left, page.y, f"{number}.", BODY)
        shown = wrapped[:left]
        if len(shown) < len(wrapped):
            rest = " ".join(wrapped[len(shown) - 1 :])
            shown[-1] = page.canvas.shortened(rest, page.width - indent, BODY)
        for count, line in enumerate(shown):
            if count:
                page.space(LINE - 2)
            page.canvas.write(page.left + indent, page.y, line, BODY)
        left -= len(shown)


def _panel_keys(data: ReportData) -> list[str]:
    return [*data.keys, *([EXERTION] if data.exertion else [])]


@dataclass(frozen=True, slots=True)
class _ChartColumn:
    """Panels one below the other, with the dose under them."""

    keys: list[str]
    left: float
    """Px where the names of the panels begin."""
    names: LeftColumn
    span: TimeSpan


def _chart_columns(page: PaperPage, data: ReportData) -> list[_ChartColumn]:
    """Two columns of panels; one over the whole width for a single panel."""
    keys = _panel_keys(data)
    labels = {key: data.labels.get(key, key) for key in keys}
    names = LeftColumn.of(page.canvas, labels)
    half, gap = (len(keys) + 1) // 2, page.px(26)
    middle = (page.left + page.right) / 2
    ends = [(page.left, middle - gap / 2), (middle + gap / 2, page.right)]
    if len(keys) == 1:
        ends = [(page.left, page.right)]
    return [
        _ChartColumn(
            shown,
            left,
            names,
            TimeSpan(data.start, data.end, left + names.width, right, narrowest_day=NARROWEST_DAY),
        )
        for shown, (left, right) in zip((keys[:half], keys[half:]), ends, strict=False)
    ]


def _draw_charts(page: PaperPage, data: ReportData, series: DailySeries, plan: _Plan) -> None:
    """The panels in columns, each with the dose under it."""
    keys = _panel_keys(data)
    if not keys:
        return
    page.space(SECTION)
    page.heading(
        _("Day by day"), note=_("Scores from 0 (none) to 10 (worst). Numbers: mean on each dose.")
    )
    beside = _chart_columns(page, data)
    for column in beside:
        _draw_column(page, column, data, series, plan)
    rows = len(beside[0].keys)
    page.y += page.px(DOSES + rows * ABOVE_PANEL + BAND + AXIS) + rows * plan.panel


def _draw_column(
    page: PaperPage, column: _ChartColumn, data: ReportData, series: DailySeries, plan: _Plan
) -> None:
    line = Timeline(page.canvas, series, column.span)
    doses = stretches(series, data.end)
    y = page.y + page.px(DOSES)
    for key in column.keys:
        y += page.px(ABOVE_PANEL)
        found = series.series(key, data.start, data.end)
        symptom_panel.draw(
            line, found, y, plan.panel, left=column.names, stretches=doses, compact=True
        )
        y += plan.panel
    band = page.px(BAND - 6)
    floor = y + page.px(BAND)
    dose_panel.draw_changes(line, doses, page.y + page.px(2), floor)
    dose_panel.draw_band(line, floor - band, band)
    text = _("LDN (mg)")
    page.canvas.write(column.left, floor - page.px(2), text, LABEL, weight="bold")
    timeline.draw(page.canvas, column.span, floor)


def stages_table(data: ReportData) -> PaperTable:
    """Dose history with what was recorded on each dose."""
    return columns.table_of(columns.dose_history(data.side_effects), data.history)


def _draw_stages(page: PaperPage, data: ReportData, plan: _Plan) -> None:
    page.space(SECTION)
    note = _("Side effects: mean, on a scale of 0 to 10.") if data.side_effects else ""
    page.heading(_("Dose history"), note=note)
    table = stages_table(data)
    earlier = len(table.rows) - plan.stages
    rows = table.rows[-plan.stages :]
    if earlier > 0:  # the first is what the newest is compared with
        rows = [table.rows[0], *rows[1:]]
    PaperTable(table.heads, rows, table.right).draw(page, page.px(ROW))
    if earlier > 0:
        page.space(4)
        text = ngettext(
            "{n} dose in between is not shown.", "{n} doses in between are not shown.", earlier
        )
        page.body(text.format(n=earlier), size=SMALL, quiet=True)


def _draw_comparison(page: PaperPage, data: ReportData, plan: _Plan) -> None:
    """What changed from the first phase to the last, where there are two."""
    table = comparison_section.short_table(data.comparisons, _panel_keys(data))
    if table is None:
        return
    page.space(SECTION)
    note = comparison_section.phases_sentence(data.comparisons)
    page.heading(_("Did anything change?"), note=note)
    rows = table.rows[: plan.compared]
    PaperTable(table.heads, rows, table.right, table.bold).draw(page, page.px(ROW))
    if data.beside:
        page.space(6)
        page.body(_fitting(page, data.beside, BESIDE_LINES), size=SMALL)


def _fitting(page: PaperPage, sentences: Sequence[str], lines: int) -> str:
    """As many of the first `sentences` as `lines` hold: half a sentence says nothing."""
    shown = list(sentences)
    while len(shown) > 1 and len(page.canvas.wrapped(" ".join(shown), page.width, SMALL)) > lines:
        shown.pop()
    return " ".join(shown)


def _draw_notes(page: PaperPage, data: ReportData) -> None:
    if not data.notes:
        return
    page.space(SECTION)
    page.heading(_("Latest notes"))
    dates = [formats.short_date(when) for when, _note in data.notes]
    widest = max(page.canvas.text_width(text, SMALL, "bold") for text in dates)
    x = page.left + widest + page.px(14)
    for text, (_when, note) in zip(dates, data.notes, strict=True):
        page.space(LINE - 3)
        page.canvas.write(page.left, page.y, text, SMALL, weight="bold")
        page.canvas.write(x, page.y, page.canvas.shortened(note, page.right - x, SMALL), SMALL)
    if data.more_notes:
        page.space(2)
        page.body(more_notes(data), size=SMALL, quiet=True, max_lines=1)


def more_notes(data: ReportData) -> str:
    """How many older notes are not on the page."""
    text = ngettext(
        "{n} older note is in the diary.", "{n} older notes are in the diary.", data.more_notes
    )
    return text.format(n=data.more_notes)


def _draw_foot(page: PaperPage, data: ReportData) -> None:
    """How it was made and how to read it; what it cannot show stands first."""
    canvas = page.canvas
    page.y = page.bottom - page.px(_foot_height(page, data) - 12)
    canvas.rule(page.left, page.y, page.right, page.y)
    page.space(4)
    page.body(_foot(page, data), size=SMALL, quiet=True, max_lines=FOOT_LINES)


def _foot_height(page: PaperPage, data: ReportData) -> float:
    """Px of the foot: some languages need a line or two more."""
    lines = len(page.canvas.wrapped(_foot(page, data), page.width, SMALL))
    return FOOT + FOOT_LINE * (max(3, min(FOOT_LINES, lines)) - 3)


def _foot(page: PaperPage, data: ReportData) -> str:
    if not _panel_keys(data):
        return foot_text(data)
    weekly = _chart_columns(page, data)[0].span.weekly
    return foot_text(data, phrases.reading_help(weekly=weekly))


def foot_text(data: ReportData, reading_help: str = "") -> str:
    """How the report was made; `reading_help` says how to read its pictures."""
    parts = [phrases.how_made(data), reading_help]
    if not data.notes:
        parts.append(_("Notes are not included."))
    parts.append(_(phrases.NOT_A_DEVICE))
    if data.comparisons:
        parts.insert(0, _("Open label: effects of expectation and time cannot be ruled out."))
    parts.insert(0, difference_text.note(data.differing))
    return " ".join(filter(None, parts))

"""The report for the doctor: one page that is understood in two minutes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ldn_desktop.analysis.table import footnotes
from ldn_desktop.charts import (
    dose_panel,
    symptom_panel,
    text_layout,
    timeline,
)
from ldn_desktop.charts.daily_series import DailySeries
from ldn_desktop.charts.timeline import Span, Timeline
from ldn_desktop.i18n import _, formats, ngettext
from ldn_desktop.report import comparison_section, phrases
from ldn_desktop.report.page import (
    BODY,
    HEADING,
    SMALL,
    TITLE,
    Page,
)
from ldn_desktop.report.report_data import ReportData
from ldn_desktop.report.table import Table

MOST_STAGES = 8
_FOOT = 44
_LEVELS_WIDE = 132


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """What the person wants on the page."""

    name: str = ""
    questions: str = ""
    printed: date | None = None
    paper: str = "a4"


def draw(page: Page, facts: ReportData, columns: DailySeries, wishes: ReportOptions) -> None:
    """The whole report on `page`."""
    _draw_head(page, facts, wishes)
    low = _lower_height(page, facts, wishes)
    _draw_charts(page, facts, columns, page.bottom - page.px(_FOOT) - low)
    _draw_stages(page, facts)
    _draw_crashes(page, facts)
    _draw_comparison(page, facts)
    _draw_questions(page, wishes)
    _draw_notes(page, facts)
    _draw_foot(page, facts)


def _draw_head(page: Page, facts: ReportData, wishes: ReportOptions) -> None:
    page.y += page.px(TITLE) * 0.8
    page.sheet.write(page.left, page.y, _(phrases.TITLE), TITLE, weight="bold")
    page.space(26)
    line = _("{period} · {coverage}").format(
        period=phrases.period(facts), coverage=phrases.coverage(facts)
    )
    page.sheet.write(page.left, page.y, line, BODY, weight="bold")
    if wishes.printed:
        text = _("Printed {date}").format(date=formats.long_date(wishes.printed))
        used = page.sheet.width(line, BODY, "bold") + page.sheet.width(text, SMALL)
        page.space(19 if used + page.px(20) > page.wide else 0)
        page.sheet.write(page.right, page.y, text, SMALL, align="right")
    if wishes.name:
        page.space(21)
        room, px = page.wide, page.px(BODY)
        text = _("Patient: {name}").format(name=wishes.name)
        page.sheet.write(page.left, page.y, text_layout.shortened(text, room, px), BODY)
    page.space(8)
    if facts.invented:
        page.sheet.box(page.left, page.y, page.wide, page.px(24), line=page.sheet.style.text)
        middle = (page.left + page.right) / 2
        text = _(phrases.INVENTED)
        page.sheet.write(middle, page.y + page.px(17), text, BODY, weight="bold", align="center")
        page.space(28)
    page.sheet.rule(page.left, page.y, page.right, page.y, colour=page.sheet.style.text)


def _lower_height(page: Page, facts: ReportData, wishes: ReportOptions) -> float:
    """Px that everything under the charts would like."""
    rows = min(len(facts.stages), MOST_STAGES) + (len(facts.stages) > MOST_STAGES)
    px = 34 + 19 * (rows + 1) + 34 + 19 * min(3, 1 + len(facts.crashes) // 8)
    if facts.comparisons:
        px += 34 + 18 * (2 + len(_compared(facts).rows))
    if wishes.questions:
        lines = text_layout.wrapped(wishes.questions, page.wide, page.px(BODY))
        px += 30 + 21 * min(7, len(lines))
    if facts.notes:
        px += 30 + 19 * min(5, len(facts.notes) + 1)
    return page.px(px)


def _draw_charts(page: Page, facts: ReportData, columns: DailySeries, bottom: float) -> None:
    """Symptoms and the dose on one time axis, from here to `bottom`."""
    left = page.left + symptom_panel.words_wide(page.sheet)
    span = Span(facts.start, facts.end, left, page.right - page.px(_LEVELS_WIDE))
    line = Timeline(page.sheet, columns, span)
    titles, dose = page.px(30), page.px(56)
    free = bottom - page.y - page.px(70) - dose - titles * len(facts.keys)
    high = min(page.px(92), max(page.px(34), free / max(1, len(facts.keys))))
    page.space(26)
    _write_level_heads(page, facts)
    for number, key in enumerate(facts.keys):
        found = columns.series(key, facts.start, facts.end)
        page.space(4 if number == 0 else 22)
        name = text_layout.shortened(found[0].label, span.right - left, page.px(BODY))
        page.sheet.write(left, page.y, name, BODY, weight="bold")
        page.space(6)
        symptom_panel.draw(line, found, page.y, high, last_mean=False)
        _write_levels(page, facts, number, page.y + high / 2)
        page.y += high
    page.y = dose_panel.draw(line, page.y, dose)
    timeline.draw(page.sheet, span, page.y)
    page.space(26)


def _write_level_heads(page: Page, facts: ReportData) -> None:
    for right, text in (
        (page.right - page.px(64), _("{n} days before").format(n=facts.compared)),
        (page.right, _("last {n} days").format(n=facts.compared)),
    ):
        words = text.split(" ", 2)
        top, low = " ".join(words[:2]), " ".join(words[2:])
        style = page.sheet.style
        page.sheet.write(right, page.y - page.px(10), top, SMALL, colour=style.quiet, align="right")
        page.sheet.write(right, page.y + page.px(6), low, SMALL, colour=style.quiet, align="right")


def _write_levels(page: Page, facts: ReportData, number: int, y: float) -> None:
    if number >= len(facts.levels):
        return
    level = facts.levels[number]
    for right, mean in ((page.right - page.px(64), level.before), (page.right, level.now)):
        text = "–" if mean is None else formats.number(mean, 1)
        page.sheet.write(right, y, text, HEADING, weight="bold", align="right")


def stages_table(facts: ReportData) -> Table:
    """Dose history with what was recorded on each dose; the newest doses where too many."""
    heads = [_("From"), _("LDN a day"), _("Days"), _("Recorded"), _("Taken"), _("Crash days")]
    rows = [
        [
            formats.long_date(stage.start),
            stage.amount,
            str(stage.days),
            str(stage.recorded),
            str(stage.taken),
            str(stage.crashes),
            *(mean.text for mean in stage.side_effects),
        ]
        for stage in facts.stages
    ]
    return Table([*heads, *facts.side_effects], rows)


def _draw_stages(page: Page, facts: ReportData) -> None:
    page.space(10)
    page.heading(_("Dose history, and side effects on each dose"))
    if facts.side_effects:
        note = _("Side effects: mean of 0–10 (days rated)")
        page.sheet.write(page.right, page.y - page.px(7), note, SMALL, align="right")
    table = stages_table(facts)
    earlier = len(table.rows) - MOST_STAGES
    shown = Table(table.heads, table.rows[-MOST_STAGES:])
    shown.draw(page, page.px(19))
    if earlier > 0:
        text = ngettext(
            "{n} earlier dose is not shown.", "{n} earlier doses are not shown.", earlier
        )
        page.body(text.format(n=earlier), size=SMALL, quiet=True)


def _draw_crashes(page: Page, facts: ReportData) -> None:
    page.space(12)
    page.heading(_("Crashes (post-exertional malaise)"))
    text = phrases.crashes(facts)
    if facts.crashes:
        text = f"{text} {phrases.spells(facts, most=16)}"
    page.body(text, most=3)


def _compared(facts: ReportData) -> Table:
    return comparison_section.short_table(facts.comparisons, facts.keys)


def _draw_comparison(page: Page, facts: ReportData) -> None:
    """What changed from the first phase to the last, where there are two."""
    if not facts.comparisons or not (table := _compared(facts)).rows:
        return
    page.space(12)
    page.heading(_("Did anything change?"))
    text = comparison_section.said_phases(facts.comparisons)
    page.sheet.write(page.right, page.y - page.px(7), text, SMALL, align="right")
    table.draw(page, page.px(18))
    page.space(4)
    text = footnotes(facts.comparisons)[0]
    page.body(text, size=SMALL, quiet=True, most=1)


def _draw_questions(page: Page, wishes: ReportOptions) -> None:
    if wishes.questions.strip():
        page.space(12)
        page.heading(_("Questions and wishes of the patient"))
        page.body(wishes.questions.strip(), most=max(1, min(7, _free_lines(page, 21))))


def _draw_notes(page: Page, facts: ReportData) -> None:
    free = _free_lines(page, 19) - 2
    if not facts.notes or free < 1:
        return
    page.space(12)
    page.heading(_("Latest notes"))
    fewer = len(facts.notes) > free
    shown = facts.notes[: free - fewer]
    said = [
        formats.short_date(when) if facts.over_years else formats.short_day_month(when)
        for when, _n in shown
    ]
    widest = max((page.sheet.width(day, BODY, "bold") for day in said), default=0.0)
    for day, (_when, note) in zip(said, shown, strict=True):
        page.space(16)
        page.sheet.write(page.left, page.y, day, BODY, weight="bold")
        at = page.left + widest + page.px(14)
        text = text_layout.shortened(note, page.right - at, page.px(BODY))
        page.sheet.write(at, page.y, text, BODY)
        page.space(3)
    if fewer:
        rest = len(facts.notes) - len(shown)
        text = ngettext("and {n} more note in the diary", "and {n} more notes in the diary", rest)
        page.body(text.format(n=rest), size=SMALL, quiet=True, most=1)


def _free_lines(page: Page, line: float) -> int:
    """How many lines still fit above the foot."""
    return int((page.bottom - page.px(_FOOT) - page.y - page.px(12)) / page.px(line))


def _draw_foot(page: Page, facts: ReportData) -> None:
    style = page.sheet.style
    page.y = page.bottom - page.px(_FOOT - 14)
    page.sheet.rule(page.left, page.y, page.right, page.y)
    page.space(15)
    for text in (phrases.how_made(facts), phrases.reading_help(), _(phrases.NOT_A_DEVICE)):
        line = text_layout.shortened(text, page.wide, page.px(SMALL))
        page.sheet.write(page.left, page.y, line, SMALL, colour=style.quiet)
        page.space(15.5)

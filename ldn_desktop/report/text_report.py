"""The report as plain text: the same numbers, for screen readers and for mail."""

from __future__ import annotations

from ldn_desktop.analysis.table import footnotes
from ldn_desktop.charts.summary import Level
from ldn_desktop.i18n import _, formats
from ldn_desktop.report import comparison_section, doctor_page, phrases
from ldn_desktop.report.doctor_page import ReportOptions
from ldn_desktop.report.report_data import ReportData


def text(facts: ReportData, wishes: ReportOptions) -> str:
    """The whole report, a blank line between its parts."""
    parts = [_head(facts, wishes), _levels(facts)]
    parts.append(f"{_('Dose history')}\n{doctor_page.stages_table(facts).text()}")
    crashes = phrases.crashes(facts)
    if facts.crashes:
        crashes += " " + phrases.spells(facts, most=10_000)
    parts.append(f"{_('Crashes')}\n{crashes}")
    if facts.comparisons:
        parts.append(_compared(facts))
    if wishes.questions.strip():
        parts.append(f"{_('Questions and wishes of the patient')}\n{wishes.questions.strip()}")
    if facts.notes:
        notes = "\n".join(f"{formats.long_date(when)}: {note}" for when, note in facts.notes)
        parts.append(f"{_('Notes')}\n{notes}")
    parts.append(f"{phrases.how_made(facts)}\n{_(phrases.NOT_A_DEVICE)}")
    return "\n\n".join(parts) + "\n"


def _head(facts: ReportData, wishes: ReportOptions) -> str:
    lines = [_(phrases.TITLE)]
    if facts.invented:
        lines.append(_(phrases.INVENTED))
    if wishes.name:
        lines.append(_("Patient: {name}").format(name=wishes.name))
    lines.append(f"{phrases.period(facts)}: {phrases.coverage(facts)}.")
    if wishes.printed:
        lines.append(_("Printed {date}").format(date=formats.long_date(wishes.printed)))
    return "\n".join(lines)


def _levels(facts: ReportData) -> str:
    head = _("Means of the last {n} days, and of the {n} days before").format(n=facts.compared)
    return "\n".join([head, *(_level(level) for level in facts.levels)])


def _compared(facts: ReportData) -> str:
    lines = [_("Did anything change?"), comparison_section.said_phases(facts.comparisons)]
    lines += [
        comparison_section.full_table(facts.comparisons).text(),
        *footnotes(facts.comparisons),
    ]
    return "\n".join(lines)


def _level(level: Level) -> str:
    def shown(mean: float | None) -> str:
        return _("too few days") if mean is None else formats.number(mean, 1)

    return _("{name}: {now} (before: {before})").format(
        name=level.label, now=shown(level.now), before=shown(level.before)
    )

"""The report as plain text: the same numbers, for screen readers and for email."""

from __future__ import annotations

from ldn_desktop.analysis.comparison_table import footnotes
from ldn_desktop.charts.summary import Level
from ldn_desktop.i18n import _, formats
from ldn_desktop.report import comparison_section, doctor_page, phrases
from ldn_desktop.report.options import ReportOptions
from ldn_desktop.report.report_data import ReportData


def text(data: ReportData, options: ReportOptions) -> str:
    """The whole report, a blank line between its parts."""
    parts = [_head(data, options), _titled(_("Summary"), summary(data))]
    if options.questions.strip():
        parts.append(_titled(_("My questions"), options.questions.strip()))
    if data.keys:
        parts.append(_levels(data))
    parts.append(_titled(_("Dose history"), doctor_page.stages_table(data).text()))
    if data.comparisons:
        parts.append(_compared(data))
    if data.notes:
        parts.append(_notes(data))
    parts.append(doctor_page.foot_text(data))
    return "\n\n".join(parts) + "\n"


def _titled(title: str, content: str) -> str:
    return f"{title}\n{content}"


def _head(data: ReportData, options: ReportOptions) -> str:
    lines = [_(phrases.TITLE)]
    if data.invented:
        lines.append(_(phrases.INVENTED))
    if options.name:
        lines.append(options.name)
    if options.birth_date:
        lines.append(_("born {date}").format(date=options.birth_date))
    lines.append(f"{phrases.period(data)}. {phrases.coverage(data)}")
    if options.printed:
        lines.append(_("Printed {date}").format(date=formats.long_date(options.printed)))
    return "\n".join(lines)


def summary(data: ReportData) -> str:
    """The lines of the box at the top."""
    return "\n".join(
        _("{name}: {answer}").format(name=row.name, answer=row.text)
        for row in phrases.summary(data)
    )


def _levels(data: ReportData) -> str:
    head = _("Means of the last {n} days, and of the {n} days before").format(n=data.compared)
    return "\n".join([head, *(_level(level) for level in data.levels)])


def _compared(data: ReportData) -> str:
    return "\n".join(
        [
            _("Did anything change?"),
            comparison_section.phases_sentence(data.comparisons),
            comparison_section.full_table(data.comparisons).text(),
            *data.beside,
            *footnotes(data.comparisons),
        ]
    )


def _notes(data: ReportData) -> str:
    lines = [
        _("{date}: {note}").format(date=formats.long_date(when), note=note)
        for when, note in data.notes
    ]
    if data.more_notes:
        lines.append(doctor_page.more_notes(data))
    return "\n".join([_("Latest notes"), *lines])


def _level(level: Level) -> str:
    def shown(mean: float | None) -> str:
        return _("too few days") if mean is None else formats.number(mean, 1)

    return _("{name}: {now} (before: {before})").format(
        name=level.label, now=shown(level.now), before=shown(level.before)
    )

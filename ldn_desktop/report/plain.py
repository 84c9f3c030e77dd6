"""The report as plain text: the same numbers, for screen readers and for mail."""

from __future__ import annotations

from ldn_desktop.analysis.table import footnotes
from ldn_desktop.charts import dates
from ldn_desktop.charts.sentences import Level
from ldn_desktop.report import comparison, doctor, wording
from ldn_desktop.report.doctor import Wishes
from ldn_desktop.report.facts import Facts
from ldn_desktop.words import _


def text(facts: Facts, wishes: Wishes) -> str:
    """The whole report, a blank line between its parts."""
    parts = [_head(facts, wishes), _levels(facts)]
    parts.append(f"{_('Dose history')}\n{doctor.stages_table(facts).text()}")
    crashes = wording.crashes(facts)
    if facts.crashes:
        crashes += " " + wording.spells(facts, most=10_000)
    parts.append(f"{_('Crashes')}\n{crashes}")
    if facts.comparisons:
        parts.append(_compared(facts))
    if wishes.questions.strip():
        parts.append(f"{_('Questions and wishes of the patient')}\n{wishes.questions.strip()}")
    if facts.notes:
        notes = "\n".join(f"{dates.full(when)}: {note}" for when, note in facts.notes)
        parts.append(f"{_('Notes')}\n{notes}")
    parts.append(f"{wording.how_made(facts)}\n{_(wording.NOT_A_DEVICE)}")
    return "\n\n".join(parts) + "\n"


def _head(facts: Facts, wishes: Wishes) -> str:
    lines = [_(wording.TITLE)]
    if facts.invented:
        lines.append(_(wording.INVENTED))
    if wishes.name:
        lines.append(_("Patient: {name}").format(name=wishes.name))
    lines.append(f"{wording.period(facts)}: {wording.coverage(facts)}.")
    if wishes.printed:
        lines.append(_("Printed {date}").format(date=dates.full(wishes.printed)))
    return "\n".join(lines)


def _levels(facts: Facts) -> str:
    head = _("Means of the last {n} days, and of the {n} days before").format(n=facts.compared)
    return "\n".join([head, *(_level(level) for level in facts.levels)])


def _compared(facts: Facts) -> str:
    lines = [_("Did anything change?"), comparison.said_phases(facts.comparisons)]
    lines += [comparison.full_table(facts.comparisons).text(), *footnotes(facts.comparisons)]
    return "\n".join(lines)


def _level(level: Level) -> str:
    def shown(mean: float | None) -> str:
        return _("too few days") if mean is None else f"{mean:.1f}"

    return _("{name}: {now} (before: {before})").format(
        name=level.label, now=shown(level.now), before=shown(level.before)
    )

"""The sentences of the report, shared by the drawn page and its plain-text twin."""

from __future__ import annotations

from ldn_desktop.diary.model import Source
from ldn_desktop.i18n import _, formats, mark, ngettext
from ldn_desktop.report.report_data import ReportData

TITLE = mark("Symptom diary with low-dose naltrexone (LDN)")
INVENTED = mark("Invented example. Nobody lived these days.")
NOT_A_DEVICE = mark(
    "Kept by the patient with LDN Desktop. Not a medical device. Means show what happened, not why."
)
_FROM = {
    Source.ENTERED: mark("{n} on the day"),
    Source.COPIED: mark("{n} copied from the day before"),
    Source.RECALLED: mark("{n} from memory"),
    Source.IMPORTED: mark("{n} imported"),
}


def period(facts: ReportData) -> str:
    return formats.period(facts.start, facts.end)


def coverage(facts: ReportData) -> str:
    return ngettext(
        "entries on {recorded} of {days} day",
        "entries on {recorded} of {days} days",
        facts.days,
    ).format(recorded=facts.recorded, days=facts.days)


def crashes(facts: ReportData) -> str:
    """How many crash days, in how many spells."""
    days, spells = facts.crash_days, len(facts.crashes)
    if not days:
        return _("No crash day was marked.")
    return _("{days} in {spells}.").format(
        days=ngettext("{n} crash day", "{n} crash days", days).format(n=days),
        spells=ngettext("{n} spell", "{n} spells", spells).format(n=spells),
    )


def spells(facts: ReportData, most: int) -> str:
    """The newest `most` spells of crash days, and how many came before."""
    shown = facts.crashes[-most:]
    text = formats.enumerated(
        [formats.short_period(*spell, year=facts.over_years) for spell in shown]
    )
    earlier = len(facts.crashes) - len(shown)
    if earlier:
        more = ngettext("{n} spell earlier", "{n} spells earlier", earlier).format(n=earlier)
        return _("{spells}; {more}.").format(spells=text, more=more)
    return text + "."


def how_made(facts: ReportData) -> str:
    """Whose scores they are, and how many came from where."""
    rated = _("Scores are the patient's own, 0 (none) to 10 (worst).")
    parts = [_(_FROM[source]).format(n=n) for source, n in facts.sources]
    if not parts:
        return rated
    return _("{rated} Entered: {parts}.").format(rated=rated, parts=formats.enumerated(parts))


def reading_help() -> str:
    """How to read the pictures."""
    return _(
        "Dots: days, hollow if not entered that day. Line: mean of the last 7 days, from 3 on."
        " Hatched: crash days. Gaps: no entry."
    )

"""The sentences of the report, shared by the drawn page and its plain-text twin."""

from __future__ import annotations

from ldn_desktop.charts import dates
from ldn_desktop.diary import Source
from ldn_desktop.report.facts import Facts, spell_text
from ldn_desktop.words import _, mark, ngettext

TITLE = mark("Symptom diary with low-dose naltrexone (LDN)")
INVENTED = mark("Invented example. Nobody lived these days.")
NOT_A_DEVICE = mark("Kept by the patient with LDN Desktop. Not a medical device.")
_FROM = {
    Source.ENTERED: mark("{n} on the day"),
    Source.COPIED: mark("{n} copied from the day before"),
    Source.RECALLED: mark("{n} later from memory"),
    Source.IMPORTED: mark("{n} from another app"),
}


def period(facts: Facts) -> str:
    return dates.period(facts.start, facts.end)


def coverage(facts: Facts) -> str:
    return ngettext(
        "{recorded} of {days} day has an entry",
        "{recorded} of {days} days have an entry",
        facts.days,
    ).format(recorded=facts.recorded, days=facts.days)


def crashes(facts: Facts) -> str:
    """How many crash days, in how many spells."""
    days, spells = facts.crash_days, len(facts.crashes)
    if not days:
        return _("No crash day was marked.")
    return _("{days} in {spells}.").format(
        days=ngettext("{n} crash day", "{n} crash days", days).format(n=days),
        spells=ngettext("{n} spell", "{n} spells", spells).format(n=spells),
    )


def spells(facts: Facts, most: int) -> str:
    """The newest `most` spells of crash days, and how many came before."""
    shown = facts.crashes[-most:]
    text = ", ".join(spell_text(spell) for spell in shown)
    earlier = len(facts.crashes) - len(shown)
    if earlier:
        more = ngettext("{n} spell earlier", "{n} spells earlier", earlier).format(n=earlier)
        return _("{spells}; {more}.").format(spells=text, more=more)
    return text + "."


def how_made(facts: Facts) -> str:
    parts = [_(_FROM[source]).format(n=n) for source, n in facts.sources]
    rated = _("Scores are the patient's own, 0 (none) to 10 (worst); higher is worse.")
    if not parts:
        return rated
    return _("{rated} Scores entered: {parts}.").format(rated=rated, parts=", ".join(parts))


def reading_help() -> str:
    return _(
        "Dots: days. Line: mean of the last 7 days, from 3 on. Hatched: crash days."
        " Gaps: no entry. Means show what happened, not why."
    )

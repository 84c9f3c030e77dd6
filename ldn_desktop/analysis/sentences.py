"""Every sentence the comparison can say, in one table: short words, and never a cause."""

from __future__ import annotations

from ldn_desktop.analysis.verdict import Comparison, Reason, Verdict
from ldn_desktop.i18n import (
    _,
    formats,
    mark,
    mark_plural,
    ngettext,
)

SENTENCES: dict[str, str] = {
    "better": mark("{name}: likely better {place}."),
    "worse": mark("{name}: likely worse {place}."),
    "same": mark("{name}: about the same {place}."),
    "unclear": mark("{name}: no clear change {place} yet."),
    "already": mark("{name}: about {points} lower, but it may have been falling before."),
    "early": mark("{name}: lower so far {place}. Scores are often lower in the first weeks."),
    "bad start": mark("{name}: about {points} lower, but after a bad spell."),
    "bad times": mark(
        "The two weeks before the first dose were among your worst. Bad spells often ease on "
        "their own."
    ),
    "worse before": mark("{name}: likely worse {place}, but it may have been rising before."),
    "waiting": mark("{name}: until the day you chose, only a change for the worse is shown."),
    "waiting until": mark(
        "You chose to check on {date}. Until then, only changes for the worse are shown."
    ),
    "not judged": mark("{name}: {change} ({low} to {high}), not assessed."),
    "not judged few": mark("{name}: not assessed."),
    "caveat": mark("Scores alone cannot tell you why. Hope, rest and time can change them too."),
    "luck": mark(
        "Part of any change may be chance, so the changes shown here are cautious estimates."
    ),
    "sure lower": mark(
        "The chance that it is lower is {p} in 100. “Likely” means at least {bar} in 100."
    ),
    "sure higher": mark(
        "The chance that it is higher is {p} in 100. “Likely” means at least {bar} in 100."
    ),
    "bar fixed": mark(
        "“Likely” means a chance of at least {bar} in 100: you chose the date in advance."
    ),
    "bar weekly": mark(
        "“Likely” means a chance of at least {bar} in 100: you can check this page every week."
    ),
    "power": mark(
        "With this many days, a real change of 2 points would show up in about {n} in 10 diaries."
    ),
    "power none": mark(
        "With this many days, a real change of 2 points would probably not show up."
    ),
    "few taken": mark(
        "The dose was taken on about {n} in 10 days {place}. That makes a change harder to see."
    ),
    "without untaken": mark(
        "{name}: leaving out the days when the dose was not taken, the change is {change}."
    ),
    "history gone": mark("{name}: “{verdict}” on {date}, but not since {until}."),
    "history still": mark("{name}: “{verdict}” since {date}."),
    "measured": mark("{name}: scored on two different scales. These cannot be compared."),
    "too few": mark("{name}: not enough days."),
    "too few before": mark("{name}: there are not enough days {place} to compare with."),
    "too wide": mark("{name}: too up and down to tell."),
    "copied": mark("{name}: too many copied days to tell."),
    "lower": mark("About {points} lower than {earlier} (could be {least} to {most})."),
    "higher": mark("About {points} higher than {earlier} (could be {least} to {most})."),
    "fits": mark("Anything from {better} better to {worse} worse would fit your scores."),
    "fits better": mark("Anything from {least} to {most} better would fit your scores."),
    "fits worse": mark("Anything from {least} to {most} worse would fit your scores."),
    "also better": mark("Also likely better: {names}."),
    "also worse": mark("Likely worse: {names}."),
    "look again": mark("Check again on {date}."),
    "one phase": mark(
        "There is nothing to compare yet. A comparison needs days on two different doses."
    ),
    "no baseline": mark("The diary has no days from before your first dose."),
    "rising": mark(
        "The dose went up step by step, so effects of the dose and of time cannot be told apart."
    ),
    "open": mark(
        "You know on which days you took LDN, and hope can change a score too. Scores alone "
        "cannot tell you why."
    ),
    "borrowed": mark(
        "A change of {points} counts as one that matters. This figure comes from studies of "
        "other illnesses."
    ),
    "run-in": mark("The first few days on each dose are left out."),
    "missing worse": mark(
        "{name}: more days are missing {place} than in the other period. If those days had been "
        "2 points worse, the change would be {change}."
    ),
    "missing better": mark(
        "{name}: more days are missing {place} than in the other period. If those days had been "
        "2 points better, the change would be {change}."
    ),
    "crash days": mark("{name}: if crash days count as 10, this is no longer clear."),
    "without copied": mark("{name}: without the copied days, this is no longer clear."),
    "without recalled": mark(
        "{name}: without the days filled in afterwards or from paper, this is no longer clear."
    ),
    "without helped": mark(
        "{name}: without the days entered by a helper, this is no longer clear."
    ),
    "many": mark(
        "{name}: with this many symptoms, one may stand out by chance. So this does not count yet."
    ),
    "two weeks": mark(
        "Two weeks before and two weeks after cannot show a change, as the first days are left "
        "out. With 28 days before and 8 weeks on a dose, a real change of 2 points shows up in "
        "about {few} in 10 diaries. With 60 days before and 90 days on it, it shows up in about "
        "{more} in 10."
    ),
    "also early": mark("Lower so far: {names}."),
    "exertion too few": mark("There are not enough days to look at what comes before a crash."),
    "exertion swings": mark(
        "Effort and {name} rise and fall together, about every {days} days. So we cannot "
        "tell which comes first."
    ),
    "exertion worse 1": mark(
        "After days that took more effort, {name} was often worse. This showed most clearly one "
        "day later."
    ),
    "exertion worse 2": mark(
        "After days that took more effort, {name} was often worse. This showed most clearly two "
        "days later."
    ),
    "exertion worse 3": mark(
        "After days that took more effort, {name} was often worse. This showed most clearly "
        "three days later."
    ),
    "exertion common": mark(
        "Something else that affects both for a while could look just like this."
    ),
    "exertion unseen": mark(
        "No link was seen between days that took more effort and {name}. That does not mean it "
        "is safe to do more."
    ),
    "rest first": mark(
        "Feeling ill makes people rest. A quiet day before a crash does not mean that rest is bad."
    ),
    "pacing": mark("If you pace well, the link can be hidden. Please do not do more to find out."),
}
"""By what they are for; {places} are filled in with names, numbers and dates."""

VERDICTS: dict[Verdict, str] = {
    Verdict.BETTER: mark("likely better"),
    Verdict.WORSE: mark("likely worse"),
    Verdict.NO_IMPORTANT_CHANGE: mark("about the same"),
    Verdict.NO_CLEAR_CHANGE: mark("no clear change"),
    Verdict.NOT_ENOUGH_DAYS: mark("not enough days yet"),
    Verdict.ALREADY_CHANGING: mark("may have been falling before"),
    Verdict.MEASURED_DIFFERENTLY: mark("scored on two scales"),
    Verdict.EARLY: mark("lower so far"),
    Verdict.BAD_START: mark("lower, but after a bad spell"),
    Verdict.WORSE_BEFORE: mark("likely worse, but may have been rising before"),
    Verdict.WAITING: mark("waiting for the day you chose"),
    Verdict.NOT_JUDGED: mark("not assessed"),
}
"""The verdicts as a person reads them beside a picture."""

FINAL: dict[Reason | None, str] = {
    Reason.TOO_FEW_DAYS: mark("too few days to compare"),
    Reason.TOO_FEW_DAYS_BEFORE: mark("too few days to compare"),
    Reason.TOO_WIDE: mark("too up and down to tell"),
    Reason.COPIED: mark("too many copied days"),
}
"""The same in place of “not enough days yet”, where more days will not come or would not help."""

COUNTED: dict[str, tuple[str, str]] = {
    "days more": mark_plural(
        "{name}: not enough days yet, {n} more needed.",
        "{name}: not enough days yet, {n} more needed.",
    ),
    "crashes": mark_plural(
        "{n} crash day in {days} days {place}. That is {rate} per 28 days.",
        "{n} crash days in {days} days {place}. That is {rate} per 28 days.",
    ),
    "points": mark_plural("{n} point", "{n} points"),
    "taken": mark_plural(
        "{dose}: taken on {taken} of {n} day with an answer.",
        "{dose}: taken on {taken} of {n} days with an answer.",
    ),
    "others few": mark_plural("The other one: not enough days.", "The other {n}: not enough days."),
    "others same": mark_plural("The other one: about the same.", "The other {n}: about the same."),
    "others unclear": mark_plural(
        "The other one: no clear change yet.", "The other {n}: no clear change yet."
    ),
    "others mixed": mark_plural(
        "The other one: no clear change, or too few days.",
        "The other {n}: no clear change, or too few days.",
    ),
    "others scales": mark_plural(
        "The other one: scored on two scales.",
        "The other {n}: scored on two scales.",
    ),
    "others varied": mark_plural(
        "The other one: no clear change, or it cannot be compared.",
        "The other {n}: no clear change, or they cannot be compared.",
    ),
}
"""Sentences and parts that depend on a number."""


def say(key: str, **values: object) -> str:
    """The sentence for `key`, filled in, in the person's language."""
    return _(SENTENCES[key]).format(**values)


def counted(key: str, n: float, **values: object) -> str:
    """As `say`, counting `n`."""
    one, many = COUNTED[key]
    return ngettext(one, many, n).format(n=formats.number(n), **values)


def points(value: float) -> str:
    """A size in points, to the nearest half: “1 point”, “2.5 points”; never 0."""
    return counted("points", max(0.5, half(value)))


def half(value: float) -> float:
    """The size of `value` to the nearest half point."""
    return round(2 * abs(value)) / 2


def verdict(which: Verdict) -> str:
    """The verdict in the person's words."""
    return _(VERDICTS[which])


def verdict_on(one: Comparison) -> str:
    """The verdict on one symptom in the person's words, true to its reason."""
    few = one.verdict is Verdict.NOT_ENOUGH_DAYS
    return _(FINAL[one.reason]) if few and one.final else verdict(one.verdict)

"""Every sentence the comparison can say, in one table: short words, and never a cause."""

from __future__ import annotations

from ldn_desktop.analysis.verdict import Verdict
from ldn_desktop.i18n import _, mark, ngettext

SENTENCES: dict[str, str] = {
    "better": mark("{name}: likely better {place}."),
    "worse": mark("{name}: likely worse {place}."),
    "same": mark("{name}: about the same {place}."),
    "unclear": mark("{name}: no clear change {place} yet."),
    "already": mark("{name}: lower by about {points}, but it may have been falling before that."),
    "measured": mark("{name}: scored in two ways. These cannot be compared."),
    "too few": mark("{name}: not enough days yet."),
    "too few before": mark("{name}: there are not enough days {place} to compare with."),
    "too wide": mark("{name}: too much up and down to tell yet."),
    "copied": mark("{name}: too many days were copied to tell."),
    "lower": mark("About {points} lower than {earlier} (could be {least} to {most})."),
    "higher": mark("About {points} higher than {earlier} (could be {least} to {most})."),
    "fits": mark("Between {better} better and {worse} worse all fit."),
    "fits better": mark("Between {least} and {most} better all fit."),
    "fits worse": mark("Between {least} and {most} worse all fit."),
    "also better": mark("Likely better too: {names}."),
    "also worse": mark("Likely worse: {names}."),
    "others few": mark("The other {n}: not enough days yet."),
    "others same": mark("The other {n}: about the same."),
    "others unclear": mark("The other {n}: no clear change yet."),
    "look again": mark("Look again on {date}."),
    "one phase": mark("There is nothing to compare yet. It takes days on two doses."),
    "no baseline": mark("There are no days here from before the first dose."),
    "rising": mark("The dose went up step by step. Dose and time cannot be told apart."),
    "open": mark(
        "You know which days were on a dose, and hope can change a score too. "
        "Days alone cannot tell why."
    ),
    "borrowed": mark(
        "We count {points} as a change that matters. That comes from other illnesses."
    ),
    "run-in": mark("The first days of each dose are left out."),
    "missing": mark(
        "{name}: more days are missing {place}. If those had been 2 points worse, "
        "the change would be {change}."
    ),
    "crash days": mark("{name}: with the crash days at 10, this is not clear any more."),
    "without copied": mark("{name}: without the copied days, this is not clear any more."),
    "without recalled": mark(
        "{name}: without the days filled in afterwards, this is not clear any more."
    ),
    "many": mark(
        "{name}: with this many scores, one may stand out by rng. So it does not count yet."
    ),
    "two weeks": mark(
        "Two weeks before and two weeks after find a true gain of 2 points in one of six diaries. "
        "28 days before the first dose tell more, if that fits in."
    ),
    "crash rate": mark("That is about {rate} in 28 days (could be {low} to {high})."),
    "exertion too few": mark("There are not enough days to look at what comes before a crash."),
    "exertion worse": mark("After days that took more, {name} was often worse for three days."),
    "exertion unseen": mark(
        "No link was seen between hard days and {name}. That never means it is safe to do more."
    ),
    "rest first": mark(
        "Feeling ill makes people rest. A quiet day before a crash does not mean that rest is bad."
    ),
    "pacing": mark("If you pace well, the link can be hidden. Please do not test it."),
}
"""By what they are for; {places} are filled in with names, numbers and dates."""

VERDICTS: dict[Verdict, str] = {
    Verdict.BETTER: mark("likely better"),
    Verdict.WORSE: mark("likely worse"),
    Verdict.NO_IMPORTANT_CHANGE: mark("about the same"),
    Verdict.NO_CLEAR_CHANGE: mark("no clear change"),
    Verdict.NOT_ENOUGH_DAYS: mark("not enough days yet"),
    Verdict.ALREADY_CHANGING: mark("may have been falling before"),
    Verdict.MEASURED_DIFFERENTLY: mark("scored in two ways"),
}
"""The verdicts as a person reads them beside a picture."""

COUNTED: dict[str, tuple[str, str]] = {
    "days more": (
        mark("Not enough days yet: {n} more."),
        mark("Not enough days yet: {n} more."),
    ),
    "crashes": (
        mark("A crash began {n} time in {days} days {place}."),
        mark("A crash began {n} times in {days} days {place}."),
    ),
    "points": (mark("{points} point"), mark("{points} points")),
}
"""Sentences and parts that depend on a number."""


def say(key: str, **values: object) -> str:
    """The sentence for `key`, filled in, in the person's language."""
    return _(SENTENCES[key]).format(**values)


def counted(key: str, n: float, **values: object) -> str:
    """As `say`, counting `n`."""
    one, many = COUNTED[key]
    return ngettext(one, many, 1 if n == 1 else 2).format(n=f"{n:g}", **values)


def points(value: float) -> str:
    """A size in points, to the nearest half: “1 point”, “2.5 points”; never 0."""
    size = max(0.5, half(value))
    return counted("points", size, points=f"{size:g}")


def half(value: float) -> float:
    """The size of `value` to the nearest half point."""
    return round(2 * abs(value)) / 2


def signed(value: float) -> str:
    """A change in points with its sign: “−1.6”."""
    return f"{value:+.1f}".replace("-", "−") if round(value, 1) else "0.0"


def verdict(which: Verdict) -> str:
    """The verdict in the person's words."""
    return _(VERDICTS[which])

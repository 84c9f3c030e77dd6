"""What “Did anything change?” shows of one version of the diary, worked out off the screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import TYPE_CHECKING

from ldn_desktop.diary import imported_steps
from ldn_desktop.diary.model import Diary, DoseStep
from ldn_desktop.i18n import _, formats, ngettext

if TYPE_CHECKING:
    from ldn_desktop.analysis import Comparison, Phase

LONGEST_STRIP = 120
"""Days of one phase that are drawn: older ones of a long phase are left out."""


class Shape(Enum):
    """The sign beside a verdict; the words say the same."""

    BETTER = "better"
    MAYBE_BETTER = "maybe better"
    WORSE = "worse"
    MAYBE_WORSE = "maybe worse"
    SAME = "same"
    UNCLEAR = "unclear"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One symptom, side effect, or the crash days: the verdict, its interval, before and now."""

    name: str
    shape: Shape
    verdict: str
    detail: str = ""
    interval: tuple[float, float, float] | None = None
    """Low, middle and high of the change in points; below 0 is better."""
    too_small: float = 1.0
    """Points up to which a change does not matter."""
    before: float | None = None
    now: float | None = None

    @property
    def clear(self) -> bool:
        return self.shape in (Shape.BETTER, Shape.WORSE)

    def announcement(self, before: str, now: str) -> str:
        """The row for a screen reader; `before` and `now` name the two columns."""
        verdict = formats.enumerated([part for part in (self.verdict, self.detail) if part])
        parts = [_("{name}: {verdict}.").format(name=self.name, verdict=verdict)]
        for label, mean in ((before, self.before), (now, self.now)):
            shown = _("no mean") if mean is None else formats.number(mean, 1)
            parts.append(_("{label}: {mean}.").format(label=label, mean=shown))
        return " ".join(parts)


class DayUse(Enum):
    """How a day takes part in the comparison."""

    BEFORE = "before"
    NOW = "now"
    EMPTY = "empty"
    """Within a compared phase, without an answer."""
    LEFT_OUT = "left out"
    BETWEEN = "between"
    """On another dose."""
    TO_COME = "to come"


@dataclass(frozen=True, slots=True)
class DayGroup:
    """Days in a row that are used in the same way, with what stands under them."""

    days: tuple[DayUse, ...]
    title: str
    note: str
    head: str = ""
    """Above the first day: what begins there."""


@dataclass(frozen=True, slots=True)
class ComparisonData:
    """Everything the page and “How sure is this?” show."""

    headline: str
    second: str
    """The caveat and when to check again: directly under the headline."""
    early: bool
    """Whether there are too few days for any answer."""
    pending: str
    """The day that was fixed for looking, where it is still to come."""
    next_look: date | None
    """When to check again; None where there is nothing to compare, or waiting would not help."""
    before_label: str
    now_label: str
    symptoms: tuple[ChangeRow, ...]
    side_effects: tuple[ChangeRow, ...]
    compared: str
    """How many days are compared with how many."""
    groups: tuple[DayGroup, ...]
    one_by_one: tuple[str, ...]
    cautions: tuple[str, ...]
    crashes: tuple[str, ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    footnotes: tuple[str, ...]
    beside: tuple[str, ...] = ()
    """Other medicines and events of the compared time."""
    unlisted: str = ""
    """What makes the comparison say little: doses on days that count as days without any."""
    missing_steps: tuple[DoseStep, ...] = ()
    """Those that imported doses show."""


def work_out(diary: Diary, today: date) -> ComparisonData:
    """Compare the phases of `diary` as of `today`. Not for the interface thread."""
    from ldn_desktop import analysis
    from ldn_desktop.analysis import comparison_table, crashes, text
    from ldn_desktop.analysis.beside_doses import beside_sentences, unlisted_doses

    comparisons = analysis.compare(diary, today=today)
    asked = text.latest(comparisons)
    phases = analysis.phases(diary, today)
    pending = analysis.look(diary, today).pending is not None
    early = _too_early(asked) and not pending
    next_look = analysis.next_look(diary, today) if analysis.waiting_helps(asked) else None
    again = formats.date_near(next_look, today) if next_look else ""
    headline, second = _headline(comparisons, asked, again, early=early)
    if pending:
        headline, *rest = text.sentences(comparisons, again)
        second = " ".join(rest)
    silent = early or pending or not asked
    crash_row = [] if silent else _crash_row(diary, phases, asked)
    crash_lines = [
        *crashes.crash_sentences(crashes.crash_rates(diary, phases)),
        *crashes.exertion_sentences(crashes.exertion(diary, until=today)),
    ]
    return ComparisonData(
        headline=headline,
        second=second,
        early=early or not asked,
        pending=again if pending else "",
        next_look=next_look,
        before_label=_column_label(asked[0].earlier.phrase, phases[0]) if asked else "",
        now_label=_column_label(asked[0].later.phrase, phases[0]) if asked else "",
        symptoms=() if silent else (*_rows(asked, effects=False), *crash_row),
        side_effects=() if silent else tuple(_rows(asked, effects=True)),
        compared=_compared(asked),
        groups=() if pending else tuple(_groups(diary, asked, today, next_look)),
        one_by_one=() if pending else tuple(_one_by_one(asked)),
        cautions=tuple(text.notes(comparisons, phases)),
        crashes=tuple(crash_lines),
        heads=comparison_table.headings(),
        rows=() if pending else tuple(row.cells() for row in comparison_table.doctor_rows(asked)),
        footnotes=tuple(comparison_table.footnotes(asked)) if asked else (),
        beside=() if silent else tuple(beside_sentences(diary, phases)),
        unlisted=unlisted_doses(diary, phases),
        missing_steps=tuple(imported_steps.missing_steps(diary)),
    )


def past_verdicts_lines(diary: Diary, today: date) -> list[str]:
    """The verdicts of earlier weeks, with their dates. Not for the interface thread: it is slow."""
    from ldn_desktop.analysis import history

    return history.sentences(history.past_verdicts(diary, today), today)


def _one_by_one(asked: Sequence[Comparison]) -> list[str]:
    """Each symptom's answer, with its caveat directly behind a change."""
    from ldn_desktop.analysis import text

    lines = []
    for one in asked:
        if one.verdict not in text.UNTOLD:
            caveat = [text.caveat_of(one)] if one.verdict in text.CHANGES else []
            lines.append(" ".join([text.describe(one), *caveat]))
    return lines


def _too_early(asked: Sequence[Comparison]) -> bool:
    """Whether no symptom has enough days, and nothing else is plainly worse."""
    from ldn_desktop.analysis import Verdict, text

    if any(one.verdict in text.CLEAR for one in asked):
        return False
    symptoms = [one for one in asked if not one.evidence.side_effect] or list(asked)
    comparable = [one for one in symptoms if one.verdict is not Verdict.MEASURED_DIFFERENTLY]
    few = [
        one
        for one in comparable
        if one.verdict is Verdict.NOT_ENOUGH_DAYS and not _undecidable(one)
    ]
    return bool(few) and len(few) == len(comparable)


def _undecidable(one: Comparison) -> bool:
    """Whether there are days enough, yet they tell nothing and more would not help."""
    from ldn_desktop.analysis.verdict import Reason

    return one.final and one.reason in (Reason.TOO_WIDE, Reason.COPIED)


def _headline(
    comparisons: Sequence[Comparison],
    asked: Sequence[Comparison],
    again: str,
    *,
    early: bool,
) -> tuple[str, str]:
    from ldn_desktop.analysis import text
    from ldn_desktop.analysis.sentences import say

    if not asked:
        return text.sentences(comparisons)[0], ""
    if early:
        return _too_early_headline(asked, again)
    second = [text.caveat(comparisons)]
    if again:
        second.append(say("look again", date=again))
    return change_headline(asked), " ".join(part for part in second if part)


def _too_early_headline(asked: Sequence[Comparison], again: str) -> tuple[str, str]:
    """“Too early to say. 10 of 14 days. Check again on 5 December.”, where waiting helps."""
    from ldn_desktop.analysis import text
    from ldn_desktop.analysis.sentences import say

    waiting = [one for one in asked if one.days_needed is not None]
    if not waiting:
        if again:
            return _("Too early to say."), say("look again", date=again)
        return _("There are too few days to compare."), text.describe(asked[0])
    most = max(waiting, key=lambda one: one.later.recorded_days)
    there, more = most.later.recorded_days, most.days_needed or 0
    early = _("Too early to say. {there} of {needed} days. Check again on {date}.")
    head = early.format(there=there, needed=there + more, date=again)
    second = ngettext(
        "{more} more day with answers is needed {place}. A gap does no harm: the check "
        "just comes later.",
        "{more} more days with answers are needed {place}. A gap does no harm: the check "
        "just comes later.",
        more,
    )
    return head, second.format(more=more, place=most.later.phrase)


def change_headline(asked: Sequence[Comparison]) -> str:
    """What is likely better and likely worse; harms are never left out.

    A change that was under way before is never shown without that.
    """
    from ldn_desktop.analysis import Verdict
    from ldn_desktop.analysis.text import NOTHING_SEEN

    position = asked[0].later.phrase

    def names(*verdicts: Verdict) -> str:
        return formats.listed([one.name for one in asked if one.verdict in verdicts])

    better, worse = names(Verdict.BETTER), names(Verdict.WORSE)
    lower = names(Verdict.EARLY, Verdict.BAD_START, Verdict.ALREADY_CHANGING)
    rising = names(Verdict.WORSE_BEFORE)
    sentences = []
    if better:
        sentences.append(_("Likely better {place}: {names}.").format(place=position, names=better))
    elif lower:
        text = _("Lower {place}, but this may not be a lasting change: {names}.")
        sentences.append(text.format(place=position, names=lower))
    if worse:
        text = _("Likely worse: {names}.") if sentences else _("Likely worse {place}: {names}.")
        sentences.append(text.format(place=position, names=worse))
    if rising:
        text = _("Likely worse, but it may have been rising before: {names}.")
        sentences.append(text.format(names=rising))
    if not sentences and not any(one.verdict in NOTHING_SEEN for one in asked):
        return _("These days cannot show whether anything changed.")
    return " ".join(sentences) or _("No clear change {place} yet.").format(place=position)


def _column_label(phrase: str, first: Phase) -> str:
    """What stands over a column: by itself, “before” does not say before what."""
    is_baseline = not first.on_dose and phrase == first.phrase
    return _("before LDN") if is_baseline else phrase


def _rows(asked: Sequence[Comparison], *, effects: bool) -> list[ChangeRow]:
    """Main symptoms first; the rest in the person's order."""
    shown = [one for one in asked if one.evidence.side_effect == effects]
    shown.sort(key=lambda one: not one.evidence.main)
    return [_row(one) for one in shown]


def _row(one: Comparison) -> ChangeRow:
    from ldn_desktop.analysis.sentences import points, verdict_on

    shape, estimate = _shape(one), one.estimate
    detail, interval = "", None
    if estimate is not None and shape is not Shape.UNKNOWN:
        change, low, high = estimate.size
        interval = (low, change, high)
        if shape in (Shape.BETTER, Shape.MAYBE_BETTER):
            detail = _("about {points} lower").format(points=points(change))
        elif shape in (Shape.WORSE, Shape.MAYBE_WORSE):
            detail = _("about {points} higher").format(points=points(change))
        elif shape is Shape.SAME:
            detail = _("any change is small")
    elif one.days_needed:
        detail = ngettext("{n} more is needed", "{n} more are needed", one.days_needed).format(
            n=one.days_needed
        )
    enough_days = interval is not None or _undecidable(one)
    return ChangeRow(
        name=one.name,
        shape=shape,
        verdict=verdict_on(one),
        detail=detail,
        interval=interval,
        too_small=one.evidence.mid,
        before=one.earlier.mean if enough_days else None,
        now=one.later.mean if enough_days else None,
    )


def _shape(one: Comparison) -> Shape:
    from ldn_desktop.analysis import Verdict

    shapes = {
        Verdict.BETTER: Shape.BETTER,
        Verdict.EARLY: Shape.MAYBE_BETTER,
        Verdict.BAD_START: Shape.MAYBE_BETTER,
        Verdict.ALREADY_CHANGING: Shape.MAYBE_BETTER,
        Verdict.WORSE: Shape.WORSE,
        Verdict.WORSE_BEFORE: Shape.MAYBE_WORSE,
        Verdict.NO_IMPORTANT_CHANGE: Shape.SAME,
        Verdict.NO_CLEAR_CHANGE: Shape.UNCLEAR,
    }
    return shapes.get(one.verdict, Shape.UNKNOWN)


def _crash_row(
    diary: Diary, phases: Sequence[Phase], asked: Sequence[Comparison]
) -> list[ChangeRow]:
    """Crash days in 28 days, before the first dose and now; counted, not judged."""
    from ldn_desktop.analysis import crashes

    if not asked or phases[0].on_dose:
        return []
    by_dose = {found.phase: found.rate for found in crashes.crash_rates(diary, phases)}
    rates = [by_dose.get(side.phase, 0.0) for side in (asked[0].earlier, asked[0].later)]
    if not any(rates):
        return []
    return [
        ChangeRow(
            name=_("Crash days"),
            shape=Shape.UNKNOWN,
            verdict=_("number per 28 days"),
            before=rates[0],
            now=rates[1],
        )
    ]


def _compared(asked: Sequence[Comparison]) -> str:
    if not asked:
        return ""
    one = _fullest(asked)
    text = _("{early} of {early_days} days {before} compared with {there} of {days} days {now}.")
    return text.format(
        early=one.earlier.recorded_days,
        early_days=one.earlier.calendar_days,
        before=one.earlier.phrase,
        there=one.later.recorded_days,
        days=one.later.calendar_days,
        now=one.later.phrase,
    )


def _fullest(asked: Sequence[Comparison]) -> Comparison:
    """The symptom with the most answers: its days stand for all."""
    return max(asked, key=lambda one: one.earlier.recorded_days + one.later.recorded_days)


def _groups(
    diary: Diary, asked: Sequence[Comparison], today: date, next_look: date | None
) -> list[DayGroup]:
    """The days that the verdicts rest on, in order, what lies between, and what is still needed.

    All phases on one dose are read together: after on, off and on again the days of both times
    on the dose are compared with those without it. Days since the last look count at the next.
    """
    from ldn_desktop import analysis
    from ldn_desktop.analysis import groups as read_together

    until = min(analysis.look(diary, today).until, today) if asked else today
    phases = analysis.phases(diary, until)
    if not phases:
        return []
    symptom = _fullest(asked).symptom if asked else ""
    pooled = read_together(list(phases))
    before, now = pooled[0].phases, pooled[-1].phases if len(pooled) > 1 else ()
    groups: list[DayGroup] = []
    between = 0
    for phase in phases:
        if phase not in before and phase not in now:
            between += phase.days
            continue
        if between:
            groups.append(_other_doses(between))
            between = 0
        use = DayUse.BEFORE if phase in before else DayUse.NOW
        groups += _phase_groups(diary, phase, phases[0], use, symptom)
    if between:
        groups.append(_other_doses(between))
    since = (today - until).days
    more = max((one.days_needed or 0 for one in asked), default=0)
    if more and phases[-1] in now:
        # Days since the last look are among those that are still needed.
        head = _("after {date}").format(date=formats.day_month(until)) if since else ""
        note = ngettext("{n} more day is needed", "{n} more days are needed", more)
        days = (DayUse.TO_COME,) * min(more, 28)
        title = _("Still to come")
        groups.append(DayGroup(days, title, note.format(n=more), head or _("after today")))
    elif since:
        title = ngettext("Last {n} day", "Last {n} days", since).format(n=since)
        note = _("left out")
        if next_look:
            note = _("counted from {date}").format(date=formats.day_month(next_look))
        groups.append(DayGroup((DayUse.LEFT_OUT,) * since, title, note))
    return groups


def _other_doses(days: int) -> DayGroup:
    shown = (DayUse.BETWEEN,) * min(days, LONGEST_STRIP)
    return DayGroup(shown, _("Other doses"), _("not compared here"))


def _phase_groups(
    diary: Diary, phase: Phase, first: Phase, use: DayUse, symptom: str
) -> list[DayGroup]:
    """Its first days, which are left out, and the compared ones with those that have answers."""
    head = ""
    if phase is not first:
        head = _("{dose} from {date}").format(dose=phase.label, date=formats.day_month(phase.start))
    groups = []
    if phase.run_in:
        left_out = (DayUse.LEFT_OUT,) * min(phase.run_in, phase.days)
        title = ngettext("First {n} day", "First {n} days", phase.run_in).format(n=phase.run_in)
        groups.append(DayGroup(left_out, title, _("left out"), head))
        head = ""
    dates = [
        phase.compared_from + timedelta(days=n)
        for n in range((phase.end - phase.compared_from).days + 1)
    ]
    if not dates:
        return groups
    scores = [diary.day(when).scores for when in dates]
    recorded = [symptom in found if symptom else bool(found) for found in scores]
    days = tuple(use if there else DayUse.EMPTY for there in recorded)[-LONGEST_STRIP:]
    note = ngettext(
        "{there} of {n} day with answers", "{there} of {n} days with answers", len(dates)
    )
    phrase = _column_label(phase.phrase, first)
    title = formats.capitalised(phrase)
    groups.append(DayGroup(days, title, note.format(there=sum(recorded), n=len(dates)), head))
    return groups

"""The sentences of the report, shared by the drawn page and its plain-text twin."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ldn_desktop.analysis import Comparison, Verdict
from ldn_desktop.analysis.sentences import verdict_on
from ldn_desktop.diary import function, marks
from ldn_desktop.diary.fields import DOSE_TIME, FIELDS
from ldn_desktop.diary.function import FunctionResult
from ldn_desktop.diary.model import Mark
from ldn_desktop.diary.provenance import Provenance
from ldn_desktop.i18n import _, formats, mark, mark_plural, ngettext
from ldn_desktop.report.report_data import ReportData, Stage

TITLE = mark("Symptom diary: low-dose naltrexone (LDN)")
INVENTED = mark("Example data, not a real person")
NOT_A_DEVICE = mark(
    "Recorded with LDN Desktop, which is not a medical device. Means show what happened, not why."
)
MAX_OTHERS = 2
MAX_MARKS = 4
"""Other medicines, or events, that one line names."""
_FROM = {
    Provenance.ENTERED: mark_plural("{n} on the day", "{n} on the day"),
    Provenance.COPIED: mark_plural(
        "{n} copied from the day before", "{n} copied from the day before"
    ),
    Provenance.PAPER: mark_plural("{n} from paper", "{n} from paper"),
    Provenance.RECALLED: mark_plural("{n} filled in afterwards", "{n} filled in afterwards"),
    Provenance.IMPORTED: mark_plural("{n} imported", "{n} imported"),
}


class ReportLine(NamedTuple):
    """One line of the box at the top: its name, the answer, and the numbers behind it."""

    name: str
    lead: str
    rest: str = ""

    @property
    def text(self) -> str:
        return " ".join(part for part in (self.lead, self.rest) if part)


def period(data: ReportData) -> str:
    return formats.period(data.start, data.end)


def coverage(data: ReportData) -> str:
    return ngettext(
        "Entries on {recorded} of {days} day.",
        "Entries on {recorded} of {days} days.",
        data.days,
    ).format(recorded=data.recorded, days=data.days)


def summary(data: ReportData) -> list[ReportLine]:
    """What a doctor wants to know in the first ten seconds."""
    rows = [
        ReportLine(_("LDN now"), *_dose(data.now)),
        *_dose_times(data),
        ReportLine(_("Crash days"), *_crashes(data)),
    ]
    rows += [_symptom(data, key) for key in data.main]
    if data.side_effects:
        rows.append(ReportLine(_("Side effects"), *_side_effects(data)))
    rows.append(ReportLine(_("Opioid medicines"), _opioids(data)))
    if data.medicines:
        rows.append(ReportLine(_("Also taken"), "", _marked(data.medicines)))
    if data.events:
        rows.append(ReportLine(_("Also recorded"), "", _marked(data.events)))
    if data.results:
        rows.append(ReportLine(_("Function"), *_function(data.results)))
    return rows


def _opioids(data: ReportData) -> str:
    if not data.opioids:
        return _("None recorded in this diary.")
    return _("{names}. LDN blocks opioids.").format(names=_names(marks.grouped(data.opioids)))


def _names(groups: Sequence[Sequence[Mark]]) -> str:
    return formats.enumerated([marks.brief_text(group) for group in groups])


def _marked(found: Sequence[Mark]) -> str:
    """The newest of `found`, and how many older ones there are."""
    groups = marks.grouped(found)
    shown = groups[-MAX_MARKS:][::-1]
    more = len(groups) - len(shown)
    if not more:
        return _("{names}.").format(names=_names(shown))
    return ngettext("{names} and {n} more.", "{names} and {n} more.", more).format(
        names=_names(shown), n=more
    )


def _function(found: Sequence[FunctionResult]) -> tuple[str, str]:
    """The newest result in bold, the oldest behind it."""
    newest, oldest = found[-1], found[0]
    lead = _("FUNCAP {mean} on {date}.").format(
        mean=function.mean_text(newest), date=formats.long_date(newest.date)
    )
    parts = [_("Higher is better.")]
    if newest.is_partial:
        parts.append(
            _("Only {n} of {all} questions answered.").format(n=newest.items, all=function.ITEMS)
        )
    if len(found) > 1:
        parts.append(
            _("{mean} on {date}.").format(
                mean=function.mean_text(oldest), date=formats.long_date(oldest.date)
            )
        )
    return lead, " ".join(parts)


def _dose(now: Stage) -> tuple[str, str]:
    if now.step is None:
        return _("No LDN dose was entered."), ""
    since = formats.long_date(now.step.start)
    if not now.step.mg:
        return _("No LDN since {date}.").format(date=since), ""
    lead = _("{amount} a day since {date}.").format(amount=now.amount, date=since)
    parts = {"taken": now.taken, "days": now.days, "missed": now.not_taken, "empty": now.no_entry}
    text = ngettext(
        "Taken on {taken} of {days} day, not taken on {missed}, no entry on {empty}.",
        "Taken on {taken} of {days} days, not taken on {missed}, no entry on {empty}.",
        now.days,
    )
    return lead, text.format(**parts)


def _dose_times(data: ReportData) -> list[ReportLine]:
    """“Time of the dose: Evening on 18 days and Morning on 2 days.”, where it was recorded."""
    times = [
        ngettext("{time} on {n} day", "{time} on {n} days", n).format(time=time, n=n)
        for time, n in data.dose_times
    ]
    if not times:
        return []
    rest = _("{names}.").format(names=formats.enumerated(times))
    return [ReportLine(FIELDS[DOSE_TIME].label, "", rest)]


def rate(stage: Stage) -> str:
    return formats.number(stage.crashes_per_28, 1)


def _crashes(data: ReportData) -> tuple[str, str]:
    """Crash days in 28 days now, and before the first dose."""
    now, first = data.now, data.stages[0]
    if now.mg:
        text = _("{rate} per 28 days on {amount}.")
        lead = text.format(rate=rate(now), amount=formats.mg(now.mg))
    else:
        lead = _("{rate} per 28 days.").format(rate=rate(now))
    if first is now or first.mg:
        return lead, ""
    return lead, _("{rate} per 28 days before LDN.").format(rate=rate(first))


def _symptom(data: ReportData, key: str) -> ReportLine:
    """The change of one main symptom in one line."""
    name = data.labels.get(key, key)
    compared = next((one for one in data.comparisons if one.symptom == key), None)
    if compared is not None and compared.earlier.mean is not None:
        return ReportLine(name, _verdict_sentence(compared), _means(compared))
    level = data.levels[data.keys.index(key)]
    if level.now is None:
        return ReportLine(name, _("Too few days for a mean."))
    parts = {"days": data.compared, "mean": formats.number(level.now, 1)}
    lead = _("Mean {mean} in the last {days} days.").format(**parts)
    if level.before is None:
        return ReportLine(name, lead)
    before = formats.number(level.before, 1)
    rest = _("{mean} in the {days} days before.").format(mean=before, days=data.compared)
    return ReportLine(name, lead, rest)


def _verdict_sentence(one: Comparison) -> str:
    return _("{verdict}:").format(verdict=formats.capitalised(verdict_on(one)))


def _means(one: Comparison) -> str:
    """“7.3 before, 4.4 on 4.5 mg.”"""
    parts = {"earlier": formats.number(one.earlier.mean or 0.0, 1), "before": one.earlier.phrase}
    if one.later.mean is None:
        return _("{earlier} {before}.").format(**parts)
    text = _("{earlier} {before}, {later} {now}.")
    return text.format(**parts, later=formats.number(one.later.mean, 1), now=one.later.phrase)


def _side_effects(data: ReportData) -> tuple[str, str]:
    """The worst one first; of the rest what is known."""
    compared = [one for one in data.comparisons if one.evidence.side_effect and one.estimate]
    if not compared:
        return _side_effect_means(data), ""
    worse = [one for one in compared if one.verdict is Verdict.WORSE]
    others = [one for one in compared if one.verdict is not Verdict.WORSE]
    lead = " ".join(
        _("{name} likely worse: {means}").format(name=one.name, means=_means(one)) for one in worse
    )
    rest = " ".join(
        _("{name}: {verdict}.").format(name=one.name, verdict=verdict_on(one))
        for one in others[: MAX_OTHERS if worse else 4]
    )
    return lead, rest


def _side_effect_means(data: ReportData) -> str:
    """What was rated on this dose, where it cannot be compared; the worst first."""
    means = zip(data.side_effects, data.now.side_effects, strict=True)
    known = [(mean.points, name) for name, mean in means if mean.days]
    if not known:
        return _("No side effects were rated on this dose.")
    parts = [
        _("{name} {mean}").format(name=name, mean=formats.number(points, 1))
        for points, name in sorted(known, reverse=True)
    ]
    return _("Means on this dose: {means}.").format(means=formats.enumerated(parts))


def how_made(data: ReportData) -> str:
    """Whose scores they are, and how many came from where."""
    rated = _("Scores are the patient’s own, 0 (none) to 10 (worst).")
    parts = [ngettext(*_FROM[way], n).format(n=n) for way, n in data.provenance]
    if not parts:
        return rated
    entered = formats.enumerated(parts)
    return " ".join([rated, _("Entered: {parts}.").format(parts=entered), *data.helped])


def reading_help(*, weekly: bool) -> str:
    """How to read the pictures; `weekly` where days are too narrow to be drawn one by one."""
    if weekly:
        return _(
            "Dots: mean of each week, hollow if none of its days was entered on the day."
            " Line: mean of the last 28 days. Gaps: no entry."
        )
    return _(
        "Dots: days, hollow if not entered that day. Line: mean of the last 7 days."
        " Hatched: crash days. Gaps: no entry."
    )

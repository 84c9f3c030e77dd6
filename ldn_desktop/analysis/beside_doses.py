"""What else there was in the time that is compared: shown beside a comparison, never tested."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ldn_desktop.analysis.phases import Phase
from ldn_desktop.diary import function, imported_steps, marks
from ldn_desktop.diary.function import FunctionResult
from ldn_desktop.diary.model import Diary, Mark, MarkKind
from ldn_desktop.i18n import _, formats, ngettext

MOST_SENTENCES = 3
MOST_NAMED = 5


def beside_sentences(diary: Diary, phases: Sequence[Phase]) -> list[str]:
    """What began or ended from the first of `phases` to the last; empty without two phases.

    Other medicines one by one, everything else in one sentence, then the results of FUNCAP.
    """
    if len(phases) < 2:
        return []
    start, end = phases[0].start, phases[-1].end
    found = marks.began_or_ended(diary.marks, start, end)
    sentences = _medicines([m for m in found if m.kind is MarkKind.MEDICINE], start, end)
    sentences += _others([m for m in found if m.kind is not MarkKind.MEDICINE])
    if sentences:
        sentences.append(_("Any of this may have made a difference too."))
    return [*sentences, *function_sentences(diary, phases)]


def unlisted_doses(diary: Diary, phases: Sequence[Phase]) -> str:
    """A sentence where doses were taken on days that are compared as days without any, or ""."""
    if not phases or phases[0].on_dose:
        return ""
    days = imported_steps.days_before_first_step(diary, phases[0].start, phases[0].end)
    if days < imported_steps.STEADY_DAYS:
        return ""
    return ngettext(
        "LDN was taken on {n} day that is counted as a day without it, because no dose step is "
        "listed for it.",
        "LDN was taken on {n} of the days that are counted as days without it, because no dose "
        "step is listed for them.",
        days,
    ).format(n=days)


def _medicines(found: Sequence[Mark], start: date, end: date) -> list[str]:
    """“Melatonin was also started on 3 May 2026.”"""
    changes = [
        (when, text.format(name=marks.name_of(one), date=formats.long_date(when)))
        for one in found
        for when, text in (
            (one.start, _("{name} was also started on {date}.")),
            (one.stop, _("{name} was also stopped on {date}.")),
        )
        if when is not None and start <= when <= end
    ]
    changes.sort(key=lambda change: change[0])
    sentences = [sentence for _when, sentence in changes[:MOST_SENTENCES]]
    more = len(changes) - len(sentences)
    if more:
        sentences.append(
            ngettext(
                "There was {n} more change to other medicines.",
                "There were {n} more changes to other medicines.",
                more,
            ).format(n=more)
        )
    return sentences


def _others(found: Sequence[Mark]) -> list[str]:
    if not found:
        return []
    groups = marks.grouped(found)
    names = formats.enumerated([marks.brief_text(group) for group in groups[-MOST_NAMED:]])
    more = len(groups) - MOST_NAMED
    if more <= 0:
        return [_("Also during this time: {names}.").format(names=names)]
    return [
        ngettext(
            "Also during this time: {names} and {n} more.",
            "Also during this time: {names} and {n} more.",
            more,
        ).format(names=names, n=more)
    ]


def function_sentences(diary: Diary, phases: Sequence[Phase]) -> list[str]:
    """The results of FUNCAP in the first and in the last of `phases`: a handful is no test."""
    first, last = phases[0], phases[-1]
    before = function.results(diary, first.start, first.end)
    now = function.results(diary, last.compared_from, last.end)
    if not before or not now:
        return []
    return [
        _(
            "Function (FUNCAP, higher is better): {now} now, {before} before. The change was "
            "not tested."
        ).format(now=_mean(now), before=_mean(before))
    ]


def _mean(found: Sequence[FunctionResult]) -> str:
    """“3.3 out of 6” of one result, “a mean of 3.1 out of 6 from 2 results” of several."""
    if len(found) == 1:
        return function.mean_text(found[0])
    mean = function.mean_of([result.mean for result in found])
    text = function.mean_text(found[0]._replace(mean=mean))
    return _("a mean of {mean} from {n} results").format(mean=text, n=len(found))

"""The command compare: did anything change?"""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from ldn_desktop.cli.diary_access import (
    example_notice,
    local_now,
    print_differing,
    read_with_sharing,
)
from ldn_desktop.cli.given_dates import diary_today
from ldn_desktop.cli.output import print_json, print_lines
from ldn_desktop.diary.model import Diary
from ldn_desktop.diary.recording import diary_date
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _, formats

if TYPE_CHECKING:
    from ldn_desktop.analysis import Comparison


def compare(args: Namespace) -> None:
    """Compare the phases of the diary, or of a table with the columns date and phase."""
    from ldn_desktop import analysis
    from ldn_desktop.analysis import Verdict, text

    heading: list[str] = []
    notes: list[str] = []
    if args.file:
        comparisons = _of_file(args)
    else:
        diary, sharing = read_with_sharing(args)
        print_differing(sharing)
        heading = example_notice(diary)
        comparisons, notes = _of_diary(diary)
        if args.ics:
            notes = [*notes, _save_check_again(args, diary, comparisons)]
    if args.file and any(one.verdict is Verdict.MEASURED_DIFFERENTLY for one in comparisons):
        notes = [_("If it is really one scale, add --one-scale.")]
    if not args.all:
        comparisons = text.latest(comparisons)
    if args.json:
        print_json(analysis.as_json(comparisons))
    else:
        print_lines([*heading, *_as_text(comparisons), *notes])


def _of_file(args: Namespace) -> list[Comparison]:
    from ldn_desktop import analysis

    return analysis.compare_csv(
        args.file,
        scale=args.scale or (0.0, 10.0, 1.0),
        mid=1.0 if args.mid is None else args.mid,
        run_in=args.run_in or 0,
        main=args.main,
        one_scale=args.one_scale,
    )


def _of_diary(diary: Diary) -> tuple[list[Comparison], list[str]]:
    """The comparisons; what else there was in that time, and the verdicts of the weeks before."""
    from ldn_desktop import analysis
    from ldn_desktop.analysis import beside_doses, history

    today = diary_today(diary)
    comparisons = analysis.compare(diary, today=today)
    earlier = history.sentences(history.past_verdicts(diary, today), today)
    beside = beside_doses.beside_sentences(diary, analysis.phases(diary, today))
    unlisted = beside_doses.unlisted_doses(diary, analysis.phases(diary, today))
    first = [unlisted] if unlisted else []
    parts = [part for part in (first, beside if comparisons else [], earlier) if part]
    return comparisons, [line for part in parts for line in ("", *part)]


def _save_check_again(args: Namespace, diary: Diary, comparisons: list[Comparison]) -> str:
    """Write the day to check again for a calendar; the line that says so. Raises UserError."""
    from ldn_desktop import analysis
    from ldn_desktop.analysis import text
    from ldn_desktop.interchange import calendar_event

    if not comparisons:
        raise UserError(_("There are not yet two phases to compare, so there is no date to save."))
    if not analysis.waiting_helps(text.latest(comparisons)):
        raise UserError(
            _("More days would not change this comparison, so there is no date to save.")
        )
    now = local_now()
    when = analysis.next_look(diary, diary_date(now, diary.about.day_ends_hour))
    calendar_event.write_check_again(when, now, args.ics)
    return _("Check again on {date}: {path}").format(date=formats.long_date(when), path=args.ics)


def _as_text(comparisons: list[Comparison]) -> list[str]:
    """Each symptom of each pair of phases in one line, under the pair and its caveat."""
    from ldn_desktop.analysis import text

    if not comparisons:
        return [_("There are not yet two phases to compare.")]
    lines: list[str] = []
    pair = ("", "")
    for one in comparisons:
        if (one.earlier.phase, one.later.phase) != pair:
            pair = (one.earlier.phase, one.later.phase)
            lines += ["", *_heading(one)]
        lines.append(f"  {text.describe(one)}")
        if one.verdict in text.CHANGES:
            lines.append(f"    {text.caveat_of(one)}")
    return lines[1:]


def _heading(one: Comparison) -> list[str]:
    """The pair, how many doses were taken, and how sure a verdict must be."""
    from ldn_desktop.analysis import text

    title = _("{later} compared with {earlier}").format(
        earlier=one.earlier.phase, later=one.later.phase
    )
    if not one.evidence.judged:
        return [_("{pair} (not assessed)").format(pair=title)]
    taken = [line for side in (one.earlier, one.later) if (line := text.taken_line(side))]
    return [title, *taken, text.bar(one)]

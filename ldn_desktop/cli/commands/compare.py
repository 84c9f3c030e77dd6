"""The command compare: did anything change?"""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from ldn_desktop.cli.diary_access import example_notice, local_now, read_diary
from ldn_desktop.cli.output import print_json, print_lines
from ldn_desktop.diary.model import Diary
from ldn_desktop.diary.recording import diary_date
from ldn_desktop.i18n import _

if TYPE_CHECKING:
    from ldn_desktop.analysis import Comparison


def compare(args: Namespace) -> None:
    """Compare the phases of the diary, or of a table with the columns date and phase."""
    from ldn_desktop import analysis

    mark: list[str] = []
    if args.file:
        comparisons = _of_file(args)
    else:
        diary = read_diary(args)
        mark = example_notice(diary)
        comparisons = _of_diary(diary)
    if args.json:
        print_json(analysis.as_json(comparisons))
    else:
        print_lines([*mark, *_as_text(comparisons)])


def _of_file(args: Namespace) -> list[Comparison]:
    from ldn_desktop import analysis

    return analysis.compare_csv(
        args.file,
        scale=args.scale or (0.0, 10.0, 1.0),
        mid=1.0 if args.mid is None else args.mid,
        run_in=args.run_in or 0,
        main=args.main,
    )


def _of_diary(diary: Diary) -> list[Comparison]:
    from ldn_desktop import analysis

    today = diary_date(local_now(), diary.about.day_ends_hour)
    return analysis.compare(diary, today=today)


def _as_text(comparisons: list[Comparison]) -> list[str]:
    """Each symptom of each pair of phases in one line, under the pair."""
    from ldn_desktop.analysis.text import describe

    if not comparisons:
        return [_("There are no two phases to compare yet.")]
    lines: list[str] = []
    pair = ("", "")
    for one in comparisons:
        if (one.earlier.phase, one.later.phase) != pair:
            pair = (one.earlier.phase, one.later.phase)
            lines += ["", _("{later} against {earlier}").format(earlier=pair[0], later=pair[1])]
        lines.append(f"  {describe(one)}")
    return lines[1:]

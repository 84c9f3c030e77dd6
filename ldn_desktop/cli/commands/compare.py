"""The command compare: did anything change?"""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from ldn_desktop.cli.diary_access import invented_mark, local_now, read_diary
from ldn_desktop.cli.output import say, say_json
from ldn_desktop.diary.model import Diary
from ldn_desktop.diary.recording import diary_date
from ldn_desktop.i18n import _

if TYPE_CHECKING:
    from ldn_desktop.analysis import Comparison


def compare(wanted: Namespace) -> None:
    """Compare the phases of the diary, or of a table with the columns date and phase."""
    from ldn_desktop import analysis

    mark: list[str] = []
    if wanted.file:
        comparisons = _of_file(wanted)
    else:
        diary = read_diary(wanted)
        mark = invented_mark(diary)
        comparisons = _of_diary(diary)
    if wanted.json:
        say_json(analysis.as_json(comparisons))
    else:
        say([*mark, *_as_text(comparisons)])


def _of_file(wanted: Namespace) -> list[Comparison]:
    from ldn_desktop import analysis

    return analysis.compare_csv(
        wanted.file,
        scale=wanted.scale or (0.0, 10.0, 1.0),
        mid=1.0 if wanted.mid is None else wanted.mid,
        run_in=wanted.run_in or 0,
        main=wanted.main,
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

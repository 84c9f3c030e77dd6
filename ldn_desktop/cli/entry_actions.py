"""What dose, mark and funcap have in common: entries that are listed and changed one by one."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from ldn_desktop.cli.diary_access import example_notice, read_with_sharing
from ldn_desktop.cli.output import print_json, print_lines
from ldn_desktop.diary.model import Change, Diary
from ldn_desktop.wording.difference_text import of_removed, sentences

INDENT = "   "
"""Before what another computer says of the entry above."""


class Entry(NamedTuple):
    """One of the entries that a command lists."""

    key: tuple[object, ...]
    """What a change of it is about, as `Differences` has it: ("step", date) …"""
    line: str
    document: dict[str, Any]
    """The same for programs."""


def run_action(args: Namespace, actions: Mapping[str, Callable[[Namespace], None]]) -> None:
    """Run the action that `args` name; they are listed where none is named."""
    actions[args.action or "list"](args)


def print_entries(
    args: Namespace,
    entries_of: Callable[[Diary], Iterable[Entry]],
    is_listed: Callable[[Change], bool],
    none_yet: str,
) -> None:
    """Print the entries of the diary for programs where --json was given, else as lines.

    Below a line stands what another computer says of it, and at the end what one says of entries
    that were removed: `is_listed` says whether a change is about what is listed. `none_yet` is
    printed where there is no entry.
    """
    diary, sharing = read_with_sharing(args)
    entries = [*entries_of(diary)]
    if getattr(args, "json", False):
        print_json([entry.document for entry in entries])
        return
    lines = [*example_notice(diary), *([] if entries else [none_yet])]
    differences = sharing.differences if sharing else {}
    for entry in entries:
        lines.append(entry.line)
        if found := differences.get(entry.key):
            lines.append(INDENT + sentences(diary, found))
    print_lines([*lines, *of_removed(diary, differences, is_listed)])

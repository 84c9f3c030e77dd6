"""What dose, mark and funcap have in common: entries that are listed and changed one by one."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ldn_desktop.cli.diary_access import example_notice
from ldn_desktop.cli.output import print_json, print_lines
from ldn_desktop.diary.model import Diary


def run_action(args: Namespace, actions: Mapping[str, Callable[[Namespace], None]]) -> None:
    """Run the action that `args` name; they are listed where none is named."""
    actions[args.action or "list"](args)


def print_entries(
    args: Namespace,
    diary: Diary,
    documents: Iterable[dict[str, Any]],
    lines: Iterable[str],
    none_yet: str,
) -> None:
    """Print `documents` for programs where --json was given, else `lines`, or `none_yet`."""
    if getattr(args, "json", False):
        print_json([*documents])
    else:
        print_lines([*example_notice(diary), *([*lines] or [none_yet])])

"""Printing of results and errors."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any


def print_lines(lines: Iterable[str]) -> None:
    """Print `lines` on standard output, without terminal control characters."""
    for line in lines:
        sys.stdout.write(_printable(line) + "\n")


def print_json(found: Mapping[str, Any] | Sequence[Any]) -> None:
    """Print `found` as JSON on standard output."""
    import json  # not needed to open the window

    sys.stdout.write(json.dumps(found, ensure_ascii=False, indent=2) + "\n")


def print_error(sentence: str) -> None:
    """Print one line on standard error."""
    sys.stderr.write(_printable(" ".join(sentence.split())) + "\n")


def _printable(text: str) -> str:
    """`text` with a � for each unprintable character; an imported note may hold any."""
    return "".join(
        character if character.isprintable() or character in "\n\t" else "�" for character in text
    )

"""Printing of results and errors."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TextIO


def print_lines(lines: Iterable[str]) -> None:
    """Print `lines` on standard output, without terminal control characters."""
    for line in lines:
        _write(sys.stdout, _printable(line) + "\n")


def print_json(found: Mapping[str, Any] | Sequence[Any]) -> None:
    """Print `found` as JSON on standard output."""
    import json  # not needed to open the window

    _write(sys.stdout, json.dumps(found, ensure_ascii=False, indent=2) + "\n")


def print_error(sentence: str) -> None:
    """Print one line on standard error."""
    _write(sys.stderr, _printable(" ".join(sentence.split())) + "\n")


def _write(stream: TextIO | None, text: str) -> None:
    if stream is not None:  # None in the windowed program of Windows
        stream.write(text)


def _printable(text: str) -> str:
    """`text` with a � for each unprintable character; an imported note may hold any.

    Python counts the no-break space of French and German among them; a terminal shows it.
    """
    return "".join(
        character if character.isprintable() or character in "\n\t\N{NO-BREAK SPACE}" else "�"
        for character in text
    )

"""What the command line says."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any


def say(lines: Iterable[str]) -> None:
    """Lines on standard output, without anything that would command the terminal."""
    for line in lines:
        sys.stdout.write(_harmless(line) + "\n")


def say_json(found: Mapping[str, Any] | Sequence[Any]) -> None:
    """`found` as JSON on standard output."""
    import json  # the window opens without it

    sys.stdout.write(json.dumps(found, ensure_ascii=False, indent=2) + "\n")


def print_error(sentence: str) -> None:
    """One line on standard error."""
    sys.stderr.write(_harmless(" ".join(sentence.split())) + "\n")


def _harmless(text: str) -> str:
    """`text` with a � for each letter that is none: an imported note may hold any."""
    return "".join(sign if sign.isprintable() or sign in "\n\t" else "�" for sign in text)

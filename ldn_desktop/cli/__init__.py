"""The command line: second customer of everything below the window."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from ldn_desktop.cli import comparing, day, files, parser, safety
from ldn_desktop.cli.out import complain
from ldn_desktop.words import Refused, _

COMMANDS: dict[str, Callable[[Namespace], None]] = {
    "add": day.add,
    "show": day.show,
    "import": files.bring_in,
    "export": files.take_out,
    "report": files.report,
    "guide": files.guide,
    "check": safety.check,
    "compare": comparing.compare,
    "backups": safety.backups,
    "restore": safety.restore,
    "undo": safety.undo,
    "encrypt": safety.encrypt,
    "decrypt": safety.decrypt,
}

DONE, COULD_NOT, WRONG_USAGE = 0, 1, 2
"""Exit codes; wrong usage comes from argparse."""


def main(argv: list[str], *, window: Callable[[Path, bool], int], tour: Callable[..., int]) -> int:
    """Do what `argv` (without the program's name) asks for; returns the exit code.

    `window` opens the window on a diary's folder, or on the invented diary when its second
    argument is true; `tour` takes out, theme, text and size by name.
    """
    _speak_any_letter()
    try:
        return _done(parser.parsed(argv), window, tour)
    except SystemExit as ended:  # argparse: 0 after --help, 2 for wrong usage
        return int(ended.code or 0)
    except Refused as refusal:
        complain(str(refusal))
    except BrokenPipeError:
        # Whoever reads has seen enough, as `head` does. Python would complain once more when
        # it flushes at its end, so that goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        complain(_("Stopped. Nothing more was changed."))
    return COULD_NOT


def _done(wanted: Namespace, window: Callable[[Path, bool], int], tour: Callable[..., int]) -> int:
    if wanted.command is None:
        return window(wanted.diary, wanted.demo)
    if wanted.command == "tour":
        return tour(out=wanted.out, theme=wanted.theme, text=wanted.text, size=wanted.size)
    COMMANDS[wanted.command](wanted)
    sys.stdout.flush()
    return DONE


def _speak_any_letter() -> None:
    """A terminal without some letter shows a ? for it; it is no reason to fail."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace")

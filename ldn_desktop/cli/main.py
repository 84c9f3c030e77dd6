"""The command line: second customer of everything below the window."""

from __future__ import annotations

import os
import sys
import traceback
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from ldn_desktop.cli.default_folder import default_folder
from ldn_desktop.cli.output import print_error
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _

DONE, COULD_NOT, WRONG_USAGE = 0, 1, 2
"""Exit codes; wrong usage comes from argparse."""


def main(argv: list[str], *, window: Callable[[Path, bool], int], tour: Callable[..., int]) -> int:
    """Do what `argv` (without the program's name) asks for; returns the exit code.

    `window` opens the window on a diary's folder, or on the invented diary when its second
    argument is true; `tour` takes out, theme, text, size and everything by name.
    """
    _speak_any_letter()
    try:
        if not argv:  # from the menu there are no words, and the window waits for no parser
            return window(default_folder(), False)
        from ldn_desktop.cli import args

        return _done(args.parsed(argv), window, tour)
    except SystemExit as ended:  # argparse: 0 after --help, 2 for wrong usage
        return int(ended.code or 0)
    except UserError as refusal:
        print_error(str(refusal))
    except KeyboardInterrupt:
        print_error(_("Stopped. Nothing more was changed."))
    except BrokenPipeError:  # whoever reads has seen enough, as `head` does
        _silence_output()
    except OSError as error:
        print_error(_("This could not be done: {why}.").format(why=error.strerror or error))
        _silence_output()
    except Exception as fault:  # no traceback ever reaches a person
        if sys.flags.dev_mode:
            raise
        print_error(_fault_in_words(fault))
    return COULD_NOT


def commands() -> dict[str, Callable[[Namespace], None]]:
    """What each command does, by name; `tour` is the caller's."""
    # Not above: the window opens without all of them.
    from ldn_desktop.cli.commands import compare, day, maintenance, transfer

    return {
        "add": day.add,
        "show": day.show,
        "import": transfer.import_file,
        "export": transfer.export_diary,
        "report": transfer.report,
        "guide": transfer.guide,
        "check": maintenance.check,
        "compare": compare.compare,
        "backups": maintenance.backups,
        "restore": maintenance.restore,
        "undo": maintenance.undo,
        "encrypt": maintenance.encrypt,
        "decrypt": maintenance.decrypt,
    }


def _fault_in_words(fault: Exception) -> str:
    """Where the program is at fault; what the fault says of itself may hold words of the diary."""
    last = traceback.extract_tb(fault.__traceback__)[-1]
    return _(
        "This is a fault of the program ({kind}, {file}, line {line}). What was recorded before"
        " is safe. Please report it with this line."
    ).format(kind=type(fault).__name__, file=Path(last.filename).name, line=last.lineno)


def _done(wanted: Namespace, window: Callable[[Path, bool], int], tour: Callable[..., int]) -> int:
    if wanted.command is None:
        return window(wanted.diary, wanted.demo)
    if wanted.command == "tour":
        return tour(
            out=wanted.out,
            theme=wanted.theme,
            text=wanted.text,
            size=wanted.size,
            everything=wanted.everything,
        )
    commands()[wanted.command](wanted)
    sys.stdout.flush()
    return DONE


def _silence_output() -> None:
    """Send what cannot be said nowhere: Python would complain once more at its end."""
    try:
        sys.stdout.flush()
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _speak_any_letter() -> None:
    """A terminal without some letter shows a ? for it; it is no reason to fail."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace")

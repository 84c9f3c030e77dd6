"""The command line: second customer of everything below the window."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from ldn_desktop.cli import message_box
from ldn_desktop.cli.language import use_wished_language
from ldn_desktop.cli.output import print_error
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _, system_errors, use_language
from ldn_desktop.i18n.catalogue import ENGLISH
from ldn_desktop.user_folders import diary_folder

DONE, COULD_NOT = 0, 1
"""Exit codes; argparse ends with 2 for wrong usage."""


def main(argv: list[str], *, window: Callable[[Path, bool], int], tour: Callable[..., int]) -> int:
    """Do what `argv` (without the program's name) asks for; returns the exit code.

    `window` opens the window on a diary's folder, or on the invented diary when its second
    argument is true; `tour` takes out, theme, text, size and everything by name.
    """
    _prepare_output()
    asked = _window_alone(argv)
    try:
        if asked is not None:
            use_wished_language([], asked[0])
            return window(*asked)
        use_wished_language(argv)
        from ldn_desktop.cli.args import parse

        return _run(parse(argv), window, tour)
    except SystemExit as ended:  # argparse: 0 after --help, 2 for wrong usage
        return int(ended.code or 0)
    except UserError as refusal:
        print_error(str(refusal))
    except KeyboardInterrupt:
        print_error(_("Stopped. Nothing more was changed."))
    except BrokenPipeError:  # the reader, such as `head`, has closed the pipe
        _discard_output()
    except OSError as error:
        print_error(_("This could not be done: {why}.").format(why=system_errors.reason(error)))
        _discard_output()
    except Exception as fault:  # no traceback ever reaches a person
        if sys.flags.dev_mode:
            raise
        if asked is not None and sys.stderr is None:  # started from a menu, and no window opened
            message_box.show(describe_fault(fault))
        else:
            print_error(describe_fault(fault))
    return COULD_NOT


def _window_alone(argv: list[str]) -> tuple[Path, bool] | None:
    """What `window` is to open where `argv` asks for nothing else; None for argparse to read.

    A start from a menu or a shortcut need not wait for argparse and the parsers of all commands.
    """
    match argv:
        case []:
            return diary_folder(), False
        case ["--demo"]:
            return diary_folder(), True
        case ["--diary", folder] if not folder.startswith("-"):
            return Path(folder), False
    return None


def commands() -> dict[str, Callable[[Namespace], None]]:
    """What each command does, by name; `tour` is the caller's."""
    # Not above: the window opens without all of them.
    from ldn_desktop.cli.commands import (
        compare,
        day,
        dose,
        funcap,
        maintenance,
        mark,
        remind,
        share,
        transfer,
    )

    return {
        "add": day.add,
        "show": day.show,
        "dose": dose.dose,
        "mark": mark.mark,
        "funcap": funcap.funcap,
        "import": transfer.import_file,
        "export": transfer.export_diary,
        "report": transfer.report,
        "sheet": transfer.sheet,
        "guide": transfer.guide,
        "check": maintenance.check,
        "compare": compare.compare,
        "backups": maintenance.backups,
        "restore": maintenance.restore,
        "undo": maintenance.undo,
        "encrypt": maintenance.encrypt,
        "decrypt": maintenance.decrypt,
        "share": share.share,
        "remind": remind.remind,
    }


def describe_fault(fault: Exception) -> str:
    """Where the program failed. The exception's own text is left out: it may quote the diary."""
    if isinstance(fault, ImportError):
        return _(
            "A part of the program is missing or damaged ({name}). What you recorded before is "
            "safe. Please install LDN Desktop again."
        ).format(name=fault.name or type(fault).__name__)
    import traceback

    last = traceback.extract_tb(fault.__traceback__)[-1]
    return _(
        "This is a fault in the program ({kind}, {file}, line {line}). What you recorded "
        "before is safe. Please report the fault and include this message."
    ).format(kind=type(fault).__name__, file=Path(last.filename).name, line=last.lineno)


def _run(args: Namespace, window: Callable[[Path, bool], int], tour: Callable[..., int]) -> int:
    if args.command is None:
        return window(args.diary, args.demo)
    if args.command == "tour":
        return tour(
            out=args.out,
            theme=args.theme,
            text=args.text,
            size=args.size,
            everything=args.everything,
        )
    if getattr(args, "json", False):
        # Labels and reasons stand in it: programs get the same in every language.
        use_language(ENGLISH)
    commands()[args.command](args)
    if sys.stdout is not None:  # None in Windows' program without a console
        sys.stdout.flush()
    return DONE


def _discard_output() -> None:
    """Discard unwritten output, or Python would report the broken pipe again at its exit."""
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _prepare_output() -> None:
    """Print a ? for a character that the terminal cannot show, instead of failing.

    Output that goes into a file or another program is always UTF-8: the code pages of Windows
    would lose characters.
    """
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)  # missing where a test replaced it
        if reconfigure and stream.isatty():
            reconfigure(errors="replace")
        elif reconfigure:
            reconfigure(encoding="utf-8", errors="replace")

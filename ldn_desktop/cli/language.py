"""The language of the process: that of --language, else of the settings, else of the system."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ldn_desktop.cli.output import print_error
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import use_language
from ldn_desktop.i18n.catalogue import best_of
from ldn_desktop.i18n.system_language import preferred_languages
from ldn_desktop.user_folders import diary_folder


def use_wished_language(argv: Sequence[str], folder: Path | None = None) -> None:
    """Use the language that `argv`, the settings or the system ask for, in this order.

    `folder` is the diary's, where `argv` says nothing else and need not be parsed. Whatever is
    missing or damaged leaves English, and one sentence says so.
    """
    named = ""
    if argv and folder is None:
        named, folder = _named(argv)
    try:
        use_language(named or _from_settings(folder or diary_folder()))
    except UserError as refusal:
        print_error(str(refusal))


def _from_settings(folder: Path) -> str:
    from ldn_desktop import settings

    return settings.load(folder).language or best_of(preferred_languages())


def _named(argv: Sequence[str]) -> tuple[str, Path | None]:
    """What --language and --diary say, before the help of all commands is made in a language."""
    import argparse

    first = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    first.add_argument("--language", default="")
    first.add_argument("--diary", type=Path)
    try:
        given, _rest = first.parse_known_args(list(argv))
    except (argparse.ArgumentError, SystemExit):
        return "", None  # the whole command line is refused with a reason later
    return given.language, given.diary

"""Options and commands of the manual page, from the command line's own parser."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from freeze import ROOT

sys.path.insert(0, str(ROOT))

from ldn_desktop.cli import args  # found from the root
from ldn_desktop.i18n import formats

_Subparsers = argparse._SubParsersAction  # noqa: SLF001  # as in cli/args.py

# roff's own names: not every reader of a manual page takes UTF-8.
CHARACTERS = {"\\": r"\e", "-": r"\-", "“": r"\(lq", "”": r"\(rq", "’": r"\(cq"}


@dataclass(frozen=True, slots=True)
class Command:
    """A command, or the action of one, such as “dose add”."""

    words: str
    summary: str
    parser: argparse.ArgumentParser


def commands() -> Iterator[Command]:
    """Every command in its order, each followed by its actions."""
    yield from _below(args.parser(), "")


def _below(parser: argparse.ArgumentParser, words: str) -> Iterator[Command]:
    for action in _actions(parser):
        if isinstance(action, _Subparsers):
            for listed in action._choices_actions:  # noqa: SLF001  # its public names have no help
                command = Command(
                    f"{words} {listed.dest}".strip(), listed.help or "", action.choices[listed.dest]
                )
                yield command
                yield from _below(command.parser, command.words)


def _actions(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    return parser._actions  # noqa: SLF001  # argparse lists them nowhere else


def options_section() -> str:
    """What may be given with and without a command, in roff."""
    return "\n".join(line for option in _options(args.parser()) for line in _described(option))


def commands_section() -> str:
    """Every command with its own options, in roff."""
    common = {option.dest for option in _options(args.parser())}
    return "\n".join(line for command in commands() for line in _command(command, common))


def _command(command: Command, common: set[str]) -> Iterator[str]:
    positional = [
        action
        for action in _actions(command.parser)
        if not action.option_strings and not isinstance(action, _Subparsers)
    ]
    yield ".TP"
    yield " ".join([f"\\fB{_roff(command.words)}\\fR", *map(_value, positional)])
    yield _roff(command.parser.description or _sentence(command.summary))
    own = [option for option in _options(command.parser) if option.dest not in common]
    described = [one for one in positional if one.help]
    if described or own:
        yield ".RS"
        for one in (*described, *own):
            yield from _described(one)
        yield ".RE"
    if command.parser.epilog:
        yield f".IP\n{_roff(command.parser.epilog)}"


def _options(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    return [action for action in _actions(parser) if action.option_strings]


def _described(action: argparse.Action) -> Iterator[str]:
    yield ".TP"
    names = ", ".join(f"\\fB{_roff(name)}\\fR" for name in action.option_strings)
    yield " ".join(filter(None, [names, _value(action)]))
    yield _roff(_sentence(action.help or ""))


def _value(action: argparse.Action) -> str:
    """What the person fills in, as “[DATE]” or “SYMPTOM …”."""
    if action.nargs == 0:
        return ""
    name = action.metavar or "|".join(map(str, action.choices or [action.dest.upper()]))
    text = f"\\fI{_roff(str(name))}\\fR"
    many = " ..." if action.nargs in ("*", "+") else ""
    return f"[{text}]" if action.nargs == "?" else text + many


def _sentence(text: str) -> str:
    return f"{formats.capitalised(text)}."


def _roff(text: str) -> str:
    """`text` so that roff prints it as it is: it is never a request, nor beyond ASCII."""
    escaped = "".join(CHARACTERS.get(letter, letter) for letter in " ".join(text.split()))
    escaped = re.sub(r"[^\x00-\x7f]", lambda found: f"\\[u{ord(found[0]):04X}]", escaped)
    return re.sub(r"^([.'])", r"\\&\1", escaped)

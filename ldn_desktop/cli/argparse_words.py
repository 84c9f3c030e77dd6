"""argparse's own words in the language of the person."""

from __future__ import annotations

import argparse

from ldn_desktop.i18n import _, mark, mark_plural, ngettext

WORDS = (
    mark("usage: "),
    mark("positional arguments"),
    mark("options"),
    mark("show this help message and exit"),
    mark("%(prog)s: error: %(message)s\n"),
    mark("argument %(argument_name)s: %(message)s"),
    mark("ambiguous option: %(option)s could match %(matches)s"),
    mark("expected at least one argument"),
    mark("expected at most one argument"),
    mark("expected one argument"),
    mark("ignored explicit argument %r"),
    mark("invalid %(type)s value: %(value)r"),
    mark("invalid choice: %(value)r (choose from %(choices)s)"),
    mark("not allowed with argument %s"),
    mark("the following arguments are required: %s"),
    mark("unrecognized arguments: %s"),
    *mark_plural("expected %s argument", "expected %s arguments"),
)
"""Everything it may say to somebody who uses these commands; its words to programmers are none."""


def translate_argparse() -> None:
    """Have argparse look its words up where all others are.

    It imports gettext's functions under these names, and gettext would want catalogues of its own.
    """
    setattr(argparse, "_", _)  # noqa: B010  # no public name
    setattr(argparse, "ngettext", ngettext)  # noqa: B010

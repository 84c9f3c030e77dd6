"""The one kind of error that a person is shown."""

from __future__ import annotations


class UserError(Exception):
    """Something could not be done; the text is one plain, translated sentence.

    It says what happened and what to do about it, and is shown as it stands. Anything else
    that escapes is a fault of the program.
    """

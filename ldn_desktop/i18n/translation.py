"""Translation of the interface through gettext."""

from __future__ import annotations

import gettext
from pathlib import Path

PSEUDO = "pseudo"
"""A made-up language for tests: marks and lengthens every translated string."""


class PseudoTranslations(gettext.NullTranslations):
    """Wraps each string in ⟦ ⟧ and adds a third to its length, as German or Finnish would."""

    def gettext(self, message: str) -> str:
        more = ("~~~~~ " * len(message))[: len(message) // 3].rstrip()
        return f"⟦{message}{more}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        # The marks of numbers and lists are no words that could grow.
        return message if context in ("number format", "list") else self.gettext(message)


class _Language:
    """The language of this process; text is asked for far too widely to hand it around."""

    def __init__(self) -> None:
        self.code = "en"
        self.translations: gettext.NullTranslations = gettext.NullTranslations()


_language = _Language()


def use_language(language: str, folder: Path | None = None) -> None:
    """Use `language` from now on: "en", `PSEUDO`, or one with a catalogue in `folder`."""
    _language.code = language
    if language == PSEUDO:
        _language.translations = PseudoTranslations()
    else:
        _language.translations = gettext.translation(
            "ldn_desktop", folder, [language], fallback=True
        )


def current_language() -> str:
    """The language in use, as it was given to `use_language`; "en" at first."""
    return _language.code


def _(message: str) -> str:
    """`message` in the language of the person."""
    return _language.translations.gettext(message)


def ngettext(one: str, many: str, n: int) -> str:
    """`one` or `many`, as the language of the person counts `n`."""
    return _language.translations.ngettext(one, many, n)


def pgettext(context: str, message: str) -> str:
    """`message` where the same English text has several meanings, told apart by `context`."""
    return _language.translations.pgettext(context, message)


def mark(message: str) -> str:
    """`message` unchanged: marks a constant for translators; `_` it where it is shown."""
    return message

"""The language of the process, and the functions that every visible text goes through.

`_`, `ngettext` and `pgettext` translate where a text is shown; `mark`, `mark_plural` and
`mark_context` leave it as it is and only name it to the extraction (translations/messages.py):
a constant of a module is read once, and the language can change while the window is open.
"""

from __future__ import annotations

from pathlib import Path

from ldn_desktop.errors import UserError
from ldn_desktop.i18n.catalogue import (
    ENGLISH,
    Catalogue,
    CompiledCatalogue,
    DamagedCatalogueError,
    folder,
    languages,
)

PSEUDO = "pseudo"
"""A made-up language for tests: marks and lengthens every translated string."""
FORMAT_CONTEXTS = ("number format", "list")
"""Contexts of marks that are no words: a longer language does not lengthen them."""


class PseudoCatalogue(Catalogue):
    """Wraps each string in ⟦ ⟧ and adds a third to its length, as German or Finnish would."""

    language = PSEUDO

    def text(self, message: str, context: str = "") -> str:
        if context in FORMAT_CONTEXTS:
            return message
        more = ("~~~~~ " * len(message))[: len(message) // 3].rstrip()
        return f"⟦{message}{more}⟧"

    def counted(self, one: str, many: str, n: float) -> str:
        return self.text(super().counted(one, many, n))


class _Language:
    """The language of this process; text is asked for far too widely to hand it around."""

    def __init__(self) -> None:
        self.catalogue = Catalogue()


_language = _Language()


def use_language(language: str, catalogues: Path | None = None) -> None:
    """Use `language` from now on: "en", `PSEUDO`, or one with a file in `catalogues`.

    Raises UserError, and uses English, where there is no such language or its file is damaged.
    """
    _language.catalogue = Catalogue()
    try:
        if language == PSEUDO:
            _language.catalogue = PseudoCatalogue()
        elif language != ENGLISH:
            _language.catalogue = CompiledCatalogue(language, catalogues or folder())
    except DamagedCatalogueError:
        raise UserError(
            _(
                "The translation “{language}” is damaged, so everything is in English. "
                "Installing LDN Desktop again repairs it."
            ).format(language=language)
        ) from None
    except OSError:
        raise UserError(
            _(
                "There is no translation “{language}”, so everything is in English. Available "
                "languages: {languages}."
            ).format(language=language, languages=", ".join(languages()))
        ) from None


def current_language() -> str:
    """The code of the language in use, such as "en" or "de"."""
    return _language.catalogue.language


def translation_reviewer() -> str:
    """The native clinician who reviewed the translation in use; empty while nobody has."""
    return _language.catalogue.reviewer


def language_name(language: str) -> str:
    """The name of `language` in itself, such as “Deutsch”; its code where the file is damaged."""
    context, english = LANGUAGE_NAME
    if language == ENGLISH:
        return english
    try:
        return CompiledCatalogue(language, folder()).text(english, context)
    except (DamagedCatalogueError, OSError):
        return language


def _(message: str) -> str:
    """`message` in the language of the person."""
    return _language.catalogue.text(message)


def ngettext(one: str, many: str, n: float) -> str:
    """`one` or `many`, as the language of the person counts `n`."""
    return _language.catalogue.counted(one, many, n)


def pgettext(context: str, message: str) -> str:
    """`message` where the same English text has several meanings, distinguished by `context`."""
    return _language.catalogue.text(message, context)


def mark(message: str) -> str:
    """`message` unchanged: marks a constant for translators; `_` it where it is shown."""
    return message


def mark_plural(one: str, many: str) -> tuple[str, str]:
    """Both unchanged: marks a constant that counts; `ngettext` it where it is shown."""
    return one, many


def mark_context(context: str, message: str) -> str:
    """`message` unchanged: marks a constant; `pgettext` it with `context` where it is shown."""
    del context
    return message


_NAME_CONTEXT = "name of this language, in this language"
LANGUAGE_NAME = (_NAME_CONTEXT, mark_context("name of this language, in this language", "English"))
"""Context and text of the message that is each language's own name."""

"""The compiled translations: one JSON file a language, made from translations/ by every build."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ldn_desktop import resources

ENGLISH = "en"
"""The language of the messages themselves; it needs no catalogue."""
CONTEXT_END = "\x04"
"""Stands between context and message in a key, as in gettext's own files."""
SUFFIX = ".json"


class DamagedCatalogueError(Exception):
    """The file of a language is not one that was compiled from a translation."""


class Catalogue:
    """English: every message as it stands in the source."""

    language = ENGLISH
    reviewer = ""
    """The native clinician who looked through it; empty while nobody has."""

    def text(self, message: str, context: str = "") -> str:
        """`message` in this language; `context` tells apart the meanings of one English text."""
        del context
        return message

    def counted(self, one: str, many: str, n: float) -> str:
        """`one` or `many`, as this language counts `n`."""
        return one if n == 1 else many


class CompiledCatalogue(Catalogue):
    """A translation; a message that it lacks stays English."""

    def __init__(self, language: str, folder: Path) -> None:
        """Raises FileNotFoundError without a file, DamagedCatalogueError when it is not whole."""
        # Not above: English needs none of it.
        import msgspec

        class Stored(msgspec.Struct):
            plural_rule: str
            whole_part_counts: bool
            reviewer: str
            messages: dict[str, str]
            plurals: dict[str, list[str]]

        self.language = language
        content = (folder / f"{language}{SUFFIX}").read_bytes()
        try:
            stored = msgspec.json.decode(content, type=Stored)
        except (ValueError, RecursionError) as error:
            raise DamagedCatalogueError(language) from error
        self.reviewer = stored.reviewer
        self._texts, self._plurals = stored.messages, stored.plurals
        self._plural_rule = stored.plural_rule
        self._whole_part_counts = stored.whole_part_counts
        self._plural_index: Callable[[int], int] | None = None

    def text(self, message: str, context: str = "") -> str:
        key = f"{context}{CONTEXT_END}{message}" if context else message
        return self._texts.get(key, message)

    def counted(self, one: str, many: str, n: float) -> str:
        forms = self._plurals.get(one)
        if forms is None:
            return super().counted(one, many, n)
        return forms[self._index(n)]

    def _index(self, n: float) -> int:
        """Which plural form `n` takes. Gettext's rules know whole numbers alone.

        French counts 1.5 as its whole part, 1; other languages count every fraction as many.
        """
        if self._plural_index is None:
            # Not above: most starts count nothing before the window is shown.
            from gettext import c2py

            self._plural_index = c2py(self._plural_rule)
        whole = int(n)
        if whole != n and not self._whole_part_counts:
            whole += 2
        return self._plural_index(whole)


def folder() -> Path:
    """Where the compiled catalogues lie."""
    return resources.folder() / "languages"


def languages() -> list[str]:
    """Codes of the languages of the program: English and those with a catalogue."""
    return sorted({ENGLISH, *(path.stem for path in folder().glob(f"*{SUFFIX}"))})


def best_of(wished: list[str]) -> str:
    """The first of `wished` ("de_AT", "nn", "C") that the program has; otherwise English."""
    offered = languages()
    for code in wished:
        plain = code.split(".")[0].split("@")[0].replace("-", "_")
        language = plain.split("_")[0].lower()
        for candidate in (plain, _RELATED.get(language, language)):
            if candidate in offered:
                return candidate
    return ENGLISH


QT_LANGUAGES = {"nb": "nn"}
"""Which of Qt's own translations serves a language that Qt has none for."""
_RELATED = {"no": "nb", "nn": "nb"}
"""Languages whose readers read another one; systems still say “no” for Norwegian."""

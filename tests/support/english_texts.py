"""Tells whether a text shown in another language is one of the program's English ones."""

from __future__ import annotations

import re
from functools import cached_property
from string import Formatter

from translations.po_files import FOLDER, is_translated, read, texts_of

WORD = re.compile(r"[A-Za-z]{3,}")


class EnglishTexts:
    """The English messages that read otherwise in `language`, places filled in or not."""

    def __init__(self, language: str) -> None:
        # What lacks a translation is for translations/checks.py to say.
        catalogue = read(FOLDER / f"{language}.po")
        self._messages = [m for m in catalogue if m.id and is_translated(m)]

    @cached_property
    def _patterns(self) -> list[re.Pattern[str]]:
        found = []
        for message in self._messages:
            if "{" not in str(message.id):
                continue
            forms = [message.id] if isinstance(message.id, str) else list(message.id)
            # Without a word of its own, “{name}: {value}” would fit every text.
            found += [_pattern(form) for form in forms if len(_words(form)) > 1]
        return found

    @cached_property
    def _same(self) -> set[str]:
        """Texts that are the same in both languages, such as “Export”."""
        return {text for message in self._messages for text in texts_of(message)}

    @cached_property
    def _plain(self) -> set[str]:
        return {
            message.id
            for message in self._messages
            if isinstance(message.id, str) and WORD.search(message.id)
        }

    def holds(self, text: str) -> bool:
        """Whether `text` is English, as far as the program's own messages tell."""
        if text in self._plain:
            return text not in self._same
        return any(pattern.fullmatch(text) for pattern in self._patterns)


def _words(form: str) -> list[str]:
    return WORD.findall(" ".join(part[0] for part in Formatter().parse(form)))


def _pattern(form: str) -> re.Pattern[str]:
    parts = []
    for literal, name, _spec, _conversion in Formatter().parse(form):
        parts.append(re.escape(literal))
        parts.append("" if name is None else r"[\s\S]+?")
    return re.compile("".join(parts))

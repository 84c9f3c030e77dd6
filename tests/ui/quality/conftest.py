"""How hard the interface is to read, for the tests of its wording."""

from __future__ import annotations

from tests.support.reading_grade import grade, words_of

__all__ = ["grade", "words_of"]

"""How hard a text is to read, for the tests of the guide's wording."""

from __future__ import annotations

import pytest

from ldn_desktop import guide as guide_package
from ldn_desktop.guide import Guide
from tests.support.reading_grade import grade, words_of

__all__ = ["grade", "guide", "words_of"]


@pytest.fixture(scope="session")
def guide() -> Guide:
    return guide_package.load()

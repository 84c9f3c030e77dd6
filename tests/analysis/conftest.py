"""The measure of reading ease is the guide's."""

from __future__ import annotations

from tests.support.reading_grade import grade

__all__ = ["grade"]

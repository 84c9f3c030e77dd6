"""Older formats of the diary file, one step at a time to today's."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ldn_desktop.storage.codec.documents import FORMAT, Tables

Step = Callable[[Tables], Tables]

MIGRATIONS: Mapping[int, Step] = {}
"""From the format of the key to the next one. Format 1 is the first: no step exists yet, and
the day it does, a backup of the older file is made before it runs."""


def migrated(tables: Tables, format_: int, steps: Mapping[int, Step] | None = None) -> Tables:
    """`tables` of an older format as those of today's.

    Raises KeyError for a format that never was.
    """
    steps = MIGRATIONS if steps is None else steps
    for older in range(format_, FORMAT):
        tables = steps[older](tables)
    return tables

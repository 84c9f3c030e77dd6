"""Results of FUNCAP out of a file's items: those of one calendar month make one result."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from ldn_desktop.diary.function import extra_of, mean_of
from ldn_desktop.i18n import mark
from ldn_desktop.interchange.pipeline.entries import FileEntry

ANSWERED_AGAIN = mark("This was answered again later in the month. The later answer counts.")


class FuncapItem(NamedTuple):
    """One answered item."""

    entry: FileEntry
    domain: str
    points: float
    """0 to 6, higher is better."""


class FuncapMonth(NamedTuple):
    """The result of a month, and the rows that it is made of."""

    when: date
    """The first day on which an item was answered: it stays when the file is exported again."""
    mean: float
    extra: Mapping[str, Any]
    items: tuple[FuncapItem, ...]
    replaced: tuple[FuncapItem, ...]
    """Answers that a later one of the month replaced."""


def months(items: Iterable[FuncapItem]) -> list[FuncapMonth]:
    """The results that `items` make; nothing is made up for those that are missing."""
    by_month: dict[tuple[int, int], list[FuncapItem]] = {}
    for item in items:
        when = _day(item)
        by_month.setdefault((when.year, when.month), []).append(item)
    return [_month(found) for found in by_month.values()]


def _month(items: list[FuncapItem]) -> FuncapMonth:
    latest: dict[str, FuncapItem] = {}
    replaced = []
    for item in sorted(items, key=_day):
        name = item.entry.name
        if name in latest:
            replaced.append(latest[name])
        latest[name] = item
    stored = tuple(latest.values())
    by_domain: dict[str, list[float]] = {}
    for item in stored:
        by_domain.setdefault(item.domain, []).append(item.points)
    domains = {domain: mean_of(points) for domain, points in by_domain.items()}
    return FuncapMonth(
        when=min(map(_day, items)),
        mean=mean_of([item.points for item in stored]),
        extra=extra_of(domains, len(stored)),
        items=stored,
        replaced=tuple(replaced),
    )


def _day(item: FuncapItem) -> date:
    assert item.entry.when is not None
    return item.entry.when

"""Daylio’s CSV export: one row an entry, with a mood, activities and a note."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from ldn_desktop.diary.fields import CRASH
from ldn_desktop.diary.model import Diary
from ldn_desktop.i18n import _
from ldn_desktop.interchange.pipeline.archive import Member
from ldn_desktop.interchange.pipeline.csv_table import cell, read_table
from ldn_desktop.interchange.pipeline.entries import Column, Entry
from ldn_desktop.interchange.pipeline.mapping import (
    NO_PLACE,
    Target,
    crash,
    left_out,
    note,
    score,
)
from ldn_desktop.interchange.pipeline.parsing import moment, plain, shortened
from ldn_desktop.interchange.pipeline.synonyms import known_key
from ldn_desktop.interchange.pipeline.synonyms import suggested as by_name
from ldn_desktop.interchange.source_format import FileHead, Format

MOOD, NOTE = "mood", "note"
MOODS = {
    "rad": 5.0,
    "good": 4.0,
    "meh": 3.0,
    "bad": 2.0,
    "awful": 1.0,
    "super": 5.0,
    "gut": 4.0,
    "ok": 3.0,
    "schlecht": 2.0,
    "lausig": 1.0,
}
"""The moods Daylio starts with, in English and German. People rename them and add more."""

_TIME = re.compile(r"(\d{1,2})[:.](\d{2})\s*([ap])?\.?m?\.?", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,40}>")
_TITLES = ("full date", "time", MOOD, "activities", "scales", "note title", NOTE)
_ACTIVITY, _SCALE = "activity", "scale"


def _recognises(head: FileHead) -> bool:
    return {"full date", "time", "mood", "activities", "note"} <= set(head.header)


def _refusal(member: Member) -> str:
    """Daylio's own backup is not meant to be read by others."""
    if not member.name.lower().endswith("backup.daylio"):
        return ""
    return _(
        "This is a backup of Daylio, which only Daylio can read. In Daylio please open “More”, "
        "then “Export Entries”, then “CSV (table)”, and import that file."
    )


def _entries(members: Sequence[Member], _diary: Diary) -> Iterator[Entry]:
    for member in members:
        table = read_table(member)
        columns = [table.column(title) for title in _TITLES]
        for row, cells in table.rows():
            yield from _entry(row, [cell(cells, column) for column in columns])


def _entry(row: int, cells: Sequence[str]) -> Iterator[Entry]:
    """All that one entry says. Weekdays and short dates are localised: only one is read."""
    full_date, time, mood, activities, scales, *written = cells
    day = moment(full_date)
    when = day.date() if day else None
    at = day and _at(day, time)
    yield Entry(row, MOOD, mood, when, at)
    for activity in _parts(activities):
        yield Entry(row, f"{activity} ({_ACTIVITY})", "yes", when, at, _ACTIVITY)
    for scale in _parts(scales):
        name, _colon, text = scale.rpartition(":")
        name = f"{name} ({_SCALE})" if name.strip() in (MOOD, NOTE) else name.strip()
        yield Entry(row, name or scale, text.strip(), when, at, _SCALE)
    text = "\n".join(_without_tags(part) for part in written if part)
    if text:
        yield Entry(row, NOTE, text, when, at)


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.replace("\u00a0", " ").split(" | ") if part.strip()]


def _without_tags(text: str) -> str:
    lines = re.sub(r"<br\s*/?>|</(?:p|div|li)>", "\n", text, flags=re.IGNORECASE)
    return _TAG.sub("", lines).strip()


def _at(day: datetime, text: str) -> datetime | None:
    found = _TIME.match(text)
    if not found:
        return None
    hour, minute, half = int(found[1]), int(found[2]), (found[3] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59:
        return None
    return datetime(day.year, day.month, day.day) + timedelta(hours=hour, minutes=minute)  # noqa: DTZ001


def _suggested(column: Column, diary: Diary) -> Target:
    if column.name == MOOD and not column.group:
        return _mood(column)
    if column.name == NOTE and not column.group:
        return note()
    if column.group == _SCALE:
        return by_name(column, diary)
    meant = known_key(column.name.removesuffix(f" ({_ACTIVITY})"), diary)
    return crash() if meant == CRASH else left_out(NO_PLACE)


def _mood(column: Column) -> Target:
    strange = [text for text in column.texts if plain(text) and text.lower() not in MOODS]
    ask = ""
    if strange:
        ask = _("Which of Daylio’s five moods is “{names}”? Until you say so it stays out.").format(
            names="”, “".join(map(shortened, strange[:10]))
        )
    return score("low_mood", 1, 5, better_is_higher=True, words=MOODS, ask=ask)


DAYLIO = Format("daylio", "Daylio", _recognises, _entries, _suggested, refusal=_refusal)

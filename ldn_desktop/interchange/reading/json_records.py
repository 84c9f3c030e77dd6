"""Lists of JSON records, as Garmin and Fitbit hand them out."""

from __future__ import annotations

from datetime import date
from typing import Any

from ldn_desktop.i18n import _
from ldn_desktop.interchange.pipeline.entries import FileEntry
from ldn_desktop.interchange.pipeline.import_options import FileContext
from ldn_desktop.interchange.pipeline.mapping import EMPTY_CELL
from ldn_desktop.interchange.reading.archive import Member, decode
from ldn_desktop.interchange.reading.dates import DateOrder, moment
from ldn_desktop.interchange.reading.strict_json import parsed

_LONGEST_VALUE = 200


def records(member: Member) -> list[dict[str, Any]]:
    """The objects of the list in `member`; none where it is something else."""
    content = parsed(decode(member.whole()))
    if not isinstance(content, list):
        return []
    return [record for record in content if isinstance(record, dict)]


def starts_json_list(text: str) -> bool:
    return text.lstrip()[:1] == "["


def measured(row: int, name: str, text: str, when: date | None) -> FileEntry:
    """A number of a kind that is never 0: these files write 0 where nothing was measured."""
    return FileEntry(row, name, text, when, reason=EMPTY_CELL if text in ("", "0", "0.0") else "")


def empty_record(row: int, when: date | None) -> FileEntry:
    """A record in which nothing is that the diary keeps."""
    return FileEntry(row, _("Record"), "", when, reason=EMPTY_CELL)


def value_text(value: object) -> str:
    return "" if value is None or isinstance(value, bool) else str(value)[:_LONGEST_VALUE]


def parse_day(value: object, context: FileContext) -> date | None:
    """A date as these files write it: ISO, or 03/01/26 with the month first."""
    if not isinstance(value, str):
        return None
    order = context.dates or DateOrder.MONTH_FIRST
    at = moment(value.split(" ")[0].split("T")[0], order)
    return at.date() if at else None

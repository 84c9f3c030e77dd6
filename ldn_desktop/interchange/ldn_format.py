"""This program's own CSV and JSON, read back without loss."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from ldn_desktop.diary.amounts import checked_mg
from ldn_desktop.diary.fields import FIELDS, FLAGS, RESERVED
from ldn_desktop.diary.model import About, Answer, DoseStep, Source, check_date
from ldn_desktop.diary.symptoms import Kind, Symptom, checked_name
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _, ngettext
from ldn_desktop.interchange.pipeline.archive import Member, decode
from ldn_desktop.interchange.pipeline.csv_table import Table, cell, read_table
from ldn_desktop.interchange.pipeline.parsing import iso_date, moment, plain
from ldn_desktop.interchange.pipeline.strict_json import parsed
from ldn_desktop.interchange.pipeline.wide_table import ambiguity_notices, order_of
from ldn_desktop.interchange.source_format import FileHead

NAME = "LDN Desktop"
FORMAT, VERSION = "LDN Desktop diary", 1
DATE, STEP_IN_FORCE, DETAILS = "date", "dose_step_mg", "details"
FIRST_COLUMNS = (DATE, "crash", "exertion", "dose_mg", STEP_IN_FORCE)
FARTHEST_MINUTE = 200 * 366 * 24 * 60
FARTHEST_OFFSET = 24 * 60
DEEPEST = 40
"""Levels of JSON that are kept without being understood: far deeper ones break the writing."""

_FIELD_OF = {field.column: field.key for field in FIELDS.values()}
_APOSTROPHE = re.compile(r"(?:^|(?<=[;\t\r\n]))'(?=[ '\"]*[=+\-@\t\r＝＋－＠])")
_KEY = re.compile(r"[a-z0-9_]{1,40}")


class LdnAnswer(NamedTuple):
    """One answer that a file of this program carries."""

    row: int
    when: date | None
    name: str
    """The field, or the title of a column that no details explain."""
    text: str
    """As it stands in the file."""
    value: Any
    answer: Answer | None
    """How it was entered; None where the file does not tell."""


class UnknownFields(NamedTuple):
    """What a newer version of the program wrote into one day."""

    row: int
    when: date | None
    fields: Mapping[str, Any]


@dataclass(slots=True)
class LdnFile:
    """All that such a file holds."""

    answers: list[LdnAnswer] = field(default_factory=list)
    symptoms: list[Symptom] = field(default_factory=list)
    steps: list[DoseStep] = field(default_factory=list)
    about: About | None = None
    unknown: list[UnknownFields] = field(default_factory=list)
    steps_in_force: list[tuple[int, str]] = field(default_factory=list)
    """Rows that tell the dose step of a day, of a table that does not tell its beginning."""
    notices: list[str] = field(default_factory=list)
    """What the person should know of the file itself."""


def is_ldn_csv(head: FileHead) -> bool:
    return head.header[: len(FIRST_COLUMNS)] == tuple(map(plain, FIRST_COLUMNS))


def is_ldn_json(head: FileHead) -> bool:
    return head.text.lstrip()[:1] == "{" and f'"{FORMAT}"' in head.text[:200]


def read_ldn_file(head: FileHead) -> LdnFile | None:
    """What `head` begins, when this program wrote it; None otherwise. Raises UserError."""
    if is_ldn_json(head):
        return _from_json(head.member)
    if is_ldn_csv(head):
        return _from_csv(read_table(head.member))
    return None


def _from_json(member: Member) -> LdnFile:
    whole = _mapping(parsed(decode(member.whole())))
    version = whole.get("version")
    if not isinstance(version, int) or version > VERSION:
        raise UserError(
            _("A newer version of this program wrote this file. Please update, then try again.")
        )
    file = LdnFile()
    _read_about(whole, file)
    for row, (day, kept) in enumerate(_mapping(whole.get("days", {})).items(), 1):
        record = _mapping(kept)
        for name, answer in _mapping(record.get("answers", {})).items():
            told = _mapping(answer)
            value = told.get("value")
            file.answers.append(
                LdnAnswer(row, iso_date(day), name, str(value), value, _entry(told, value))
            )
        file.unknown += _unknown(row, iso_date(day), record)
    return file


def _unknown(row: int, when: date | None, record: Mapping[str, Any]) -> list[UnknownFields]:
    fields = _free(record.get("unknown", {}))
    return [UnknownFields(row, when, fields)] if fields else []


def _read_about(whole: Mapping[str, Any], file: LdnFile) -> None:
    """Read what lies beside the days. Raises UserError where it is broken."""
    try:
        file.symptoms = [_symptom(_mapping(kept)) for kept in whole.get("symptoms", [])]
        file.steps = [_dose_step(_mapping(kept)) for kept in whole.get("dose_steps", [])]
        if "about" in whole:
            file.about = _about(_mapping(whole["about"]))
    except (LookupError, TypeError, ValueError) as error:
        raise _broken() from error


def _broken() -> UserError:
    return UserError(_("This file was changed by another program and can no longer be read whole."))


def _mapping(found: object) -> dict[str, Any]:
    if not isinstance(found, dict):
        raise _broken()
    return found


def _free(found: object) -> dict[str, Any]:
    """A mapping whose content is not looked at. Raises UserError where it could not be exported."""
    if not _is_shallow(found, DEEPEST):
        raise _broken()
    return _mapping(found)


def _is_shallow(found: object, most: int) -> bool:
    inner = found.values() if isinstance(found, dict) else found if isinstance(found, list) else ()
    return most > 0 and all(_is_shallow(one, most - 1) for one in inner)


def _symptom(kept: Mapping[str, Any]) -> Symptom:
    key = str(kept["key"])
    if not _KEY.fullmatch(key) or key in RESERVED:
        raise ValueError(key)
    return Symptom(
        key,
        checked_name(str(kept["name"])),
        Kind(kept["kind"]),
        kept["shown"] is True,
        _whole(kept["order"], 1_000_000),
        kept["own"] is True,
    )


def _dose_step(kept: Mapping[str, Any]) -> DoseStep:
    start = date.fromisoformat(kept["start"])
    check_date(start)
    return DoseStep(
        start,
        checked_mg(kept["mg"]),
        kept["planned"] is True,
        str(kept["form"]),
        str(kept["strength"]),
        _free(kept["extra"]),
    )


def _about(kept: Mapping[str, Any]) -> About:
    hour = _whole(kept["day_ends_hour"], 12)
    if hour < 0:
        raise ValueError(hour)
    return About(hour, kept["invented"] is True, _free(kept["extra"]))


def _whole(found: object, farthest: int) -> int:
    if type(found) is not int or abs(found) > farthest:
        raise ValueError(found)
    return found


def _entry(told: Mapping[str, Any], value: Any) -> Answer | None:
    """How an answer was entered; None where the file does not say so soundly."""
    try:
        extra = _free(told.get("extra", {}))
        return Answer(
            value,
            _whole(told["minute"], FARTHEST_MINUTE),
            Source(told["source"]),
            _whole(told.get("offset", 0), FARTHEST_OFFSET),
            {name: extra[name] for name in extra if name != "offset"},
        )
    except (LookupError, ValueError, UserError):
        return None


def _from_csv(table: Table) -> LdnFile:
    # Another program may have written the first titles a little differently.
    titles = [*FIRST_COLUMNS, *map(unescape_cell, table.header[len(FIRST_COLUMNS) :])]
    details = titles.index(DETAILS) if DETAILS in titles else -1
    order = order_of(table, 0)
    rows = [(row, cells, _told(unescape_cell(cell(cells, details)))) for row, cells in table.rows()]
    # A spreadsheet may have sorted the rows: any of them can be the one with the rest.
    diary = next((_mapping(told["diary"]) for _row, _cells, told in rows if "diary" in told), None)
    file = LdnFile(notices=ambiguity_notices(table, 0))
    if diary is not None:
        _read_about(diary, file)
    fields = _fields(titles, diary or {})
    for row, cells, told in rows:
        at = moment(cell(cells, 0), order)
        when = at.date() if at else None
        file.unknown += _unknown(row, when, told)
        file.answers += _row(row, when, cells, fields, told)
    if diary is None:
        _say_what_is_missing(file, titles, rows)
    return file


def _say_what_is_missing(
    file: LdnFile, titles: Sequence[str], rows: Iterable[tuple[int, Sequence[str], Any]]
) -> None:
    """Account for a table whose details were deleted, or cut off by a spreadsheet."""
    column = titles.index(STEP_IN_FORCE)
    file.steps_in_force = [(row, cell(c, column)) for row, c, _told in rows if cell(c, column)]
    file.notices.append(
        _(
            "The “details” of this table are missing or were changed. So it does not tell your "
            "dose steps, your settings, and which symptoms you hid or renamed. The JSON export "
            "tells all of it."
        )
    )
    untold = sum(carried.answer is None for carried in file.answers)
    if untold:
        file.notices.append(
            ngettext(
                "{n} answer does not say when it was entered. It comes in as imported.",
                "{n} answers do not say when they were entered. They come in as imported.",
                untold,
            ).format(n=untold)
        )


def _told(text: str) -> dict[str, Any]:
    """The details of one row; none where another program spoilt them."""
    try:
        return _mapping(parsed(text)) if text else {}
    except UserError:
        return {}


def _fields(titles: Sequence[str], diary: Mapping[str, Any]) -> list[str]:
    """The field in each column; empty for those that hold no answer."""
    explained = diary.get("columns", {})
    keys: dict[str, str] = explained if isinstance(explained, dict) else {}
    skipped = {DATE, STEP_IN_FORCE, DETAILS}
    return [
        "" if title in skipped else str(keys.get(title, _FIELD_OF.get(title, title)))
        for title in titles
    ]


def _row(
    row: int,
    when: date | None,
    cells: Sequence[str],
    fields: Sequence[str],
    told: Mapping[str, Any],
) -> Iterator[LdnAnswer]:
    entries: dict[str, Mapping[str, Any]] = {}
    listed = told.get("entries", [])
    for entry in listed if isinstance(listed, list) else []:
        if isinstance(entry, dict) and isinstance(entry.get("fields"), list):
            entries |= {str(name): entry for name in entry["fields"]}
    for name, found in zip(fields, cells, strict=False):
        text = unescape_cell(found)
        if name and text:
            value = True if name in FLAGS and text == "1" else text
            entry = entries.get(name)
            yield LdnAnswer(row, when, name, text, value, _entry(entry, 0) if entry else None)


def unescape_cell(cell: str) -> str:
    """A cell as it was before export.escape_cell made it safe."""
    return _APOSTROPHE.sub("", cell) if "'" in cell else cell

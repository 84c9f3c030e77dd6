"""This program's own CSV and JSON, read back without loss."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from ldn_desktop.diary.amounts import checked_mg
from ldn_desktop.diary.fields import FIELDS, FLAGS, RESERVED
from ldn_desktop.diary.marks import ID_LIMIT, checked_mark
from ldn_desktop.diary.model import (
    EMPTY,
    About,
    Answer,
    DoseStep,
    Mark,
    MarkKind,
    Source,
    check_date,
)
from ldn_desktop.diary.symptoms import Symptom, SymptomKind, checked_name
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _, ngettext
from ldn_desktop.interchange.pipeline.import_options import FileContext
from ldn_desktop.interchange.reading.archive import Member, decode
from ldn_desktop.interchange.reading.csv_table import CsvTable, Row, cell, read_table
from ldn_desktop.interchange.reading.dates import iso_date
from ldn_desktop.interchange.reading.parsing import NO_VALUE, plain
from ldn_desktop.interchange.reading.strict_json import parsed
from ldn_desktop.interchange.source_format import FileHead

NAME = "LDN Desktop"
FORMAT, VERSION = "LDN Desktop diary", 1
DATE, STEP_IN_FORCE, DETAILS = "date", "dose_step_mg", "details"
MARKS = "marks"
"""A column for people: the names of the marks of a day."""
FIRST_COLUMNS = (DATE, "crash", "exertion", "dose_mg", STEP_IN_FORCE)
FARTHEST_MINUTE = 200 * 366 * 24 * 60
FARTHEST_OFFSET = 24 * 60
DEEPEST = 40
"""Levels of JSON that are stored without being understood: far deeper ones break the writing."""

_FIELD_OF = {field.column: field.key for field in FIELDS.values()}
_OWN_TITLES = (*FIRST_COLUMNS, *_FIELD_OF, DETAILS)
_LABEL_TITLES = frozenset({"", "unnamed 0", "x"})
_TRUE = frozenset({"1", "1.0", "true"})
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
    reason: str = ""
    """Why it cannot be taken over, whatever the diary holds."""


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
    marks: list[Mark] = field(default_factory=list)
    about: About | None = None
    unknown: list[UnknownFields] = field(default_factory=list)
    steps_in_force: list[tuple[int, str]] = field(default_factory=list)
    """Rows that tell the dose step of a day, of a table that does not tell its beginning."""
    marks_of_days: list[tuple[int, str]] = field(default_factory=list)
    """Rows that tell the marks of a day, of a table that does not tell their beginning."""
    notices: list[str] = field(default_factory=list)
    """What the person should know of the file itself."""


def is_ldn_csv(head: FileHead) -> bool:
    """Whether all of the first columns are there; other programs move them, or add one."""
    return set(map(plain, FIRST_COLUMNS)) <= set(head.header)


def is_ldn_json(head: FileHead) -> bool:
    return head.text.lstrip()[:1] == "{" and f'"{FORMAT}"' in head.text[:200]


def read_ldn_file(head: FileHead, context: FileContext) -> LdnFile | None:
    """What `head` begins, when this program wrote it; None otherwise. Raises UserError."""
    if is_ldn_json(head):
        return _from_json(head.member)
    if is_ldn_csv(head):
        table = read_table(head.member)
        context.add_notices(table.notices)
        return _CsvReader(table, context).file()
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
    for row, (day, stored) in enumerate(_mapping(whole.get("days", {})).items(), 1):
        record = _mapping(stored)
        for name, answer in _mapping(record.get("answers", {})).items():
            details = _mapping(answer)
            value = details.get("value")
            file.answers.append(
                LdnAnswer(row, iso_date(day), name, str(value), value, _entry(details, value))
            )
        file.unknown += _unknown(row, iso_date(day), record)
    return file


def _unknown(row: int, when: date | None, record: Mapping[str, Any]) -> list[UnknownFields]:
    fields = _free(record.get("unknown", {}))
    return [UnknownFields(row, when, fields)] if fields else []


def _read_about(whole: Mapping[str, Any], file: LdnFile) -> None:
    """Read what lies beside the days. Raises UserError where it is broken."""
    try:
        file.symptoms = [_symptom(_mapping(stored)) for stored in whole.get("symptoms", [])]
        file.steps = [_dose_step(_mapping(stored)) for stored in whole.get("dose_steps", [])]
        file.marks = [_mark(_mapping(stored)) for stored in whole.get("marks", [])]
        if "about" in whole:
            file.about = _about(_mapping(whole["about"]))
    except (LookupError, TypeError, ValueError) as error:
        raise _broken() from error


def _broken() -> UserError:
    return UserError(
        _("This file was changed by another program and can no longer be read in full.")
    )


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


def _symptom(stored: Mapping[str, Any]) -> Symptom:
    key = str(stored["key"])
    if not _KEY.fullmatch(key) or key in RESERVED:
        raise ValueError(key)
    return Symptom(
        key,
        checked_name(str(stored["name"])),
        SymptomKind(stored["kind"]),
        stored["shown"] is True,
        _whole(stored["order"], 1_000_000),
        stored["own"] is True,
    )


def _dose_step(stored: Mapping[str, Any]) -> DoseStep:
    start = date.fromisoformat(stored["start"])
    check_date(start)
    return DoseStep(
        start,
        checked_mg(stored["mg"]),
        stored["planned"] is True,
        str(stored["form"]),
        str(stored["strength"]),
        _free(stored["extra"]),
    )


def _mark(stored: Mapping[str, Any]) -> Mark:
    stop, extra = stored["stop"], _free(stored["extra"])
    return checked_mark(
        Mark(
            _whole(stored["id"], ID_LIMIT - 1),
            MarkKind(stored["kind"]),
            str(stored["name"]),
            date.fromisoformat(stored["start"]),
            None if stop is None else date.fromisoformat(stop),
            {key: extra[key] for key in extra if key not in Mark._fields} or EMPTY,
        )
    )


def _about(stored: Mapping[str, Any]) -> About:
    hour = _whole(stored["day_ends_hour"], 12)
    if hour < 0:
        raise ValueError(hour)
    return About(hour, stored["invented"] is True, _free(stored["extra"]))


def _whole(found: object, farthest: int) -> int:
    if type(found) is not int or abs(found) > farthest:
        raise ValueError(found)
    return found


def _entry(details: Mapping[str, Any], value: Any) -> Answer | None:
    """How an answer was entered; None where the file does not say so soundly."""
    try:
        extra = _free(details.get("extra", {}))
        return Answer(
            value,
            _whole(details["minute"], FARTHEST_MINUTE),
            Source(details["source"]),
            _whole(details.get("offset", 0), FARTHEST_OFFSET),
            {name: extra[name] for name in extra if name != "offset"},
        )
    except (LookupError, ValueError, UserError):
        return None


class _CsvReader:
    """Reads a table of this program's own, which another program may have saved again."""

    def __init__(self, table: CsvTable, context: FileContext) -> None:
        self.titles = [_own_title(title) for title in table.header]
        self.width = len(self.titles)
        self.date_column = self.titles.index(DATE)
        # Other programs write a moment where a day stood; a diary day has none.
        self.dates = context.table_dates(table, self.date_column)
        rows = list(table.rows())
        self.details_column = self._find_details(rows)
        self.labels_column = _find_row_labels(self.titles, rows)
        self.marks_column = self.titles.index(MARKS) if MARKS in self.titles else -1
        self.rows = [(row, cells, self._details(cells)) for row, cells in rows]
        self.overflow = table.overflow

    def _find_details(self, rows: Sequence[Row]) -> int:
        """The column of details; the person's own symptom may have the same title."""
        columns = [n for n, title in enumerate(self.titles) if title == DETAILS]
        texts = {n: [cell(cells, n) for _row, cells in rows] for n in columns}
        objects = {n: sum(text.startswith("{") for text in texts[n]) for n in columns}
        return max(columns, key=lambda n: (objects[n], n), default=-1)

    def _details(self, cells: Sequence[str]) -> dict[str, Any] | None:
        """The details of one row; None where another program spoilt them."""
        text = unescape_cell(cell(cells, self.details_column))
        try:
            return _mapping(parsed(text)) if text else {}
        except UserError:
            return None

    def file(self) -> LdnFile:
        """All that the table holds."""
        # A spreadsheet may have sorted the rows: any of them can be the one with the rest.
        known = (details for _row, _cells, details in self.rows if details)
        diary = next((_mapping(one["diary"]) for one in known if "diary" in one), None)
        file = LdnFile()
        if diary is not None:
            _read_about(diary, file)
        fields = self._fields(diary or {})
        for row, cells, details in self.rows:
            when = self.dates.calendar_day(cell(cells, self.date_column))
            file.unknown += _unknown(row, when, details or {})
            file.answers += self._answers(row, when, cells, fields, details or {})
        self._add_notices(file, has_diary=diary is not None)
        return file

    def _fields(self, diary: Mapping[str, Any]) -> list[str]:
        """The field in each column; empty for those that hold no answer."""
        explained = diary.get("columns", {})
        keys = {
            form: str(key)
            for title, key in (explained if isinstance(explained, dict) else {}).items()
            for form in (title, plain(title))
        }
        first_date = self.titles.index(DATE)
        first_step = self.titles.index(STEP_IN_FORCE)
        skipped = {first_date, first_step, self.details_column, self.labels_column}
        if MARKS not in keys:  # a symptom of the person's own may be called so
            skipped.add(self.marks_column)
        seen: set[str] = set()
        fields = []
        for column, title in enumerate(self.titles):
            known = "" if title in seen else _FIELD_OF.get(title, "")
            seen.add(title)
            named = keys.get(title) or keys.get(plain(title)) or title
            fields.append("" if column in skipped else known or named)
        return fields

    def _answers(
        self,
        row: int,
        when: date | None,
        cells: Sequence[str],
        fields: Sequence[str],
        details: Mapping[str, Any],
    ) -> Iterator[LdnAnswer]:
        entries: dict[str, Mapping[str, Any]] = {}
        listed = details.get("entries", [])
        for entry in listed if isinstance(listed, list) else []:
            if isinstance(entry, dict) and isinstance(entry.get("fields"), list):
                entries |= {str(name): entry for name in entry["fields"]}
        reason = self.overflow(cells)
        for column, found in enumerate(cells):
            name = fields[column] if column < self.width else _("Column {n}").format(n=column + 1)
            text = unescape_cell(found)
            if not name or not text:
                continue
            entry = entries.get(name)
            if entry is None and text.lower() in NO_VALUE:
                continue  # R writes NA into what was an empty cell
            value = True if name in FLAGS and text.lower() in _TRUE else text
            answer = _entry(entry, 0) if entry else None
            yield LdnAnswer(row, when, name, text, value, answer, reason)

    def _filled(self, column: int) -> list[tuple[int, str]]:
        """The rows in which `column` says something."""
        cells_of_rows = ((row, cell(cells, column)) for row, cells, _details in self.rows)
        return [(row, text) for row, text in cells_of_rows if text]

    def _add_notices(self, file: LdnFile, *, has_diary: bool) -> None:
        """Account for details that were deleted, or cut off or changed by a spreadsheet."""
        if self.labels_column >= 0:
            file.notices.append(_("A column of row numbers is not imported."))
        if not has_diary:
            file.steps_in_force = self._filled(self.titles.index(STEP_IN_FORCE))
            file.marks_of_days = self._filled(self.marks_column)
            file.notices.append(
                _(
                    "The “details” of this table are missing or were changed. It no longer "
                    "includes your dose steps, your other medicines and events, the domains of "
                    "FUNCAP, how and by whom an answer was entered, your settings, or which "
                    "symptoms you hid or renamed. The JSON export includes all of these."
                )
            )
        undated = sum(answer.answer is None for answer in file.answers)
        if undated and (not has_diary or any(details is None for _r, _c, details in self.rows)):
            file.notices.append(
                ngettext(
                    "{n} answer does not say when it was entered. It will be marked as imported.",
                    "{n} answers do not say when they were entered. They will be marked as "
                    "imported.",
                    undated,
                ).format(n=undated)
            )


def _own_title(title: str) -> str:
    """A title as it was written; other programs change its case and its punctuation."""
    written = unescape_cell(title)
    normalised = plain(written)
    return next((own for own in _OWN_TITLES if plain(own) == normalised), written)


def _find_row_labels(titles: Sequence[str], rows: Sequence[Row]) -> int:
    """A column of row numbers, as pandas and R write before all others; −1 without one."""
    if not rows or plain(titles[0]) not in _LABEL_TITLES:
        return -1
    labels = [cell(cells, 0) for _row, cells in rows]
    return 0 if all(label.isdecimal() for label in labels) else -1


def unescape_cell(cell: str) -> str:
    """A cell as it was before export.escape_cell made it safe."""
    return _APOSTROPHE.sub("", cell) if "'" in cell else cell

"""Validation of documents that no checksum protects."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ldn_desktop.diary import marks
from ldn_desktop.diary.fields import STORED_AS_GIVEN, TEXTS
from ldn_desktop.diary.model import (
    FIRST_DATE,
    UNDERSTOOD,
    About,
    Source,
    checked_value,
)
from ldn_desktop.diary.symptoms import (
    FUNCAP,
    READINGS,
    Symptom,
    SymptomKind,
    checked_name,
)
from ldn_desktop.errors import UserError
from ldn_desktop.storage.codec.documents import (
    ABOUT,
    DAYS,
    FORMAT,
    MARKS,
    META,
    OPTIONAL_TABLES,
    SINGLE_FIELDS,
    STEPS,
    SYMPTOMS,
    TABLES,
    decode_mark,
    id_date,
)

_NOT_SCORES = frozenset({*READINGS}) - {FUNCAP}
"""Readings never found among the scores, where version 0.1 puts those that it does not know."""

FARTHEST_MINUTE = 200 * 366 * 24 * 60
"""Two hundred years between a day and its entry."""
FARTHEST_OFFSET = 24 * 60

_SYMPTOM_TYPES = {"key": str, "name": str, "kind": str, "shown": bool, "order": int, "own": bool}
_STEP_TYPES = {"planned": bool, "form": str, "strength": str}
_MARK_TYPES = {"kind": str, "name": str, "start": str, "stop": str}


def check_tables(tables: Any) -> None:
    """Raises ValueError, naming the path, unless `tables` are those of a diary."""
    for name, table in _as_mapping(tables, "the file").items():
        for key, document in _as_mapping(table, name).items():
            if name in _CHECKS:
                _CHECKS[name](key, _as_mapping(document, f"{name} {key}"))
    missing = [name for name in TABLES if name not in tables and name not in OPTIONAL_TABLES]
    if missing:
        raise ValueError(f"no {missing}")


def check_day(key: str, document: Mapping[str, Any]) -> None:
    """Raises ValueError unless `document` is a day that a diary may hold."""
    if id_date(key) < FIRST_DATE:
        raise ValueError(f"{key} is no date")
    _check_offset(document)
    for group in ("scores", "readings"):
        for name, stored in _as_mapping(document.get(group, {}), f"{group} of {key}").items():
            misplaced = name not in READINGS if group == "readings" else name in _NOT_SCORES
            if misplaced or name in SINGLE_FIELDS:
                raise ValueError(f"{name} in {group}")
            check_answer(name, stored)
    for name in SINGLE_FIELDS:
        if name in document:
            check_answer(name, document[name])


def check_unknown(key: str, fields: Mapping[str, Any]) -> None:
    """Raises ValueError unless `fields` may stand in a day beside what is understood."""
    check_day(key, {})
    if fields.keys() & UNDERSTOOD:
        raise ValueError(f"{sorted(fields)} are not all unknown")


def check_answer(name: str, stored: Any) -> None:
    """Raises ValueError unless `stored` is an answer for field `name`."""
    if not isinstance(stored, list) or not 2 <= len(stored) <= 4:
        raise ValueError(f"{name}: {stored}")
    value, minute, *rest = stored
    _check_integer(minute, FARTHEST_MINUTE)
    if rest:
        Source(rest[0])
    if len(rest) == 2:
        _check_offset(_as_mapping(rest[1], name))
    if isinstance(value, str) != (name in TEXTS):
        raise ValueError(f"{name}: {value}")
    try:
        checked = checked_value(name, value, {name: Symptom(name, name)})
    except UserError as error:
        raise ValueError(str(error)) from None
    if name in STORED_AS_GIVEN and checked != value:
        raise ValueError(f"{name}: {value}")


def check_step(key: str, document: Mapping[str, Any]) -> None:
    """Raises ValueError unless `document` is a dose step."""
    if id_date(key) < FIRST_DATE:
        raise ValueError(f"{key} is no date")
    check_answer("dose", [document.get("mg"), 0])
    _check_types(document, _STEP_TYPES)


def check_mark_id(key: str) -> None:
    """Raises ValueError unless `key` is the id of a mark."""
    if not (key.isascii() and key.isdecimal() and 0 < int(key) < marks.ID_LIMIT):
        raise ValueError(f"{key} is no mark")


def check_mark(key: str, document: Mapping[str, Any]) -> None:
    """Raises ValueError unless `document` is a mark."""
    check_mark_id(key)
    if not document.keys() >= _MARK_TYPES.keys() - {"stop"}:
        raise ValueError("a mark lacks a field")
    _check_types(document, _MARK_TYPES)
    try:
        marks.checked_mark(decode_mark(int(key), dict(document)))
    except UserError as error:
        raise ValueError(str(error)) from None


def check_symptom(_key: str, document: Mapping[str, Any]) -> None:
    """Raises ValueError unless `document` is a symptom."""
    if not document.keys() >= _SYMPTOM_TYPES.keys():
        raise ValueError("a symptom lacks a field")
    _check_types(document, _SYMPTOM_TYPES)
    SymptomKind(document["kind"])
    try:
        checked_name(document["name"])
    except UserError as error:
        raise ValueError(str(error)) from None


def check_about(key: str, document: Mapping[str, Any]) -> None:
    """Raises ValueError unless `document` is what a diary says about itself."""
    _check_types(document, {"day_ends_hour": int, "invented": bool})
    if key != "1" or not 0 <= document.get("day_ends_hour", About().day_ends_hour) <= 12:
        raise ValueError("the day ends at no hour")


def check_meta(_key: str, document: Mapping[str, Any]) -> None:
    """Raises ValueError unless `document` gives the format."""
    _check_types(document, {"format": int, "folded": int, "id": str})
    if not document.get("format", FORMAT) > 0 or document.get("folded", 0) < 0:
        raise ValueError("no format")


_CHECKS = {
    META: check_meta,
    ABOUT: check_about,
    SYMPTOMS: check_symptom,
    STEPS: check_step,
    MARKS: check_mark,
    DAYS: check_day,
}


def _as_mapping(found: Any, path: str) -> Mapping[str, Any]:
    if not isinstance(found, dict):
        raise ValueError(f"{path} is no table")  # noqa: TRY004  # one error for one question
    return found


def _check_types(document: Mapping[str, Any], types: Mapping[str, type]) -> None:
    for name, expected in types.items():
        if name in document and type(document[name]) is not expected:
            raise ValueError(f"{name}: {document[name]}")


def _check_integer(number: Any, farthest: int) -> None:
    if type(number) is not int or abs(number) > farthest:
        raise ValueError(f"{number} is no number of minutes")


def _check_offset(document: Mapping[str, Any]) -> None:
    if "offset" in document:
        _check_integer(document["offset"], FARTHEST_OFFSET)

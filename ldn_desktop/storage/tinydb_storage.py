"""The diary file as TinyDB sees it: documents in tables, over a storage that writes atomically."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.middlewares import CachingMiddleware
from tinydb.storages import Storage
from tinydb.table import Document, Table

from ldn_desktop.diary.model import (
    AboutChange,
    AnswerChange,
    Change,
    Day,
    DoseStepChange,
    MarkChange,
    SymptomChange,
    UnknownChange,
)
from ldn_desktop.storage.codec.container import Contents, encode_container
from ldn_desktop.storage.codec.documents import (
    ABOUT,
    DAYS,
    MARKS,
    STEPS,
    SYMPTOMS,
    Tables,
    date_id,
    decode_day,
    encode_about,
    encode_day,
    encode_mark,
    encode_step,
    is_default,
)
from ldn_desktop.storage.disk import durable_io
from ldn_desktop.storage.encryption.key import Key
from ldn_desktop.storage.journal.records import Record

_SYMPTOM_FIELDS = ("key", "name", "kind", "shown", "order", "own")


class DiaryStorage(Storage):
    """TinyDB's storage for one diary file: read once, written whole with a checksum.

    `meta` goes into the `_meta` table beside the checksum; TinyDB sees only the others.
    """

    def __init__(
        self, path: Path, tables: Tables, meta: dict[str, Any], key: Key | None = None
    ) -> None:
        self._path, self._tables, self._meta, self._key = path, tables, meta, key

    def read(self) -> dict[str, dict[str, Any]]:
        return self._tables

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Raises SaveError, the file being as it was, or UnstorableValueError."""
        save(self._path, data, self._meta, self._key)


def save(path: Path, tables: Tables, meta: dict[str, Any], key: Key | None) -> None:
    """Write `tables` to `path`: whole, with a checksum, encrypted with `key` if there is one."""
    text = encode_container(tables, meta)
    durable_io.atomic_write(path, key.encrypt(text) if key else text)


def write_checkpoint(
    path: Path, contents: Contents, records: Sequence[Record], key: Key | None, sequence: int
) -> None:
    """Write to `path` what `records` make of `contents`; `sequence` is the newest edit in it.

    Raises SaveError; the file is then as it was, and the journal still has the records.
    """
    meta = {**contents.meta, "folded": sequence}
    storage = functools.partial(DiaryStorage, tables=contents.tables(), meta=meta, key=key)
    caching: Any = CachingMiddleware  # comes without types
    database = TinyDB(path, storage=caching(storage))
    changes = [change for record in records for change in record.edit.changes]
    _update_table(database.table(ABOUT), _about_documents(changes))
    _update_table(database.table(SYMPTOMS), _symptom_documents(database.table(SYMPTOMS), changes))
    _update_table(database.table(STEPS), _step_documents(changes))
    _update_table(database.table(MARKS), _mark_documents(changes))
    _update_table(database.table(DAYS), _day_documents(database.table(DAYS), changes))
    # Written here and nowhere else: an exception above leaves the file as it was.
    database.close()


def _update_table(table: Table, documents: Mapping[int, Mapping[str, Any] | None]) -> None:
    """Make `documents` those of `table`, by id; None takes one out."""
    table.remove(doc_ids=documents)
    table.insert_multiple(Document(new, key) for key, new in documents.items() if new is not None)


def _day_documents(table: Table, changes: Sequence[Change]) -> dict[int, Mapping[str, Any] | None]:
    days: dict[date, Day] = {}
    for change in changes:
        if isinstance(change, AnswerChange | UnknownChange):
            when = change.date
            # A day whose last answer was cleared is falsy, and still not the stored one.
            day = days[when] if when in days else _stored_day(table, when)
            days[when] = _changed(day, change)
    return {_document_id(when): encode_day(day) if day else None for when, day in days.items()}


def _changed(day: Day, change: AnswerChange | UnknownChange) -> Day:
    if isinstance(change, UnknownChange):
        return day._replace(unknown=change.after)
    answers = dict(day.answers)
    if change.after is None:
        answers.pop(change.field, None)
    else:
        answers[change.field] = change.after
    return day._replace(answers=answers)


def _stored_day(table: Table, when: date) -> Day:
    document = table.get(doc_id=_document_id(when))
    return decode_day(when, document) if document else Day(when)


# Fields of a newer version are in the `extra` of a step, a mark and About, which are replaced as a
# whole: merged with what is stored, a field that was taken out of `extra` would come back.


def _step_documents(changes: Sequence[Change]) -> dict[int, Mapping[str, Any] | None]:
    return {
        _document_id(change.start): encode_step(change.after) if change.after else None
        for change in changes
        if isinstance(change, DoseStepChange)
    }


def _mark_documents(changes: Sequence[Change]) -> dict[int, Mapping[str, Any] | None]:
    return {
        change.id: encode_mark(change.after) if change.after else None
        for change in changes
        if isinstance(change, MarkChange)
    }


def _symptom_documents(
    table: Table, changes: Sequence[Change]
) -> dict[int, Mapping[str, Any] | None]:
    stored = {document["key"]: document for document in table.all()}
    ids = {key: document.doc_id for key, document in stored.items()}
    documents: dict[int, Mapping[str, Any] | None] = {}
    for change in changes:
        if isinstance(change, SymptomChange):
            number = ids.setdefault(change.key, max(ids.values(), default=0) + 1)
            unknown = _unknown_fields(stored.get(change.key), _SYMPTOM_FIELDS)
            after = change.after
            documents[number] = None
            # What every diary starts with is not stored again.
            if after is not None and (unknown or not is_default(after)):
                documents[number] = unknown | after.as_dict()
    return documents


def _about_documents(changes: Sequence[Change]) -> dict[int, Mapping[str, Any] | None]:
    abouts = [change.after for change in changes if isinstance(change, AboutChange)]
    return {1: encode_about(abouts[-1])} if abouts else {}


def _unknown_fields(document: Mapping[str, Any] | None, known: Sequence[str]) -> dict[str, Any]:
    """What a newer version of the program wrote beside the `known` fields."""
    return {name: stored for name, stored in (document or {}).items() if name not in known}


def _document_id(when: date) -> int:
    return int(date_id(when))

"""The diary as tables of documents, and back. docs/formats/diary.md describes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import msgspec

from ldn_desktop.diary.fields import FIELDS, STORED_AS_GIVEN
from ldn_desktop.diary.model import (
    EMPTY,
    UNDERSTOOD,
    About,
    Answer,
    Day,
    Diary,
    DoseStep,
    Mark,
    MarkKind,
    Source,
)
from ldn_desktop.diary.symptoms import BUILT_IN, READINGS, Symptom, SymptomKind
from ldn_desktop.i18n import _
from ldn_desktop.storage.errors import NotADiaryError

FORMAT = 1

META, ABOUT, SYMPTOMS, STEPS, DAYS = "_meta", "about", "symptoms", "dose_steps", "days"
MARKS = "marks"
TABLES = (META, ABOUT, SYMPTOMS, STEPS, MARKS, DAYS)
"""In the order of the file: a file cut short loses its newest days, not what explains them."""
OPTIONAL_TABLES = frozenset({MARKS})
"""Absent while they are empty, as in every file of version 0.1."""

Document = dict[str, Any]
Tables = dict[str, dict[str, Any]]
"""Table by name; in it, document by id as text, as JSON has it."""

SINGLE_FIELDS = tuple(FIELDS)
"""Fields of a day that hold one answer and stand beside scores and readings."""
_SOURCES = {source.value: source for source in Source}
_DEFAULTS = {symptom.key: symptom for symptom in BUILT_IN}


def date_id(when: date) -> str:
    """`when` as the id of its document: 20261122."""
    return f"{when.year:04}{when.month:02}{when.day:02}"


def id_date(doc_id: str) -> date:
    """The date behind the id of a document. Raises ValueError when it is none."""
    if not (len(doc_id) == 8 and doc_id.isascii() and doc_id.isdecimal()):
        raise ValueError(doc_id)
    return date.fromisoformat(doc_id)


def compact_number(value: Any) -> Any:
    """`value` as shortly as JSON can say it: 5.0 as 5."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def encode_answer(answer: Answer, day_offset: int = 0) -> list[Any]:
    """`[value, minute]`, then the source and the rest only where there is something to say."""
    rest = dict(answer.extra)
    if answer.offset != day_offset:
        rest["offset"] = answer.offset
    if rest:
        return [compact_number(answer.value), answer.minute, answer.source.value, rest]
    if answer.source is not Source.ENTERED:
        return [compact_number(answer.value), answer.minute, answer.source.value]
    return [compact_number(answer.value), answer.minute]


def decode_answer(name: str, stored: list[Any], day_offset: int = 0) -> Answer:
    """The answer in field `name`, from what `encode_answer` made of it."""
    value = stored[0] if name in STORED_AS_GIVEN else float(stored[0])
    if len(stored) == 2:
        return Answer(value, stored[1], Source.ENTERED, day_offset)
    rest: Mapping[str, Any] = stored[3] if len(stored) > 3 else EMPTY
    offset = rest.get("offset", day_offset)
    extra = {key: rest[key] for key in rest if key != "offset"} or EMPTY
    return Answer(value, stored[1], _SOURCES[stored[2]], offset, extra)


def encode_day(day: Day) -> Document:
    """The document of `day`. Its offset is that of the answer entered first."""
    first = min(day.answers.values(), key=lambda answer: answer.minute, default=None)
    offset = first.offset if first else 0
    document: Document = {"offset": offset} if offset else {}
    for name, answer in day.answers.items():
        stored = encode_answer(answer, offset)
        if name in SINGLE_FIELDS:
            document[name] = stored
        else:
            group = "readings" if name in READINGS else "scores"
            document.setdefault(group, {})[name] = stored
    return document | dict(day.unknown)


def decode_day(when: date, document: Document) -> Day:
    """The day in `document`, whose rules are known to hold."""
    offset = document.get("offset", 0)
    answers: dict[str, Answer] = {}
    for name, stored in document.items():
        if name in {"scores", "readings"}:
            for key, answer in stored.items():
                answers[key] = decode_answer(key, answer, offset)
        elif name in SINGLE_FIELDS:
            answers[name] = decode_answer(name, stored, offset)
    unknown = {name: document[name] for name in document if name not in UNDERSTOOD}
    return Day(when, answers, unknown)


class StoredDays(Mapping[date, Day]):
    """The days of a file, each decoded when it is first asked for.

    Decoding all of twenty years at the start would cost more than the rest of the start.
    """

    def __init__(self, raw: Mapping[str, msgspec.Raw]) -> None:
        self._raw = raw
        self._read: dict[date, Day] = {}

    def __getitem__(self, when: date) -> Day:
        if when in self._read:
            return self._read[when]
        stored = self._raw[date_id(when)]
        try:
            day = decode_day(when, msgspec.json.decode(stored))
        except (ValueError, TypeError, AttributeError, LookupError):
            raise NotADiaryError(
                _("The entry for {date} cannot be read.").format(date=when)
            ) from None
        self._read[when] = day
        return day

    def __iter__(self) -> Iterator[date]:
        try:
            # `id_date` without most of its doubts: where this program wrote, the rules hold.
            return iter([date.fromisoformat(doc_id) for doc_id in self._raw])
        except ValueError:
            raise NotADiaryError(_("A date in the diary cannot be read.")) from None

    def __len__(self) -> int:
        return len(self._raw)


def encode_step(step: DoseStep) -> Document:
    document: Document = {"mg": compact_number(step.mg)}
    if step.planned:
        document["planned"] = True
    if step.form:
        document["form"] = step.form
    if step.strength:
        document["strength"] = step.strength
    return document | dict(step.extra)


def decode_step(start: date, document: Document) -> DoseStep:
    known = {"planned", "form", "strength"} & document.keys()
    extra = {key: document[key] for key in document if key not in {*known, "mg"}}
    fields = {key: document[key] for key in known}
    return DoseStep(start, float(document["mg"]), **fields, extra=extra)


def encode_mark(mark: Mark) -> Document:
    document: Document = {
        "kind": mark.kind.value,
        "name": mark.name,
        "start": mark.start.isoformat(),
    }
    if mark.stop is not None:
        document["stop"] = mark.stop.isoformat()
    return document | dict(mark.extra)


def decode_mark(mark_id: int, document: Document) -> Mark:
    known = {"kind", "name", "start", "stop"}
    stop = document.get("stop")
    return Mark(
        mark_id,
        MarkKind(document["kind"]),
        document["name"],
        date.fromisoformat(document["start"]),
        None if stop is None else date.fromisoformat(stop),
        {key: document[key] for key in document if key not in known} or EMPTY,
    )


def decode_symptom(document: Document) -> Symptom:
    return Symptom(
        document["key"],
        document["name"],
        SymptomKind(document["kind"]),
        document["shown"],
        document["order"],
        document["own"],
    )


def encode_about(about: About) -> Document:
    document: Document = {"day_ends_hour": about.day_ends_hour}
    if about.invented:
        document["invented"] = True
    return document | dict(about.extra)


def decode_about(document: Document) -> About:
    known = {"day_ends_hour", "invented"} & document.keys()
    extra = {key: document[key] for key in document if key not in known}
    return About(**{key: document[key] for key in known}, extra=extra)


def encode(diary: Diary) -> Tables:
    """All of `diary`, symptoms only where they differ from what every diary starts with."""
    symptoms = [s for s in diary.symptoms if s != _DEFAULTS.get(s.key)]
    marks = {str(mark.id): encode_mark(mark) for mark in diary.marks}
    return {
        ABOUT: {"1": encode_about(diary.about)},
        SYMPTOMS: {str(n): s.as_dict() for n, s in enumerate(symptoms, 1)},
        STEPS: {date_id(step.start): encode_step(step) for step in diary.dose_steps},
        **({MARKS: marks} if marks else {}),
        DAYS: {date_id(day.date): encode_day(day) for day in diary.days()},
    }


def decode(tables: Mapping[str, Any], days: Mapping[date, Day]) -> Diary:
    """The diary in `tables`, whose rules are known to hold, with `days` as its days."""
    return Diary(
        days,
        [decode_step(id_date(key), doc) for key, doc in tables.get(STEPS, {}).items()],
        [decode_symptom(doc) for doc in tables.get(SYMPTOMS, {}).values()],
        decode_about(tables.get(ABOUT, {}).get("1", {})),
        [decode_mark(int(key), doc) for key, doc in tables.get(MARKS, {}).items()],
    )


def is_default(symptom: Symptom) -> bool:
    """Whether every diary starts with exactly this symptom."""
    return symptom == _DEFAULTS.get(symptom.key)

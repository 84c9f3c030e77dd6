"""Take the diary with you: CSV, one row a day, and JSON with everything."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from ldn_desktop import output_file
from ldn_desktop.diary.fields import (
    CRASH,
    DOSE,
    EXERTION,
    FIELDS,
    NOTE,
)
from ldn_desktop.diary.marks import between, name_of
from ldn_desktop.diary.model import (
    Answer,
    Day,
    Diary,
    DoseStep,
    Mark,
)
from ldn_desktop.diary.symptoms import BUILT_IN, READINGS
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _
from ldn_desktop.interchange.ldn_format import (
    DETAILS,
    FIRST_COLUMNS,
    FORMAT,
    MARKS,
    VERSION,
)

_FIXED_COLUMNS = frozenset({CRASH, EXERTION, DOSE, NOTE})
"""Fields whose column has the same position in every file."""
_FORMULA_START = re.compile(r"(?:^|(?<=[;\t\r\n]))(?=[ '\"]*[=+\-@\t\r＝＋－＠])")


def write(diary: Diary, path: Path, start: date | None = None, end: date | None = None) -> None:
    """Write the days from `start` to `end` to `path`, as .csv or .json says.

    The file is whole or not there, and readable by its owner alone. Raises UserError.
    """
    makers = {".csv": to_csv, ".json": to_json}
    make = makers.get(path.suffix.lower())
    if make is None:
        raise UserError(
            _("“{name}” should end in .csv or .json, depending on the format you want.").format(
                name=path.name
            )
        )
    text = make(diary, start, end)
    # Old Excel takes characters beyond ASCII for the machine's own unless this mark comes first;
    # where none is used the mark would only disturb simpler programs.
    marked = path.suffix.lower() == ".csv" and not text.isascii()
    output_file.write(path, text.encode("utf-8-sig" if marked else "utf-8"))


def to_json(diary: Diary, start: date | None = None, end: date | None = None) -> str:
    """The diary as JSON with a version; docs/formats/csv.md describes it."""
    days = {
        day.date.isoformat(): {
            "answers": {name: _answer(answer) for name, answer in sorted(day.answers.items())},
            **({"unknown": dict(day.unknown)} if day.unknown else {}),
        }
        for day in diary.days(start, end)
    }
    whole = {"format": FORMAT, "version": VERSION, **_about(diary), "days": days}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _about(diary: Diary) -> dict[str, Any]:
    """All that the diary holds beside its days."""
    about = diary.about
    return {
        "about": {
            "day_ends_hour": about.day_ends_hour,
            "invented": about.invented,
            "extra": dict(about.extra),
        },
        "symptoms": [s.as_dict() for s in diary.symptoms if s not in BUILT_IN],
        "dose_steps": [_dose_step(step) for step in diary.dose_steps],
        **({"marks": [_mark(mark) for mark in diary.marks]} if diary.marks else {}),
    }


def _dose_step(step: DoseStep) -> dict[str, Any]:
    return {
        "start": step.start.isoformat(),
        "mg": plain_number(step.mg),
        "planned": step.planned,
        "form": step.form,
        "strength": step.strength,
        "extra": dict(step.extra),
    }


def _mark(mark: Mark) -> dict[str, Any]:
    return {
        "id": mark.id,
        "kind": mark.kind.value,
        "name": mark.name,
        "start": mark.start.isoformat(),
        "stop": mark.stop and mark.stop.isoformat(),
        "extra": dict(mark.extra),
    }


def _answer(answer: Answer) -> dict[str, Any]:
    return {"value": plain_number(answer.value), **_entry(answer)}


def _entry(answer: Answer) -> dict[str, Any]:
    """How an answer came into the diary."""
    reported: dict[str, Any] = {"minute": answer.minute, "source": answer.source.value}
    if answer.offset:
        reported["offset"] = answer.offset
    if answer.extra:
        reported["extra"] = dict(answer.extra)
    return reported


def plain_number(value: Any) -> Any:
    """5 for 5.0; everything else as it is."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def to_csv(diary: Diary, start: date | None = None, end: date | None = None) -> str:
    """One row a day with one column a symptom; docs/formats/csv.md describes the columns.

    Empty means not answered. No cell is a formula in any spreadsheet.
    """
    days = list(diary.days(start, end))
    columns = _columns(diary, days)
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    marks = diary.marks
    mark_titles = [MARKS] if marks else []
    titles = [*FIRST_COLUMNS, *columns.values(), *mark_titles, NOTE, DETAILS]
    writer.writerow([escape_cell(title) for title in titles])
    about = _about(diary) | {"columns": {t: key for key, t in columns.items() if key != t}}
    if not days:  # what lies beside the days needs a row to stand in
        days = [Day(date.min)]
    for number, day in enumerate(days):
        details = _details(day) | ({"diary": about} if number == 0 else {})
        writer.writerow([escape_cell(cell) for cell in _cells(diary, day, columns, details, marks)])
    return out.getvalue()


def _columns(diary: Diary, days: Iterable[Day]) -> dict[str, str]:
    """Titles by field: what Today asks for and whatever else has an answer."""
    answered = {name for day in days for name in day.answers}
    requested = [s.key for s in diary.symptoms if s.shown or s.key in answered]
    requested += [key for key in READINGS if key in answered]
    requested += sorted(answered - {*requested, *_FIXED_COLUMNS})
    titles: dict[str, str] = {}
    own_columns = {*FIRST_COLUMNS, MARKS, NOTE, DETAILS}
    taken = {*own_columns, *requested}
    for key in requested:
        symptom = diary.symptom(key)
        title = FIELDS[key].column if key in FIELDS else key
        if symptom and symptom.own:
            title = symptom.name
        # A symptom of the person's own may be called as a column of this table is.
        if title.casefold() in own_columns | (taken - {key}):
            title = f"{title} ({key})"
        taken.add(title.casefold())
        titles[key] = title
    return titles


def _cells(
    diary: Diary,
    day: Day,
    columns: Mapping[str, str],
    details: Mapping[str, Any],
    marks: Sequence[Mark],
) -> list[str]:
    here = [_marks_of(marks, day.date)] if marks else []
    if day.date == date.min:
        empty = len(FIRST_COLUMNS) + len(columns) + len(here) + 1
        return [""] * empty + [_compact(details)]
    step = diary.dose_step_on(day.date)
    return [
        day.date.isoformat(),
        "1" if day.crash else "",
        _number(day.value(EXERTION)),
        _number(day.dose_mg),
        _number(step.mg if step else None),
        *(_cell(day.value(key)) for key in columns),
        *here,
        day.note,
        _compact(details),
    ]


def _marks_of(marks: Sequence[Mark], when: date) -> str:
    """The names of the marks of a day, for people: `details` has all of them."""
    return "; ".join(map(name_of, between(marks, when, when, when)))


def _details(day: Day) -> dict[str, Any]:
    """How each answer was entered, answers that were entered alike named together."""
    alike: dict[str, list[str]] = {}
    for name, answer in sorted(day.answers.items()):
        alike.setdefault(_compact(_entry(answer)), []).append(name)
    entries = [{"fields": names, **json.loads(entry)} for entry, names in alike.items()]
    return ({"entries": entries} if entries else {}) | (
        {"unknown": dict(day.unknown)} if day.unknown else {}
    )


def _compact(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) if value else ""


def _cell(value: Any) -> str:
    """An answer of any kind as text: a flag is 1, text stays as it is."""
    if isinstance(value, str):
        return value
    return "1" if value is True else _number(value)


def _number(value: float | None) -> str:
    return "" if value is None else repr(plain_number(value))


def escape_cell(cell: str) -> str:
    """`cell` so that no spreadsheet takes it for a formula; importing gives it back unchanged.

    An apostrophe goes before = + - @, tab and carriage return at the start, and also after
    whatever another country's spreadsheet may take for the end of a cell: ; tab and line ends.
    Blanks and quotes in between change nothing.
    Apostrophes that stand there already are doubled by the same rule.
    """
    return _FORMULA_START.sub("'", cell) if cell else cell

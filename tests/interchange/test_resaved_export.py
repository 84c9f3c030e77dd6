"""This program's own table, opened and saved again by pandas, R or a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from ldn_desktop.diary.model import Answer, Day, Diary, DoseStep
from ldn_desktop.diary.symptoms import Symptom
from ldn_desktop.interchange import DateOrder, ImportOptions, export, read

NOW = datetime(2026, 11, 20, 20, tzinfo=UTC)
OWN = Symptom("leg_pain", "Leg pain (left)", shown=False, order=20, own=True)


def diary() -> Diary:
    days = {}
    for day in range(1, 13):
        when = date(2026, 11, day)
        answers = {
            "fatigue": Answer(2.5 + day / 4, 1200),
            "leg_pain": Answer(float(day % 5), 1201),
            "dose": Answer(1.5, 1300),
        }
        if day % 3 == 0:
            answers |= {"crash": Answer(True, 900), "note": Answer(f"Day {day}; =1+1, “q”", 1000)}
        days[when] = Day(when, answers)
    return Diary(days, dose_steps=[DoseStep(date(2026, 11, 1), 1.5)], symptoms=[OWN])


Rows = list[list[str]]


def pandas(rows: Rows) -> Rows:
    """`read_csv` and `to_csv`: an index, and numbers with a point."""
    header, *body = rows
    numbers = {n for n, title in enumerate(header) if title not in ("date", "note", "details")}
    floats = [
        [str(float(cell)) if n in numbers and cell else cell for n, cell in enumerate(row)]
        for row in body
    ]
    return [["", *header], *([str(n), *row] for n, row in enumerate(floats))]


def r_language(rows: Rows) -> Rows:
    """`read.csv` and `write.csv`: row names, NA, and titles with points."""
    header, *body = rows
    titles = ["".join(c if c.isalnum() or c == "_" else "." for c in title) for title in header]
    texts = {header.index("note"), header.index("details")}
    cells = [[cell if cell or n in texts else "NA" for n, cell in enumerate(row)] for row in body]
    return [["", *titles], *([str(n), *row] for n, row in enumerate(cells, 1))]


def american(rows: Rows) -> Rows:
    """A spreadsheet of the United States."""
    header, *body = rows
    return [header, *([f"{int(r[0][5:7])}/{int(r[0][8:])}/{r[0][:4]}", *r[1:]] for r in body)]


def german(rows: Rows) -> Rows:
    """A spreadsheet of Germany, its rows sorted the other way round."""
    header, *body = rows
    numbers = {n for n, title in enumerate(header) if title not in ("date", "note", "details")}
    local = [
        [cell.replace(".", ",") if n in numbers else cell for n, cell in enumerate(row)]
        for row in body
    ]
    return [header, *([f"{r[0][8:]}.{r[0][5:7]}.{r[0][:4]}", *r[1:]] for r in reversed(local))]


@pytest.mark.parametrize(
    ("resave", "separator"), [(pandas, ","), (r_language, ","), (american, ","), (german, ";")]
)
def test_it_comes_back_as_it_was(
    tmp_path: Path, resave: Callable[[Rows], Rows], separator: str
) -> None:
    before = diary()
    rows = list(csv.reader(io.StringIO(export.to_csv(before), newline="")))
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows(resave(rows))
    path = tmp_path / "resaved.csv"
    path.write_text(out.getvalue(), "utf-8-sig")
    after = Diary()
    preview = read(path, after, now=NOW)
    after.apply(preview.edit)
    assert preview.left_out == ()
    assert export.to_json(after) == export.to_json(before)


def test_its_dates_are_read_as_the_person_says(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("date,crash,exertion,dose_mg,dose_step_mg,fatigue\n3/4/2026,,,,,5\n", "utf-8")
    after = Diary()
    options = ImportOptions(dates=DateOrder.MONTH_FIRST)
    after.apply(read(path, after, now=NOW, options=options).edit)
    assert after.dates() == [date(2026, 3, 4)]


@pytest.mark.parametrize("name", ["details", "date", "dose_step_mg", "Note", "crash", "dose mg"])
def test_a_symptom_called_as_a_column_survives(tmp_path: Path, name: str) -> None:
    key = {"Note": "note_2", "crash": "crash_2", "dose mg": "dose_mg"}.get(name, name)
    day = date(2026, 11, 3)
    before = Diary(
        {day: Day(day, {key: Answer(5.0, 1200), "note": Answer("hello", 1200)})},
        dose_steps=[DoseStep(date(2026, 11, 1), 1.5)],
        symptoms=[Symptom(key, name, own=True)],
    )
    path = tmp_path / "own.csv"
    export.write(before, path)
    after = Diary()
    after.apply(read(path, after, now=NOW).edit)
    assert export.to_json(after) == export.to_json(before)

"""Of whatever files say, every value is accounted for, however they were spoilt."""

from __future__ import annotations

import html
import io
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from ldn_desktop.diary.model import AnswerChange, Diary, MarkChange
from ldn_desktop.errors import UserError
from ldn_desktop.interchange import ParsedFile, parse_file
from ldn_desktop.interchange.reading.archive import Archive
from ldn_desktop.interchange.reading.csv_table import CsvTable, read_table
from tests.support.interchange.mutated_files import NOW, mutant, seeds

BESIDE: Mapping[str, frozenset[str]] = {
    "visible": frozenset({"observation date", "tracker name", "tracker category"}),
    "bearable": frozenset(
        {"date", "date formatted", "weekday", "time of day", "category", "detail"}
    ),
    "daylio": frozenset({"full date", "date", "year", "weekday", "time"}),
    "track_and_graph": frozenset({"featurename", "timestamp"}),
    "oura": frozenset({"date", "day"}),
    "samsung": frozenset(
        {
            "com samsung health sleep start time",
            "com samsung health sleep end time",
            "com samsung health sleep time offset",
        }
    ),
}
"""Titles of columns that say what and when, and not how much."""
FILES = 900
NOTHING = {"", "None"}


def plain(text: str) -> str:
    """`text` without what only separates or marks up: as cells and entries are compared."""
    bare = re.sub(r"<[^<>]{0,40}>", "", text)
    return re.sub(r"[\s\u00a0|:,;]+", "", html.unescape(bare))


def left_unread(
    parsed: ParsedFile, table: CsvTable, beside: Iterable[str]
) -> list[tuple[int, str]]:
    """Cells of `table` that stand in no entry of their row."""
    with_names: dict[int, str] = defaultdict(str)
    texts: dict[int, str] = defaultdict(str)
    for entry in parsed.entries:
        with_names[entry.row] += plain(f"{entry.name}{entry.text}")
        texts[entry.row] += plain(entry.text)
    skipped = {n for n, title in enumerate(table.plain_header) if title in set(beside)}
    return [
        (row, text)
        for row, cells in table.rows()
        for column, cell in enumerate(cells)
        for text in cell.split(" | ")
        if column not in skipped and text not in NOTHING
        if plain(text) not in with_names[row] and plain(text) not in texts[row]
    ]


def check_totals(parsed: ParsedFile) -> None:
    """The counts add up, name by name and all together."""
    preview = parsed.preview(Diary())
    by_name = Counter[str]()
    for entry in parsed.entries:
        by_name[entry.name] += entry.rows
    assert preview.rows == by_name.total()
    assert {row.column.name: row.column.rows for row in preview.names} == dict(by_name)
    imported = preview.stored + preview.mapped
    assert sum(row.imported for row in preview.names) == imported
    assert imported + preview.already + preview.left_out_rows == preview.rows
    stored = (AnswerChange, MarkChange)
    changes = sum(isinstance(change, stored) for change in preview.edit.changes)
    assert (changes == 0) == (imported == 0)
    assert all(line.reason and line.rows > 0 for line in preview.left_out)


def table_of(path: Path) -> CsvTable | None:
    """The only table of a file; None for anything else."""
    with Archive(path) as archive:
        if len(archive.members) != 1:
            return None
        try:
            return read_table(archive.members[0])
        except UserError:
            return None


def looked_at(path: Path) -> ParsedFile | None:
    try:
        parsed = parse_file(path, Diary(), now=NOW)
    except UserError:
        return None
    return parsed if isinstance(parsed, ParsedFile) else None


def test_the_account_of_spoilt_files_of_every_format_adds_up(tmp_path: Path) -> None:
    chance = random.Random(23)
    sound = seeds()
    path = tmp_path / "export"
    seen: Counter[str] = Counter()
    for _number in range(FILES):
        path.write_bytes(mutant(chance, sound))
        if (parsed := looked_at(path)) is None:
            continue
        seen[parsed.format.key] += 1
        check_totals(parsed)
        table = table_of(path)
        if table is not None and parsed.format.key in BESIDE:
            assert left_unread(parsed, table, BESIDE[parsed.format.key]) == []
    assert len(seen) >= 12, seen


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_each_filled_cell_of_a_wide_table_is_one_value(tmp_path: Path, separator: str) -> None:
    chance = random.Random(len(separator))
    words = ["", "3", "4,5", "no", '"a"', '"b', 'c"d', "NA", "--", " ", "=1", "😴"]
    path = tmp_path / "table.csv"
    for _number in range(200):
        rows = [
            [f"2026-03-{day:02d}", *(chance.choice(words) for _cell in range(chance.randrange(6)))]
            for day in range(1, 20)
        ]
        lines = [separator.join(row) for row in rows]
        path.write_text(
            "\n".join([separator.join(("date", "pain", "itch", "fog")), *lines]), "utf-8"
        )
        parsed = looked_at(path)
        assert parsed is not None
        check_totals(parsed)
        # Counted by a reader that knows no quotes at all; quoted separators do not occur.
        cells = [line.split(separator) for line in lines]
        filled = sum(1 for row in cells for cell in row[1:] if cell.strip())
        assert sum(entry.rows for entry in parsed.entries) == filled


def test_each_record_of_broken_health_xml_is_counted(tmp_path: Path) -> None:
    chance = random.Random(11)
    record = (
        '<Record type="HKQuantityTypeIdentifierStepCount" sourceName="{name}" unit="count" '
        'startDate="2026-03-04 08:00:00 +0100" endDate="2026-03-04 09:00:00 +0100" '
        'value="{n}"{more}/>'
    )
    names = ["Phone", "Watch\x0bUltra", "A &#11; B", "Müller", "&lt;Watch&gt;"]
    mores = ["", "", "", ' Health Mate App="2"', ' x="a & b"', ' x="1" x="2"', " y=z"]
    path = tmp_path / "export.xml"
    for _number in range(150):
        kinds = [chance.choice(mores) for _record in range(30)]
        out = io.StringIO()
        out.write('<?xml version="1.0"?>\n<!DOCTYPE HealthData [\n<!ELEMENT X\n]>\n<HealthData>\n')
        for n, more in enumerate(kinds):
            out.write(record.format(name=chance.choice(names), n=n, more=more))
            out.write(chance.choice(["\n", "\n ", ""]))
        out.write("</HealthData>\n")
        path.write_text(out.getvalue(), "utf-8")
        parsed = looked_at(path)
        assert parsed is not None
        check_totals(parsed)
        damaged = sum(entry.rows for entry in parsed.entries if entry.name == "Record")
        assert damaged == sum(bool(more) for more in kinds)
        assert sum(entry.rows for entry in parsed.entries) == len(kinds)

"""Tables however a program or a person left them."""

from __future__ import annotations

import pytest

from ldn_desktop.interchange.reading.archive import decode
from ldn_desktop.interchange.reading.csv_table import CsvTable, parse_table


def table(text: str) -> CsvTable:
    found = parse_table(text)
    assert found is not None
    return found


def rows(text: str) -> list[list[str]]:
    return [cells for _row, cells in table(text).rows()]


def test_a_quote_that_never_closes_swallows_nothing() -> None:
    text = 'day,note\n1 May 2026,"began well\n2 May 2026,fine\n3 May 2026,ok\n'
    assert rows(text) == [
        ["1 May 2026", '"began well'],
        ["2 May 2026", "fine"],
        ["3 May 2026", "ok"],
    ]


def test_a_quoted_word_keeps_its_quotes() -> None:
    assert rows('day,pain,note\n2026-05-01,3,"Bad" day\n2026-05-02,2,5\'10" tall\n') == [
        ["2026-05-01", "3", '"Bad" day'],
        ["2026-05-02", "2", "5'10\" tall"],
    ]


def test_a_note_of_several_lines_stays_one_cell() -> None:
    text = 'day,note\n2026-05-01,"one, ""two""\r\nthree"\n2026-05-02,x\n'
    assert rows(text)[0] == ["2026-05-01", 'one, "two"\r\nthree']
    assert len(rows(text)) == 2


def test_a_quote_that_a_later_row_happens_to_close_is_told_by_the_dates() -> None:
    text = 'day,note,pain\n2026-05-01,"bad,3\n2026-05-02,fine",4,\n2026-05-03,ok,5\n'
    assert [cells[0] for cells in rows(text)] == ["2026-05-01", "2026-05-02", "2026-05-03"]


def test_a_note_in_the_last_column_keeps_what_no_quotes_protect() -> None:
    found = table("day,pain,notes\n2026-05-01,3,bad, then worse,; then bed\n")
    assert [cells for _row, cells in found.rows()] == [
        ["2026-05-01", "3", "bad, then worse,; then bed"]
    ]


def test_more_filled_cells_than_titles_are_told() -> None:
    found = table("day,pain,itch\n2026-05-01,3,5,1,0\n2026-05-02,3,5,,\n2026-05-03,1\n")
    assert [bool(found.overflow(cells)) for _row, cells in found.rows()] == [True, False, False]


@pytest.mark.parametrize(
    ("above", "noticed"),
    [
        ("sep=;\n", False),
        ("Symptoms\n", True),
        ("Export of Jane, made on 3 May\n\n", True),
        ("app.diary.export,7001,12\n", True),
        ("\n\n", False),
    ],
)
def test_lines_above_the_titles_are_no_titles(above: str, noticed: bool) -> None:
    separator = ";" if "sep" in above else ","
    body = "day,pain,itch,fog,sleep,walk\n2026-05-01,3,2,1,0,1\n2026-05-02,4,2,1,0,1\n"
    found = table(above + body.replace(",", separator))
    assert found.header[:2] == ("day", "pain")
    assert len(list(found.rows())) == 2
    assert bool(found.notices) == noticed


def test_a_table_without_titles_loses_no_row() -> None:
    found = table("1/5/2026;3\n2/5/2026;4\n")
    assert not found.has_titles
    assert len(list(found.rows())) == 2
    assert "no headings" in found.notices[0]


def test_row_names_that_r_writes_without_a_title_stand_apart() -> None:
    text = '"date","pain"\n"1","2026-05-01",3\n"2","2026-05-02",4\n"3","2026-05-03",5\n'
    found = table(text)
    assert found.header == ("", "date", "pain")
    assert next(cells[1:] for _row, cells in found.rows()) == ["2026-05-01", "3"]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_that_of_the_titles(separator: str) -> None:
    found = table(f'day{separator}pain\n"May 1, 2026"{separator}"2,5"\n"May 2, 2026"{separator}3\n')
    assert found.separator == separator
    assert [cells[0] for _row, cells in found.rows()] == ["May 1, 2026", "May 2, 2026"]


def test_one_damaged_letter_leaves_all_others_alone() -> None:
    text = "Übel, grün, 😴".encode()
    assert decode(text[:-2]).startswith("Übel, grün, �")
    assert decode("Übel, grün".encode("cp1252")) == "Übel, grün"

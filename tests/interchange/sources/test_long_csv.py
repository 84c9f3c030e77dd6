"""Tables with a date, a name and a value in each row."""

from __future__ import annotations

from typing import Any

import pytest

from ldn_desktop.interchange import Target


@pytest.mark.parametrize(
    "header",
    [
        "date,symptom,severity,notes",
        "Timestamp;Name;Value;Comment",
        "day\tMetric name\tScore\tnote",
    ],
)
def test_names_come_in_as_if_each_had_a_column(bring: Any, header: str) -> None:
    sign = next(sign for sign in ",;\t" if sign in header)
    rows = ["2026-05-01,Pain,4,ran", "2026-05-01,Fatigue,8,", "2026-05-02,Pain,2,"]
    found = bring("\n".join([header, *rows]).replace(",", sign) + "\n")
    assert bring.values("2026-05-01") == {"pain": 4, "fatigue": 8, "note": "ran"}
    assert bring.values("2026-05-02") == {"pain": 2}
    assert found.rows == 4


def test_what_stands_beside_and_what_says_nothing_is_counted(bring: Any) -> None:
    found = bring("date,tracker,value,unit\n2026-05-01,Pain,4,points\n2026-05-02,Pain,NA,points\n")
    assert found.rows == 4
    assert sorted(line.text for line in found.left_out) == [
        "Pain: NA",
        "unit: points",
        "unit: points",
    ]


def test_an_unknown_name_waits_for_the_person(bring: Any) -> None:
    rows = "date,item,rating\n2026-05-01,Itch,2\n"
    assert not bring.preview(rows).answers
    bring(rows, Itch=Target(own="Itch", low=0, high=4))
    assert bring.values("2026-05-01") == {"itch": 5}

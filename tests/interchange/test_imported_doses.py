"""Only what is named LDN, with its unit, becomes a dose."""

from __future__ import annotations

from typing import Any

import pytest

from ldn_desktop.interchange import Target


@pytest.mark.parametrize(
    ("title", "cell", "mg"),
    [
        ("LDN (mg)", "3", 3),
        ("LDN mg", "0,5", 0.5),
        ("Naltrexone dose [mcg]", "250", 0.25),
        ("LDN (µg)", "1500", 1.5),
        ("uLDN", "50 mcg", 0.05),
        ("LDN", "4.5mg", 4.5),
        ("LDN", ".5 mg", 0.5),
        ("LDN dose", "1.5", 1.5),
    ],
)
def test_ldn_with_its_unit_is_the_dose(bring: Any, title: str, cell: str, mg: float) -> None:
    found = bring(f'date,{title}\n2026-05-01,"{cell}"\n')
    assert bring.values("2026-05-01") == {"dose": mg}
    assert found.questions  # it is always shown before it is taken over


@pytest.mark.parametrize(
    ("title", "cell"),
    [
        ("dose", "1.5"),
        ("dosage", "2 mg"),
        ("LDN", "1"),
        ("LDN", "500"),
        ("LDN side effects", "2"),
        ("Vitamin D (mcg)", "25"),
        ("LDN (mg)", "1_5"),
        ("LDN 1.5 mg", "1"),
    ],
)
def test_any_other_number_is_no_dose(bring: Any, title: str, cell: str) -> None:
    found = bring.preview(f"date,{title}\n2026-05-01,{cell}\n")
    assert not found.answers
    assert found.left_out_rows == 1


def test_a_column_that_the_person_gives_to_the_dose_keeps_the_unit_of_its_title(bring: Any) -> None:
    target = Target("dose")
    bring("date,my drops in mcg\n2026-05-01,500\n", **{"my drops in mcg": target})
    assert bring.values("2026-05-01") == {"dose": 0.5}


def test_a_chosen_unit_is_remembered(bring: Any) -> None:
    bring("date,pill\n2026-05-01,500\n", pill=Target("dose", unit="mcg"))
    bring("date,pill\n2026-05-02,750\n")
    assert bring.values("2026-05-02") == {"dose": 0.75}

"""An imported score tells where it comes from and what it was there."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ldn_desktop.charts.day_details import day_in_words, day_table, shown_part
from ldn_desktop.diary.model import Answer, Day, Diary, Source

DAY = date(2026, 3, 4)


def day_text(source: Source, **extra: Any) -> str:
    answers = {"fatigue": Answer(5.0, 1200, source, 60, extra)}
    return day_in_words(Diary({DAY: Day(DAY, answers)}), DAY, ["fatigue"])


def test_an_imported_score_names_the_app_and_its_own_text() -> None:
    text = day_text(Source.IMPORTED, origin="Visible", original="1 | 2")
    assert "Fatigue 5 (Moderate), imported from Visible, where it was 1 | 2" in text


def test_a_score_that_was_on_our_scale_already_names_the_app() -> None:
    assert "imported from LDN Desktop." in day_text(Source.IMPORTED, origin="LDN Desktop")


def test_a_long_text_of_the_file_is_shortened() -> None:
    text = day_text(Source.IMPORTED, origin="Bearable", original="1 | " * 70)
    assert len(text) < 150
    assert "…" in text


@pytest.mark.parametrize(
    ("source", "how"),
    [
        (Source.COPIED, "copied"),
        (Source.RECALLED, "filled in afterwards"),
        (Source.IMPORTED, "imported"),
    ],
)
def test_every_other_way_is_named_by_one_word(source: Source, how: str) -> None:
    assert f"(Moderate), {how}." in day_text(source)


def test_what_was_ticked_on_paper_is_from_paper() -> None:
    assert "(Moderate), from paper." in day_text(Source.RECALLED, paper=True)
    assert "(Moderate), from paper, by Anna." in day_text(Source.RECALLED, paper=True, by="Anna")
    assert "(Moderate)." in day_text(Source.ENTERED, paper=True)  # on its own day


@pytest.mark.parametrize(("name", "how"), [("Anna", "by Anna"), ("", "by a helper")])
def test_what_a_helper_entered_names_the_helper(name: str, how: str) -> None:
    assert f"(Moderate), {how}." in day_text(Source.ENTERED, by=name)
    assert f"(Moderate), filled in afterwards, {how}." in day_text(Source.RECALLED, by=name)


def test_what_was_entered_on_the_day_needs_no_word() -> None:
    assert "(Moderate)." in day_text(Source.ENTERED)


def test_the_time_of_a_dose_is_in_words_and_in_the_table() -> None:
    answers = {"dose": Answer(1.5, 1200), "dose-time": Answer("evening", 1200)}
    diary = Diary({DAY: Day(DAY, answers)})
    assert "LDN: 1.5 mg taken. Time of the dose: Evening." in day_in_words(diary, DAY, [])
    cell = day_table(diary, [], DAY, DAY).rows[0][-2]
    assert (cell.text, cell.announcement) == ("1.5 mg, Evening", "LDN: 1.5 mg, Evening")
    assert shown_part(diary, [], DAY, DAY).day(DAY).value("dose-time") == "evening"

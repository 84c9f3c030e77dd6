"""The day to check again, as any calendar reads it."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis.strategies import characters, text

from ldn_desktop.errors import UserError
from ldn_desktop.i18n import use_language
from ldn_desktop.interchange import calendar_event

NOW = datetime(2026, 11, 28, 20, 5, 9, tzinfo=timezone(timedelta(hours=1)))
DAY = date(2026, 12, 31)


def unfolded(content: bytes) -> list[str]:
    """The content lines, as RFC 5545 3.1 puts folded ones together."""
    return content.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def values(content: bytes) -> dict[str, str]:
    return dict(line.split(":", 1) for line in unfolded(content))


def test_it_is_one_event_of_a_whole_day() -> None:
    content = calendar_event.check_again(DAY, NOW)
    lines = unfolded(content)
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 1
    found = values(content)
    assert found["VERSION"] == "2.0"
    assert found["DTSTAMP"] == "20261128T190509Z"
    assert found["DTSTART;VALUE=DATE"] == "20261231"
    assert found["DTEND;VALUE=DATE"] == "20270101"
    assert found["SUMMARY"] == "Look at my diary again"


@pytest.mark.usefixtures("english_afterwards")
@pytest.mark.parametrize("language", ["de", "es", "fr", "nb", "nl"])
def test_its_words_are_in_the_language_of_the_person(
    language: str, compiled_languages: Path
) -> None:
    english = values(calendar_event.check_again(DAY, NOW))
    use_language(language, compiled_languages)
    translated = values(calendar_event.check_again(DAY, NOW))
    for name in ("SUMMARY", "DESCRIPTION"):
        assert translated[name]
        assert translated[name] != english[name]


def test_lines_end_as_the_format_asks_and_two_events_are_two() -> None:
    first, second = (calendar_event.check_again(DAY, NOW) for _time in range(2))
    assert first.endswith(b"\r\n")
    assert first.count(b"\n") == first.count(b"\r\n")
    assert values(first)["UID"] != values(second)["UID"]
    assert re.fullmatch(r"[0-9a-f]{32}@ldn-desktop\.invalid", values(first)["UID"])


@given(text(characters(exclude_categories=["C"]), max_size=300))
def test_long_lines_are_folded_and_no_letter_is_cut(words: str) -> None:
    folded = calendar_event._folded(f"DESCRIPTION:{words}")
    for line in folded.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()  # raises where a letter was cut in two
    assert folded.replace(b"\r\n ", b"").decode() == f"DESCRIPTION:{words}"


def test_its_own_signs_are_escaped() -> None:
    assert calendar_event._text("a, b; c\\d\ne") == r"a\, b\; c\\d\ne"


def test_nothing_in_it_names_a_medicine_or_an_illness() -> None:
    words = "\n".join(
        value for name, value in values(calendar_event.check_again(DAY, NOW)).items()
        if name in ("SUMMARY", "DESCRIPTION")
    )  # fmt: skip
    assert not re.search(r"LDN|naltrexone|ME/CFS|dose|symptom", words, re.IGNORECASE)


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"should end in \.ics"):
        calendar_event.write_check_again(DAY, NOW, tmp_path / "day.txt")

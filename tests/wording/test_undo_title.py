"""What can be undone is named in the language in use, whichever it was stored in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from ldn_desktop.i18n import use_language
from ldn_desktop.wording.undo_title import (
    ADDED_FROM_COPIES,
    import_title,
    restored_title,
    shown_title,
)

MADE = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def german() -> Iterator[None]:
    use_language("de")
    yield
    use_language("en")


def test_in_english_a_title_is_a_sentence() -> None:
    assert shown_title(import_title("a.json")) == "Import of a.json"
    assert shown_title(restored_title(MADE)) == "Restored backup of 22 November 2026"
    assert shown_title(ADDED_FROM_COPIES) == "Added from copies of the diary"


@pytest.mark.usefixtures("german")
def test_what_is_stored_has_no_language_and_what_is_shown_has() -> None:
    assert import_title("a.json") == "Import of a.json"
    assert restored_title(MADE) == "Restored backup of 2026-11-22"
    assert shown_title(import_title("a.json")) == "Import von a.json"
    assert shown_title(restored_title(MADE)).endswith("Sicherung vom 22. November 2026")
    assert shown_title(ADDED_FROM_COPIES) == "Aus Kopien des Tagebuchs ergänzt"


@pytest.mark.parametrize("name", ["ldn-diary-2026-11-22.csv", "{name}.csv", "Import of x.csv"])
@pytest.mark.usefixtures("german")
def test_the_name_of_a_file_stays_as_it_is(name: str) -> None:
    assert shown_title(import_title(name)) == f"Import von {name}"


@pytest.mark.usefixtures("german")
def test_a_title_that_an_older_version_stored_is_shown_as_it_stands() -> None:
    for title in ("Import de a.json", "Restored backup of 3 November 2026", ""):
        assert shown_title(title) == title
    assert shown_title("Backup from 2026-11-22") == "Backup from 22. November 2026"
    assert shown_title("Backup from 2026-99-99") == "Backup from 2026-99-99"

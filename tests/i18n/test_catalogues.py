"""The texts of the program and their translations fit one another."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

from translations import checks, messages
from translations.compilation import compiled
from translations.po_files import ROOT, TEMPLATE, as_bytes, read, texts_of, translations

LANGUAGES = [path.stem for path in translations()]


def test_the_template_holds_what_the_sources_hold() -> None:
    assert len(read(TEMPLATE)) > 1500
    assert checks.template_faults() == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_is_whole_and_fits_its_english(language: str) -> None:
    assert checks.faults(ROOT / "translations" / f"{language}.po") == []


def _catalogue(plurals: str = "nplurals=2; plural=(n != 1);") -> Catalog:
    catalogue = read(ROOT / "translations" / "de.po")
    assert catalogue.plural_forms.replace(" ", "") == plurals.replace(" ", "")
    return catalogue


@pytest.mark.parametrize(
    ("english", "translated", "fault"),
    [
        ("{n} days", "{n} Tage", ""),
        ("{n} days", "{m} Tage", "placeholders"),
        ("{n} days", "Tage", "placeholders"),
        ("{n:g} days", "{n} Tage", "placeholders"),
        ("{n} days", "{n Tage", "broken placeholder"),
        ("invalid %(type)s value", "ungültiger Wert", "placeholders"),
        ("Saved.", "Gespeichert!", "exclamation"),
        ("Saved ", "Gespeichert", "spaces"),
        ("One\ntwo", "Eins zwei", "lines"),
        ("at noon", "à\u202fmidi", "narrow"),
    ],
)
def test_a_translation_that_does_not_fit_is_named(
    english: str, translated: str, fault: str
) -> None:
    found = list(checks.text_faults(Message(english), translated, 0))
    assert (not found) if not fault else (fault in found[0])


def test_a_singular_may_leave_out_its_number_but_nothing_else() -> None:
    message = Message(("{n} day of {all}", "{n} days of {all}"), ("", ""))
    assert list(checks.text_faults(message, "ein Tag von {all}", 0)) == []
    assert list(checks.text_faults(message, "Tage von {all}", 1)) != []
    assert list(checks.text_faults(message, "ein Tag von {alle}", 0)) != []


def test_a_fuzzy_or_empty_text_is_neither_whole_nor_compiled() -> None:
    catalogue = _catalogue()
    fuzzy = catalogue.add("Certainly not in the program", "Sicher nicht", flags=["fuzzy"])
    empty = catalogue.add("Nor is this", "")
    halved = catalogue.add(("{n} cat", "{n} cats"), ("{n} Katze", ""))
    for message in (fuzzy, empty, halved):
        assert list(checks.message_faults(message, catalogue))
    assert b"Sicher nicht" not in compiled(catalogue)
    assert b"Katze" not in compiled(catalogue)


def test_a_second_extraction_changes_no_file(tmp_path: Path) -> None:
    for path in translations():
        again = as_bytes(messages.updated(path, read(TEMPLATE)))
        assert again == path.read_bytes(), path.name
    new = tmp_path / "fi.po"
    new.touch()
    finnish = messages.updated(new, read(TEMPLATE))
    texts = {(m.context, checks.english(m)): texts_of(m) for m in finnish if m.id}
    assert texts["weekday", "Monday"] == ("maanantai",)
    assert texts["month in a date", "January"] == ("tammikuuta",)

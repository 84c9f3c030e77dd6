"""A language is a file: it is found, loaded, counted in, and refused when it is not whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ldn_desktop.errors import UserError
from ldn_desktop.i18n import (
    _,
    mark,
    ngettext,
    pgettext,
    use_language,
)
from ldn_desktop.i18n.catalogue import best_of, languages
from ldn_desktop.i18n.translation import current_language, language_name

pytestmark = pytest.mark.usefixtures("english_afterwards")


def write(folder: Path, language: str, **parts: object) -> None:
    whole = {
        "plural_rule": "(n != 1)",
        "whole_part_counts": False,
        "reviewer": "",
        "messages": {},
        "plurals": {},
    }
    (folder / f"{language}.json").write_text(json.dumps(whole | parts), "utf-8")


def test_a_text_is_translated_and_one_that_is_missing_stays_english(tmp_path: Path) -> None:
    write(tmp_path, "de", messages={"Saved": "Gespeichert", "month\x04May": "Mai"})
    use_language("de", tmp_path)
    assert current_language() == "de"
    assert _("Saved") == "Gespeichert"
    assert _("Not there") == "Not there"
    assert pgettext("month", "May") == "Mai"
    assert _("May") == "May"
    assert mark("Saved") == "Saved"


@pytest.mark.parametrize(
    ("rule", "whole_part", "expected"),
    [
        ("(n != 1)", False, {0: "many", 0.5: "many", 1: "one", 1.5: "many", 2: "many"}),
        ("(n > 1)", True, {0: "one", 0.5: "one", 1: "one", 1.5: "one", 2: "many", 2.5: "many"}),
    ],
)
def test_a_language_counts_in_its_own_way(
    tmp_path: Path, rule: str, whole_part: bool, expected: dict[float, str]
) -> None:
    write(
        tmp_path,
        "xy",
        plural_rule=rule,
        whole_part_counts=whole_part,
        plurals={"{n} day": ["one", "many"]},
    )
    use_language("xy", tmp_path)
    assert {n: ngettext("{n} day", "{n} days", n) for n in expected} == expected
    assert ngettext("{n} cat", "{n} cats", 2) == "{n} cats"


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"messages": {}}', '{"messages": [], "plurals": {}}', "\x00" * 64]
)
def test_a_damaged_language_is_english_and_says_so(tmp_path: Path, content: str) -> None:
    (tmp_path / "de.json").write_text(content, "utf-8")
    with pytest.raises(UserError, match="is damaged, so everything is in English"):
        use_language("de", tmp_path)
    assert current_language() == "en"
    assert _("Saved") == "Saved"


@pytest.mark.parametrize("language", ["xx", "", "../settings", "a" * 5000])
def test_an_unknown_language_is_english_and_says_so(tmp_path: Path, language: str) -> None:
    with pytest.raises(UserError, match="so everything is in English"):
        use_language(language, tmp_path)
    assert current_language() == "en"


@pytest.mark.usefixtures("compiled_languages")
def test_the_folder_tells_the_languages() -> None:
    assert {"de", "en", "es", "fr", "nb", "nl"} <= set(languages())
    assert language_name("de") == "Deutsch"
    assert language_name("nb") == "Norsk bokmål"
    assert language_name("en") == "English"


@pytest.mark.usefixtures("compiled_languages")
@pytest.mark.parametrize(
    ("wished", "best"),
    [
        (["de_AT.UTF-8"], "de"),
        (["fr-CA"], "fr"),
        (["es_ES@euro"], "es"),
        (["no_NO"], "nb"),
        (["nn"], "nb"),
        (["xx", "nl_BE"], "nl"),
        (["C.UTF-8"], "en"),
        (["en_GB", "de"], "en"),
        ([], "en"),
    ],
)
def test_the_first_wish_that_can_be_met_is(wished: list[str], best: str) -> None:
    assert best_of(wished) == best

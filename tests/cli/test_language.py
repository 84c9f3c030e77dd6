"""Commands speak the language that is asked for, set or the system's; files never do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from ldn_desktop import settings
from ldn_desktop.i18n import current_language

pytestmark = pytest.mark.usefixtures("compiled_languages", "english_afterwards")
LANGUAGES = ("en", "de", "es", "fr", "nb", "nl")
DAY = "2026-03-04"


def first_line(ldn: Any, *words: str) -> str:
    return str(ldn("show", "--date", DAY, *words).out.splitlines()[0])


def test_the_language_may_stand_before_or_behind_the_command(ldn: Any) -> None:
    assert first_line(ldn) == "4 March 2026"
    assert first_line(ldn, "--language", "de") == "4. März 2026"
    assert ldn("--language=fr", "show", "--date", DAY).out.startswith("4 mars 2026")


def test_the_system_is_asked_where_nothing_is_set(
    ldn: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", "xx:es_MX.UTF-8")
    assert first_line(ldn) == "4 de marzo de 2026"
    monkeypatch.delenv("LANGUAGE")
    monkeypatch.setenv("LC_ALL", "nb_NO.UTF-8")
    assert first_line(ldn) == "4. mars 2026"
    monkeypatch.setenv("LC_ALL", "C")
    assert first_line(ldn) == "4 March 2026"


def test_the_setting_goes_before_the_system_and_the_option_before_both(
    ldn: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", "es")
    ldn("add", "--date", DAY, "pain=5")
    settings.save(msgspec.structs.replace(settings.Settings(), language="de"), ldn.diary)
    assert first_line(ldn) == "4. März 2026"
    assert first_line(ldn, "--language", "nl") == "4 maart 2026"


def test_no_break_spaces_of_a_language_are_printed_as_they_are(ldn: Any) -> None:
    ldn("add", "--date", DAY, "note=mal dormi")
    out = ldn("--language=fr", "show", "--date", DAY).out
    assert "Note\N{NO-BREAK SPACE}: mal dormi" in out
    assert "�" not in out


def test_what_is_undone_is_named_in_the_language_of_the_undoing(ldn: Any, tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text(f"date,fatigue\n{DAY},5\n", "utf-8")
    ldn("--language=de", "import", table)
    assert "Import of a.csv" in ldn("undo").out
    ldn("import", table)
    assert "Import von a.csv" in ldn("--language=de", "undo").out


def test_a_semicolon_stands_as_the_language_has_it(ldn: Any) -> None:
    ldn("funcap", "add", DAY, "3.4", "--domain", "walking=2.5")
    assert "; Walking" in ldn("funcap").out
    assert "\N{NO-BREAK SPACE}; Marcher" in ldn("--language=fr", "funcap").out


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_field_is_known_by_the_name_that_show_gives_it(ldn: Any, language: str) -> None:
    given = ["exertion=5", "dose=1.5", "note=n"]
    ldn("add", "--date", DAY, *given)
    shown = ldn("--language", language, "show", "--date", DAY).out.splitlines()[1:]
    names = [line.partition(":")[0].strip() for line in shown]
    answers = [f"{name}={word.partition('=')[2]}" for name, word in zip(names, given, strict=True)]
    added = ldn("--language", language, "add", "--date", "2026-03-05", *answers)
    assert added.code == 0, added.err
    days = [ldn("show", "--date", day, "--json").out for day in (DAY, "2026-03-05")]
    assert days[1].replace("2026-03-05", DAY) == days[0]


def test_an_unknown_language_is_english_and_one_sentence(ldn: Any) -> None:
    answered = ldn("--language", "tlh", "show", "--date", DAY)
    assert answered.code == 0
    assert answered.out.startswith("4 March 2026")
    (line,) = answered.err.splitlines()
    assert "tlh" in line
    assert "English" in line


def test_a_damaged_translation_is_english_and_one_sentence(
    ldn: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "de.json").write_bytes(b'{"messages": {"half')
    monkeypatch.setattr("ldn_desktop.i18n.translation.folder", lambda: tmp_path)
    answered = ldn("--language", "de", "show", "--date", DAY)
    assert answered.code == 0
    assert answered.out.startswith("4 March 2026")
    (line,) = answered.err.splitlines()
    assert "damaged" in line


def test_an_option_without_its_value_is_refused_as_ever(ldn: Any) -> None:
    answered = ldn("show", "--language")
    assert answered.code == 2
    assert "--language" in answered.err


def test_argparse_looks_its_words_up_where_all_others_are(
    ldn: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Shouting:
        language, reviewer = "xx", ""

        def text(self, message: str, context: str = "") -> str:
            return f"[{context or message}]" if "{" not in message else message

        def counted(self, one: str, many: str, n: float) -> str:
            return one if n == 1 else many

    from ldn_desktop.i18n import translation

    monkeypatch.setattr("ldn_desktop.cli.main.use_wished_language", lambda _argv: None)
    monkeypatch.setattr(translation._language, "catalogue", Shouting())
    sentence = ldn("--help").out
    assert "[usage: ]" in sentence
    assert "[options]" in sentence
    assert "[show this help message and exit]" in sentence
    refused = ldn("report").err
    assert "[the following arguments are required: " in refused


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_files_for_programs_are_the_same_in_every_language(
    ldn: Any, tmp_path: Path, language: str
) -> None:
    ldn("add", "--date", DAY, "fatigue=2.5", "pain=10", "crash", "dose=1.5", "note=Ünruhig; 1,5")
    ldn("add", "--date", "2026-03-05", "fatigue=7.5", "exertion=5", "dose=0")
    ldn("dose", "add", "2026-03-01", "1.5 mg", "--form", "capsule")
    kinds = ("csv", "json")
    for kind in kinds:
        assert ldn("export", tmp_path / f"en.{kind}").code == 0
        assert ldn("--language", language, "export", tmp_path / f"other.{kind}").code == 0
        english, other = ((tmp_path / f"{one}.{kind}").read_bytes() for one in ("en", "other"))
        assert other == english
        assert len(english) > 100
    for command in (["show", "--date", DAY], ["dose", "list"], ["backups"], ["guide"], ["compare"]):
        english, other = (ldn("--language", c, *command, "--json").out for c in ("en", language))
        assert other == english


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_a_comparison_for_programs_is_the_same_in_every_language(ldn: Any, language: str) -> None:
    english, other = (
        ldn("--language", c, "--demo", "compare", "--json").out for c in ("en", language)
    )
    assert other == english
    assert "no dose" in english


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_diary_recorded_in_any_language_is_the_same_file(ldn: Any, language: str) -> None:
    ldn("--language", language, "add", "--date", DAY, "fatigue=2.5", "crash", "note=n")
    ldn("--language", language, "dose", "add", "2026-03-01", "1.5 mg")
    assert current_language() == language
    found = ldn.shown(DAY)
    assert (found["scores"]["fatigue"], found["crash"]) == (2.5, True)
    diary = (ldn.diary / "diary.json").read_text("utf-8")
    for word in ("Müdigkeit", "Fatiga", "Vermoeidheid", "März"):
        assert word not in diary

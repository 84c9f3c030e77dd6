"""ICU's data is made smaller, and Qt sorts and writes every language as before."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import elf
import icu
import pytest

from tests.support.systems import linux_only

pytestmark = linux_only


ASKED = """
import functools, json, sys
from PySide6.QtCore import QCollator, QLocale, Qt, QTimeZone
words = json.loads(sys.argv[1])
every = QLocale.matchingLocales(
    QLocale.Language.AnyLanguage, QLocale.Script.AnyScript, QLocale.Country.AnyCountry
)
found = {}
for locale in every:
    sort = QCollator(locale)
    orders = []
    for numeric, loose, skipping in ((0, 0, 0), (1, 0, 0), (0, 1, 0), (0, 0, 1)):
        sort.setNumericMode(bool(numeric))
        sort.setIgnorePunctuation(bool(skipping))
        sort.setCaseSensitivity(
            Qt.CaseSensitivity.CaseInsensitive if loose else Qt.CaseSensitivity.CaseSensitive
        )
        orders.append(sorted(words, key=functools.cmp_to_key(sort.compare)))
    case = [[locale.toUpper(word), locale.toLower(word)] for word in words]
    found[locale.bcp47Name()] = [orders, case]
for name in ("Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Sydney", "UTC"):
    zone, english = QTimeZone(name.encode()), QLocale("en_GB")
    found[name] = [
        zone.displayName(season, form, english)
        for season in QTimeZone.TimeType for form in QTimeZone.NameType
    ]
(mapped,) = {line.split()[-1] for line in open("/proc/self/maps") if "libicudata" in line}
print(json.dumps([mapped, found]))
"""
WORDS = (
    "zebra Äpfel Apfel ähnlich öl Oel ß ss straße strasse İstanbul ısı istanbul çay cay côte coté "
    "cote côté Ångström ångstrom łódź lodz ñandú nandu llama lucha chata czech ch h ž z š s "
    "北京 上海 东京 中 一 丁 あ ア い 가 나 สวัสดี กขค file10 file9 file2 a-b ab a_b résumé Résumé "
    "αβγ ΑΒΓ ς Σ яблоко Ёж ежик אבג عربي"
)


def whole_library() -> Path:
    import PySide6

    (found,) = (Path(PySide6.__path__[0]) / "Qt" / "lib").glob("libicudata.so.*")
    return found


@pytest.fixture(scope="module")
def lean_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("icu") / whole_library().name
    out.write_bytes(icu.lean(whole_library().read_bytes()))
    return out


def asked(preloaded: dict[str, str]) -> tuple[str, object]:
    run = subprocess.run(
        [sys.executable, "-c", ASKED, json.dumps(WORDS.split())],
        env={**os.environ, **preloaded}, capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    library, found = json.loads(run.stdout)
    return library, found


def test_qt_sorts_and_writes_every_language_as_before(lean_library: Path) -> None:
    used, before = asked({})
    used_lean, after = asked({"LD_PRELOAD": str(lean_library)})
    assert (used, used_lean) == (str(whole_library()), str(lean_library))
    assert after == before


def test_most_of_the_data_goes(lean_library: Path) -> None:
    assert lean_library.stat().st_size < 0.2 * whole_library().stat().st_size


def test_what_stays_keeps_its_bytes(lean_library: Path) -> None:
    def held(path: Path) -> dict[str, bytes]:
        content = path.read_bytes()
        start = content.index(icu.KIND) - 12
        return icu.entries(content[start : elf.end_of_load(content, start)])

    before, after = held(whole_library()), held(lean_library)
    assert {name for name in before if icu.needed(name)} == set(after)
    for name, content in after.items():
        assert before[name].ljust(len(content), b"\0") == content


def test_qt_asks_icu_for_nothing_that_went() -> None:
    libraries = set(whole_library().parent.glob("libQt6*.so.6"))
    asking = {path for path in libraries if any("libicu" in name for name in elf.linked(path))}
    assert {path.name for path in asking} == {"libQt6Core.so.6"}
    names = {
        name.decode()
        for path in asking
        for name in re.findall(rb"\0(u\w*?)_\d\d(?=\0)", path.read_bytes())
    }
    assert "ucol_open" in names
    names -= {"u_strToUpper", "u_strToLower"}
    families = {name.split("_")[0] for name in names}
    assert families == {"ucol", "ucal", "ucnv"}


def test_what_is_not_icus_data_is_refused() -> None:
    with pytest.raises(ValueError, match="not ICU"):
        icu.entries(bytes(64))

"""Menus, software centres and the installer speak every language of the program."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from translations import package_texts, po_files


@pytest.fixture
def german(monkeypatch: pytest.MonkeyPatch) -> None:
    """A German catalogue in which every text of the packages is marked."""
    catalogue = po_files.read(po_files.FOLDER / "de.po")
    for _path, english in package_texts.texts():
        catalogue.delete(english)
        catalogue.add(english, f"de <{english}> & so")
    monkeypatch.setattr(package_texts, "read", lambda _path: catalogue)
    monkeypatch.setattr(package_texts, "translations", lambda: [po_files.FOLDER / "de.po"])


@pytest.mark.usefixtures("german")
def test_the_menu_entry_has_every_line_in_the_language() -> None:
    entry = package_texts.DESKTOP_ENTRY
    made = package_texts.with_languages(entry, entry.read_text("utf-8"))
    for key in ("GenericName", "Comment", "Keywords"):
        english = re.search(rf"^{key}=(.*)$", made, re.MULTILINE)
        assert english is not None
        assert f"{key}={english[1]}\n{key}[de]=de <{english[1]}> & so\n" in made
    assert "Exec[de]" not in made


@pytest.mark.usefixtures("german")
def test_the_description_has_every_paragraph_in_the_language() -> None:
    metainfo = package_texts.METAINFO
    made = ET.fromstring(package_texts.with_languages(metainfo, metainfo.read_text("utf-8")))
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    for tag in ("summary", "caption", "p"):
        found = list(made.iter(tag))
        english = [" ".join(str(one.text).split()) for one in found if lang not in one.attrib]
        german = [one.text for one in found if one.attrib.get(lang) == "de"]
        assert german == [f"de <{text}> & so" for text in english]
        assert english


def test_a_file_without_texts_stays_as_it_is() -> None:
    manual = package_texts.LINUX / "ldn-desktop.1"
    assert package_texts.with_languages(manual, "Comment=x\n") == "Comment=x\n"


def test_the_installer_speaks_the_languages_that_inno_setup_has() -> None:
    script = (po_files.ROOT / "packaging" / "windows" / "ldn-desktop.iss").read_text("utf-8")
    named = set(re.findall(r'^Name: "(\w+)"; MessagesFile', script, re.MULTILINE))
    assert named == {"en", "de", "es", "fr", "nb", "nl"}
    assert named - {"en"} <= {path.stem for path in po_files.translations()}

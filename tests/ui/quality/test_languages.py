"""Every screen in every language: nothing is cut, nothing is English but names and the guide."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ldn_desktop.i18n import use_language
from ldn_desktop.screenshots.states import STATES, back_to_start, settle, wait_until
from ldn_desktop.storage import new_diary, open_diary
from ldn_desktop.ui.choices.language_options import language_options
from ldn_desktop.ui.wording.qt_words import translate_qt
from tests.support.english_texts import EnglishTexts
from tests.support.ui.screens import (
    SCREENS,
    diary_of_screens,
    visible,
    wait_until_saved,
    walk,
)
from tests.support.ui.shown_texts import shown_texts
from tests.support.ui.sizes import cut_off
from tests.support.ui.window import OpenWindow
from translations.po_files import translations

LANGUAGES = [path.stem for path in translations()]
LANGUAGE_NAMES = {name for _code, name in language_options()}
COLUMNS = {"note", "steps"}
"""As the file that is imported names them."""
GUIDE = {"guide"}
"""Screens whose text is the English guide."""


@pytest.fixture
def language(request: pytest.FixtureRequest, compiled_languages: object) -> Iterator[str]:
    del compiled_languages
    use_language(request.param)
    translate_qt()
    yield request.param
    use_language("en")
    translate_qt()


@pytest.mark.parametrize("language", LANGUAGES, indirect=True)
@pytest.mark.parametrize("percent", [100, 200, 300])
def test_nothing_is_cut(open_window: OpenWindow, language: str, percent: int, qtbot: QtBot) -> None:
    window = open_window(diary_of_screens(), text_percent=percent)
    cut = []
    for name in walk(window, *(name for name in SCREENS if name not in GUIDE)):
        wait_until_saved(window, qtbot)
        cut += [f"{name}: {what}" for widget in visible(window) for what in cut_off(widget)]
    assert cut == [], language


@pytest.mark.parametrize("language", ["de"], indirect=True)
def test_nothing_is_english(open_window: OpenWindow, language: str, tmp_path: Path) -> None:
    QApplication.setDoubleClickInterval(1)  # no two touches here are one tremble
    new_diary(tmp_path / "diary", diary_of_screens())
    window = open_window(file=open_diary(tmp_path / "diary"))
    english = EnglishTexts(language)
    seen: dict[str, str] = {}
    widgets: list[QWidget] = []
    for name in STATES:
        if name in GUIDE or name.startswith("guide"):
            continue
        back_to_start(window)
        STATES[name](window)
        wait_until(lambda: window.session.all_saved)
        settle()
        widgets = [window, *visible(window)]
        for text in (text for widget in widgets for text in shown_texts(widget)):
            seen.setdefault(text, name)
    assert len(seen) > 500
    held = {
        text: name
        for text, name in seen.items()
        if text not in LANGUAGE_NAMES | COLUMNS and english.holds(text)
    }
    assert held == {}, "\n".join(f"{name}: {text}" for text, name in held.items())

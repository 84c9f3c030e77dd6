"""The language is changed at once, and nothing is lost with what was built in the old one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from ldn_desktop.i18n import current_language, use_language
from ldn_desktop.screenshots.states import settle
from ldn_desktop.ui.main_window import MainWindow
from ldn_desktop.ui.settings.country_page import CountryPage
from ldn_desktop.ui.settings.language_page import LanguagePage
from ldn_desktop.ui.settings.settings_page import SettingsPage
from ldn_desktop.ui.start.welcome_page import WelcomePage
from ldn_desktop.ui.today.note_page import NotePage
from ldn_desktop.ui.wording.qt_words import translate_qt
from tests.support.ui.window import TODAY, OpenWindow

Touch = Callable[[QAbstractButton], None]
pytestmark = pytest.mark.usefixtures("compiled_languages")


@pytest.fixture(autouse=True)
def _back_to_english() -> Iterator[None]:
    yield
    use_language("en")
    translate_qt()


def heading(window: MainWindow) -> str:
    return window.today.day.header.heading.text()


def choose(window: MainWindow, language: str, touch: Touch) -> None:
    window.show_settings()
    settings = window.pages.currentWidget()
    assert isinstance(settings, SettingsPage)
    touch(settings.language)
    page = window.pages.currentWidget()
    assert isinstance(page, LanguagePage)
    touch(page.choice.buttons[language])
    settle()


def leave_all(window: MainWindow) -> None:
    while pages := window._open_pages():
        pages[-1].leave()
        settle()


def test_everything_is_built_anew_and_the_person_stays_on_the_page(
    open_window: OpenWindow, touch: Touch
) -> None:
    window = open_window()
    window.today.go_to(TODAY - timedelta(days=2))
    assert "Friday" in heading(window)
    window.go_to("charts")
    choose(window, "de", touch)
    assert current_language() == "de"
    assert [type(page) for page in window._open_pages()] == [SettingsPage, LanguagePage]
    page = window.pages.currentWidget()
    assert isinstance(page, LanguagePage)
    assert page.choice.buttons["de"].isChecked()
    assert page.choice.buttons["de"].hasFocus()
    leave_all(window)
    assert window.tabs.currentWidget() is window.tab("charts")
    window.go_to("today")
    assert "Freitag" in heading(window)
    assert window.settings.language == "de"


def test_each_language_is_written_in_itself_and_that_of_the_system_comes_first(
    open_window: OpenWindow, touch: Touch
) -> None:
    window = open_window()
    choose(window, "nb", touch)
    page = window.pages.currentWidget()
    assert isinstance(page, LanguagePage)
    names = [button.text() for button in page.choice.buttons.values()]
    assert names[1:] == ["Deutsch", "English", "Español", "Français", "Nederlands", "Norsk bokmål"]
    touch(page.choice.buttons[""])
    settle()
    assert current_language() == "en"
    assert window.settings.language == ""


def test_answers_are_recorded_and_undone_after_a_change(
    open_window: OpenWindow, touch: Touch
) -> None:
    window = open_window()
    touch(window.today.day.questions[0].buttons[1])
    choose(window, "fr", touch)
    leave_all(window)
    assert window.today.day.questions[0].buttons[1].isChecked()
    touch(window.today.day.questions[0].buttons[4])
    window.undo()
    window.undo()
    assert not window.session.diary.day(TODAY).scores


def test_a_note_that_is_open_beneath_is_recorded(open_window: OpenWindow, touch: Touch) -> None:
    window = open_window()
    window.open_today_page("note")
    page = window.pages.currentWidget()
    assert isinstance(page, NotePage)
    page.text.setPlainText("written before")
    choose(window, "es", touch)
    assert window.session.diary.day(TODAY).note == "written before"


def test_a_form_half_filled_in_beneath_stays_and_all_else_changes_once_it_is_left(
    open_window: OpenWindow, touch: Touch
) -> None:
    window = open_window()
    window.show_settings()
    settings = window.pages.currentWidget()
    assert isinstance(settings, SettingsPage)
    touch(settings.dose_steps)
    form = window.pages.currentWidget()
    assert form is not None
    for button in form.findChildren(QAbstractButton):
        if button.isVisible() and button.text() == "Add a dose step…":
            touch(button)
            break
    field = next(field for field in form.findChildren(QLineEdit) if field.isVisible())
    field.insert("1.")
    choose(window, "de", touch)
    assert current_language() == "de"
    assert form in window._open_pages()
    assert field.text().endswith("1.")
    leave_all(window)
    assert "Sonntag" in heading(window)


def test_the_first_start_offers_the_languages_and_keeps_what_was_said(
    open_window: OpenWindow, touch: Touch
) -> None:
    window = open_window(welcomed=False)
    page = window.pages.currentWidget()
    assert isinstance(page, WelcomePage)
    touch(page.go_on)
    touch(page.go_on)
    touch(page.takes.buttons["yes"])
    page.mg.setText("1.5")
    page.show_step(0)
    touch(page.languages.buttons["nl"])
    settle()
    again = window.pages.currentWidget()
    assert isinstance(again, WelcomePage)
    assert again is not page
    assert again.number == 0
    assert again.languages.buttons["nl"].isChecked()
    assert again.takes.buttons["yes"].isChecked()
    assert again.mg.text() == "1.5"
    assert current_language() == "nl"


def test_qt_speaks_the_language_too(open_window: OpenWindow, touch: Touch) -> None:
    window = open_window()
    assert window.tr("Cancel") == "Cancel"
    seen = {}
    for language in ("de", "nb", "fr", "en"):
        choose(window, language, touch)
        seen[language] = _qt_word("QPlatformTheme", "Cancel")
        leave_all(window)
    assert seen == {"de": "Abbrechen", "nb": "Avbryt", "fr": "Annuler", "en": "Cancel"}


def _qt_word(context: str, source: str) -> str:
    from PySide6.QtCore import QCoreApplication

    return QCoreApplication.translate(context, source)


def test_a_damaged_language_leaves_english(
    open_window: OpenWindow, touch: Touch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "de.json").write_text("{", "utf-8")
    monkeypatch.setattr("ldn_desktop.i18n.catalogue.folder", lambda: tmp_path)
    monkeypatch.setattr("ldn_desktop.i18n.translation.folder", lambda: tmp_path)
    window = open_window()
    choose(window, "de", touch)
    assert current_language() == "en"
    leave_all(window)
    assert "Sunday" in heading(window)


def test_help_now_follows_the_country_that_is_chosen(open_window: OpenWindow, touch: Touch) -> None:
    window = open_window(help_country="gb")
    window.show_settings()
    settings = window.pages.currentWidget()
    assert isinstance(settings, SettingsPage)
    touch(settings.country)
    page = window.pages.currentWidget()
    assert isinstance(page, CountryPage)
    assert page.choice.buttons["gb"].isChecked()
    touch(page.choice.buttons["no"])
    assert window.settings.help_country == "no"
    leave_all(window)
    window.show_help()
    numbers = [card.number for card in window._open_pages()[-1].cards]  # type: ignore[attr-defined]  # of HelpPage
    assert numbers[0] == "113"


def test_at_the_first_start_the_languages_stand_above_the_question(
    open_window: OpenWindow,
) -> None:
    """“Select one to see it” is said of the themes beneath it."""
    page = open_window(welcomed=False).pages.currentWidget()
    assert isinstance(page, WelcomePage)
    column = page.steps[0].column
    assert column.indexOf(page.languages) == 0
    assert column.indexOf(page.themes) == 2

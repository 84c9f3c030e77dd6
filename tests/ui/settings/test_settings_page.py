"""Settings, and notes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from ldn_desktop.diary.model import Diary
from ldn_desktop.themes import DIM, PAPER
from ldn_desktop.ui.dates.hour_text import hour_text
from ldn_desktop.ui.doses.dose_steps_page import DoseStepsPage
from ldn_desktop.ui.importing.import_page import ImportPage
from ldn_desktop.ui.pages.page import Page
from ldn_desktop.ui.settings.diary_file_page import DiaryFilePage
from ldn_desktop.ui.settings.licences_page import LicencesPage
from ldn_desktop.ui.settings.settings_page import SettingsPage
from ldn_desktop.ui.settings.shortcuts_page import ShortcutsPage
from ldn_desktop.ui.settings.tracked_symptoms_page import TrackedSymptomsPage
from ldn_desktop.ui.today.note_page import NotePage
from ldn_desktop.ui.widgets.accessibility import Group
from ldn_desktop.ui.widgets.label import Heading
from tests.support.ui.on_page import button
from tests.support.ui.window import TODAY, OpenWindow

Touch = Callable[[QAbstractButton], None]


def test_the_large_answers_shown_are_a_setting(open_window: OpenWindow, touch: Touch) -> None:
    window = open_window()
    window.show_settings()
    page = window.pages.currentWidget()
    assert isinstance(page, SettingsPage)
    touch(page.quick_answers)
    touch(button(page, "Show “Same as yesterday”"))
    touch(page.back)
    day = window.today.day
    assert (day.same.isVisible(), day.crash.isVisible(), day.one_question.isVisible()) == (
        False, True, True,
    )  # fmt: skip
    assert window.settings.quick_answers == ("crash", "foggy")


def test_the_end_of_the_day_is_a_setting_of_the_diary(
    open_window: OpenWindow, touch: Touch
) -> None:
    window = open_window()
    window.show_settings()
    page = window.pages.currentWidget()
    assert isinstance(page, SettingsPage)
    touch(button(page, "My day ends at: an hour later"))
    assert window.session.diary.about.day_ends_hour == 5
    assert page.day_end.value.text() == hour_text(5)
    for _step in range(9):
        touch(button(page, "My day ends at: an hour earlier"))
    assert window.session.diary.about.day_ends_hour == 0
    assert page.day_end.value.text() == "midnight"


@pytest.mark.parametrize(
    ("locale", "hour", "text"),
    [
        (QLocale.Country.UnitedStates, 4, "4 am"),
        (QLocale.Country.UnitedKingdom, 4, "04:00"),
        (QLocale.Country.UnitedStates, 12, "noon"),
    ],
)
def test_an_hour_reads_as_the_locale_counts_them(
    locale: QLocale.Country, hour: int, text: str
) -> None:
    english = QLocale(QLocale.Language.English, locale)
    assert " ".join(hour_text(hour, english).casefold().split()) == text


def test_rows_say_what_they_lead_to(open_window: OpenWindow, usual_diary: Diary) -> None:
    window = open_window(usual_diary)
    window.show_settings()
    page = window.pages.currentWidget()
    assert isinstance(page, SettingsPage)
    assert page.symptoms.accessibleName() == "Symptoms to track: 6 symptoms and exertion"
    assert page.dose_steps.accessibleName().startswith("Dose steps: 4.5 mg since ")
    assert page.diary_file.accessibleName().startswith("Diary file and backups: ")


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("symptoms", TrackedSymptomsPage),
        ("dose_steps", DoseStepsPage),
        ("diary_file", DiaryFilePage),
        ("import_data", ImportPage),
        ("shortcuts", ShortcutsPage),
        ("licences", LicencesPage),
    ],
)
def test_each_row_opens_its_page(
    open_window: OpenWindow, touch: Touch, row: str, kind: type[Page]
) -> None:
    window = open_window()
    window.show_settings()
    page = window.pages.currentWidget()
    assert isinstance(page, SettingsPage)
    touch(getattr(page, row))
    opened = window.pages.currentWidget()
    assert isinstance(opened, kind)
    touch(opened.back)
    assert window.pages.currentWidget() is page
    window.close()


def test_a_label_that_names_a_control_is_known_as_its_label(open_window: OpenWindow) -> None:
    window = open_window()
    window.show_settings()
    page = window.pages.currentWidget()
    assert isinstance(page, SettingsPage)
    groups = {group.accessibleName(): group for group in page.findChildren(Group)}
    named = [label for label in page.findChildren(QLabel) if label.text() in groups]
    of_controls = [label for label in named if not isinstance(label, Heading)]
    assert {"My day ends at", "Theme", "Text size", "Font"} <= {one.text() for one in of_controls}
    assert [one.text() for one in of_controls if one.buddy() is None] == []


def test_the_about_text_says_what_the_program_is_not(open_window: OpenWindow) -> None:
    window = open_window()
    window.show_settings()
    page = window.pages.currentWidget()
    assert isinstance(page, SettingsPage)
    texts = " ".join(label.text() for label in page.findChildren(QLabel))
    assert "not a medical device" in texts
    assert "It does not use the network." in texts


def test_a_theme_chosen_in_the_settings_is_seen_at_once_and_followed_by_the_key(
    open_window: OpenWindow, touch: Touch, press: Callable[..., None]
) -> None:
    window = open_window()
    window.show_settings()
    page = window.pages.currentWidget()
    assert isinstance(page, SettingsPage)
    touch(button(page, "Theme: Paper"))
    assert QApplication.palette().window().color().name().upper() == PAPER.ground
    press(Qt.Key.Key_T, with_ctrl=True)
    assert QApplication.palette().window().color().name().upper() == DIM.ground
    assert button(page, "Theme: Dim").isChecked()


@pytest.mark.parametrize(
    "text", ["Slept badly.", "昨夜は眠れなかった。\nとても疲れた。", "لم أنم جيدا", "🌧️ नींद नहीं"]
)
def test_a_note_in_any_script_is_kept_on_leaving(
    open_window: OpenWindow, touch: Touch, text: str
) -> None:
    window = open_window()
    touch(window.today.day.note)
    page = window.pages.currentWidget()
    assert isinstance(page, NotePage)
    page.text.insertPlainText(text)
    touch(page.back)
    assert window.session.diary.day(TODAY).note == text
    assert window.today.day.note.text() == "Change the note"


def test_a_note_made_empty_is_no_note(open_window: OpenWindow, touch: Touch) -> None:
    window = open_window()
    for text in ("Rain.", ""):
        window.today.open("note")
        page = window.pages.currentWidget()
        assert isinstance(page, NotePage)
        page.text.setPlainText(text)
        touch(page.back)
    assert not window.session.diary.day(TODAY)

"""The window of a diary that is shared with another computer."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ldn_desktop.diary.marks import new_mark, remove_mark, set_mark, stop_mark
from ldn_desktop.diary.model import (
    AboutChange,
    Answer,
    AnswerChange,
    DoseStep,
    DoseStepChange,
    Edit,
    MarkKind,
    SymptomChange,
)
from ldn_desktop.diary.symptoms import Symptom
from ldn_desktop.i18n import formats
from ldn_desktop.screenshots.states import touch
from ldn_desktop.storage import DiaryFile, encrypt, open_diary, prepare
from ldn_desktop.ui.charts.tab import ChartsTab
from ldn_desktop.ui.dates.hour_text import hour_text
from ldn_desktop.ui.doses.dose_steps_page import DoseStepsPage
from ldn_desktop.ui.main_window import MainWindow
from ldn_desktop.ui.settings.another_computer.sharing_page import SharingPage
from ldn_desktop.ui.settings.diary_file_page import DiaryFilePage
from ldn_desktop.ui.settings.settings_page import SettingsPage
from ldn_desktop.ui.settings.tracked_symptoms_page import TrackedSymptomsPage
from ldn_desktop.ui.sharing.exchanger import Exchanger
from ldn_desktop.ui.today.note_page import NotePage
from ldn_desktop.ui.widgets.text_field import LineField
from tests.support.sharing import shared_files, unusable_folders
from tests.support.ui.on_page import button, buttons, texts
from tests.support.ui.two_computers import Other, exchange


@pytest.fixture(autouse=True)
def _no_double_clicks(still_application: QApplication) -> None:
    still_application.setDoubleClickInterval(0)


def settled(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until the writing thread has done what was asked of it so far."""
    done: list[object] = []
    window.session.on_disk(window, lambda: None, done.append)
    qtbot.waitUntil(lambda: bool(done))


def opened(window: MainWindow, qtbot: QtBot) -> SharingPage:
    page = SharingPage(window.session)
    window.show_page(page)
    qtbot.waitUntil(lambda: not page.busy)
    return page


def test_what_the_other_computer_answers_is_shown_with_a_quiet_line(
    joined: MainWindow, other: Other, qtbot: QtBot
) -> None:
    today = joined.session.today
    Exchanger(joined, joined.session, joined.say)
    other.answer(today, fatigue=7.5, pain=2.5, note="Rested.")
    exchange(joined, qtbot)
    assert joined.session.diary.day(today).value("fatigue") == 7.5
    assert joined.today.day.status.text() == "3 answers from the other computer."
    assert joined.session.all_saved


def test_an_answer_removed_on_the_other_computer_is_called_that(
    joined: MainWindow, other: Other, qtbot: QtBot
) -> None:
    today = joined.session.today
    other.answer(today, fatigue=7.5, pain=2.5)
    exchange(joined, qtbot)
    Exchanger(joined, joined.session, joined.say)
    other.answer(today, fatigue=None, pain=5.0)
    exchange(joined, qtbot)
    assert joined.today.day.status.text() == (
        "1 answer from the other computer. 1 answer was removed on the other computer."
    )


def test_a_restored_backup_says_that_it_changes_both_computers(
    joined: MainWindow, other: Other, qtbot: QtBot
) -> None:
    other.answer(joined.session.today, fatigue=7.5)
    exchange(joined, qtbot)
    file = joined.session.file
    assert isinstance(file, DiaryFile)
    file.back_up()
    other.answer(joined.session.today, pain=5.0)
    exchange(joined, qtbot)
    page = DiaryFilePage(joined.session)
    joined.show_page(page)
    qtbot.waitUntil(lambda: bool(buttons(page, "Restore…")))
    buttons(page, "Restore…")[0].click()
    qtbot.waitUntil(lambda: "What would change" in texts(page))
    assert "1 answer would be removed" in texts(page)
    assert "The other computer will change in the same way." in texts(page)


def test_two_answers_are_both_shown_until_one_is_given_again(
    joined: MainWindow, other: Other, qtbot: QtBot
) -> None:
    session, today = joined.session, joined.session.today
    other.answer(today, fatigue=7.5)
    session.answer(today, "fatigue", 2.5)
    Exchanger(joined, session, joined.say)
    exchange(joined, qtbot)
    day = joined.today.day
    question = day.questions[0]
    assert question.differs
    assert "1 entry differs" in day.status.text()
    assert "in Settings, under “Another computer”" in day.status.text()
    shown = session.diary.day(today).value("fatigue")
    text = "Severe" if shown == 2.5 else "Mild"
    assert text in (question.difference.text() if question.difference else "")
    assert question.accessibleDescription() == (question.difference and question.difference.text())
    question.choose(shown)  # the same again settles it
    assert not session.differing(today, "fatigue")
    assert session.diary.day(today).value("fatigue") == shown
    exchange(joined, qtbot)
    other.exchange()
    assert other.diary.day(today).value("fatigue") == shown
    assert not session.differences
    sharing = other.file.sharing()
    assert sharing is not None
    assert not sharing.differences()
    question.choose(shown)  # and now it clears, as ever
    assert session.diary.day(today).value("fatigue") is None


def test_an_answer_given_before_the_others_was_shown_replaces_it_not(
    joined: MainWindow, other: Other, qtbot: QtBot
) -> None:
    session, today = joined.session, joined.session.today
    other.answer(today, fatigue=7.5)
    qtbot.waitUntil(lambda: not session._exchanging)
    with qtbot.waitSignal(session.exchanged):
        session.exchange()
        session.answer(today, "fatigue", 2.5)  # touched while the exchange is under way
    assert session.diary.day(today).value("fatigue") == 2.5
    exchange(joined, qtbot)
    exchange(joined, qtbot)
    found = session.differing(today, "fatigue")
    others = [one.change.after for one in found if isinstance(one.change, AnswerChange)]
    values = {other.value for other in others if other is not None}
    assert {session.diary.day(today).value("fatigue"), *values} == {2.5, 7.5}


def test_undo_takes_back_nothing_that_the_other_computer_said(
    joined: MainWindow, other: Other, qtbot: QtBot
) -> None:
    session, today = joined.session, joined.session.today
    session.answer(today, "fatigue", 2.5)
    session.answer(today, "pain", 2.5)
    exchange(joined, qtbot)
    other.exchange()
    other.answer(today, fatigue=7.5)
    exchange(joined, qtbot)
    session.undo()
    session.undo()
    assert session.diary.day(today).value("fatigue") == 7.5
    assert session.diary.day(today).value("pain") is None


def test_a_note_that_is_open_takes_in_what_the_other_wrote(
    joined: MainWindow, other: Other, qtbot: QtBot
) -> None:
    session, today = joined.session, joined.session.today
    page = NotePage(session, today)
    joined.show_page(page)
    other.answer(today, note="From the desktop.")
    exchange(joined, qtbot)
    assert page.text.toPlainText() == "From the desktop."
    page.text.setPlainText("From the desktop. And from bed.")
    other.answer(today, note="Something else.")
    exchange(joined, qtbot)
    assert page.text.toPlainText() == "From the desktop. And from bed.\n\nSomething else."
    page.leave()
    assert session.diary.day(today).note.endswith("Something else.")


def test_of_two_notes_the_other_can_be_added(
    joined: MainWindow, other: Other, qtbot: QtBot
) -> None:
    session, today = joined.session, joined.session.today
    other.answer(today, note="From the desktop.")
    session.answer(today, "note", "From bed.")
    exchange(joined, qtbot)
    day = joined.today.day
    assert "Note: On the other computer: “" in texts(day) or "On this computer" in texts(day)
    page = NotePage(session, today)
    joined.show_page(page)
    button(page, "Add it to this note").click()
    page.leave()
    note = session.diary.day(today).note
    assert "From the desktop." in note
    assert "From bed." in note
    assert not session.differences


def test_crash_mark_dose_step_and_symptom_that_differ_are_shown_where_they_stand(
    joined: MainWindow, other: Other, qtbot: QtBot
) -> None:
    session, today = joined.session, joined.session.today
    renamed = Symptom("pain", "Aches", own=True, order=2)
    other.record(Edit((DoseStepChange(today, None, DoseStep(today, 3.0)),)))
    other.record(Edit((SymptomChange("pain", None, renamed),)))
    other.answer(today, crash=True)
    session.record(Edit((DoseStepChange(today, None, DoseStep(today, 1.5)),)))
    before = session.diary.symptom("pain")
    session.record(Edit((SymptomChange("pain", before, renamed._replace(name="Soreness")),)))
    session.answer(today, "crash", True)
    session.answer(today, "crash", None)
    exchange(joined, qtbot)
    assert "Crash day: " in texts(joined.today.day)
    steps, symptoms = DoseStepsPage(session), TrackedSymptomsPage(session)
    assert "computer" in texts(steps)
    assert "computer" in texts(symptoms)
    page = opened(joined, qtbot)
    assert len(session.differences) == 3
    while session.differences:
        buttons(page, "Keep as shown")[0].click()
    assert not page.differences.isVisibleTo(page)
    shown = (session.diary.dose_steps, session.diary.symptom("pain"))
    exchange(joined, qtbot)
    other.exchange()
    assert (other.diary.dose_steps, other.diary.symptom("pain")) == shown
    assert not session.differences
    steps.deleteLater()
    symptoms.deleteLater()


def test_a_dose_step_and_a_symptom_removed_here_and_changed_there_stand_below_the_others(
    joined: MainWindow, other: Other, qtbot: QtBot
) -> None:
    session, today = joined.session, joined.session.today
    step, own = DoseStep(today, 3.0), Symptom("cough", "Cough", own=True, order=40)
    session.record(Edit((DoseStepChange(today, None, step), SymptomChange("cough", None, own))))
    exchange(joined, qtbot)
    other.exchange()
    other.record(Edit((DoseStepChange(today, step, step._replace(mg=1.5)),)))
    other.record(Edit((SymptomChange("cough", own, own._replace(name="Dry cough")),)))
    other.exchange()
    steps, symptoms = DoseStepsPage(session), TrackedSymptomsPage(session)
    session.record(Edit((DoseStepChange(today, step, None), SymptomChange("cough", own, None))))
    exchange(joined, qtbot)
    day = formats.date_near(today, today)
    assert f"Dose step from {day}: On the other computer: 1.5 mg." in texts(steps)
    assert "On the other computer: “Dry cough”." in texts(symptoms)
    steps.deleteLater()
    symptoms.deleteLater()


def test_a_side_effect_that_differs_is_named_below_the_buttons_of_all(
    joined: MainWindow, other: Other, qtbot: QtBot
) -> None:
    session = joined.session
    nausea = session.diary.symptom("nausea")
    assert nausea is not None
    for computer, name in ((other, "Sickness"), (session, "Queasiness")):
        renamed = nausea._replace(name=name, own=True)
        computer.record(Edit((SymptomChange("nausea", nausea, renamed),)))
    other.exchange()
    symptoms = TrackedSymptomsPage(session)
    assert "computer" not in texts(symptoms)
    exchange(joined, qtbot)
    sentence = "On the other computer: “Sickness”."
    assert f"Symptom “Queasiness”: {sentence}" in texts(symptoms)
    button(symptoms, "Rename, reorder or remove side effects").click()
    assert texts(symptoms).count(sentence) == 1
    symptoms.deleteLater()


def test_settings_of_the_diary_that_differ_are_shown_where_they_are_changed(
    joined: MainWindow, other: Other, qtbot: QtBot
) -> None:
    session = joined.session
    for computer, hour, asked in ((other, 6, False), (session, 2, True)):
        before = computer.diary.about
        after = before._replace(day_ends_hour=hour, extra={"ask_dose_time": asked})
        computer.record(Edit((AboutChange(before, after),)))
    other.exchange()
    page, symptoms = SettingsPage(session, joined.preferences), TrackedSymptomsPage(session)
    assert "On the other computer" not in texts(page)
    exchange(joined, qtbot)
    assert page.day_end.accessibleDescription() == f"On the other computer: {hour_text(6)}."
    assert page.day_end.accessibleDescription() in texts(page)
    assert symptoms.dose_time.isChecked()
    assert symptoms.dose_time.accessibleDescription() == "On the other computer: off."
    assert symptoms.dose_time.accessibleDescription() in texts(symptoms)
    page.day_end.stepped.emit(1)
    assert "On the other computer" not in texts(page)
    page.deleteLater()
    symptoms.deleteLater()


def test_all_that_differs_can_be_settled_as_shown_with_one_press(
    joined: MainWindow, other: Other, qtbot: QtBot
) -> None:
    session, today = joined.session, joined.session.today
    answers = ("fatigue", "pain", "anxiety")
    other.answer(today, **dict.fromkeys(answers, 7.5))
    for name in answers:
        session.answer(today, name, 2.5)
    exchange(joined, qtbot)
    shown = dict(session.diary.day(today).answers)
    page = opened(joined, qtbot)
    recorded = QSignalSpy(session.changed)
    button(page, "Keep all as shown").click()
    assert recorded.count() == 1
    assert not session.differences
    assert not page.differences.isVisibleTo(page)
    assert session.diary.day(today).answers == shown
    exchange(joined, qtbot)
    other.exchange()
    sharing = other.file.sharing()
    assert sharing is not None
    assert not sharing.differences()
    assert {other.diary.day(today).value(name) for name in answers} == {
        session.diary.day(today).value(name) for name in answers
    }


def test_entries_that_differ_are_listed_newest_day_first(
    joined: MainWindow, other: Other, qtbot: QtBot
) -> None:
    session, days = joined.session, [date(2025, 11, day) for day in (8, 16, 12)]
    for when in days:
        other.answer(when, fatigue=7.5)
        session.answer(when, "fatigue", 2.5)
    exchange(joined, qtbot)
    listed = texts(opened(joined, qtbot).differences)
    assert listed.index("16 Nov") < listed.index("12 Nov") < listed.index("8 Nov")


def test_a_mark_removed_on_one_computer_alone_is_listed_by_its_name(
    joined: MainWindow, other: Other, qtbot: QtBot
) -> None:
    session = joined.session
    added = new_mark(session.diary, MarkKind.EVENT, "Moving house", date(2025, 11, 8))
    session.record(set_mark(session.diary, added))
    exchange(joined, qtbot)
    other.exchange()
    session.record(remove_mark(added))
    other.record(stop_mark(other.diary, added, date(2025, 11, 9)))
    other.exchange()
    exchange(joined, qtbot)
    listed = texts(opened(joined, qtbot).differences)
    assert "Moving house: " in listed
    assert "Moving house, 8 November to 9 November 2025" in listed
    assert "Change: " not in listed


def test_scores_of_one_word_are_told_apart_by_their_points(
    joined: MainWindow, other: Other, qtbot: QtBot
) -> None:
    session, today = joined.session, joined.session.today
    other.answer(today, fatigue=4.0)
    session.answer(today, "fatigue", 5.0)
    exchange(joined, qtbot)
    listed = texts(opened(joined, qtbot).differences)
    assert "4 (Moderate)" in listed
    assert "5 (Moderate)" in listed


def test_the_second_click_of_a_double_click_settles_nothing(
    joined: MainWindow, other: Other, qtbot: QtBot
) -> None:
    session, today = joined.session, joined.session.today
    other.answer(today, fatigue=7.5, pain=7.5)
    for name in ("fatigue", "pain"):
        session.answer(today, name, 2.5)
    exchange(joined, qtbot)
    page = opened(joined, qtbot)
    QApplication.setDoubleClickInterval(60_000)
    for _click in range(2):
        buttons(page, "Keep as shown")[0].click()
    assert len(session.differences) == 1


def test_the_other_value_can_be_taken(joined: MainWindow, other: Other, qtbot: QtBot) -> None:
    session, today = joined.session, joined.session.today
    other.answer(today, fatigue=7.5)
    session.answer(today, "fatigue", 2.5)
    exchange(joined, qtbot)
    shown = session.diary.day(today).value("fatigue")
    page = opened(joined, qtbot)
    button(page, "Use the other").click()
    assert {shown, session.diary.day(today).value("fatigue")} == {2.5, 7.5}
    assert "The other computer will get it too" in texts(page)


def test_sharing_begins_with_a_preview_and_ends_with_everything_here(
    window: MainWindow, shared: Path, other: Other, qtbot: QtBot
) -> None:
    session, today = window.session, window.session.today
    session.answer(today, "pain", 5.0)
    other.answer(today, fatigue=7.5)
    page = opened(window, qtbot)
    page.look_at(shared)
    qtbot.waitUntil(lambda: not page.busy)
    assert "1 entry will come from the other computer: today." in texts(page)
    assert "1 entry will go to the other computer." in texts(page)
    assert not (session.file.folder or shared).joinpath("shared").exists()
    with qtbot.waitSignal(session.exchanged):
        button(page, "Share the diary here").click()
    qtbot.waitUntil(lambda: "received from the other computer" in texts(page))
    assert session.diary.day(today).value("fatigue") == 7.5
    assert "do the same on the other computer" in texts(page)
    button(page, "Stop sharing…").click()
    qtbot.waitUntil(lambda: "All your entries stay" in texts(page))
    button(page, "Stop sharing").click()
    qtbot.waitUntil(lambda: "no longer shared" in texts(page))
    assert session.diary.day(today).value("fatigue") == 7.5


def test_a_cloud_folder_is_recognised_and_a_passphrase_recommended(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "Dropbox" / "diary").mkdir(parents=True)
    page = opened(window, qtbot)
    page.look_at(tmp_path / "Dropbox" / "diary")
    qtbot.waitUntil(lambda: not page.busy)
    assert "looks like a Dropbox folder" in texts(page)
    assert button(page, "Set a passphrase…").isEnabled()
    button(page, "Cancel").click()
    assert "1. Choose a folder" in texts(page)


def test_the_last_answers_are_in_the_folder_when_the_window_has_closed(
    joined: MainWindow, other: Other
) -> None:
    today = joined.session.today
    joined.session.answer(today, "fatigue", 5.0)
    joined.close()
    other.exchange()
    assert other.diary.day(today).value("fatigue") == 5.0


def test_what_differs_stands_in_the_table_of_charts_and_beside_the_calendar(
    joined: MainWindow, other: Other, qtbot: QtBot
) -> None:
    session, today = joined.session, joined.session.today
    other.answer(today, fatigue=7.5)
    session.answer(today, "fatigue", 2.5)
    exchange(joined, qtbot)
    joined.go_to("charts")
    tab = joined.tab("charts")
    assert isinstance(tab, ChartsTab)
    qtbot.waitUntil(tab.is_ready, timeout=30_000)
    touch(joined, "Table")
    qtbot.waitUntil(lambda: tab.result is not None and tab.result.table is not None)
    assert tab.result is not None
    assert tab.result.table is not None
    (note,) = [row[-1] for row in tab._with_differences(tab.result.table).rows if row[-1].text]
    assert "Fatigue: " in note.text
    assert "computer" in note.announcement
    joined.go_to("today")
    joined.today.open("calendar")
    page = joined.pages.currentWidget()
    assert page is not None
    assert "Fatigue: " in texts(page)


def test_answers_of_the_same_value_are_no_difference(
    joined: MainWindow, other: Other, qtbot: QtBot
) -> None:
    session, today = joined.session, joined.session.today
    other.record(other.diary.answer(today, "fatigue", Answer(5.0, 700)))
    other.exchange()
    session.record(session.diary.answer(today, "fatigue", Answer(5.0, 900)))
    exchange(joined, qtbot)
    assert not session.differences


def test_copies_beside_the_diary_are_said_once_and_added(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    session, today = window.session, window.session.today
    folder = session.file.folder
    assert folder is not None
    with open_diary(tmp_path / "copy") as copy:
        copy.record(copy.diary.answer(today, "pain", Answer(5.0, 600)))
    shutil.copy(tmp_path / "copy" / "diary.json", folder / "diary (conflicted copy).json")
    window._look_at_sync_tool()
    qtbot.waitUntil(lambda: "only in a copy" in window.today.day.status.text())
    window.today.day.say("")
    window._look_at_sync_tool()
    done: list[object] = []
    session.on_disk(window, lambda: None, done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert window.today.day.status.text() == ""
    page = DiaryFilePage(session)
    window.show_page(page)
    qtbot.waitUntil(lambda: page.copies.isVisibleTo(page))
    button(page, "Add what is missing").click()
    assert session.diary.day(today).value("pain") == 5.0
    qtbot.waitUntil(lambda: "Everything in it is already in the diary." in texts(page))
    assert session.can_undo


def test_a_diary_folder_that_a_tool_carries_is_said(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / ".stfolder").mkdir()
    window._look_at_sync_tool()
    qtbot.waitUntil(lambda: "Syncthing syncs" in window.today.day.status.text())
    page = DiaryFilePage(window.session)
    window.show_page(page)
    qtbot.waitUntil(lambda: page.copies.isVisibleTo(page))
    button(page, "Another computer…").click()
    assert isinstance(window.pages.currentWidget(), SharingPage)


def test_computers_that_began_apart_are_joined_after_a_preview(
    window: MainWindow, shared: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    session, today = window.session, window.session.today
    session.answer(today, "fatigue", 2.5)
    page = opened(window, qtbot)
    page.look_at(shared)
    qtbot.waitUntil(lambda: not page.busy)
    with qtbot.waitSignal(session.exchanged):
        button(page, "Share the diary here").click()
    (tmp_path / "folder of the other").mkdir()
    computer = Other(tmp_path / "other", tmp_path / "folder of the other")
    computer.answer(today, fatigue=7.5, pain=5.0)
    shutil.copytree(tmp_path / "folder of the other", shared, dirs_exist_ok=True)
    with qtbot.waitSignal(session.exchange_failed) as failed:
        session.exchange()
    sentence = str((failed.args or [""])[0])
    assert "open Settings, “Another computer”. " in sentence
    assert "ldn-desktop" not in sentence, "in the window the window’s way is named"
    qtbot.waitUntil(lambda: "until you join the two" in texts(page))
    assert session.diary.day(today).value("pain") is None
    button(page, "See what joining would do").click()
    qtbot.waitUntil(lambda: not page.busy)
    assert "1 entry will come from the other computer" in texts(page)
    assert "1 entry differs" in texts(page)
    button(page, "Cancel").click()
    qtbot.waitUntil(lambda: "until you join the two" in texts(page))
    button(page, "See what joining would do").click()
    qtbot.waitUntil(lambda: not page.busy)
    with qtbot.waitSignal(session.exchanged):
        button(page, "Join the diaries").click()
    qtbot.waitUntil(lambda: "The diaries have been joined" in texts(page))
    assert session.diary.day(today).value("pain") == 5.0
    assert len(session.differences) == 1
    shutil.copytree(shared, tmp_path / "folder of the other", dirs_exist_ok=True)
    computer.exchange()
    assert computer.diary.day(today).value("fatigue") == session.diary.day(today).value("fatigue")
    qtbot.waitUntil(lambda: not page.busy)
    assert "also started sharing" not in texts(page)
    computer.file.close()


@pytest.mark.parametrize("spoil", unusable_folders.UNUSABLE)
def test_a_folder_that_cannot_be_used_is_one_sentence_and_the_diary_goes_on(
    joined: MainWindow, shared: Path, qtbot: QtBot, spoil: Callable[[Path], str]
) -> None:
    session, today = joined.session, joined.session.today
    Exchanger(joined, session, joined.say)
    qtbot.waitUntil(lambda: not session._exchanging)
    message = spoil(shared)
    with qtbot.waitSignal(session.exchange_failed):
        session.exchange()
    assert message in joined.today.day.status.text()
    with qtbot.waitSignal(session.saved):
        session.answer(today, "fatigue", 5.0)
    page = opened(joined, qtbot)
    qtbot.waitUntil(lambda: not session._exchanging)
    button(page, "Check now").click()
    qtbot.waitUntil(lambda: message in texts(page))
    assert session.diary.day(today).value("fatigue") == 5.0


def test_a_full_or_read_only_folder_is_one_sentence(
    joined: MainWindow, shared: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, today = joined.session, joined.session.today
    Exchanger(joined, session, joined.say)
    qtbot.waitUntil(lambda: not session._exchanging)
    with qtbot.waitSignal(session.saved):
        session.answer(today, "fatigue", 5.0)
    shared_files.fill_up(shared, monkeypatch)
    with qtbot.waitSignal(session.exchange_failed):
        session.exchange()
    assert "The disk is full" in joined.today.day.status.text()
    monkeypatch.undo()
    exchange(joined, qtbot)
    assert session.diary.day(today).value("fatigue") == 5.0


def wait_for_passphrase_field(page: SharingPage, qtbot: QtBot) -> None:
    """The sentence comes with the exchange, the field when the folder was looked at."""
    qtbot.waitUntil(lambda: "was set on the other computer" in texts(page))
    qtbot.waitUntil(lambda: "give its passphrase once" in texts(page))


@pytest.mark.usefixtures("light_keys")
def test_another_passphrase_is_asked_for_on_the_page(
    joined: MainWindow, other: Other, qtbot: QtBot
) -> None:
    today = joined.session.today
    preparation = prepare("three calm geese")
    typed = [preparation.words[n - 1] for n in preparation.asked_positions]
    encrypt(other.file, preparation, typed)
    other.answer(today, fatigue=7.5)
    page = opened(joined, qtbot)
    qtbot.waitUntil(lambda: not joined.session._exchanging)
    button(page, "Check now").click()
    wait_for_passphrase_field(page, qtbot)
    button(page, "Continue").click()
    assert "give its passphrase once" in page.status_line.text()
    page.passphrase.setText("some other words")
    button(page, "Continue").click()
    qtbot.waitUntil(lambda: "not the passphrase" in texts(page) or "not the" in texts(page))
    page.passphrase.setText("three calm geese")
    button(page, "Continue").click()
    qtbot.waitUntil(lambda: joined.session.diary.day(today).value("fatigue") == 7.5)


@pytest.mark.usefixtures("light_keys")
def test_a_cloud_folder_that_is_encrypted_already_needs_no_other_passphrase(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    computer = Other(tmp_path / "other", folder)
    preparation = prepare("three calm geese")
    typed = [preparation.words[n - 1] for n in preparation.asked_positions]
    encrypt(computer.file, preparation, typed)
    computer.answer(window.session.today, fatigue=7.5)
    page = opened(window, qtbot)
    page.look_at(folder)
    qtbot.waitUntil(lambda: not page.busy)
    assert page.passphrase.hasFocus()
    page.passphrase.setText("three calm geese")
    button(page, "Continue").click()
    qtbot.waitUntil(lambda: "1 entry will come from the other computer" in texts(page))
    assert "Without a passphrase" not in texts(page)
    computer.file.close()


@pytest.mark.usefixtures("light_keys")
def test_a_passphrase_that_is_being_typed_outlasts_an_exchange(
    joined: MainWindow, other: Other, qtbot: QtBot
) -> None:
    preparation = prepare("three calm geese")
    encrypt(
        other.file, preparation, [preparation.words[n - 1] for n in preparation.asked_positions]
    )
    other.answer(joined.session.today, fatigue=7.5)
    page = opened(joined, qtbot)
    qtbot.waitUntil(lambda: not joined.session._exchanging)
    button(page, "Check now").click()
    wait_for_passphrase_field(page, qtbot)
    qtbot.waitUntil(lambda: not joined.session._exchanging)
    field = page.passphrase
    field.setFocus()
    QTest.keyClicks(field, "three calm")
    with qtbot.waitSignal(joined.session.exchange_failed):
        joined.session.exchange()
    settled(joined, qtbot)
    assert page.passphrase is field
    assert field.text() == "three calm"
    QTest.keyClicks(field, " geese")
    button(page, "Continue").click()
    qtbot.waitUntil(lambda: "received from the other computer" in texts(page))
    qtbot.waitUntil(lambda: not page.findChildren(LineField))


def test_a_look_that_finds_nothing_new_says_so(joined: MainWindow, qtbot: QtBot) -> None:
    page = opened(joined, qtbot)
    qtbot.waitUntil(lambda: not joined.session._exchanging)
    button(page, "Check now").click()
    qtbot.waitUntil(lambda: "Nothing new from the other computer." in texts(page))


def test_a_folder_without_another_diary_is_said_before_sharing(
    window: MainWindow, shared: Path, qtbot: QtBot
) -> None:
    page = opened(window, qtbot)
    page.look_at(shared)
    qtbot.waitUntil(lambda: not page.busy)
    assert "There is no other diary in this folder yet." in texts(page)
    assert "0 entries" not in texts(page)


def test_the_focus_stays_where_sharing_goes_on(
    window: MainWindow, shared: Path, qtbot: QtBot
) -> None:
    page = opened(window, qtbot)
    page.choose.setFocus()
    page.look_at(shared)
    qtbot.waitUntil(lambda: not page.busy)
    assert button(page, "Cancel").hasFocus()
    QTest.mouseClick(button(page, "Share the diary here"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "The diary is shared." in texts(page) and not page.busy)
    assert page.look.hasFocus()
    assert not page.look.keyboard_focus


def test_a_mouse_leaves_no_ring_although_keys_opened_the_page(
    window: MainWindow, shared: Path, qtbot: QtBot
) -> None:
    page = opened(window, qtbot)
    page.back.setFocus(Qt.FocusReason.TabFocusReason)
    page.choose.setFocus(Qt.FocusReason.TabFocusReason)
    page.look_at(shared)
    qtbot.waitUntil(lambda: not page.busy)
    QTest.mouseClick(button(page, "Share the diary here"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "The diary is shared." in texts(page) and not page.busy)
    assert page.look.hasFocus()
    assert not page.look.keyboard_focus

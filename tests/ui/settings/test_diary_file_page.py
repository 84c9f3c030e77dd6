"""The window on a real folder: saving, a second start, backups, import, export, passphrase."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from threading import Thread
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ldn_desktop import app
from ldn_desktop.diary.demo import demo_diary
from ldn_desktop.diary.model import (
    Answer,
    DoseStep,
    DoseStepChange,
    Edit,
    SymptomChange,
)
from ldn_desktop.diary.recording import answer_now
from ldn_desktop.diary.symptoms import Symptom
from ldn_desktop.errors import UserError
from ldn_desktop.storage import (
    DiaryFile,
    WrongPassphraseError,
    new_diary,
    open_diary,
    record,
    show_first_window,
)
from ldn_desktop.ui.importing.import_page import ImportPage
from ldn_desktop.ui.main_window import MainWindow
from ldn_desktop.ui.pages.inline_consequence import InlineConsequence
from ldn_desktop.ui.pages.page import Page
from ldn_desktop.ui.session import Session, local_now
from ldn_desktop.ui.settings.diary_file_page import DiaryFilePage
from ldn_desktop.ui.settings.encryption_page import ChangePassphrasePage, EncryptionPage
from ldn_desktop.ui.start.notice_page import NoticePage
from ldn_desktop.ui.start.unlock_window import UnlockWindow
from tests.support.systems import is_private
from tests.support.ui.fixtures import close
from tests.support.ui.on_page import button, buttons, texts

PASSPHRASE = "quiet grey heron"
pytestmark = pytest.mark.usefixtures("light_keys")
Kind = TypeVar("Kind", bound=Page)


def opened(window: MainWindow, page: Kind) -> Kind:
    window.show_page(page)
    return page


def saved_answer(window: MainWindow, qtbot: QtBot, points: float = 7.5) -> None:
    with qtbot.waitSignal(window.session.saved):
        window.session.answer(window.session.today, "fatigue", points)


def in_file(folder: Path) -> float | None:
    with open_diary(folder, read_only=True) as file:
        days = list(file.diary.days())
        found: float | None = days[-1].value("fatigue") if days else None
        return found


def test_saved_is_said_only_when_the_answer_is_on_the_disk(
    window: MainWindow, folder: Path, qtbot: QtBot
) -> None:
    saved_answer(window, qtbot)
    assert in_file(folder) == 7.5
    qtbot.waitUntil(lambda: window.today.day.status.text().startswith("Saved"))


def test_an_answer_added_by_the_command_line_appears_in_the_open_window(
    window: MainWindow, folder: Path, qtbot: QtBot
) -> None:
    today = window.session.today
    with qtbot.waitSignal(window.session.changed):
        record(
            folder,
            lambda diary: diary.answer(today, "pain", answer_now(diary, today, 5, local_now())),
            timeout=0,
        )
    assert window.session.diary.day(today).value("pain") == 5
    qtbot.waitUntil(lambda: not list((folder / "requests").glob("*.request")))


@pytest.mark.qt_log_ignore("does not support raise")
def test_a_second_start_asks_the_first_window_to_come_forward(
    window: MainWindow, folder: Path, qtbot: QtBot
) -> None:
    taken: list[bool] = []
    second = Thread(target=lambda: taken.append(show_first_window(folder, timeout=10)))
    with qtbot.waitSignal(window.session.window_requested):
        second.start()
    second.join()
    assert taken == [True]


def ready(window: MainWindow, qtbot: QtBot) -> DiaryFilePage:
    """The page with its backups read."""
    page = opened(window, DiaryFilePage(window.session))
    qtbot.waitUntil(lambda: "Back up now" in _buttons(page))
    return page


def backed_up(window: MainWindow, qtbot: QtBot) -> DiaryFilePage:
    page = ready(window, qtbot)
    button(page, "Back up now").click()
    qtbot.waitUntil(lambda: "Restore…" in _buttons(page))
    return page


def asked(page: DiaryFilePage, qtbot: QtBot) -> InlineConsequence:
    """What restoring the newest backup would change, opened."""
    QApplication.setDoubleClickInterval(0)
    button(page, "Restore…").click()
    qtbot.waitUntil(lambda: bool(_consequences(page)))
    return _consequences(page)[0]


def _consequences(page: DiaryFilePage) -> list[InlineConsequence]:
    return [c for c in page.findChildren(InlineConsequence) if c.isVisibleTo(page)]


def test_a_backup_is_restored_after_saying_what_would_change_and_undone_in_place(
    window: MainWindow, qtbot: QtBot
) -> None:
    today = window.session.today
    saved_answer(window, qtbot, 2.5)
    page = backed_up(window, qtbot)
    saved_answer(window, qtbot, 10)
    consequence = asked(page, qtbot)
    assert "1 answer would change back: today." in texts(page)
    assert "Dose steps stay as they are." in texts(page)
    assert window.session.diary.day(today).value("fatigue") == 10
    consequence.confirm.click()
    qtbot.waitUntil(lambda: window.session.diary.day(today).value("fatigue") == 2.5)
    qtbot.waitUntil(page.undo_line.isVisible)
    assert page.undo_line.words.text().startswith("Restored: backup from today, ")
    qtbot.waitUntil(lambda: page._undos.isVisibleTo(page))
    page.undo_line.button.click()
    assert window.session.diary.day(today).value("fatigue") == 10
    qtbot.waitUntil(lambda: not page._undos.isVisibleTo(page))


def test_a_double_click_on_restore_restores_once(window: MainWindow, qtbot: QtBot) -> None:
    saved_answer(window, qtbot, 2.5)
    page = backed_up(window, qtbot)
    saved_answer(window, qtbot, 10)
    consequence = asked(page, qtbot)
    version = window.session.version
    for _click in range(2):  # even a slow second one
        consequence.confirm.click()
    assert page.backups.busy
    assert not button(page, "Back up now").isEnabled()
    qtbot.waitUntil(lambda: not page.backups.busy)
    assert window.session.version == version + 1
    assert len(window.session.file.undo_entries()) == 1


def test_cancel_changes_nothing_and_closes_what_would_change(
    window: MainWindow, qtbot: QtBot
) -> None:
    saved_answer(window, qtbot, 2.5)
    page = backed_up(window, qtbot)
    saved_answer(window, qtbot, 10)
    consequence = asked(page, qtbot)
    assert consequence.cancel.hasFocus()
    consequence.cancel.click()
    assert _consequences(page) == []
    assert window.session.diary.day(window.session.today).value("fatigue") == 10


def test_after_a_restore_today_asks_nothing_that_is_gone(window: MainWindow, qtbot: QtBot) -> None:
    page = backed_up_with_an_answer(window, qtbot)
    symptom = Symptom("cold_hands", "Cold hands", order=9, own=True)
    window.session.record(Edit((SymptomChange(symptom.key, None, symptom),)))
    start = window.session.today
    window.session.record(Edit((DoseStepChange(start, None, DoseStep(start, 1.5)),)))
    assert "Cold hands" in [q.title.text() for q in window.today.day.questions]
    consequence = asked(page, qtbot)
    assert "“Cold hands” would no longer be on your list." in texts(page)
    consequence.confirm.click()
    qtbot.waitUntil(lambda: not page.backups.busy)
    assert "Cold hands" not in [q.title.text() for q in window.today.day.questions]
    page.leave()
    assert not window.today.day.dose.dose.isVisible()


def backed_up_with_an_answer(window: MainWindow, qtbot: QtBot) -> DiaryFilePage:
    saved_answer(window, qtbot, 2.5)
    return backed_up(window, qtbot)


def test_a_damaged_backup_is_named_and_cannot_be_restored(
    window: MainWindow, folder: Path, qtbot: QtBot
) -> None:
    page = backed_up_with_an_answer(window, qtbot)
    (folder / "backups" / "diary-2025-01-02T120000Z.json").write_bytes(b"half of it")
    page.refresh()
    qtbot.waitUntil(lambda: "Thursday 2 January 2025" in texts(page))
    assert "\ndamaged\n" in texts(page)
    assert not [n for n in _names(page) if n.startswith("Restore…") and "2025" in n]


def test_a_backup_that_goes_bad_after_it_was_listed_is_refused_and_nothing_stays_busy(
    window: MainWindow, folder: Path, qtbot: QtBot
) -> None:
    page = backed_up_with_an_answer(window, qtbot)
    [path] = list((folder / "backups").glob("diary-*.json"))
    path.write_bytes(path.read_bytes()[:40])
    QApplication.setDoubleClickInterval(0)
    button(page, "Restore…").click()
    qtbot.waitUntil(lambda: "is damaged" in page.status_line.text())
    assert not page.backups.busy
    assert button(page, "Back up now").isEnabled()


def test_the_focus_comes_back_to_the_backups_when_the_disk_has_answered(
    window: MainWindow, qtbot: QtBot
) -> None:
    saved_answer(window, qtbot, 5.0)
    page = ready(window, qtbot)
    button(page, "Back up now").setFocus(Qt.FocusReason.TabFocusReason)
    button(page, "Back up now").click()
    qtbot.waitUntil(lambda: not page.backups.busy and "Restore…" in _buttons(page))
    assert button(page, "Back up now").hasFocus()
    saved_answer(window, qtbot)
    consequence = asked(page, qtbot)
    consequence.confirm.setFocus(Qt.FocusReason.TabFocusReason)
    consequence.confirm.click()
    # A backup is made before the restoring, so there are two now.
    qtbot.waitUntil(lambda: len(buttons(page, "Restore…")) == 2)
    assert buttons(page, "Restore…")[0].hasFocus()


def test_a_message_goes_when_something_else_begins(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    page = backed_up_with_an_answer(window, qtbot)
    assert page.status_line.text() == "Backup made."
    page.export_to(tmp_path / "out.json")
    assert "Backup made." not in page.status_line.text()


def test_an_import_of_an_earlier_sitting_is_undone_from_its_row(
    window: MainWindow, qtbot: QtBot
) -> None:
    session = window.session
    edit = session.diary.answer(session.today, "pain", Answer(5.0, 600))
    session.record_large(edit, "Import of visible.csv")
    page = ready(window, qtbot)
    qtbot.waitUntil(lambda: "Import of visible.csv" in texts(page))
    button(page, "Undo").click()
    assert session.diary.day(session.today).value("pain") is None
    qtbot.waitUntil(lambda: "Undo" not in _buttons(page))
    assert "Undone: Import of visible.csv." in texts(page)


def test_only_four_backups_are_listed_until_all_are_wanted(
    window: MainWindow, folder: Path, qtbot: QtBot
) -> None:
    page = backed_up_with_an_answer(window, qtbot)
    [path] = list((folder / "backups").glob("diary-*.json"))
    for month in range(1, 7):
        (folder / "backups" / f"diary-2025-0{month}-02T120000Z.json").write_bytes(path.read_bytes())
    page.refresh()
    qtbot.waitUntil(lambda: "There are 3 older backups." in texts(page))
    assert _buttons(page).count("Restore…") == 4
    button(page, "Show all").click()
    assert _buttons(page).count("Restore…") == 7


def test_backups_of_one_minute_differ_in_their_seconds(window: MainWindow, qtbot: QtBot) -> None:
    page = backed_up_with_an_answer(window, qtbot)
    folder = window.session.file.folder
    assert folder is not None
    (path,) = (folder / "backups").iterdir()
    for second in (1, 59):
        again = folder / "backups" / f"diary-2025-01-02T1234{second:02}Z.json"
        again.write_bytes(path.read_bytes())
    page.refresh()
    qtbot.waitUntil(lambda: bool(re.search(r":34:01\b", texts(page))))
    assert re.search(r":34:59\b", texts(page))


def test_no_date_on_the_page_is_a_number(window: MainWindow, qtbot: QtBot) -> None:
    page = backed_up_with_an_answer(window, qtbot)
    window.session.record_large(
        window.session.diary.answer(window.session.today, "pain", Answer(5.0, 600)),
        "Backup from 2026-11-22",
    )
    page.refresh()
    qtbot.waitUntil(lambda: "Backup from 22 November 2026" in texts(page))
    assert not re.search(
        r"\d{4}-\d\d-\d\d", texts(page).replace(str(window.session.file.folder), "")
    )


def _names(widget: QWidget) -> list[str]:
    shown = [b for b in widget.findChildren(QPushButton) if b.isVisibleTo(widget)]
    return [b.accessibleName() for b in shown]


def _buttons(widget: QWidget) -> list[str]:
    return [b.text() for b in widget.findChildren(QPushButton) if b.isVisibleTo(widget)]


def test_the_diary_is_saved_as_json_and_csv(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    saved_answer(window, qtbot)
    page = opened(window, DiaryFilePage(window.session))
    for name in ("out.json", "out.csv"):
        page.export_to(tmp_path / name)
        assert name in page.status_line.text()
    assert json.loads((tmp_path / "out.json").read_text("utf-8"))


def test_an_export_into_a_missing_folder_is_refused_in_a_sentence(
    window: MainWindow, tmp_path: Path
) -> None:
    page = opened(window, DiaryFilePage(window.session))
    page.export_to(tmp_path / "missing" / "out.csv")
    assert page.status_line.isVisibleTo(page)
    assert not (tmp_path / "missing").exists()


def encrypted(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    page = opened(window, EncryptionPage(window.session))
    page.first.setText(PASSPHRASE)
    page.second.setText(PASSPHRASE)
    page.go_on.click()
    qtbot.waitUntil(lambda: "Save as PDF…" in _buttons(page), timeout=30_000)
    page.go_on.click()
    assert "Please print or save the sheet first." in texts(page)
    page.save_sheet(tmp_path / "sheet.pdf")
    page.go_on.click()
    assert page.typed[0].hasFocus()
    made = page._preparation
    assert made
    for field, position in zip(page.typed, made.asked_positions, strict=True):
        field.setText(made.words[position - 1])
    button(page, "Encrypt the diary").click()
    qtbot.waitUntil(lambda: window.session.file.encrypted, timeout=30_000)
    qtbot.waitUntil(lambda: window.today.day.status.text().startswith("The diary is encrypted."))


def test_encrypting_asks_for_the_kept_sheet_first_and_unlocking_for_the_passphrase(
    window: MainWindow, folder: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    saved_answer(window, qtbot)
    encrypted(window, qtbot, tmp_path)
    assert is_private(tmp_path / "sheet.pdf")
    window.close()
    assert b"fatigue" not in (folder / "diary.json").read_bytes()
    asking = UnlockWindow(lambda word: open_diary(folder, passphrase=word))
    asking.field.setText("something else")
    asking.unlock()
    assert asking.file is None
    assert "not the passphrase" in asking.message.text()
    asking.deleteLater()
    asking = UnlockWindow(lambda word: open_diary(folder, passphrase=word))
    asking.field.setText(PASSPHRASE)
    asking.unlock()
    assert asking.file is not None
    assert list(asking.file.diary.days())[-1].value("fatigue") == 7.5
    asking.file.close()
    asking.deleteLater()


def _change_page(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> ChangePassphrasePage:
    encrypted(window, qtbot, tmp_path)
    return opened(window, ChangePassphrasePage(window.session))


def _opens_with(folder: Path, word: str) -> bool:
    try:
        open_diary(folder, passphrase=word).close()
    except WrongPassphraseError:
        return False
    return True


def test_a_changed_passphrase_opens_the_diary_and_the_old_one_does_not(
    window: MainWindow, folder: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    page = _change_page(window, qtbot, tmp_path)
    page.first.setText("small blue kettle")
    page.second.setText("small blue kettel")
    page.change.click()
    assert "not the same" in page.status_line.text()
    page.second.setText("small blue kettle")
    page.change.click()
    assert not page.change.isEnabled()
    status = window.today.day.status
    qtbot.waitUntil(lambda: status.text() == "The passphrase was changed.", timeout=30_000)
    window.close()
    assert not _opens_with(folder, PASSPHRASE)
    assert _opens_with(folder, "small blue kettle")


def test_a_passphrase_that_is_too_short_changes_nothing(
    window: MainWindow, folder: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    page = _change_page(window, qtbot, tmp_path)
    page.first.setText("short")
    page.second.setText("short")
    page.second.returnPressed.emit()
    qtbot.waitUntil(lambda: "8 characters or more" in page.status_line.text())
    assert page.change.isEnabled()
    assert page.remove.isEnabled()
    window.close()
    assert _opens_with(folder, PASSPHRASE)


def test_a_removed_passphrase_is_not_asked_for_again(
    window: MainWindow, folder: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    page = _change_page(window, qtbot, tmp_path)
    page.remove.click()
    qtbot.waitUntil(lambda: not window.session.file.encrypted, timeout=30_000)
    status = window.today.day.status
    qtbot.waitUntil(lambda: status.text().startswith("The diary is no longer encrypted."))
    window.close()
    open_diary(folder).close()


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.qt_log_ignore("propagateSizeHints")  # of a screen that is none
def test_the_passphrase_window_is_as_large_as_its_words(
    window: MainWindow, qtbot: QtBot, percent: int
) -> None:
    def refuse(_word: str) -> DiaryFile:
        raise WrongPassphraseError("This opens nothing. " * 8)

    window.preferences.change(text_percent=percent)
    asking = UnlockWindow(refuse)
    qtbot.addWidget(asking)
    asking.show()
    at_first = asking.height()
    asking.unlock()
    qtbot.waitUntil(lambda: asking.height() > at_first)
    for label in asking.findChildren(QLabel):
        assert label.height() >= label.heightForWidth(label.width()), label.text()


def test_two_different_passphrases_encrypt_nothing(window: MainWindow) -> None:
    page = opened(window, EncryptionPage(window.session))
    page.first.setText(PASSPHRASE)
    page.second.setText(PASSPHRASE + "s")
    page.go_on.click()
    assert "not the same" in page.status_line.text()
    assert not window.session.file.encrypted


def test_wrong_words_of_the_sheet_encrypt_nothing(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    page = opened(window, EncryptionPage(window.session))
    page.first.setText(PASSPHRASE)
    page.second.setText(PASSPHRASE)
    page.go_on.click()
    qtbot.waitUntil(lambda: "Save as PDF…" in _buttons(page), timeout=30_000)
    page.save_sheet(tmp_path / "sheet.pdf")
    page.go_on.click()
    button(page, "Encrypt the diary").click()
    assert "Nothing was encrypted" in page.status_line.text()
    assert not window.session.file.encrypted


@pytest.mark.usefixtures("still_application")
def test_a_diary_that_came_back_from_damage_says_so_before_anything_else(
    folder: Path,
) -> None:

    today = local_now().date()
    new_diary(folder, demo_diary(today - timedelta(days=1), days=20))
    stored = (folder / "diary.json").read_bytes()
    (folder / "diary.json").write_bytes(stored[: len(stored) // 2])
    window = app.open_window(folder)
    page = window.pages.currentWidget()
    assert isinstance(page, NoticePage)
    assert texts(page)
    page.leave()
    assert window.session.diary.dates()
    close(window)


def test_a_folder_that_is_a_file_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "diary").write_text("not a folder", "utf-8")
    with pytest.raises(UserError, match="diary"):
        app.open_window(tmp_path / "diary")
    assert (tmp_path / "diary").read_text("utf-8") == "not a folder"


@pytest.mark.usefixtures("still_application")
def test_a_read_only_diary_refuses_to_record_in_a_sentence(folder: Path) -> None:
    open_diary(folder).close()
    session = Session(open_diary(folder, read_only=True))
    act: Callable[[], None] = partial(session.answer, session.today, "pain", 5)
    with pytest.raises(UserError, match="reading only"):
        act()
    assert not session.diary.dates()
    session.close()


@pytest.mark.parametrize(
    ("name", "kind"), [("Import…", ImportPage), ("Set a passphrase…", EncryptionPage)]
)
def test_import_and_encryption_open_from_the_settings(
    window: MainWindow, name: str, kind: type[Page]
) -> None:
    window.top_bar.settings.click()
    for text in ("Diary file and backups", name):
        page = window.pages.currentWidget()
        assert page is not None
        button(page, text).click()
    assert isinstance(window.pages.currentWidget(), kind)

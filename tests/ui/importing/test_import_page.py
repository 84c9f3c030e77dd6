"""Bringing in a history by the window: see it, change it, one touch, one undo."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ldn_desktop import app
from ldn_desktop.diary.model import Diary, Mark, MarkKind
from ldn_desktop.interchange import export
from ldn_desktop.storage import open_diary
from ldn_desktop.ui.importing.import_page import MAX_NAMES, ImportPage
from ldn_desktop.ui.importing.tally_line import TallyLine
from ldn_desktop.ui.main_window import MainWindow
from ldn_desktop.ui.pages.page import Page
from ldn_desktop.ui.settings.diary_file_page import DiaryFilePage
from tests.support.ui.on_page import texts

VISIBLE = "observation_date,tracker_name,tracker_category,observation_value \n"
ROWS = VISIBLE + "2024-05-21,Brain Fog,Brain,1 \n2024-05-21,Crash,Experience,1 \n"


@pytest.fixture
def page(window: MainWindow) -> ImportPage:
    made = ImportPage(window.session)
    made.page_opened.connect(window.show_page)
    window.show_page(made)
    return made


def file(folder: Path, text: str, name: str = "export.csv") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def seen(page: ImportPage, path: Path, qtbot: QtBot) -> None:
    """The preview of `path` is shown."""
    page.read(path)
    qtbot.waitUntil(lambda: page.accept.isEnabled() and not page.stop.isVisibleTo(page))


def brought_in(page: ImportPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.accept.isVisibleTo(page) and page.accept.isEnabled())
    page.accept.click()
    assert page.undo.isVisibleTo(page)


def taken_back(page: ImportPage, qtbot: QtBot) -> None:
    page.undo.click()
    qtbot.waitUntil(lambda: not page.undo.isVisibleTo(page))
    assert "undone" in page.status_line.text()


def drop(page: QWidget, *paths: Path) -> None:
    """Drop `paths` on the window of `page` as a file manager does."""
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, button, key = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier
    coming = QDragEnterEvent(QPoint(50, 50), copy, carried, button, key.NoModifier)
    QApplication.sendEvent(page.window(), coming)
    assert coming.isAccepted()
    fallen = QDropEvent(QPointF(50, 50), copy, carried, button, key.NoModifier)
    QApplication.sendEvent(page.window(), fallen)


def sum_of(page: ImportPage) -> str:
    """The sum of the values as a screen reader says it."""
    return page.findChildren(TallyLine)[-1].accessibleName()


def change(window: MainWindow, page: ImportPage, name: str) -> Page:
    """Open what `name` becomes."""
    announcement = f"Change what {name} becomes"
    buttons = [b for b in page.findChildren(QPushButton) if b.isVisibleTo(page)]
    next(b for b in buttons if b.accessibleName() == announcement).click()
    opened = window.pages.currentWidget()
    assert isinstance(opened, Page)
    return opened


def touch(page: QWidget, spoken: str) -> None:
    buttons = [b for b in page.findChildren(QPushButton) if b.isVisibleTo(page)]
    found = [b for b in buttons if spoken in (b.accessibleName(), b.text())]
    assert found, f"no button {spoken!r}"
    found[0].click()


def test_everything_is_shown_first_then_comes_in_and_is_taken_back(
    window: MainWindow, page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    seen(page, file(tmp_path, ROWS), qtbot)
    assert "2 answers are ready to import" in texts(page)
    assert "1 day, 21 May 2024. This is an export from Visible." in texts(page)
    assert not window.session.diary.dates()
    brought_in(page, qtbot)
    [day] = window.session.diary.days()
    assert day.crash
    assert day.answers["brain_fog"].extra == {"origin": "Visible", "original": "1"}
    taken_back(page, qtbot)
    assert not window.session.diary.dates()


def test_the_same_file_a_second_time_adds_nothing(
    page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    path = file(tmp_path, ROWS)
    seen(page, path, qtbot)
    brought_in(page, qtbot)
    seen(page, path, qtbot)
    assert not page.accept.isVisibleTo(page)
    assert "adds nothing new" in texts(page)
    assert sum_of(page) == "2 values in the file = 0 to import + 2 already in your diary"


def test_an_import_can_be_taken_back_after_a_restart(
    window: MainWindow, page: ImportPage, folder: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    seen(page, file(tmp_path, ROWS, "visible.csv"), qtbot)
    brought_in(page, qtbot)
    window.close()
    with open_diary(folder, read_only=True) as stored:
        [undo] = stored.undo_entries()
        assert "visible.csv" in undo.title
        assert len(undo.edit(stored.diary).changes) == 2
    again = app.open_window(folder)
    files = DiaryFilePage(again.session)
    again.show_page(files)
    qtbot.waitUntil(lambda: "visible.csv" in texts(files))
    touch(files, "Undo")
    assert not again.session.diary.dates()
    again.close()
    again.deleteLater()


@pytest.mark.parametrize("kind", ["file", "folder", "zip"])
def test_a_file_a_folder_and_a_zip_can_be_dropped(
    window: MainWindow, page: ImportPage, qtbot: QtBot, tmp_path: Path, kind: str
) -> None:
    inside = tmp_path / "history"
    inside.mkdir()
    path = file(inside, ROWS)
    with zipfile.ZipFile(tmp_path / "history.zip", "w") as packed:
        packed.write(path, "export.csv")
    drop(page, {"file": path, "folder": inside, "zip": tmp_path / "history.zip"}[kind])
    brought_in(page, qtbot)
    assert window.session.diary.dates()


def test_two_files_at_once_are_refused_with_the_way_out(page: ImportPage, tmp_path: Path) -> None:
    drop(page, file(tmp_path, ROWS, "a.csv"), file(tmp_path, ROWS, "b.csv"))
    assert "folder" in page.status_line.text()


def test_a_name_of_the_file_can_be_left_out(
    window: MainWindow, page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    seen(page, file(tmp_path, ROWS), qtbot)
    touch(change(window, page, "Brain Fog"), "Do not import")
    brought_in(page, qtbot)
    [day] = window.session.diary.days()
    assert set(day.answers) == {"crash"}


def test_the_scale_and_its_direction_can_be_changed_and_are_remembered(
    window: MainWindow, page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    path = file(tmp_path, "date,Pain,Calm\n2026-03-04,4,1\n2026-03-05,2,4\n")
    seen(page, path, qtbot)
    pain = change(window, page, "Pain")
    touch(pain, "The scale in the file: 0 to 4")
    pain.leave()
    calm = change(window, page, "Calm")
    touch(calm, "A higher number in the file means: Better")
    touch(calm, "Anxiety")
    brought_in(page, qtbot)
    day = next(window.session.diary.days())
    assert day.value("pain") == 10
    assert day.value("anxiety") == 9
    seen(page, path, qtbot)
    assert "+ 4 already in your diary" in sum_of(page)


def test_a_renamed_mood_gets_its_place_by_a_touch(
    window: MainWindow, page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    head = "full_date,date,weekday,time,mood,activities,note_title,note\n"
    seen(page, file(tmp_path, head + "2026-03-04,x,x,9:00,Cloudy,,,\n"), qtbot)
    assert "Which of Daylio’s five moods is “Cloudy”?" in texts(page)
    mood = change(window, page, "mood")
    touch(mood, "“Cloudy” in the file means: 2 (bad)")
    mood.leave()
    brought_in(page, qtbot)
    [day] = window.session.diary.days()
    assert day.value("low_mood") == 7.5
    assert day.answers["low_mood"].extra["original"] == "Cloudy"


def test_a_length_of_time_can_be_in_minutes(
    window: MainWindow, page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    seen(page, file(tmp_path, "date,Night\n2026-03-04,420\n"), qtbot)
    touch(change(window, page, "Night"), "Measured by a device: Sleep")
    brought_in(page, qtbot)
    [day] = window.session.diary.days()
    assert day.value("sleep_hours") == 7


def test_a_column_can_become_a_medicine_with_its_first_and_last_day(
    window: MainWindow, page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    seen(page, file(tmp_path, "date,Iron\n2026-03-04,1\n2026-03-08,1\n2026-03-09,0\n"), qtbot)
    kinds = "As a bar, from the first day to the last"
    touch(change(window, page, "Iron"), f"{kinds}: Other medicine or supplement")
    qtbot.waitUntil(lambda: "Ready to import" in page.lead.text() or "Ready" in texts(page))
    page.accept.click()
    [mark] = window.session.diary.marks
    assert (mark.name, mark.start.day, mark.stop and mark.stop.day) == ("Iron", 4, 8)
    assert window.session.diary.dates() == []


@pytest.mark.parametrize(("name", "warned"), [("Tramadol", True), ("Melatonin", False)])
def test_an_opioid_in_the_file_shows_the_warning_of_the_guide(
    name: str, warned: bool, page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    medicine = Mark(7, MarkKind.MEDICINE, name, date(2026, 2, 1))
    export.write(Diary(marks=[medicine]), tmp_path / "export.json")
    seen(page, tmp_path / "export.json", qtbot)
    assert f"1 medicine or event: {name}." in texts(page)
    assert ("\nDanger: LDN must not be combined" in texts(page)) is warned


def test_an_answer_given_meanwhile_is_not_overwritten(
    window: MainWindow, page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    seen(page, file(tmp_path, "date,Pain\n2026-03-04,8\n2026-03-05,8\n"), qtbot)
    window.session.answer(window.session.today.replace(2026, 3, 4), "pain", 9.0)
    page.accept.click()
    qtbot.waitUntil(lambda: "1 answer is ready to import" in texts(page))
    brought_in(page, qtbot)
    assert [day.value("pain") for day in window.session.diary.days()] == [9, 8]


def test_taking_back_leaves_what_was_answered_since(
    window: MainWindow, page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    seen(page, file(tmp_path, ROWS), qtbot)
    brought_in(page, qtbot)
    window.session.answer(window.session.today, "pain", 9.0)
    taken_back(page, qtbot)
    assert window.session.diary.dates() == [window.session.today]


def test_a_file_that_is_no_export_is_refused_in_a_sentence(
    page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "photo.csv").write_bytes(bytes(range(256)))
    page.read(tmp_path / "photo.csv")
    qtbot.waitUntil(
        lambda: not page.stop.isVisibleTo(page) and "photo.csv" in page.status_line.text()
    )
    assert not page.accept.isVisibleTo(page)


def test_reading_can_be_stopped_and_nothing_more_is_heard_of_it(
    window: MainWindow, page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    large = file(tmp_path, "date,Pain\n" + "2026-03-04,4\n" * 300_000, "large.csv")
    page.read(large)
    qtbot.waitUntil(lambda: "%" in page.status_line.text())
    page.stop.click()
    assert "Stopped" in page.status_line.text()
    seen(page, file(tmp_path, ROWS), qtbot)
    assert "Visible" in texts(page)
    assert window.session.diary.dates() == Diary().dates()


def test_a_file_of_many_names_shows_the_first_and_the_rest_by_a_touch(
    page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    names = [f"Thing {number}" for number in range(MAX_NAMES + 25)]
    row = ",".join("1" for _name in names)
    path = file(tmp_path, f"date,Pain,{','.join(names)}\n2026-03-04,1,{row}\n")
    seen(page, path, qtbot)
    assert "Thing 58" in texts(page)
    assert "Thing 84" not in texts(page)
    touch(page, "Show 26 more names")
    assert "Thing 84" in texts(page)


def test_a_file_dropped_on_today_opens_the_import(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    drop(window, file(tmp_path, ROWS))
    page = window.pages.currentWidget()
    assert isinstance(page, ImportPage)
    brought_in(page, qtbot)
    assert window.session.diary.dates()


def test_leaving_a_ready_import_says_that_nothing_was_imported(
    window: MainWindow, page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    seen(page, file(tmp_path, ROWS), qtbot)
    page.cancel.click()
    assert window.today.day.status.text() == "Nothing was imported."
    assert not window.session.diary.dates()


def test_the_order_of_the_dates_is_changed_by_one_touch(
    window: MainWindow, page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    seen(page, file(tmp_path, "date,Pain\n3/4/2026,8\n"), qtbot)
    assert "3/4/2026 is read as 3 April 2026" in texts(page)
    touch(page, "Change how dates are read")
    dates = window.pages.currentWidget()
    assert isinstance(dates, Page)
    touch(dates, "How should 3/4/2026 be read?: Month comes first\n4 March 2026")
    qtbot.waitUntil(lambda: "3/4/2026 is read as 4 March 2026" in texts(page))
    brought_in(page, qtbot)
    assert [str(day) for day in window.session.diary.dates()] == ["2026-03-04"]


def test_a_dose_in_micrograms_is_read_as_such_by_a_touch(
    window: MainWindow, page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    seen(page, file(tmp_path, "date,LDN\n2026-03-04,500\n"), qtbot)
    assert not page.accept.isVisibleTo(page)
    touch(change(window, page, "LDN"), "The day: Dose taken")
    qtbot.waitUntil(lambda: page.accept.isVisibleTo(page) and page.accept.isEnabled())
    unit = change(window, page, "LDN")
    touch(unit, "A dose without a unit in the file is in: micrograms")
    unit.leave()
    qtbot.waitUntil(lambda: "Micrograms, converted to mg" in texts(page))
    brought_in(page, qtbot)
    [day] = window.session.diary.days()
    assert day.dose_mg == 0.5


def test_answers_of_an_earlier_table_stay_until_the_person_replaces_them(
    window: MainWindow, page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    seen(page, file(tmp_path, "date,Pain\n2026-03-04,8\n"), qtbot)
    brought_in(page, qtbot)
    seen(page, file(tmp_path, "date,Pain\n2026-03-04,3\n2026-03-05,4\n", "other.csv"), qtbot)
    assert "Stay as they are" in texts(page)
    touch(page, "Change what happens to earlier imports")
    qtbot.waitUntil(lambda: "8 becomes 3" in texts(page))
    brought_in(page, qtbot)
    assert [day.value("pain") for day in window.session.diary.days()] == [3, 4]


def test_every_value_that_stays_out_is_listed_with_its_reason(
    window: MainWindow, page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    seen(page, file(tmp_path, "date,Pain\n2026-03-04,8\nsometime,5\n2026-03-05,4,9\n"), qtbot)
    assert sum_of(page) == "4 values in the file = 1 to import + 3 cannot be imported"
    touch(page, "Show these 3 ›")
    listed = window.pages.currentWidget()
    assert isinstance(listed, Page)
    assert "Row 3: Pain: 5" in texts(listed)
    assert "more cells than the table has headings" in texts(listed)


def test_undo_is_not_where_import_was_pressed_and_the_next_file_can_be_chosen(
    page: ImportPage, folder: Path, qtbot: QtBot
) -> None:
    seen(page, file(folder, ROWS), qtbot)
    pressed = page.accept.mapTo(page, page.accept.rect().center())
    brought_in(page, qtbot)
    qtbot.wait(50)
    undo = page.undo
    assert not undo.rect().contains(undo.mapFrom(page, pressed))
    assert [b for b in page.findChildren(QPushButton) if b.text() == "Choose a file…"]
    assert "Choose a file to import" in texts(page)


def test_doses_that_came_in_without_steps_are_listed_by_one_touch(
    window: MainWindow, page: ImportPage, folder: Path, qtbot: QtBot
) -> None:
    head = "date,weekday,time of day,category,rating/amount,detail,notes\n"
    rows = "".join(
        f"2026-10-{number:02},,21:30,Meds/Supplements,{'0.5' if number < 12 else '1.5'} mg,LDN,\n"
        for number in range(1, 24)
    )
    seen(page, file(folder, head + rows), qtbot)
    brought_in(page, qtbot)
    touch(page, "Add these 2 dose steps")
    assert [step.mg for step in window.session.diary.dose_steps] == [0.5, 1.5]
    assert page.status_line.text() == "2 dose steps were added."


def test_a_symptom_that_the_app_renamed_joins_its_new_name(
    window: MainWindow, page: ImportPage, folder: Path, qtbot: QtBot
) -> None:
    rows = "2024-02-01,Muscle pain,Muscles,2 \n2024-01-31,Muscle aches,Muscles,1 \n"
    seen(page, file(folder, VISIBLE + rows), qtbot)
    touch(change(window, page, "Muscle aches"), "Muscle pain")
    brought_in(page, qtbot)
    diary = window.session.diary
    assert [symptom.name for symptom in diary.symptoms if symptom.own] == ["Muscle pain"]
    assert len(list(diary.dates())) == 2


def test_what_did_not_happen_and_what_differs_are_no_failures(
    page: ImportPage, folder: Path, qtbot: QtBot
) -> None:
    rows = "2024-05-20,Crash,Experience,0 \n2024-05-20,Period,Menstrual,0 \n"
    seen(page, file(folder, ROWS + rows), qtbot)
    assert sum_of(page) == ("4 values in the file = 2 to import + 2 answered “no”")
    brought_in(page, qtbot)
    head = "date,weekday,time of day,category,rating/amount,detail,notes\n"
    other = "2024-05-21,,am,Symptom,4,Brain fog (Unbearable),\n"
    seen(page, file(folder, head + other, "other.csv"), qtbot)
    assert sum_of(page) == ("1 value in the file = 0 to import + 1 different in an earlier import")


def test_import_says_that_it_is_at_work(
    window: MainWindow, page: ImportPage, folder: Path, qtbot: QtBot
) -> None:
    seen(page, file(folder, ROWS), qtbot)
    said: list[tuple[str, bool]] = []
    window.session.changed.connect(
        lambda _dates: said.append((page.accept.text(), page.accept.isEnabled()))
    )
    brought_in(page, qtbot)
    assert said == [("One moment…", False)]
    seen(page, file(folder, ROWS.replace("21", "22"), "other.csv"), qtbot)
    assert page.accept.text() == "Import 2 answers"

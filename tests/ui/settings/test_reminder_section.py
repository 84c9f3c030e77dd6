"""The reminder's switch and hour in Settings."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from ldn_desktop import reminder
from ldn_desktop.storage import open_diary
from ldn_desktop.ui.settings.settings_page import SettingsPage
from tests.support.reminder.programs import only_systemctl
from tests.support.ui.window import OpenWindow

Touch = Callable[[QAbstractButton], None]


@pytest.fixture
def scheduler(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return only_systemctl(tmp_path, monkeypatch)


@pytest.fixture
def page(open_window: OpenWindow, tmp_path: Path) -> SettingsPage:
    window = open_window(file=open_diary(tmp_path / "diary"))
    window.show_settings()
    shown = window.pages.currentWidget()
    assert isinstance(shown, SettingsPage)
    return shown


@pytest.mark.usefixtures("scheduler")
def test_one_switch_and_an_hour(
    page: SettingsPage, tmp_path: Path, qtbot: QtBot, touch: Touch
) -> None:
    section = page.reminder
    assert not section.hour.isVisible()
    touch(section.switch.buttons[True])
    assert section.hour.isVisible()
    qtbot.waitUntil(lambda: reminder.the_plan(tmp_path / "diary") is not None)
    touch(section.hour.more)
    qtbot.waitUntil(lambda: _hour(tmp_path) == 20)
    qtbot.waitUntil(lambda: "If this computer is off" in page.status_line.text())
    touch(section.switch.buttons[False])
    qtbot.waitUntil(lambda: reminder.the_plan(tmp_path / "diary") is None)
    assert not section.hour.isVisible()


@pytest.mark.usefixtures("scheduler")
def test_what_somebody_took_out_of_the_scheduler_is_shown_as_off(
    page: SettingsPage, tmp_path: Path, qtbot: QtBot
) -> None:
    reminder.switch_on(tmp_path / "diary", 20, 4)
    page.reminder._read()
    assert page.reminder.switch.buttons[True].isChecked()
    for unit in Path(os.environ["XDG_CONFIG_HOME"]).rglob("ldn-desktop-remind*"):
        unit.unlink()
    page.reminder._read()
    qtbot.waitUntil(page.reminder.switch.buttons[False].isChecked)
    assert not page.reminder.hour.isVisible()


def _hour(tmp_path: Path) -> int:
    plan = reminder.the_plan(tmp_path / "diary")
    return 0 if plan is None else plan.hour


def test_what_cannot_be_scheduled_is_said_and_the_switch_goes_back(
    page: SettingsPage, scheduler: Path, qtbot: QtBot, touch: Touch
) -> None:
    scheduler.unlink()
    touch(page.reminder.switch.buttons[True])
    qtbot.waitUntil(lambda: "Nothing on this computer" in page.status_line.text())
    assert page.reminder.switch.buttons[False].isChecked()
    assert not page.reminder.hour.isVisible()


@pytest.mark.usefixtures("scheduler")
def test_it_is_never_before_the_end_of_the_day(
    page: SettingsPage, tmp_path: Path, qtbot: QtBot, touch: Touch
) -> None:
    reminder.switch_on(tmp_path / "diary", 6, 4)
    page.reminder._read()
    for _step in range(5):
        touch(page.day_end.more)
    qtbot.waitUntil(lambda: _hour(tmp_path) == 9)
    assert not page.reminder.hour.less.isEnabled() or page.reminder.hour.less.spent

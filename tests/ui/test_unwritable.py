"""A folder that may not be written to: reported at once, and no answer is taken in vain."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from ldn_desktop.storage import open_diary
from ldn_desktop.ui.start.notice_page import NoticePage
from tests.support.storage.faults.injected_faults import failing
from tests.support.ui.window import OpenWindow


def test_the_window_tells_it_before_the_first_touch_and_takes_none(
    open_window: OpenWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "diary"
    open_diary(folder).close()
    with monkeypatch.context() as patch:
        forbidden = failing(errno.EACCES, os.open, lambda path: ".ldn-" in str(path))
        patch.setattr(os, "open", forbidden)
        window = open_window(file=open_diary(folder))
    page = window.pages.currentWidget()
    assert isinstance(page, NoticePage)
    reported = " ".join(label.text() for label in page.findChildren(QLabel))
    assert "nothing new can be saved" in reported
    assert str(folder) in reported
    page.leave()
    window.today.day.questions[0].answered.emit("fatigue", 5.0)
    assert "reading only" in window.today.day.status.text()
    assert window.session.diary.dates() == []

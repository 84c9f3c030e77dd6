"""The start of the window: what Qt is given about the desktop, and what goes wrong before it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from ldn_desktop import app, settings
from ldn_desktop.errors import UserError
from ldn_desktop.settings import Settings
from ldn_desktop.themes import THEMES
from ldn_desktop.ui import qt_platform
from ldn_desktop.ui.start.refusal_window import RefusalWindow
from ldn_desktop.ui.style.theme import theme_for
from tests.support.systems import linux_only
from tests.support.ui.frames import Numbers, contrast, luminance, pixels
from tests.support.ui.light import check_light


@linux_only
@pytest.mark.parametrize(
    "screen",
    [{"DISPLAY": ":4321"}, {"WAYLAND_DISPLAY": "nobody-0"}, {"QT_QPA_PLATFORM": "no-such-screen"}],
)
def test_a_screen_that_does_not_answer_is_a_sentence_and_no_abort(
    screen: dict[str, str], tmp_path: Path
) -> None:
    without = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {key: value for key, value in os.environ.items() if key not in without}
    done = subprocess.run(
        [sys.executable, "-m", "ldn_desktop", "--diary", str(tmp_path / "diary")],
        env={**environment, **screen},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert "The screen is not responding" in done.stderr
    assert "qt.qpa" not in done.stderr
    assert not (tmp_path / "diary").exists()


@linux_only
def test_what_a_person_set_for_qt_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORMTHEME", "kde")
    monkeypatch.delenv("QT_WAYLAND_DECORATION", raising=False)
    qt_platform.set_defaults()
    assert os.environ["QT_QPA_PLATFORMTHEME"] == "kde"
    assert os.environ["QT_WAYLAND_DECORATION"] == "bradient"
    monkeypatch.delenv("QT_WAYLAND_DECORATION")


@linux_only
def test_the_desktop_is_asked_for_its_file_dialog_only_where_it_can_answer(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def asked() -> str | None:
        monkeypatch.delenv("QT_QPA_PLATFORMTHEME", raising=False)
        qt_platform.set_defaults()
        return os.environ.pop("QT_QPA_PLATFORMTHEME", None)

    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    assert asked() is None  # Qt would start a bus to look on
    (tmp_path / "bus").touch()
    assert asked() == "xdgdesktopportal"
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    assert asked() is None
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    assert asked() == "xdgdesktopportal"


@pytest.fixture
def start(
    monkeypatch: pytest.MonkeyPatch, qapp: QApplication, tmp_path: Path
) -> Callable[[Exception], int]:
    """Start the window on a diary whose opening raises what is given; the exit code."""
    monkeypatch.setattr(app, "_application", lambda: qapp)

    def started(fault: Exception) -> int:
        def opening(_folder: Path) -> Any:
            raise fault

        monkeypatch.setattr(app, "_first_window", opening)
        return app.run_window(tmp_path, demo=False)

    return started


def test_a_fault_of_the_start_is_a_sentence_on_the_terminal(
    start: Callable[[Exception], int],
) -> None:
    with pytest.raises(UserError, match="This is a fault in the program \\(ValueError, test_sta"):
        start(ValueError("a line of the diary"))


@pytest.fixture
def from_a_menu(monkeypatch: pytest.MonkeyPatch) -> None:
    """The packaged program, started where nobody sees a terminal."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "_MEIPASS", str(Path(app.__file__).parents[1]), raising=False)
    monkeypatch.setattr(sys, "stderr", None)


@pytest.mark.usefixtures("from_a_menu")
def test_without_a_terminal_the_sentence_is_in_a_window(
    start: Callable[[Exception], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(RefusalWindow, "exec", lambda asked: shown.append(asked.words.text()))
    assert start(ValueError("a line of the diary")) == 1
    assert start(UserError("The disk is full.")) == 1
    fault, refusal = shown
    assert "This is a fault in the program (ValueError" in fault
    assert "a line of the diary" not in fault
    assert refusal == "The disk is full."


@pytest.mark.usefixtures("from_a_menu")
@pytest.mark.qt_log_ignore("propagateSizeHints")  # of a screen that is none
@pytest.mark.parametrize("key", ["very_low", "low_light", "paper"])
def test_that_window_has_the_colours_of_the_settings(
    start: Callable[[Exception], int],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    key: str,
) -> None:
    frames: list[Numbers] = []

    def look(window: RefusalWindow) -> None:
        window.show()
        frames.append(pixels(window))
        window.close()

    settings.save(Settings(theme=key, text_percent=200), tmp_path)
    monkeypatch.setattr(RefusalWindow, "exec", look)
    assert start(UserError("This diary was written by a newer version.")) == 1
    (frame,) = frames
    check_light(frame, THEMES[key], "no start")
    ground = frame[2, 2]
    assert "#" + bytes(ground[:3]).hex().upper() == THEMES[key].ground
    light = luminance(frame)
    ratios = [contrast(float(one), float(light[2, 2])) for one in (light.max(), light.min())]
    assert max(ratios) >= 7


@pytest.mark.usefixtures("from_a_menu")
def test_settings_that_cannot_be_read_leave_that_window_to_the_system(
    start: Callable[[Exception], int], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    grounds: list[str] = []

    def look(window: RefusalWindow) -> None:
        grounds.append(window.palette().window().color().name().upper())

    (tmp_path / settings.FILE_NAME).write_text("{", encoding="utf-8")
    monkeypatch.setattr(RefusalWindow, "exec", look)
    assert start(UserError("The disk is full.")) == 1
    assert grounds == [theme_for("system").ground]

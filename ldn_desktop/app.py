"""Puts the parts together; the only wiring."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ldn_desktop import startup
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from ldn_desktop.settings import Settings
    from ldn_desktop.ui.main_window import MainWindow
    from ldn_desktop.ui.preferences import Preferences
    from ldn_desktop.ui.session import Session

APPLICATION = "LDN Desktop"
ICON_AFTER_MS = 100
"""The first picture does not wait for it: a window list may."""


def main(argv: list[str] | None = None) -> int:
    """Run the command line `argv`; the window where no command is given. Returns the exit code."""
    from ldn_desktop.cli.main import main as run_command_line

    return run_command_line(
        sys.argv[1:] if argv is None else argv, window=run_window, tour=run_tour
    )


def open_window(diary: Path) -> MainWindow:
    """The whole window on the diary in folder `diary`; a QApplication must exist.

    Raises UserError when the diary cannot be opened.
    """
    startup.restore_plain_import()
    with startup.without_garbage_collection():
        from ldn_desktop import settings
        from ldn_desktop.storage import open_diary
        from ldn_desktop.ui.session import Session

        file = open_diary(diary)
        return _sized(_window(Session(file), settings.load(diary), diary))


def _window(session: Session, stored: Settings, folder: Path | None) -> MainWindow:
    from ldn_desktop.ui.main_window import MainWindow

    return MainWindow(session, _preferences(stored, folder, session))


def _sized(window: MainWindow) -> MainWindow:
    """`window` as large as it was last time on this machine, and remembered when it closes."""
    from ldn_desktop.ui import window_size

    window_size.restore(window, window.settings.window)
    window.closed.connect(lambda: window_size.keep(window))
    return window


def _preferences(
    stored: Settings, folder: Path | None = None, session: Session | None = None
) -> Preferences:
    """The settings, applied to the application: font and colours.

    Changes are stored in `folder`, on the writing thread of `session`; without them nowhere.
    """
    from ldn_desktop.ui.preferences import Preferences
    from ldn_desktop.ui.style.theme import load_typeface

    load_typeface()
    run = None if session is None else session.run_in_turn
    preferences = Preferences(stored, folder, run)
    preferences.apply()
    return preferences


def run_window(folder: Path, demo: bool) -> int:
    """Show the window on the diary in `folder`, or on the invented one; ends with it."""
    if not has_screen():
        raise UserError(
            _(
                "There is no screen, so the window cannot open. The other commands work. "
                "“ldn-desktop tour --out DIR” saves pictures of the window."
            )
        )
    with startup.without_garbage_collection():
        application = _application()
        try:
            window = demo_window() if demo else _first_window(folder)
        except UserError as refusal:
            return _tell_in_a_window(str(refusal), folder)
        except Exception as fault:
            if sys.flags.dev_mode:
                raise
            from ldn_desktop.cli.main import describe_fault

            return _tell_in_a_window(describe_fault(fault), folder)
        if window is None:
            return 0
        from PySide6.QtCore import QTimer

        from ldn_desktop.ui import crash_handler

        crash_handler.watch(None if demo else folder, window.session.trouble.emit)
        window.show()
        startup.discard_polish_requests()
        QTimer.singleShot(ICON_AFTER_MS, _set_icon)
    ended = application.exec()
    if window.isVisible():
        # The screen went away, and nobody closed the window: the diary is let go all the same.
        window.close()
    return ended


def _application() -> QApplication:
    with startup.without_stub_generator():
        from PySide6.QtWidgets import QApplication
    startup.restore_plain_import()
    from ldn_desktop.ui import qt_platform, update_guard
    from ldn_desktop.ui.style.theme import FUSION
    from ldn_desktop.ui.wording.qt_words import translate_qt

    qt_platform.set_defaults()
    with qt_platform.ending_without_screen(_end_without_screen):
        application = QApplication([*sys.argv[:1], *FUSION])
    application.setApplicationName(APPLICATION)
    application.setDesktopFileName("ldn-desktop")
    update_guard.hold()
    translate_qt()
    return application


def _end_without_screen() -> None:
    from ldn_desktop.cli.output import print_error

    print_error(
        _(
            "The screen is not responding, so the window cannot open. The other commands work. "
            "“ldn-desktop tour --out DIR” saves pictures of the window."
        )
    )
    os._exit(1)


def _set_icon() -> None:
    from PySide6.QtGui import QIcon
    from PySide6.QtWidgets import QApplication

    from ldn_desktop import resources

    QApplication.setWindowIcon(QIcon(str(resources.path("icon.svg"))))


def _tell_in_a_window(sentence: str, folder: Path) -> int:
    """Show why no diary opens to someone who started from a menu and sees no terminal.

    In the colours and the font of the settings in `folder`: the room may be dark.
    Raises UserError with the same sentence where there is one.
    """
    if not getattr(sys, "frozen", False) or (sys.stderr is not None and sys.stderr.isatty()):
        raise UserError(sentence)
    from ldn_desktop import settings
    from ldn_desktop.ui.start.refusal_window import RefusalWindow

    _preferences(settings.load(folder)).heed_desktop()
    _set_icon()
    RefusalWindow(sentence).exec()
    return 1


def _first_window(folder: Path) -> MainWindow | None:
    """The window on `folder`; None where another start shows it, or the person has no key.

    Raises UserError, AlreadyOpenError among it when the first window does not answer.
    """
    from ldn_desktop import settings
    from ldn_desktop.storage import AlreadyOpenError, PassphraseNeededError, open_diary
    from ldn_desktop.ui.session import Session

    try:
        return open_window(folder)
    except AlreadyOpenError:
        from ldn_desktop.storage import show_first_window

        if show_first_window(folder):
            print(_("The diary is already open. Its window should now come to the front."))  # noqa: T201
            return None
        raise
    except PassphraseNeededError:
        from ldn_desktop.ui.start.unlock_window import UnlockWindow

        stored = settings.load(folder)
        _preferences(stored).heed_desktop()
        _set_icon()
        asking = UnlockWindow(lambda passphrase: open_diary(folder, passphrase=passphrase))
        asking.exec()
        return (
            None if asking.file is None else _sized(_window(Session(asking.file), stored, folder))
        )


def demo_window() -> MainWindow:
    """The window on the invented diary: nothing of it is saved."""
    from ldn_desktop.diary.demo import demo_diary
    from ldn_desktop.diary.model import About
    from ldn_desktop.diary.recording import diary_date
    from ldn_desktop.settings import Settings
    from ldn_desktop.storage import MemoryDiaryFile
    from ldn_desktop.ui.session import Session, local_now

    today = diary_date(local_now(), About().day_ends_hour)
    file = MemoryDiaryFile(demo_diary(today))
    return _sized(_window(Session(file), Settings(welcomed=True), None))


def run_tour(
    *,
    out: Path,
    theme: str | None,
    text: int | None,
    size: tuple[int, int] | None,
    everything: bool,
) -> int:
    """Drive the real window offscreen and write its pictures into `out`."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from ldn_desktop.screenshots import walkthrough

    return walkthrough.run(
        out=out, theme=theme, percent=text, size=size, everything=everything, build=_window
    )


def has_screen() -> bool:
    """Whether a window could be shown here."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))

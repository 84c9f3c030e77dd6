"""The window of the frozen program for Windows, used with the keyboard on a virtual screen."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from program_trial import START_LIMIT, Program
from steps import call, expect
from wine import Wine

NAME = "^LDN Desktop"
GERMAN_PAGES = {"guide": "ctrl+3", "settings": "ctrl+comma"}
"""Pages of the German window, and the key that leads to each."""
SHOWN_LIMIT = 90
"""Seconds within which a window must be on the screen."""


class WindowOnDesktop:
    """A program's window on the screen, from its start on."""

    def __init__(self, wine: Wine, command: list[str | Path], name: str = NAME) -> None:
        self._environment = {**os.environ, "DISPLAY": wine.display}
        self.wine, self.program = wine, wine.start(command)
        try:
            self.number = self._found(name)
        except BaseException:
            self.kill()
            raise

    def press(self, *keys: str) -> None:
        """Press keys, named as X does, one after the other."""
        for key in keys:
            self._tell("windowfocus", "--sync", self.number)
            self._tell("key", "--clearmodifiers", key)
            time.sleep(0.3)

    def close(self) -> int:
        """Close the window as a person does; the exit code of its program."""
        self.press("alt+F4")
        return self.ended()

    def ended(self) -> int:
        """The exit code of the program, which must be ending."""
        self.wine.outcome(self.program, limit=START_LIMIT)
        return self.program.returncode

    def kill(self) -> None:
        """End the program as the task manager does."""
        self.program.kill()
        self.ended()

    def take_picture(self, path: Path) -> None:
        """Save what the whole screen shows."""
        call(["import", "-window", "root", path], limit=60, env=self._environment)

    def _found(self, name: str) -> str:
        end = time.monotonic() + SHOWN_LIMIT
        while time.monotonic() < end:
            expect(self.program.poll() is None, "the program ended without a window")
            found = self._tell("search", "--onlyvisible", "--name", name)
            if found:
                return found.split()[-1]
            time.sleep(0.02)
        expect(False, f"no window within {SHOWN_LIMIT} s")
        return ""

    def _tell(self, *words: str) -> str:
        done = subprocess.run(
            ["xdotool", *words], env=self._environment, capture_output=True, text=True,
            timeout=30, check=False,
        )  # fmt: skip
        return done.stdout


def wait_for(holds: Callable[[], bool], what: str) -> None:
    """Wait until `holds()`. Raises TrialError with `what` when it takes too long."""
    end = time.monotonic() + START_LIMIT
    while not holds():
        expect(time.monotonic() < end, what)
        time.sleep(0.2)


def live_a_day(program: Program, local: Path, pictures: Path) -> str:
    """First start, a day recorded, charts, the window closed, a second start, a hard end."""
    with program.wine.local_folder(local):
        _live_a_day(program, local / "ldn-desktop", pictures)
    return f"pictures in {pictures}"


def _live_a_day(program: Program, diary: Path, pictures: Path) -> None:
    window = WindowOnDesktop(program.wine, [program.window])
    time.sleep(2)
    window.take_picture(pictures / "first-start.png")
    window.press("Return", "Return", "Return")
    wait_for(lambda: _welcomed(diary), "the first start was not left by its buttons")
    window.press("c")
    wait_for(lambda: _is_crash_day(program, diary), "the touched answer is not in the diary")
    window.take_picture(pictures / "today.png")
    window.press("ctrl+2")
    time.sleep(5)
    window.take_picture(pictures / "charts.png")
    expect(window.close() == 0, "the window did not close well")
    window = WindowOnDesktop(program.wine, [program.window])
    time.sleep(2)
    window.take_picture(pictures / "second-start.png")
    window.press("c")
    wait_for(lambda: not _is_crash_day(program, diary), "the second start records nothing")
    window.press("c")
    wait_for(lambda: _is_crash_day(program, diary), "the crash day does not come back")
    window.kill()
    expect(_is_crash_day(program, diary), "the answer was lost with the program")
    program.ask("check", "--diary", diary)


def _welcomed(diary: Path) -> bool:
    try:
        return bool(json.loads((diary / "settings.json").read_bytes())["welcomed"])
    except (OSError, ValueError, KeyError):
        return False


def _is_crash_day(program: Program, diary: Path) -> bool:
    shown = program.ask("show", "--diary", diary, "--json")
    return json.loads(shown).get("crash") is True


def be_drawn_in_german(program: Program, root: Path, pictures: Path) -> str:
    """The window in another language, page by page; what it shows is for somebody to look at."""
    diary = root / "deutsch"
    program.ask("add", "--diary", diary, "--date", "2026-01-31", "fatigue=5")
    (diary / "settings.json").write_text('{"welcomed": true}', "utf-8")
    window = WindowOnDesktop(program.wine, [program.window, "--language", "de", "--diary", diary])
    time.sleep(2)
    window.take_picture(pictures / "german-today.png")
    for name, key in GERMAN_PAGES.items():
        turn_page(window, key, pictures / f"german-{name}.png")
    expect(window.close() == 0, "the window did not close well")
    return "see german-….png"


def turn_page(window: WindowOnDesktop, key: str, picture: Path) -> None:
    """Go to another page by `key`, and save what it shows. Raises TrialError."""
    window.take_picture(picture)
    before = _pixels(picture)

    def turned() -> bool:
        # A window that was just shown may not hear its first key.
        window.press(key)
        time.sleep(2)
        window.take_picture(picture)
        return _pixels(picture) != before

    wait_for(turned, f"{key} leads to no other page")


def _pixels(picture: Path) -> str:
    """A digest of what a picture shows; the file itself holds the time."""
    return call(["identify", "-format", "%#", picture], limit=30)


def stay_alive_where_nothing_may_be_written(program: Program, root: Path, pictures: Path) -> str:
    """A closed folder must not freeze the window: it opens, shows a page, and closes."""
    diary = root / "read-only"
    program.ask("add", "--diary", diary, "--date", "2026-01-31", "fatigue=5")
    (diary / "settings.json").write_text('{"welcomed": true}', "utf-8")
    diary.chmod(0o500)
    try:
        window = WindowOnDesktop(program.wine, [program.window, "--diary", diary])
        time.sleep(1)
        window.press("c", "ctrl+2", "ctrl+1", "ctrl+t")
        time.sleep(2)
        window.take_picture(pictures / "read-only.png")
        began = time.monotonic()
        expect(window.close() == 0, "the window did not close well")
    finally:
        diary.chmod(0o700)
    return f"closed {time.monotonic() - began:.1f} s after it was told to"


def be_refused_in_a_window(program: Program, pictures: Path) -> str:
    """Without a terminal a refusal is a message in a window, never a traceback."""
    for name, position in (("drive", "Q:\\away\\diary"), ("share", "\\\\server\\share\\diary")):
        window = WindowOnDesktop(program.wine, [program.window, "--diary", position])
        time.sleep(1)
        window.take_picture(pictures / f"{name}-away.png")
        window.press("Return")
        expect(window.ended() == 1, "a refused start did not end with 1")
    return "drive and share away: a message each"


def tell_a_fault(program: Program, root: Path, pictures: Path) -> str:
    """A program with a part missing says so in a window: no traceback, and no silence."""
    broken = Program(program.wine, root / "broken")
    shutil.copytree(program.folder, broken.folder)
    for part in (broken.folder / "_internal" / "msgspec").glob("_core*"):
        part.unlink()
    # As the menu starts it, without streams. Our own window needs the part that is missing, so
    # that the box is the system's.
    window = WindowOnDesktop(
        program.wine, ["start.exe", "/wait", broken.window, "--diary", root / "diary"]
    )
    time.sleep(1)
    window.take_picture(pictures / "fault.png")
    window.press("Return")
    expect(window.ended() == 1, "a start that failed did not end with 1")
    return "a box that says so: see fault.png"


def start_ratio(program: Program, plain: Path, diary: Path) -> str:
    """Start to visible window, in turn with a plain PyInstaller folder's: median of five each."""
    program.ask("add", "--diary", diary, "--date", "2026-01-31", "fatigue=5")
    (diary / "settings.json").write_text('{"welcomed": true}', "utf-8")
    ours, theirs = list[float](), list[float]()
    for _round in range(5):
        ours.append(_shown(program.wine, [program.window, "--diary", diary], NAME))
        theirs.append(_shown(program.wine, [plain / "one_chart.exe"], "^one_chart"))
    mine, floor = statistics.median(ours), statistics.median(theirs)
    return f"{mine:.2f} s against {floor:.2f} s: {mine / floor:.2f} ×"


def _shown(wine: Wine, command: list[str | Path], name: str) -> float:
    """Seconds from the start of `command` until its window is visible."""
    began = time.monotonic()
    window = WindowOnDesktop(wine, command, name)
    taken = time.monotonic() - began
    window.kill()
    return taken

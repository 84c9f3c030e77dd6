"""What is heard while somebody uses the real window by keyboard: every touch is answered in words.

A listener on the accessibility bus notes what a reader says: what gets the focus, and the
notifications. The keys are pressed by xdotool, on a screen and a bus of their own.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.virtual_screen import virtual_screen

ROOT = Path(__file__).resolve().parents[3]
SYSTEM_PYTHON = "/usr/bin/python3"
NEEDED = ("Xvfb", "dbus-run-session", "openbox", "xdotool")

STEPS: list[tuple[str, str, str]] = [
    ("4 answers the question that waits", "4", r"Fatigue: Severe"),
    ("the answer is saved", "", r"Saved"),
    ("the next question has the focus", "", r"Brain fog"),
    ("2 answers that one", "2", r"Brain fog: Mild"),
    ("U undoes, and says what", "u", r"Undone: Brain fog"),
    ("Ctrl+Y does it again, and says what", "ctrl+y", r"Redone: Brain fog"),
    ("C marks a crash day", "c", r"Crash day"),
    ("U takes the mark away", "u", r"Undone: Crash day"),
    # Before 4 in the morning the diary's today is yesterday by the clock.
    ("Page up names the day before", "Prior", r"\w+day \d+ \w+\. "),
    ("Page down names the diary's today", "Next", r"(Today|Yesterday), \w+day \d+ \w+\. \d"),
    ("F opens one question at a time", "f", r"Pain|Fatigue|Brain fog"),
    ("5 answers it, and the next one has the focus", "5", r"Worst"),
    ("Left goes back to that answer", "Left", r": Worst"),
    ("Escape goes back", "Escape", r"\w"),
    ("N opens the note of this day", "n", r"Note"),
    ("what is typed there is saved", "a", r"Saved"),
    ("Escape goes back from it", "Escape", r"\w"),
    ("Ctrl+T names the next theme", "ctrl+t", r"Theme: \w+"),
    ("Ctrl++ says how large the text is", "ctrl+plus", r"125"),
    ("Ctrl+- says it too", "ctrl+minus", r"100"),
    ("Settings says its name", "ctrl+comma", r"Settings"),
    ("the theme is named on a page, too", "ctrl+t", r"Theme: \w+"),
    ("Escape goes back from Settings", "Escape", r"\w"),
    ("Help now says its name", "ctrl+h", r"Help now"),
    ("Escape goes back from Help now", "Escape", r"\w"),
    ("Charts says its headline", "ctrl+2", r"mean"),
    ("the Guide says where one is", "ctrl+3", r"Guide|What LDN is|Sections"),
]
"""What is done, the key for it ("" for none: still the last one), and what must be heard."""

WINDOW = """
import sys
from datetime import date
from pathlib import Path
from ldn_desktop import app, settings
from ldn_desktop.diary.demo import demo_diary
from ldn_desktop.storage import new_diary
folder = Path(sys.argv[1])
new_diary(folder, demo_diary(date(2026, 1, 31)))
settings.save(settings.Settings(theme="paper", welcomed=True), folder)
sys.exit(app.run_window(folder, demo=False))
"""

LISTENER = """
import json, subprocess, sys, threading, time
import gi
gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib

PATIENCE = 20  # seconds: a busy machine is slow, not silent
steps, heard = json.loads(sys.argv[1]), []

def groups(node):
    names, above = [], node.get_parent()
    while above is not None and above.get_role() != Atspi.Role.APPLICATION:
        if above.get_name():
            names.insert(0, above.get_name())
        above = above.get_parent()
    return names

def listen(event):
    try:
        if not event.detail1:
            return
        node = event.source
        if "focused" in event.type:
            heard.append(" ".join([*groups(node), node.get_name(), node.get_description()]))
        elif node.get_role() == Atspi.Role.NOTIFICATION:
            heard.append(node.get_name())
    except GLib.Error:
        return  # it was gone before we could ask

def wait_for(ready):
    end = time.monotonic() + PATIENCE
    while not ready() and time.monotonic() < end:
        time.sleep(0.02)
    return ready()

def is_active():
    asked = subprocess.run(["xdotool", "getactivewindow", "getwindowname"], capture_output=True)
    return b"LDN Desktop" in asked.stdout

def drive():
    import re
    results, since = [], 0
    wait_for(is_active)
    time.sleep(2)  # for Today to be on the bus
    for _name, keys, wanted in steps:
        if keys:
            since = len(heard)
            subprocess.run(["xdotool", "key", "--clearmodifiers", keys], check=True)
        start = since
        wait_for(lambda: re.search(wanted, " / ".join(heard[start:])))
        results.append(" / ".join(heard[start:]))
    print(json.dumps(results), flush=True)
    Atspi.event_quit()

listener = Atspi.EventListener.new(listen)
for kind in ("object:state-changed:focused", "object:state-changed:showing"):
    listener.register(kind)
threading.Thread(target=drive, daemon=True).start()
Atspi.event_main()
"""

SESSION = """
export QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1 QT_QPA_PLATFORM=xcb
openbox & manager=$!
"$1" -c "$2" "$3" & window=$!
"$4" -c "$5" "$6"
said=$?
kill $window $manager
exit $said
"""


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What was heard after each step."""
    lacking = [program for program in NEEDED if shutil.which(program) is None]
    if lacking:
        pytest.fail(
            "`make soak` installs what this needs: python3 packaging/system_packages.py --for-soak."
            f" Missing: {', '.join(lacking)}"
        )
    folder = tmp_path_factory.mktemp("spoken") / "diary"
    with virtual_screen() as (display, _server):
        run = subprocess.run(
            ["dbus-run-session", "--", "sh", "-c", SESSION, "sh", sys.executable, WINDOW,
             str(folder), SYSTEM_PYTHON, LISTENER, json.dumps(STEPS)],
            cwd=ROOT, env={**os.environ, "DISPLAY": display},
            capture_output=True, encoding="utf-8", timeout=600, check=False,
        )  # fmt: skip
    assert run.returncode == 0, run.stderr
    found: list[str] = json.loads(run.stdout.splitlines()[-1])
    return found


@pytest.mark.parametrize("number", range(len(STEPS)), ids=[name for name, _k, _w in STEPS])
def test_every_touch_is_answered_in_words(number: int, heard: list[str]) -> None:
    _name, _keys, expected = STEPS[number]
    assert re.search(expected, heard[number]), heard[number]

"""A screen reader's view of the real window: its own process, a real screen, a real bus."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.virtual_screen import virtual_screen

ROOT = Path(__file__).resolve().parents[3]
SYSTEM_PYTHON = "/usr/bin/python3"
NEEDED = ("Xvfb", "dbus-run-session")

WINDOW = """
import sys
from pathlib import Path
from datetime import date
from PySide6.QtWidgets import QApplication
from ldn_desktop import settings
from ldn_desktop.app import open_window
from ldn_desktop.diary.demo import demo_diary
from ldn_desktop.storage import new_diary
folder = Path(sys.argv[1])
new_diary(folder, demo_diary(date(2026, 1, 31)))
settings.save(settings.Settings(welcomed=True), folder)
application = QApplication(["ldn-desktop"])
application.setApplicationName("LDN Desktop")
window = open_window(folder)
window.show()
sys.exit(application.exec())
"""

READER = """
import json, sys, time
import gi
gi.require_version("Atspi", "2.0")
from gi.repository import Atspi
Atspi.set_timeout(10_000, 30_000)  # a busy machine must not pass for a silent window

def application():
    for _try in range(300):
        desktop = Atspi.get_desktop(0)
        for number in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(number)
            if child and child.get_name() == "LDN Desktop" and child.get_child_count():
                return child
        time.sleep(0.1)
    sys.exit("the window is not on the bus")

def walk(node, parent):
    states = node.get_state_set()
    yield {
        "name": node.get_name(), "role": node.get_role_name(), "parent": parent,
        "focusable": states.contains(Atspi.StateType.FOCUSABLE),
        "showing": states.contains(Atspi.StateType.SHOWING),
        "checked": states.contains(Atspi.StateType.CHECKED),
    }
    for number in range(node.get_child_count()):
        child = node.get_child_at_index(number)
        if child is not None:
            yield from walk(child, [node.get_role_name(), node.get_name()])

def find(node, name):
    if node.get_name() == name:
        return node
    for number in range(node.get_child_count()):
        child = node.get_child_at_index(number)
        found = child and find(child, name)
        if found:
            return found

window = application()
before = list(walk(window, None))
answer = find(window, "Pain: Severe")
answer.get_action_iface().do_action(0)
for _try in range(100):
    if find(window, "Pain: Severe").get_state_set().contains(Atspi.StateType.CHECKED):
        break
    time.sleep(0.1)
after = list(walk(window, None))
print(json.dumps({"before": before, "after": after}))
"""

SESSION = """
export QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1 QT_QPA_PLATFORM=xcb
"$1" -c "$2" "$3" &
window=$!
"$4" -c "$5"
said=$?
kill $window
exit $said
"""

Node = dict[str, object]


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Node]]:
    """What a reader hears of Today, before and after it chose an answer for its person."""
    lacking = [program for program in NEEDED if shutil.which(program) is None]
    probe = subprocess.run(
        [SYSTEM_PYTHON, "-c", "import gi; gi.require_version('Atspi', '2.0')"],
        check=False, capture_output=True,
    )  # fmt: skip
    if lacking or probe.returncode:
        pytest.fail(
            "`make soak` installs what this needs: python3 packaging/system_packages.py --for-tests"
            f" --for-soak. Missing: {', '.join(lacking) or 'Atspi for the system’s Python'}"
        )
    folder = tmp_path_factory.mktemp("reader") / "diary"
    with virtual_screen() as (display, _server):
        run = subprocess.run(
            ["dbus-run-session", "--", "sh", "-c", SESSION, "sh",
             sys.executable, WINDOW, str(folder), SYSTEM_PYTHON, READER],
            cwd=ROOT, env={**os.environ, "DISPLAY": display},
            capture_output=True, encoding="utf-8", timeout=180, check=False,
        )  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert run.stdout, run.stderr
    found: dict[str, list[Node]] = json.loads(run.stdout.splitlines()[-1])
    return found


def test_every_focusable_control_is_heard_with_a_name_and_a_specific_role(
    heard: dict[str, list[Node]],
) -> None:
    focusable = [n for n in heard["before"] if n["focusable"] and n["showing"]]
    assert len(focusable) > 45
    vague = {"filler", "unknown", "panel", "invalid", "label", "frame", ""}
    assert [n for n in focusable if not n["name"] or n["role"] in vague] == []


def test_answers_are_heard_as_radio_buttons_in_the_group_of_their_question(
    heard: dict[str, list[Node]],
) -> None:
    answers = [n for n in heard["before"] if str(n["name"]).startswith("Pain: ")]
    assert [n["name"] for n in answers] == [
        "Pain: None", "Pain: Mild", "Pain: Moderate", "Pain: Severe", "Pain: Worst",
    ]  # fmt: skip
    assert {n["role"] for n in answers} == {"radio button"}
    assert all(n["parent"] == ["panel", "Pain"] for n in answers), answers[0]["parent"]


def test_an_answer_chosen_through_the_reader_is_heard_as_checked(
    heard: dict[str, list[Node]],
) -> None:
    def checked(moment: str) -> list[object]:
        return [n["name"] for n in heard[moment] if n["checked"] and "Pain" in str(n["name"])]

    assert checked("before") == []
    assert checked("after") == ["Pain: Severe"]


def test_the_date_is_heard_as_a_heading(heard: dict[str, list[Node]]) -> None:
    headings = [n["name"] for n in heard["before"] if n["role"] == "heading"]
    assert any(str(name).startswith(("Today", "Yesterday")) for name in headings)

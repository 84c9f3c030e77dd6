#!/usr/bin/python3
"""Uses an installed program as a screen reader does: try_reader.py PROGRAM

Needs the system's own Python with python3-gi, gir1.2-atspi-2.0, at-spi2-core, dbus-daemon and Xvfb.
The screen and the bus are its own; the program's source is not touched.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

NAME = "LDN Desktop"
VAGUE = {"filler", "unknown", "panel", "invalid", "label", "frame", ""}
ANSWER = "Pain: Severe"
INSIDE = "LDN_TRY_READER"


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    return read(sys.argv[1]) if INSIDE in os.environ else with_a_screen(sys.argv)


def with_a_screen(words: list[str]) -> int:
    """Run this script again, on a screen and a bus of its own."""
    own = {INSIDE: "1", "QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
    screen = ["xvfb-run", "--auto-servernum", "--server-args=-screen 0 1366x768x24"]
    bus = ["dbus-run-session", "--", "/usr/bin/python3", *words]
    return subprocess.run([*screen, *bus], env={**os.environ, **own}, check=False).returncode


def read(program: str) -> int:
    """Walk every tab, give an answer, and find it in the diary."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "diary"
        folder.mkdir()
        (folder / "settings.json").write_text('{"welcomed": true}', "utf-8")
        window = subprocess.Popen([program, "--diary", str(folder)])
        try:
            walk_the_tabs()
        finally:
            window.terminate()
            window.wait()
        shown = subprocess.run(
            [program, "show", "--json", "--diary", str(folder)], capture_output=True, check=True
        )
    answers = json.loads(shown.stdout)
    if '"pain": 7.5' not in json.dumps(answers):
        return fail("the answer is not in the diary")
    print("the answer is in the diary")
    return 0


def walk_the_tabs() -> None:
    root = until("the window on the bus", the_program)
    for tab in ("Today", "Charts", "Guide", "Today"):
        press(until(tab, partial(find_now, root, tab, "page tab")))
        time.sleep(2)
        hear(root, tab)
    press(until(ANSWER, partial(find_now, root, ANSWER, "radio button")))
    until("the answer to be checked", lambda: is_checked(find(root, ANSWER, "radio button")))
    print(f"{ANSWER}: chosen through the reader, heard as checked")
    for corner, way_back in (("Help now", "‹ Back"), ("Settings", "‹ Done")):
        press(until(corner, partial(find_now, root, corner, "push button")))
        press(hear_then_find(root, corner, way_back))
    time.sleep(3)


def hear_then_find(root: Any, where: str, button: str) -> Any:
    found = until(button, partial(find_now, root, button, "push button"))
    hear(root, where)
    return found


def hear(root: Any, where: str) -> None:
    """Every control that can be reached has a name and says what it is."""
    start = time.perf_counter()
    nodes = list(walk(root))
    took = 1000 * (time.perf_counter() - start)
    focusable = [node for node in nodes if has(node, "FOCUSABLE")]
    dumb = [
        (node.get_name(), node.get_role_name())
        for node in focusable
        if not node.get_name() or node.get_role_name() in VAGUE
    ]
    if dumb or not focusable:
        raise SystemExit(fail(f"{where}: a reader cannot tell {dumb or 'anything'}"))
    print(f"{where}: {len(nodes)} nodes in {took:.0f} ms, {len(focusable)} controls, all named")


def atspi() -> Any:
    import gi  # type: ignore[import-not-found]

    gi.require_version("Atspi", "2.0")
    from gi.repository import Atspi  # type: ignore[import-not-found]

    return Atspi


def the_program() -> Any:
    desktop = atspi().get_desktop(0)
    for child in children(desktop):
        if child.get_name() == NAME and child.get_child_count():
            return child
    return None


def children(node: Any) -> Iterator[Any]:
    for number in range(node.get_child_count()):
        child = node.get_child_at_index(number)
        if child is not None:
            yield child


def walk(node: Any) -> Iterator[Any]:
    """What is shown; Qt says of a list's lines that they are shown when the list itself is not."""
    for child in children(node):
        if has(child, "SHOWING"):
            yield child
            yield from walk(child)


def find(root: Any, name: str, role: str) -> Any:
    for node in walk(root):
        if node.get_name() == name and node.get_role_name() == role:
            return node
    return None


def find_now(root: Any, name: str, role: str) -> Any:
    """The same, nothing where a part of the window went away during the search."""
    from gi.repository import GLib

    try:
        return find(root, name, role)
    except GLib.GError:
        return None


def has(node: Any, state: str) -> bool:
    return bool(node.get_state_set().contains(getattr(atspi().StateType, state)))


def is_checked(node: Any) -> bool:
    return node is not None and has(node, "CHECKED")


def press(node: Any) -> None:
    node.do_action(0)


def until(what: str, look: Callable[[], Any]) -> Any:
    """What `look` finds, as soon as it finds something; 30 s at most."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        if found := look():
            return found
        time.sleep(0.1)
    raise SystemExit(fail(f"waited in vain for {what}"))


def fail(what: str) -> int:
    print(f"FAILED: {what}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())

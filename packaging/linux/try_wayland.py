#!/usr/bin/python3
"""Shows the window under headless Wayland compositors, scaled: try_wayland.py PROGRAM OUT

Needs sway, wtype, grim and weston. OUT gets a picture of each, to be looked at.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

SCALES = ("1", "1.25", "1.5", "2")
NOBODY = 65534
LIMIT = 60
"""Seconds for anything to appear."""


def main() -> int:
    """Exit 0 when the window appeared everywhere and saved what was typed."""
    program, out = Path(sys.argv[1]).absolute(), Path(sys.argv[2]).absolute()
    if not all(map(shutil.which, ("sway", "wtype", "grim", "weston"))):
        print("apt-get install -y sway wtype grim weston", file=sys.stderr)
        return 1
    out.mkdir(parents=True, exist_ok=True)
    for scale in SCALES:
        began = time.monotonic()
        with _scratch() as place:
            use_under_sway(program, place, scale, out / f"sway-{scale}.png")
        print(f"{time.monotonic() - began:6.1f} s  sway at {scale}: opened, recorded, closed")
    with _scratch() as place:
        began = time.monotonic()
        show_under_weston(program, place, out / "weston.png")
        print(f"{time.monotonic() - began:6.1f} s  weston: opened, with a title bar of its own")
    refuse_dead_displays(program)
    print("        displays that do not answer are refused in a sentence")
    return 0


@contextmanager
def _scratch() -> Iterator[Path]:
    """A folder for a session's sockets and a diary; removed afterwards."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        place.chmod(0o700)
        diary = place / "diary"
        diary.mkdir()
        (diary / "settings.json").write_text('{"welcomed": true, "theme": "very_low"}', "utf-8")
        yield place


def use_under_sway(program: Path, place: Path, scale: str, picture: Path) -> None:
    """Open the window, type "c", look whether it was recorded, close it as the desktop does."""
    config = place / "config"
    config.write_text(f"output * resolution 1366x768 scale {scale}\nxwayland disable\n", "utf-8")
    headless = {
        "WLR_BACKENDS": "headless",
        "WLR_RENDERER": "pixman",
        "WLR_LIBINPUT_NO_DEVICES": "1",
    }
    command = ["sway", "--config", str(config)]
    with (
        _session(command, place, headless) as environment,
        _program(program, place, environment) as running,
    ):
        socket = next(place.glob("sway-ipc.*"))
        desktop = {**environment, "SWAYSOCK": str(socket)}
        _wait(lambda: _has_focus(desktop), "a window with the focus")
        time.sleep(5)
        # The keyboard is there from the first second on, and gone with the last key.
        _asked(["wtype", "-s", "1000", "c", "-s", "500"], environment)
        _wait(lambda: _is_crash_day(program, place), "the typed answer in the diary")
        _asked(["grim", str(picture)], environment)
        _asked(["swaymsg", "[app_id=ldn-desktop]", "kill"], desktop)
        if running.wait(LIMIT):
            raise SystemExit(f"FAILED: the window ended with {running.returncode}")


def show_under_weston(program: Path, place: Path, picture: Path) -> None:
    """Open the window where the program itself draws the title bar, and take its picture."""
    command = ["weston", "--backend=headless-backend.so", "--use-pixman", "--debug",
               "--width=1366", "--height=768", "--socket=wayland-1", "--idle-time=0"]  # fmt: skip
    with _session(command, place, {}) as environment, _program(program, place, environment) as one:
        _wait((place / "diary" / "diary.lock").exists, "a window")
        time.sleep(6)
        subprocess.run(
            ["weston-screenshooter"], cwd=place, env=environment, timeout=LIMIT, check=True
        )
        shutil.move(next(place.glob("wayland-screenshot-*.png")), picture)
        if one.poll() is not None:
            raise SystemExit(f"FAILED: the window ended with {one.returncode}")


def refuse_dead_displays(program: Path) -> None:
    """A display that does not answer is a sentence and exit code 1, never an abort."""
    bare = {key: value for key, value in os.environ.items() if "DISPLAY" not in key}
    for dead in ({"DISPLAY": ":4321"}, {"WAYLAND_DISPLAY": "nobody-0"}):
        done = subprocess.run(
            [program, "--demo"], env={**bare, **dead}, capture_output=True, text=True,
            timeout=LIMIT, check=False,
        )  # fmt: skip
        if done.returncode != 1 or "The screen is not responding" not in done.stderr:
            raise SystemExit(f"FAILED: {dead} gave {done}")


@contextmanager
def _session(command: list[str], place: Path, more: dict[str, str]) -> Iterator[dict[str, str]]:
    """A compositor with its sockets in `place`; yields the environment of its programs."""
    bare = {key: value for key, value in os.environ.items() if "DISPLAY" not in key}
    environment = {**bare, **more, "XDG_RUNTIME_DIR": str(place), "HOME": str(place)}
    if os.geteuid() == 0:  # sway refuses to be root's
        os.chown(place, NOBODY, NOBODY)
        command = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", *command]
    with (place / "log").open("w") as log:
        compositor = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    try:
        _wait(lambda: any(place.glob("wayland-?")), "a compositor")
        display = next(place.glob("wayland-?")).name
        yield {**environment, "WAYLAND_DISPLAY": display, "QT_QPA_PLATFORM": "wayland"}
    finally:
        compositor.terminate()
        try:
            compositor.wait(10)
        except subprocess.TimeoutExpired:
            compositor.kill()


@contextmanager
def _program(
    program: Path, place: Path, environment: dict[str, str]
) -> Iterator[subprocess.Popen[bytes]]:
    running = subprocess.Popen([program, "--diary", str(place / "diary")], env=environment)
    try:
        yield running
    finally:
        running.kill()
        running.wait()


def _has_focus(environment: dict[str, str]) -> bool:
    """Whether sway says that the program's window has the focus."""
    waiting = [json.loads(_asked(["swaymsg", "-t", "get_tree"], environment) or "{}")]
    while waiting:
        node = waiting.pop()
        if node.get("app_id") == "ldn-desktop" and node.get("focused"):
            return True
        waiting += [*node.get("nodes", []), *node.get("floating_nodes", [])]
    return False


def _is_crash_day(program: Path, place: Path) -> bool:
    command = [str(program), "show", "--diary", str(place / "diary"), "--json"]
    shown = _asked(command, dict(os.environ))
    return bool(shown) and json.loads(shown).get("crash") is True


def _asked(command: list[str], environment: dict[str, str]) -> str:
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=LIMIT, check=False
    )
    return done.stdout


def _wait(holds: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + LIMIT
    while not holds():
        if time.monotonic() > end:
            raise SystemExit(f"FAILED: there was not {what} within {LIMIT} s")
        time.sleep(0.3)


if __name__ == "__main__":
    sys.exit(main())

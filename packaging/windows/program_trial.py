"""The frozen program for Windows, used as a person would: in a terminal and in odd places."""

from __future__ import annotations

import json
import os
import random
import shutil
import stat
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

from steps import call, expect
from wine import Wine, windows_path

ROOT = Path(__file__).resolve().parents[2]
START_LIMIT = 90
"""Seconds for one command, on a machine that does other things too."""
MOMENTS = (0.4, 1.1)
"""Earliest and latest moment of a kill, as shares of the time that the program usually takes."""
SOONER, LATER = 0.9, 1.05


class Program:
    """The frozen program in `folder`, and its commands."""

    def __init__(self, wine: Wine, folder: Path) -> None:
        self.wine, self.folder = wine, folder
        self.command = folder / "ldn-desktop.exe"
        self.window = folder / "LDN Desktop.exe"

    def ask(self, *arguments: str | Path) -> str:
        """What a command that must succeed printed."""
        return self.wine.ask([self.command, *arguments], limit=START_LIMIT)

    def refusal(self, *arguments: str | Path) -> str:
        """The sentence with which a command must end, within the limit and without a traceback."""
        done = self.wine.run([self.command, *arguments], limit=START_LIMIT)
        expect(done.returncode == 1, f"{arguments} ended with {done.returncode}: {done.stderr}")
        check_sentence(done.stderr)
        return done.stderr.strip()

    def day(self, diary: str | Path, when: str) -> dict[str, object]:
        """What the diary holds of a day."""
        shown = self.ask("show", "--diary", diary, "--date", when, "--json")
        day: dict[str, object] = json.loads(shown)
        return day


def check_sentence(printed: str) -> None:
    """Raises TrialError unless `printed` is something that a person can be shown."""
    expect(printed.strip(), "nothing was said")
    for sign in ("Traceback", "fault of the program", "RecursionError", "WinError"):
        expect(sign not in printed, f"not a sentence: {printed}")


def use_commands(program: Program, scratch: Path) -> str:
    """Run the script that tries the program on every system; its last lines."""
    wrapper = scratch / "ldn"
    wrapper.write_text(
        f'#!/bin/sh\nexec "{sys.executable}" "{Path(__file__).with_name("wine.py")}" '
        f'"{program.wine.prefix}" "{program.command}" "$@"\n',
        "utf-8",
    )
    wrapper.chmod(stat.S_IRWXU)
    printed = call(
        ["sh", ROOT / "packaging" / "ci" / "try_frozen.sh", wrapper, scratch],
        limit=900,
        env={**os.environ, "SYSTEM": "Windows", "DISPLAY": program.wine.display},
    )
    # The program of the menu has no output; the uninstaller uses its commands all the same.
    program.wine.ask(
        [program.window, "add", "--diary", scratch / "silent", "fatigue=5"], limit=START_LIMIT
    )
    return next(line for line in printed.splitlines() if line.startswith("killed"))


def be_killed(program: Program, diary: Path, kills: int, seed: int) -> str:
    """Kill `add` at random moments: every answer that it called recorded must be there.

    A program that ends before the moment comes is no kill; the next ones strike sooner. Those that
    had said nothing yet make the next ones later, so that most strike while an answer is written.
    """
    chance, day = random.Random(seed), date(2025, 12, 31)
    began = time.monotonic()
    program.ask("add", "--diary", diary, "--date", str(day), "fatigue=7.5")
    usual = time.monotonic() - began
    recorded, killed = {str(day)}, 0
    while killed < kills:
        day -= timedelta(days=1)
        adding = program.wine.start(
            [program.command, "add", "--diary", diary, "--date", str(day), "fatigue=7.5"]
        )
        try:
            adding.wait(chance.uniform(*MOMENTS) * usual)
            usual *= SOONER
        except subprocess.TimeoutExpired:
            adding.kill()
            killed += 1
            if killed % 20 == 0:
                program.ask("check", "--diary", diary)
        text, _complaint = program.wine.outcome(adding, limit=START_LIMIT)
        if text.strip():
            recorded.add(str(day))
        else:
            usual *= LATER
    exported = diary.with_suffix(".json")
    program.ask("export", "--diary", diary, exported)
    days = json.loads(exported.read_bytes())["days"]
    stored = {day for day, entry in days.items() if entry["answers"]["fatigue"]["value"] == 7.5}
    expect(recorded <= stored, f"lost: {sorted(recorded - stored)}")
    return (
        f"{killed} kills in {(date(2025, 12, 31) - day).days} starts, {len(recorded)} answers "
        f"acknowledged, 0 lost, {len(stored)} stored"
    )


def work_in_odd_places(program: Program, root: Path) -> str:
    """Names in other scripts, paths of more than 260 characters, output into a file."""
    odd = Program(program.wine, root / "Programme für Zoë & Łukasz 日本")
    shutil.copytree(program.folder, odd.folder)
    home = root / "Zoë Łukasz Αθήνα"
    home.mkdir()
    note = "Schlecht geschlafen – äöü Αθήνα 日本"
    with program.wine.local_folder(home):
        odd.ask("add", "--date", "2026-01-31", "fatigue=5", f"note={note}")
    expect((home / "ldn-desktop" / "diary.json").is_file(), "the diary is in another folder")
    day = odd.day(home / "ldn-desktop", "2026-01-31")
    expect(day["note"] == note, f"the note became {day}")
    report = home / "Bericht für Ärztin 日本.pdf"
    odd.ask("report", "--diary", home / "ldn-desktop", report)
    expect(report.read_bytes().startswith(b"%PDF-"), "the report is no PDF")
    deep = root.joinpath(*["a folder with a rather long name of 50 characters xx"] * 6)
    odd.ask("add", "--diary", deep, "--date", "2026-01-31", "fatigue=5")
    odd.ask("check", "--diary", deep)
    expect((deep / "diary.json").is_file(), "the deep diary is elsewhere")
    return f"other scripts, a path of {len(windows_path(deep / 'diary.json'))} characters"


def be_refused(program: Program, root: Path) -> str:
    """Folders that may not be written, drives and shares that are away: one sentence each."""
    diary, closed = root / "kept", root / "closed"
    program.ask("add", "--diary", diary, "--date", "2026-01-31", "fatigue=5")
    shutil.copytree(diary, closed)
    empty = root / "empty"
    empty.mkdir()
    for folder in (closed, empty):
        folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
    sentences = [
        program.refusal("add", "--diary", closed, "--date", "2026-01-30", "fatigue=4"),
        program.refusal("add", "--diary", empty, "fatigue=4"),
        program.refusal("export", "--diary", diary, empty / "diary.csv"),
        program.refusal("report", "--diary", diary, empty / "report.pdf"),
        program.refusal("add", "--diary", "Q:\\away\\diary", "fatigue=4"),
        program.refusal("show", "--diary", "Q:\\", "--json"),
        program.refusal("export", "--diary", diary, "Q:\\diary.csv"),
        program.refusal("add", "--diary", "\\\\server\\share\\diary", "fatigue=4"),
        program.refusal("export", "--diary", diary, "\\\\server\\share\\diary.csv"),
    ]
    shown = program.day(closed, "2026-01-31")
    expect(shown["scores"] == {"fatigue": 5}, f"the closed folder's diary shows {shown}")
    for folder in (closed, empty):
        folder.chmod(stat.S_IRWXU)
    return "\n".join(["9 sentences", *(f"{'':10}{sentence}" for sentence in sentences)])


def write_beside_protected_file(program: Program, diary: Path) -> str:
    """A diary.json that is write-protected: the message must be true."""
    program.ask("add", "--diary", diary, "--date", "2026-01-31", "fatigue=5")
    (diary / "diary.json").chmod(stat.S_IRUSR)
    done = program.wine.run(
        [program.command, "add", "--diary", diary, "--date", "2026-01-30", "fatigue=4"],
        limit=START_LIMIT,
    )
    (diary / "diary.json").chmod(stat.S_IRUSR | stat.S_IWUSR)
    stored = program.day(diary, "2026-01-30").get("scores") == {"fatigue": 4}
    expect(stored == (done.returncode == 0), f"kept: {stored}, but: {done}")
    expect(not (done.stdout.strip() and done.stderr.strip()), f"two answers: {done}")
    return (done.stdout + done.stderr).strip()

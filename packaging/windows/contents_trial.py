"""What the frozen program for Windows must hold: its languages, its guide, its reminder."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from program_trial import ROOT, Program
from steps import call, expect

LANGUAGES = sorted(path.stem for path in (ROOT / "translations").glob("*.po"))
TASKS = Path("windows", "system32", "tasks")
"""Where Windows keeps its scheduled tasks, on its drive."""


def have_properties(program: Program, version: str) -> str:
    """Windows shows name and version of both programs."""
    for path in (program.command, program.window):
        content = path.read_bytes()
        for words in ("ProductName", "LDN Desktop", "FileVersion", version):
            expect(words.encode("utf-16-le") in content, f"{path.name} does not say {words}")
    return f"LDN Desktop {version}"


def speak_languages(program: Program) -> str:
    """The help of the command line in each language, word for word as this checkout has it."""
    for language in LANGUAGES:
        _check_same(program, "--language", language, "--help")
    return f"{', '.join(LANGUAGES)}: help as in this checkout"


def show_the_guide(program: Program) -> str:
    """Every page of the guide, word for word as this checkout has it."""
    printed = _check_same(program, "guide")
    _check_same(program, "guide", "--json")
    _check_same(program, "--language", "de", "guide")
    return f"{len(printed.split())} words as in this checkout"


def _check_same(program: Program, *words: str) -> str:
    """What a command prints, which must be what this checkout prints, but for line breaks."""
    environment = {**os.environ, "LANGUAGE": "en", "LC_ALL": "C.UTF-8"}
    expected = call(
        [sys.executable, "-m", "ldn_desktop", *words], cwd=ROOT, env=environment, limit=120
    )
    printed = program.ask(*words)
    expect(_run_together(printed) == _run_together(expected), f"another text: {words}")
    return printed


def _run_together(text: str) -> str:
    return "".join(text.split())


def switch_the_reminder(program: Program, diary: Path) -> str:
    """The reminder switched on is a task of Windows' scheduler, and off leaves none."""
    tasks = program.wine.drive / TASKS
    program.ask("add", "--diary", diary, "--date", "2026-01-31", "fatigue=5")
    program.ask("remind", "--diary", diary, "--at", "20")
    found = list(tasks.glob("LDN Desktop reminder for *"))
    expect(len(found) == 1, f"the tasks are {found}")
    task = found[0]
    # What a task starts is not among what Wine stores of it; tests/reminder checks that.
    expect(b"LDN Desktop: reminder" in task.read_bytes(), f"{task} is another task")
    expect(list(program.wine.drive.glob("users/*/**/reminder.json")), "there is no plan")
    expect("20:00" in program.ask("remind", "--diary", diary, "--status"), "it is not on")
    program.ask("remind", "--diary", diary, "--off")
    expect(not task.exists(), "switched off, the task is still there")
    plans = [*diary.glob("reminder.json"), *program.wine.drive.glob("users/*/**/reminder.json")]
    expect(not plans, f"switched off, its plan is still there: {plans}")
    return "a task each day at 20:00, and none once it is off"

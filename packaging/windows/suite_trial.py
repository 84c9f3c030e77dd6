"""The test suite under Wine: the packages without Qt, folder by folder."""

from __future__ import annotations

import fnmatch
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from steps import Steps, TrialError, expect
from wine import Wine, windows_path

FOLDERS = (
    *("diary", "storage", "cli", "interchange", "i18n", "analysis", "charts", "report", "guide"),
    *("test_atomic_write.py", "test_settings.py", "test_user_folders.py"),
)
EXCEPTIONS = Path(__file__).with_name("not_under_wine.txt")
LEAST_PASSED = 0.95
LIMIT = 2400
"""Seconds for one folder on a machine that does other things too."""


@dataclass
class Counted:
    """Tests of the suite by how they ended; `failed` by their names."""

    passed: int = 0
    skipped: int = 0
    failed: tuple[str, ...] = ()


def exceptions() -> dict[str, str]:
    """Tests that may fail under Wine: a pattern of their names, and why."""
    lines = EXCEPTIONS.read_text("utf-8").splitlines()
    entries = [line for line in lines if line and not line.startswith("#")]
    return {pattern.strip(): why.strip() for pattern, _bar, why in map(_parted, entries)}


def _parted(line: str) -> tuple[str, str, str]:
    return line.partition(" | ")


def run(steps: Steps, wine: Wine, python: Path, source: Path) -> None:
    """Run every folder. Raises TrialError for a failure that is not listed, or too many."""
    excused = exceptions()
    passed, failed, unknown = 0, 0, list[str]()
    for name in FOLDERS:
        with steps.step(f"tests of {name}") as notes:
            counted = _run_folder(wine, python, source, name)
            passed, failed = passed + counted.passed, failed + len(counted.failed)
            notes.append(
                f"{counted.passed} passed, {len(counted.failed)} failed, {counted.skipped} skipped"
            )
            unknown += [
                test
                for test in counted.failed
                if not any(fnmatch.fnmatchcase(test, pattern) for pattern in excused)
            ]
    share = passed / max(1, passed + failed)
    print(f"{'':10}{passed} of {passed + failed} tests passed under Wine: {share:.1%}")
    expect(not unknown, "failed and not listed:\n" + "\n".join(unknown))
    expect(share >= LEAST_PASSED, f"only {share:.1%} passed")


def _run_folder(wine: Wine, python: Path, source: Path, name: str) -> Counted:
    # In memory: the disk's own time for each of many thousand flushes is not what is tried.
    memory = Path("/dev/shm")
    scratch = (memory if memory.is_dir() else source / "build") / "ldn-desktop-tests"
    result = source / "build" / "tests.xml"
    result.parent.mkdir(exist_ok=True)
    result.unlink(missing_ok=True)
    done = wine.run(
        [
            python / "python.exe", "-m", "pytest", "-q", "-p", "no:cacheprovider",
            f"--junitxml={windows_path(result)}", f"--basetemp={windows_path(scratch)}",
            f"tests/{name}",
        ],
        limit=LIMIT, cwd=source, env={"QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "0"},
    )  # fmt: skip
    shutil.rmtree(scratch, ignore_errors=True)
    if not result.exists():
        last = "\n".join((done.stdout + done.stderr).splitlines()[-12:])
        raise TrialError(f"pytest ended with {done.returncode} and no result:\n{last}")
    return _count(result)


def _count(result: Path) -> Counted:
    counted, failed = Counted(), list[str]()
    for case in ET.parse(result).iter("testcase"):
        name = f"{case.get('classname', '').replace('.', os.sep)}::{case.get('name')}"
        if case.find("failure") is not None or case.find("error") is not None:
            failed.append(name)
        elif case.find("skipped") is not None:
            counted.skipped += 1
        else:
            counted.passed += 1
    counted.failed = tuple(failed)
    return counted

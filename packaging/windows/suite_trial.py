"""The test suite under Wine, piece by piece: each in a process of its own, within a time limit."""

from __future__ import annotations

import fnmatch
import os
import shutil
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from steps import Steps, TrialError, digest, expect
from wine import Wine, windows_path

LEFT_OUT = {
    "bench": "measured apart, see make bench",
    "packaging": "about how Linux makes the packages",
    "soak": "hours long, see make soak",
    "support": "shared code, no tests",
}
"""Folders of tests that are not run here, each with the reason."""
BEGIN = "import sys, matplotlib.ft2font, pytest; sys.exit(pytest.main(sys.argv[1:]))"
"""Wine sometimes never comes back from loading this library in a thread, as Charts does."""
LARGE = ("storage", "ui", "ui/quality")
MADE = {"__pycache__", "languages"}
"""Folders of what is made of the source."""
TEST_LIMIT = 900
"""Seconds for one test: then every thread is written down, and its piece ends."""
EXCEPTIONS = Path(__file__).with_name("not_under_wine.txt")
LEAST_PASSED = 0.95
LIMIT = 2400
"""Seconds for one piece on a machine that does other things too."""


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


def pieces(tests: Path) -> list[str]:
    """What is run in one process each: folders and files of `tests` and of its large folders."""
    parents = [tests, *(tests / name for name in LARGE)]
    left_out = {tests / name for name in (*LEFT_OUT, *LARGE)}
    folders = [path for parent in parents for path in parent.iterdir() if _is_folder(path)]
    files = [path for parent in parents for path in parent.glob("test_*.py")]
    found = [*sorted(set(folders) - left_out), *sorted(files)]
    return [path.relative_to(tests).as_posix() for path in found]


def _is_folder(path: Path) -> bool:
    return path.is_dir() and path.name != "__pycache__"


def run(
    steps: Steps, wine: Wine, *, python: Path, source: Path, logs: Path, chosen: Sequence[str] = ()
) -> None:
    """Run the `chosen` pieces, or all, as many at once as there are cores.

    What pytest printed of each comes to lie in `logs`. Raises TrialError for a failure that is not
    listed, or too many.
    """
    excused, shared = exceptions(), _shared(source, python)
    logs.mkdir(parents=True, exist_ok=True)

    def counted(name: str) -> Counted:
        with steps.step(f"tests of {name}") as notes:
            log = logs / f"{name.replace('/', '-')}.txt"
            key = digest(_files_of(source / "tests" / name)) + shared
            found = _known(log, key)
            if found and not _unexcused(found.failed, excused):
                notes.append("cached")
            else:
                found = _run_piece(wine, python, source, name, log)
                log.with_suffix(".key").write_text(key, "utf-8")
            notes.append(
                f"{found.passed} passed, {len(found.failed)} failed, {found.skipped} skipped"
            )
            return found

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        outcomes = list(pool.map(counted, chosen or pieces(source / "tests")))
    passed = sum(one.passed for one in outcomes)
    failed = [test for one in outcomes for test in one.failed]
    share = passed / max(1, passed + len(failed))
    print(f"{'':10}{passed} of {passed + len(failed)} tests passed under Wine: {share:.1%}")
    unknown = _unexcused(failed, excused)
    expect(not unknown, "failed and not listed:\n" + "\n".join(unknown))
    expect(share >= LEAST_PASSED, f"only {share:.1%} passed")


def _shared(source: Path, python: Path) -> str:
    """A digest of everything but tests: what it is of changes the outcome of each piece."""
    files = [path for path in source.iterdir() if path.is_file()]
    for folder in source.iterdir():
        if folder.is_dir() and folder.name not in ("build", "dist", "tests"):
            files += _files_of(folder)
    files += [*_files_of(source / "tests" / "support"), *(source / "tests").rglob("conftest.py")]
    return digest(files) + python.with_name(f"{python.name}.key").read_text("utf-8")


def _files_of(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    # Tests of the sources read those of all the others.
    folder = path.parent if path.name == "architecture" else path
    return [one for one in folder.rglob("*") if one.is_file() and MADE.isdisjoint(one.parts)]


def _known(log: Path, key: str) -> Counted | None:
    """How the piece ended when it last ran with the same files; None where it did not."""
    stamp, result = log.with_suffix(".key"), log.with_suffix(".xml")
    if not stamp.exists() or not result.exists() or stamp.read_text("utf-8") != key:
        return None
    return _count(result)


def _unexcused(failed: Iterable[str], excused: Iterable[str]) -> list[str]:
    """The failed tests that are not listed."""
    return [
        test
        for test in failed
        if not any(fnmatch.fnmatchcase(test, pattern) for pattern in excused)
    ]


def _run_piece(wine: Wine, python: Path, source: Path, name: str, log: Path) -> Counted:
    # In memory: the disk's own time for each of many thousand flushes is not what is tried.
    shm = Path("/dev/shm")
    memory = shm if shm.is_dir() else source / "build"
    scratch = memory / f"ldn-{log.stem}"
    result = log.with_suffix(".xml")
    result.unlink(missing_ok=True)
    try:
        done = wine.run(
            [
                python / "python.exe", "-c", BEGIN, "-v", "-p", "no:cacheprovider",
                f"--junitxml={windows_path(result)}", f"--basetemp={windows_path(scratch)}",
                f"--override-ini=faulthandler_timeout={TEST_LIMIT}",
                "--override-ini=faulthandler_exit_on_timeout=true",
                f"tests/{name}",
            ],
            limit=LIMIT, cwd=source,
            env={"QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "0", "TMP": windows_path(memory)},
        )  # fmt: skip
    except TrialError as failure:
        return Counted(failed=(f"{name}: {failure}",))
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    log.write_text(done.stdout + done.stderr, "utf-8")
    if not result.exists():
        return Counted(failed=(f"{name}: pytest ended with {done.returncode}, see {log}",))
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

"""Which mutants of storage the tests notice.

`python -m tests.support.storage.mutants.mutant_trials [--every N] [MODULE…]`

Where modules of storage are named, the tests of their own folders have to notice. Of all mutants,
every Nth is tried.

Prints one line of JSON a mutant. The tests that run the changed lines are tried, quickest first,
until one fails. A process that has collected every test forks for each mutant and swaps the changed
function in; what an import has run already is tried by a process that imports everything anew.
"""

from __future__ import annotations

import argparse
import functools
import importlib
import itertools
import json
import os
import pickle
import resource
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import coverage
import pytest
from hypothesis import Phase, settings

from tests.support.storage.mutants.code_mutants import (
    PACKAGE,
    Mutant,
    mutants,
    names,
    path_of,
    put_in,
)
from tests.support.storage.mutants.mutant_swaps import function_pair, functions, swap_in

TrialReport = dict[str, str | int]

ROOT = Path(__file__).parents[4]
TESTS = ROOT / "tests" / "storage"
NOT_NEEDED = ("test_samples.py",)
"""Mounts disks, which a trial that is ended half way would leave behind."""
PATIENT = ("test_writer.py", "test_handoff.py")
"""Wait up to a minute before they fail, so that they are tried last."""
OPTIONS = (
    "-x",
    "-q",
    *("-W", "error"),
    *("-W", "ignore::pytest.PytestAssertRewriteWarning"),
    *("-c", os.devnull),
    f"--rootdir={ROOT}",
    "--import-mode=importlib",
    *("-p", "no:cacheprovider"),
    *("-p", "_hypothesis_pytestplugin"),
    "--hypothesis-profile=mutants",
)
"""Without our settings and plugins: Qt takes longer to start than most trials last."""
WORKERS = int(os.environ.get("LDN_SOAK_WORKERS", "0")) or len(os.sched_getaffinity(0))
PATIENCE, TIMES = 5.0, 10.0
"""A trial spins that computes so many seconds more than so many times what its test needs."""
ASLEEP = 12
"""So many times as long it may take in all: a busy machine is slow, and some tests wait 60 s."""
MOST_SECONDS = 15.0
"""What the tests of one trial may need in all: the quickest are tried, the score is at least so
high."""
MAX_MEMORY = 4 << 30
"""Bytes. A fault may ask for all there is."""
SHARED = (
    "ldn_desktop.diary.demo",
    "tinydb.middlewares",
    "msgspec.json",
    "unittest.mock",
    "zoneinfo",
)
CRYPTOGRAPHY = ("exceptions", "hazmat.primitives.ciphers.aead", "hazmat.primitives.kdf.argon2")


@dataclass
class TestCosts:
    """What each test takes (seconds of computing) and runs, without any fault."""

    seconds: dict[str, float] = field(default_factory=dict)
    tests: dict[str, dict[int, set[str]]] = field(default_factory=dict)
    """Tests by module and line; the test "" is the import."""

    def of(self, mutant: Mutant) -> list[str]:
        """The tests that may notice `mutant`, quickest first, as far as there is time."""
        by_line = self.tests[mutant.module]
        found = set().union(*(by_line.get(line, ()) for line in mutant.lines))
        if "" in found:
            # What an import makes may be used by every test.
            found = set(self.seconds)
        tests = sorted(
            found - {""}, key=lambda test: (_file_of(test) in PATIENT, self.seconds[test])
        )
        until = itertools.accumulate(self.seconds[test] for test in tests)
        return [test for test, seconds in zip(tests, until, strict=True) if seconds < MOST_SECONDS]


def _file_of(test: str) -> str:
    return test.split("::", maxsplit=1)[0].rpartition("/")[2]


class Measuring:
    """Notes down what each test takes and which lines of storage it runs."""

    def __init__(self) -> None:
        self.measured = TestCosts()
        self._coverage = coverage.Coverage(
            data_file=None, config_file=False, include=[str(PACKAGE / "*")]
        )
        # Before anything of ours is imported: an import runs lines too.
        self._coverage.start()
        for name in names():
            importlib.import_module(f"ldn_desktop.storage.{name}")

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        self._coverage.switch_context(item.nodeid)
        start = time.process_time()
        try:
            return (yield)
        finally:
            self.measured.seconds[item.nodeid] = time.process_time() - start

    def pytest_sessionfinish(self) -> None:
        self._coverage.stop()
        found = self._coverage.get_data()
        for name in names():
            lines = found.contexts_by_lineno(str(path_of(name)))
            self.measured.tests[name] = {line: set(lines[line]) for line in lines}


class Chosen:
    """Runs the chosen tests alone, in their order, none of them for ever."""

    def __init__(self, tests: Sequence[str], measured: TestCosts) -> None:
        self._places = {test: position for position, test in enumerate(tests)}
        self._seconds = measured.seconds

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if item.nodeid in self._places]
        items.sort(key=lambda item: self._places[item.nodeid])

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logstart(self, nodeid: str) -> None:
        _end_after(PATIENCE + TIMES * self._seconds[nodeid])


def files_of(modules: Sequence[str]) -> list[Path]:
    """The test files of the folders that mirror those of `modules`, such as `shared_log.lines`.

    All of storage for a module that lies in no folder.
    """
    folders = {TESTS / Path(*module.split(".")[:-1]) for module in modules}
    found = {path for folder in folders for path in folder.rglob("test_*.py")}
    return sorted(path for path in found if path.name not in NOT_NEEDED)


def measured(root: Path, files: Sequence[Path]) -> TestCosts:
    """Run all tests in `files` once, without a fault. Raises where one fails."""
    stored = root / "measured"

    def measure() -> int:
        _say_into(root / "said")
        measuring = Measuring()
        code = _tested(root / "all", files, measuring)
        stored.write_bytes(pickle.dumps(measuring.measured))
        return code

    _child, status = os.waitpid(_forked(measure), 0)
    if status:
        texts = (root / "said").read_text("utf-8")
        raise RuntimeError(f"The tests fail without any fault:\n{texts}")
    found = pickle.loads(stored.read_bytes())
    assert isinstance(found, TestCosts)
    return found


def trials(
    chosen: Iterable[Mutant], known: TestCosts, root: Path, trial: Callable[[Mutant], int]
) -> Iterator[TrialReport]:
    """What became of each mutant, as `trial` tells; `WORKERS` at a time."""
    running: dict[int, Mutant] = {}
    for mutant in chosen:
        if not known.of(mutant):
            yield _report(mutant, known, "")
            continue
        if len(running) == WORKERS:
            yield _ended(running, known, root)
        running[_forked(functools.partial(_try, mutant, root, trial))] = mutant
    while running:
        yield _ended(running, known, root)


def _report(mutant: Mutant, known: TestCosts, noticed: str) -> TrialReport:
    return {"mutant": str(mutant), "noticed": noticed, "tests": len(known.of(mutant))}


def _forked(work: Callable[[], int]) -> int:
    """Do `work` in a process and process group of its own; it ends with what that returns."""
    child = os.fork()
    if not child:
        try:
            os.setpgid(0, 0)
            os._exit(work())
        finally:
            traceback.print_exc()
            os._exit(1)
    return child


def _ended(running: dict[int, Mutant], known: TestCosts, root: Path) -> TrialReport:
    child, status = os.wait()
    _end_group(child)
    # Without its place it was no trial, however it ended.
    assert (root / str(child) / "said").exists()
    shutil.rmtree(root / str(child), ignore_errors=True)
    code = os.waitstatus_to_exitcode(status)
    assert code != pytest.ExitCode.NO_TESTS_COLLECTED
    return _report(running.pop(child), known, _in_words(code))


def _in_words(code: int) -> str:
    if code in {-signal.SIGPROF, -signal.SIGALRM}:
        return "never ends"
    return "fails" if code else ""


def _end_group(child: int) -> None:
    """End what a trial has left running: processes of tests that were ended half way."""
    try:
        os.killpg(child, signal.SIGKILL)
    except ProcessLookupError:
        return


def _try(mutant: Mutant, root: Path, trial: Callable[[Mutant], int]) -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    _end_after(PATIENCE + TIMES)
    folder = root / str(os.getpid())
    folder.mkdir()
    _say_into(folder / "said")
    return trial(mutant)


def afresh(mutant: Mutant, known: TestCosts, root: Path) -> int:
    """Try `mutant` with everything imported anew."""
    put_in(mutant)
    tests = known.of(mutant)
    files = sorted({ROOT / test.split("::")[0] for test in tests})
    return _tested(root / str(os.getpid()) / "tests", files, Chosen(tests, known))


class Warm:
    """Collects every test, then tries each mutant instead of running them."""

    def __init__(
        self, chosen: Sequence[Mutant], known: TestCosts, root: Path, report: IO[str]
    ) -> None:
        self._chosen, self._known, self._root, self._report = chosen, known, root, report

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        found = functions()
        items = {item.nodeid: item for item in session.items}
        self._check(session, [items[test] for test in self._known.seconds])

        def trial(mutant: Mutant) -> int:
            swap_in(mutant, found)
            return self._tried(session, [items[test] for test in self._known.of(mutant)])

        for tried in trials(self._chosen, self._known, self._root, trial):
            print(json.dumps(tried), file=self._report, flush=True)
        return True

    def _check(self, session: pytest.Session, items: Sequence[pytest.Item]) -> None:
        """Raises RuntimeError where a test fails here without any fault."""
        child = _forked(functools.partial(self._tried, session, items))
        if os.waitpid(child, 0)[1]:
            raise RuntimeError("The tests fail in a warm process.")

    def _tried(self, session: pytest.Session, items: Sequence[pytest.Item]) -> int:
        # Every trial its own temporary folders: thousands in one take long to number.
        folder = self._root / str(os.getpid())
        folder.mkdir(exist_ok=True)
        stored: Any = session.config
        stored._tmp_path_factory._basetemp = folder
        for item, following in zip(items, [*items[1:], None], strict=True):
            _end_after(PATIENCE + TIMES * self._known.seconds[item.nodeid])
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if session.testsfailed:
                return 1
        return 0


def _tested(place: Path, files: Sequence[Path], plugin: object) -> int:
    options = [*OPTIONS, f"--basetemp={place}", *map(str, files)]
    return int(pytest.main(options, plugins=[plugin]))


def _say_into(path: Path) -> None:
    with path.open("w") as text:
        os.dup2(text.fileno(), 1)
        os.dup2(text.fileno(), 2)


def _end_after(seconds: float) -> None:
    """Have the system end this process then, however deep it is in a fault."""
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, ASLEEP * seconds)


def warm_up() -> None:
    """Import what every trial needs and no fault can change."""
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    # Deterministic, and without looking for the smallest example: one is enough.
    phases = (Phase.explicit, Phase.generate)
    settings.register_profile(
        "mutants", deadline=None, derandomize=True, database=None, phases=phases
    )
    for name in (*SHARED, *(f"cryptography.{part}" for part in CRYPTOGRAPHY)):
        importlib.import_module(name)


def warm_trials(
    chosen: Sequence[Mutant], known: TestCosts, root: Path, files: Sequence[Path]
) -> int:
    """Try `chosen`, all of them in functions, in one process that has collected `files`."""
    for name in names():
        importlib.import_module(f"ldn_desktop.storage.{name}")
    with os.fdopen(os.dup(1), "w") as reported:
        _say_into(root / "warm said")
        return _tested(root / "warm", files, Warm(chosen, known, root, reported))


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("modules", nargs="*", default=names())
    given = parser.parse_args(arguments)
    modules: Sequence[str] = given.modules
    warm_up()
    with tempfile.TemporaryDirectory() as folder:
        root, files = Path(folder), files_of(modules)
        known = measured(root, files)
        inside: list[Mutant] = []
        outside: list[Mutant] = []
        for mutant in itertools.islice(mutants(modules), 0, None, given.every):
            (inside if function_pair(mutant) else outside).append(mutant)
        child = _forked(functools.partial(warm_trials, inside, known, root, files))
        _child, status = os.waitpid(child, 0)
        assert status == 0, (root / "warm said").read_text("utf-8")
        anew = functools.partial(afresh, known=known, root=root)
        for tried in trials(outside, known, root, anew):
            print(json.dumps(tried), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])

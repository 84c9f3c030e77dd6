"""Which mutants of storage the tests notice: `python -m tests.storage.mutant_trials [MODULE…]`.

Prints one line of JSON a mutant. One warm process has imported what every trial needs and forks
for each; the tests that run the changed lines are tried, quickest first, until one fails.
"""

from __future__ import annotations

import functools
import importlib
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

import coverage
import pytest
from hypothesis import Phase, settings

from tests.storage.mutants import Mutant, mutants, names, path_of, put_in

TESTS = Path(__file__).parent
NOT_NEEDED = ("test_samples.py",)
"""Mounts disks, which a trial that is ended half way would leave behind."""
OPTIONS = (
    "-x",
    "-q",
    *("-W", "error"),
    *("-W", "ignore::pytest.PytestAssertRewriteWarning"),
    *("-c", os.devnull),
    f"--rootdir={TESTS.parents[1]}",
    "--import-mode=importlib",
    *("-p", "no:cacheprovider"),
    *("-p", "_hypothesis_pytestplugin"),
    "--hypothesis-profile=mutants",
)
"""Without our settings and plugins: Qt takes longer to start than most trials last."""
PATIENCE, TIMES = 5.0, 10.0
"""A trial spins that computes so many seconds more than so many times what its test needs."""
ASLEEP = 12
"""So many times as long it may take in all: a busy machine is slow, and some tests wait 60 s."""
MOST_MEMORY = 4 << 30
"""Bytes. A fault may ask for all there is."""
SHARED = ("ldn_desktop.demo", "tinydb.middlewares", "msgspec.json", "unittest.mock", "zoneinfo")
CRYPTOGRAPHY = ("exceptions", "hazmat.primitives.ciphers.aead", "hazmat.primitives.kdf.argon2")


@dataclass
class Measured:
    """What each test takes (seconds of computing) and runs, without any fault."""

    seconds: dict[str, float] = field(default_factory=dict)
    tests: dict[str, dict[int, set[str]]] = field(default_factory=dict)
    """Tests by module and line; the test "" is the import."""

    def of(self, mutant: Mutant) -> list[str]:
        """The tests that may notice `mutant`, quickest first."""
        by_line = self.tests[mutant.module]
        found = set().union(*(by_line.get(line, ()) for line in mutant.lines))
        if "" in found:
            # What an import makes may be used by every test.
            found = set(self.seconds)
        return sorted(found - {""}, key=lambda test: self.seconds[test])


class Measuring:
    """Notes down what each test takes and which lines of storage it runs."""

    def __init__(self) -> None:
        self.measured = Measured()
        self._coverage = coverage.Coverage(
            data_file=None, config_file=False, include=[str(path_of("*"))]
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

    def __init__(self, tests: Sequence[str], measured: Measured) -> None:
        self._places = {test: place for place, test in enumerate(tests)}
        self._seconds = measured.seconds

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if item.nodeid in self._places]
        items.sort(key=lambda item: self._places[item.nodeid])

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logstart(self, nodeid: str) -> None:
        _end_after(PATIENCE + TIMES * self._seconds[nodeid])


def measured(root: Path) -> Measured:
    """Run all tests once, without a fault. Raises where one fails."""
    kept = root / "measured"

    def measure() -> int:
        measuring = Measuring()
        files = [path for path in TESTS.glob("test_*.py") if path.name not in NOT_NEEDED]
        code = _tested(root / "all", files, measuring)
        kept.write_bytes(pickle.dumps(measuring.measured))
        return code

    _child, status = os.waitpid(_forked(measure), 0)
    if status:
        said = (root / "all" / "said").read_text()
        raise RuntimeError(f"The tests fail without any fault:\n{said}")
    found = pickle.loads(kept.read_bytes())
    assert isinstance(found, Measured)
    return found


def trials(chosen: Iterable[Mutant], known: Measured, root: Path) -> Iterator[tuple[Mutant, str]]:
    """Each mutant, and how a test noticed it: nothing where none did. On every processor."""
    running: dict[int, Mutant] = {}
    for mutant in chosen:
        if not known.of(mutant):
            yield mutant, ""
            continue
        if len(running) == len(os.sched_getaffinity(0)):
            yield _ended(running, root)
        running[_forked(functools.partial(_try, mutant, known, root))] = mutant
    while running:
        yield _ended(running, root)


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


def _ended(running: dict[int, Mutant], root: Path) -> tuple[Mutant, str]:
    child, status = os.wait()
    _end_group(child)
    # Without its place it was no trial, however it ended.
    assert (root / str(child) / "said").exists()
    shutil.rmtree(root / str(child), ignore_errors=True)
    code = os.waitstatus_to_exitcode(status)
    assert code != pytest.ExitCode.NO_TESTS_COLLECTED
    return running.pop(child), _in_words(code)


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


def _try(mutant: Mutant, known: Measured, root: Path) -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    _end_after(PATIENCE + TIMES)
    put_in(mutant)
    tests = known.of(mutant)
    files = sorted({TESTS.parents[1] / test.split("::")[0] for test in tests})
    return _tested(root / str(os.getpid()), files, Chosen(tests, known))


def _tested(place: Path, files: Sequence[Path], plugin: object) -> int:
    place.mkdir()
    with (place / "said").open("w") as said:
        os.dup2(said.fileno(), 1)
        os.dup2(said.fileno(), 2)
    options = [*OPTIONS, f"--basetemp={place / 'tests'}", *map(str, files)]
    return int(pytest.main(options, plugins=[plugin]))


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


def main(modules: Sequence[str]) -> None:
    warm_up()
    with tempfile.TemporaryDirectory() as root:
        known = measured(Path(root))
        for mutant, how in trials(mutants(modules), known, Path(root)):
            told = {"mutant": str(mutant), "noticed": how, "tests": len(known.of(mutant))}
            print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:] or names())

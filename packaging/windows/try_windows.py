"""Makes the Windows program on Linux, under Wine, and uses it as a person would.

    make try-windows                        everything but the installer
    make try-windows TRY=--installer        the installer too: compiled, installed, updated, removed

Nothing made here is shipped: Wine is not Windows. What it takes from the network is cached in
~/.cache/ldn-desktop-try; what it makes of this checkout is in build/windows.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import contents_trial
import installer_trial
import suite_trial
import window_trial
import windows_python
from program_trial import (
    Program,
    be_killed,
    be_refused,
    use_commands,
    work_in_odd_places,
    write_beside_protected_file,
)
from steps import Steps, TrialError, cached, call, digest, expect, size_mib
from wine import Wine

ROOT = windows_python.ROOT
sys.path[:0] = [str(ROOT), str(ROOT / "packaging")]
import project  # noqa: E402  # found by the line above

from tests.support.virtual_screen import virtual_screen  # noqa: E402  # as well

HERE = Path(__file__).resolve().parent
BUILD = ROOT / "build" / "windows"
SOURCE = BUILD / "source"
FROZEN = SOURCE / "dist" / "ldn-desktop"
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "ldn-desktop-try"
KILLS = 200
FREEZING = ("ldn_desktop", "resources", "translations", "packaging/licences", "requirements")
FREEZER = ("build.spec", "packaging/*.py")


def copy_source() -> None:
    """This checkout as it is, without what was made of it; earlier products stay."""
    listed = call(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, limit=60
    )
    if SOURCE.exists():
        for old in SOURCE.iterdir():
            if old.name not in ("build", "dist"):
                shutil.rmtree(old) if old.is_dir() else old.unlink()
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (SOURCE / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, SOURCE / name)


def moment() -> str:
    """The time of the last commit that changed the program, which everything made here carries."""
    parts = [f":(glob){part}" for part in (*(f"{name}/**" for name in FREEZING), *FREEZER)]
    return call(["git", "log", "-1", "--format=%ct", "--", *parts], cwd=ROOT, limit=60).strip()


def frozen_from() -> str:
    """A digest of everything that the frozen program is made from."""
    whole = [path for name in FREEZING for path in (SOURCE / name).rglob("*") if path.is_file()]
    scripts = [path for pattern in FREEZER for path in SOURCE.glob(pattern)]
    return digest(whole + scripts) + moment()


def make_python(steps: Steps) -> Path:
    """Python for Windows with the locked packages; made once for the same locks."""
    wheels, python = CACHE / "wheels", CACHE / "python"
    with steps.step("Windows' libraries, as wheels") as notes:
        requested = digest([ROOT / "requirements" / "wine.txt"]) + windows_python.DIGITS
        found = cached(wheels, requested, windows_python.download)
        notes.append("cached" if found else "downloaded")
    with steps.step("Python for Windows with the locked packages") as notes:

        def make(folder: Path) -> None:
            windows_python.assemble(folder, wheels)
            windows_python.install_packages(folder, CACHE / "tools")

        sources = [*HERE.glob("substitutes/*"), HERE / "windows_python.py"]
        there = cached(python, digest([*windows_python.LOCKS, *sources]), make)
        notes.append("cached" if there else f"{size_mib(python):.0f} MiB")
    return python


def make_program(steps: Steps, wine: Wine, python: Path) -> Path:
    """The frozen program and, to compare with, a plain PyInstaller folder of one chart."""
    with steps.step("this checkout frozen by build.spec") as notes:
        copy_source()
        key, stamp = frozen_from(), BUILD / "frozen.key"
        if FROZEN.exists() and stamp.exists() and stamp.read_text("utf-8") == key:
            notes.append("cached")
        else:
            stamp.unlink(missing_ok=True)
            wine.ask(
                [python / "python.exe", "packaging/package.py", "freeze"],
                limit=1500, cwd=SOURCE, env={"SOURCE_DATE_EPOCH": moment()},
            )  # fmt: skip
            stamp.write_text(key, "utf-8")
    licences = FROZEN / "_internal" / "licences"
    texts = {path.name for path in licences.iterdir()}
    expect({"pyside6-essentials.txt", "shiboken6.txt", "CPython.txt"} <= texts, f"{texts}")
    qt = (licences / "pyside6-essentials.txt").read_text("utf-8")
    expect("GNU LESSER GENERAL PUBLIC LICENSE" in qt, "Qt's licence is not shipped")
    return FROZEN


def make_plain(wine: Wine, python: Path) -> Path:
    """PyInstaller's folder of a window with one chart, nothing left out; made once."""
    from tests.bench.frozen import ONE_CHART

    def make(folder: Path) -> None:
        (folder / "one_chart.py").write_text(ONE_CHART, "utf-8")
        wine.ask(
            [python / "python.exe", "-m", "PyInstaller", "--noconfirm", "--log-level=ERROR",
             "--windowed", "--distpath=dist", "one_chart.py"],
            limit=1500, cwd=folder,
        )  # fmt: skip

    cached(CACHE / "plain", digest(windows_python.LOCKS[:2]), make)
    return CACHE / "plain" / "dist" / "one_chart"


def use_program(
    steps: Steps, wine: Wine, frozen: Path, plain: Path, only: Sequence[str] = ("",)
) -> None:
    """Everything that a person may do to the program, each in a fresh folder of the C: drive.

    Each name of the trials to make has one of the words `only` in it.
    """
    root, pictures = wine.drive / "trial", BUILD / "pictures"
    if root.exists():
        call(["chmod", "-R", "u+rwx", root], limit=60)
        shutil.rmtree(root)
    root.mkdir()
    pictures.mkdir(parents=True, exist_ok=True)
    program = Program(wine, root / "program")
    shutil.copytree(frozen, program.folder)
    trials: dict[str, Callable[[Path], str]] = {
        "commands": lambda place: use_commands(program, place),
        "window": lambda place: window_trial.live_a_day(program, place, pictures),
        "properties": lambda _place: contents_trial.have_properties(program, project.version()),
        "languages": lambda _place: contents_trial.speak_languages(program),
        "guide": lambda _place: contents_trial.show_the_guide(program),
        "reminder": lambda place: contents_trial.switch_the_reminder(program, place / "diary"),
        "window in German": lambda place: window_trial.be_drawn_in_german(program, place, pictures),
        "window in a folder that may not be written": lambda place: (
            window_trial.stay_alive_where_nothing_may_be_written(program, place, pictures)
        ),
        "window of a drive and a share that are away": lambda _place: (
            window_trial.be_refused_in_a_window(program, pictures)
        ),
        "a part of the program missing": lambda place: window_trial.tell_a_fault(
            program, place, pictures
        ),
        "odd names and long paths": lambda place: work_in_odd_places(program, place),
        "refused": lambda place: be_refused(program, place),
        "write-protected diary.json": lambda place: write_beside_protected_file(program, place),
        "killed": lambda place: be_killed(program, place / "diary", kills=KILLS, seed=1),
        "start against a plain folder": lambda place: window_trial.start_ratio(
            program, plain, place / "diary"
        ),
    }
    chosen = {name: trial for name, trial in trials.items() if any(word in name for word in only)}
    for number, (name, trial) in enumerate(chosen.items()):
        with steps.step(name) as notes:
            place = root / f"place-{number}"
            place.mkdir()
            notes.append(trial(place))


def main(arguments: list[str] | None = None) -> int:
    """Exit 0 when everything held; otherwise the first thing that did not, and exit 1."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--installer", action="store_true", help="the installer too (as root)")
    parser.add_argument(
        "--only", nargs="+", metavar="WORD", help="trials with one of these in their name, no tests"
    )
    parser.add_argument(
        "--only-tests",
        nargs="*",
        metavar="PIECE",
        help="the test suite alone, or pieces of it such as cli ui/today",
    )
    asked = parser.parse_args(arguments)
    steps = Steps()
    BUILD.mkdir(parents=True, exist_ok=True)
    SOURCE.mkdir(exist_ok=True)
    try:
        with virtual_screen() as (display, _server):
            wine = Wine(CACHE / "prefix", display)
            try:
                _try_all(steps, wine, asked)
            finally:
                wine.stop()
    except TrialError as failure:
        print(f"FAILED: {failure}", file=sys.stderr)
        return 1
    finally:
        steps.end()
    return 0


def _try_all(steps: Steps, wine: Wine, asked: argparse.Namespace) -> None:
    python = make_python(steps)
    with steps.step("Wine's prefix"):
        wine.boot()
        for library in (python / "system32").iterdir():
            wine.install_library(library)
    if asked.only_tests is not None:
        copy_source()
    else:
        frozen = make_program(steps, wine, python)
        with steps.step("a plain PyInstaller folder beside it") as notes:
            plain = make_plain(wine, python)
            mine, floor = size_mib(frozen), size_mib(plain)
            notes.append(f"{mine:.0f} MiB against {floor:.0f} MiB: {mine / floor:.2f} ×")
        use_program(steps, wine, frozen, plain, asked.only or ("",))
        if asked.installer:
            version = project.version()
            installer_trial.run(
                steps, wine.display, version, cache=CACHE, source=SOURCE, python=python
            )
    if not asked.only:
        chosen = asked.only_tests or ()
        suite_trial.run(
            steps, wine, python=python, source=SOURCE, logs=BUILD / "tests", chosen=chosen
        )


if __name__ == "__main__":
    sys.exit(main())

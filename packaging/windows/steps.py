"""Steps of a trial: each is printed with its seconds and ends by itself."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path


class TrialError(Exception):
    """What was expected did not happen. The message says what did."""


def expect(condition: object, message: str) -> None:
    """Raises TrialError with `message` unless `condition` holds."""
    if not condition:
        raise TrialError(message)


class Steps:
    """Prints each step when it ends: seconds taken, its name, and what it noted."""

    def __init__(self) -> None:
        self._began = time.monotonic()

    @contextmanager
    def step(self, name: str) -> Iterator[list[str]]:
        """One step; what is appended to the list is printed behind its name."""
        began, notes = time.monotonic(), list[str]()
        yield notes
        behind = f": {'; '.join(notes)}" if notes else ""
        print(f"{time.monotonic() - began:6.1f} s  {name}{behind}", flush=True)

    def end(self) -> None:
        print(f"{time.monotonic() - self._began:6.1f} s  in all", flush=True)


def cached(folder: Path, key: str, make: Callable[[Path], None]) -> bool:
    """Make `folder` by `make`, unless it is there and was made from the same `key`.

    A folder that was begun and not finished is made anew. Returns whether it was there.
    """
    stamp = folder.with_name(f"{folder.name}.key")
    if folder.exists() and stamp.exists() and stamp.read_text("utf-8") == key:
        return True
    stamp.unlink(missing_ok=True)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    make(folder)
    stamp.write_text(key, "utf-8")
    return False


def digest(paths: Iterable[Path]) -> str:
    """SHA-256 of the files' names and contents, in the order of their names."""
    whole = hashlib.sha256()
    for path in sorted(paths):
        whole.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return whole.hexdigest()


def call(
    command: Sequence[str | Path],
    *,
    limit: float,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
) -> str:
    """Run a command of this system; what it printed. Raises TrialError with its last lines."""
    try:
        done = subprocess.run(
            command, cwd=cwd, env=env, capture_output=True, text=True, timeout=limit, check=False,
            errors="replace",
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise TrialError(f"{command[0]} took longer than {limit:.0f} s") from None
    if done.returncode:
        last = "\n".join((done.stdout + done.stderr).splitlines()[-12:])
        raise TrialError(f"{command[0]} ended with {done.returncode}:\n{last}")
    return done.stdout


def size_mib(folder: Path) -> float:
    """Size of all files below `folder`, in MiB."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_size for path in files) / 2**20

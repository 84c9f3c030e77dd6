"""A million spoilt files: none crashes an import, takes long, or fills the memory."""

from __future__ import annotations

import multiprocessing
import os
import random
import resource
import sys
import tempfile
from functools import partial
from pathlib import Path

import pytest

from ldn_desktop.diary.model import Diary
from tests.support.interchange.mutated_files import held, mutant, seeds

FILES = int(os.environ.get("LDN_SOAK_IMPORTS", "1000000"))
FIRST = int(os.environ.get("LDN_SOAK_FIRST", "0"))
"""The first seed: another one feeds other files."""
SECONDS = 5.0
"""Of processor time, for one file."""
MEBIBYTES = 256
SHARE = 5_000
REPORTED_EVERY = 10
WORKERS = int(os.environ.get("LDN_SOAK_WORKERS", "0")) or None
MEMORY = Path("/dev/shm")  # nothing secret, and deleted at the end


def spoilt(seed: int, count: int, folder: Path) -> tuple[int, float, int]:
    """Feed `count` files: how many came in, the slowest's seconds, the most MiB in use."""
    chance = random.Random(seed)
    sound = seeds()
    path = folder / f"{seed}"
    came_in, slowest = 0, 0.0
    for number in range(count):
        content = mutant(chance, sound)
        path.write_bytes(content)
        try:
            fared = held(path, Diary(), wholly=number % 50 == 0)
        except BaseException:
            print(f"seed {seed}, file {number}: {content[:2_000]!r}", flush=True)
            raise
        came_in, slowest = came_in + fared.came_in, max(slowest, fared.seconds)
    path.unlink()
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return came_in, slowest, most


@pytest.mark.skipif(sys.platform == "win32", reason="measured with resource")
def test_a_million_spoilt_files() -> None:
    shares = max(1, FILES // SHARE)
    came_in, slowest, most = 0, 0.0, 0
    with (
        # In memory where the system can: on a disk this would measure the disk.
        tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder,
        # Not concurrent.futures: with a limit of tasks a process, Python 3.11's can wait for ever.
        multiprocessing.get_context("spawn").Pool(WORKERS, maxtasksperchild=20) as pool,
    ):
        share = partial(spoilt, count=min(SHARE, FILES), folder=Path(folder))
        outcomes = pool.imap_unordered(share, range(FIRST, FIRST + shares))
        for number, (some, seconds, mebibytes) in enumerate(outcomes, 1):
            came_in, slowest = came_in + some, max(slowest, seconds)
            most = max(most, mebibytes)
            if number % REPORTED_EVERY == 0:
                print(f"{number * min(SHARE, FILES):,} files so far", flush=True)
    print(
        f"{shares * min(SHARE, FILES):,} files, {came_in:,} came in,"
        f" slowest {slowest:.2f} s, {most} MiB"
    )
    assert slowest <= SECONDS
    assert most <= MEBIBYTES

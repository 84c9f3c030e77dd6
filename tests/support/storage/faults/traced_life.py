"""The life of `fault_life` in a process of its own, whose system calls strace meddles with."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import traceback
from collections import Counter
from pathlib import Path
from typing import Any

from tests.support.storage.faults.fault_life import (
    Lived,
    ReportedLife,
    live,
    live_through,
    parsed,
    prepared,
)
from tests.support.storage.faults.fault_loop import amiss, summary, unsaid

CALLS = (
    *("newfstatat", "read", "openat", "write", "fsync", "rename", "unlink", "getdents64"),
    *("lseek", "close", "flock", "mkdir", "chmod"),
)
HARMLESS = frozenset({"ioctl", "fcntl", "mmap", "munmap", "dup", "poll", "select"})
"""They are about handles, but a file never depends on them."""


def calls_of_a_life(place: Path) -> Counter[str]:
    """How often each system call about files is made."""
    _warm(place)
    log = place / "log"
    _live_traced(place / "counted", "-o", str(log), "-e", "trace=%file,%desc")
    return Counter(re.findall(r"^(\w+)\(", log.read_text("utf-8"), re.MULTILINE))


def every_injection(place: Path, call: str, fault: str, *, step: int = 1) -> tuple[int, list[str]]:
    """Let each occurrence of `call` that is a multiple of `step` fail, until none is left.

    How many did, and what was amiss after them.
    """
    _warm(place)
    sound = summary(place / "sound")
    found: list[str] = []
    number, met = step, 0
    how = "signal=KILL" if fault == "KILL" else f"error={fault}"
    log = place / "log"
    while True:
        root = place / str(number)
        inject = ("-e", f"trace={call}", "-e", f"inject={call}:{how}:when={number}")
        lived, ended, why = _live_traced(root, "-o", str(log), *inject)
        if "INJECTED" not in log.read_text("utf-8") and ended:
            return met, found
        met += 1
        what = why or (ended and unsaid(root, lived, sound)) or amiss(root, lived)
        if what or ended == (fault == "KILL"):
            found.append(f"{call} {number}: {what}, ended: {ended}")
        shutil.rmtree(root)
        number += step


def _warm(place: Path) -> None:
    """Live once here: a fault while importing would be one of the installation."""
    live(place / "sound", 0, "", lasting=False)


def _live_traced(root: Path, *options: str) -> tuple[Lived, bool, str]:
    """A life under strace, whether it came to its end, and the traceback that ended it."""
    home = prepared(root)
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        _child(home, theirs)
    os.close(theirs)
    os.waitpid(child, os.WUNTRACED)
    command = ["strace", "-p", str(child), *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8") as tracing:
        assert tracing.stderr
        assert "attached" in tracing.stderr.readline()
        os.kill(child, signal.SIGCONT)
        with os.fdopen(ours, "rb") as pipe:
            reported = pipe.read()
        os.waitpid(child, 0)
        tracing.stderr.read()
    reported, _mark, why = reported.partition(b"Traceback")
    return *parsed(reported), why.decode()


def _child(home: Path, handle: int) -> Any:
    try:
        os.kill(os.getpid(), signal.SIGSTOP)
        lived = ReportedLife(handle)
        live_through(lived, home)
        lived.end()
    except BaseException:  # noqa: BLE001  # whatever it is, a person would have seen it
        os.write(handle, traceback.format_exc().encode())
    finally:
        os._exit(0)

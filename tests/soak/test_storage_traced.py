"""Real system calls that fail, or kill, as strace injects them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from ldn_desktop.storage import encryption
from ldn_desktop.storage.changes import decode_edit
from tests.storage.faults import Lived, lost

ROOT = Path(__file__).parents[2]
CALLS = ("openat", "write", "fsync", "rename", "unlink", "ftruncate", "mkdir", "close", "flock")
LOOKING = ("newfstatat", "read", "getdents64", "chmod", "lseek")
FAULTS = ("KILL", "EIO", "ENOSPC", "EROFS", "EACCES", "EINTR")
EACH = int(os.environ.get("LDN_TRACED", "8"))
"""Injections for each call and fault."""

pytestmark = pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")


@pytest.fixture(scope="module")
def spans(tmp_path_factory: pytest.TempPathFactory) -> dict[str, range]:
    """Which occurrences of each call belong to the life, not to starting Python."""
    place = tmp_path_factory.mktemp("sound")
    log = place / "log"
    trace = ("-e", "trace=" + ",".join((*CALLS, *LOOKING)))
    _run(place / "life", "-o", str(log), *trace)
    before: Counter[str] = Counter()
    spans: dict[str, range] = {}
    for line in log.read_text().splitlines():
        call = line.split(maxsplit=1)[1].split("(")[0]
        if "begin\\n" in line:
            names = (*CALLS, *LOOKING)
            spans = {name: range(before[name] + 1, before[name] + 1) for name in names}
        if "end\\n" in line:
            break
        before[call] += 1
        if spans and call in spans:
            spans[call] = range(spans[call].start, before[call] + 1)
    return {name: span for name, span in spans.items() if span}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("call", [*CALLS, *LOOKING])
def test_a_call_that_fails_costs_nothing(
    tmp_path: Path,
    spans: dict[str, range],
    monkeypatch: pytest.MonkeyPatch,
    call: str,
    fault: str,
) -> None:
    monkeypatch.setattr(encryption, "LEAST_MEMORY", 64)
    monkeypatch.setattr(encryption, "MOST_MEMORY", 64)
    span = spans.get(call, range(0))
    if not span:
        pytest.skip(f"{call} is not called")
    step = max(1, len(span) // EACH)
    how = "signal=KILL" if fault == "KILL" else f"error={fault}"
    for number in span[::step]:
        root = tmp_path / str(number)
        inject = ("-e", f"trace={call}", "-e", f"inject={call}:{how}:when={number}")
        done = _run(root, "-o", "/dev/null", *inject)
        lived = Lived()
        for line in done.stdout.splitlines():
            if line.startswith("["):
                lived.acknowledged.append(decode_edit(json.loads(line)))
        assert "Traceback" not in done.stderr, (number, done.stderr)
        assert lost(root, lived) == "", number
        shutil.rmtree(root)
    print(f"\n{len(span[::step])} × {call} {fault}: 0 lost")


def _run(root: Path, *options: str) -> subprocess.CompletedProcess[str]:
    root.mkdir()
    command = [sys.executable, "-m", "tests.storage.traced_life", str(root)]
    return subprocess.run(
        ["strace", "-f", "-qq", "--seccomp-bpf", *options, *command],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

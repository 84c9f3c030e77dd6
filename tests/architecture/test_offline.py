"""Nothing the window does opens a connection: the system's own record of calls says so."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TO_THE_NETWORK = re.compile(r"AF_INET6?|AF_PACKET|AF_NETLINK")


def traced(record: Path, *command: str) -> str:
    """The network calls of `command` and all its threads and children."""
    strace = ["strace", "-f", "-q", "-e", "trace=%network", "-o", str(record)]
    done = subprocess.run(
        [*strace, *command],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    if "PTRACE" in done.stderr or "ptrace" in done.stderr:
        pytest.skip(f"this system does not let its calls be watched: {done.stderr.strip()}")
    assert done.returncode == 0, done.stderr
    return record.read_text("utf-8", "replace")


@pytest.mark.skipif(not shutil.which("strace"), reason="strace is for Linux")
def test_the_record_shows_a_connection_where_there_is_one(tmp_path: Path) -> None:
    connect = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).close()"
    assert TO_THE_NETWORK.search(traced(tmp_path / "calls", sys.executable, "-c", connect))


@pytest.mark.skipif(not shutil.which("strace"), reason="strace is for Linux")
def test_the_whole_tour_opens_no_connection(tmp_path: Path) -> None:
    tour = [sys.executable, "-m", "ldn_desktop", "tour", "--out", str(tmp_path / "out")]
    calls = traced(tmp_path / "calls", *tour)
    assert (tmp_path / "out" / "charts.png").exists()
    assert TO_THE_NETWORK.findall(calls) == []

"""A Linux kernel of the test's own: user-mode Linux, with this machine's files as its root.

They are read-only to it, but for what it mounts; its clock is its own; and it can be killed.
"""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
# The repository may lie in the machine's /tmp, which the kernel's own one would hide.
INIT = """#!/bin/sh
export PATH=/usr/sbin:/usr/bin:/sbin:/bin PYTHONDONTWRITEBYTECODE=1
mount -t proc proc /proc
mountpoint -q /dev || mount -t devtmpfs dev /dev
mount -t tmpfs tmpfs /mnt
mkdir /mnt/repository
mount --bind {root} /mnt/repository
mount -t tmpfs tmpfs /tmp
mkdir -p {root}
mount --bind /mnt/repository {root}
{before}
cd {root}
{python} -m {module} {arguments}
echo ended
exec sleep 1000
"""


@contextmanager
def running(
    place: Path, module: str, *arguments: str, before: str = "", options: Sequence[str] = ()
) -> Iterator[Iterator[str]]:
    """What `module` prints, line by line, in a kernel that is killed at the end.

    `before` are lines of shell for what it needs first, `options` are the kernel's; `place` is a
    folder for the script that starts it all. Raises AssertionError where `module` fails.
    """
    init = place / "init.sh"
    script = INIT.format(
        root=shlex.quote(str(ROOT)),
        before=before,
        python=shlex.quote(sys.executable),
        module=module,
        arguments=shlex.join(arguments),
    )
    init.write_text(script, "utf-8")
    init.chmod(0o755)
    command = ["linux.uml", "mem=256M", "rootfstype=hostfs", "root=/dev/root", "ro", "quiet"]
    command += [f"init={init}", "con=null", "con0=null,fd:1", *options]
    kernel = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    assert kernel.stdout
    try:
        yield _lines(kernel.stdout.fileno())
    finally:
        os.killpg(kernel.pid, signal.SIGKILL)
        kernel.wait()
        kernel.stdout.close()


def _lines(handle: int) -> Iterator[str]:
    """Each line until `ended`. Raises AssertionError with all that follows a traceback's first."""
    output, fault = b"", list[str]()
    while more := os.read(handle, 1 << 16):
        *lines, output = (output + more).split(b"\n")
        for line in lines:
            text = line.decode(errors="replace").rstrip()
            if fault or "Traceback" in text:
                fault.append(text)
            if text.strip() == "ended":
                assert not fault, "\n".join(fault)
                return
            if not fault:
                yield text.strip()

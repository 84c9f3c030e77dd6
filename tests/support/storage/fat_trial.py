"""A stick that is pulled out: a real FAT driver, in a kernel that is killed while it writes.

User-mode Linux boots with this machine's files as its root, read-only, and a FAT image as its disk,
mounted as desktops do. What reached the image by then is what a pulled stick would hold.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from ldn_desktop.errors import UserError
from ldn_desktop.storage import open_diary
from tests.support.storage.making import DAY

ROOT = Path(__file__).parents[3]
IMAGE_BYTES = 16 * 1024 * 1024
INIT = """#!/bin/sh
export PATH=/usr/sbin:/usr/bin:/sbin:/bin PYTHONDONTWRITEBYTECODE=1
mount -t proc proc /proc
mount -t tmpfs tmpfs /tmp
mount -t devtmpfs dev /dev
kernel=/usr/lib/uml/modules/$(uname -r)/kernel/fs
for module in nls/nls_ascii nls/nls_cp437 nls/nls_iso8859-1 nls/nls_utf8 fat/fat fat/vfat; do
    insmod $kernel/$module.ko
done
mkdir /tmp/stick
mount -t vfat -o flush,errors=remount-ro /dev/ubda /tmp/stick
cd {root}
{python} -m tests.support.storage.fat_life /tmp/stick {argument}
echo ended
exec sleep 1000
"""


@dataclass
class Pulled:
    """What was acknowledged before the stick was pulled, and what of it is missing."""

    answers: int = 0
    files: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


def pull(place: Path, seed: int, *, without_sync: bool = False) -> Pulled:
    """One life on a new stick below `place`, cut short at a moment that `seed` chooses."""
    chance = random.Random(seed)
    image = _image(place)
    acknowledged: list[str] = []
    enough = chance.randrange(1, 60)
    with _booted(place, image, "without" if without_sync else "") as lines:
        for line in lines:
            if line.startswith(("answer ", "file ")):
                acknowledged.append(line)
            if len(acknowledged) >= enough:
                time.sleep(chance.uniform(0.0, 0.05))
                break
    return _compared(_copied(image, place / "stick"), acknowledged)


def _image(place: Path) -> Path:
    image = place / "stick.img"
    with image.open("wb") as file:
        file.truncate(IMAGE_BYTES)
    subprocess.run(["mkfs.vfat", image], check=True, capture_output=True)
    return image


@contextmanager
def _booted(place: Path, image: Path, argument: str) -> Iterator[Iterator[str]]:
    """What the life says, line by line; its kernel is killed at the end."""
    init = place / "init.sh"
    init.write_text(INIT.format(root=ROOT, python=sys.executable, argument=argument), "utf-8")
    init.chmod(0o755)
    command = ["linux.uml", "mem=256M", "rootfstype=hostfs", "root=/dev/root", "ro", "quiet"]
    command += [f"init={init}", f"ubda={image}", "con=null", "con0=null,fd:1"]
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
    output = b""
    while more := os.read(handle, 1 << 16):
        *lines, output = (output + more).split(b"\n")
        for line in lines:
            text = line.decode(errors="replace").strip()
            assert "Traceback" not in text, text
            if text == "ended":
                return
            yield text


def _copied(image: Path, to: Path) -> Path:
    """The files on `image`, whatever state it is in."""
    to.mkdir()
    subprocess.run(
        ["mcopy", "-s", "-n", "-Q", "-i", image, "::/", to],
        check=True,
        capture_output=True,
        env={**os.environ, "MTOOLS_SKIP_CHECK": "1", "MTOOLS_LOWER_CASE": "1"},
    )
    return to


def _compared(stick: Path, acknowledged: list[str]) -> Pulled:
    pulled = Pulled()
    numbers = [int(line.split()[1]) for line in acknowledged if line.startswith("answer")]
    pulled.answers = len(numbers)
    pulled.files = [line.split()[1] for line in acknowledged if line.startswith("file")]
    pulled.lost = [name for name in pulled.files if not _is_whole(stick / name)]
    try:
        with open_diary(stick / "diary") as file:
            diary = file.diary
    except UserError as error:
        pulled.lost.append(str(error))
        return pulled
    for number in numbers:
        when = DAY.fromordinal(DAY.toordinal() - number)
        if diary.day(when).value("fatigue") != 2.5 * (number % 4 + 1):
            pulled.lost.append(f"answer {number}")
    return pulled


def _is_whole(path: Path) -> bool:
    content = path.read_bytes() if path.exists() else b""
    return content.endswith((b"}\n", b"\r\n"))

"""A stick that is pulled out: a real FAT driver, in a kernel that is killed while it writes.

User-mode Linux boots with this machine's files as its root, read-only, and a FAT image as its disk,
mounted as desktops do. What reached the image by then is what a pulled stick would hold.
"""

from __future__ import annotations

import os
import random
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

from ldn_desktop.errors import UserError
from ldn_desktop.storage import open_diary
from tests.support.storage.making import DAY
from tests.support.user_mode_kernel import running

IMAGE_BYTES = 16 * 1024 * 1024
MOUNTED = """
kernel=/usr/lib/uml/modules/$(uname -r)/kernel/fs
for module in nls/nls_ascii nls/nls_cp437 nls/nls_iso8859-1 nls/nls_utf8 fat/fat fat/vfat; do
    insmod $kernel/$module.ko
done
mkdir /tmp/stick
mount -t vfat -o flush,errors=remount-ro /dev/ubda /tmp/stick
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
    arguments = ["/tmp/stick", *(["without"] if without_sync else [])]
    with running(
        place, "tests.support.storage.faults.fat_life", *arguments,
        before=MOUNTED, options=[f"ubda={image}"],
    ) as lines:  # fmt: skip
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

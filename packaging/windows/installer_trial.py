"""The Windows installer, compiled and used under Wine in a Debian 13 of its own.

Inno Setup is a program of 32 bits, and so is what it makes: Debian 12's Wine for those does not fit
beside the one for 64.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

from steps import Steps, cached, call, expect

HERE = Path(__file__).resolve().parent
INNO = "innosetup@6.4.1"
INNO_SHA256 = "fc36b763a729c8964416552d733f4864ac4a4934d0a6569e20c2feb4c29b9684"
PACKAGES = "wine wine64 wine32:i386 xdotool"
INSTALL = (
    "dpkg --add-architecture i386 && apt-get update -qq && "
    "apt-get install -y -qq --no-install-recommends {packages}"
)
ROOM = """
set -e
mount -t proc proc "$1/proc"
mount --bind /tmp/.X11-unix "$1/tmp/.X11-unix"
exec chroot "$1" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin DISPLAY="$2" LANG=C.UTF-8 \\
    /srv/try_installer_in_room.sh "$3"
"""


def run(
    steps: Steps, display: str, version: str, *, cache: Path, source: Path, python: Path
) -> None:
    """Compile and use the installer of the frozen program below `source`. Needs root."""
    expect(os.geteuid() == 0, "only root can make another root: run it as root")
    room = cache / "debian-13-wine"
    with steps.step("Debian 13 with Wine for 32 bits") as notes:
        notes.append("cached" if cached(room, PACKAGES, _debootstrap) else "made")
    with steps.step("Inno Setup") as notes:
        notes.append("cached" if cached(cache / "inno", INNO_SHA256, _download) else "downloaded")
    _furnish(room, cache / "inno" / "package", source, python)
    done = subprocess.run(
        ["unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", ROOM, "sh",
         str(room), display, version],
        timeout=2700, check=False,
    )  # fmt: skip
    expect(done.returncode == 0, "the installer did not do all of that")


def _debootstrap(folder: Path) -> None:
    mirror = [os.environ["MIRROR"]] if os.environ.get("MIRROR") else []
    call(["debootstrap", "--variant=minbase", "trixie", folder, *mirror], limit=900)
    call(
        ["chroot", folder, "sh", "-c", INSTALL.format(packages=PACKAGES)],
        limit=1200,
    )  # fmt: skip


def _download(folder: Path) -> None:
    packed = folder / call(["npm", "pack", "--silent", INNO], limit=300, cwd=folder).strip()
    expect(hashlib.sha256(packed.read_bytes()).hexdigest() == INNO_SHA256, "another Inno Setup")
    call(["tar", "--extract", f"--file={packed}", f"--directory={folder}"], limit=60)


def _furnish(room: Path, inno: Path, source: Path, python: Path) -> None:
    """Put into the room what the installer is compiled from, and an empty C: drive."""
    served = room / "srv"
    for old in served.iterdir():
        shutil.rmtree(old) if old.is_dir() else old.unlink()
    (room / "tmp" / ".X11-unix").mkdir(parents=True, exist_ok=True)
    shutil.copytree(inno, served / "inno")
    shutil.copytree(python / "system32", served / "system32")
    for part in ("packaging/windows", "dist/ldn-desktop", "build/icons"):
        shutil.copytree(source / part, served / "source" / part)
    shutil.copy2(source / "LICENSE", served / "source")
    shutil.copy2(HERE / "try_installer_in_room.sh", served)

"""Finds out by trying which of the system's parts are missing, and installs or names them.

Runs before anything else exists, so it uses Python's standard library alone.
"""

from __future__ import annotations

import argparse
import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

# What a virtual environment needs: module → Debian's package.
MODULES = {"ensurepip": "python3-venv"}
# What Qt's window, its printing and the chart's fonts load: library → Debian's package.
LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libcups.so.2": "libcups2",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
# What only the tests start: program, or a file of one → Debian's package.
TESTING = {
    "Xvfb": "xvfb",
    "dbus-daemon": "dbus-daemon",
    "desktop-file-validate": "desktop-file-utils",
    "dunst": "dunst",
    "gdbus": "libglib2.0-bin",
    "notify-send": "libnotify-bin",
    "pdftotext": "poppler-utils",
    "qpdf": "qpdf",
    "strace": "strace",
    "systemd-analyze": "systemd",
}
# What only the making of packages starts.
PACKAGING = {
    "appstreamcli": "appstream",
    "desktop-file-validate": "desktop-file-utils",
    "dpkg-deb": "dpkg",
    "lintian": "lintian",
    "objdump": "binutils",
    "xz": "xz-utils",
}
# What only the long loops start: the bus on which a screen reader listens, a synchroniser that
# carries a shared diary between two windows, a spreadsheet that opens an export, and kernels of
# their own: one writes to a FAT image, one has a person's systemd that starts the reminder.
SOAKING = {
    "openbox": "openbox",
    "xdotool": "xdotool",
    "/usr/lib/systemd/systemd": "systemd",
    "/usr/lib/systemd/user/dbus.socket": "dbus-user-session",
    "/usr/libexec/at-spi-bus-launcher": "at-spi2-core",
    "dbus-run-session": "dbus-daemon",
    "insmod": "kmod",
    "linux.uml": "user-mode-linux",
    "mcopy": "mtools",
    "mkfs.vfat": "dosfstools",
    "soffice": "libreoffice-calc-nogui",
    "syncthing": "syncthing",
}
# What only `make try-windows` starts: Windows' programs and a compiler for them.
WINE = {
    "/usr/lib/wine/wine64": "wine64",
    "Xvfb": "xvfb",
    "import": "imagemagick",
    "setpriv": "util-linux",
    "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64-win32",
    "xdotool": "xdotool",
}
# What the system's own Python listens with: what it must be able to do → Debian's package.
LISTENING = {
    "import gi": "python3-gi",
    "import gi; gi.require_version('Atspi', '2.0')": "gir1.2-atspi-2.0",
}
SYSTEM_PYTHON = "/usr/bin/python3"
# What PyInstaller takes along; Debian keeps it apart from the interpreter.
PYTHON = f"libpython{sys.version_info.major}.{sys.version_info.minor}"


def missing(programs: dict[str, str]) -> dict[str, str]:
    """What this machine lacks, each with Debian's name for the package that holds it."""
    lacking = {name: package for name, package in MODULES.items() if not _imports(name)}
    if sys.platform == "linux":
        lacking |= {name: package for name, package in LIBRARIES.items() if not _loads(name)}
        lacking |= {name: package for name, package in programs.items() if not _starts(name)}
        if programs.items() >= PACKAGING.items() and not _loads(f"{PYTHON}.so.1.0"):
            lacking[f"{PYTHON}.so.1.0"] = PYTHON
        if programs.items() >= SOAKING.items():
            lacking |= {line: package for line, package in LISTENING.items() if not _runs(line)}
    return lacking


def _imports(module: str) -> bool:
    return importlib.util.find_spec(module) is not None


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _starts(program: str) -> bool:
    path = Path(program)
    return shutil.which(program) is not None or (path.is_absolute() and path.exists())


def _runs(line: str) -> bool:
    try:
        done = subprocess.run([SYSTEM_PYTHON, "-c", line], check=False, capture_output=True)
    except OSError:
        return False
    return done.returncode == 0


def command(packages: list[str], *, as_root: bool) -> str:
    """The one command that installs `packages` on Debian and its relatives."""
    install = f"apt-get install -y --no-install-recommends {' '.join(packages)}"
    steps = f"apt-get update && {install}"
    return steps if as_root else f"sudo sh -c '{steps}'"


def main(arguments: list[str] | None = None) -> int:
    """Exit 0 once everything is there: root installs it, others see the command and exit 1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--for-tests", action="store_true", help="also what only the tests need")
    parser.add_argument("--for-packages", action="store_true", help="also what makes the packages")
    parser.add_argument("--for-soak", action="store_true", help="also what the long loops need")
    parser.add_argument("--for-wine", action="store_true", help="also what runs Windows' programs")
    asked = parser.parse_args(arguments)
    if sys.version_info < (3, 11):  # noqa: UP036  # any python3 may be the one that runs this
        return _say("LDN Desktop needs Python 3.11 or newer: make PYTHON=python3.11 …")
    switches = (
        (asked.for_tests, TESTING),
        (asked.for_packages, PACKAGING),
        (asked.for_soak, SOAKING),
        (asked.for_wine, WINE),
    )
    programs = {
        name: package
        for requested, parts in switches
        if requested
        for name, package in parts.items()
    }
    lacking = missing(programs)
    if not lacking:
        return 0
    if not shutil.which("apt-get"):
        return _say(f"This system lacks {', '.join(sorted(lacking))}. Please install them first.")
    packages = sorted(set(lacking.values()))
    if os.geteuid() != 0:
        line = command(packages, as_root=False)
        return _say(
            f"Some parts of the system are missing. Please type this, then try again:\n\n  {line}\n"
        )
    return _install(packages, programs)


def _install(packages: list[str], programs: dict[str, str]) -> int:
    line = command(packages, as_root=True)
    print(line)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(["sh", "-c", line], env=quiet, check=False)
    lacking = missing(programs)
    if done.returncode or lacking:
        return _say(
            f"Still missing: {', '.join(sorted(lacking)) or 'nothing, but apt-get failed'}."
        )
    return 0


def _say(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())

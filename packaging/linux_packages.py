"""Makes the .deb and the self-contained .tar.xz from the frozen program."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import subprocess
import sys
import textwrap
from datetime import UTC, datetime
from pathlib import Path

import manual_page
import project
from elf import linked
from freeze import FROZEN, ROOT, WORK, moment
from shipped import debian_package

sys.path.insert(0, str(ROOT))

from translations.package_texts import with_languages  # found from the root

LINUX = ROOT / "packaging" / "linux"
ICON_SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
# Debian asks for an address of mail; there is none, and RFC 2606 lets nobody own this one.
MAINTAINER = f"{project.PUBLISHER} <ldn-desktop@noreply.invalid>"
PROGRAMS = ("ldn-desktop", "install.sh", "prerm")
METAINFO = "org.ldn_desktop.LDNDesktop.metainfo.xml"
# Every system has these, or the program could not even start.
BASE = re.compile(r"lib(c|m|dl|rt|pthread|resolv)\.so|ld-linux")
# A system without it has no printers either; the program says so.
PRINTING = "libcups.so.2"


def architecture() -> str:
    asked = subprocess.run(
        ["dpkg", "--print-architecture"], capture_output=True, text=True, check=True
    )
    return asked.stdout.strip()


def filled_in(name: str) -> str:
    """The text of a file of packaging/linux, for this version and date, in every language."""
    path, where = LINUX / name, project.addresses()
    return with_languages(path, project.filled_in(path, where=where))


def manual() -> str:
    """The manual page, for this version and date."""
    return project.filled_in(
        LINUX / "ldn-desktop.1",
        OPTIONS=manual_page.options_section(),
        COMMANDS=manual_page.commands_section(),
    )


def write_share(share: Path) -> None:
    """What the desktop shows: menu entry, signs, description, manual."""
    texts = {
        "applications/ldn-desktop.desktop": "ldn-desktop.desktop",
        f"metainfo/{METAINFO}": METAINFO,
    }
    for position, name in texts.items():
        _put(share / position, filled_in(name).encode())
    _put(share / "man/man1/ldn-desktop.1.gz", _zipped(manual()))
    for size in ICON_SIZES:
        picture = WORK / "icons" / f"ldn-desktop-{size}.png"
        _put(share / f"icons/hicolor/{size}x{size}/apps/ldn-desktop.png", picture.read_bytes())
    drawing = ROOT / "resources" / "icon.svg"
    _put(share / "icons/hicolor/scalable/apps/ldn-desktop.svg", drawing.read_bytes())


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _zipped(text: str) -> bytes:
    return gzip.compress(text.encode(), mtime=0)


def needed_from_outside(folder: Path) -> set[str]:
    """Libraries that the program's files are linked with and that it does not bring."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    brought = {path.name for path in files}
    requested: set[str] = set()
    for path in files:
        if ".so" in path.name or path == folder / "ldn-desktop":
            requested |= {name for name in linked(path) if not BASE.match(name)}
    return requested - brought


def library_path(name: str) -> Path:
    """Where this system keeps the library `name`. Raises FileNotFoundError."""
    listed = subprocess.run(["/sbin/ldconfig", "-p"], capture_output=True, text=True, check=True)
    found = re.search(rf"^\s*{re.escape(name)} .*=> (\S+)$", listed.stdout, re.MULTILINE)
    if found is None:
        raise FileNotFoundError(f"{name} is not installed here")
    return Path(found[1])


def dependencies(folder: Path) -> list[str]:
    """Debian's packages that the program needs, for its control file."""
    packages = {
        debian_package(library_path(name).resolve()).split(":")[0]
        for name in needed_from_outside(folder) - {PRINTING}
    }
    glibc = os.confstr("CS_GNU_LIBC_VERSION") or "glibc 2.36"
    return [f"libc6 (>= {glibc.split()[1]})", "fontconfig-config", *sorted(packages)]


def write_deb(version: str, folder: Path) -> Path:
    """The Debian package of the frozen program, in `folder`."""
    tree = WORK / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    program = tree / "usr/lib/ldn-desktop"
    shutil.copytree(FROZEN, program, symlinks=True)
    (tree / "usr/bin").mkdir(parents=True)
    (tree / "usr/bin/ldn-desktop").symlink_to("../lib/ldn-desktop/ldn-desktop")
    write_share(tree / "usr/share")
    _write_doc(tree / "usr/share/doc/ldn-desktop", version)
    _put(
        tree / "usr/share/lintian/overrides/ldn-desktop", (LINUX / "lintian-overrides").read_bytes()
    )
    _write_control(tree, version)
    _tidy_modes(tree)
    out = folder / f"ldn-desktop_{version}_{architecture()}.deb"
    subprocess.run(
        ["dpkg-deb", "--root-owner-group", "-Zxz", "-z6", "--build", str(tree), str(out)],
        env={**os.environ, "SOURCE_DATE_EPOCH": str(moment())},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return out


def _write_doc(doc: Path, version: str) -> None:
    when = datetime.fromtimestamp(moment(), UTC).strftime("%a, %d %b %Y %H:%M:%S +0000")
    notes = project.release().notes or ("See CHANGELOG.md of the source.",)
    lines = "\n".join(
        textwrap.fill(note, 79, initial_indent="  * ", subsequent_indent="    ") for note in notes
    )
    changelog = (
        f"ldn-desktop ({version}) stable; urgency=medium\n\n{lines}\n\n -- {MAINTAINER}  {when}\n"
    )
    _put(doc / "changelog.gz", _zipped(changelog))
    licence = (ROOT / "LICENSE").read_text("utf-8").strip()
    parts = (FROZEN / "_internal/licences/README.txt").read_text("utf-8").strip()
    copyright_text = (
        f"LDN Desktop\n\n{licence}\n\n{parts}\n\n"
        "The texts lie in /usr/lib/ldn-desktop/_internal/licences; those of the LGPL 3 and the\n"
        "GPL 3 in /usr/share/common-licenses, too.\n"
    )
    _put(doc / "copyright", copyright_text.encode())


def _write_control(tree: Path, version: str) -> None:
    size = (
        sum(
            path.stat().st_size
            for path in tree.rglob("*")
            if path.is_file() and not path.is_symlink()
        )
        // 1024
    )
    control = f"""Package: ldn-desktop
Version: {version}
Architecture: {architecture()}
Maintainer: {MAINTAINER}
Installed-Size: {size}
Depends: {", ".join(dependencies(FROZEN))}
Recommends: libcups2, xdg-utils
Suggests: speech-dispatcher | espeak-ng
Section: misc
Priority: optional
Description: {project.SUMMARY}
 For people with ME/CFS who take, or are thinking about taking, low-dose
 naltrexone: record a day with one click or tap per symptom, see your symptoms
 next to your dose, print a page for your doctor, and read what is known about
 the medicine.
 .
 Everything stays on this computer. It gives no advice on doses and is not a
 medical device.
"""
    _put(tree / "DEBIAN/control", control.encode())
    _put(tree / "DEBIAN/prerm", (LINUX / "prerm").read_bytes())


def _tidy_modes(tree: Path) -> None:
    """0755 for folders and programs, 0644 for the rest, whatever the builder's umask."""
    tree.chmod(0o755)
    for path in tree.rglob("*"):
        if not path.is_symlink():
            starts = path.name in PROGRAMS and path.parent.name != "overrides"
            program = path.is_dir() or starts
            path.chmod(0o755 if program else 0o644)


def write_archive(version: str, folder: Path) -> Path:
    """The archive that installs without root on any Linux with the same or a newer glibc."""
    name = f"ldn-desktop-{version}-linux-{os.uname().machine}"
    tree = WORK / "archive" / name
    shutil.rmtree(tree.parent, ignore_errors=True)
    shutil.copytree(FROZEN, tree / "program", symlinks=True)
    write_share(tree / "share")
    shutil.copy(LINUX / "install.sh", tree)
    _carry_screen_libraries(tree)
    _put(tree / "README.txt", filled_in("README.txt").encode())
    _tidy_modes(tree)
    out = folder / f"{name}.tar.xz"
    subprocess.run(
        ["tar", "--create", "--xz", f"--file={out}", f"--directory={tree.parent}", "--sort=name",
         "--owner=0", "--group=0", "--numeric-owner", f"--mtime=@{moment()}", name],
        env={**os.environ, "XZ_OPT": "-6 -T2"}, check=True,
    )  # fmt: skip
    return out


def _carry_screen_libraries(tree: Path) -> None:
    """Put the screen's libraries beside the program, with those they need and their licences."""
    waiting, carried = needed_from_outside(tree / "program") - {PRINTING}, set[str]()
    brought = {path.name for path in (tree / "program").rglob("*.so*")}
    while waiting:
        name = waiting.pop()
        carried.add(name)
        path = library_path(name).resolve()
        _put(tree / "screen" / name, path.read_bytes())
        package = debian_package(path).split(":")[0]
        text = Path("/usr/share/doc") / package / "copyright"
        _put(tree / "screen" / "licences" / f"{package}.txt", text.read_bytes())
        waiting |= {name for name in linked(path) if not BASE.match(name)} - carried - brought

"""What the frozen program holds of other people's work: parts, versions, licences."""

from __future__ import annotations

import importlib.metadata
import platform
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LICENCE_FOLDER = ROOT / "packaging" / "licences"
QT_LICENCES = (
    LICENCE_FOLDER / "LGPL-3.0.txt",
    LICENCE_FOLDER / "GPL-3.0.txt",
    LICENCE_FOLDER / "Qt-third-party.txt",
)
# Their wheels hold no licence text, or, on Windows, only that of the commercial edition.
LICENCES_IN_REPOSITORY = {"pyside6-essentials": QT_LICENCES, "shiboken6": QT_LICENCES}
# What the files of a wheel themselves say nothing about.
LICENCES_BY_NAME = {
    "contourpy": "BSD-3-Clause",
    "cycler": "BSD-3-Clause",
    "kiwisolver": "BSD-3-Clause",
    "matplotlib": "LicenseRef-matplotlib",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One foreign part: `purl` names it as SBOMs do, `texts` are its licence files.

    `changed` says what of it was changed; empty where nothing was.
    """

    name: str
    version: str
    licence: str
    purl: str
    texts: tuple[Path, ...]
    changed: str = ""


def parts(sources: Iterable[str]) -> list[Part]:
    """The parts that the collected files `sources` come from, by name."""
    positions = {Path(source).resolve() for source in sources if source and source != "-"}
    found = {_python(), *_icu(positions), *_distributions(positions), *_system_packages(positions)}
    return sorted(found, key=lambda part: part.name)


def _python() -> Part:
    candidates = (
        Path(sysconfig.get_path("stdlib")) / "LICENSE.txt",
        Path(sys.base_prefix) / "LICENSE.txt",
        Path(f"/usr/share/doc/python{sys.version_info.major}.{sys.version_info.minor}/copyright"),
    )
    text = next((path for path in candidates if path.is_file()), None)
    if text is None:
        raise FileNotFoundError(f"Python's licence is in none of {candidates}")
    version = platform.python_version()
    return Part("CPython", version, "PSF-2.0", f"pkg:generic/cpython@{version}", (text,))


def _icu(positions: set[Path]) -> Iterable[Part]:
    """ICU, which Qt for Python brings on Linux."""
    for path in positions:
        if path.name.startswith("libicuuc.so.") and path.is_file():
            major = path.name.rpartition(".")[2].encode()
            found = re.search(rb"\0(" + major + rb"\.[0-9]+)\0", path.read_bytes())
            if found is None:
                raise ValueError(f"{path} does not say its version")
            version, text = found[1].decode(), LICENCE_FOLDER / "ICU.txt"
            changed = "data that Qt never asks for is left out (packaging/icu.py of the source)"
            purl = f"pkg:generic/icu@{version}"
            yield Part("icu", version, "Unicode-3.0", purl, (text,), changed)


def _distributions(positions: set[Path]) -> Iterable[Part]:
    for distribution in importlib.metadata.distributions():
        name = re.sub(r"[-_.]+", "-", distribution.metadata["Name"]).lower()
        files = [Path(str(file.locate())).resolve() for file in distribution.files or ()]
        if name == "ldn-desktop" or positions.isdisjoint(files):
            continue
        found = tuple(sorted(path for path in files if _is_licence(path)))
        texts = LICENCES_IN_REPOSITORY.get(name, found)
        if not texts:
            raise FileNotFoundError(f"no licence text for {name}")
        yield Part(
            name,
            distribution.version,
            _licence(name, distribution),
            f"pkg:pypi/{name}@{distribution.version}",
            texts,
        )


def _licence(name: str, distribution: importlib.metadata.Distribution) -> str:
    output = distribution.metadata.json
    short = str(output.get("license", ""))
    text = output.get("license_expression") or LICENCES_BY_NAME.get(name) or short
    if not text or "\n" in str(text):
        raise ValueError(
            f"{name} {distribution.version} does not say under which licence it stands"
        )
    return str(text)


def _is_licence(path: Path) -> bool:
    return ".dist-info" in str(path) and bool(
        re.search(r"licen[cs]e|copying|notice", path.name, re.IGNORECASE)
    )


def _system_packages(positions: set[Path]) -> Iterable[Part]:
    """Debian's packages whose libraries were taken along; nothing on other systems."""
    inside = (Path(sys.prefix).resolve(), Path(sys.base_prefix, "lib", "python3").resolve(), ROOT)
    libraries = [
        path for path in sorted(positions)
        if sys.platform == "linux" and ".so" in path.name
        and not any(path.is_relative_to(folder) for folder in inside)
    ]  # fmt: skip
    for package in sorted({owner for path in libraries if (owner := debian_package(path))}):
        version = _asked("dpkg-query", "--show", "--showformat=${Version}", package)
        text = Path("/usr/share/doc") / package.split(":")[0] / "copyright"
        if not text.is_file():
            raise FileNotFoundError(f"no licence text for {package}")
        name = package.split(":")[0]
        yield Part(name, version, "see its text", f"pkg:deb/debian/{name}@{version}", (text,))


def debian_package(path: Path) -> str:
    """The installed package that owns the file at `path`; empty when none does."""
    for spelling in (path, Path(str(path).removeprefix("/usr"))):
        if owner := _asked("dpkg", "--search", str(spelling)):
            return owner.split(": ")[0].split(",")[0]
    return ""


def _asked(*command: str) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def write_licences(found: Iterable[Part], folder: Path) -> None:
    """Every part's licence texts, one file each, and a list of them, into `folder`, made anew."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    lines = [
        "LDN Desktop is under the MIT licence (LICENSE.txt). It holds, unchanged where nothing",
        "else is said (of all libraries the symbols for debuggers are left out):",
        "",
    ]
    (folder / "LICENSE.txt").write_bytes((ROOT / "LICENSE").read_bytes())
    for part in found:
        texts = [path.read_text("utf-8", errors="replace").strip() for path in part.texts]
        (folder / f"{part.name}.txt").write_text("\n\n\n".join(texts) + "\n", "utf-8")
        changed = f"; {part.changed}" if part.changed else ""
        lines.append(f"{part.name} {part.version}: {part.licence} ({part.name}.txt){changed}")
    lines += [
        "",
        "Qt and PySide6 are used under the LGPL 3: their libraries lie here as separate files and",
        "may be exchanged for others of the same interface. The typeface Atkinson Hyperlegible is",
        "under the SIL Open Font License (resources/fonts/OFL.txt).",
    ]
    (folder / "README.txt").write_text("\n".join(lines) + "\n", "utf-8")

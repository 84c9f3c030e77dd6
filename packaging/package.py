"""Makes everything that can be installed on this system, into dist/."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

import freeze
import listings
from project import Addresses, addresses, version

DIST = freeze.ROOT / "dist"


def write_wheel(folder: Path) -> Path:
    """The wheel for pipx."""
    subprocess.run(
        [
            sys.executable,
            "-m",
            "hatchling",
            "build",
            "--target",
            "wheel",
            "--directory",
            str(folder),
        ],
        cwd=freeze.ROOT,
        env={**os.environ, "SOURCE_DATE_EPOCH": str(freeze.moment())},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return folder / f"ldn_desktop-{version()}-py3-none-any.whl"


def write_sums(made: list[Path], folder: Path) -> Path:
    """SHA-256 of each file, as `sha256sum --check` reads it."""
    out = folder / "SHA256SUMS"
    lines = [f"{listings.digest(path)}  {path.name}" for path in sorted(made)]
    out.write_text("\n".join(lines) + "\n", "utf-8")
    return out


def wrap() -> list[Path]:
    """What this system installs from, made of the frozen program."""
    system: str = sys.platform
    if system == "linux":
        from linux_packages import write_archive, write_deb

        archive = write_archive(version(), DIST)
        made = [write_wheel(DIST), write_deb(version(), DIST), archive]
        if where := published():
            made.append(listings.write_recipe(archive, DIST / "PKGBUILD", where))
        return made
    if system == "darwin":
        subprocess.run(
            ["sh", "packaging/macos/make_dmg.sh", version()], cwd=freeze.ROOT, check=True
        )
        return [DIST / f"ldn-desktop-{version()}-{platform.machine()}.dmg"]
    script = Path("packaging", "windows", "ldn-desktop.iss")
    subprocess.run(["iscc", f"/DVersion={version()}", str(script)], cwd=freeze.ROOT, check=True)
    return [DIST / f"ldn-desktop-{version()}-setup.exe"]


def published() -> Addresses | None:
    """Where people find the project; says what is not made as long as nobody can."""
    where = addresses()
    if where is None:
        print("no recipe or manifest: [project.urls] of pyproject.toml names no Source yet")
    return where


def list_installer() -> list[Path]:
    """Winget's manifests for the finished installer: its digest changes when it is signed."""
    installer = DIST / f"ldn-desktop-{version()}-setup.exe"
    where = published()
    return listings.write_winget(installer, DIST / "winget", where) if where else []


def main(steps: list[str]) -> None:
    """Freeze, wrap, and say what was made; `list` is for the signed installer of Windows."""
    DIST.mkdir(exist_ok=True)
    if "freeze" in (steps or ["freeze"]):
        freeze.freeze()
    if "wrap" in (steps or ["wrap"]):
        made = wrap()
        bill = DIST / f"ldn-desktop-{version()}.sbom.cdx.json"
        shutil.copy(next(freeze.FROZEN.rglob("sbom.cdx.json")), bill)
        made.append(bill)
        made.append(write_sums(made, DIST))
        for path in made:
            print(f"{path.stat().st_size / 2**20:8.1f} MiB  {path.relative_to(freeze.ROOT)}")
    if "list" in steps:
        for path in list_installer():
            print(path.relative_to(freeze.ROOT))


if __name__ == "__main__":
    main(sys.argv[1:])

"""Makes everything that can be installed on this system, into dist/."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import freeze

DIST = freeze.ROOT / "dist"


def version() -> str:
    sys.path.insert(0, str(freeze.ROOT))
    from ldn_desktop import __version__

    return __version__


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
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}" for path in sorted(made)
    ]
    out.write_text("\n".join(lines) + "\n", "utf-8")
    return out


def main() -> None:
    """Freeze, wrap, list, and say what was made."""
    DIST.mkdir(exist_ok=True)
    freeze.freeze()
    made = [write_wheel(DIST)]
    if sys.platform == "linux":
        from linux_packages import write_archive, write_deb

        made += [write_deb(version(), DIST), write_archive(version(), DIST)]
    bill = DIST / f"ldn-desktop-{version()}.sbom.cdx.json"
    shutil.copy(next(freeze.FROZEN.rglob("sbom.cdx.json")), bill)
    made.append(bill)
    made.append(write_sums(made, DIST))
    for path in made:
        print(f"{path.stat().st_size / 2**20:8.1f} MiB  {path.relative_to(freeze.ROOT)}")


if __name__ == "__main__":
    main()

"""Makes dist/ldn-desktop/, the frozen program, from build.spec."""

from __future__ import annotations

import os
import py_compile
import shutil
import subprocess
import sys
from pathlib import Path

import elf
import icons
import icu

ROOT = Path(__file__).resolve().parents[1]
WORK = ROOT / "build"
FROZEN = ROOT / "dist" / "ldn-desktop"


def moment() -> int:
    """The time that everything made here carries: the commit's, so that it can be made again."""
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(given)
    asked = subprocess.run(
        ["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return int(asked.stdout)


def write_out_shiboken(folder: Path) -> None:
    """Compile the scripts that Qt for Python otherwise unpacks and compiles at every start."""
    import shiboken6

    shutil.rmtree(folder, ignore_errors=True)
    copy = folder / "shiboken6"
    shutil.copytree(Path(shiboken6.__file__).parent, copy)
    environment = {**os.environ, "SBK_EMBED": "0", "PYTHONPATH": str(folder)}
    subprocess.run([sys.executable, "-c", "import shiboken6.Shiboken"], env=environment, check=True)
    scripts = copy / "files.dir"
    for script in sorted(scripts.rglob("*.py")):
        py_compile.compile(
            str(script),
            cfile=str(script.with_suffix(".pyc")),
            dfile=script.relative_to(scripts).as_posix(),
            doraise=True,
            optimize=1,
            invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
        )
        script.unlink()
    for cache in list(scripts.rglob("__pycache__")):
        shutil.rmtree(cache)
    shutil.move(scripts, folder / "files.dir")
    shutil.rmtree(copy)


def slim(folder: Path) -> None:
    """Take out of the libraries what is never loaded, and of ICU's data what is never asked for."""
    for library in sorted(folder.rglob("*.so*")):
        if library.is_symlink() or not library.is_file():
            continue
        if library.name.startswith("libicudata."):
            elf.rewrite(library, icu.lean)
        elif library.parent.name.endswith(".libs"):
            # Written by patchelf: strip would break the alignment of their pages.
            elf.rewrite(library, elf.squeezed)
        else:
            subprocess.run(["strip", "--strip-unneeded", str(library)], check=True)
            elf.rewrite(library, elf.at_home)


def freeze() -> Path:
    """Build the frozen program anew and return its folder."""
    subprocess.run([sys.executable, "-m", "translations.compilation"], cwd=ROOT, check=True)
    icons.write(WORK / "icons")
    write_out_shiboken(WORK / "shiboken")
    shutil.rmtree(FROZEN, ignore_errors=True)
    environment = {
        **os.environ,
        "PYTHONHASHSEED": "0",
        "SOURCE_DATE_EPOCH": str(moment()),
        "PYTHONPATH": str(ROOT / "packaging"),
    }
    subprocess.run(
        [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level=WARN",
         f"--distpath={FROZEN.parent}", f"--workpath={WORK / 'pyinstaller'}", "build.spec"],
        cwd=ROOT, env=environment, check=True,
    )  # fmt: skip
    if sys.platform == "linux":
        slim(FROZEN)
    return FROZEN


if __name__ == "__main__":
    print(freeze())

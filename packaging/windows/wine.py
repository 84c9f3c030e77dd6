"""Programs of Windows run by Wine, in a prefix (a C: drive and registry) of their own."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO

from steps import TrialError, call

# Called directly: Debian's `wine` is a shell script, which a kill would hit instead of the program.
LOADER = Path("/usr/lib/wine/wine64")
SERVER = Path("/usr/lib/wine/wineserver64")
LAST_WORDS = 2
"""Seconds for what a program printed to arrive, once it has ended."""
OVERRIDES = "mscoree=;mshtml=;winedbg.exe=;ucrtbase=n,b"
SHELL_FOLDERS = "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Explorer\\User Shell Folders"
# A program dies with whoever started it. And root may write everywhere: without these rights there
# are folders that refuse.
CONFINED = ("setpriv", "--pdeathsig=KILL")
AS_A_PERSON = ("--bounding-set=-dac_override,-dac_read_search",)


class Wine:
    """One prefix. Every program gets pipes: Windows' Python ends at once with other streams."""

    def __init__(self, prefix: Path, display: str = "") -> None:
        self.prefix, self.display = prefix, display
        self.drive = prefix / "drive_c"
        self._environment = {
            **os.environ,
            "WINEPREFIX": str(prefix),
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": OVERRIDES,
            "WINEARCH": "win64",
            "DISPLAY": display,
            "LC_ALL": "C.UTF-8",
        }
        for name in ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "QT_QPA_PLATFORM"):
            self._environment.pop(name, None)
        rights = AS_A_PERSON if os.geteuid() == 0 else ()
        self._loader = [*CONFINED, *rights, "--", str(LOADER)]
        self._idle: subprocess.Popen[bytes] | None = None

    def boot(self) -> None:
        """Make the prefix where it is missing, and keep it running until `stop`."""
        # As long as one program runs, no other has to wait until Windows has started.
        self._idle = self.start(["cmd.exe", "/q"])
        self.ask(["winecfg.exe", "-v", "win10"], limit=240)

    def stop(self) -> None:
        """End everything in this prefix."""
        subprocess.run([SERVER, "-k"], env=self._environment, check=False, timeout=60)
        if self._idle is not None:
            self._idle.kill()
            self._idle.wait()
            self._idle = None

    def start(
        self,
        command: Sequence[str | Path],
        *,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
    ) -> subprocess.Popen[bytes]:
        """Start a program; it dies with whoever started it."""
        return subprocess.Popen(
            [*self._loader, *map(self._argument, command)],
            env={**self._environment, **(env or {})}, cwd=cwd,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def run(
        self,
        command: Sequence[str | Path],
        *,
        limit: float,
        entered: bytes = b"",
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
    ) -> subprocess.CompletedProcess[str]:
        """Run a program to its end. Raises TrialError when it takes longer than `limit` s."""
        program = self.start(command, env=env, cwd=cwd)
        out, err = self.outcome(program, limit=limit, entered=entered)
        return subprocess.CompletedProcess(command, program.returncode, out, err)

    def outcome(
        self, program: subprocess.Popen[bytes], *, limit: float, entered: bytes = b""
    ) -> tuple[str, str]:
        """What a started program printed until it ended. Raises TrialError after `limit` s.

        Services that Windows started with it may keep its pipes open; they are not waited for.
        """
        printed = [bytearray(), bytearray()]
        readers = [
            threading.Thread(target=_collect, args=streams, daemon=True)
            for streams in zip((program.stdout, program.stderr), printed, strict=True)
        ]
        for reader in readers:
            reader.start()
        if program.stdin is not None:
            with contextlib.suppress(BrokenPipeError):
                program.stdin.write(entered)
                program.stdin.close()
        try:
            program.wait(limit)
        except subprocess.TimeoutExpired:
            program.kill()
            raise TrialError(f"{program.args!r} took longer than {limit:.0f} s") from None
        for reader in readers:
            reader.join(LAST_WORDS)
        out, err = (bytes(part).decode("utf-8", "replace") for part in printed)
        return out, err

    def ask(
        self,
        command: Sequence[str | Path],
        *,
        limit: float,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
    ) -> str:
        """Run a program that must succeed; what it printed. Raises TrialError."""
        done = self.run(command, limit=limit, env=env, cwd=cwd)
        if done.returncode:
            last = "\n".join((done.stdout + done.stderr).splitlines()[-12:])
            raise TrialError(f"{_name(command)} ended with {done.returncode}:\n{last}")
        return done.stdout

    def install_library(self, library: Path) -> None:
        """Put a DLL where Windows keeps its own."""
        call(["cp", library, self.drive / "windows" / "system32"], limit=30)

    @contextlib.contextmanager
    def local_folder(self, folder: Path) -> Iterator[None]:
        """Meanwhile Windows keeps a person's local data in `folder`."""
        key = ["reg.exe", "add", SHELL_FOLDERS, "/v", "Local AppData", "/f"]
        self.ask([*key, "/d", folder], limit=60)
        try:
            yield
        finally:
            usual = "%USERPROFILE%\\AppData\\Local"
            self.ask([*key, "/t", "REG_EXPAND_SZ", "/d", usual], limit=60)

    @staticmethod
    def _argument(argument: str | Path) -> str:
        return windows_path(argument) if isinstance(argument, Path) else argument


def windows_path(path: Path) -> str:
    """The name under which Wine shows the file `path` of this system."""
    parts = path.absolute().parts
    if "drive_c" in parts:
        return "\\".join(["C:", *parts[parts.index("drive_c") + 1 :]])
    return "Z:" + str(path.absolute()).replace("/", "\\")


def _name(command: Sequence[str | Path]) -> str:
    return " ".join(str(part) for part in command[:3])


def main(arguments: Sequence[str]) -> int:
    """wine.py PREFIX PROGRAM …: run a program for a shell script, whatever its streams are."""
    prefix, program, *rest = arguments
    wine = Wine(Path(prefix), os.environ.get("DISPLAY", ""))
    running = wine.start([Path(program), *rest])
    assert running.stdin is not None
    running.stdin.close()
    pumps = [
        threading.Thread(target=_copy, args=streams, daemon=True)
        for streams in ((running.stdout, sys.stdout.buffer), (running.stderr, sys.stderr.buffer))
    ]
    for pump in pumps:
        pump.start()
    status = running.wait(300)
    for pump in pumps:
        pump.join(LAST_WORDS)
    return status


def _collect(source: IO[bytes], printed: bytearray) -> None:
    while chunk := os.read(source.fileno(), 1 << 16):
        printed += chunk


def _copy(source: IO[bytes], target: IO[bytes]) -> None:
    while chunk := os.read(source.fileno(), 1 << 16):
        target.write(chunk)
        target.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

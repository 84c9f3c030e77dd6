"""Writing that survives: whole files by replacement, lines by appending, both fsynced."""

from __future__ import annotations

import contextlib
import errno
import fnmatch
import ntpath
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _
from ldn_desktop.storage.errors import NoWritePermissionError, SaveError, cannot_read, cannot_save

TEMPORARY = ".ldn-"
"""How names of unfinished files begin; whatever is left of them after a crash is removed."""

PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700
WINDOWS = os.name == "nt"
LONGEST_UNMARKED = 259 - len("/backups/.ldn-diary-2026-11-22T215003Z-10.json-0123456789ab")
"""Letters of a folder below which every name of a diary fits into what Windows allows."""

FOLDERS_SYNC = not WINDOWS
"""Windows cannot fsync a folder; its replace is durable with the file."""

HELD_BY_A_SCANNER = frozenset({5, 32, 33})
"""WinError numbers that pass by themselves: access denied, sharing and lock violation."""
REPLACE_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6)
"""Seconds to wait before each further try: 3 s in all."""

BINARY = getattr(os, "O_BINARY", 0)
"""Without it Windows turns line ends into its own."""

FIRST_LINE = 64 * 1024
"""Bytes. No first line comes near."""
_NO_SYNC = frozenset({errno.EINVAL, errno.ENOTSUP, errno.ENOSYS})
"""What file systems answer that cannot sync a folder, or flush a disk's cache."""

LARGEST = 256 * 1024 * 1024
"""Bytes. No diary comes near; a larger file is not read into memory."""


def within_reach(folder: Path) -> Path:
    """`folder` so that Windows takes it however long the names below it are."""
    return Path(extended(str(folder.absolute()))) if WINDOWS else folder


def extended(path: str) -> str:
    """An absolute `path` of Windows, marked as one that may be longer than 260 letters if the
    names in a diary could make it so."""
    path = ntpath.normpath(path)
    if len(path) <= LONGEST_UNMARKED or path.startswith("\\\\?\\"):
        return path
    if path.startswith("\\\\"):
        return f"\\\\?\\UNC{path[1:]}"
    return f"\\\\?\\{path}"


def private_folder(folder: Path) -> None:
    """Make `folder`, for this person alone, with every parent it needs; not yet durable.

    Raises SaveError where a file stands in its way, or the disk refuses.
    """
    if folder.is_dir():
        return
    try:
        if folder.exists():
            raise NotADirectoryError
        private_folder(folder.parent)
        folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        folder.chmod(PRIVATE_FOLDER)
    except NotADirectoryError:
        raise SaveError(
            _("{path} is a file. The diary needs a folder; please choose another place.").format(
                path=folder
            )
        ) from None
    except OSError as error:
        raise cannot_save(error, folder) from None


def read_bytes(path: Path) -> bytes | None:
    """All of `path`, or None where there is no such file. Raises UserError when unreadable."""
    try:
        if path.stat().st_size > LARGEST:
            raise UserError(_("{path} is too large to be a diary.").format(path=path))
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise cannot_read(error, path) from None


def write_whole(path: Path, content: bytes | bytearray) -> None:
    """Put `content` at `path`: all of it or nothing, never in place, durable on return.

    Raises SaveError; the file is then as it was.
    """
    temporary = path.with_name(f"{TEMPORARY}{path.name}-{os.urandom(6).hex()}")
    try:
        handle = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY | BINARY, PRIVATE_FILE)
        try:
            write_all(handle, content)
            sync(handle)
        finally:
            close(handle)
        _replace(temporary, path)
        sync_folder(path.parent)
    except OSError as error:
        raise cannot_save(error, path) from None
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


def remove(path: Path) -> None:
    """Remove `path`, durably. Raises SaveError; a missing file is fine."""
    try:
        path.unlink(missing_ok=True)
        sync_folder(path.parent)
    except OSError as error:
        raise cannot_save(error, path) from None


def write_all(handle: int, content: bytes | bytearray) -> None:
    """Write every byte, however few the system takes at a time."""
    done = 0
    # Let go of at once: a view that a failure keeps alive forbids `content` to grow.
    with memoryview(content) as whole:
        while done < len(whole):
            with whole[done:] as rest:
                done += os.write(handle, rest)


def sync(handle: int) -> None:
    """Return when the disk, not only the system, has everything written to `handle`."""
    if sys.platform == "darwin":
        import fcntl  # not on Windows

        # On macOS fsync leaves it in the disk's own cache; only some disks know better.
        with _unless_unknown():
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
            return
    os.fsync(handle)


def close(handle: int) -> None:
    """Close `handle`. What was fsynced is safe, whatever closing says; nothing else counts."""
    with contextlib.suppress(OSError):
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Return when new names in `folder` are on the disk."""
    if not FOLDERS_SYNC:
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with _unless_unknown():
            os.fsync(handle)
    finally:
        close(handle)


@contextlib.contextmanager
def _unless_unknown() -> Iterator[None]:
    """Passes over what a file system, of a network perhaps, cannot do at all."""
    try:
        yield
    except OSError as error:
        if error.errno not in _NO_SYNC:
            raise


def try_out(folder: Path) -> None:
    """Raises NoWritePermissionError unless this person may make files in `folder`.

    Only making one tells: of a read-only disk or a network the rights may say otherwise.
    """
    trial = folder / f"{TEMPORARY}trial-{os.urandom(6).hex()}"
    try:
        close(os.open(trial, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE_FILE))
    except OSError as error:
        refused = cannot_save(error, trial)
        # A full disk may have room again.
        if isinstance(refused, NoWritePermissionError):
            raise refused from None
    # A scanner may hold it for a moment; the next start sweeps it away then.
    with contextlib.suppress(OSError):
        trial.unlink()


def matching(folder: Path, pattern: str) -> list[Path]:
    """Files in `folder` whose names match `pattern`; none where there is no such folder.

    Raises OSError where nobody may look: what is not seen must not be taken for missing.
    """
    try:
        names = os.listdir(folder)  # noqa: PTH208  # glob passes over what it may not read
    except (FileNotFoundError, NotADirectoryError):
        return []
    return [folder / name for name in names if fnmatch.fnmatchcase(name, pattern)]


def sweep(folder: Path) -> None:
    """Remove unfinished files that a crash left behind: they may hold private text."""
    for path in leftovers(folder):
        with contextlib.suppress(OSError):
            path.unlink()


def leftovers(folder: Path) -> list[Path]:
    """Unfinished files in `folder`."""
    return matching(folder, f"{TEMPORARY}*")


def free_name(path: Path) -> Path:
    """`path`, or the same with the first number after it that no file has."""
    free, number = path, 2
    while free.exists():
        free, number = path.with_name(f"{path.stem}-{number}{path.suffix}"), number + 1
    return free


def _replace(temporary: Path, path: Path) -> None:
    for pause in REPLACE_PAUSES:
        try:
            os.replace(temporary, path)  # noqa: PTH105  # counted and failed by tests like the rest
        except OSError as error:
            if getattr(error, "winerror", None) not in HELD_BY_A_SCANNER:
                raise
            time.sleep(pause)
        else:
            return
    os.replace(temporary, path)  # noqa: PTH105

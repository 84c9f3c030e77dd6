"""Durable writes: whole files by atomic replacement, records by appending, both fsynced."""

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
from ldn_desktop.storage.errors import NoWritePermissionError, SaveError, read_error, save_error

TEMPORARY_PREFIX = ".ldn-"
"""Prefix of unfinished files; what a crash leaves of them is removed."""

PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700
WINDOWS = os.name == "nt"
LONGEST_WITHOUT_PREFIX = 259 - len("/backups/.ldn-diary-2026-11-22T215003Z-10.json-0123456789ab")
"""Length of a folder's path up to which every file name of a diary fits into MAX_PATH."""

CAN_SYNC_FOLDERS = not WINDOWS
"""Windows cannot fsync a folder; its replace is durable with the file."""

TRANSIENT_WINERRORS = frozenset({5, 32, 33})
"""WinError numbers that pass by themselves: access denied, sharing and lock violation."""
REPLACE_RETRY_DELAYS = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6)
"""Seconds to wait before each further try: 3 s in all."""

BINARY = getattr(os, "O_BINARY", 0)
"""Without it Windows translates line ends."""

MAX_FIRST_LINE = 64 * 1024
"""Bytes; every header is far shorter."""
_SYNC_UNSUPPORTED = frozenset({errno.EINVAL, errno.ENOTSUP, errno.ENOSYS})
"""Errors of file systems that cannot sync a folder, or flush a disk's cache."""

MAX_FILE_SIZE = 256 * 1024 * 1024
"""Bytes; a larger file is no diary and is not read into memory."""


def long_path(folder: Path) -> Path:
    """`folder` such that Windows accepts long names below it."""
    return Path(add_long_path_prefix(str(folder.absolute()))) if WINDOWS else folder


def add_long_path_prefix(path: str) -> str:
    """An absolute `path` of Windows, with the prefix that allows more than 260 characters if the
    names in a diary could need it."""
    path = ntpath.normpath(path)
    if len(path) <= LONGEST_WITHOUT_PREFIX or path.startswith("\\\\?\\"):
        return path
    if path.startswith("\\\\"):
        return f"\\\\?\\UNC{path[1:]}"
    return f"\\\\?\\{path}"


def private_folder(folder: Path) -> None:
    """Make `folder`, for this person alone, with every parent it needs; not yet durable.

    Raises SaveError if a file has that name, or it cannot be made.
    """
    try:
        # In this order: another program may make the folder in between.
        if folder.exists():
            if folder.is_dir():
                return
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
        raise save_error(error, folder) from None


def read_bytes(path: Path) -> bytes | None:
    """All of `path`, or None where there is no such file. Raises UserError when unreadable."""
    try:
        if path.stat().st_size > MAX_FILE_SIZE:
            raise UserError(_("{path} is too large to be a diary.").format(path=path))
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise read_error(error, path) from None


def atomic_write(path: Path, content: bytes | bytearray) -> None:
    """Write `content` to `path`: all of it or nothing, never in place, durable on return.

    Raises SaveError; the file is then as it was.
    """
    temporary = path.with_name(f"{TEMPORARY_PREFIX}{path.name}-{os.urandom(6).hex()}")
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
        raise save_error(error, path) from None
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


def remove(path: Path) -> None:
    """Remove `path`, durably. Raises SaveError; a missing file is fine."""
    try:
        path.unlink(missing_ok=True)
        sync_folder(path.parent)
    except OSError as error:
        raise save_error(error, path) from None


def write_all(handle: int, content: bytes | bytearray) -> None:
    """Write every byte, however few the system takes at a time."""
    done = 0
    # Released at once: a view that an exception keeps alive would forbid `content` to grow.
    with memoryview(content) as whole:
        while done < len(whole):
            with whole[done:] as rest:
                done += os.write(handle, rest)


def sync(handle: int) -> None:
    """Return when the disk, not only the system, has everything written to `handle`."""
    if sys.platform == "darwin":
        import fcntl  # not on Windows

        # On macOS fsync leaves it in the disk's own cache; only some disks know better.
        with _ignore_unsupported():
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
            return
    os.fsync(handle)


def close(handle: int) -> None:
    """Close `handle`. What was fsynced is safe, whatever closing says; nothing else counts."""
    with contextlib.suppress(OSError):
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Return when new names in `folder` are on the disk."""
    if not CAN_SYNC_FOLDERS:
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with _ignore_unsupported():
            os.fsync(handle)
    finally:
        close(handle)


@contextlib.contextmanager
def _ignore_unsupported() -> Iterator[None]:
    """Suppress errors of file systems, such as of a network, that do not support it."""
    try:
        yield
    except OSError as error:
        if error.errno not in _SYNC_UNSUPPORTED:
            raise


def probe_writable(folder: Path) -> None:
    """Raises NoWritePermissionError unless this person may make files in `folder`.

    Only creating one shows it: permission bits say nothing of a read-only disk or a network.
    """
    trial = folder / f"{TEMPORARY_PREFIX}trial-{os.urandom(6).hex()}"
    try:
        close(os.open(trial, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE_FILE))
    except OSError as error:
        translated = save_error(error, trial)
        # A full disk may have room again.
        if isinstance(translated, NoWritePermissionError):
            raise translated from None
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


def remove_leftovers(folder: Path) -> None:
    """Remove unfinished files that a crash left behind: they may hold private text."""
    for path in leftovers(folder):
        with contextlib.suppress(OSError):
            path.unlink()


def leftovers(folder: Path) -> list[Path]:
    """Unfinished files in `folder`."""
    return matching(folder, f"{TEMPORARY_PREFIX}*")


def free_name(path: Path) -> Path:
    """`path`, or the same with the first number after it that no file has."""
    free, number = path, 2
    while free.exists():
        free, number = path.with_name(f"{path.stem}-{number}{path.suffix}"), number + 1
    return free


def _replace(temporary: Path, path: Path) -> None:
    for pause in REPLACE_RETRY_DELAYS:
        try:
            os.replace(temporary, path)  # noqa: PTH105  # counted and failed by tests like the rest
        except OSError as error:
            if getattr(error, "winerror", None) not in TRANSIENT_WINERRORS:
                raise
            time.sleep(pause)
        else:
            return
    os.replace(temporary, path)  # noqa: PTH105

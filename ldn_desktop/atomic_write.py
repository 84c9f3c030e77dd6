"""Durable files: whole ones by atomic replacement, records by appending, both fsynced.

Everything that the program writes goes through here: the diary, settings, exports, reports.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

TEMPORARY_PREFIX = ".ldn-"
"""Prefix of unfinished files. What a crash leaves of them beside a diary is removed."""

PRIVATE_FILE = 0o600
BINARY = getattr(os, "O_BINARY", 0)
"""Without it Windows translates line ends."""

CAN_SYNC_FOLDERS = os.name != "nt"
"""Windows cannot fsync a folder; its replace is durable with the file."""

TRANSIENT_WINERRORS = frozenset({5, 32, 33})
"""WinError numbers of a file that a scanner has open: access denied, sharing, lock violation."""
RETRY_DELAYS = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6)
"""Seconds to wait before each further try: 3 s in all."""

_SYNC_UNSUPPORTED = frozenset({errno.EINVAL, errno.ENOTSUP, errno.ENOSYS})
"""Errors of file systems that cannot sync a folder, or flush a disk's cache."""

_T = TypeVar("_T")


def atomic_write(path: Path, content: bytes | bytearray, *, durable: bool = True) -> None:
    """Write `content` to `path`: all of it or nothing, never in place, durable on return.

    What may be lost with the power, and must not wait for the disk, is written without `durable`.

    The file is readable by its owner alone. A symbolic link is followed, so that the file it
    names is replaced and not the link. Raises OSError: `path` is as it was, unless only the
    last syncs failed; then it may have either content.
    """
    path = _target(path)
    temporary = path.with_name(f"{TEMPORARY_PREFIX}{path.name}-{os.urandom(6).hex()}")
    try:
        handle = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY | BINARY, PRIVATE_FILE)
        try:
            write_all(handle, content)
            if durable:
                sync(handle)
        finally:
            close(handle)
        _retried(lambda: os.replace(temporary, path))  # noqa: PTH105  # patched by tests
        if durable:
            sync_file(path)
            sync_folder(path.parent)
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


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


def sync_file(path: Path) -> None:
    """Make the file durable under the name that a rename gave it. Raises OSError.

    FAT keeps a file's start and length in its directory entry, and a rename makes a new entry
    with neither: after a power cut the file would be empty, although it was fsynced before.
    """
    handle = _retried(lambda: os.open(path, os.O_WRONLY | BINARY))
    try:
        sync(handle)
    finally:
        close(handle)


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


def check_regular(path: Path) -> None:
    """Raises OSError if `path` is something to which no file may be written: a pipe, a device.

    Opening a pipe would wait for ever, and replacing a device would remove it.
    """
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return
    if not stat.S_ISREG(mode):
        number = errno.EISDIR if stat.S_ISDIR(mode) else errno.EINVAL
        raise OSError(number, os.strerror(number), str(path))


def _target(path: Path) -> Path:
    """The file to replace for `path`. Raises OSError where it is no file."""
    target = Path(os.path.realpath(path)) if path.is_symlink() else path
    check_regular(target)
    return target


def _retried(call: Callable[[], _T]) -> _T:
    """`call`, tried again while a virus scanner of Windows has the file open."""
    for delay in RETRY_DELAYS:
        try:
            return call()
        except OSError as error:
            if getattr(error, "winerror", None) not in TRANSIENT_WINERRORS:
                raise
            time.sleep(delay)
    return call()


@contextlib.contextmanager
def _ignore_unsupported() -> Iterator[None]:
    """Suppress errors of file systems, such as of a network, that do not support it."""
    try:
        yield
    except OSError as error:
        if error.errno not in _SYNC_UNSUPPORTED:
            raise

"""Files of a diary: read, replaced, removed and listed, with errors that a person understands."""

from __future__ import annotations

import contextlib
import fnmatch
import ntpath
import os
import stat
from pathlib import Path

from ldn_desktop import atomic_write as files
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _
from ldn_desktop.storage.errors import NoWritePermissionError, SaveError, read_error, save_error

PRIVATE_FOLDER = 0o700
WINDOWS = os.name == "nt"
LONGEST_WITHOUT_PREFIX = 259 - len("/backups/.ldn-diary-2026-11-22T215003Z-10.json-0123456789ab")
"""Length of a folder's path up to which every file name of a diary fits into MAX_PATH."""

MAX_FIRST_LINE = 64 * 1024
"""Bytes; every header is far shorter."""
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

    Raises SaveError if a file has that name, its drive is missing, or it cannot be made.
    """
    try:
        # In this order: another program may make the folder in between.
        if folder.exists():
            if folder.is_dir():
                return
            raise NotADirectoryError
        if folder.parent == folder:
            raise _drive_away(folder)
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


def check_drive(folder: Path) -> None:
    """Raises SaveError where not even the drive or the share of `folder` is there."""
    if not Path(folder.anchor).exists():
        raise _drive_away(Path(folder.anchor))


def _drive_away(root: Path) -> SaveError:
    return SaveError(
        _(
            "{folder} cannot be found. If it is on another drive or on a network, please "
            "connect it, then try again."
        ).format(folder=root)
    )


def read_bytes(path: Path) -> bytes | None:
    """All of `path`, or None where there is no such file. Raises UserError when unreadable."""
    try:
        # A pipe would be waited for without end.
        files.check_regular(path)
        if path.stat().st_size > MAX_FILE_SIZE:
            raise UserError(_("{path} is too large to be a diary.").format(path=path))
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise read_error(error, path) from None


def atomic_write(path: Path, content: bytes | bytearray) -> None:
    """Write `content` to `path`, as `ldn_desktop.atomic_write` does. Raises SaveError."""
    try:
        files.atomic_write(path, content)
    except OSError as error:
        raise save_error(error, path) from None


def remove(path: Path) -> None:
    """Remove `path`, durably. Raises SaveError; a missing file is fine."""
    try:
        path.unlink(missing_ok=True)
        files.sync_folder(path.parent)
    except OSError as error:
        raise save_error(error, path) from None


def probe_writable(folder: Path) -> None:
    """Raises NoWritePermissionError unless this person may make files in `folder`.

    Only creating one shows it: permission bits say nothing of a read-only disk or a network.
    """
    trial = folder / f"{files.TEMPORARY_PREFIX}trial-{os.urandom(6).hex()}"
    try:
        files.close(os.open(trial, os.O_CREAT | os.O_EXCL | os.O_WRONLY, files.PRIVATE_FILE))
    except OSError as error:
        translated = save_error(error, trial)
        # A full disk may have room again.
        if isinstance(translated, NoWritePermissionError):
            raise translated from None
    # A scanner may hold it for a moment; the next start sweeps it away then.
    with contextlib.suppress(OSError):
        trial.unlink()


def check_replaceable(path: Path) -> None:
    """Raises NoWritePermissionError for a file that Windows has marked as read-only.

    It could not be replaced there, though its folder may be written; elsewhere it can.
    """
    try:
        writable = not WINDOWS or path.stat().st_mode & stat.S_IWRITE
    except FileNotFoundError:
        return
    if not writable:
        raise NoWritePermissionError(
            _(
                "{path} is marked as read-only. You can read your diary, but nothing new can be "
                "saved. Please clear “Read-only” in the properties of that file, then start the "
                "program again."
            ).format(path=path)
        )


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
    """Unfinished files in `folder`, and beside the files that links in it lead to."""
    found = matching(folder, f"{files.TEMPORARY_PREFIX}*")
    for link in matching(folder, "diary.*"):
        if link.is_symlink():
            target = Path(os.path.realpath(link))
            found += matching(target.parent, f"{files.TEMPORARY_PREFIX}{target.name}-*")
    return found


def free_name(path: Path) -> Path:
    """`path`, or the same with the first number after it that no file has."""
    free, number = path, 2
    while free.exists():
        free, number = path.with_name(f"{path.stem}-{number}{path.suffix}"), number + 1
    return free

"""A file, a folder or a zip as the files it holds, with limits against hostile ones."""

from __future__ import annotations

import lzma
import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO, Self

from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _, formats, mark, ngettext
from ldn_desktop.interchange.reading.parsing import shortened

MEBI = 1024 * 1024
MAX_FILES = 20_000
LARGEST_TEXT = 48 * MEBI
"""Tables and JSON are read whole; ten years of the chattiest app are 15 MB."""
LARGEST_STREAM = 64 * 1024 * MEBI
MAX_UNPACKED = 80
"""Text packs 20 to 40 times smaller. A zip that unpacks to more than this, beyond a size that
would do no harm, was made to fill the memory."""
HARMLESS_SIZE = 16 * MEBI
CHUNK = 256 * 1024
START = 16 * 1024

Progress = Callable[[float], bool]
"""Told how far an import is, 0 to 1; answers whether to go on."""


class ImportCancelledError(UserError):
    """The person stopped the import."""

    def __init__(self) -> None:
        super().__init__(_("Stopped. Nothing was changed."))


_UNREADABLE = (
    OSError,
    EOFError,
    LookupError,
    ValueError,
    OverflowError,
    NotImplementedError,
    RuntimeError,  # zipfile's word for a password that is missing
    zipfile.BadZipFile,
    struct.error,
    zlib.error,
    lzma.LZMAError,
)


def no_progress(_share: float) -> bool:
    """The progress of nobody who listens."""
    return True


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a bundle."""

    name: str
    """Its path within the bundle, with forward slashes."""
    size: int
    opened: Callable[[], IO[bytes]]
    progress: Progress = no_progress

    @property
    def folder(self) -> str:
        """The name of the folder it lies in; empty at the top."""
        return PurePosixPath(self.name).parent.name

    @property
    def stem(self) -> str:
        return PurePosixPath(self.name).stem

    @property
    def shown(self) -> str:
        """Its name as it may stand in a sentence."""
        return shortened(PurePosixPath(self.name).name)

    def start(self) -> bytes:
        """Its first 16 KiB."""
        with self._file() as file:
            return self._read(file, START)

    def whole(self) -> bytes:
        """All of it. Raises UserError where it is larger than any table of a diary."""
        with self._file() as file:
            found = self._read(file, LARGEST_TEXT + 1)
        if len(found) > LARGEST_TEXT:
            raise UserError(
                _("“{name}” is too large: more than {n} MB.").format(
                    name=self.shown, n=LARGEST_TEXT // MEBI
                )
            )
        return found

    def chunks(self) -> Iterator[bytes]:
        """Yield all of it in pieces and report progress.

        Raises ImportCancelledError when `progress` says to stop.
        """
        done = 0
        with self._file() as file:
            while piece := self._read(file, CHUNK):
                yield piece
                done += len(piece)
                if done > LARGEST_STREAM:
                    raise UserError(_("This file is too large for any diary."))
                if not self.progress(min(1.0, done / max(1, self.size))):
                    raise ImportCancelledError

    @contextmanager
    def _file(self) -> Iterator[IO[bytes]]:
        try:
            file = self.opened()
        except _UNREADABLE as error:
            raise UserError(self._unreadable(error)) from error
        try:
            yield file
        finally:
            # What was read is read, whatever closing says.
            with suppress(OSError):
                file.close()

    def _read(self, file: IO[bytes], most: int) -> bytes:
        try:
            return file.read(most)
        except _UNREADABLE as error:
            raise UserError(self._unreadable(error)) from error

    def _unreadable(self, error: Exception) -> str:
        name = self.shown
        if "password" in str(error):
            return _("“{name}” is locked with a password. Please unpack it first.").format(
                name=name
            )
        return _("“{name}” cannot be read. It may be damaged.").format(name=name)


def with_progress(members: Sequence[Member], progress: Progress) -> list[Member]:
    """`members` so that `progress` hears how far all of them together are."""
    total = sum(member.size for member in members) or 1
    reporting, before = [], 0
    for member in members:
        part = partial(_partial_progress, progress, before / total, member.size / total)
        reporting.append(replace(member, progress=part))
        before += member.size
    return reporting


def _partial_progress(progress: Progress, start: float, width: float, share: float) -> bool:
    return progress(min(1.0, start + width * share))


class Archive:
    """The files that a path stands for. Use it as a context manager."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._open = ExitStack()
        self.members: Sequence[Member] = ()

    def __enter__(self) -> Self:
        try:
            self.members = self._found()
        except BaseException:
            self._open.close()
            raise
        return self

    def __exit__(self, *_error: object) -> None:
        self._open.close()

    def _found(self) -> Sequence[Member]:
        try:
            mode = self._path.stat().st_mode
            if stat.S_ISDIR(mode):
                return self._in_folder()
            if not stat.S_ISREG(mode):
                raise UserError(
                    _("“{name}” is not a file.").format(name=shortened(self._path.name))
                )
            if zipfile.is_zipfile(self._path):
                return self._in_zip()
            return [self._on_disk(self._path, self._path.name)]
        except (OSError, ValueError) as error:
            raise UserError(_cannot_open(self._path, error)) from error

    def _on_disk(self, path: Path, name: str) -> Member:
        return Member(name, path.stat().st_size, lambda: path.open("rb"))

    def _in_folder(self) -> Sequence[Member]:
        found: list[Member] = []
        for folder, below, names in os.walk(self._path):
            below.sort()
            for name in sorted(names):
                path = Path(folder, name)
                if path.is_file() and not path.is_symlink():
                    found.append(self._on_disk(path, path.relative_to(self._path).as_posix()))
                _check_count(len(found))
        return found

    def _in_zip(self) -> Sequence[Member]:
        try:
            packed = self._open.enter_context(zipfile.ZipFile(self._path))
        except _UNREADABLE as error:
            raise UserError(_cannot_open(self._path, error)) from error
        inside = [info for info in packed.infolist() if not info.filename.endswith("/")]
        _check_count(len(inside))
        return [self._unpacked(packed, info) for info in inside]

    def _unpacked(self, packed: zipfile.ZipFile, info: zipfile.ZipInfo) -> Member:
        if info.file_size > max(HARMLESS_SIZE, MAX_UNPACKED * info.compress_size):
            raise UserError(
                _("“{name}” unpacks to far more than it should. It was not opened.").format(
                    name=shortened(self._path.name)
                )
            )

        def opened() -> IO[bytes]:
            return packed.open(info)

        return Member(info.filename, info.file_size, opened)


def _check_count(found: int) -> None:
    if found > MAX_FILES:
        raise UserError(
            _("There are more than {n} files here.").format(n=formats.number(MAX_FILES))
        )


def _cannot_open(path: Path, error: Exception) -> str:
    name = shortened(path.name or str(path))
    if isinstance(error, FileNotFoundError):
        return _("There is no file “{name}”.").format(name=name)
    if isinstance(error, PermissionError):
        return _("You do not have permission to read “{name}”.").format(name=name)
    return _("“{name}” cannot be opened. It may be damaged.").format(name=name)


_NO_TEXT = mark("This is not a text file: it has data that is not text.")


REPLACEMENT = "\ufffd"


def decode(content: bytes) -> str:
    """`content` as text: UTF-8, UTF-16 with its mark, or else the old Windows character set.

    Bytes that a few damaged characters left in UTF-8 become replacement characters: they must
    not turn every other letter into two. Raises UserError for what is no text.
    """
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return content.decode("utf-16")
        except UnicodeDecodeError as error:
            raise UserError(_("This file is not readable text. It may be damaged.")) from error
    zeros = content.count(0)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        if zeros:
            raise UserError(_(_NO_TEXT)) from None
        text = content.decode("utf-8-sig", errors="replace")
        beyond_ascii = len(text) - len(text.encode("ascii", "ignore"))
        if beyond_ascii >= 2 * text.count(REPLACEMENT):
            return text
        return content.decode("cp1252", errors="replace")
    if zeros > len(content) // 20:  # a note may hold one by accident
        raise UserError(_(_NO_TEXT))
    return text


def replaced_characters(text: str) -> list[str]:
    """What to say of characters that could not be read; nothing where all could."""
    count = text.count(REPLACEMENT)
    if not count:
        return []
    notice = ngettext(
        "{n} damaged character in the file is now shown as “{sign}”.",
        "{n} damaged characters in the file are now shown as “{sign}”.",
        count,
    )
    return [notice.format(n=count, sign=REPLACEMENT)]

"""The answers of storage that are not a diary: each a plain sentence that says what to do."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ldn_desktop.i18n.translation import Refused, _


class AlreadyOpen(Refused):
    """Another program holds the diary open for writing."""


class NeedsPassphrase(Refused):
    """The diary is encrypted and no passphrase was given."""


class WrongPassphrase(Refused):
    """Neither the passphrase nor the recovery code of this diary."""


class NotADiary(Refused):
    """The file is none of ours, or nothing can be brought back from it. It was not touched."""


class NewerFormat(Refused):
    """Written by a newer version of the program, in a way this one cannot read."""


class ReadOnly(Refused):
    """The diary was opened to be read."""


class CannotSave(Refused):
    """The disk refused. What was to be saved is not on the disk."""


class MayNotWrite(CannotSave):
    """The system forbids it: the folder belongs to somebody else, or its disk is read-only."""


class CannotKeep(Refused):
    """The answer holds something no file can hold. Trying again would not help."""


def needs_passphrase() -> NeedsPassphrase:
    return NeedsPassphrase(_("This diary is encrypted. Please give the passphrase."))


_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


def cannot_save(error: OSError, path: Path) -> CannotSave:
    """`error`, met while writing `path`, as a sentence."""
    if error.errno in _FULL:
        return CannotSave(
            _("The disk is full. Please make some room; nothing that was saved is lost.")
        )
    if error.errno in _FORBIDDEN:
        return MayNotWrite(
            _("The program may not write to {folder}. Please check this folder.").format(
                folder=path.parent
            )
        )
    return CannotSave(
        _("The disk did not take it ({reason}). Please check {folder}.").format(
            reason=error.strerror or error, folder=path.parent
        )
    )


@contextmanager
def in_words(folder: Path) -> Iterator[None]:
    """Turns whatever the system still refuses about `folder` into CannotSave."""
    try:
        yield
    except OSError as error:
        raise cannot_save(error, folder / "diary.json") from None


def cannot_read(error: OSError, path: Path) -> Refused:
    """`error`, met while reading `path`, as a sentence."""
    return Refused(
        _("{path} cannot be read ({reason}). Nothing was changed.").format(
            path=path, reason=error.strerror or error
        )
    )

"""The answers of storage that are not a diary: each a plain sentence that says what to do."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _


class AlreadyOpenError(UserError):
    """Another program holds the diary open for writing."""


class PassphraseNeededError(UserError):
    """The diary is encrypted and no passphrase was given."""


class WrongPassphraseError(UserError):
    """Neither the passphrase nor the recovery code of this diary."""


class NotADiaryError(UserError):
    """The file is none of ours, or nothing can be brought back from it. It was not touched."""


class NewerFormatError(UserError):
    """Written by a newer version of the program, in a way this one cannot read."""


class ReadOnlyError(UserError):
    """The diary was opened to be read."""


class SaveError(UserError):
    """The disk refused. What was to be saved is not on the disk."""


class NoWritePermissionError(SaveError):
    """The system forbids it: the folder belongs to somebody else, or its disk is read-only."""


class UnstorableValueError(UserError):
    """The answer holds something no file can hold. Trying again would not help."""


def needs_passphrase() -> PassphraseNeededError:
    return PassphraseNeededError(_("This diary is encrypted. Please give the passphrase."))


_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


def cannot_save(error: OSError, path: Path) -> SaveError:
    """`error`, met while writing `path`, as a sentence."""
    if error.errno in _FULL:
        return SaveError(
            _("The disk is full. Please make some room; nothing that was saved is lost.")
        )
    if error.errno in _FORBIDDEN:
        return NoWritePermissionError(
            _("The program may not write to {folder}. Please check this folder.").format(
                folder=path.parent
            )
        )
    return SaveError(
        _("The disk did not take it ({reason}). Please check {folder}.").format(
            reason=error.strerror or error, folder=path.parent
        )
    )


@contextmanager
def in_words(folder: Path) -> Iterator[None]:
    """Turns whatever the system still refuses about `folder` into SaveError."""
    try:
        yield
    except OSError as error:
        raise cannot_save(error, folder / "diary.json") from None


def cannot_read(error: OSError, path: Path) -> UserError:
    """`error`, met while reading `path`, as a sentence."""
    return UserError(
        _("{path} cannot be read ({reason}). Nothing was changed.").format(
            path=path, reason=error.strerror or error
        )
    )

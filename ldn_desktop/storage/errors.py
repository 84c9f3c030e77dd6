"""The errors of storage: each a plain sentence that says what to do."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _, system_errors


class AlreadyOpenError(UserError):
    """Another program holds the diary open for writing."""


class PassphraseNeededError(UserError):
    """The diary is encrypted and no passphrase was given."""


class WrongPassphraseError(UserError):
    """Neither the passphrase nor the recovery code of this diary."""


class SeparateStartsError(UserError):
    """Computers began to share in one folder before they knew of one another."""


class NotADiaryError(UserError):
    """The file is none of ours, or nothing can be recovered from it. It was not touched."""


class NewerFormatError(UserError):
    """Written by a newer version of the program, in a way this one cannot read."""


class ReadOnlyError(UserError):
    """The diary was opened to be read."""


class SaveError(UserError):
    """Writing failed. What was to be saved is not on the disk."""


class NoWritePermissionError(SaveError):
    """The system forbids it: the folder belongs to somebody else, or its disk is read-only."""


class UnstorableValueError(UserError):
    """The answer holds something no file can hold. Trying again would not help."""


def passphrase_needed() -> PassphraseNeededError:
    return PassphraseNeededError(_("This diary is encrypted. Please give the passphrase."))


def separate_starts(shared: Path) -> SeparateStartsError:
    """Another computer began to share in `shared` as well, before the two had met."""
    return SeparateStartsError(
        _(
            "Another computer has also started sharing through {folder}. To join the two "
            "diaries, please open Settings, “Another computer”. Until then, nothing is shared in "
            "either direction."
        ).format(folder=shared)
    )


_DISK_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NOT_PERMITTED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


def save_error(error: OSError, path: Path) -> SaveError:
    """`error`, met while writing `path`, as a sentence."""
    if error.errno in _DISK_FULL:
        return SaveError(
            _("The disk is full. Please free up some space. Nothing you saved has been lost.")
        )
    if error.errno in _NOT_PERMITTED:
        return NoWritePermissionError(
            _(
                "The program does not have permission to write to {folder}. Please check "
                "this folder."
            ).format(folder=path.parent)
        )
    return SaveError(
        _("It could not be saved to the disk ({reason}). Please check {folder}.").format(
            reason=system_errors.reason(error), folder=path.parent
        )
    )


@contextmanager
def os_errors_as_save_error(folder: Path) -> Iterator[None]:
    """Raise any OSError about `folder` as SaveError."""
    try:
        yield
    except OSError as error:
        raise save_error(error, folder / "diary.json") from None


def read_error(error: OSError, path: Path) -> UserError:
    """`error`, met while reading `path`, as a sentence."""
    return UserError(
        _("{path} cannot be read ({reason}). Nothing was changed.").format(
            path=path, reason=system_errors.reason(error)
        )
    )

"""Why the system refused something, in the language of the program: its own words are English."""

from __future__ import annotations

import errno

from ldn_desktop.i18n.translation import _, mark

SHARING_VIOLATION, LOCK_VIOLATION = 32, 33
"""What Windows answers while another program, such as Excel, has the file open."""
_REASONS = {
    errno.EACCES: mark("no permission"),
    errno.EPERM: mark("no permission"),
    errno.ENOENT: mark("no such file or folder"),
    errno.EISDIR: mark("it is a folder"),
    errno.ENAMETOOLONG: mark("the name is too long"),
    errno.ENOSPC: mark("the disk is full"),
    errno.EDQUOT: mark("the disk is full"),
    errno.EROFS: mark("the disk is read-only"),
    errno.EIO: mark("the disk reports an error"),
}


def reason(error: OSError) -> str:
    """Why, in a few words to stand inside a sentence; the system's own where no other are known."""
    if getattr(error, "winerror", None) in (SHARING_VIOLATION, LOCK_VIOLATION):
        return _("another program has it open")
    if error.errno in _REASONS:
        return _(_REASONS[error.errno])
    return error.strerror or str(error)

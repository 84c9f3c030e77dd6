"""Files in the person's own configuration folder, written and removed with one sentence."""

from __future__ import annotations

import os
from pathlib import Path

from ldn_desktop.atomic_write import atomic_write
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _, system_errors


def config_home() -> Path:
    """Where programs of this person keep their settings on Linux."""
    given = Path(os.environ.get("XDG_CONFIG_HOME") or "?")
    return given if given.is_absolute() else Path.home() / ".config"


def write(path: Path, content: bytes) -> None:
    """Write `content` to `path`, its folder made where missing. Raises UserError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        atomic_write(path, content)
    except OSError as error:
        raise _refused(path, error) from None


def remove(path: Path) -> bool:
    """Remove `path`; whether it was there. Raises UserError."""
    try:
        path.unlink()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise _refused(path, error) from None
    return True


def _refused(path: Path, error: OSError) -> UserError:
    return UserError(
        _("The reminder was not changed. {path}: {reason}.").format(
            path=path, reason=system_errors.reason(error)
        )
    )

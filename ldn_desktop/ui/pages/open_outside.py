"""Opens what other programs show: a folder in the file manager, an address in the browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QUrl

# Qt's classes are imported when they are used: the start does without them.


def open_folder(folder: Path) -> None:
    """Show `folder` in the desktop's file manager."""
    from PySide6.QtCore import QUrl

    _open(QUrl.fromLocalFile(str(folder)))


def open_in_browser(address: str) -> None:
    """Show the page at `address`, which names its scheme, in the person's browser."""
    from PySide6.QtCore import QUrl

    _open(QUrl(address))


def _open(url: QUrl) -> None:
    from PySide6.QtGui import QDesktopServices

    QDesktopServices.openUrl(url)

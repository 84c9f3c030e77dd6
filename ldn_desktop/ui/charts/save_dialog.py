"""Where to save a file, as the system's dialog answers."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget


def ask_path(parent: QWidget, title: str, name: str, kinds: str) -> Path | None:
    """The chosen path, beginning in Documents; None when the person cancelled.

    A path without an ending gets that of `name`.
    """
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    folder = QStandardPaths.writableLocation(documents) or str(Path.home())
    chosen, _kind = QFileDialog.getSaveFileName(parent, title, str(Path(folder) / name), kinds)
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix else path.with_suffix(Path(name).suffix)

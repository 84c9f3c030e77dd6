"""Where to save a file: one question for the whole program."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from ldn_desktop.ui import machine_state


def start_folder() -> Path:
    """Where the last file was saved, or the person's documents."""
    last = Path(machine_state.load().save_folder or "?")
    if last.is_absolute() and last.is_dir():
        return last
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(documents) if documents and Path(documents).is_dir() else Path.home()


def choose_save_path(parent: QWidget, title: str, name: str, kinds: str) -> Path | None:
    """Ask in the system's dialog where to save; None when the person left it.

    `name` is proposed, and its suffix is added where none was typed; `kinds` is a filter such as
    “PDF (*.pdf)”. The folder is remembered. Say the answer with `Page.show_saved`.
    """
    chosen, _kind = QFileDialog.getSaveFileName(parent, title, str(start_folder() / name), kinds)
    if not chosen:
        return None
    path = Path(chosen)
    if not path.suffix:
        path = path.with_suffix(Path(name).suffix)
    machine_state.remember(save_folder=str(path.parent))
    return path

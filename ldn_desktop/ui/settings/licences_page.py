"""Under which licences the program and its parts may be used."""

from __future__ import annotations

import re
import sys
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from ldn_desktop import resources
from ldn_desktop.i18n import _
from ldn_desktop.ui.layouts.row_layout import at_left, words_and_controls
from ldn_desktop.ui.pages.open_outside import open_folder
from ldn_desktop.ui.pages.page import Page
from ldn_desktop.ui.pages.section import Section, ruled_list
from ldn_desktop.ui.style.theme import Role
from ldn_desktop.ui.widgets.button import Button, ButtonKind
from ldn_desktop.ui.widgets.label import Label

PARTS = (
    ("Qt, PySide6", "LGPL 3"),
    ("matplotlib", "PSF-based"),
    ("NumPy", "BSD 3-Clause"),
    ("cryptography", "Apache 2.0, BSD 3-Clause"),
    ("TinyDB", "MIT"),
    ("msgspec", "BSD 3-Clause"),
    ("platformdirs", "MIT"),
    ("Atkinson Hyperlegible", "SIL Open Font License 1.1"),
)
"""Names of parts and licences as they call themselves: not translated."""


def licence_folder() -> Path | None:
    """Where a packaged program has the texts of all licences; None from a checkout."""
    folder = Path(getattr(sys, "_MEIPASS", "")) / "licences"
    return folder if getattr(sys, "frozen", False) and folder.is_dir() else None


def paragraphs(text: str) -> list[str]:
    """The paragraphs of `text` without the line breaks and rules of its file."""
    blocks = (
        " ".join(block.split()) for block in re.split(r"\n\s*\n|^-+$", text, flags=re.MULTILINE)
    )
    return [block for block in blocks if block]


class LicencesPage(Page):
    """The program's own licence, those of its parts, and the font's in full."""

    def __init__(self) -> None:
        super().__init__(_("Licences"), _("‹ Settings"))
        own = Section("LDN Desktop")
        own.add(
            Label(
                _(
                    "Free software under the MIT licence. You may use it, change it and pass it "
                    "on. It comes with no warranty."
                )
            )
        )
        self.column.addWidget(own)
        parts = Section(_("Made with"))
        parts.add(ruled_list(_part(name, licence) for name, licence in PARTS), 0)
        if (folder := licence_folder()) is not None:
            show = Button(
                _("Show all licences in folder"),
                ButtonKind.TILE,
                partial(open_folder, folder),
            )
            parts.add(at_left(show))
        self.column.addWidget(parts)
        font = Section(_("Font licence"))
        for paragraph in paragraphs(resources.path("fonts", "OFL.txt").read_text("utf-8")):
            font.add(Label(paragraph, role=Role.QUIET))
        self.column.addWidget(font)
        self.column.addStretch(1)


def _part(name: str, licence: str) -> QWidget:
    return words_and_controls(Label(name), Label(licence, role=Role.QUIET), margin=8)

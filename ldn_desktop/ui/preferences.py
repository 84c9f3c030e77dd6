"""The settings of this machine as Qt sees them: kept, and applied at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from ldn_desktop import settings
from ldn_desktop.settings import Settings
from ldn_desktop.themes import THEMES, Theme, in_high_contrast
from ldn_desktop.ui.style.theme import (
    apply_palette,
    desktop_wants_contrast,
    disable_animations,
    font_for,
    set_font,
    theme_for,
)


class Preferences(QObject):
    """Theme, text size and places; `changed` follows every change that alters the look."""

    changed = Signal()

    def __init__(self, kept: Settings, folder: Path | None) -> None:
        """`folder` is where the settings file lives; None keeps nothing (pictures, tests)."""
        super().__init__()
        self._folder = folder
        self.settings = kept
        self._strong = False
        self.theme: Theme = self._wished()
        QApplication.setCursorFlashTime(0)
        hints = QApplication.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)
        hints.accessibility().contrastPreferenceChanged.connect(self.heed_desktop)

    def _wished(self) -> Theme:
        theme = theme_for(self.settings.theme)
        return in_high_contrast(theme) if self._strong else theme

    def heed_desktop(self) -> None:
        """Heed the desktop's wish for contrast, and let no effect of the desktop move anything.

        Not before the first picture, which needs neither: it takes a tenth of the start.
        """
        disable_animations()
        self._strong = desktop_wants_contrast()
        self._follow_system()

    def apply(self) -> None:
        """Give the application the colours and letters of the settings."""
        self.theme = self._wished()
        apply_palette(self.theme, self.settings.theme)
        set_font(font_for(self.settings.font, self.settings.text_percent))
        self.changed.emit()

    def _follow_system(self) -> None:
        if self._wished() != self.theme:
            self.apply()

    def change(self, **values: Any) -> None:
        """Take over `values` (fields of Settings), keep them, and show them at once."""
        self.remember(**values)
        self.apply()

    def remember(self, **values: Any) -> None:
        """Keep `values` that do not alter the look: places, what was chosen last."""
        self.settings = replace(self.settings, **values)
        if self._folder is None:
            return
        try:
            settings.save(self.settings, self._folder)
        except OSError:
            # A full disk: settings are worth a few touches, no sentence to a tired person.
            return

    def next_theme(self) -> None:
        """The next of the four themes, for the one key that changes it."""
        keys = list(THEMES)
        self.change(theme=keys[(keys.index(self.theme.key) + 1) % len(keys)])

    def step_text(self, step: int) -> None:
        """Text one size larger (+1) or smaller (−1), as far as there are sizes."""
        sizes = settings.TEXT_PERCENTS
        place = sizes.index(self.settings.text_percent) + step
        self.change(text_percent=sizes[max(0, min(place, len(sizes) - 1))])

"""The settings of this machine as Qt sees them: stored, and applied at once."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from ldn_desktop import settings
from ldn_desktop.i18n import use_language
from ldn_desktop.i18n.catalogue import best_of
from ldn_desktop.i18n.system_language import preferred_languages
from ldn_desktop.settings import Settings
from ldn_desktop.themes import Theme, in_high_contrast, next_theme
from ldn_desktop.ui.style.theme import (
    apply_palette,
    desktop_wants_contrast,
    disable_animations,
    font_for,
    set_font,
    theme_for,
)
from ldn_desktop.ui.wording.qt_words import translate_qt

RunLater = Callable[[Callable[[], None]], None]
"""Does work on another thread, in turn."""


class Preferences(QObject):
    """Theme, text size and positions; `changed` follows every change that alters the look."""

    changed = Signal()
    language_changed = Signal()
    """Everything shown is to be built anew."""

    def __init__(
        self, stored: Settings, folder: Path | None = None, run: RunLater | None = None
    ) -> None:
        """`folder` is where the settings file lives, `run` writes it off the interface thread.

        Without them nothing is stored (pictures, tests).
        """
        super().__init__()
        self._folder, self._run = folder, run
        self._write_waits = False
        self.settings = stored
        self._strong = False
        self._theme_step = 1
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
        """Give the application the colours and the font of the settings."""
        self.theme = self._wished()
        apply_palette(self.theme, self.settings.theme)
        set_font(font_for(self.settings.font, self.settings.text_percent))
        self.changed.emit()

    def _follow_system(self) -> None:
        if self._wished() != self.theme:
            self.apply()

    def change(self, **values: Any) -> None:
        """Set `values` (fields of Settings), store them, and show them at once."""
        self.remember(**values)
        self.apply()

    def remember(self, **values: Any) -> None:
        """Store `values` that do not alter the look: positions, what was chosen last."""
        self.settings = replace(self.settings, **values)
        if self._folder is not None and self._run is not None and not self._write_waits:
            self._write_waits = True
            self._run(self._write)

    def _write(self) -> None:
        """Write the newest settings: however many changes waited, once. On the other thread."""
        assert self._folder is not None
        # Before the settings are read: a change that comes now asks for a write of its own.
        self._write_waits = False
        # A full disk: settings are worth a few touches, no sentence to a tired person.
        with suppress(OSError):
            settings.save(self.settings, self._folder)

    def change_language(self, language: str) -> None:
        """Use `language` at once, "" for the system's, and remember it.

        Raises UserError where its file is damaged; everything is in English then.
        """
        self.remember(language=language)
        try:
            use_language(language or best_of(preferred_languages()))
        finally:
            translate_qt()
            self.language_changed.emit()

    def next_theme(self) -> None:
        """The theme next to this one in brightness, for the one key that changes it."""
        theme, self._theme_step = next_theme(self.theme, self._theme_step)
        self.change(theme=theme.key)

    def step_text(self, step: int) -> None:
        """Text one size larger (+1) or smaller (−1), as far as there are sizes."""
        sizes = settings.TEXT_PERCENTS
        position = sizes.index(self.settings.text_percent) + step
        self.change(text_percent=sizes[max(0, min(position, len(sizes) - 1))])

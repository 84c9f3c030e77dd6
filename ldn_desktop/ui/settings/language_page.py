"""The language of the program: the system's, or one of those that there are."""

from __future__ import annotations

from PySide6.QtCore import Qt

from ldn_desktop.i18n import _
from ldn_desktop.i18n.catalogue import best_of
from ldn_desktop.i18n.system_language import preferred_languages
from ldn_desktop.i18n.translation import language_name
from ldn_desktop.ui.choices.choice import Choice
from ldn_desktop.ui.choices.language_options import language_options
from ldn_desktop.ui.pages.page import Page
from ldn_desktop.ui.preferences import Preferences
from ldn_desktop.ui.style.theme import Role
from ldn_desktop.ui.widgets.label import Label

SYSTEM = ""
COLUMNS = (3, 2, 1)


def language_detail(chosen: str) -> str:
    """“Deutsch”, or “Same as system: Deutsch”."""
    if chosen != SYSTEM:
        return language_name(chosen)
    name = language_name(best_of(preferred_languages()))
    return _("Same as system: {name}").format(name=name)


class LanguagePage(Page):
    """Changes everything at once; nothing is to be started anew."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__(_("Language"), _("‹ Settings"))
        self._preferences = preferences
        chosen = preferences.settings.language
        options = [(SYSTEM, language_detail(SYSTEM)), *language_options()]
        self.choice = Choice(_("Language"), options, chosen, COLUMNS)
        self.choice.chosen.connect(self._choose)
        self.column.addWidget(self.choice)
        self.column.addWidget(
            Label(
                _(
                    "The guide is in English. What you wrote yourself stays as it is, and so do "
                    "saved tables and the diary file."
                ),
                role=Role.QUIET,
            )
        )
        self.column.addStretch(1)

    def _choose(self, language: str) -> None:
        self.attempt(lambda: self._preferences.change_language(language))

    def anew(self) -> Page:
        return LanguagePage(self._preferences)

    def begin(self, reason: Qt.FocusReason) -> None:
        """Begin at the language that is chosen."""
        self.choice.buttons[self._preferences.settings.language].setFocus(reason)

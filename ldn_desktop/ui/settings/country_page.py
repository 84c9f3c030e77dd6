"""Whose emergency numbers and helplines Help now shows first."""

from __future__ import annotations

from PySide6.QtCore import Qt

from ldn_desktop.guide import Help, load_help
from ldn_desktop.guide.help_texts import translated
from ldn_desktop.i18n import _
from ldn_desktop.ui.choices.choice import Choice
from ldn_desktop.ui.pages.page import Page
from ldn_desktop.ui.preferences import Preferences
from ldn_desktop.ui.wording.system_country import system_country

SYSTEM = ""
COLUMNS = (3, 2, 1)


def country_detail(chosen: str) -> str:
    """“Norway”, or “Same as system: Norway”; of a country without numbers here, that."""
    help_now = translated(load_help())
    if chosen != SYSTEM:
        return _name(help_now, chosen)
    return _("Same as system: {name}").format(name=_name(help_now, system_country()))


def _name(help_now: Help, code: str) -> str:
    country = help_now.country(code)
    return country.name if country else _("another country")


class CountryPage(Page):
    """Help now follows it from its next look on."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__(_("Country for Help now"), _("‹ Settings"))
        self._preferences = preferences
        options = [(SYSTEM, country_detail(SYSTEM))]
        options += [(country.key, country.name) for country in translated(load_help()).countries]
        title = _("Which country are you in?")
        chosen = preferences.settings.help_country
        self.choice = Choice(title, options, chosen, COLUMNS)
        self.choice.chosen.connect(self._choose)
        self.column.addWidget(self.choice)
        self.column.addStretch(1)

    def _choose(self, code: str) -> None:
        self._preferences.remember(help_country=code)
        self.choice.show_chosen(code)
        self.tell(
            _("“Help now” shows numbers for: {country}.").format(country=country_detail(code))
        )

    def begin(self, reason: Qt.FocusReason) -> None:
        """Begin at the country that is chosen."""
        known = self.choice.buttons.get(self._preferences.settings.help_country)
        (known or next(iter(self.choice.buttons.values()))).setFocus(reason)

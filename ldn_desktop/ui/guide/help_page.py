"""Help now: what to do in a crisis, and whom to reach. Works offline; never dials."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ldn_desktop.guide import Contact, Country, Help, load_help
from ldn_desktop.i18n import _, mark
from ldn_desktop.ui.guide.cards import Framed, left_aligned
from ldn_desktop.ui.preferences import Preferences
from ldn_desktop.ui.widgets.button import Button, ButtonKind
from ldn_desktop.ui.widgets.choice import Choice
from ldn_desktop.ui.widgets.label import Label
from ldn_desktop.ui.widgets.page import Page
from ldn_desktop.ui.widgets.theme import Role

WAYS = {"text": mark("By text"), "chat": mark("By chat or mail"), "phone": mark("By phone")}
COLUMNS = (4, 2, 1)


class HelpPage(Page):
    """Words that hold everywhere and the emergency number first; then the country's contacts."""

    widest_in_letters = 44

    def __init__(self, preferences: Preferences) -> None:
        help_now: Help = load_help()
        super().__init__(help_now.title)
        self._preferences, self._help = preferences, help_now
        self._shown = QWidget()
        self.column.addWidget(self._shown)
        self.column.addStretch(1)
        self._show(help_now.country(preferences.settings.help_country))

    def _show(self, country: Country | None) -> None:
        """The emergency number, the directory, then contacts; or the countries to choose from."""
        self._shown = self.swap(self._shown, QWidget())
        column = QVBoxLayout(self._shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(_said(self._help.urgent, bold=True))
        column.addWidget(self._emergency(country))
        column.addWidget(_said(self._help.waiting))
        column.addWidget(self._directory())
        column.addWidget(_said(self._help.silent))
        if country is None:
            column.addWidget(self._countries())
        else:
            for contact in country.contacts:
                column.addWidget(_contact_card(contact))
            column.addWidget(self._change(country))
        as_of = _("Numbers as of {date}. They can change.").format(date=self._help.as_of)
        column.addWidget(Label(as_of, role=Role.QUIET))

    def _emergency(self, country: Country | None) -> QWidget:
        number = country.emergency if country else ""
        checked = bool(country and country.emergency_checked)
        title = _("Emergency number")
        if country:
            title = _("Emergency number, {country}").format(country=country.name)
        return _card(title, "", number or self._help.emergency_elsewhere, "", checked=checked)

    def _directory(self) -> QWidget:
        said = _("Open {address} in the browser").format(address=self._help.directory)
        self.directory = Button(said, ButtonKind.ANSWER, on_click=self._open_directory)
        return self.directory

    def _open_directory(self) -> None:
        QDesktopServices.openUrl(QUrl(f"https://{self._help.directory}"))

    def _countries(self) -> QWidget:
        options = [(country.key, country.name) for country in self._help.countries]
        self.choice = Choice(_("Which country are you in?"), options, "", COLUMNS)
        self.choice.chosen.connect(self._choose)
        return self.choice

    def _choose(self, key: str) -> None:
        self._preferences.remember(help_country=key)
        self._show(self._help.country(key))
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _change(self, country: Country) -> QWidget:
        self.change = Button(_("Another country"), ButtonKind.SMALL, lambda: self._show(None))
        self.change.setAccessibleName(
            _("{country}. Choose another country").format(country=country.name)
        )
        return left_aligned(self.change)


def _said(lines: Sequence[str], *, bold: bool = False) -> Label:
    """Some lines as one paragraph."""
    return Label(" ".join(lines), scale=1.1, bold=bold)


def _contact_card(contact: Contact) -> QWidget:
    return _card(
        _(WAYS[contact.way]), contact.name, contact.reach, contact.hours, checked=contact.checked
    )


def _card(title: str, name: str, reach: str, hours: str, *, checked: bool) -> QWidget:
    frame = Framed()
    frame.column.setSpacing(2)
    frame.column.addWidget(Label(f"{title} · {name}" if name else title, role=Role.QUIET))
    frame.column.addWidget(Label(reach, scale=1.5, bold=True))
    if hours:
        frame.column.addWidget(Label(hours))
    if not checked:
        frame.column.addWidget(Label(_("This number was not yet checked."), role=Role.QUIET))
    return frame

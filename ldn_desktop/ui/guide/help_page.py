"""Help now: what to do in a crisis, and whom to reach. Works offline; never dials."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ldn_desktop.guide import Contact, Country, Help, load_help
from ldn_desktop.guide.guide_export import contact_details, contact_text, contact_title
from ldn_desktop.guide.help_texts import translated
from ldn_desktop.i18n import _
from ldn_desktop.ui.choices.choice import Choice
from ldn_desktop.ui.guide.cards import left_aligned
from ldn_desktop.ui.guide.column_layout import ColumnLayout
from ldn_desktop.ui.guide.pictures import WRAP
from ldn_desktop.ui.guide.reading_stop import ReadingStop, install_accessible_stops
from ldn_desktop.ui.pages.open_outside import open_in_browser
from ldn_desktop.ui.pages.page import Page
from ldn_desktop.ui.preferences import Preferences
from ldn_desktop.ui.style import fonts
from ldn_desktop.ui.style.painting import fill, oblong, rounded
from ldn_desktop.ui.style.theme import Role, colour
from ldn_desktop.ui.widgets.button import Button, ButtonKind
from ldn_desktop.ui.widgets.label import Label
from ldn_desktop.ui.wording.system_country import system_country

COLUMNS = (4, 3, 2, 1)
NUMBER_SCALE, EMERGENCY_SCALE = 2.2, 3.2
TITLE_SCALE = 1.25
NUMBER_SHARE = 0.28
"""Of a card's width, for the number at the left."""
PADDING = 20


class HelpPage(Page):
    """The emergency number first, then text and chat, then helplines by phone."""

    max_width_in_em = 64

    def __init__(self, preferences: Preferences) -> None:
        install_accessible_stops()
        help_now: Help = translated(load_help())
        super().__init__(help_now.title)
        self._preferences, self._help = preferences, help_now
        self.cards: list[HelpCard] = []
        self._shown = QWidget()
        self.column.addWidget(self._shown)
        self.column.addStretch(1)
        chosen = preferences.settings.help_country or system_country()
        self._show(help_now.country(chosen))

    def _show(self, country: Country | None) -> None:
        """The cards of `country`; without one, the directory and the countries to choose from."""
        self._shown = self.swap(self._shown, QWidget())
        column = ColumnLayout(self._shown)
        self.cards = [self._emergency_card(country)]
        if country:
            if country.silent:
                self.cards.append(self._silent_card(country))
            self.cards += [self._contact_card(contact) for contact in country.contacts]
        for number, card in enumerate(self.cards):
            column.add(card, 8 if number == 1 else 0, full_width=True)
        column.add(Label(self._help.silent, scale=1.1), 20, full_width=True)
        column.add(Label(self._help.waiting, scale=1.1), 8, full_width=True)
        column.add(Label(self._help.closing, scale=1.1, bold=True), 8, full_width=True)
        column.add(self._buttons(country), 16, full_width=True)
        if country is None:
            column.add(self._countries(), 20, full_width=True)
        for line in self._notes(country):
            column.add(Label(line, role=Role.QUIET), 8, full_width=True)

    def _emergency_card(self, country: Country | None) -> HelpCard:
        number = country.emergency if country else ""
        name = _("Emergency number")
        if country and number:
            name = _("Emergency number, {country}").format(country=country.name)
        what = number or self._help.emergency_elsewhere
        lines = list(self._help.urgent)
        if not number:
            lines.insert(0, self._help.emergency_elsewhere)
        return HelpCard(
            _("{title}: {number}").format(title=name, number=what),
            number.split()[0] if number else "",
            self._help.call_in(country),
            lines,
            emergency=True,
        )

    def _silent_card(self, country: Country) -> HelpCard:
        name = _("Emergency, without speaking: {how}").format(how=country.silent)
        return HelpCard(name, "", _("Without speaking"), [country.silent])

    def _contact_card(self, contact: Contact) -> HelpCard:
        title, details = contact_title(contact), contact_details(contact)
        return HelpCard(contact_text(contact), contact.reach, title, details)

    def _buttons(self, country: Country | None) -> QWidget:
        address = self._help.directory
        self.directory = Button(
            _("Open {address} in the browser").format(address=address),
            ButtonKind.TILE,
            partial(open_in_browser, f"https://{address}"),
        )
        self.change = Button(_("Another country"), ButtonKind.TILE, self._ask_country)
        buttons = left_aligned(self.change, self.directory)
        self.change.setVisible(country is not None)
        return buttons

    def _notes(self, country: Country | None) -> list[str]:
        """Where the numbers come from."""
        notes = []
        if country and country.emergency:
            notes.append(_("Shown for {country}.").format(country=country.name))
        if country and country.silent_source:
            notes.append(
                _("“Without speaking” numbers are from {sources}.").format(
                    sources=country.silent_source
                )
            )
        notes.append(_("Helplines as of {date}. They can change.").format(date=self._help.as_of))
        return notes

    def _countries(self) -> QWidget:
        options = [(country.key, country.name) for country in self._help.countries]
        self.choice = Choice(_("Which country are you in?"), options, "", COLUMNS)
        self.choice.chosen.connect(self._choose)
        return self.choice

    def _ask_country(self) -> None:
        self._show(None)
        next(iter(self.choice.buttons.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, key: str) -> None:
        """Show a country and remember it; the focus goes to the emergency number."""
        self._preferences.remember(help_country=key)
        self._show(self._help.country(key))
        self.cards[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def begin(self, reason: Qt.FocusReason) -> None:
        """Begin at the emergency number: a screen reader reads it at once."""
        self.cards[0].setFocus(reason)


class HelpCard(ReadingStop):
    """A number, large and plain, and beside it what it is."""

    def __init__(
        self, name: str, number: str, title: str, lines: list[str], *, emergency: bool = False
    ) -> None:
        super().__init__(name, expandable=False)
        self.number, self.title, self.lines = number, title, lines
        self._emergency = emergency
        self.on_font_changed()

    def _parts(self, width: int) -> list[tuple[QRect, str, QFont]]:
        """The number and the lines, each with its place and font."""
        scale = EMERGENCY_SCALE if self._emergency else NUMBER_SCALE
        number_font = fonts.scaled(self.font(), scale, bold=True)
        texts = [(self.title, fonts.scaled(self.font(), TITLE_SCALE, bold=True))]
        texts += [(line, fonts.scaled(self.font(), 1.05)) for line in self.lines]
        inner = width - 2 * PADDING
        column = round(NUMBER_SHARE * inner)
        wide = QFontMetrics(number_font).horizontalAdvance(self.number)
        beside = wide < column and inner > 30 * self.font().pixelSize()
        left, top, parts = PADDING, PADDING, []
        if self.number:
            room = column if beside else inner
            height = fonts.wrapped_height(self.number, number_font, room)
            parts.append((QRect(left, top, room, height), self.number, number_font))
            if not beside:
                top += height + 4
        if beside:
            left += column + 12
        for text, font in texts:
            room = width - PADDING - left
            height = fonts.wrapped_height(text, font, room)
            parts.append((QRect(left, top, room, height), text, font))
            top += height + 4
        if beside and self.number:
            parts[0] = self._centred(parts)
        return parts

    @staticmethod
    def _centred(parts: list[tuple[QRect, str, QFont]]) -> tuple[QRect, str, QFont]:
        """The number, moved down to the middle of the lines beside it."""
        box, text, font = parts[0]
        lines = parts[-1][0].bottom() - parts[1][0].top()
        return box.translated(0, max(0, (lines - box.height()) // 2)), text, font

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(box.bottom() for box, _text, _font in self._parts(width)) + PADDING

    def sizeHint(self) -> QSize:
        return QSize(500, self.heightForWidth(500))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._emergency:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            fill(painter, rounded(QRectF(self.rect())), self, Role.BAND)
        else:
            fill(painter, oblong(0, self.height() - 1, self.width(), 1), self, Role.HAIR)
        painter.setPen(colour(self, Role.TEXT))
        for box, text, font in self._parts(self.width()):
            painter.setFont(font)
            painter.drawText(box, WRAP, text)
        self.paint_ring(painter)

"""Settings: how it looks, when a day ends, what is asked, where the diary is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ldn_desktop import __version__, settings
from ldn_desktop.diary import AboutChange, Edit
from ldn_desktop.ui.choice import Choice
from ldn_desktop.ui.controls import Button, Label
from ldn_desktop.ui.page import Page
from ldn_desktop.ui.preferences import Preferences
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.spread_row import Place, SpreadRow
from ldn_desktop.ui.theme import THEMES, Role
from ldn_desktop.words import Refused, _


class SettingsPage(Page):
    """Everything takes effect at once; there is no Save button."""

    page_opened = Signal(Page)

    def __init__(self, session: Session, preferences: Preferences) -> None:
        super().__init__(_("Settings"), _("‹ Done"))
        self._session, self._preferences = session, preferences
        self.said = Label("", role=Role.QUIET)
        self._add_look()
        self._add_day()
        self._add_pages()
        self._add_about()
        self.column.addWidget(self.said)
        self.column.addStretch(1)

    def _add_look(self) -> None:
        kept = self._preferences.settings
        themes = [("system", _("As the system")), *((t.key, t.label) for t in THEMES.values())]
        sizes = [(percent, f"{percent} %") for percent in settings.TEXT_PERCENTS]
        fonts = [("atkinson", _("Easy to read")), ("system", _("As the system"))]
        for name, title, options, current, columns in (
            ("theme", _("Theme"), themes, kept.theme, (5, 3, 1)),
            ("text_percent", _("Text size"), sizes, kept.text_percent, (7, 4, 2)),
            ("font", _("Letters"), fonts, kept.font, (2, 1)),
        ):
            choice = Choice(title, options, current, columns)
            choice.chosen.connect(lambda key, n=name: self._preferences.change(**{n: key}))
            self.column.addWidget(choice)

    def _add_day(self) -> None:
        hours = [(h, _("{h} o’clock").format(h=h) if h else _("Midnight")) for h in range(0, 13, 2)]
        choice = Choice(
            _("My day ends at"), hours, self._session.diary.about.day_ends_hour, (7, 4, 2)
        )
        choice.chosen.connect(self._set_day_end)
        self.column.addWidget(choice)
        self.column.addWidget(
            Label(_("What you enter before that hour belongs to the day before."), role=Role.QUIET)
        )

    def _set_day_end(self, hour: int) -> None:
        about = self._session.diary.about
        self._try(
            lambda: self._session.record(
                Edit((AboutChange(about, replace(about, day_ends_hour=hour)),))
            )
        )

    def _add_pages(self) -> None:
        self.column.addWidget(Label(_("More"), bold=True))
        line = QWidget()
        row = SpreadRow(line)
        for text, open_page in self._pages():
            row.add(Button(text, on_click=open_page), Place.LEFT)
        self.column.addWidget(line)

    def _pages(self) -> list[tuple[str, Callable[[], object]]]:
        return [
            (_("What is asked"), self._open_asked),
            (_("Your diary file"), self._open_files),
            (_("Keys"), self._open_keys),
        ]

    def _open_asked(self) -> None:
        from ldn_desktop.ui.asked_page import AskedPage

        self.page_opened.emit(AskedPage(self._session))

    def _open_files(self) -> None:
        from ldn_desktop.ui.files_page import FilesPage

        self.page_opened.emit(FilesPage(self._session))

    def _open_keys(self) -> None:
        from ldn_desktop.ui.keys_page import KeysPage

        self.page_opened.emit(KeysPage(self._preferences))

    def _add_about(self) -> None:
        words = _(
            "LDN Desktop {version}. It records and informs. It is not a medical device and"
            " gives no advice on doses. It uses no network."
        )
        self.column.addWidget(Label(words.format(version=__version__), role=Role.QUIET))

    def _try(self, act: Callable[[], object]) -> None:
        try:
            act()
        except Refused as refusal:
            self.said.setText(str(refusal))

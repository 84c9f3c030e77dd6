"""The settings page: appearance, end of the day, quick answers, and links to more pages."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ldn_desktop import __version__, settings
from ldn_desktop.diary.model import AboutChange, Edit
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _
from ldn_desktop.ui.preferences import Preferences
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.widgets.accessibility import Group
from ldn_desktop.ui.widgets.button import Button, ButtonKind
from ldn_desktop.ui.widgets.choice import Choice
from ldn_desktop.ui.widgets.grid_layout import GridLayout
from ldn_desktop.ui.widgets.label import Label
from ldn_desktop.ui.widgets.page import Page
from ldn_desktop.ui.widgets.theme import THEMES, Role


class SettingsPage(Page):
    """Every setting takes effect at once; there is no Save button."""

    def __init__(self, session: Session, preferences: Preferences) -> None:
        super().__init__(_("Settings"), _("‹ Done"))
        self._session, self._preferences = session, preferences
        self._add_pages()
        self._add_look()
        self._add_day()
        self._add_about()
        self.column.addStretch(1)

    def _add_look(self) -> None:
        current = self._preferences.settings
        themes = [("system", _("As the system")), *((t.key, t.label) for t in THEMES.values())]
        sizes = [(percent, f"{percent} %") for percent in settings.TEXT_PERCENTS]
        fonts = [("atkinson", _("Easy to read")), ("system", _("As the system"))]
        self._choices: dict[str, Choice] = {}
        for name, title, options, columns in (
            ("theme", _("Theme"), themes, (5, 3, 1)),
            ("text_percent", _("Text size"), sizes, (7, 4, 2, 1)),
            ("font", _("Letters"), fonts, (2, 1)),
        ):
            choice = Choice(title, options, getattr(current, name), columns)
            choice.chosen.connect(lambda key, n=name: self._preferences.change(**{n: key}))
            self.column.addWidget(choice)
            self._choices[name] = choice
        self._preferences.changed.connect(self._show_current)

    def _show_current(self) -> None:
        """Shortcuts change the theme and the text size while this page is open, too."""
        for name, choice in self._choices.items():
            choice.put(getattr(self._preferences.settings, name))

    def _add_day(self) -> None:
        hours = [(h, _("{h} o’clock").format(h=h) if h else _("Midnight")) for h in range(13)]
        choice = Choice(
            _("My day ends at"), hours, self._session.diary.about.day_ends_hour, (7, 4, 2, 1)
        )
        choice.chosen.connect(self._set_day_end)
        self.column.addWidget(choice)
        self.column.addWidget(
            Label(_("What you enter before that hour belongs to the day before."), role=Role.QUIET)
        )
        self._add_quick_answers()

    def _add_quick_answers(self) -> None:
        group = Group(_("Large answers at the top of Today"))
        grid = GridLayout(group, (3, 1))
        names = (_("Same as yesterday"), _("Crash day"), _("One question at a time"))
        self._quick: dict[str, Button] = {}
        for key, name in zip(settings.QUICK_ANSWERS, names, strict=True):
            button = Button(name, ButtonKind.ANSWER, self._set_quick_answers)
            button.setCheckable(True)
            button.setChecked(key in self._preferences.settings.quick_answers)
            button.setAccessibleName(_("Show “{answer}”").format(answer=name))
            grid.addWidget(button)
            self._quick[key] = button
        titled = QWidget()
        column = QVBoxLayout(titled)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(Label(group.accessibleName(), bold=True))
        column.addWidget(group)
        self.column.addWidget(titled)

    def _set_quick_answers(self) -> None:
        chosen = tuple(key for key, button in self._quick.items() if button.isChecked())
        self._preferences.change(quick_answers=chosen)

    def _set_day_end(self, hour: int) -> None:
        about = self._session.diary.about
        self._try(
            lambda: self._session.record(
                Edit((AboutChange(about, about._replace(day_ends_hour=hour)),))
            )
        )

    def _add_pages(self) -> None:
        board = Group(_("More pages"))
        grid = GridLayout(board, (4, 2, 1))
        for text, open_page in self._pages():
            grid.addWidget(Button(text, ButtonKind.ANSWER, open_page))
        self.column.addWidget(board)

    def _pages(self) -> list[tuple[str, Callable[[], object]]]:
        return [
            (_("Symptoms to track"), self._open_tracked_symptoms),
            (_("Your dose steps"), self._open_dose_steps),
            (_("Your diary file"), self._open_diary_file),
            (_("Keys"), self._open_shortcuts),
        ]

    def _open_tracked_symptoms(self) -> None:
        from ldn_desktop.ui.settings.tracked_symptoms_page import TrackedSymptomsPage

        self.page_opened.emit(TrackedSymptomsPage(self._session))

    def _open_dose_steps(self) -> None:
        from ldn_desktop.ui.doses.dose_steps_page import DoseStepsPage

        self.page_opened.emit(DoseStepsPage(self._session))

    def _open_diary_file(self) -> None:
        from ldn_desktop.ui.settings.diary_file_page import DiaryFilePage

        self.page_opened.emit(DiaryFilePage(self._session))

    def _open_shortcuts(self) -> None:
        from ldn_desktop.ui.settings.shortcuts_page import ShortcutsPage

        self.page_opened.emit(ShortcutsPage(self._preferences))

    def _add_about(self) -> None:
        text = _(
            "LDN Desktop {version}. It records and informs. It is not a medical device and"
            " gives no advice on doses. It uses no network."
        )
        self.column.addWidget(Label(text.format(version=__version__), role=Role.QUIET))

    def _try(self, action: Callable[[], object]) -> None:
        try:
            action()
        except UserError as error:
            self.tell(str(error))

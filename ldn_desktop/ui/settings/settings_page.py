"""The settings page: rows that lead to pages, and settings that take effect at once."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ldn_desktop import __version__, settings
from ldn_desktop.diary import function
from ldn_desktop.diary.doses import PAUSE
from ldn_desktop.diary.model import AboutChange, Diary, DoseStep, Edit
from ldn_desktop.diary.symptoms import SymptomKind
from ldn_desktop.i18n import (
    _,
    current_language,
    formats,
    ngettext,
    pgettext,
)
from ldn_desktop.i18n.catalogue import ENGLISH
from ldn_desktop.i18n.translation import translation_reviewer
from ldn_desktop.themes import theme_choices
from ldn_desktop.ui import actions
from ldn_desktop.ui.choices.look_tiles import LookTiles, ThemeTile
from ldn_desktop.ui.choices.trough import SegmentedControl, Stepper
from ldn_desktop.ui.dates.hour_text import hour_text
from ldn_desktop.ui.layouts.grid_layout import GridLayout
from ldn_desktop.ui.layouts.page_columns import PageColumn, side_by_side
from ldn_desktop.ui.pages.captioned_row import setting_row
from ldn_desktop.ui.pages.navigation_row import NavigationRow
from ldn_desktop.ui.pages.page import Page
from ldn_desktop.ui.pages.section import Section
from ldn_desktop.ui.preferences import Preferences
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.settings.country_page import CountryPage, country_detail
from ldn_desktop.ui.settings.helper_section import HelperSection
from ldn_desktop.ui.settings.language_page import LanguagePage, language_detail
from ldn_desktop.ui.settings.reminder_section import ReminderSection
from ldn_desktop.ui.sharing.difference_line import DifferenceLine
from ldn_desktop.ui.style.theme import Role
from ldn_desktop.ui.widgets.accessibility import Group
from ldn_desktop.ui.widgets.button import Button, ButtonKind
from ldn_desktop.ui.widgets.label import Label
from ldn_desktop.wording.difference_text import of_setting

LAST_DAY_END = 12
"""The latest hour at which a diary day may end."""


def dose_detail(diary: Diary, step: DoseStep | None) -> str:
    """“4.5 mg since 14 October”, for the step in force; “none yet” before the first."""
    if step is None:
        return _("planned") if diary.dose_steps else pgettext("dose", "none yet")
    since = formats.date_near(step.start, step.start)
    if step.mg:
        return _("{amount} since {day}").format(amount=formats.mg(step.mg), day=since)
    text = _("paused since {day}") if step.extra.get(PAUSE) else _("stopped on {day}")
    return text.format(day=since)


def function_detail(diary: Diary) -> str:
    """“3.4 out of 6 in May 2026”, for the newest result; “none yet” before the first."""
    found = function.results(diary)
    if not found:
        return pgettext("results", "none yet")
    return _("{mean} on {day}").format(
        mean=function.mean_text(found[-1]), day=formats.long_date(found[-1].date)
    )


def translation_reviewed() -> str:
    """Who looked through the translation in use, for the section about the program."""
    reviewer = translation_reviewer()
    if not reviewer:
        return _(
            "This translation has not yet been reviewed by a clinician who is a native speaker."
        )
    return _("This translation was reviewed by {name}.").format(name=reviewer)


class SettingsPage(Page):
    """Every setting takes effect at once; there is no Save button."""

    max_width_in_em = None

    def __init__(self, session: Session, preferences: Preferences) -> None:
        super().__init__(_("Settings"), _("‹ Done"))
        self._session, self._preferences = session, preferences
        left, right = PageColumn(), PageColumn()
        left.add_section(self._diary_section())
        left.add_section(self._look_section())
        left.add_section(self._language_section())
        self.reminder = ReminderSection(session, self.tell)
        right.add_section(self.reminder)
        self.helper = HelperSection(session, self.tell)
        right.add_section(self.helper)
        right.add_section(self._data_section())
        right.add_section(self._about_section())
        self.column.addWidget(side_by_side(left, right))
        self.column.addStretch(1)
        preferences.changed.connect(self._show_look)
        session.changed.connect(self._refresh)
        self._refresh()

    def _diary_section(self) -> Section:
        section = Section(_("Diary"))
        self.symptoms = NavigationRow(_("Symptoms to track"), "", self._open_symptoms)
        self.dose_steps = NavigationRow(_("Dose steps"), "", self._open_dose_steps)
        self.quick_answers = NavigationRow(
            _("Quick answers"), "", self._toggle_quick_answers, action=pgettext("button", "Change")
        )
        self.marks = NavigationRow(_("Other medicines and events"), "", self._open_marks)
        self.function = NavigationRow(_("Function (FUNCAP)"), "", self._open_function)
        for row in (
            self.symptoms,
            self.dose_steps,
            self.marks,
            self.function,
            self.quick_answers,
        ):
            section.add_row(row)
        self._quick_board = self._quick_answer_buttons()
        self._quick_board.hide()
        section.add(self._quick_board, 0)
        self.day_end = Stepper(
            _("My day ends at"),
            "",
            less=("−", _("an hour earlier")),
            more=("+", _("an hour later")),
        )
        self.day_end.stepped.connect(self._step_day_end)
        section.add_row(
            setting_row(self.day_end, _("What you enter before then belongs to the day before."))
        )
        self.day_end_difference = DifferenceLine()
        section.add(self.day_end_difference, 0)
        return section

    def _quick_answer_buttons(self) -> QWidget:
        board = Group(_("Quick answers at the top of Today"))
        grid = GridLayout(board, (3, 1))
        grid.setContentsMargins(0, 0, 0, 8)
        names = (_("Same as yesterday"), _("Crash day"), _("One question at a time"))
        self._quick: dict[str, Button] = {}
        for key, name in zip(settings.QUICK_ANSWERS, names, strict=True):
            button = Button(name, ButtonKind.TILE, self._set_quick_answers)
            button.setCheckable(True)
            button.setChecked(key in self._preferences.settings.quick_answers)
            button.setAccessibleName(_("Show “{answer}”").format(answer=name))
            grid.addWidget(button)
            self._quick[key] = button
        return board

    def _toggle_quick_answers(self) -> None:
        self._quick_board.setVisible(not self._quick_board.isVisible())

    def _set_quick_answers(self) -> None:
        chosen = tuple(key for key, button in self._quick.items() if button.isChecked())
        self._preferences.change(quick_answers=chosen)
        self._refresh()

    def _look_section(self) -> Section:
        current = self._preferences.settings
        section = Section(_("Appearance"))
        tiles = [(key, ThemeTile(key, with_answers=False)) for key in theme_choices()]
        self.themes = LookTiles(_("Theme"), tiles, current.theme, (5, 3, 2, 1))
        self.themes.chosen.connect(lambda key: self._preferences.change(theme=key))
        theme = QWidget()
        column = QVBoxLayout(theme)
        column.setContentsMargins(0, 4, 0, 4)
        name = Label(_("Theme"))
        name.setBuddy(self.themes)
        column.addWidget(name)
        column.addWidget(self.themes)
        section.add_row(theme)
        self.text_size = Stepper(
            _("Text size"), "", less=("−", _("smaller")), more=("+", _("larger"))
        )
        actions.add_tool_tips((self.text_size.less, "smaller"), (self.text_size.more, "larger"))
        self.text_size.stepped.connect(self._preferences.step_text)
        section.add_row(setting_row(self.text_size))
        self.font_choice = SegmentedControl(
            _("Font"),
            [("atkinson", _("Easy to read")), ("system", _("Same as system"))],
            current.font,
        )
        self.font_choice.chosen.connect(lambda key: self._preferences.change(font=key))
        section.add_row(setting_row(self.font_choice))
        self._show_text_size()
        return section

    def _language_section(self) -> Section:
        section = Section(_("Language and country"))
        self.language = NavigationRow(_("Language"), "", self._open_language)
        self.country = NavigationRow(_("Country for Help now"), "", self._open_country)
        section.add_row(self.language)
        section.add_row(self.country)
        return section

    def _show_look(self) -> None:
        """Shortcuts change the theme and the text size while this page is open, too."""
        current = self._preferences.settings
        self.themes.show_chosen(current.theme)
        self.font_choice.show_chosen(current.font)
        self._show_text_size()

    def _show_text_size(self) -> None:
        percent = self._preferences.settings.text_percent
        self.text_size.show_value(
            formats.percent(percent / 100),
            can_less=percent > settings.TEXT_PERCENTS[0],
            can_more=percent < settings.TEXT_PERCENTS[-1],
        )

    def _data_section(self) -> Section:
        section = Section(_("Your data"))
        self.diary_file = NavigationRow(_("Diary file and backups"), "", self._open_diary_file)
        self.encryption = NavigationRow(_("Encryption"), "", self._open_encryption)
        self.encryption.setEnabled(self._session.file.folder is not None)
        self.import_data = NavigationRow(
            _("Import"), _("from a table or another app"), self._open_import
        )
        self.sharing = NavigationRow(_("Another computer"), "", self._open_sharing)
        self.sharing.setEnabled(self._session.file.folder is not None)
        for row in (self.diary_file, self.encryption, self.import_data, self.sharing):
            section.add_row(row)
        return section

    def _about_section(self) -> Section:
        section = Section(_("About"))
        self.shortcuts = NavigationRow(
            _("Keyboard shortcuts"), _("all on one page"), self._open_shortcuts
        )
        actions.add_tool_tips((self.shortcuts, "keys"))
        self.licences = NavigationRow(_("Licences"), _("free and open source"), self._open_licences)
        section.add_row(self.shortcuts)
        section.add_row(self.licences)
        text = _(
            "LDN Desktop {version}. It is for recording and information. It is not a medical "
            "device and gives no advice on doses. It does not use the network."
        )
        section.add(Label(text.format(version=__version__), role=Role.QUIET), 12)
        if current_language() != ENGLISH:
            section.add(Label(translation_reviewed(), role=Role.QUIET), 12)
        return section

    def _refresh(self, _dates: object = None) -> None:
        diary = self._session.diary
        shown = len(diary.shown(SymptomKind.SYMPTOM))
        self.symptoms.set_detail(
            ngettext("{n} symptom and exertion", "{n} symptoms and exertion", shown).format(n=shown)
        )
        step = diary.dose_step_on(self._session.today)
        self.dose_steps.set_detail(dose_detail(diary, step))
        found = diary.marks
        self.marks.set_detail(
            ngettext("{n} recorded", "{n} recorded", len(found)).format(n=len(found))
            if found
            else pgettext("medicines and events", "none yet")
        )
        self.function.set_detail(function_detail(diary))
        current = self._preferences.settings
        self.language.set_detail(language_detail(current.language))
        self.country.set_detail(country_detail(current.help_country))
        quick = len(current.quick_answers)
        counts = (
            pgettext("quick answers", "none"),
            pgettext("quick answers", "one of three"),
            pgettext("quick answers", "two of three"),
            pgettext("quick answers", "all three"),
        )
        self.quick_answers.set_detail(counts[min(quick, 3)])
        days = len(diary.dates())
        self.diary_file.set_detail(ngettext("{n} day", "{n} days", days).format(n=days))
        encrypted = self._session.file.encrypted
        self.encryption.set_detail(_("on") if encrypted else _("off"))
        differing = len(self._session.differences)
        self.sharing.set_detail(
            ngettext("{n} entry differs", "{n} entries differ", differing).format(n=differing)
            if differing
            else _("on")
            if self._session.is_shared
            else _("off")
        )
        hour = diary.about.day_ends_hour
        self.day_end.show_value(hour_text(hour), can_less=hour > 0, can_more=hour < LAST_DAY_END)
        other_hour = of_setting(
            diary, self._session.differences, lambda about: hour_text(about.day_ends_hour)
        )
        self.day_end_difference.setText(other_hour)
        self.day_end.setAccessibleDescription(other_hour)

    def _step_day_end(self, step: int) -> None:
        about = self._session.diary.about
        hour = about.day_ends_hour + step
        if not 0 <= hour <= LAST_DAY_END:
            return
        change = AboutChange(about, about._replace(day_ends_hour=hour))
        if self.attempt(lambda: self._session.record(Edit((change,)))):
            self.reminder.follow_day_end()

    def _open_symptoms(self) -> None:
        from ldn_desktop.ui.settings.tracked_symptoms_page import TrackedSymptomsPage

        self.page_opened.emit(TrackedSymptomsPage(self._session))

    def _open_dose_steps(self) -> None:
        from ldn_desktop.ui.doses.dose_steps_page import DoseStepsPage

        self.page_opened.emit(DoseStepsPage(self._session, _("‹ Settings")))

    def _open_marks(self) -> None:
        from ldn_desktop.ui.marks.marks_page import MarksPage

        self.page_opened.emit(MarksPage(self._session, _("‹ Settings")))

    def _open_function(self) -> None:
        from ldn_desktop.ui.function.function_page import FunctionPage

        self.page_opened.emit(FunctionPage(self._session, _("‹ Settings")))

    def _open_diary_file(self) -> None:
        from ldn_desktop.ui.settings.diary_file_page import DiaryFilePage

        page = DiaryFilePage(self._session, _("‹ Settings"))
        page.left.connect(self._refresh)
        self.page_opened.emit(page)

    def _open_encryption(self) -> None:
        from ldn_desktop.ui.settings.encryption_page import encryption_page

        page = encryption_page(self._session)
        page.left.connect(self._refresh)
        self.page_opened.emit(page)

    def _open_sharing(self) -> None:
        from ldn_desktop.ui.settings.another_computer.sharing_page import SharingPage

        page = SharingPage(self._session)
        page.left.connect(self._refresh)
        self.page_opened.emit(page)

    def _open_language(self) -> None:
        self.page_opened.emit(LanguagePage(self._preferences))

    def _open_country(self) -> None:
        page = CountryPage(self._preferences)
        page.left.connect(self._refresh)
        self.page_opened.emit(page)

    def anew(self) -> Page:
        return SettingsPage(self._session, self._preferences)

    def _open_import(self) -> None:
        from ldn_desktop.ui.importing.import_page import ImportPage

        self.page_opened.emit(ImportPage(self._session))

    def _open_shortcuts(self) -> None:
        from ldn_desktop.ui.settings.shortcuts_page import ShortcutsPage

        self.page_opened.emit(ShortcutsPage(self._preferences))

    def _open_licences(self) -> None:
        from ldn_desktop.ui.settings.licences_page import LicencesPage

        self.page_opened.emit(LicencesPage())

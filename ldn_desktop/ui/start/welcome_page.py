"""The first start: how it should look, what it is for, and whether LDN is taken."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ldn_desktop import settings
from ldn_desktop.diary import doses
from ldn_desktop.diary.amounts import checked_mg
from ldn_desktop.diary.doses import DosePeriod
from ldn_desktop.diary.model import DoseStep, Edit
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _, current_language, ngettext
from ldn_desktop.themes import theme_choices
from ldn_desktop.ui.choices.choice import Choice
from ldn_desktop.ui.choices.language_options import language_options
from ldn_desktop.ui.choices.look_tiles import LookTiles, TextSizeTile, ThemeTile
from ldn_desktop.ui.dates.date_picker import DatePicker
from ldn_desktop.ui.layouts.grid_layout import GridLayout
from ldn_desktop.ui.layouts.page_columns import PageColumn
from ldn_desktop.ui.pages.page import Page
from ldn_desktop.ui.pages.section import Rule
from ldn_desktop.ui.pages.stepped_page import PageStep, SteppedPage
from ldn_desktop.ui.preferences import Preferences
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.start.danger_line import DangerLine, danger_text
from ldn_desktop.ui.start.illustrations import (
    AnsweredQuestion,
    DaysBesideDoses,
    Illustration,
    PageForDoctor,
)
from ldn_desktop.ui.style.theme import Role, TextScale
from ldn_desktop.ui.widgets.button import GAP
from ldn_desktop.ui.widgets.label import Heading, Label
from ldn_desktop.ui.widgets.text_field import Labelled, LineField

NOT_YET, YES, NO_MORE = "not yet", "yes", "no more"


class WelcomePage(SteppedPage):
    """Three steps. Nothing is answered by pressing Enter, and the warning cannot be skipped."""

    def __init__(self, session: Session, preferences: Preferences) -> None:
        super().__init__(_("Welcome to LDN Desktop"))
        self._session, self._preferences = session, preferences
        self._takes: str | None = None
        self.add_step(self._look_step())
        self.add_step(self._purpose_step())
        self.add_step(self._dose_step())
        self.column.addStretch(1)
        preferences.changed.connect(self._show_look)
        self.show_step(0)

    def _look_step(self) -> PageStep:
        current = self._preferences.settings
        step = PageStep(
            _("Which is easiest on your eyes?"),
            _("Select one to see it. You can change it at any time with one key."),
            to_go_on=_("Continue"),
        )
        step.column.insertWidget(0, self._language_choice())
        themes = [(key, ThemeTile(key, with_answers=True)) for key in theme_choices()]
        self.themes = LookTiles(_("Theme"), themes, current.theme, (5, 3, 2, 1))
        self.themes.chosen.connect(lambda key: self._preferences.change(theme=key))
        sizes = [(percent, TextSizeTile(percent)) for percent in settings.TEXT_PERCENTS]
        self.sizes = LookTiles(_("Text size"), sizes, current.text_percent, (7, 4, 3, 2, 1))
        self.sizes.chosen.connect(lambda percent: self._preferences.change(text_percent=percent))
        step.column.addWidget(self.themes)
        step.column.addWidget(Heading(_("How large should the text be?"), scale=TextScale.SECTION))
        step.column.addWidget(self.sizes)
        return step

    def _language_choice(self) -> QWidget:
        """Names of languages are seen without a title, whatever language the page is in."""
        options, columns = language_options(), (6, 3, 2, 1)
        self.languages = Choice(_("Language"), options, current_language(), columns, shown=False)
        self.languages.chosen.connect(self._choose_language)
        return self.languages

    def _choose_language(self, language: str) -> None:
        self.attempt(lambda: self._preferences.change_language(language))

    @property
    def unfinished(self) -> bool:
        return False

    def anew(self) -> Page:
        """The first step again, where languages are chosen, with the message of the last one."""
        page = WelcomePage(self._session, self._preferences)
        if self._takes is not None:
            page.takes.show_chosen(self._takes)
            page._set_takes(self._takes)
        page.mg.setText(self.mg.text())
        page.when.show_date(self.when.date)
        if self._fill_in:
            page.every_day.show_chosen(True)
            page._set_fill_in(True)
        page._explain_fill_in()
        return page

    def _show_look(self) -> None:
        self.themes.show_chosen(self._preferences.settings.theme)
        self.sizes.show_chosen(self._preferences.settings.text_percent)

    def _purpose_step(self) -> PageStep:
        step = PageStep(
            _("A diary for your symptoms and your LDN"),
            _(
                "It stays on this computer: no account, no network."
                " It never tells you what to take."
            ),
            to_go_on=_("Continue"),
        )
        board = QWidget()
        grid = GridLayout(board, (3, 1), across=36, down=20)
        for drawing, title, text in (
            (
                AnsweredQuestion(),
                _("Record how your day was"),
                _(
                    "One click or tap is enough. It is saved at once, and you can leave any "
                    "question blank."
                ),
            ),
            (
                DaysBesideDoses(),
                _("See what changed"),
                _(
                    "Your days beside your doses, in words and as a picture. It cannot tell you "
                    "why."
                ),
            ),
            (
                PageForDoctor(),
                _("Show it to your doctor"),
                _("One page in black and white, with only what you choose."),
            ),
        ):
            grid.addWidget(_explained(drawing, title, text))
        step.column.addWidget(board)
        _add_warning(step, DangerLine())
        return step

    def _dose_step(self) -> PageStep:
        step = PageStep(
            _("Do you take LDN?"),
            _("Any answer is fine. Days before LDN are useful later, to compare with."),
            to_go_on=_("Open my diary"),
        )
        options = [(NOT_YET, _("Not yet")), (YES, _("Yes")), (NO_MORE, _("Not any more"))]
        self.takes = Choice(step.title, options, None, (3, 1), shown=False)
        self.takes.chosen.connect(self._set_takes)
        for button in self.takes.buttons.values():
            button.set_scale(1.375)
            button.set_extra_height(28)
        step.column.addWidget(self.takes)
        self.no_more = Label(
            _("You can add the doses you took under Settings, Dose steps."), role=Role.QUIET
        )
        self.no_more.hide()
        step.column.addWidget(self.no_more)
        self.details = self._dose_details()
        self.details.hide()
        step.column.addWidget(self.details)
        more = _(
            "Some medicines for cough or diarrhoea are opioids too. A pharmacist can tell you."
        )
        _add_warning(step, DangerLine(more))
        elsewhere = _(
            "Is your diary already on another computer? Leave this blank, and join the two later "
            "in Settings, under “Another computer”."
        )
        step.column.addWidget(Label(elsewhere, role=Role.QUIET))
        return step

    def _dose_details(self) -> QWidget:
        self.mg = LineField(_("How much a day?"), characters=12)
        self.when = DatePicker(
            _("Since when?"),
            self._session.today,
            self._session.today,
            quick=[],
            open_month=False,
        )
        self.every_day = Choice(
            _("Taken every day since then?"),
            [(True, _("Yes, nearly every day")), (False, _("I am not sure"))],
            None,
            (2, 1),
        )
        # Enter leads on: a page in steps has no other key for that in a field.
        by_key = Qt.FocusReason.TabFocusReason
        self.mg.textEdited.connect(lambda: self.tell(""))
        self.mg.returnPressed.connect(lambda: self.when.field.setFocus(by_key))
        self.when.field.returnPressed.connect(lambda: self.go_on.setFocus(by_key))
        self._fill_in = False
        self.every_day.chosen.connect(self._set_fill_in)
        self.when.changed.connect(self._explain_fill_in)
        self.fill_in_hint = Label("", role=Role.QUIET, scale=TextScale.SIDE)
        details = QWidget()
        grid = GridLayout(details, (3, 1), across=36, down=16)
        grid.addWidget(_hinted(Labelled(self.mg), _("As on the label: 1.5 mg, 1.5 or 1,5.")))
        grid.addWidget(_hinted(self.when, _("A guess is fine. You can correct it later.")))
        grid.addWidget(_hinted(self.every_day, self.fill_in_hint))
        self._explain_fill_in()
        return details

    def _set_takes(self, key: str) -> None:
        self._takes = key
        self.details.setVisible(key == YES)
        self.no_more.setVisible(key == NO_MORE)

    def _set_fill_in(self, fill_in: bool) -> None:
        self._fill_in = fill_in

    def _explain_fill_in(self, _date: object = None) -> None:
        days = max(0, (self._session.today - self.when.date).days)
        self.fill_in_hint.setText(
            ngettext(
                "“Yes, nearly every day” fills in {n} day as taken.",
                "“Yes, nearly every day” fills in {n} days as taken.",
                days,
            ).format(n=days)
            if days
            else ""
        )
        self.every_day.setVisible(days > 0)

    def _dose_edit(self) -> Edit:
        """What the last step adds to the diary. Raises UserError for an amount that is none."""
        if self._takes != YES:
            return Edit(())
        if not self.mg.text().strip():
            raise UserError(_("Please type how much you take a day, such as 1.5 mg."))
        mg, start = checked_mg(self.mg.text()), self.when.date
        step = DoseStep(start, mg, planned=start > self._session.today)
        edit = doses.set_step(self._session.diary, step)
        if self._fill_in and not step.planned:
            filled = doses.fill_in_as_taken(
                self._session.diary, DosePeriod(step, start, None), self._session.clock()
            )
            edit = Edit((*edit.changes, *filled.changes))
        return edit

    def show_step(self, number: int) -> None:
        super().show_step(number)
        self.back.setVisible(self.number > 0)
        # Read together with the button, which has the focus: the warning is announced to everyone.
        self.go_on.setAccessibleDescription(danger_text() if self.number else "")

    def go_back(self) -> None:
        """To the step before; there is no way around the first one."""
        if self.number:
            super().go_back()

    def finish(self) -> None:
        """Record the dose, if any, and open the diary."""
        if self.attempt(lambda: self._session.record(self._dose_edit())):
            self._preferences.remember(welcomed=True)
            self.leave()


def _add_warning(step: PageStep, warning: DangerLine) -> None:
    framed = QWidget()
    column = QVBoxLayout(framed)
    column.setContentsMargins(0, GAP, 0, 0)
    column.setSpacing(0)
    column.addWidget(Rule())
    column.addWidget(warning)
    column.addWidget(Rule())
    step.column.addWidget(framed)


def _explained(drawing: Illustration, title: str, text: str) -> QWidget:
    board = PageColumn(18)
    board.column.setSpacing(4)
    board.column.addWidget(drawing)
    board.column.addSpacing(12)
    board.column.addWidget(Heading(title, scale=TextScale.SECTION))
    board.column.addWidget(Label(text))
    board.finish()
    return board


def _hinted(widget: QWidget, hint: str | Label) -> QWidget:
    board = PageColumn(18)
    board.column.setSpacing(4)
    board.column.addWidget(widget)
    if isinstance(hint, str):
        hint = Label(hint, role=Role.QUIET, scale=TextScale.SIDE)
    board.column.addWidget(hint)
    board.finish()
    return board

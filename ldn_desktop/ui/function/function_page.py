"""Results of FUNCAP: a list, and a form for one of them."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ldn_desktop.diary import function
from ldn_desktop.diary.function import DOMAINS, FunctionResult
from ldn_desktop.diary.model import Edit
from ldn_desktop.i18n import _, formats, ngettext
from ldn_desktop.ui.dates.date_picker import DatePicker
from ldn_desktop.ui.layouts.grid_layout import GridLayout
from ldn_desktop.ui.layouts.row_layout import RowLayout, RowSlot
from ldn_desktop.ui.pages.section import Section
from ldn_desktop.ui.pages.timeline_row import Tense, TimelineRow, change_button
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.style.theme import Role, TextScale
from ldn_desktop.ui.timeline_page import TimelinePage
from ldn_desktop.ui.widgets.button import GAP, Button, ButtonKind
from ldn_desktop.ui.widgets.label import Label
from ldn_desktop.ui.widgets.text_field import Labelled, LineField

SHOWN, MORE = 30, 100
"""Rows at first, and how many more with each touch."""


class FunctionPage(TimelinePage):
    """The results, newest first, and the form to add or change one."""

    def __init__(self, session: Session, back: str | None = None) -> None:
        """`back` is what the way back says; “‹ Back” where it is not given."""
        about = _(
            "FUNCAP is a questionnaire about what you can still do. LDN Desktop does not ask its "
            "questions. Visible asks them once a month, and you can import the results from a "
            "Visible export file. You can also type in a result from elsewhere. Source: {source}."
        ).format(source=function.CITATION)
        super().__init__(session, _("Function (FUNCAP)"), back, about)
        self._shown = SHOWN
        self.editing: date | None = None
        self.add_timeline()
        self.side.addWidget(self._form())
        self.follow_diary()

    def _form(self) -> Section:
        self.form = Section(_("Add a result"))
        today = self._session.today
        self.when = DatePicker(_("Date"), today, today, quick=(), last=today, open_month=False)
        self.form.add(self.when)
        self.mean = LineField(_("Mean of all answers, 0 to 6"), characters=10)
        self.form.add(Labelled(self.mean), 12)
        hint = Label(_("Higher is better."), role=Role.QUIET, scale=TextScale.SIDE)
        self.form.add(hint, 4)
        self.by_domain = Button(_("Add the eight domains"), ButtonKind.TILE, self._show_domains)
        self.by_domain.setCheckable(True)
        line = QWidget()
        RowLayout(line).add(self.by_domain, RowSlot.LEFT)
        self.form.add(line, 12)
        self._domain_board = QWidget()
        grid = GridLayout(self._domain_board, (2, 1), across=2 * GAP)
        self.domains = {
            key: LineField(function.domain_label(key), characters=10) for key in DOMAINS
        }
        for field in self.domains.values():
            grid.addWidget(Labelled(field))
        self._domain_board.hide()
        self.form.add(self._domain_board)
        self._add_buttons()
        return self.form

    def _add_buttons(self) -> None:
        self.save = Button(_("Save"), ButtonKind.PRIMARY, self._save)
        self.cancel = Button(_("Cancel"), ButtonKind.TILE, self._clear)
        self.remove = Button(_("Remove this result"), ButtonKind.TILE, self._remove)
        self.cancel.hide()
        self.remove.hide()
        buttons = QWidget()
        row = RowLayout(buttons)
        for button in (self.save, self.cancel, self.remove):
            row.add(button, RowSlot.LEFT)
        self.form.add(buttons, 12)

    def _show_domains(self) -> None:
        self._domain_board.setVisible(self.by_domain.isChecked())

    def refresh(self, _dates: object = None) -> None:
        found = function.results(self._session.diary)[::-1]
        self.set_lead(_lead(found))
        shown = found[: self._shown]
        rows: list[QWidget] = [
            self._row(result, first=result is shown[0], last=result is shown[-1])
            for result in shown
        ]
        if len(shown) < len(found):
            more = len(found) - len(shown)
            text = ngettext("Show {n} more", "Show {n} more", more).format(n=more)
            rows.append(Button(text, ButtonKind.LINK, self._show_more))
        self.show_rows(rows)

    def _show_more(self) -> None:
        self._shown += MORE
        self.refresh()

    def _row(self, result: FunctionResult, *, first: bool, last: bool) -> TimelineRow:
        day = formats.long_date(result.date)
        title = function.mean_text(result)
        lines = [day, *function.detail_texts(result)]
        words = _("{mean} on {day}").format(mean=title, day=day)
        tense = Tense.NOW if first else Tense.PAST
        buttons = [change_button(words, partial(self._edit, result))]
        return TimelineRow(words, title, tense, lines, buttons, first=first, last=last)

    def _edit(self, result: FunctionResult) -> None:
        self.tell("")
        self.editing = result.date
        day = formats.long_date(result.date)
        self.form.set_title(_("Change the result for {day}").format(day=day))
        self.when.show_date(result.date)
        self.mean.setText(formats.number(result.mean))
        for key, field in self.domains.items():
            mean = result.domains.get(key)
            field.setText("" if mean is None else formats.number(mean))
        self.by_domain.setChecked(bool(result.domains))
        self._show_domains()
        self.cancel.show()
        self.remove.show()
        self.mean.setFocus(Qt.FocusReason.OtherFocusReason)
        self.mean.selectAll()

    def _clear(self) -> None:
        self.editing = None
        self.form.set_title(_("Add a result"))
        self.when.show_date(self._session.today)
        for field in (self.mean, *self.domains.values()):
            field.clear()
        self.cancel.hide()
        self.remove.hide()

    def _save(self) -> None:
        if self.when.commit() and self.record(self._edited, _("The result was saved.")):
            self._clear()

    def _edited(self) -> Edit:
        """The edit that stores what was entered. Raises UserError for an impossible number."""
        diary = self._session.diary
        given = {key: field.text() for key, field in self.domains.items() if field.text().strip()}
        made = function.record_result(
            diary, self.when.date, self.mean.text(), given, self._session.clock()
        )
        if self.editing in (None, self.when.date):
            return made
        return Edit((*function.remove_result(diary, self.editing).changes, *made.changes))

    def _remove(self) -> None:
        if self.editing is None:
            return
        edit = function.remove_result(self._session.diary, self.editing)
        done = _("Removed: {what}").format(what=formats.long_date(self.editing))
        if self.record(lambda: edit, done):
            self._clear()


def _lead(found: list[FunctionResult]) -> str:
    if not found:
        return _("No result is recorded yet.")
    newest = found[0]
    return _("{mean} on {day}. Higher is better.").format(
        mean=function.mean_text(newest), day=formats.long_date(newest.date)
    )

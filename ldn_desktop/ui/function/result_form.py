"""The form in which a result of FUNCAP is added, changed or removed."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtWidgets import QWidget

from ldn_desktop.diary import function
from ldn_desktop.diary.function import DOMAINS, FunctionResult
from ldn_desktop.diary.model import Diary, Edit
from ldn_desktop.i18n import _, formats
from ldn_desktop.ui.dates.date_picker import DatePicker
from ldn_desktop.ui.layouts.grid_layout import GridLayout
from ldn_desktop.ui.layouts.row_layout import at_left
from ldn_desktop.ui.pages.entry_form import EntryForm, begin_typing
from ldn_desktop.ui.style.theme import Role, TextScale
from ldn_desktop.ui.widgets.button import GAP, Button, ButtonKind
from ldn_desktop.ui.widgets.label import Label
from ldn_desktop.ui.widgets.text_field import Labelled, LineField


class ResultForm(EntryForm):
    """Date, mean, and the eight domains where the person has them."""

    def __init__(self, today: date) -> None:
        super().__init__(_("Add a result"))
        self._today = today
        self.editing: date | None = None
        """The day of the result that is changed."""
        self.when = DatePicker(_("Date"), today, today, quick=(), last=today, open_month=False)
        self.add(self.when)
        self.mean = LineField(_("Mean of all answers, 0 to 6"), characters=10)
        self.add(Labelled(self.mean), 12)
        self.add(Label(_("Higher is better."), role=Role.QUIET, scale=TextScale.SIDE), 4)
        self.by_domain = Button(_("Add the eight domains"), ButtonKind.TILE, self._show_domains)
        self.by_domain.setCheckable(True)
        self.add(at_left(self.by_domain), 12)
        self._domain_board = QWidget()
        grid = GridLayout(self._domain_board, (2, 1), across=2 * GAP)
        self.domains = {
            key: LineField(function.domain_label(key), characters=10) for key in DOMAINS
        }
        for field in self.domains.values():
            grid.addWidget(Labelled(field))
        self._domain_board.hide()
        self.add(self._domain_board)
        self.add_buttons(_("Remove this result"), 12)

    def _show_domains(self) -> None:
        self._domain_board.setVisible(self.by_domain.isChecked())

    def shown_dates(self) -> list[DatePicker]:
        return [self.when]

    def edit(self, result: FunctionResult) -> None:
        """Show `result`, to be changed or removed."""
        self.editing = result.date
        day = formats.long_date(result.date)
        self.show_change(_("Change the result for {day}").format(day=day))
        self.when.show_date(result.date)
        self.mean.setText(formats.number(result.mean))
        for key, field in self.domains.items():
            mean = result.domains.get(key)
            field.setText("" if mean is None else formats.number(mean))
        self.by_domain.setChecked(bool(result.domains))
        self._show_domains()
        begin_typing(self.mean)

    def clear(self) -> None:
        """Be ready for a new result from today."""
        self.editing = None
        self.show_new()
        self.when.show_date(self._today)
        for field in (self.mean, *self.domains.values()):
            field.clear()

    def entered(self, diary: Diary, now: datetime) -> Edit:
        """The edit that stores what was entered. Raises UserError for an impossible number."""
        domains = {key: field.text() for key, field in self.domains.items() if field.text().strip()}
        made = function.record_result(diary, self.when.date, self.mean.text(), domains, now)
        if self.editing in (None, self.when.date):
            return made
        return Edit((*function.remove_result(diary, self.editing).changes, *made.changes))

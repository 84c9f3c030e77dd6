"""Choose dates: the first and the last day of a chart."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal

from ldn_desktop.i18n import _, pgettext
from ldn_desktop.ui.dates.date_picker import DatePicker
from ldn_desktop.ui.layouts.page_columns import PageColumn, side_by_side
from ldn_desktop.ui.pages.page import Page


class PeriodPage(Page):
    """Two dates that cannot cross; every change counts at once."""

    chosen = Signal(object, object)
    max_width_in_em = None

    def __init__(self, start: date, end: date, first: date, today: date) -> None:
        super().__init__(_("Choose dates"), _("‹ Charts"))
        first = min(first, start)
        quick = [(_("First day of the diary"), first)]
        self.start = DatePicker(
            pgettext("span of time", "From"), start, today, quick=quick, first=first, last=end
        )
        last = max(today, end)
        quick = [(_("Today"), today)]
        self.end = DatePicker(
            pgettext("span of time", "To"), end, today, quick=quick, first=start, last=last
        )
        self._first, self._last = first, last
        columns = []
        for picker in (self.start, self.end):
            picker.changed.connect(self._change)
            column = PageColumn()
            column.add_section(picker)
            columns.append(column)
        self.column.addWidget(side_by_side(*columns))
        self.column.addStretch(1)

    def _change(self, _when: date) -> None:
        self.start.set_limits(self._first, self.end.date)
        self.end.set_limits(self.start.date, self._last)
        self.chosen.emit(self.start.date, self.end.date)

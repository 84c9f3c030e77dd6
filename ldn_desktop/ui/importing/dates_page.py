"""How the dates of a file are read: the day, the month or the year first."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal

from ldn_desktop.i18n import _, formats
from ldn_desktop.interchange import (
    DateDecision,
    DateOrder,
    order_name,
    read_in,
    why_this_order,
)
from ldn_desktop.ui.choices.choice import Choice
from ldn_desktop.ui.pages.page import Page
from ldn_desktop.ui.style.theme import Role
from ldn_desktop.ui.widgets.label import Label


class DatesPage(Page):
    """Each order with the day it makes of an example; choosing one ends the page."""

    chosen = Signal(object)
    """The DateOrder that was chosen."""

    def __init__(self, decision: DateDecision) -> None:
        super().__init__(_("Dates in your file"))
        question = _("How should {date} be read?").format(date=decision.example)
        self.set_lead(question)
        self.column.addWidget(Label(why_this_order(decision.by), role=Role.QUIET))
        days: dict[date, DateOrder] = {}
        for order in (decision.order, *DateOrder):
            day = read_in(decision.example, order)
            if day is not None:
                days.setdefault(day, order)
        options: list[tuple[object, str]] = [
            (order, f"{order_name(order)}\n{formats.long_date(day)}") for day, order in days.items()
        ]
        choice = Choice(question, options, decision.order, (3, 2, 1), shown=False)
        choice.chosen.connect(self._choose)
        self.column.addWidget(choice)
        self.column.addStretch(1)

    def _choose(self, order: DateOrder) -> None:
        self.chosen.emit(order)
        self.leave()

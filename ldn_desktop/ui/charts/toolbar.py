"""The row above a chart: period, zoom and dates; in the calendar symptom and year."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ldn_desktop.i18n import _, pgettext
from ldn_desktop.ui import actions
from ldn_desktop.ui.charts.periods import NAMES
from ldn_desktop.ui.choices.trough import SegmentedControl, Stepper
from ldn_desktop.ui.layouts.row_layout import RowLayout, RowSlot

CHOSEN_DATES = "own"
BETWEEN = 12
"""Px between two troughs."""


class ChartToolbar(QWidget):
    """`period_chosen` carries the name of a period, `symptom_chosen` a key."""

    period_chosen = Signal(object)
    dates_requested = Signal()
    zoom_requested = Signal(int)
    """+1 for fewer days, −1 for more."""
    move_requested = Signal(int)
    symptom_chosen = Signal(object)

    def __init__(self, period: str) -> None:
        super().__init__()
        row = RowLayout(self, BETWEEN)
        options: list[tuple[object, str]] = [(key, _(text)) for key, text in NAMES.items()]
        options.append((CHOSEN_DATES, _("Dates…")))
        self.periods = SegmentedControl(pgettext("span of time", "Period"), options, period)
        self.periods.chosen.connect(self._choose)
        self.zoom = Stepper(
            _("Zoom"),
            _("Zoom"),
            less=("−", _("Zoom out")),
            more=("+", _("Zoom in")),
            bold=False,
        )
        self.zoom.stepped.connect(self.zoom_requested)
        self.steps = Stepper(
            _("Dates"), "", less=("‹", _("Earlier")), more=("›", _("Later")), bold=False
        )
        self.steps.stepped.connect(self.move_requested)
        actions.add_tool_tips(
            (self.zoom.more, "zoom in"),
            (self.zoom.less, "zoom out"),
            (self.steps.less, "earlier"),
            (self.steps.more, "later"),
        )
        # Two dates at 300 % are wider than a small window.
        self.steps.value.setWordWrap(True)
        self.symptoms = SegmentedControl(_("Symptom"), ())
        self._symptom_box = QWidget()
        column = QVBoxLayout(self._symptom_box)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.symptoms)
        for part in (self.periods, self._symptom_box, self.zoom, self.steps):
            row.add(part, RowSlot.LEFT)
        self._symptom_box.hide()

    def _choose(self, key: str) -> None:
        if key == CHOSEN_DATES:
            self.dates_requested.emit()
        else:
            self.period_chosen.emit(key)

    def show_period(self, key: str) -> None:
        """Which period is shown: a name or `CHOSEN_DATES`."""
        self.periods.show_chosen(key)

    def show_dates(self, text: str, *, can_earlier: bool, can_later: bool) -> None:
        """The days that are shown, between the two steps."""
        self.steps.show_value(text, can_less=can_earlier, can_more=can_later)
        self.steps.updateGeometry()

    def show_parts(self, *, periods: bool, zoom: bool, symptom: bool) -> None:
        """Which controls the view needs."""
        self.periods.setVisible(periods)
        self.zoom.setVisible(zoom)
        self._symptom_box.setVisible(symptom)

    def offer_symptoms(self, options: Sequence[tuple[str, str]], current: str) -> None:
        """The symptoms that the calendar can show."""
        if [key for key, _text in options] == list(self.symptoms.buttons):
            self.symptoms.show_chosen(current)
            return
        new = SegmentedControl(_("Symptom"), options, current)
        new.chosen.connect(self.symptom_chosen)
        layout = self._symptom_box.layout()
        assert layout is not None
        layout.replaceWidget(self.symptoms, new)
        self.symptoms.hide()
        self.symptoms.deleteLater()
        self.symptoms = new

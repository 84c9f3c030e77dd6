"""The row above a chart: which period, and closer, wider, earlier, later."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from ldn_desktop.i18n import _, mark
from ldn_desktop.ui.charts.periods import NAMES
from ldn_desktop.ui.widgets.button import Button, ButtonKind, ExclusiveButton
from ldn_desktop.ui.widgets.row_layout import Place, RowLayout

OWN = "own"
VIEWS = {
    "chart": mark("Chart"),
    "year": mark("Year at a glance"),
    "table": mark("Table"),
}


def exclusive(text: str, on_click: Callable[[], object]) -> ExclusiveButton:
    """A button of which one in its row is chosen."""
    return ExclusiveButton(text, ButtonKind.SMALL, on_click)


def show_checked(buttons: Mapping[str, ExclusiveButton], key: str) -> None:
    """Show `key` as the chosen one, or none of them."""
    for name, button in buttons.items():
        button.show_chosen(name == key)


class ChartToolbar(QWidget):
    """`period_chosen` carries the name of a period."""

    period_chosen = Signal(str)
    own_wanted = Signal()
    zoom_wanted = Signal(int)
    move_wanted = Signal(int)

    def __init__(self, named: str) -> None:
        super().__init__()
        row = RowLayout(self)
        periods = QWidget()
        inner = RowLayout(periods)
        self.periods: dict[str, ExclusiveButton] = {}
        for key, text in NAMES.items():
            button = exclusive(_(text), partial(self.period_chosen.emit, key))
            button.setAccessibleName(_("Period: {name}").format(name=_(text)))
            self.periods[key] = button
        self.periods[OWN] = exclusive(_("Own dates…"), self.own_wanted.emit)
        for button in self.periods.values():
            inner.add(button, Place.LEFT)
        row.add(periods, Place.LEFT)
        self.earlier = self._button(_("‹ Earlier"), _("Earlier days"), self.move_wanted, -1)
        self.later = self._button(_("Later ›"), _("Later days"), self.move_wanted, 1)
        self.closer = self._button(_("Closer"), _("Fewer days, closer"), self.zoom_wanted, 1)
        self.wider = self._button(_("Wider"), _("More days, wider"), self.zoom_wanted, -1)
        ways = QWidget()
        steps = RowLayout(ways)
        for other in (self.earlier, self.later, self.closer, self.wider):
            steps.add(other, Place.LEFT)
        row.add(ways, Place.RIGHT)
        show_checked(self.periods, named)

    def _button(self, text: str, name: str, signal: SignalInstance, by: int) -> Button:
        button = Button(text, ButtonKind.SMALL, partial(signal.emit, by))
        button.setAccessibleName(name)
        return button

    def show_period(self, key: str) -> None:
        """Which period is shown: a name or `OWN`."""
        show_checked(self.periods, key)

"""The first start: three short pages that can be skipped."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ldn_desktop import settings
from ldn_desktop.i18n import _, mark
from ldn_desktop.ui.preferences import Preferences
from ldn_desktop.ui.widgets.button import Button, ButtonKind
from ldn_desktop.ui.widgets.choice import Choice
from ldn_desktop.ui.widgets.label import Label
from ldn_desktop.ui.widgets.page import Page
from ldn_desktop.ui.widgets.row_layout import Place, RowLayout
from ldn_desktop.ui.widgets.theme import THEMES, Role

PAGES = (
    (
        mark("A diary for your days"),
        (
            mark("Mark how a day was. One touch is enough."),
            mark("Everything stays on this computer. There is no account and no network."),
            mark("It shows what happened. It is no doctor and never tells you what to take."),
        ),
    ),
    (
        mark("One thing to know about LDN"),
        (
            mark("LDN blocks opioid medicines, so ask before you combine."),
            mark("Strong painkillers and some cough or diarrhoea remedies are opioids."),
            mark("Your pharmacist or prescriber can tell you. The Guide says more."),
        ),
    ),
    (mark("Easy on the eyes"), (mark("Choose colours and letters. You can change them later."),)),
)


class WelcomePage(Page):
    """What this is and is not; the opioid warning; theme and text size."""

    widest_in_letters = 46

    def __init__(self, preferences: Preferences) -> None:
        super().__init__("", _("Skip"))
        self._preferences = preferences
        self._number = 0
        self._body = QWidget()
        self.column.addWidget(self._body, 1)
        foot = QWidget()
        row = RowLayout(foot)
        self.before = Button(
            _("‹ Back"), ButtonKind.SMALL, lambda: self.show_number(self._number - 1)
        )
        self.on = Button("", ButtonKind.ACTION, self._go_on)
        self.on.setMinimumWidth(220)
        self.where = Label("", role=Role.QUIET)
        self.where.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row.add(self.before, Place.LEFT)
        row.add(self.where, Place.MIDDLE)
        row.add(self.on, Place.RIGHT)
        self.foot.addWidget(foot)
        self.show_number(0)

    def show_number(self, number: int) -> None:
        """Show page `number`, 0 to 2."""
        self._number = max(0, min(number, len(PAGES) - 1))
        title, sentences = PAGES[self._number]
        self.heading.say(_(title))
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 16, 0, 0)
        column.setSpacing(20)
        column.addStretch(1)
        for sentence in sentences:
            column.addWidget(Label(_(sentence), scale=1.3))
        if self._number == len(PAGES) - 1:
            for choice in self._look():
                column.addWidget(choice)
        column.addStretch(2)
        self.where.setText(_("{n} of {all}").format(n=self._number + 1, all=len(PAGES)))
        self._body = self.swap(self._body, body)
        last = self._number == len(PAGES) - 1
        self.before.setVisible(self._number > 0)
        self.on.setText(_("Open my diary") if last else _("Go on"))
        self.back.setVisible(not last)
        if last and QApplication.focusWidget() in (self.back, None):
            self.on.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin(self, reason: Qt.FocusReason) -> None:
        self.on.setFocus(reason)

    def _look(self) -> list[Choice]:
        kept = self._preferences.settings
        themes = [("system", _("As the system")), *((t.key, t.label) for t in THEMES.values())]
        sizes = [(percent, f"{percent} %") for percent in settings.TEXT_PERCENTS]
        theme = Choice(_("Theme"), themes, kept.theme, (5, 3, 1))
        theme.chosen.connect(lambda key: self._preferences.change(theme=key))
        size = Choice(_("Text size"), sizes, kept.text_percent, (7, 4, 2, 1))
        size.chosen.connect(lambda percent: self._preferences.change(text_percent=percent))
        return [theme, size]

    def _go_on(self) -> None:
        if self._number == len(PAGES) - 1:
            self.leave()
        else:
            self.show_number(self._number + 1)

    def leave(self) -> None:
        self._preferences.remember(welcomed=True)
        super().leave()

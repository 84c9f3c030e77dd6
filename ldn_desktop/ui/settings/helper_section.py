"""Someone else is entering: a switch for this sitting, and a first name if there is one."""

from __future__ import annotations

from collections.abc import Callable

from ldn_desktop.diary.recording import checked_helper, helper_name
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _
from ldn_desktop.ui.choices.trough import SegmentedControl
from ldn_desktop.ui.layouts.row_layout import words_and_controls
from ldn_desktop.ui.pages.captioned_row import setting_row
from ldn_desktop.ui.pages.section import Section
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.widgets.button import Button, ButtonKind
from ldn_desktop.ui.widgets.label import Label
from ldn_desktop.ui.widgets.text_field import LineField


class HelperSection(Section):
    """Marks what is entered from now on; at the next start it is the person again."""

    def __init__(self, session: Session, tell: Callable[[str], object]) -> None:
        super().__init__(_("Helper"))
        self._session, self._tell = session, tell
        self.switch = SegmentedControl(
            _("Someone else is entering my answers"), [(False, _("No")), (True, _("Yes"))]
        )
        self.switch.chosen.connect(self._switch)
        hint = _("Answers are marked as entered by a helper. This ends when you close the program.")
        self.add_row(setting_row(self.switch, hint))
        self.name = LineField(_("First name of the helper"), characters=14)
        self.name.setPlaceholderText(_("optional"))
        self.name.returnPressed.connect(self._set_name)
        self.set_name = Button(_("Use this name"), ButtonKind.TILE, self._set_name)
        self._name_row = words_and_controls(Label(_("First name")), self.name, self.set_name)
        self.add(self._name_row, 4)
        session.helper_changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        helper = self._session.helper
        self.switch.show_chosen(helper is not None)
        self._name_row.setVisible(helper is not None)
        self.name.setText(helper or "")

    def _switch(self, on: object) -> None:
        if bool(on) != (self._session.helper is not None):
            self._enter_as("" if on else None)

    def _set_name(self) -> None:
        try:
            self._enter_as(checked_helper(self.name.text()))
        except UserError as refusal:
            self._tell(str(refusal))

    def _enter_as(self, helper: str | None) -> None:
        self._session.enter_as(helper)
        if helper is None:
            self._tell(_("Answers are recorded as your own again."))
        else:
            text = _("Answers are marked as entered by {helper} from now on.")
            self._tell(text.format(helper=helper_name(helper)))

"""A quiet line above the questions while somebody else enters for the person."""

from __future__ import annotations

from collections.abc import Callable

from ldn_desktop.i18n import _
from ldn_desktop.ui.layouts.row_layout import RowLayout, RowSlot
from ldn_desktop.ui.style.theme import Role
from ldn_desktop.ui.widgets import accessibility
from ldn_desktop.ui.widgets.accessibility import Group
from ldn_desktop.ui.widgets.button import Button, ButtonKind
from ldn_desktop.ui.widgets.label import Label


class HelperLine(Group):
    """Says who enters, with a button that ends it; hidden when it is the person again."""

    def __init__(self, on_end: Callable[[], object]) -> None:
        super().__init__(_("Someone else is entering my answers"))
        self.words = Label("", role=Role.QUIET)
        self.end = Button(_("The helper has finished"), ButtonKind.OUTLINE, on_end)
        self.end.setAccessibleDescription(_("Answers are recorded as your own again."))
        row = RowLayout(self)
        row.add(self.words, RowSlot.WORDS)
        row.add(self.end, RowSlot.RIGHT)

    def show_helper(self, helper: str | None) -> None:
        """Show `helper` ("" for one without a name), or hide for None; have it read out."""
        if helper is None:
            accessibility.say(self, _("Answers are recorded as your own again."))
        else:
            text = _("{name} is entering answers.").format(name=helper)
            text = text if helper else _("A helper is entering answers.")
            self.words.setText(text)
            accessibility.say(self, text)
        self.setVisible(helper is not None)

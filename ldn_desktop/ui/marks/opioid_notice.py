"""The guide's warning beside the name of a medicine that its list of opioids has."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from ldn_desktop.guide import is_opioid, opioid_warning
from ldn_desktop.ui.widgets import accessibility
from ldn_desktop.ui.widgets.accessibility import Group
from ldn_desktop.ui.widgets.danger_sign import DangerSign
from ldn_desktop.ui.widgets.label import Label


class OpioidNotice(Group):
    """Hidden until a name is in the list. It knows of no other interaction."""

    def __init__(self) -> None:
        super().__init__("")
        self.words = Label("", bold=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(12)
        row.addWidget(DangerSign(), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
        self.hide()

    def show_for(self, names: Iterable[str]) -> None:
        """Show and announce the warning where one of `names` is an opioid."""
        found = any(map(is_opioid, names))
        if found and self.isHidden():
            warning = opioid_warning()
            self.words.setText(warning)
            self.setAccessibleName(warning)
            accessibility.say(self, warning)
        self.setVisible(found)

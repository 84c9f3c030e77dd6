"""The opioid warning of the first start: a sign, the word “Danger”, and one sentence."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from ldn_desktop.i18n import _
from ldn_desktop.ui.widgets.accessibility import Group
from ldn_desktop.ui.widgets.danger_sign import DangerSign
from ldn_desktop.ui.widgets.label import Label


def danger_text() -> str:
    """The warning in one line."""
    return _(
        "Danger. LDN must not be combined with opioid medicines such as codeine, tramadol or"
        " morphine."
    )


class DangerLine(Group):
    """The sign beside the warning, and more beneath it where there is more to say."""

    def __init__(self, more: str = "") -> None:
        super().__init__(danger_text())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 8, 0, 8)
        row.setSpacing(16)
        row.addWidget(DangerSign(), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(Label(danger_text(), bold=True, scale=1.125))
        if more:
            column.addWidget(Label(more))
        row.addLayout(column, 1)

"""Qt's properties by the names of their values, and numbers that stand for Qt's enums."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ldn_desktop.ui.widgets.by_name import put
from ldn_desktop.ui.widgets.painting import CENTRED, CENTRED_AND_WRAPPED


def test_a_value_is_found_by_its_name(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    put(label, alignment="AlignCenter", textFormat="PlainText")
    assert label.alignment() == Qt.AlignmentFlag.AlignCenter
    assert label.textFormat() is Qt.TextFormat.PlainText


@pytest.mark.parametrize(
    "wish", [{"alignment": "AlignCentre"}, {"alignement": "AlignCenter"}], ids=["value", "name"]
)
def test_a_misspelt_name_is_an_error(wish: dict[str, str], qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    with pytest.raises(ValueError, match="QLabel takes no"):
        put(label, **wish)


def test_the_numbers_for_text_are_those_of_qt() -> None:
    centre, wrap = Qt.AlignmentFlag.AlignCenter, Qt.TextFlag.TextWordWrap
    assert int(centre) == CENTRED
    assert int(centre | wrap) == CENTRED_AND_WRAPPED

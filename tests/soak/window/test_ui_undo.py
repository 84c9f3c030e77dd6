"""10,000 touches and undos of one window, as the quick test does with a few hundred."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from tests.support.ui.sitting import Sitting

STEPS = 10_000
SEED = 31


@pytest.fixture
def application(qapp: QApplication) -> Iterator[QApplication]:
    """Gives back the look that a sitting puts on."""
    palette, font = QApplication.palette(), QApplication.font()
    yield qapp
    QApplication.setPalette(QPalette(palette))
    QApplication.setFont(font)


@pytest.mark.usefixtures("application")
def test_ten_thousand_touches_can_each_be_taken_back() -> None:
    chance = random.Random(SEED)
    sitting = Sitting()
    keys = ["pain", "anxiety", "sore_throat", "brain_fog"]
    undone = 0
    for _step in range(STEPS):
        _one_touch(sitting, chance, keys)
        if sitting.before and chance.random() < 0.4:
            sitting.undo()
            undone += 1
        sitting.the_page_shows_the_diary()
    undone += len(sitting.before)
    sitting.undo_everything()
    sitting.teardown()
    assert undone > STEPS // 3


def _one_touch(sitting: Sitting, chance: random.Random, keys: list[str]) -> None:
    match chance.choices(range(7), [60, 5, 5, 8, 5, 1, 12])[0]:
        case 0:
            sitting.answer(chance.randrange(30), chance.randrange(5))
        case 1:
            sitting.crash()
        case 2:
            sitting.same()
        case 3:
            sitting.dose()
        case 4:
            sitting.no_side_effects()
        case 5:
            sitting.hide_or_show(chance.choice(keys))
        case _:
            sitting.another_day(chance.randrange(-3, 4))

"""How keys are written for people."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from ldn_desktop.i18n import use_language
from ldn_desktop.ui import actions

pytestmark = [
    pytest.mark.usefixtures("english_afterwards"),
    pytest.mark.skipif(sys.platform == "darwin", reason="macOS has signs for its keys"),
]


def _written(name: str) -> str:
    return next(actions.keys_text(one) for one in actions.SHORTCUTS if one.name == name)


@pytest.mark.parametrize(
    ("language", "redo", "section"),
    [
        ("en", "Ctrl+Shift+Z or Ctrl+Y", "Ctrl+Page up"),
        ("de", "Strg+Shift+Z oder Strg+Y", "Strg+Bild auf"),
        ("fr", "Ctrl+Maj+Z ou Ctrl+Y", "Ctrl+Page préc."),
        ("es", "Ctrl+Mayús+Z o Ctrl+Y", "Ctrl+Re Pág"),
    ],
)
def test_keys_have_the_names_that_stand_on_them(
    compiled_languages: Path, language: str, redo: str, section: str
) -> None:
    use_language(language, compiled_languages)
    assert _written("redo") == redo
    assert _written("section before") == section


def test_a_plus_is_a_key_too() -> None:
    assert _written("larger") == "Ctrl++ or Ctrl+= or +"

"""The words of the interface: short, plain, without guilt, and all of them translatable."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from ldn_desktop.i18n import PSEUDO, translation
from ldn_desktop.screenshots.states import STATES, back_to_start
from ldn_desktop.ui.actions import SHORTCUTS, keys_text
from ldn_desktop.ui.choices.language_options import language_options
from tests.support.ui.guide_screens import guide_tab, walk_guide
from tests.support.ui.screens import (
    SCREENS,
    diary_of_screens,
    visible,
    wait_until_saved,
    walk,
)
from tests.support.ui.shown_texts import shown_texts
from tests.support.ui.sizes import cut_off
from tests.support.ui.window import OpenWindow

PACKAGE = Path(translation.__file__).parents[1]
MARKS = {"_", "mark", "ngettext", "mark_plural"}
FIELD = re.compile(r"\{[^}]*\}")
END = re.compile(r"(?<=[.?:])\s+")
GUILT = re.compile(
    r"\b(streak|missed|miss|forgot|forget|overdue|late|fail(ed)? to|catch up|should have|keep it"
    r" up|well done|great|good job|congratulations|sorry|oops|don.t break)\b",
    re.IGNORECASE,
)
ADVICE = re.compile(
    r"\b(you should|we recommend|try taking|raise your|lower your)\b", re.IGNORECASE
)

Grade = Callable[[Sequence[str]], float]
Words = Callable[[str], list[str]]


def _strings(path: Path) -> Iterator[str]:
    """What a translator would meet in the module at `path`."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS:
            for given in node.args:
                if isinstance(given, ast.Constant) and isinstance(given.value, str):
                    yield given.value


def _interface() -> list[str]:
    paths = [*sorted((PACKAGE / "ui").rglob("*.py")), *sorted(PACKAGE.glob("*.py"))]
    return [text for path in paths for text in _strings(path)]


def _sentences() -> list[str]:
    """Sentences of the interface; labels of a word or three are none."""
    plain = (FIELD.sub("3", text).replace("…", "") for text in _interface())
    parts = (part.strip() for text in plain for part in END.split(text.replace("\n", " ")))
    return [part for part in parts if len(part.split()) > 3]


def test_there_are_words_to_look_at() -> None:
    assert len(_interface()) > 250
    assert len(_sentences()) > 80
    assert "Crash day" in _interface()


def test_the_interface_reads_at_grade_6_or_below(grade: Grade) -> None:
    assert grade(_sentences()) <= 6


def test_nineteen_of_twenty_sentences_have_fifteen_words_at_most(
    words_of: Words,
) -> None:
    text = _sentences()
    long = [sentence for sentence in text if len(words_of(sentence)) > 15]
    assert len(long) <= 0.05 * len(text), long


def test_nothing_is_exclaimed() -> None:
    assert [text for text in _interface() if "!" in text] == []


def test_nobody_is_made_to_feel_guilty() -> None:
    assert [text for text in _interface() if GUILT.search(FIELD.sub("", text))] == []


def test_nothing_reads_as_advice() -> None:
    assert [text for text in _interface() if ADVICE.search(text)] == []


def test_nobody_is_asked_whether_they_are_sure() -> None:
    assert [text for text in _interface() if re.search("are you sure", text, re.IGNORECASE)] == []


KEYS = {keys_text(one) for one in SHORTCUTS}
BREAK = "\N{ZERO WIDTH SPACE}"
"""Names of keys are Qt's own."""
LANGUAGE_NAMES = {name for _code, name in language_options()}
"""Each stands in its own language."""
FROM_RESOURCES = {"guide", "help now", "licences"}
"""Screens whose text is a file of its own, or names that are the same in every language."""
NOT_WORDS = re.compile(r"^([\d\s%•×‹›:,.−+–-]*|\d{1,2} [ap]m)$")
"""Numbers and signs; the hour of a clock is Qt's, as the system's language writes it."""


@pytest.fixture
def pseudo() -> Iterator[None]:
    translation.use_language(PSEUDO)
    yield
    translation.use_language("en")


@pytest.mark.usefixtures("pseudo")
def test_no_string_is_left_out_of_translation(open_window: OpenWindow) -> None:
    window = open_window(diary_of_screens())
    left_out: set[tuple[str, str]] = set()
    count = 0
    for name in walk(window, *(name for name in SCREENS if name not in FROM_RESOURCES)):
        for widget in (window, *visible(window)):
            for text in filter(None, shown_texts(widget)):
                count += 1
                if NOT_WORDS.match(text) or text.replace(BREAK, "") in KEYS | LANGUAGE_NAMES:
                    continue
                if not (text.count("⟦") == text.count("⟧") > 0):
                    left_out.add((name, text))
    assert count > 1_000
    assert left_out == set()


@pytest.mark.usefixtures("pseudo")
@pytest.mark.parametrize("percent", [100, 200, 300])
def test_words_a_third_longer_are_not_cut(
    open_window: OpenWindow, percent: int, qtbot: QtBot
) -> None:
    window = open_window(diary_of_screens(), text_percent=percent)
    cut = []
    for name in walk(window, *(name for name in SCREENS if name != "guide")):
        wait_until_saved(window, qtbot)  # what is said then is laid out, too
        cut += [f"{name}: {what}" for widget in visible(window) for what in cut_off(widget)]
    assert cut == []


def _named_otherwise(window: QWidget) -> Iterator[tuple[str, str]]:
    """Buttons whose name lacks what they show: voice control would not find them."""
    for button in (w for w in visible(window) if isinstance(w, QAbstractButton)):
        accessible = QAccessible.queryAccessibleInterface(button)
        assert accessible is not None
        text = accessible.text(QAccessible.Text.Name)
        seen = re.sub(r"[‹›…•×−+\n]", "", button.text()).strip()
        if seen.casefold() not in text.casefold():
            yield seen, text


def test_accessible_names_hold_the_words_that_are_seen(open_window: OpenWindow) -> None:
    window = open_window(diary_of_screens())
    differ = [(name, *pair) for name in walk(window) for pair in _named_otherwise(window)]
    differ += [(name, *pair) for name in walk_guide(window) for pair in _named_otherwise(window)]
    for section in guide_tab(window).guide.sections:
        guide_tab(window, section.key)
        differ += [(section.key, *pair) for pair in _named_otherwise(window)]
    assert differ == []


def test_the_names_of_charts_and_their_pages_hold_their_words(open_window: OpenWindow) -> None:
    window = open_window(diary_of_screens())
    for name in ("charts", "charts year", "charts choice", "charts own dates", "report"):
        back_to_start(window)
        STATES[name](window)
        assert list(_named_otherwise(window)) == [], name

"""One question with its five answers in a row, or stacked where the text is large."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from ldn_desktop.diary.model import Answer, Source
from ldn_desktop.diary.symptoms import Word, word_for
from ldn_desktop.i18n import _
from ldn_desktop.ui.layouts.grid_layout import GridLayout
from ldn_desktop.ui.style.theme import percent_now
from ldn_desktop.ui.today.careful_button import CarefulButton
from ldn_desktop.ui.widgets.accessibility import Group
from ldn_desktop.ui.widgets.double_click_guard import DoubleClickGuard
from ldn_desktop.ui.widgets.label import Label

if TYPE_CHECKING:
    from ldn_desktop.ui.sharing.difference_line import DifferenceLine

ONE_COLUMN_FROM = 150
"""Percent of text size from which questions stand in one column."""
STACKED_FROM = 300
"""Percent of text size from which the answers of a question stand on one another."""


def answer_index(event: QKeyEvent) -> int | None:
    """The answer that the keys 1 to 5 stand for, 0–4; None for every other key."""
    keys = Qt.Key
    return event.key() - keys.Key_1 if keys.Key_1 <= event.key() <= keys.Key_5 else None


def arrow_direction(event: QKeyEvent) -> tuple[int, int] | None:
    """How far across and down an arrow key leads; None for every other key."""
    keys = Qt.Key
    steps = {
        keys.Key_Left: (-1, 0),
        keys.Key_Right: (1, 0),
        keys.Key_Up: (0, -1),
        keys.Key_Down: (0, 1),
    }
    return steps.get(keys(event.key()))


class AnswerButton(CarefulButton):
    """An answer that can be chosen; arrow keys and numbers belong to its question."""

    def __init__(self, text: str, keys: Callable[[QKeyEvent], bool]) -> None:
        super().__init__(text)
        self._keys = keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keys(event):
            super().keyPressEvent(event)


class Question(Group):
    """Asks for one score. Touching the chosen answer again clears it.

    While another computer says something else, it confirms that answer instead.
    """

    answered = Signal(str, object)
    """Field, and the points or None."""
    step_requested = Signal(int)
    """One question back (−1) or on (+1); ±2 for the row above or below."""
    view_requested = Signal()
    """A key was meant for an answer that is out of sight."""

    def __init__(self, field: str, title: str, words: tuple[Word, ...]) -> None:
        super().__init__(title)
        self.field, self.words = field, words
        self._points: float | None = None
        self.difference: DifferenceLine | None = None
        """Made when something differs for the first time, which the start does not wait for."""
        self._guard = DoubleClickGuard()
        self.title = Label(title, bold=True)
        self.title.setWordWrap(False)
        self.grid = GridLayout(self, (5, 1), title=self.title)
        self.on_font_changed()
        self.buttons: list[AnswerButton] = []
        for word in words:
            button = AnswerButton(word.shown, self._key)
            button.setAccessibleName(
                _("{question}: {answer}").format(question=title, answer=word.shown)
            )
            button.clicked.connect(lambda _c=False, w=word: self.choose(w.points))
            self.grid.addWidget(button)
            self.buttons.append(button)

    def on_font_changed(self) -> None:
        """Stack the answers where text is large."""
        self.grid.limit((1,) if percent_now() >= STACKED_FROM else (5, 1))

    def show_answer(self, answer: Answer | None) -> None:
        """Show what the diary says. Copied answers and ones between two words are dashed."""
        self._points = None if answer is None else answer.value
        chosen = None if self._points is None else word_for(self._points, self.words)
        for button, word in zip(self.buttons, self.words, strict=True):
            button.show_chosen(word is chosen)
            exact = chosen is not None and chosen.points == self._points
            copied = word is chosen and answer is not None and answer.source is Source.COPIED
            button.set_copied(copied or (word is chosen and not exact))
            # Dashes are seen, not heard.
            button.setAccessibleDescription(_("copied") if copied else "")

    def show_difference(self, text: str) -> None:
        """Show what the other computer says, beneath the answers; nothing where it is empty."""
        self.setAccessibleDescription(text)
        if self.difference is None:
            if not text:
                return
            from ldn_desktop.ui.sharing.difference_line import DifferenceLine

            self.difference = DifferenceLine()
            self.grid.set_below(self.difference)
        self.difference.setText(text)

    @property
    def differs(self) -> bool:
        """Whether another computer says something else."""
        return self.difference is not None and bool(self.difference.text())

    def choose(self, points: float) -> None:
        """Answer with `points`, or clear that very answer."""
        meant = self._guard.meant(points)
        self._restore_checked()  # only the diary says what is chosen: it may refuse
        if meant:
            clears = points == self._points and not self.differs
            self.answered.emit(self.field, None if clears else points)

    def _restore_checked(self) -> None:
        for button, word in zip(self.buttons, self.words, strict=True):
            button.show_chosen(
                self._points is not None and word is word_for(self._points, self.words)
            )

    def _key(self, event: QKeyEvent) -> bool:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if (index := answer_index(event)) is not None:
            if not event.isAutoRepeat():
                self.answer_by_key(index)
            return True
        if (step := arrow_direction(event)) is not None:
            self._step(*step)
            return True
        return False

    def answer_by_key(self, index: int) -> None:
        """Answer with word number `index` and go on to the next question.

        What cannot be seen is not answered: the key brings it into view instead.
        """
        if self.is_in_view(index):
            self.answered.emit(self.field, self.words[index].points)
            self.step_requested.emit(1)
        else:
            self.focus_answer()
            self.view_requested.emit()

    def is_in_view(self, index: int) -> bool:
        """Whether all of answer number `index` can be seen."""
        button = self.buttons[index]
        return button.visibleRegion().boundingRect() == button.rect()

    def _step(self, across: int, down: int) -> None:
        if self.grid.columns_at(self.width()) == 1:  # stacked: down is the next answer
            across, down = down, across
        index = self._focused + across
        if across and 0 <= index < len(self.buttons):
            self.buttons[index].setFocus(Qt.FocusReason.TabFocusReason)
        elif across or down:
            self.step_requested.emit(across or 2 * down)

    @property
    def _focused(self) -> int:
        return next((n for n, b in enumerate(self.buttons) if b.hasFocus()), 0)

    def focus_answer(self, *, by_key: bool = True) -> None:
        """Put the focus on the chosen answer, or on the first; with its ring if `by_key`."""
        chosen = next((b for b in self.buttons if b.isChecked()), self.buttons[0])
        if by_key:
            chosen.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            chosen.setFocus()

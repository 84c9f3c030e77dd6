"""The undo stack: how far back it goes, and when something can be done again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from ldn_desktop.diary import doses, paper_month
from ldn_desktop.diary.fields import DOSE_TIME
from ldn_desktop.diary.marks import new_mark, set_mark, stop_mark
from ldn_desktop.diary.model import Answer, Diary, DoseStep, Edit, MarkKind
from ldn_desktop.diary.recording import entered_by
from ldn_desktop.diary.symptoms import FUNCAP
from ldn_desktop.ui.undo_stack import UndoStack
from tests.support.interchange.diary_strategies import whole
from tests.support.ui.window import TODAY, OpenWindow

DAY = date(2026, 3, 4)


def answers(count: int) -> tuple[Diary, list[Edit]]:
    """A diary, and edits that were made in it one after the other."""
    diary, edits = Diary(), []
    for points in range(count):
        edit = diary.answer(DAY, "pain", Answer(float(points), 1))
        diary.apply(edit)
        edits.append(edit)
    return diary, edits


def test_what_another_computer_said_is_left_alone() -> None:
    diary, edits = answers(2)
    other = diary.answer(DAY, "fatigue", Answer(5.0, 1))
    both = Edit((*diary.answer(DAY, "pain", Answer(9.0, 1)).changes, *other.changes))
    stack = UndoStack()
    for edit in (*edits, both):
        stack.push(edit)
    stack.undo()
    stack.forget(edits[0])
    assert not stack.can_undo
    assert stack.redo() == other
    assert stack.undo() == other.reversed()


def test_what_daily_life_adds_is_undone_and_done_again_step_by_step(
    open_window: OpenWindow,
) -> None:
    session = open_window(Diary(dose_steps=[DoseStep(DAY, 1.5)])).session
    medicine = new_mark(session.diary, MarkKind.MEDICINE, "Melatonin", DAY)
    box = paper_month.columns(session.diary)[0]
    steps: list[Callable[[Diary], Edit]] = [
        lambda diary: entered_by(diary.answer(DAY, "pain", Answer(5.0, 600)), "Anna"),
        lambda diary: set_mark(diary, medicine),
        lambda diary: stop_mark(diary, diary.marks[0], TODAY),
        lambda diary: doses.ask_time(diary, asked=True),
        lambda diary: diary.answer(DAY, DOSE_TIME, Answer("evening", 600)),
        lambda diary: diary.answer(DAY, FUNCAP, Answer(3.4, 600, extra={"items": 27})),
        lambda diary: paper_month.type_in(diary, DAY, box, 3, session.clock()),
    ]
    states = [whole(session.diary)]
    for step in steps:
        session.record(step(session.diary))
        states.append(whole(session.diary))
    for before in reversed(states[:-1]):
        session.undo()
        assert whole(session.diary) == before
    for after in states[1:]:
        session.redo()
        assert whole(session.diary) == after


def test_it_goes_back_one_edit_at_a_time_and_forward_again() -> None:
    diary, edits = answers(3)
    stack = UndoStack()
    for edit in edits:
        stack.push(edit)
    seen = []
    while stack.can_undo:
        diary.apply(stack.undo())
        seen.append(diary.day(DAY).value("pain"))
    assert seen == [1, 0, None]
    while stack.can_redo:
        diary.apply(stack.redo())
    assert diary.day(DAY).value("pain") == 2


def test_it_forgets_the_oldest_edit_beyond_its_depth() -> None:
    diary, edits = answers(5)
    stack = UndoStack(depth=2)
    for edit in edits:
        stack.push(edit)
    while stack.can_undo:
        diary.apply(stack.undo())
    assert diary.day(DAY).value("pain") == 2


def test_a_new_edit_ends_what_could_be_done_again() -> None:
    diary, edits = answers(2)
    stack = UndoStack()
    stack.push(edits[0])
    diary.apply(stack.undo())
    stack.push(edits[1])
    assert stack.can_undo
    assert not stack.can_redo
    with pytest.raises(IndexError):
        stack.redo()

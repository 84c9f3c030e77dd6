"""Random diaries: any mixture of gaps, sources, crashes, doses and notes."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from ldn_desktop.diary.fields import CRASH, DOSE, NOTE
from ldn_desktop.diary.model import (
    Answer,
    Day,
    Diary,
    DoseStep,
    Source,
)

FIRST = date(2025, 1, 1)
KEYS = ("fatigue", "pain", "anxiety")
SCORES = st.sampled_from((0.0, 2.5, 5.0, 7.5, 10.0)) | st.floats(0, 10).map(lambda x: round(x, 1))


@st.composite
def answers(draw: st.DrawFn) -> dict[str, Answer]:
    found = {}
    for key in KEYS:
        if draw(st.integers(0, 3)):
            source = draw(st.sampled_from(list(Source)))
            found[key] = Answer(draw(SCORES), 1200, source)
    if not draw(st.integers(0, 7)):
        found[CRASH] = Answer(True, 1200)
    if draw(st.booleans()):
        found[DOSE] = Answer(draw(st.sampled_from((0.0, 0.5, 1.5, 4.5))), 1200)
    if not draw(st.integers(0, 9)):
        found[NOTE] = Answer("a note", 1200)
    return found


@st.composite
def diaries(draw: st.DrawFn) -> Diary:
    """A diary of up to 70 days, most of them recorded in runs with holes between."""
    recorded = draw(st.lists(st.booleans(), min_size=1, max_size=70))
    days = {}
    for position, expected in enumerate(recorded):
        if expected and (found := draw(answers())):
            when = FIRST + timedelta(days=position)
            days[when] = Day(when, found)
    starts = draw(st.lists(st.integers(0, 70), max_size=3, unique=True))
    steps = [
        DoseStep(
            FIRST + timedelta(days=position),
            draw(st.sampled_from((0.0, 0.5, 1.5, 4.5))),
            planned=draw(st.integers(0, 4)) == 0,
        )
        for position in starts
    ]
    return Diary(days, steps)


PERIODS = st.tuples(st.integers(-10, 60), st.integers(0, 90)).map(
    lambda ends: (FIRST + timedelta(days=ends[0]), FIRST + timedelta(days=ends[0] + ends[1]))
)

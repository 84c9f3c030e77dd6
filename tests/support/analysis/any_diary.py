"""Diaries with anything in them, as hypothesis makes them."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from hypothesis import strategies as st

from ldn_desktop.analysis import (
    Verdict,
    as_json,
    compare,
    comparison_table,
    crashes,
    phases,
    text,
)
from ldn_desktop.diary.fields import CRASH, DOSE, EXERTION
from ldn_desktop.diary.model import (
    About,
    Answer,
    Day,
    Diary,
    DoseStep,
    Source,
)
from tests.support.analysis.diaries import day_number

points = st.one_of(st.floats(0, 10), st.sampled_from([0.0, 2.5, 5.0, 10.0]))


answers = st.tuples(points, st.integers(-60, 3000), st.sampled_from(Source)).map(
    lambda parts: Answer(*parts)
)


days = st.dictionaries(
    st.integers(0, 300),
    st.fixed_dictionaries(
        {},
        optional={
            "fatigue": answers,
            "pain": answers,
            "nausea": answers,
            EXERTION: answers,
            CRASH: st.just(Answer(True, 0)),
            DOSE: answers,
        },
    ),
    max_size=60,
)


steps = st.dictionaries(
    st.integers(-50, 400),
    st.tuples(st.sampled_from([0.0, 0.5, 1.5, 4.5]), st.booleans(), st.sampled_from(["", "drops"])),
    max_size=8,
)


extras = st.dictionaries(
    st.sampled_from(
        [
            "main_symptoms",
            "important_difference",
            "joined_steps",
            "look_again",
            "look_again_used_up",
        ]
    ),
    st.one_of(
        st.none(),
        st.lists(st.integers(0, 300).map(lambda n: day_number(n).isoformat()), max_size=4),
        st.just({"fatigue": "2026-01-01", "pain": 1.5}),
    ),
)


todays = st.integers(0, 420)
recorded_parts = st.tuples(days, steps, extras, todays)
"""What `compare_whatever` takes."""
SAYS_NOTHING = (
    Verdict.NOT_ENOUGH_DAYS,
    Verdict.MEASURED_DIFFERENTLY,
    Verdict.NOT_JUDGED,
    Verdict.WAITING,
)


def compare_whatever(
    answers: dict[int, dict[str, Answer]],
    decided: dict[int, tuple[float, bool, str]],
    extra: dict[str, object],
    today: int,
) -> None:
    recorded = Diary(
        {
            day_number(n): Day(day_number(n), dict(fields))
            for n, fields in answers.items()
            if fields
        },
        [DoseStep(day_number(n), mg, planned, form) for n, (mg, planned, form) in decided.items()],
        about=About(extra=extra),
    )
    when = day_number(today)
    found, comparisons = phases(recorded, when), compare(recorded, today=when)
    for earlier, later in pairwise(found):
        assert later.start == earlier.end + timedelta(days=1)
    assert len({phase.label for phase in found}) == len(found)
    for one in comparisons:
        enough = min(one.earlier.recorded_days, one.later.recorded_days) >= 10
        assert enough or one.verdict in SAYS_NOTHING
    assert len(as_json(comparisons)) == len(comparison_table.doctor_rows(comparisons))
    assert 1 <= len(text.sentences(comparisons)) <= 2
    assert all(text.notes(comparisons, found))
    crashes.crash_sentences(crashes.crash_rates(recorded, found))
    assert crashes.exertion_sentences(crashes.exertion(recorded, until=when))

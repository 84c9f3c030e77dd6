"""Random diaries, nasty ones too, for what must come back the same."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from ldn_desktop.diary.fields import (
    CRASH,
    DOSE,
    DOSE_TIME,
    DOSE_TIMES,
    EXERTION,
    NOTE,
)
from ldn_desktop.diary.function import DOMAINS, extra_of
from ldn_desktop.diary.marks import ID_LIMIT
from ldn_desktop.diary.model import (
    UNDERSTOOD,
    About,
    Answer,
    Day,
    Diary,
    DoseStep,
    Mark,
    MarkKind,
    Source,
)
from ldn_desktop.diary.provenance import ON_PAPER
from ldn_desktop.diary.symptoms import (
    BUILT_IN,
    FUNCAP,
    READINGS,
    Symptom,
    SymptomKind,
    checked_name,
    key_for,
)
from ldn_desktop.errors import UserError

NASTY = st.sampled_from(list("=+-@\t\r\n;,'\"|#{}[] \\/％＝＋－＠0aé漢🌧\u00a0\u2028\x00\x7f"))
TEXT = st.text(st.one_of(NASTY, st.characters(exclude_categories=["Cs"])), max_size=40)
POINTS = st.one_of(st.sampled_from([0.0, 2.5, 5.0, 10.0]), st.floats(0, 10).map(lambda x: x + 0.0))
DATES = st.dates(date(1900, 1, 1), date(2200, 1, 1))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(-1e300, 1e300) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
UNKNOWN = st.dictionaries(TEXT.filter(lambda name: name not in UNDERSTOOD), JSON, max_size=3)
"""What a newer version of the program may have written into a day."""
EXTRA = st.dictionaries(st.sampled_from(["origin", "original", "by", "newer"]), TEXT, max_size=2)


def valid_name(text: str) -> str:
    """A name as the program keeps it, or a plain one where it would be refused."""
    try:
        return checked_name(text)
    except UserError:
        return "Itch"


def answers(value: st.SearchStrategy[Any]) -> st.SearchStrategy[Answer]:
    return st.builds(
        Answer,
        value,
        st.integers(-60 * 24, 200 * 366 * 24 * 60),
        st.sampled_from(Source),
        st.integers(-14 * 60, 14 * 60),
        EXTRA,
    )


@st.composite
def symptoms(draw: st.DrawFn) -> list[Symptom]:
    made: dict[str, Symptom] = {}
    for name in draw(st.lists(TEXT.map(valid_name), max_size=4)):
        key = key_for(name, {*made, *(s.key for s in BUILT_IN), *READINGS, "crash", "note", "dose",
                             "exertion"})  # fmt: skip
        made[key] = Symptom(
            key,
            name,
            draw(st.sampled_from(SymptomKind)),
            draw(st.booleans()),
            draw(st.integers(0, 99)),
            own=True,
        )
    hidden = draw(st.lists(st.sampled_from(BUILT_IN), max_size=2, unique_by=lambda s: s.key))
    changed = [
        Symptom(s.key, valid_name(draw(TEXT)), s.kind, not s.shown, s.order + 3, own=True)
        for s in hidden
    ]
    return [*made.values(), *changed]


@st.composite
def marks(draw: st.DrawFn) -> Mark:
    start, days = draw(DATES), draw(st.none() | st.integers(0, 9000))
    return Mark(
        draw(st.integers(1, ID_LIMIT - 1)),
        draw(st.sampled_from(MarkKind)),
        draw(TEXT.map(valid_name)),
        start,
        None if days is None else start + timedelta(days),
        draw(EXTRA),
    )


@st.composite
def diaries(draw: st.DrawFn, most_days: int = 4) -> Diary:
    """A diary of up to `most_days` days with everything a person may record."""
    own = draw(symptoms())
    fields: dict[str, st.SearchStrategy[Any]] = {
        **{symptom.key: POINTS for symptom in (*BUILT_IN, *own)},
        **{
            key: st.floats(r.lowest, r.highest).map(lambda x: x + 0.0)
            for key, r in READINGS.items()
        },
        CRASH: st.just(True),
        EXERTION: POINTS,
        DOSE: st.floats(0, 1000).map(lambda x: x + 0.0),
        DOSE_TIME: st.sampled_from([option.key for option in DOSE_TIMES]),
        NOTE: TEXT.map(str.strip).map(lambda text: text or "note"),
    }
    days = {}
    start = draw(DATES)
    for number in draw(st.lists(st.integers(0, 500), max_size=most_days, unique=True)):
        when = start + timedelta(days=number)
        names = draw(st.lists(st.sampled_from(sorted(fields)), max_size=6, unique=True))
        given = {name: draw(answers(fields[name])) for name in names}
        ticked = draw(st.sampled_from(["", *names]))
        if ticked:
            extra = {**given[ticked].extra, ON_PAPER: True}
            given[ticked] = given[ticked]._replace(extra=extra)
        if FUNCAP in given and draw(st.booleans()):
            domains = draw(st.dictionaries(st.sampled_from(sorted(DOMAINS)), st.floats(0, 6)))
            extra = {**given[FUNCAP].extra, **extra_of(domains, draw(st.integers(1, 55)))}
            given[FUNCAP] = given[FUNCAP]._replace(extra=extra)
        day = Day(when, given, draw(UNKNOWN) if draw(st.integers(0, 3)) == 0 else {})
        if day:
            days[when] = day
    steps = draw(
        st.lists(
            st.builds(DoseStep, DATES, st.floats(0, 1000), st.booleans(), TEXT, TEXT, EXTRA),
            max_size=3,
            unique_by=lambda step: step.start,
        )
    )
    made = draw(
        st.lists(
            marks(),
            max_size=3,
            unique_by=(lambda m: m.id, lambda m: (m.kind, m.name.casefold(), m.start)),
        )
    )
    about = About(draw(st.integers(0, 12)), draw(st.booleans()), draw(EXTRA))
    return Diary(days, steps, own, about, made)


def whole(diary: Diary) -> dict[str, Any]:
    """All of a diary, to be compared."""
    return {
        "days": {day.date: (dict(day.answers), dict(day.unknown)) for day in diary.days()},
        "symptoms": {symptom.key: symptom for symptom in diary.symptoms},
        "steps": diary.dose_steps,
        "marks": diary.marks,
        "about": diary.about,
    }

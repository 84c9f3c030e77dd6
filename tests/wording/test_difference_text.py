"""What differs between two computers, in words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ldn_desktop.diary.fields import CRASH, DOSE, DOSE_TIME, NOTE
from ldn_desktop.diary.function import extra_of
from ldn_desktop.diary.model import (
    About,
    AboutChange,
    Answer,
    AnswerChange,
    Change,
    Diary,
    DoseStep,
    DoseStepChange,
    Edit,
    Mark,
    MarkChange,
    MarkKind,
    SymptomChange,
)
from ldn_desktop.diary.symptoms import FUNCAP, Symptom
from ldn_desktop.i18n import use_language
from ldn_desktop.storage import Difference, changed_field
from ldn_desktop.wording.difference_text import about, of_all, of_day, says, sentences

DAY, SHOWN_DAY = date(2026, 3, 4), "4 March 2026"
COLD = Mark(7, MarkKind.INFECTION, "Cold", date(2026, 3, 1), date(2026, 3, 4))
PERIOD = Mark(8, MarkKind.PERIOD, "", date(2026, 3, 1), date(2026, 3, 4))


def answered(field: str, value: object, **extra: object) -> AnswerChange:
    return AnswerChange(DAY, field, None, None if value is None else Answer(value, 60, extra=extra))


def step(form: str = "", strength: str = "") -> DoseStepChange:
    return DoseStepChange(DAY, None, DoseStep(DAY, 1.5, form=form, strength=strength))


def lines_of(*changes: Change, here: bool = False, shown: Change | None = None) -> list[str]:
    """What is said of `changes` beside a diary that shows `shown`."""
    diary = Diary()
    if shown is not None:
        diary.apply(Edit((shown,)))
    found = [Difference(change, here) for change in changes]
    return of_all(diary, {changed_field(changes[0]): found})


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (answered("fatigue", 5.0), f"Fatigue, {SHOWN_DAY}: On the other computer: Moderate."),
        (answered("pain", 4.0), f"Pain, {SHOWN_DAY}: On the other computer: 4 (Moderate)."),
        (answered("exertion", 2.0), f"Exertion, {SHOWN_DAY}: On the other computer: 2 (A little)."),
        (answered("pain", None), f"Pain, {SHOWN_DAY}: The other computer has no entry here."),
        (answered(DOSE, 1.5), f"LDN, {SHOWN_DAY}: On the other computer: Took 1.5 mg."),
        (answered(CRASH, True), f"Crash day, {SHOWN_DAY}: On the other computer: marked."),
        (answered(NOTE, "In bed."), f"Note, {SHOWN_DAY}: On the other computer: “In bed.”"),
        (
            answered(DOSE_TIME, "morning"),
            f"Time of the dose, {SHOWN_DAY}: On the other computer: Morning.",
        ),
        (
            answered(FUNCAP, 3.0),
            f"Function (FUNCAP), {SHOWN_DAY}: On the other computer: 3 out of 6.",
        ),
        (step(), f"Dose step from {SHOWN_DAY}: On the other computer: 1.5 mg."),
        (
            step(form="capsule", strength="1.5 mg each"),
            f"Dose step from {SHOWN_DAY}: On the other computer: 1.5 mg, capsule, 1.5 mg each.",
        ),
        (
            MarkChange(7, None, COLD),
            "Cold: On the other computer: Cold, 1 March to 4 March 2026.",
        ),
        (
            MarkChange(8, None, PERIOD),
            "Period: On the other computer: Period, 1 March to 4 March 2026.",
        ),
        (
            SymptomChange("own", None, Symptom("own", "Tinnitus", own=True)),
            "Symptom “Tinnitus”: On the other computer: “Tinnitus”.",
        ),
        (
            AboutChange(About(), About()),
            "Diary setting: On the other computer: something else.",
        ),
    ],
)
def test_every_kind_of_value_is_named(change: Change, sentence: str) -> None:
    assert lines_of(change) == [sentence]


def test_what_this_computer_said_is_not_said_to_be_of_another() -> None:
    assert lines_of(answered("fatigue", 5.0), here=True) == [
        f"Fatigue, {SHOWN_DAY}: On this computer: Moderate."
    ]
    assert lines_of(answered("fatigue", None), here=True) == [
        f"Fatigue, {SHOWN_DAY}: On this computer it was cleared."
    ]


@pytest.mark.parametrize(
    ("shown", "other", "sentence"),
    [
        (4.0, 5.0, "On the other computer: 5 (Moderate)."),
        (5.0, 4.0, "On the other computer: 4 (Moderate)."),
        (2.5, 5.0, "On the other computer: Moderate."),
        (None, 5.0, "On the other computer: Moderate."),
    ],
)
def test_two_scores_of_one_word_have_their_points(
    shown: float | None, other: float, sentence: str
) -> None:
    lines = lines_of(answered("fatigue", other), shown=answered("fatigue", shown))
    assert lines == [f"Fatigue, {SHOWN_DAY}: {sentence}"]
    ours, theirs = answered("fatigue", 5.0), answered("fatigue", 4.0)
    assert (says(ours, [ours, theirs]), says(theirs, [ours, theirs])) == (
        "5 (Moderate)",
        "4 (Moderate)",
    )


def test_two_results_of_one_mean_have_their_domains() -> None:
    shown = answered(FUNCAP, 3.0, **extra_of({"walking": 2.0}))
    (line,) = lines_of(answered(FUNCAP, 3.0, **extra_of({"walking": 4.0})), shown=shown)
    assert line.endswith("On the other computer: 3 out of 6; Walking and moving 4.")
    (line,) = lines_of(answered(FUNCAP, 3.5, **extra_of({"walking": 4.0})), shown=shown)
    assert line.endswith("On the other computer: 3.5 out of 6.")


def test_two_marks_of_one_name_have_their_kinds() -> None:
    shown = MarkChange(7, None, COLD)
    (line,) = lines_of(MarkChange(7, None, COLD._replace(kind=MarkKind.EVENT)), shown=shown)
    assert line == "Cold: On the other computer: Event: Cold, 1 March to 4 March 2026."


def test_a_removed_mark_has_its_name() -> None:
    removed = MarkChange(7, None, None)
    assert lines_of(removed, shown=MarkChange(7, None, COLD)) == [
        "Cold: The other computer has no entry here."
    ]
    assert about(Diary(), MarkChange(7, None, COLD)) == "Cold"
    assert about(Diary(), MarkChange(7, COLD, None)) == "Cold"


def test_of_one_day_the_answers_alone_are_lines_of() -> None:
    differences = {
        changed_field(change): [Difference(change, here=False)]
        for change in (answered(DOSE_TIME, "evening"), answered(NOTE, "In bed."), step())
    }
    lines = [
        "Time of the dose: On the other computer: Evening.",
        "Note: On the other computer: “In bed.”",
    ]
    assert of_day(Diary(), differences, DAY) == lines
    assert of_day(Diary(), differences, DAY, (NOTE,)) == lines[1:]
    assert of_day(Diary(), differences, date(2026, 3, 5)) == []


@pytest.mark.usefixtures("english_afterwards")
def test_in_german_no_key_and_no_english_word_is_left(compiled_languages: Path) -> None:
    use_language("de", compiled_languages)
    assert lines_of(answered(DOSE_TIME, "morning")) == [
        "Einnahmezeit, 4. März 2026: Auf dem anderen Computer: Morgens."
    ]
    assert lines_of(answered(FUNCAP, 3.0)) == [
        "Funktion (FUNCAP), 4. März 2026: Auf dem anderen Computer: 3 von 6."
    ]
    assert lines_of(MarkChange(8, None, PERIOD)) == [
        "Menstruation: Auf dem anderen Computer: Menstruation, 1. März bis 4. März 2026."
    ]


def test_nothing_is_said_where_nothing_differs() -> None:
    assert sentences(Diary(), ()) == ""

"""What a restore would change is shown in sentences before it happens."""

from __future__ import annotations

from datetime import date, timedelta

from ldn_desktop.diary.model import (
    About,
    AboutChange,
    Answer,
    AnswerChange,
    Change,
    DoseStep,
    DoseStepChange,
    Edit,
    SymptomChange,
    UnknownChange,
)
from ldn_desktop.diary.symptoms import Symptom
from ldn_desktop.ui.settings.restore_preview import sentences

TODAY = date(2026, 11, 28)
COLD_HANDS = Symptom("cold_hands", "Cold hands", own=True)


def previewed(*changes: Change) -> list[str]:
    return sentences(Edit(changes), TODAY)


def answer(days_ago: int, before: float | None, after: float | None) -> AnswerChange:
    answers = [None if value is None else Answer(value, 600) for value in (before, after)]
    return AnswerChange(TODAY - timedelta(days_ago), "pain", *answers)


def test_nothing_to_restore_is_said_in_one_sentence() -> None:
    assert previewed() == ["Nothing: the diary has the same answers as this backup."]


def test_answers_that_go_come_back_or_differ_are_counted_with_their_days() -> None:
    lines = previewed(answer(0, 5, None), answer(1, None, 5), answer(8, 5, 2.5), answer(6, 5, 2.5))
    assert lines[:3] == [
        "1 answer would be removed: today.",
        "1 answer would be restored: yesterday.",
        "2 answers would change back: 2 days, 20 November to 22 November 2026.",
    ]


def test_an_own_symptom_that_comes_back_is_named() -> None:
    assert "“Cold hands” would be restored to your list." in previewed(
        SymptomChange("cold_hands", None, COLD_HANDS)
    )


def test_a_symptom_that_goes_is_hidden_or_renamed_is_named() -> None:
    renamed = COLD_HANDS._replace(name="Cold feet")
    assert previewed(
        SymptomChange("a", COLD_HANDS, None),
        SymptomChange("b", COLD_HANDS, COLD_HANDS._replace(shown=False)),
        SymptomChange("c", COLD_HANDS, renamed),
        SymptomChange("d", COLD_HANDS, COLD_HANDS._replace(order=4)),
    )[1:5] == [
        "“Cold hands” would no longer be on your list.",
        "“Cold hands” would be hidden again.",
        "“Cold hands” would be called “Cold feet” again.",
        "The order of your symptoms would change back.",
    ]


def test_what_stays_is_said_too() -> None:
    lines = previewed(answer(0, 5, None))
    assert lines[1:] == [
        "Your list of symptoms stays as it is.",
        "Dose steps stay as they are.",
    ]
    assert previewed(SymptomChange("a", None, COLD_HANDS))[0] == "All answers stay as they are."


def test_dose_steps_are_named_by_amount_and_date() -> None:
    step = DoseStep(date(2026, 10, 14), 4.5)
    pause = DoseStep(date(2025, 1, 2), 0, extra={"pause": True})
    lines = previewed(
        DoseStepChange(step.start, step, None),
        DoseStepChange(pause.start, None, pause),
        DoseStepChange(step.start, step, step._replace(mg=3.0)),
    )
    assert lines[2:] == [
        "The dose step “4.5 mg from 14 October” would be removed.",
        "The dose step “pause from 2 January 2025” would be restored.",
        "The dose step “3 mg from 14 October” would change back.",
    ]


def test_the_rest_is_said_without_inner_names() -> None:
    lines = previewed(
        AboutChange(About(), About(day_ends_hour=6, extra={"supply": {"doses": 3}})),
        UnknownChange(TODAY, {}, {"mood_2": 4}),
    )
    assert lines[3:] == [
        "The hour your day ends would change back.",
        "Supply and other details would change back.",
        "Details from a newer version would change on 1 day.",
    ]

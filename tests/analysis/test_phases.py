"""Phases: the days between two dose steps, and what is left out at their start."""

from __future__ import annotations

from datetime import timedelta

from ldn_desktop.analysis import Phase, phases
from ldn_desktop.diary.analysis_plan import join_step
from ldn_desktop.diary.doses import PAUSE
from ldn_desktop.diary.model import Diary, DoseStep, DoseStepChange, Edit
from tests.support.analysis.diaries import day_number, diary


def steps(*starts: tuple[int, float], days: int = 120) -> Diary:
    return diary(days, dict(starts), lambda _n: 5.0)


def labels(found: list[Phase]) -> list[str]:
    return [phase.label for phase in found]


def test_an_empty_diary_has_no_phase() -> None:
    assert phases(Diary()) == []


def test_a_diary_without_steps_is_one_phase() -> None:
    [only] = phases(steps(days=20))
    assert (only.label, only.start, only.days) == ("no dose", day_number(0), 20)


def test_each_step_begins_a_phase() -> None:
    found = phases(steps((40, 1.5), (80, 4.5)))
    assert labels(found) == ["no dose", "1.5 mg", "4.5 mg"]
    assert [phase.days for phase in found] == [40, 40, 40]
    assert found[1].end == day_number(79)


def test_the_first_days_of_a_diary_are_a_run_in_too() -> None:
    assert [p.run_in for p in phases(steps((40, 1.5), (74, 4.5), (110, 0)))] == [7, 7, 14, 7]


def test_the_compared_days_leave_out_the_run_in() -> None:
    found = phases(steps((115, 1.5)))[1]
    assert (found.days, found.compared_days) == (5, 0)
    assert found.compared_from == found.end + timedelta(days=1)


def test_a_step_of_nothing_at_the_start_is_the_baseline() -> None:
    assert labels(phases(steps((0, 0.0), (40, 1.5)))) == ["no dose", "1.5 mg"]
    assert labels(phases(steps((10, 0.0), (40, 1.5)))) == ["no dose", "1.5 mg"]


def test_who_takes_it_already_has_no_baseline() -> None:
    found = phases(steps((-300, 3.0), (40, 4.5)))
    assert labels(found) == ["3 mg", "4.5 mg"]
    assert found[0].on_dose
    assert found[0].start == day_number(0)


def test_planned_steps_do_not_count() -> None:
    recorded = steps((40, 1.5))
    planned = DoseStep(day_number(60), 3.0, planned=True)
    recorded.apply(Edit((DoseStepChange(planned.start, None, planned),)))
    assert labels(phases(recorded)) == ["no dose", "1.5 mg"]


def test_the_same_dose_again_is_told_apart() -> None:
    assert labels(phases(steps((20, 1.5), (40, 0), (60, 1.5), (80, 0), (100, 1.5)))) == [
        "no dose",
        "1.5 mg",
        "no dose again",
        "1.5 mg again",
        "no dose (period 3)",
        "1.5 mg (period 3)",
    ]


def test_a_new_form_of_the_same_dose_is_a_phase() -> None:
    recorded = diary(90, {30: 1.5}, lambda _n: 5.0)
    drops = DoseStep(day_number(60), 1.5, form="drops")
    recorded.apply(Edit((DoseStepChange(drops.start, None, drops),)))
    assert labels(phases(recorded)) == ["no dose", "1.5 mg", "1.5 mg (drops)"]


def test_a_pause_is_called_one() -> None:
    recorded = steps((30, 1.5))
    pause = DoseStep(day_number(60), 0.0, extra={PAUSE: True})
    recorded.apply(Edit((DoseStepChange(pause.start, None, pause),)))
    assert [p.phrase for p in phases(recorded)] == ["before", "on 1.5 mg", "during the pause"]


def test_short_steps_are_joined_when_the_person_says_so() -> None:
    recorded = steps((40, 0.5), (50, 1.0), (60, 1.5))
    for start in (50, 60):
        recorded.apply(join_step(recorded, day_number(start)))
    found = phases(recorded)
    assert labels(found) == ["no dose", "0.5 to 1.5 mg"]
    assert found[1].amounts == (0.5, 1.0, 1.5)
    recorded.apply(join_step(recorded, day_number(60), joined=False))
    assert labels(phases(recorded)) == ["no dose", "0.5 to 1 mg", "1.5 mg"]


def test_a_dose_is_never_joined_to_the_baseline() -> None:
    recorded = steps((40, 0.5))
    recorded.apply(join_step(recorded, day_number(40)))
    assert labels(phases(recorded)) == ["no dose", "0.5 mg"]


def test_phases_end_where_they_are_looked_at() -> None:
    found = phases(steps((40, 0.5), (80, 1.0)), until=day_number(50))
    assert [(p.label, p.days) for p in found] == [("no dose", 40), ("0.5 mg", 11)]

"""What is agreed on before looking."""

from __future__ import annotations

import math
from datetime import date

import pytest

from ldn_desktop.diary import analysis_plan
from ldn_desktop.diary.model import About, Diary
from ldn_desktop.errors import UserError

TODAY = date(2026, 3, 1)
LATER = date(2026, 4, 1)


def test_main_symptoms_count_from_the_day_they_were_chosen() -> None:
    diary = Diary()
    diary.apply(analysis_plan.choose_main(diary, ["fatigue", "pain"], TODAY))
    assert analysis_plan.main_symptoms(diary.about, TODAY) == {"fatigue", "pain"}
    assert analysis_plan.main_symptoms(diary.about, date(2026, 2, 28)) == frozenset()


def test_a_symptom_chosen_again_keeps_its_day() -> None:
    diary = Diary()
    diary.apply(analysis_plan.choose_main(diary, ["fatigue"], TODAY))
    diary.apply(analysis_plan.choose_main(diary, ["fatigue", "pain"], LATER))
    assert analysis_plan.main_symptoms(diary.about, TODAY) == {"fatigue"}
    assert analysis_plan.main_symptoms(diary.about, LATER) == {"fatigue", "pain"}
    diary.apply(analysis_plan.choose_main(diary, [], LATER))
    assert analysis_plan.main_symptoms(diary.about, LATER) == frozenset()


def test_three_main_symptoms_and_unknown_ones_are_refused() -> None:
    with pytest.raises(UserError, match="one or two"):
        analysis_plan.choose_main(Diary(), ["fatigue", "pain", "anxiety"], TODAY)
    with pytest.raises(UserError, match="not a symptom"):
        analysis_plan.choose_main(Diary(), ["luck"], TODAY)


def test_of_too_many_main_symptoms_the_first_two_count() -> None:
    stored = {"anxiety": "2026-03-03", "pain": "2026-03-02", "fatigue": "2026-03-01"}
    about = About(extra={analysis_plan.MAIN_SYMPTOMS: stored})
    assert analysis_plan.main_symptoms(about, LATER) == {"fatigue", "pain"}


def test_what_matters_is_one_point_and_two_for_pain_unless_changed() -> None:
    diary = Diary()
    assert analysis_plan.important_difference(diary.about, "fatigue") == 1
    assert analysis_plan.important_difference(diary.about, "pain") == 2
    diary.apply(analysis_plan.set_important_difference(diary, "pain", 1.5))
    assert analysis_plan.important_difference(diary.about, "pain") == 1.5


@pytest.mark.parametrize("points", [0, -1, 11, math.nan, math.inf, True])
def test_a_difference_that_cannot_matter_is_refused(points: float) -> None:
    with pytest.raises(UserError):
        analysis_plan.set_important_difference(Diary(), "pain", points)


def test_steps_are_joined_and_parted() -> None:
    diary = Diary()
    diary.apply(analysis_plan.join_step(diary, LATER))
    diary.apply(analysis_plan.join_step(diary, TODAY))
    assert analysis_plan.joined_steps(diary.about) == {TODAY, LATER}
    assert not analysis_plan.join_step(diary, TODAY)
    diary.apply(analysis_plan.join_step(diary, LATER, joined=False))
    assert analysis_plan.joined_steps(diary.about) == {TODAY}


def test_a_date_to_look_again_lies_ahead_and_replaces_a_coming_one() -> None:
    diary = Diary()
    diary.apply(analysis_plan.fix_look_again(diary, LATER, TODAY))
    diary.apply(analysis_plan.fix_look_again(diary, date(2026, 5, 1), TODAY))
    assert analysis_plan.look_again_dates(diary.about) == [date(2026, 5, 1)]
    diary.apply(analysis_plan.fix_look_again(diary, date(2026, 6, 1), date(2026, 5, 2)))
    assert analysis_plan.look_again_dates(diary.about) == [date(2026, 5, 1), date(2026, 6, 1)]
    with pytest.raises(UserError, match="days from now"):
        analysis_plan.fix_look_again(diary, TODAY, TODAY)


def test_an_edit_is_undone_as_any_other() -> None:
    diary = Diary(about=About(extra={"supply": {"doses": 3}}))
    edit = analysis_plan.choose_main(diary, ["fatigue"], TODAY)
    diary.apply(edit)
    diary.apply(edit.reversed())
    assert diary.about.extra == {"supply": {"doses": 3}}

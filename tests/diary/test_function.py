"""Results of FUNCAP: means from 0 to 6, typed in or imported."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from ldn_desktop.diary import function
from ldn_desktop.diary.model import Answer, Day, Diary, Source
from ldn_desktop.diary.symptoms import FUNCAP, Symptom
from ldn_desktop.errors import UserError

DAY = date(2026, 5, 3)
NOW = datetime(2026, 5, 3, 20, tzinfo=UTC)


def test_a_result_is_stored_with_the_domains_that_were_given() -> None:
    diary = Diary()
    edit = function.record_result(diary, DAY, "3,4", {"walking": "2.5", "light": 4}, NOW)
    diary.apply(edit)
    (result,) = function.results(diary)
    assert (result.date, result.mean, result.items) == (DAY, 3.4, None)
    assert result.domains == {"walking": 2.5, "light": 4.0}
    assert not result.is_partial
    assert diary.day(DAY).answers[FUNCAP].source is Source.ENTERED
    diary.apply(function.remove_result(diary, DAY))
    assert function.results(diary) == []


@pytest.mark.parametrize("mean", ["6.1", "-0.1", "nan", "1_5", "", "well", 7, True, None])
def test_a_number_out_of_range_is_refused(mean: object) -> None:
    with pytest.raises(UserError, match="from 0 to 6"):
        function.record_result(Diary(), DAY, mean, {}, NOW)
    with pytest.raises(UserError, match=r"Concentration.*from 0 to 6"):
        function.record_result(Diary(), DAY, 3, {"concentration": mean}, NOW)


def test_a_domain_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(UserError, match=r"no domain “sleep”.*hygiene, walking"):
        function.record_result(Diary(), DAY, 3, {"sleep": 3}, NOW)


@pytest.mark.parametrize(
    "extra",
    [
        {"domains": {"walking": "far", "light": 9, "sleep": 3, "home": True}, "items": "27"},
        {"domains": [1, 2], "items": -1},
        {"items": True},
    ],
)
def test_whatever_stands_beside_the_mean_is_read_without_harm(extra: dict[str, Any]) -> None:
    result = function.result_of(DAY, Answer(3.0, 0, extra=extra))
    assert (result.domains, result.items) == ({}, None)


def test_fewer_items_than_the_shorter_form_has_are_known_as_such() -> None:
    def of(items: int) -> bool:
        answer = Answer(3.0, 0, extra=function.extra_of({}, items))
        return function.result_of(DAY, answer).is_partial

    assert [of(3), of(26), of(27), of(55)] == [True, True, False, False]


def test_a_symptom_that_somebody_called_funcap_is_another_thing() -> None:
    own = Symptom("funcap", "FUNCAP", own=True)
    diary = Diary({DAY: Day(DAY, {"funcap": Answer(7.5, 0)})}, symptoms=[own])
    assert function.results(diary) == []
    assert diary.day(DAY).scores["funcap"].value == 7.5

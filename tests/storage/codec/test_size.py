"""Twenty years of a diary stay a small file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ldn_desktop.diary.demo import demo_diary
from ldn_desktop.diary.symptoms import BUILT_IN, SymptomKind
from ldn_desktop.storage.codec.container import encode_container
from ldn_desktop.storage.codec.documents import encode
from tests.support.storage.making import DAY

EVERY_DAY = {"crash", "exertion", "dose", "offset"}
SHOWN = {
    symptom.key for symptom in BUILT_IN if symptom.kind is SymptomKind.SYMPTOM and symptom.shown
}


def _without_side_effects(day: Mapping[str, Any]) -> dict[str, Any]:
    scores = {name: stored for name, stored in day["scores"].items() if name in SHOWN}
    return {"scores": scores, **{name: day[name] for name in EVERY_DAY & day.keys()}}


def test_twenty_years_of_six_symptoms_exertion_and_dose_stay_near_1_2_megabytes() -> None:
    tables = encode(demo_diary(DAY, days=7305))
    days = {key: _without_side_effects(day) for key, day in tables["days"].items()}
    assert len(SHOWN) == 6
    assert len(days) > 6000
    assert len(encode_container({**tables, "days": days}, {"id": "0" * 16})) < 1_250_000


def test_the_densest_demo_of_twenty_years_stays_below_a_megabyte_and_a_half() -> None:
    tables = encode(demo_diary(DAY, days=7305))
    assert len(encode_container(tables, {"id": "0" * 16})) < 1_500_000

"""The example diary: 180 days from a seeded generator, the same every time."""

from __future__ import annotations

import random
from datetime import date, timedelta

from ldn_desktop.diary.fields import CRASH, DOSE, EXERTION, NOTE
from ldn_desktop.diary.model import (
    About,
    Answer,
    Day,
    Diary,
    DoseStep,
    Source,
)
from ldn_desktop.i18n import _, mark

DAYS = 180
SEED = 20
BASELINE_DAYS = 42
STEPS = ((42, 0.5), (59, 1.0), (76, 1.5), (101, 3.0), (135, 4.5))
"""Days after the start, and the amount in mg from then on."""
CRASH_STRAIN = 15.6
"""Exertion summed over the last days that brings on a crash."""
AWAY = range(84, 96)
"""Twelve days without an entry, as after a bad crash."""

USUAL = {
    "fatigue": 6.8,
    "brain_fog": 6.0,
    "pain": 5.0,
    "unrefreshing_sleep": 6.6,
    "low_mood": 3.6,
    "anxiety": 3.2,
}
DRIFT = {"fatigue": -2.0, "brain_fog": -1.1, "pain": -0.7, "unrefreshing_sleep": -0.5}
"""Change in points from the baseline to the end."""
NOTES = (
    mark("Rested all afternoon."),
    mark("A friend came for half an hour. Lovely, but too long."),
    mark("Slept badly. Very vivid dreams."),
    mark("Shower, then back to bed."),
    mark("Letter from the insurance company. Brain like cotton wool."),
    mark("Sat in the garden for ten minutes."),
    mark("Bad headache since noon."),
)


def demo_diary(end: date, days: int = DAYS, seed: int = SEED) -> Diary:
    """An example diary of `days` days up to `end`. The same arguments give the same diary.

    Longer diaries repeat the same months: they are for measuring, not for showing.
    """
    chance = random.Random(seed)  # noqa: S311  # an example, not a secret
    start = end - timedelta(days=days - 1)
    recorded: dict[date, Day] = {}
    wander, crash_left, strain = 0.0, 0, 0.0
    for number in range(days):
        when, index = start + timedelta(days=number), number % DAYS
        wander = 0.7 * wander + chance.gauss(0, 0.75)
        exertion = min(10.0, max(0.0, 2.5 * round(chance.gauss(1.6, 1.1))))
        strain = 0.6 * strain + exertion
        if crash_left == 0 and strain > CRASH_STRAIN:
            crash_left, strain = chance.randint(2, 4), 0.0
        crashed = crash_left > 0
        crash_left = max(0, crash_left - 1)
        if index in AWAY or chance.random() < 0.06:
            continue
        recorded[when] = _day(
            when, index, chance, wander=wander, exertion=exertion, crashed=crashed
        )
    steps = [
        DoseStep(start + timedelta(days=cycle + after), mg)
        for cycle in range(0, days, DAYS)
        for after, mg in ((0, 0.0), *STEPS)
        if (after or cycle) and cycle + after < days
    ]
    return Diary(recorded, steps, about=About(invented=True))


def _day(
    when: date, index: int, chance: random.Random, *, wander: float, exertion: float, crashed: bool
) -> Day:
    def answer(value: object, minute: int) -> Answer:
        return Answer(value, minute, Source.ENTERED)

    minute = 19 * 60 + chance.randint(0, 150)
    mg = max((mg for after, mg in STEPS if after <= index), default=0.0)
    since_step = min((index - after for after, _mg in STEPS if after <= index), default=99)
    answers = {}
    for key, usual in USUAL.items():
        gain = DRIFT.get(key, -0.2) * max(0, index - BASELINE_DAYS) / (DAYS - BASELINE_DAYS)
        points = usual + gain + wander + chance.gauss(0, 0.9) + (2.4 if crashed else 0)
        if chance.random() > 0.03:
            answers[key] = answer(2.5 * round(min(10.0, max(0.0, points)) / 2.5), minute)
    if crashed:
        answers[CRASH] = answer(True, minute)
        exertion = min(exertion, 2.5)
    answers[EXERTION] = answer(exertion, minute + 1)
    if mg:
        answers[DOSE] = answer(mg if chance.random() > 0.04 else 0.0, minute + 1)
    if mg and since_step < 28:
        for key, usual in (("vivid_dreams", 4.0), ("insomnia", 2.5), ("nausea", 1.0)):
            fading = max(0.0, usual * (1 - since_step / 28) + chance.gauss(0, 1.2))
            answers[key] = answer(2.5 * round(min(10.0, fading) / 2.5), minute + 2)
    if chance.random() < 0.12:
        answers[NOTE] = answer(_(NOTES[when.toordinal() % len(NOTES)]), minute + 3)
    return Day(when, answers)

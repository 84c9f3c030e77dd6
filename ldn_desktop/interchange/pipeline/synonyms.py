"""Names that other programs give to what the diary keeps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from unicodedata import category

from ldn_desktop.diary.fields import FIELDS, RESERVED, SCALE_FIELDS
from ldn_desktop.diary.model import Diary
from ldn_desktop.diary.symptoms import LONGEST_NAME, READINGS
from ldn_desktop.i18n import _, mark
from ldn_desktop.interchange.pipeline.entries import Column
from ldn_desktop.interchange.pipeline.mapping import (
    UNSURE,
    Target,
    left_out,
    reading,
    scale_end,
    score,
    target_for,
)
from ldn_desktop.interchange.pipeline.parsing import alike, plain, shortened

_KNOWN = {
    "fatigue": "fatigue, tiredness, exhaustion, tired, erschöpfung, müdigkeit",
    "brain_fog": "brain fog, brainfog, foggy, cognitive problems, gehirnnebel",
    "pain": "pain, body pain, pain level, overall pain, schmerz, schmerzen",
    "unrefreshing_sleep": "unrefreshing sleep, unrefreshed sleep, poor sleep, bad sleep",
    "low_mood": "low mood, depression, depressed, sadness",
    "anxiety": "anxiety, anxious, angst",
    "dizziness_on_standing": "dizziness on standing, orthostatic intolerance",
    "sore_throat": "sore throat, halsschmerzen",
    "light_sensitivity": "light sensitivity, sensitivity to light, photophobia",
    "vivid_dreams": "vivid dreams, nightmares",
    "insomnia": "insomnia, sleeplessness",
    "nausea": "nausea, übelkeit",
    "headache": "headache, headaches, kopfschmerzen",
    "dizziness": "dizziness, dizzy, schwindel",
    "resting_heart_rate": "resting heart rate, resting hr, rhr, resting heart rate bpm",
    "hrv_rmssd": "hrv rmssd, rmssd, hrv rmssd ms",
    "hrv_sdnn": "hrv sdnn, sdnn, hrv sdnn ms",
    "sleep_hours": "sleep hours, hours slept, hours of sleep, sleep duration, time asleep",
    "steps": "steps, step count, daily steps",
}
_BETTER_IS_HIGHER = {
    "fatigue": "energy, energy level",
    "low_mood": "mood, happiness",
    "unrefreshing_sleep": "sleep quality, quality of sleep",
}
_NOT_SCORED = {
    **{key: target_for(key) for key in FIELDS if FIELDS[key] not in SCALE_FIELDS},
    **{key: reading(key) for key in READINGS},
}
_EITHER_HRV = frozenset({"hrv", "heart rate variability", "hr variability", "average hrv"})
_WHICH_HRV = mark("HRV by rMSSD and by SDNN are two different things. Please say which this is.")


def _by_name(table: Mapping[str, str]) -> dict[str, str]:
    return {name: key for key, names in table.items() for name in names.split(", ")}


_KEY_OF = _by_name(_KNOWN) | {name: key for key in FIELDS for name in FIELDS[key].synonyms}
_TURNED_KEY_OF = _by_name(_BETTER_IS_HIGHER)


def known_key(name: str, diary: Diary) -> str:
    """The field that `name` plainly means: a symptom of the diary or a known other word."""
    for symptom in diary.symptoms:
        if alike(name, symptom.label) or alike(name, symptom.key):
            return symptom.key
    return _KEY_OF.get(plain(name), "")


def own_name(name: str) -> str:
    """`name` as a symptom of the person's own may be called; empty where nothing is left."""
    kept = "".join(" " if category(letter) in ("Cc", "Cs") else letter for letter in name)
    return " ".join(kept.split())[:LONGEST_NAME].strip()


def rated(name: str, diary: Diary, low: float, high: float, **more: Any) -> Target:
    """The target of what is surely a rated symptom: one the diary knows, or an own one."""
    key = known_key(name, diary)
    if not key or key in RESERVED:  # an own tracker may happen to be called so
        return Target(own=name, low=low, high=high, **more)
    return score(key, low, high, **more)


def suggested(column: Column, diary: Diary) -> Target:
    """What a name becomes in a file of which nothing else is known."""
    wanted = plain(column.name)
    if wanted in _EITHER_HRV:
        return left_out(_WHICH_HRV, ask=_(_WHICH_HRV))
    if wanted in _TURNED_KEY_OF:
        return _scored(_TURNED_KEY_OF[wanted], column, better_is_higher=True)
    key = known_key(column.name, diary)
    if key in _NOT_SCORED:
        return _NOT_SCORED[key]
    return _scored(key, column, better_is_higher=False) if key else left_out(UNSURE)


def _scored(key: str, column: Column, *, better_is_higher: bool) -> Target:
    if not column.has_numbers:
        return left_out(UNSURE)
    high = scale_end(column.highest)
    ask = _("Is the scale of “{name}” really 0 to {high:g}? The highest in the file is {n:g}.")
    ask = ask.format(name=shortened(column.name), high=high, n=column.highest)
    if key in FIELDS:
        return target_for(key, low=0, high=high)
    return score(key, 0, high, better_is_higher=better_is_higher, ask="" if high == 10 else ask)

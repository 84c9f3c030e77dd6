"""Names that other programs give to what the diary keeps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from unicodedata import category

from ldn_desktop.diary.fields import DOSE, FIELDS, RESERVED, SCALE_FIELDS
from ldn_desktop.diary.model import Diary
from ldn_desktop.diary.symptoms import LONGEST_NAME, READINGS, without_invisible
from ldn_desktop.i18n import _, formats, mark
from ldn_desktop.interchange.pipeline.entries import FileColumn
from ldn_desktop.interchange.pipeline.mapping import (
    MCG,
    MG,
    OWN_SCALE,
    UNSURE,
    Scale,
    Target,
    all_tell_unit,
    assumed_scale,
    left_out,
    named_unit,
    score,
    target_for,
    unit_of,
)
from ldn_desktop.interchange.reading.parsing import alike, plain, shortened
from ldn_desktop.interchange.source_format import NameContext

_SYMPTOMS = {
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
}
_READINGS = {
    "resting_heart_rate": "resting heart rate, resting hr, rhr, resting heart rate bpm",
    "hrv_rmssd": "hrv rmssd, rmssd, hrv rmssd ms",
    "hrv_sdnn": "hrv sdnn, sdnn, hrv sdnn ms",
    "sleep_hours": "sleep hours, hours slept, hours of sleep, sleep duration, time asleep, "
    "minutes asleep, sleep minutes, sleep duration hours, sleep h, total sleep hours",
    "steps": "steps, step count, daily steps",
}
_BETTER_IS_HIGHER = {
    "fatigue": "energy, energy level",
    "low_mood": "mood, happiness",
    "unrefreshing_sleep": "sleep quality, quality of sleep",
}
_EITHER_HRV = frozenset({"hrv", "heart rate variability", "hr variability", "average hrv"})
_WHICH_HRV = mark("HRV by rMSSD and by SDNN are two different things. Please choose which this is.")

_LDN = frozenset({"ldn", "uldn", "naltrexone", "naltrexon", "naltrexona"})
_BESIDE_LDN = frozenset({
    "dose", "dosage", "dosis", "taken", "amount", "daily", "low", "ultra", "capsule", "capsules",
    "tablet", "tablets", "liquid", "drops", "morning", "evening", "night", "am", "pm", "my", "mg",
    "mcg", "µg", "μg", "ug",
})  # fmt: skip
_DOSES = frozenset(plain(name) for name in FIELDS[DOSE].synonyms) | {"dosage", "dosis"}
_MEDICINE = mark("If this is your LDN, choose “Dose taken” for it.")
_HIGHEST_LDN_MG = 10.0
"""Beyond this a bare number is hardly milligrams of low-dose naltrexone."""


def _by_name(table: Mapping[str, str]) -> dict[str, str]:
    return {name: key for key, names in table.items() for name in names.split(", ")}


_KEY_OF = (
    _by_name(_SYMPTOMS)
    | _by_name(_READINGS)
    | {name: field.key for field in FIELDS.values() for name in field.synonyms}
)
_TURNED_KEY_OF = _by_name(_BETTER_IS_HIGHER)


def known_key(name: str, diary: Diary) -> str:
    """The field that `name` plainly means: a symptom of the diary or a known other word."""
    for symptom in diary.symptoms:
        if alike(name, symptom.label) or alike(name, symptom.key):
            return symptom.key
    return _KEY_OF.get(plain(name), "")


def own_name(name: str) -> str:
    """`name` as a symptom of the person's own may be called; empty where nothing is left."""
    seen = "".join(
        " " if category(letter) in ("Cc", "Cs") else letter for letter in without_invisible(name)
    )
    return " ".join(seen.split())[:LONGEST_NAME].strip()


def rated(name: str, diary: Diary, low: float, high: float, **more: Any) -> Target:
    """The target of what is surely a rated symptom: one the diary knows, or an own one."""
    key = known_key(name, diary)
    if not key or key in RESERVED:  # an own tracker may happen to be called so
        return Target(own=name, low=low, high=high, **more)
    return score(key, low, high, **more)


def suggested(column: FileColumn, context: NameContext) -> Target:  # one line a kind
    """What a name becomes in a file of which nothing else is known."""
    title = plain(column.name)
    if title in _EITHER_HRV:
        return left_out(_WHICH_HRV, ask=_(_WHICH_HRV))
    if title in _TURNED_KEY_OF:
        return _scored(_TURNED_KEY_OF[title], column, context, better_is_higher=True)
    if is_ldn(column.name) or title in _DOSES:
        return dose_target(column, certain=is_ldn(column.name))
    key = known_key(column.name, context.diary)
    if key in READINGS:
        return _measured(key, column)
    if key in FIELDS and FIELDS[key] not in SCALE_FIELDS:
        return target_for(key)
    return _scored(key, column, context, better_is_higher=False) if key else left_out(UNSURE)


def _measured(key: str, column: FileColumn) -> Target:
    unit = ""
    if key == "sleep_hours":
        unit = "min" if "min" in plain(column.name) else unit_of(column)
    return target_for(key, unit=unit)


def is_ldn(name: str) -> bool:
    """Whether `name` says that it is the dose of low-dose naltrexone, and nothing else."""
    words = {word for word in plain(name).split() if not any(map(str.isdigit, word))}
    return bool(words & _LDN) and words <= _LDN | _BESIDE_LDN


def names_ldn(name: str) -> bool:
    """Whether `name` holds the name of low-dose naltrexone."""
    return not _LDN.isdisjoint(plain(name).split())


def dose_target(column: FileColumn, *, certain: bool) -> Target:
    """What a column of doses becomes: the dose taken where it is `certain` that it is LDN.

    Its unit stands in its name or beside each amount. A number with decimals that no capsule
    is counted in is read as milligrams, and asked about; a bare 1 may as well be one capsule.
    """
    name = shortened(column.name)
    if not certain:
        ask = _("Is “{name}” your LDN? If it is, choose “Dose taken” for it.")
        return left_out(_MEDICINE, ask=ask.format(name=name))
    unit = named_unit(column.name)
    if unit or all_tell_unit(column.texts):
        ask = _("“{name}” is read as your LDN, in {unit}.")
        shown = {MG: _("mg"), MCG: _("micrograms"), "": _("the unit given with each number")}[unit]
        return target_for(DOSE, unit=unit, ask=ask.format(name=name, unit=shown))
    if _looks_like_milligrams(column):
        ask = _("The file does not say that “{name}” is in mg. Its numbers are read as mg.")
        return target_for(DOSE, unit=MG, ask=ask.format(name=name))
    ask = _(
        "“{name}” may be your LDN, but the file does not say whether its numbers are mg. "
        "If they are, choose “Dose taken” for it."
    )
    return left_out(_MEDICINE, ask=ask.format(name=name))


def _looks_like_milligrams(column: FileColumn) -> bool:
    has_decimals = column.has_numbers and any(
        text.replace(",", ".").rstrip("0").rstrip(".").count(".") for text in column.texts
    )
    return has_decimals and column.lowest >= 0 and column.highest <= _HIGHEST_LDN_MG


def _scored(
    key: str, column: FileColumn, context: NameContext, *, better_is_higher: bool
) -> Target:
    if not column.has_numbers:
        return left_out(UNSURE)
    if column.out_of:
        scale: Scale = (0.0, column.out_of)
        return _rating(key, scale, better_is_higher=better_is_higher)
    others = context.columns.values()
    together = [other for other in others if _is_rated(other, context.diary)] or [column]
    scale = assumed_scale(together)
    highest = max(other.highest for other in together)
    ask = ""
    if scale != OWN_SCALE or highest <= scale[1] / 2 or better_is_higher:
        ask = _("“{name}” is read on a scale from {low} to {high}. Its highest value here is {n}.")
        ask = ask.format(
            name=shortened(column.name),
            low=formats.number(scale[0]),
            high=formats.number(scale[1]),
            n=formats.number(column.highest),
        )
    return _rating(key, scale, better_is_higher=better_is_higher, ask=ask, assumed=True)


def _rating(key: str, scale: Scale, *, better_is_higher: bool, **more: Any) -> Target:
    if key in FIELDS:
        return target_for(key, low=scale[0], high=scale[1], **more)
    return score(key, *scale, better_is_higher=better_is_higher, **more)


def _is_rated(column: FileColumn, diary: Diary) -> bool:
    """Whether `column` is a rating of unknown scale: those of one table are judged together."""
    if not column.has_numbers or column.out_of:
        return False
    if plain(column.name) in _TURNED_KEY_OF:
        return True
    key = known_key(column.name, diary)
    return bool(key) and key not in READINGS and FIELDS.get(key) in (None, *SCALE_FIELDS)

"""What becomes of a name in a file: a field of the day, on which scale, or nothing and why."""

from __future__ import annotations

import dataclasses
import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ldn_desktop.diary.fields import CRASH, EXERTION, FIELDS, NOTE, SCALE_FIELDS, Combine, FieldKind
from ldn_desktop.diary.symptoms import HIGHEST, LOWEST, READINGS
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _, mark
from ldn_desktop.interchange.pipeline.entries import Column
from ldn_desktop.interchange.pipeline.parsing import count, hours, number, plain, shortened

NO_PLACE = mark("The diary has no place for this.")
NO_DATE = mark("It has no date that can be read.")
TOO_LONG_AGO = mark("Its date is before 1900.")
DEVICE_RESULT = mark("A device worked this out; it is not what you felt. The diary keeps ratings.")
UNSURE = mark("Nobody has said yet what this is.")

_YES = frozenset({"1", "1.0", "yes", "true", "x", "yes_manual"})
_NO = frozenset({"0", "0.0", "no", "false", "-"})
_MG = re.compile(r"(?<![\d.,/-])(\d{1,6}(?:[.,]\d{1,6})?)\s?mg\b")
_NOT_SCORES = frozenset({"", *FIELDS, *READINGS}) - {field.key for field in SCALE_FIELDS}
_FACTORS = {"s": 1 / 3600, "min": 1 / 60, "h": 1.0}


@dataclass(frozen=True, slots=True)
class Target:
    """What a name in a file becomes.

    `field` is a field of the day; `own` instead names a symptom of the person's own, made
    when the diary has none of that name. With neither, it is left out for `reason`.
    """

    field: str = ""
    own: str = ""
    low: float = 0.0
    high: float = HIGHEST
    """Ends of the file's scale; for scores and exertion alone."""
    better_is_higher: bool = False
    words: Mapping[str, float] = dataclasses.field(default_factory=dict)
    """Texts of the file, in lower case, and the number on its scale that each stands for."""
    unit: str = ""
    """Of a length of time given as a bare number: s, min or h."""
    combine: Combine = Combine.MEAN
    reason: str = ""
    ask: str = ""
    """What the person should look at before they take this over."""

    def __post_init__(self) -> None:
        scale = (self.low, self.high, *self.words.values())
        if not (self.low < self.high and all(map(math.isfinite, scale))):
            raise UserError(
                _("A scale from {low} to {high} does not go upwards.").format(
                    low=self.low, high=self.high
                )
            )

    @property
    def kept(self) -> bool:
        return bool(self.field or self.own)

    @property
    def is_score(self) -> bool:
        return bool(self.own) or self.field not in _NOT_SCORES

    @property
    def turns(self) -> bool:
        """Whether it turns a scale that is not the diary's own."""
        own = (self.low, self.high) == (LOWEST, HIGHEST) and not self.better_is_higher
        return self.is_score and not own


def left_out(reason: str = NO_PLACE, *, ask: str = "") -> Target:
    """The target of what the diary does not keep."""
    return Target(reason=reason, ask=ask)


def score(key: str, low: float, high: float, **more: Any) -> Target:
    """The target of a rating from `low` to `high`."""
    return Target(key, low=low, high=high, **more)


def reading(key: str, combine: Combine = Combine.MEAN, unit: str = "") -> Target:
    """The target of a number that a device measured."""
    return Target(key, combine=combine, unit=unit)


_COMBINED_AS: Mapping[str, Combine] = {
    **{field.key: field.combine for field in FIELDS.values()},
    "steps": Combine.SUM,
    "sleep_hours": Combine.SUM,
}


def target_for(field: str, **more: Any) -> Target:
    """The target of a name that the person gives to `field`, put together as suits it."""
    return Target(field, combine=_COMBINED_AS.get(field, Combine.MEAN), **more)


def note() -> Target:
    return target_for(NOTE)


def crash() -> Target:
    return target_for(CRASH)


def converted(text: str, target: Target) -> Any:
    """`text` as the field of `target` keeps it.

    Raises UserError with the reason, in one plain sentence, when it cannot be.
    """
    if target.is_score:
        return _points(text, target)
    match _kind_of(target.field):
        case FieldKind.TEXT:
            return text
        case FieldKind.FLAG:
            return _crash(text)
    return _required(text, _measure(text, target))


def _kind_of(key: str) -> FieldKind | None:
    return FIELDS[key].kind if key in FIELDS else None


def _points(text: str, target: Target) -> float:
    given = target.words.get(text.lower())
    value = number(text) if given is None else given
    if value is None:
        raise UserError(
            _("“{text}” is no number, and nobody has said which one it stands for.").format(
                text=shortened(text)
            )
        )
    if not target.low <= value <= target.high:
        raise UserError(
            _("“{text}” is not from {low:g} to {high:g}.").format(
                text=shortened(text), low=target.low, high=target.high
            )
        )
    share = (value - target.low) / (target.high - target.low)
    return round(HIGHEST * (1 - share if target.better_is_higher else share), 2) + 0.0


def _crash(text: str) -> bool:
    said = text.lower()
    if said in _YES:
        return True
    if said in _NO:
        raise UserError(_("It says that there was no crash: the diary keeps crash days alone."))
    raise UserError(_("“{text}” says neither yes nor no.").format(text=shortened(text)))


def _measure(text: str, target: Target) -> float | None:
    if _kind_of(target.field) is FieldKind.AMOUNT:
        return _milligrams(text.lower())
    if target.field == "steps":
        return count(text)
    if target.field == "sleep_hours":
        bare = number(text)
        return hours(text) if bare is None else bare * _FACTORS.get(target.unit, 1.0)
    return number(text.lower().removesuffix("ms").removesuffix("bpm").strip())


def _milligrams(text: str) -> float | None:
    """The amount in a text: 4.5, 4,5 mg, or a name with one amount in it and no other number."""
    named = _MG.findall(text)
    if len(named) == 1 and not re.search(r"\d", _MG.sub("", text)):
        return number(named[0])
    return number(text.removesuffix("mg").strip())


def _required(text: str, value: float | None) -> float:
    if value is None:
        raise UserError(_("“{text}” is not a number.").format(text=shortened(text)))
    return value


_COMBINED: Mapping[Combine, Callable[[Sequence[Any]], Any]] = {
    Combine.MEAN: lambda values: round(math.fsum(values) / len(values), 2),
    Combine.MAX: max,
    Combine.SUM: lambda values: round(math.fsum(values), 2),
    Combine.FIRST: lambda values: values[0],
    Combine.LINES: lambda values: "\n".join(dict.fromkeys(values)),
}


def combined(values: Sequence[Any], how: Combine) -> Any:
    """The one answer that several values of one day make."""
    return values[0] if len(values) == 1 else _COMBINED[how](values)


def target_to_json(target: Target) -> dict[str, Any]:
    """`target` as the diary remembers it: plain JSON, defaults left out."""
    usual = Target()
    kept: dict[str, Any] = {
        name: getattr(target, name)
        for name in ("field", "own", "low", "high", "better_is_higher", "unit", "reason")
        if getattr(target, name) != getattr(usual, name)
    }
    if target.words:
        kept["words"] = dict(target.words)
    if target.combine is not usual.combine:
        kept["combine"] = target.combine.value
    return kept


def target_from_json(kept: object) -> Target | None:
    """The target that `target_to_json` made; None for anything that it cannot have made."""
    if not isinstance(kept, dict):
        return None
    try:
        words = {str(word): float(value) for word, value in dict(kept.get("words", {})).items()}
        return Target(
            field=str(kept.get("field", "")),
            own=str(kept.get("own", "")),
            low=float(kept.get("low", 0.0)),
            high=float(kept.get("high", HIGHEST)),
            better_is_higher=kept.get("better_is_higher") is True,
            words=words,
            unit=str(kept.get("unit", "")),
            combine=Combine(kept.get("combine", "mean")),
            reason=str(kept.get("reason", "")),
        )
    except (ValueError, TypeError, UserError):
        return None


def exertion(low: float, high: float) -> Target:
    """The target of one of several kinds of exertion: the hardest makes the day's."""
    return target_for(EXERTION, low=low, high=high)


Scale = tuple[float, float]

SCALES: tuple[Scale, ...] = (
    (0.0, 3.0),
    (0.0, 4.0),
    (0.0, 5.0),
    (1.0, 5.0),
    (0.0, 10.0),
    (1.0, 10.0),
    (0.0, 100.0),
)
"""Scales on which apps let people rate."""
MAX_WORDS = 12
MAX_LEVELS = 11
_DAY_IN_HOURS, _DAY_IN_MINUTES = 24, 24 * 60


_COMMON_ENDS = (3.0, 5.0, 10.0, 100.0)


def scales(column: Column, target: Target) -> list[Scale]:
    """The scales that all numbers of `column` fit on, the one of `target` among them."""
    own = (target.low, target.high)
    fitting = [scale for scale in SCALES if _holds(scale, column)]
    if own not in fitting and (_holds(own, column) or not fitting):
        fitting.append(own)
    return sorted(fitting, key=lambda scale: (scale[1], scale[0]))


def _holds(scale: Scale, column: Column) -> bool:
    return not column.has_numbers or (scale[0] <= column.lowest and column.highest <= scale[1])


def unknown_words(column: Column, target: Target) -> list[str]:
    """Texts of `column` that are no number and that `target` has no number for, up to 12."""
    words = [
        text
        for text in column.texts
        if number(text) is None and text.lower() not in target.words and any(map(str.isalnum, text))
    ]
    return words[:MAX_WORDS]


def levels(target: Target) -> list[float]:
    """Numbers of the scale of `target` that a word may stand for: each one, or every tenth."""
    width = target.high - target.low
    step = 1.0 if width < MAX_LEVELS else width / (MAX_LEVELS - 1)
    return [target.low + step * n for n in range(int(width / step) + 1)]


def unit_of(column: Column) -> str:
    """The unit in which the lengths of time of `column` are most likely given."""
    if not column.has_numbers or column.highest <= _DAY_IN_HOURS:
        return ""
    return "min" if column.highest <= _DAY_IN_MINUTES else "s"


def assigned(
    column: Column,
    old: Target,
    field: str = "",
    *,
    own: str = "",
    better_is_higher: bool = False,
) -> Target:
    """The target of `column` when the person gives it to `field`, or to a symptom named `own`.

    Scale and words stay as they are in `old` where its numbers fit on it.
    """
    scale: Scale = (old.low, old.high)
    if not old.is_score or not _holds(scale, column):
        scale = _likely(column)
    target = target_for(
        field,
        own=own,
        low=scale[0],
        high=scale[1],
        better_is_higher=better_is_higher,
        words=old.words,
        unit=old.unit or unit_of(column),
    )
    return target if target.is_score else replace(target, low=LOWEST, high=HIGHEST, words={})


def _likely(column: Column) -> Scale:
    if not column.has_numbers:
        return (LOWEST, HIGHEST)
    usual = (0.0, scale_end(column.highest))
    if _holds(usual, column):
        return usual
    low = min(0.0, column.lowest)
    return (low, max(low + 1, column.highest))


def with_word(target: Target, word: str, meaning: float | None) -> Target:
    """`target` where `word` stands for `meaning`, or for nothing any more."""
    words: Mapping[str, float] = {
        text: value for text, value in target.words.items() if text != word.lower()
    }
    if meaning is not None:
        words = {**words, word.lower(): meaning}
    return replace(target, words=words)


def scale_end(highest: float) -> float:
    """The end of the common scale that `highest` fits on: 3, 5, 10 or 100."""
    return next((end for end in _COMMON_ENDS if highest <= end), 100.0)


def first_match(name: str, rules: Mapping[str, Target]) -> Target:
    """The target of the first rule whose words stand in `name`; a device’s result otherwise."""
    wanted = plain(name)
    return next((rules[part] for part in rules if part in wanted), left_out(DEVICE_RESULT))

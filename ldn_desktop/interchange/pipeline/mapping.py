"""What becomes of a name in a file: a field of the day, on which scale, or nothing and why."""

from __future__ import annotations

import dataclasses
import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ldn_desktop.diary.amounts import parse_amount
from ldn_desktop.diary.fields import (
    CRASH,
    DOSE,
    EXERTION,
    FIELDS,
    NOTE,
    SCALE_FIELDS,
    Combine,
    FieldKind,
)
from ldn_desktop.diary.model import MarkKind
from ldn_desktop.diary.symptoms import FUNCAP, HIGHEST, LOWEST, READINGS
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _, formats, mark
from ldn_desktop.interchange.pipeline.entries import FileColumn
from ldn_desktop.interchange.reading.parsing import (
    count,
    hours,
    number,
    out_of,
    plain,
    shortened,
)

OTHER_APP = mark("The diary already has an answer from another app for this day.")
NO_TARGET = mark("The diary does not record this.")
NO_DATE = mark("It has no date that can be read.")
TOO_LONG_AGO = mark("Its date is before 1900.")
EMPTY_CELL = mark("It is empty.")
DEVICE_RESULT = mark(
    "A device worked this out; it is not what you felt. The diary records your own ratings."
)
UNSURE = mark("This program does not know this name. You can choose what it is.")

_YES = frozenset({"1", "1.0", "yes", "true", "x", "yes_manual"})
_NO = frozenset({"0", "0.0", "no", "false", "-"})
_AMOUNT = re.compile(
    r"(?<![\d.,/-])(\d{1,6}(?:[.,]\d{1,6})?|[.,]\d{1,6})\s?(mg|mcg|[µμ]g|ug)\b", re.IGNORECASE
)
_UNIT = re.compile(r"(?<![^\W_])(mg|mcg|[µμ]g|ug)(?![^\W_])", re.IGNORECASE)
_HOURS_IN = {"s": 1 / 3600, "min": 1 / 60, "h": 1.0}
_NOT_SCORES = frozenset({"", *FIELDS, *READINGS}) - {field.key for field in SCALE_FIELDS}
MG, MCG = "mg", "mcg"
DOSE_UNITS = (MG, MCG)
TIME_UNITS = ("s", "min", "h")


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
    """Of a bare number: s, min or h for a length of time, mg or mcg for a dose."""
    combine: Combine = Combine.MEAN
    reason: str = ""
    ask: str = ""
    """What the person should look at before they take this over."""
    assumed: bool = False
    """Whether the scale is an assumption, because the file does not tell it."""
    decimal: str = ""
    """The decimal separator of its numbers, where the column shows it."""
    mark: str = ""
    """The kind of mark that its days become, instead of answers; a MarkKind."""
    mark_name: str = ""
    domain: str = ""
    """Of an item of FUNCAP: the domain it belongs to."""

    def __post_init__(self) -> None:
        scale = (self.low, self.high, *self.words.values())
        if not (self.low < self.high and all(map(math.isfinite, scale))):
            raise UserError(
                _("A scale from {low} to {high} does not go upwards.").format(
                    low=self.low, high=self.high
                )
            )

    @property
    def is_imported(self) -> bool:
        return bool(self.field or self.own or self.mark)

    @property
    def is_score(self) -> bool:
        return bool(self.own) or self.field not in _NOT_SCORES

    @property
    def scale(self) -> Scale:
        return (self.low, self.high)

    @property
    def turns(self) -> bool:
        """Whether it turns a scale that is not the diary's own."""
        own = self.scale == (LOWEST, HIGHEST) and not self.better_is_higher
        return self.is_score and not own


def left_out(reason: str = NO_TARGET, *, ask: str = "") -> Target:
    """The target of what the diary does not keep."""
    return Target(reason=reason, ask=ask)


def score(key: str, low: float, high: float, **more: Any) -> Target:
    """The target of a rating from `low` to `high`."""
    return Target(key, low=low, high=high, **more)


def reading(key: str, combine: Combine = Combine.MEAN, unit: str = "") -> Target:
    """The target of a number that a device measured."""
    return Target(key, combine=combine, unit=unit)


_READINGS_COMBINED: Mapping[str, Combine] = {"steps": Combine.SUM, "sleep_hours": Combine.SUM}


def target_for(field: str, **more: Any) -> Target:
    """The target of a name that is given to `field`, combined as the field asks."""
    known = FIELDS.get(field)
    combine = known.combine if known else _READINGS_COMBINED.get(field, Combine.MEAN)
    return Target(field, combine=combine, **more)


def note() -> Target:
    return target_for(NOTE)


def crash() -> Target:
    return target_for(CRASH)


def exertion(low: float, high: float, **more: Any) -> Target:
    """The target of one of several kinds of exertion: the hardest makes the day's."""
    return target_for(EXERTION, low=low, high=high, **more)


def mark_target(kind: MarkKind, name: str = "") -> Target:
    """The target of what becomes a mark: each run of days with it is one."""
    return Target(mark=kind.value, mark_name=name)


def funcap_item(domain: str) -> Target:
    """The target of one item of FUNCAP: those of a month make one result."""
    return Target(FUNCAP, domain=domain)


def first_match(name: str, rules: Mapping[str, Target]) -> Target:
    """The target of the first rule whose words stand in `name`; a device’s result otherwise."""
    title = plain(name)
    return next((rules[part] for part in rules if part in title), left_out(DEVICE_RESULT))


def converted(text: str, target: Target) -> Any:
    """`text` as the field of `target` keeps it.

    Raises UserError with the reason, in one plain sentence, when it cannot be.
    """
    if target.is_score:
        return _points(text, target)
    match _kind_of(target.field):
        case FieldKind.TEXT:
            return text
        case FieldKind.CHOICE:
            return text
        case FieldKind.FLAG:
            return _crash(text)
    return _required(text, _measure(text, target))


def _kind_of(key: str) -> FieldKind | None:
    return FIELDS[key].kind if key in FIELDS else None


def _points(text: str, target: Target) -> float:
    given = target.words.get(text.lower())
    value = number(text) if given is None else given
    rating = out_of(text) if value is None else None
    if rating and rating[1] == target.high:
        value = rating[0]
    if value is None:
        raise UserError(
            _("“{text}” is not a number, and you have not chosen one for it yet.").format(
                text=shortened(text)
            )
        )
    if not target.low <= value <= target.high:
        raise UserError(
            _("“{text}” is not between {low} and {high}.").format(
                text=shortened(text),
                low=formats.number(target.low),
                high=formats.number(target.high),
            )
        )
    return points_of(value, target.scale, better_is_higher=target.better_is_higher)


def points_of(value: float, scale: Scale, *, better_is_higher: bool) -> float:
    """`value` on the diary's own 0 to 10, where higher is worse."""
    share = (value - scale[0]) / (scale[1] - scale[0])
    return round(HIGHEST * (1 - share if better_is_higher else share), 2) + 0.0


def _crash(text: str) -> bool:
    answer = text.lower()
    if answer in _YES:
        return True
    if answer in _NO:
        raise UserError(_("It says there was no crash. The diary records only crash days."))
    raise UserError(_("“{text}” is neither yes nor no.").format(text=shortened(text)))


def says_no(text: str) -> bool:
    """Whether `text` says that there was none of it on that day."""
    return text.lower() in _NO or number(text) == 0


def _measure(text: str, target: Target) -> float | None:
    if _kind_of(target.field) is FieldKind.AMOUNT:
        return _milligrams(text, target.unit)
    if target.field == "steps":
        return count(text, target.decimal)
    if target.field == "sleep_hours":
        bare = number(text)
        return hours(text) if bare is None else bare * _HOURS_IN.get(target.unit, 1.0)
    return number(text.lower().removesuffix("ms").removesuffix("bpm").strip())


def _milligrams(text: str, unit: str) -> float | None:
    """The amount in a text: 4.5, 4,5 mg, 500 µg, or a name with one amount and no other number.

    `unit` is that of a number without one.
    """
    named = _AMOUNT.findall(text)
    if len(named) == 1 and not re.search(r"\d", _AMOUNT.sub("", text)):
        return parse_amount(" ".join(named[0]))
    if number(text) is None:
        return None
    return parse_amount(f"{text.strip()} {unit or MG}")


def named_unit(name: str) -> str:
    """The unit of dose that a name or title gives to bare numbers, as “LDN (mcg)” does.

    Empty where it gives none, or an amount: in “LDN 1.5 mg” a 1 may be one capsule.
    """
    if _AMOUNT.search(name):
        return ""
    units = {_known_unit(unit) for unit in _UNIT.findall(name)}
    return units.pop() if len(units) == 1 else ""


def _known_unit(unit: str) -> str:
    return MG if unit.lower() == MG else MCG


def all_tell_unit(texts: Sequence[str]) -> bool:
    """Whether `texts` say in mg or mcg how much it is, and none is a bare number."""
    has_unit = any(_AMOUNT.search(text) for text in texts)
    return has_unit and not any(number(text) is not None for text in texts)


def _required(text: str, value: float | None) -> float:
    if value is None:
        raise UserError(_("“{text}” is not a number.").format(text=shortened(text)))
    return value


_COMBINED: Mapping[Combine, Callable[[Sequence[Any]], Any]] = {
    Combine.MEAN: lambda values: round(math.fsum(values) / len(values), 2),
    Combine.MAX: max,
    Combine.SUM: lambda values: round(math.fsum(values), 4),
    Combine.FIRST: lambda values: values[0],
    Combine.LINES: lambda values: "\n".join(dict.fromkeys(values)),
}


def combined(values: Sequence[Any], how: Combine) -> Any:
    """The one answer that several values of one day make."""
    return values[0] if len(values) == 1 else _COMBINED[how](values)


_REMEMBERED = ("field", "own", "low", "high", "better_is_higher", "unit", "reason", "mark",
               "mark_name", "domain")  # fmt: skip


def target_to_json(target: Target) -> dict[str, Any]:
    """`target` as the diary remembers it: plain JSON, defaults left out."""
    usual = Target()
    stored: dict[str, Any] = {
        name: getattr(target, name)
        for name in _REMEMBERED
        if getattr(target, name) != getattr(usual, name)
    }
    if target.assumed:
        stored["assumed"] = True
    if target.words:
        stored["words"] = dict(target.words)
    if target.combine is not usual.combine:
        stored["combine"] = target.combine.value
    return stored


def target_from_json(stored: object) -> Target | None:
    """The target that `target_to_json` wrote; None for anything that it cannot have written."""
    if not isinstance(stored, dict):
        return None
    try:
        words = {str(word): float(value) for word, value in dict(stored.get("words", {})).items()}
        return Target(
            field=str(stored.get("field", "")),
            own=str(stored.get("own", "")),
            low=float(stored.get("low", 0.0)),
            high=float(stored.get("high", HIGHEST)),
            better_is_higher=stored.get("better_is_higher") is True,
            words=words,
            unit=str(stored.get("unit", "")),
            combine=Combine(stored.get("combine", "mean")),
            reason=str(stored.get("reason", "")),
            mark=str(stored.get("mark", "")),
            mark_name=str(stored.get("mark_name", "")),
            domain=str(stored.get("domain", "")),
            assumed=stored.get("assumed") is True,
        )
    except (ValueError, TypeError, UserError):
        return None


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
OWN_SCALE: Scale = (LOWEST, HIGHEST)
PERCENT: Scale = (0.0, 100.0)
MAX_WORDS = 12
MAX_LEVELS = 11
_DAY_IN_HOURS, _DAY_IN_MINUTES = 24, 24 * 60


def scales(column: FileColumn, target: Target) -> list[Scale]:
    """The scales that all numbers of `column` fit on, the one of `target` among them."""
    fitting = [scale for scale in SCALES if fits(scale, column)]
    if target.scale not in fitting and (fits(target.scale, column) or not fitting):
        fitting.append(target.scale)
    return sorted(fitting, key=lambda scale: (scale[1], scale[0]))


def fits(scale: Scale, column: FileColumn) -> bool:
    """Whether all numbers of `column` lie on `scale`."""
    return not column.has_numbers or (scale[0] <= column.lowest and column.highest <= scale[1])


def assumed_scale(columns: Sequence[FileColumn]) -> Scale:
    """The scale of ratings whose file does not tell it, judged from all of them together.

    The diary's own, 0 to 10, unless one of them is higher: what happens to be low in one file
    would otherwise be stretched, and in the next file not.
    """
    highest = max((column.highest for column in columns), default=0.0)
    lowest = min((column.lowest for column in columns), default=0.0)
    for scale in (OWN_SCALE, PERCENT):
        if scale[0] <= lowest and highest <= scale[1]:
            return scale
    if math.isinf(highest) or math.isinf(lowest):
        return OWN_SCALE
    low = min(0.0, lowest)
    return (low, max(low + 1, highest))


def unknown_words(column: FileColumn, target: Target) -> list[str]:
    """Texts of `column` that are no number and that `target` has no number for, up to 12."""
    words = [
        text
        for text in column.texts
        if number(text) is None
        and out_of(text) is None
        and text.lower() not in target.words
        and any(map(str.isalnum, text))
    ]
    return words[:MAX_WORDS]


def levels(target: Target) -> list[float]:
    """Numbers of the scale of `target` that a word may stand for: each one, or every tenth."""
    width = target.high - target.low
    step = 1.0 if width < MAX_LEVELS else width / (MAX_LEVELS - 1)
    return [target.low + step * n for n in range(int(width / step) + 1)]


def unit_of(column: FileColumn) -> str:
    """The unit in which the lengths of time of `column` are most likely given."""
    if not column.has_numbers or column.highest <= _DAY_IN_HOURS:
        return ""
    return "min" if column.highest <= _DAY_IN_MINUTES else "s"


def assigned(
    column: FileColumn,
    old: Target,
    field: str = "",
    *,
    own: str = "",
    better_is_higher: bool = False,
) -> Target:
    """The target of `column` when the person gives it to `field`, or to a symptom named `own`.

    Scale and words stay as they are in `old` where its numbers fit on it.
    """
    scale = old.scale if old.is_score and fits(old.scale, column) else assumed_scale([column])
    unit = named_unit(column.name) if field == DOSE else unit_of(column)
    stored_unit = old.unit if old.unit in (DOSE_UNITS if field == DOSE else TIME_UNITS) else ""
    target = target_for(
        field,
        own=own,
        low=scale[0],
        high=scale[1],
        better_is_higher=better_is_higher,
        words=old.words,
        unit=stored_unit or unit,
    )
    return target if target.is_score else replace(target, low=LOWEST, high=HIGHEST, words={})


def with_word(target: Target, word: str, meaning: float | None) -> Target:
    """`target` where `word` stands for `meaning`, or for nothing any more."""
    words: Mapping[str, float] = {
        text: value for text, value in target.words.items() if text != word.lower()
    }
    if meaning is not None:
        words = {**words, word.lower(): meaning}
    return replace(target, words=words)

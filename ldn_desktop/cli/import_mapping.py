"""What --map and --word say: what a name in a file becomes, and what its words stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from ldn_desktop.cli.field_names import field_named
from ldn_desktop.diary.amounts import parse_number
from ldn_desktop.diary.model import Diary, MarkKind
from ldn_desktop.diary.symptoms import READINGS
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _, formats

if TYPE_CHECKING:
    from ldn_desktop.interchange import Target

LEAVE, OWN, TURNED, MARK = "leave", "own", "turned", "mark"
TIME_UNITS, DOSE_UNITS = ("s", "min", "h"), ("mg", "mcg")
_SCALE = re.compile(r"(-?\d{1,6}(?:\.\d+)?)-(-?\d{1,6}(?:\.\d+)?)")


class NameMapping(NamedTuple):
    """One --map: a name in the file, what it becomes, and how."""

    name: str
    becomes: str
    low: float
    high: float
    turned: bool
    unit: str
    """Of time or dose; of a mark, its kind."""


class WordMeaning(NamedTuple):
    """One --word: a name in the file and its word, and the number it stands for."""

    name_and_word: str
    """As NAME:WORD; both may hold a colon, so that only the file tells them apart."""
    meaning: float


def parse_mapping(text: str) -> NameMapping:
    """`text` as NAME=FIELD[:LOW-HIGH][:turned][:s|min|h|mg|mcg] or NAME=mark[:KIND].

    Raises UserError.
    """
    name, equals, rest = text.rpartition("=")
    becomes, *more = [part.strip() for part in rest.split(":")]
    if not (equals and name.strip() and becomes):
        raise UserError(_("“{text}” should look like Energy=fatigue:1-5").format(text=text))
    low, high, turned, unit = 0.0, 10.0, False, ""
    for part in more:
        scale = _SCALE.fullmatch(part)
        if scale and float(scale[1]) < float(scale[2]):
            low, high = float(scale[1]), float(scale[2])
        elif part == TURNED:
            turned = True
        elif part in (tuple(MarkKind) if becomes == MARK else (*TIME_UNITS, *DOSE_UNITS)):
            unit = part
        else:
            raise UserError(_("“{part}” is not a scale; write it like 0-5").format(part=part))
    return NameMapping(name.strip(), becomes, low, high, turned, unit)


def parse_word(text: str) -> WordMeaning:
    """`text` as NAME:WORD=NUMBER. Raises UserError."""
    name_and_word, _equals, number = text.rpartition("=")
    meaning = parse_number(number)
    if meaning is None or ":" not in name_and_word:
        raise UserError(_("“{text}” should look like mood:Cloudy=2").format(text=text))
    return WordMeaning(name_and_word, meaning)


def targets(mapped: list[NameMapping], diary: Diary) -> dict[str, Target]:
    """What the person decided, by name. Raises UserError for a symptom the diary does not know."""
    return {one.name: _target(one, diary) for one in mapped}


def _target(one: NameMapping, diary: Diary) -> Target:
    from ldn_desktop.interchange import left_out, mark_target, target_for  # not for the window

    if one.becomes == MARK:
        return mark_target(MarkKind(one.unit or MarkKind.EVENT), one.name.rpartition(": ")[2])
    if one.becomes == LEAVE:
        return left_out(_("You chose to leave this out."))
    own = one.name if one.becomes == OWN else ""
    field = "" if own else _field(one.becomes, diary)
    return target_for(
        field, own=own, low=one.low, high=one.high, better_is_higher=one.turned, unit=one.unit
    )


def _field(name: str, diary: Diary) -> str:
    return name if name in READINGS else field_named(name, diary)


def with_words(targets: Mapping[str, Target], words: Iterable[WordMeaning]) -> dict[str, Target]:
    """The targets of a file whose words were given a meaning. Raises UserError for no such name."""
    from ldn_desktop.interchange import with_word  # not for the window

    changed: dict[str, Target] = {}
    for word in words:
        names = [name for name in targets if word.name_and_word.startswith(f"{name}:")]
        if not names:
            raise UserError(unknown_name(word.name_and_word, targets))
        name = max(names, key=len)
        text = word.name_and_word[len(name) + 1 :].strip()
        changed[name] = with_word(changed.get(name, targets[name]), text, word.meaning)
    return changed


def unknown_name(name: str, known: Iterable[str]) -> str:
    """What to say of a name that the file does not have."""
    return _("This file has no “{name}”. It has: {names}.").format(
        name=name, names=formats.enumerated([*known])
    )

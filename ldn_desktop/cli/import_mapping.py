"""What --map says: what a name in a file becomes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ldn_desktop.cli.field_names import field_named
from ldn_desktop.diary.model import Diary
from ldn_desktop.diary.symptoms import READINGS
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _

if TYPE_CHECKING:
    from ldn_desktop.interchange import Target

LEAVE, OWN, TURNED = "leave", "own", "turned"
_SCALE = re.compile(r"(-?\d{1,6}(?:\.\d+)?)-(-?\d{1,6}(?:\.\d+)?)")


class NameMapping(NamedTuple):
    """One --map: a name in the file, what it becomes, and how."""

    name: str
    becomes: str
    low: float
    high: float
    turned: bool
    unit: str


def parse_mapping(text: str) -> NameMapping:
    """`text` as NAME=FIELD[:LOW-HIGH][:turned][:s|min|h]. Raises UserError."""
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
        elif part in ("s", "min", "h"):
            unit = part
        else:
            raise UserError(_("“{part}” is no scale; write it as 0-5").format(part=part))
    return NameMapping(name.strip(), becomes, low, high, turned, unit)


def targets(mapped: list[NameMapping], diary: Diary) -> dict[str, Target]:
    """What the person decided, by name. Raises UserError for a symptom the diary does not know."""
    return {one.name: _target(one, diary) for one in mapped}


def _target(one: NameMapping, diary: Diary) -> Target:
    from ldn_desktop.interchange import left_out, target_for  # not for the window

    if one.becomes == LEAVE:
        return left_out(_("You said that it stays out."))
    own = one.name if one.becomes == OWN else ""
    field = "" if own else _field(one.becomes, diary)
    return target_for(
        field, own=own, low=one.low, high=one.high, better_is_higher=one.turned, unit=one.unit
    )


def _field(name: str, diary: Diary) -> str:
    return name if name in READINGS else field_named(name, diary)

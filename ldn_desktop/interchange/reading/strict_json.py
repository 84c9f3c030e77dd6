"""JSON without its traps: no NaN, no broken characters, no doubled names, no endless depth."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _


def parsed(text: str) -> Any:
    """What `text` says. Raises UserError where it is not sound JSON."""
    try:
        found = json.loads(
            text, parse_constant=_no_constant, parse_float=_finite, object_pairs_hook=_once
        )
        # A lone surrogate loads, and then breaks every later save.
        json.dumps(found, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise UserError(_("This JSON file cannot be read. It may be damaged.")) from error
    return found


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _finite(text: str) -> float:
    value = float(text)
    if abs(value) > 1e300:  # 1e999 is read as infinity
        raise ValueError(text[:40])
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("the same name twice")
    return found

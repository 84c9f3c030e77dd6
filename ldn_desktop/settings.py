"""Preferences of this machine: theme, text size, window, last place. Nothing of the diary."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from ldn_desktop.atomic_write import atomic_write

FILE_NAME = "settings.json"
THEMES = ("system", "paper", "dim", "low_light", "very_low")
FONTS = ("atkinson", "system")
QUICK_ANSWERS = ("same", "crash", "foggy")
TEXT_PERCENTS = (100, 125, 150, 175, 200, 250, 300)


class Settings(msgspec.Struct, frozen=True):
    """What this machine remembers. Losing it costs a few touches, never an answer."""

    theme: str = "system"
    text_percent: int = 100
    font: str = "atkinson"
    window: tuple[int, int] | None = None
    """Width and height of the client area, in logical px."""
    tab: str = "today"
    guide_place: str = ""
    charted: tuple[str, ...] = ()
    """Keys of the symptoms shown in Charts."""
    chart_period: str = "3 months"
    single_keys: bool = True
    """Whether C, U, F and T act without Ctrl."""
    quick_answers: tuple[str, ...] = QUICK_ANSWERS
    """Which of the large answers stand at the top of Today."""
    place: str = ""
    """Where the person is in Today: diary day of the visit, day shown, and the page open."""
    welcomed: bool = False
    help_country: str = ""
    foggy_place: str = ""
    """Where “One question at a time” stopped: the date and the number of the question."""


def _window_fits(value: Any) -> bool:
    return value is None or (
        isinstance(value, tuple)
        and len(value) == 2
        and all(isinstance(n, int) and 200 <= n <= 20_000 for n in value)
    )


_FITS: dict[str, Callable[[Any], bool]] = {
    "theme": THEMES.__contains__,
    "text_percent": TEXT_PERCENTS.__contains__,
    "font": FONTS.__contains__,
    "window": _window_fits,
    "charted": lambda v: isinstance(v, tuple) and all(isinstance(key, str) for key in v),
    "quick_answers": lambda v: isinstance(v, tuple) and all(q in QUICK_ANSWERS for q in v),
    "single_keys": lambda v: isinstance(v, bool),
    "welcomed": lambda v: isinstance(v, bool),
}


def load(folder: Path) -> Settings:
    """The settings kept in `folder`; defaults for whatever is missing or damaged."""
    try:
        kept = msgspec.json.decode((folder / FILE_NAME).read_bytes())
    except (OSError, ValueError, RecursionError):
        return Settings()
    if not isinstance(kept, dict):
        return Settings()
    values: dict[str, Any] = {}
    for name in Settings.__struct_fields__:
        value = kept.get(name)
        value = tuple(value) if isinstance(value, list) else value
        if name in kept and _FITS.get(name, lambda v: isinstance(v, str))(value):
            values[name] = value
    return Settings(**values)


def save(settings: Settings, folder: Path) -> None:
    """Write `settings` into `folder`, whole or not at all. Raises OSError when it cannot."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    text = msgspec.json.format(msgspec.json.encode(settings), indent=1)
    atomic_write(folder / FILE_NAME, text)

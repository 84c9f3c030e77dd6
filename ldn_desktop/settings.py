"""Preferences of this machine: theme, text size, window, last place. Nothing of the diary."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from ldn_desktop.atomic_write import atomic_write
from ldn_desktop.themes import SYSTEM, theme_choices

FILE_NAME = "settings.json"
FONTS = ("atkinson", "system")
QUICK_ANSWERS = ("same", "crash", "foggy")
OF_THE_DIARY = ("charted", "place", "foggy_place")
"""What is not written beside an encrypted diary."""
DIARY_NAME, ENCRYPTED_START = "diary.json", b'{"ldn-desktop":"encrypted diary"'
TEXT_PERCENTS = (100, 125, 150, 175, 200, 250, 300)


class Settings(msgspec.Struct, frozen=True):
    """What this machine remembers. Losing it costs a few touches, never an answer."""

    theme: str = SYSTEM
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
    """Whose numbers Help now shows: a lower-case code of ISO 3166, "" for the system's country."""
    language: str = ""
    """The language of the program, such as "de"; "" for the system's."""
    sync_notice: str = ""
    """What was said last of the sync tool that carries the diary's folder: it is said once."""
    foggy_place: str = ""
    """Where “One question at a time” stopped: the date and the number of the question."""


def _window_fits(value: Any) -> bool:
    return value is None or (
        isinstance(value, tuple)
        and len(value) == 2
        and all(isinstance(n, int) and 200 <= n <= 20_000 for n in value)
    )


_FITS: dict[str, Callable[[Any], bool]] = {
    "theme": lambda v: v in theme_choices(),
    "text_percent": TEXT_PERCENTS.__contains__,
    "font": FONTS.__contains__,
    "window": _window_fits,
    "charted": lambda v: isinstance(v, tuple) and all(isinstance(key, str) for key in v),
    "quick_answers": lambda v: isinstance(v, tuple) and all(q in QUICK_ANSWERS for q in v),
}
"""What a stored value must be where its type alone does not say enough."""


def load(folder: Path) -> Settings:
    """The settings stored in `folder`; defaults for whatever is missing or damaged."""
    try:
        stored = msgspec.json.decode((folder / FILE_NAME).read_bytes())
    except (OSError, ValueError, RecursionError):
        return Settings()
    if not isinstance(stored, dict):
        return Settings()
    values: dict[str, Any] = {}
    for name in Settings.__struct_fields__:
        value = stored.get(name)
        value = tuple(value) if isinstance(value, list) else value
        if name in stored and _fits(name, value):
            values[name] = value
    return Settings(**values)


def _fits(name: str, value: object) -> bool:
    if name in _FITS:
        return _FITS[name](value)
    return type(value) is type(getattr(Settings(), name))


def save(settings: Settings, folder: Path) -> None:
    """Write `settings` into `folder`, whole or not at all. Raises OSError when it cannot.

    The folder is never made here: where it was moved away, only opening the diary makes a new
    one. Beside an encrypted diary nothing is written that is of the diary.
    """
    if _is_encrypted(folder):
        settings = replace(settings, **_without_diary())
    text = msgspec.json.format(msgspec.json.encode(settings), indent=1)
    atomic_write(folder / FILE_NAME, text)


def forget_diary(folder: Path) -> None:
    """Remove from the settings in `folder` what they hold of the diary. Raises OSError."""
    settings = load(folder)
    if replace(settings, **_without_diary()) != settings:
        save(settings, folder)


def _without_diary() -> dict[str, Any]:
    """Defaults of what tells something of the diary: symptoms, days looked at."""
    return {name: getattr(Settings(), name) for name in OF_THE_DIARY}


def _is_encrypted(folder: Path) -> bool:
    try:
        with (folder / DIARY_NAME).open("rb") as file:
            return file.read(len(ENCRYPTED_START)) == ENCRYPTED_START
    except OSError:
        return False

"""Characters for figures: the bundled face, fall-backs for other scripts, widths and wrapping."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from threading import get_ident
from typing import Any

from matplotlib import font_manager
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.ft2font import FT2Font, LoadFlags

from ldn_desktop import resources
from ldn_desktop.charts.drawing.style import BUNDLED_FAMILY, DPI, Style

NO_GLYPH = "□"
"""Stands for a character that no font on this computer has."""
_PREFERRED = ("Noto Sans", "DejaVu Sans", "Droid Sans", "Segoe UI", "Arial Unicode", "PingFang")
_SPACES = {"\t": " ", "\u00a0": " ", "\u202f": " ", "\u2009": " "}


@cache
def known_families() -> frozenset[str]:
    """Families that figures can use; the bundled one is always among them."""
    for file in sorted(resources.path("fonts").glob("*.ttf")):
        font_manager.fontManager.addfont(file)
    return frozenset(entry.name for entry in font_manager.fontManager.ttflist)


def _font(path: str) -> FT2Font:
    # One for each thread: FreeType ends the program when two use the same face.
    return _font_of_thread(path, get_ident())


@cache
def _font_of_thread(path: str, _thread: int) -> FT2Font:
    font = FT2Font(path)
    font.set_size(64, 72)
    return font


@cache
def _file(family: str, weight: str) -> str:
    known_families()
    properties = font_manager.FontProperties(family=family, weight=weight)
    return str(font_manager.findfont(properties))


@cache
def _has(family: str, character: str) -> bool:
    try:
        font = _font(_file(family, "normal"))
    except (OSError, RuntimeError, ValueError):
        return False
    return bool(font.scalable) and font.get_char_index(ord(character)) != 0


@cache
def _fallbacks() -> tuple[str, ...]:
    """Families to look in for other scripts, plain upright ones first."""
    regular = {
        entry.name
        for entry in font_manager.fontManager.ttflist
        if entry.style == "normal" and entry.weight == 400 and "Resort" not in entry.name
    }

    def rank(name: str) -> tuple[int, str]:
        preferred = [index for index, start in enumerate(_PREFERRED) if name.startswith(start)]
        if name in ("Noto Sans", "DejaVu Sans"):
            return (-1, name)
        # PDF readers complain of the outlines of the CJK fonts of Noto: only as the last way.
        return (
            len(_PREFERRED) + 1 if "CJK" in name else min(preferred, default=len(_PREFERRED)),
            name,
        )

    return tuple(sorted(regular, key=rank))


def _usable(family: str) -> str:
    return family if family in known_families() else BUNDLED_FAMILY


def _needs_a_glyph(character: str) -> bool:
    return unicodedata.category(character)[0] != "Z"


@cache
def _family_for(character: str) -> str | None:
    return next((name for name in _fallbacks() if _has(name, character)), None)


def _printable(character: str) -> str:
    kind = unicodedata.category(character)
    if kind in ("Cc", "Cs", "Co", "Cn") or character in "\ufe0f\ufe0e":
        return " " if character in "\t\n\r" else ""
    return _SPACES.get(character, character)


def drawable(text: str, family: str = BUNDLED_FAMILY) -> tuple[str, list[str]]:
    """`text` as it can be drawn, and the families to draw it with, in order.

    Characters that no font here has become `NO_GLYPH`; marks that the font of their character
    lacks are left out: a character and its marks must come from one font.
    """
    families, result, base = [_usable(family)], "", _usable(family)
    for character in unicodedata.normalize("NFC", "".join(map(_printable, text))):
        if unicodedata.category(character)[0] in "MC":
            result += character if _has(base, character) else ""
            continue
        found = next((name for name in families if _has(name, character)), None)
        if found is None and (found := _family_for(character)) is None:
            character = NO_GLYPH if _needs_a_glyph(character) else " "  # noqa: PLW2901
            found = _family_for(character) or base
        if found not in families:
            families.append(found)
        result, base = result + character, found
    return result, families


@cache
def _advance(family: str, weight: str, character: str) -> float:
    """Width of `character` in em; a guess where `family` lacks it."""
    font = _font(_file(family, weight))
    if font.get_char_index(ord(character)) == 0:
        full_width = unicodedata.east_asian_width(character) in "WF"
        return 1.0 if full_width else 0.65 * (unicodedata.combining(character) == 0)
    advance = font.load_char(ord(character), LoadFlags.NO_HINTING).linearHoriAdvance
    return float(advance) / 65536 / 64


def width(text: str, size: float, family: str = BUNDLED_FAMILY, weight: str = "normal") -> float:
    """Width of one line of `text`, in the unit of `size`."""
    name = _usable(family)
    return size * sum(_advance(name, weight, character) for character in text)


def drawn_width(text: str, style: Style, size: float, weight: str = "normal") -> float:
    """Px that one line of `text` takes on a screen, at `size` px of 100 % text.

    Characters are fitted to whole pixels there, which makes a long word up to 5 % wider than
    `width` says.
    """
    shown, families = drawable(text, style.family)
    font = font_manager.FontProperties(family=families, weight=weight, size=style.points(size))
    renderer: Any = RendererAgg(1, 1, DPI)  # type: ignore[no-untyped-call]  # matplotlib's
    taken, _height, _descent = renderer.get_text_width_height_descent(shown, font, ismath=False)
    return float(taken)


def _pieces(text: str) -> Iterator[str]:
    """Words, and single characters of scripts written without spaces."""
    word = ""
    for character in text:
        if character == " " or unicodedata.east_asian_width(character) in "WF":
            if word:
                yield word
            yield character
            word = ""
        else:
            word += character
    if word:
        yield word


def wrapped(
    text: str, room: float, size: float, family: str = BUNDLED_FAMILY, weight: str = "normal"
) -> list[str]:
    """`text` in lines no wider than `room`, its own line breaks preserved."""
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        line, used = "", 0.0
        for piece in _pieces(paragraph):
            for part, part_width in _cut(piece, room, size, family, weight):
                if line and used + part_width > room and part != " ":
                    lines.append(line.rstrip())
                    line, used = "", 0.0
                if line or part != " ":
                    line, used = line + part, used + part_width
        lines.append(line.rstrip())
    return lines


def _cut(
    word: str, room: float, size: float, family: str, weight: str
) -> Iterator[tuple[str, float]]:
    """`word` and its width, in parts that fit `room`: after a hyphen where it has one.

    Else anywhere: for web addresses and endless words.
    """
    rest = word
    while (count := _fitting(rest, room, size, family, weight)) < len(rest):
        end = rest.rfind("-", 0, count) + 1 or count
        yield rest[:end], width(rest[:end], size, family, weight)
        rest = rest[end:]
    yield rest, width(rest, size, family, weight)


def _fitting(word: str, room: float, size: float, family: str, weight: str) -> int:
    """How many of the first characters of `word` fit `room`; at least one."""
    used = 0.0
    for index, character in enumerate(word):
        used += width(character, size, family, weight)
        if index and used > room:
            return index
    return len(word)


def shortened(
    text: str, room: float, size: float, family: str = BUNDLED_FAMILY, weight: str = "normal"
) -> str:
    """`text` on one line of `room`, ending in … where it was cut."""
    line = " ".join(text.split())
    rest = room - width("…", size, family, weight)
    used, shown = 0.0, 0
    for index, character in enumerate(line):
        used += width(character, size, family, weight)
        if used <= rest:
            shown = index + 1
        elif used > room:
            return line[:shown].rstrip() + "…"
    return line

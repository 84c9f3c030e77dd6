"""The appearance of a chart: colours, font and sizes, from a theme of the window or for paper."""

from __future__ import annotations

from dataclasses import dataclass

BUNDLED_FAMILY = "Atkinson Hyperlegible"
DPI = 100
"""Figures are laid out in px of 1/100 inch, whatever resolution they are drawn at later."""
TITLE, NAME, LABEL, SMALL = 17, 17, 14, 13
"""Font sizes in px of 100 % text: titles, names of panels, axes and captions, footnotes."""


@dataclass(frozen=True, slots=True)
class Style:
    """Colours as #rrggbb, named like the tokens of the window's themes."""

    ground: str
    card: str
    text: str
    quiet: str
    line: str
    """The strip under days on which LDN was taken, borders; ≥ 3:1 on ground."""
    hair: str
    """Rules, grids and the area of the dose: decoration only."""
    dot: str
    """One day."""
    accent_text: str
    """Lines of means, edges of severity marks."""
    crash: str
    """Columns of crash days, with `crash_line` under them."""
    crash_line: str
    family: str = BUNDLED_FAMILY
    percent: int = 100
    """The person's text size, 100 to 300."""
    printed: bool = False
    """Black on white: crash days are hatched, so that a photocopy still shows them."""

    def px(self, size: float) -> float:
        """`size` px of 100 % text, as px at the person's text size."""
        return size * self.percent / 100

    def points(self, size: float) -> float:
        """`size` px of 100 % text, as points for matplotlib."""
        return self.px(size) * 72 / DPI


PRINT = Style(
    ground="#ffffff",
    card="#ffffff",
    text="#000000",
    quiet="#333333",
    line="#777777",
    hair="#c8c8c8",
    dot="#6a6a6a",
    accent_text="#000000",
    crash="#ffffff",
    crash_line="#8c8c8c",
    printed=True,
)


def channels(colour: str) -> tuple[float, float, float]:
    """Red, green and blue of `colour`, 0 to 1."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def mixed(colour: str, ground: str, share: float) -> str:
    """`share` (0 to 1) of `colour` on `ground`, opaque: the same on screen, paper and in grey."""
    parts = zip(channels(colour), channels(ground), strict=True)
    return "#" + "".join(f"{round(255 * (a * share + b * (1 - share))):02x}" for a, b in parts)

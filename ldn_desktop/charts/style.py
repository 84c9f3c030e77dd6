"""How a chart looks: colours, letters and sizes, from a theme or for paper."""

from __future__ import annotations

from dataclasses import dataclass

BUNDLED_FAMILY = "Atkinson Hyperlegible"
DPI = 100
"""Figures are laid out in px of 1/100 inch, whatever they are later drawn at."""


@dataclass(frozen=True, slots=True)
class Style:
    """Colours as #rrggbb; `percent` is the person's text size, 100 to 300."""

    ground: str
    card: str
    text: str
    quiet: str
    line: str
    accent: str
    chosen: str
    series: tuple[str, str, str, str]
    """Symptoms are drawn in the second, crashes in the third, doses in the fourth."""
    family: str = BUNDLED_FAMILY
    percent: int = 100
    printed: bool = False
    """Black on white: tints become patterns, so that a photocopy still shows them."""

    @property
    def symptom(self) -> str:
        return self.series[1]

    @property
    def crash(self) -> str:
        return self.series[2]

    @property
    def dose(self) -> str:
        return self.series[3]

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
    accent="#000000",
    chosen="#d9d9d9",
    series=("#000000", "#000000", "#6e6e6e", "#4d4d4d"),
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


def luminance(colour: str) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2)."""
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio, 1 to 21 (WCAG 2.2)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def faintest_share(colour: str, ground: str, ratio: float = 3.05) -> float:
    """How far `colour` may be paled towards `ground` and keep `ratio` to 1 of contrast."""
    shares = (share / 20 for share in range(6, 20))
    return next((s for s in shares if contrast(mixed(colour, ground, s), ground) >= ratio), 1.0)


def faintest(colour: str, ground: str) -> str:
    """`colour` paled towards `ground` as far as it stays 3:1 from it."""
    return mixed(colour, ground, faintest_share(colour, ground))

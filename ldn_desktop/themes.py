"""The themes and their colours. A new theme is an entry here."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from ldn_desktop.i18n import _, mark

SYSTEM = "system"
"""The choice that follows the desktop's light or dark."""


class Theme(Struct, frozen=True, kw_only=True):
    """One set of colours, as “#RRGGBB”.

    `text` stands ≥ 7:1 on every fill, `quiet` on ground and card, `accent_text` on ground,
    `on_accent` on accent; lines, dots and series ≥ 3:1 on ground; `selection` ≥ 3:1 on ground and
    card, `on_selection` ≥ 4.5:1 on it; `disabled` 2.2–3.2:1 on ground. `hair` is decoration only.
    """

    key: str
    name: str
    dark: bool
    ground: str
    """The page."""
    tile: str
    """Fill of answers, buttons and troughs, which have no border."""
    hover: str
    """Fill under the pointer."""
    card: str
    """Fields, and readings beside the pointer."""
    chosen: str
    """Fill of a chosen answer; always together with a border and bold text."""
    band: str
    """A strip that must not be overlooked: another day, an emergency number, trouble."""
    text: str
    quiet: str
    disabled: str
    """Words of what cannot be used now: clearly dimmer than `quiet`."""
    selection: str
    """Fill of selected text, and of selected rows in Qt's own dialogs."""
    on_selection: str
    accent_text: str
    """Words of shortcuts and links, and the focus ring."""
    accent: str
    """Fill of the one primary button of a page."""
    on_accent: str
    accent_line: str
    """Border of shortcuts and of the primary button."""
    line: str
    """Borders of fields; scroll bars."""
    hair: str
    """Rules between rows, and grids."""
    dot: str
    """One day in a chart."""
    crash: str
    crash_line: str
    series: tuple[str, str, str, str]
    high_contrast: bool = False

    @property
    def label(self) -> str:
        return _(self.name)

    @property
    def tile_line(self) -> str:
        """Border of tiles: not seen, but in high contrast."""
        return self.text if self.high_contrast else self.tile


PAPER = Theme(
    key="paper", name=mark("Paper"), dark=False,
    ground="#EFE9DE", tile="#E6DFD0", hover="#DED5C3", card="#F3EEE4", chosen="#E2D3B4",
    band="#DCE1D6", text="#2A2723", quiet="#4A453D",
    disabled="#8F8575", selection="#17504C", on_selection="#F3EEE4",
    accent_text="#17504C", accent="#17504C", on_accent="#F3EEE4", accent_line="#17504C",
    line="#857C6D", hair="#D3C9B7", dot="#5A8079", crash="#E2CBB1", crash_line="#A84300",
    series=("#1A1A1A", "#005A8E", "#A84300", "#00664A"),
)  # fmt: skip
DIM = Theme(
    key="dim", name=mark("Dim"), dark=False,
    ground="#D3CABA", tile="#CAC0AD", hover="#C2B7A3", card="#D9D1C2", chosen="#C8B792",
    band="#C3CABD", text="#242019", quiet="#332F28",
    disabled="#797063", selection="#123F3C", on_selection="#E0D8CA",
    accent_text="#0F3B38", accent="#123F3C", on_accent="#E0D8CA", accent_line="#123F3C",
    line="#6E6658", hair="#BBB09B", dot="#40665F", crash="#C6AB8C", crash_line="#7E3200",
    series=("#141414", "#00446B", "#7E3200", "#00513A"),
)  # fmt: skip
LOW_LIGHT = Theme(
    key="low_light", name=mark("Low light"), dark=True,
    ground="#161616", tile="#211F1D", hover="#272522", card="#1B1A19", chosen="#282319",
    band="#1A2322", text="#B8B2A7", quiet="#ACA69B",
    disabled="#5D5953", selection="#688D87", on_selection="#161616",
    accent_text="#86B5AE", accent="#1A2625", on_accent="#B8B2A7", accent_line="#5A7A75",
    line="#736E66", hair="#302D29", dot="#4F7B75", crash="#2E2318", crash_line="#B87A2A",
    series=("#B8B2A7", "#4FA3D1", "#D08A1E", "#B58FB0"),
)  # fmt: skip
VERY_LOW = Theme(
    key="very_low", name=mark("Very low light"), dark=True,
    ground="#0F0F0F", tile="#181715", hover="#1A1917", card="#141312", chosen="#1A1712",
    band="#121918", text="#A9A398", quiet="#A9A398",
    disabled="#595550", selection="#638680", on_selection="#0F0F0F",
    accent_text="#7DA9A2", accent="#111817", on_accent="#A9A398", accent_line="#4F6B67",
    line="#6A655E", hair="#24211E", dot="#45706A", crash="#1B1611", crash_line="#9C6826",
    series=("#A9A398", "#3F8FBC", "#B87610", "#9C7897"),
)  # fmt: skip
THEMES = {theme.key: theme for theme in (PAPER, DIM, LOW_LIGHT, VERY_LOW)}
"""From the brightest to the darkest."""


def theme_choices() -> tuple[str, ...]:
    """What can be chosen as a theme, in the order in which it is offered."""
    return (SYSTEM, *THEMES)


def next_theme(theme: Theme, step: int) -> tuple[Theme, int]:
    """The neighbour of `theme` in brightness, and the step that led there.

    `step` is +1 for the darker one, −1 for the brighter one; it turns round at either end, so
    that no dark room is flooded with light.
    """
    ordered = list(THEMES.values())
    position = [one.key for one in ordered].index(theme.key)
    if not 0 <= position + step < len(ordered):
        step = -step
    return ordered[position + step], step


def in_high_contrast(theme: Theme) -> Theme:
    """`theme` with every line and every quiet word as strong as its text, and borders on tiles.

    What cannot be used is as strong as lines usually are.
    """
    text = theme.text
    return replace(
        theme,
        quiet=text,
        disabled=theme.line,
        line=text,
        hair=text,
        accent_line=text,
        high_contrast=True,
    )

"""Palettes, the typeface, and stillness."""

from __future__ import annotations

from enum import Enum
from typing import Protocol, runtime_checkable

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from ldn_desktop import resources
from ldn_desktop.i18n import _, mark

PIXELS_AT_100 = 16
FAMILY = "Atkinson Hyperlegible"


class TextScale:
    """Sizes of text as multiples of the person's, which is 16 px at 100 %."""

    NUMBER = 48 / 16
    """The one word or number that a page is about."""
    TITLE = 28 / 16
    """Page title and date; grows less than the rest from 125 % on (see `Heading`)."""
    SECTION = 20 / 16
    """Section titles and leads."""
    TAB = 18 / 16
    """Tabs and the title in the bar of a page."""
    ROW = 17 / 16
    """Names of rows, and longer reading."""
    BODY = 1.0
    SIDE = 15 / 16
    CAPTION = 14 / 16
    """The smallest: axes and captions."""


FUSION = ("-style", "Fusion")
"""Arguments for QApplication: the style whose colours are all ours. A style that is handed over
as an object instead has PySide make a Python class of every style option, a tenth of the start."""


class Theme(Struct, frozen=True, kw_only=True):
    """One set of colours, as “#RRGGBB”.

    `text` stands ≥ 7:1 wherever it is put, `quiet` on ground and card, `accent_ink` on ground,
    `on_accent` on accent; lines, dots and series ≥ 3:1 on ground. `hair` is decoration only.
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
    """Fill of a chosen answer; always together with a border and bold letters."""
    band: str
    """A strip that must not be overlooked: another day, an emergency number, trouble."""
    text: str
    quiet: str
    accent_ink: str
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
    accent_ink="#17504C", accent="#17504C", on_accent="#F3EEE4", accent_line="#17504C",
    line="#857C6D", hair="#D3C9B7", dot="#5A8079", crash="#E2CBB1", crash_line="#A84300",
    series=("#1A1A1A", "#005A8E", "#A84300", "#00664A"),
)  # fmt: skip
DIM = Theme(
    key="dim", name=mark("Dim"), dark=False,
    ground="#D3CABA", tile="#CAC0AD", hover="#C2B7A3", card="#D9D1C2", chosen="#C8B792",
    band="#C3CABD", text="#242019", quiet="#332F28",
    accent_ink="#0F3B38", accent="#123F3C", on_accent="#E0D8CA", accent_line="#123F3C",
    line="#6E6658", hair="#BBB09B", dot="#40665F", crash="#C6AB8C", crash_line="#7E3200",
    series=("#141414", "#00446B", "#7E3200", "#00513A"),
)  # fmt: skip
LOW_LIGHT = Theme(
    key="low_light", name=mark("Low light"), dark=True,
    ground="#161616", tile="#211F1D", hover="#272522", card="#1B1A19", chosen="#282319",
    band="#1A2322", text="#B8B2A7", quiet="#ACA69B",
    accent_ink="#86B5AE", accent="#1A2625", on_accent="#B8B2A7", accent_line="#5A7A75",
    line="#736E66", hair="#302D29", dot="#4F7B75", crash="#2E2318", crash_line="#B87A2A",
    series=("#B8B2A7", "#4FA3D1", "#D08A1E", "#B58FB0"),
)  # fmt: skip
VERY_LOW = Theme(
    key="very_low", name=mark("Very low light"), dark=True,
    ground="#0F0F0F", tile="#181715", hover="#1A1917", card="#141312", chosen="#1A1712",
    band="#121918", text="#A9A398", quiet="#A9A398",
    accent_ink="#7DA9A2", accent="#111817", on_accent="#A9A398", accent_line="#4F6B67",
    line="#6A655E", hair="#24211E", dot="#45706A", crash="#1B1611", crash_line="#9C6826",
    series=("#A9A398", "#3F8FBC", "#B87610", "#9C7897"),
)  # fmt: skip
THEMES = {theme.key: theme for theme in (PAPER, DIM, LOW_LIGHT, VERY_LOW)}


def theme_for(choice: str) -> Theme:
    """The theme of a settings choice; “system” follows the desktop's light or dark."""
    return THEMES.get(choice) or (LOW_LIGHT if _desktop_is_dark() else PAPER)


def _desktop_is_dark() -> bool:
    """Whether the desktop's own colours are light on dark."""
    hints = QApplication.styleHints()
    hints.unsetColorScheme()
    return hints.colorScheme() is Qt.ColorScheme.Dark


def desktop_wants_contrast() -> bool:
    """Whether the person asked the desktop for high contrast everywhere."""
    hints = QApplication.styleHints()  # what it hands out ends with it
    preference = hints.accessibility().contrastPreference()
    return preference is Qt.ContrastPreference.HighContrast


def in_high_contrast(theme: Theme) -> Theme:
    """`theme` with every line and every quiet word as strong as its text, and borders on tiles."""
    text = theme.text
    return replace(theme, quiet=text, line=text, hair=text, accent_line=text, high_contrast=True)


def apply_palette(theme: Theme, choice: str) -> None:
    """Give the whole application the colours of `theme`: windows, menus, tool tips, title bars."""
    palette = palette_of(theme)
    if choice in THEMES:
        scheme = Qt.ColorScheme.Dark if theme.dark else Qt.ColorScheme.Light
        QApplication.styleHints().setColorScheme(scheme)
    QApplication.setPalette(palette)
    QToolTip.setPalette(palette)
    for widget in QApplication.allWidgets():
        if sheet := widget.styleSheet():
            # A style sheet keeps the colours it found; putting it on again finds the new ones.
            widget.setStyleSheet(sheet)


def disable_animations() -> None:
    """No menu and no tool tip moves or fades: movement on a screen can make people ill."""
    for effect in Qt.UIEffect:
        QApplication.setEffectEnabled(effect, False)


class Role(Enum):
    """Where a token sits in a QPalette, so that every control finds its colours there.

    In style sheets the roles are `palette(window)`, `palette(button)`, and so on.
    """

    GROUND = QPalette.ColorRole.Window
    TILE = QPalette.ColorRole.Button
    TILE_LINE = QPalette.ColorRole.Dark
    HOVER = QPalette.ColorRole.Midlight
    CARD = QPalette.ColorRole.Base
    CHOSEN = QPalette.ColorRole.AlternateBase
    BAND = QPalette.ColorRole.Light
    TEXT = QPalette.ColorRole.WindowText
    QUIET = QPalette.ColorRole.PlaceholderText
    ACCENT_INK = QPalette.ColorRole.Link
    ACCENT = QPalette.ColorRole.Highlight
    ON_ACCENT = QPalette.ColorRole.HighlightedText
    ACCENT_LINE = QPalette.ColorRole.Accent
    LINE = QPalette.ColorRole.Mid
    HAIR = QPalette.ColorRole.Shadow


def palette_of(theme: Theme) -> QPalette:
    """The Qt palette of `theme`: a token a role, and `text` in those that have none."""
    palette = QPalette()
    for token in Role:
        palette.setColor(token.value, QColor(getattr(theme, token.name.lower())))
    roles = QPalette.ColorRole
    palette.setColor(roles.ToolTipBase, QColor(theme.card))
    for role in (roles.Text, roles.ButtonText, roles.ToolTipText, roles.BrightText,
                 roles.LinkVisited):  # fmt: skip
        palette.setColor(role, QColor(theme.text))
    for role in (roles.WindowText, roles.Text, roles.ButtonText, roles.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.quiet))
    return palette


def mixed(one: QColor, other: QColor, share: float) -> QColor:
    """`one` with `share` (0–1) of `other` mixed into it."""
    red, green, blue = (
        a + share * (b - a)
        for a, b in zip(one.getRgbF()[:3], other.getRgbF()[:3], strict=True)  # type: ignore[index]  # the stub says object
    )
    return QColor.fromRgbF(red, green, blue)


def colour(widget: QWidget, role: Role) -> QColor:
    return widget.palette().color(role.value)


def load_typeface() -> None:
    """Make the bundled letters known: a machine without fonts shows boxes otherwise."""
    for cut in ("Regular", "Bold"):
        QFontDatabase.addApplicationFont(
            str(resources.path("fonts", f"AtkinsonHyperlegible-{cut}.ttf"))
        )


def font_for(choice: str, percent: int) -> QFont:
    """The font of a settings choice at `percent` of 16 px."""
    font = (
        QFont(FAMILY)
        if choice == "atkinson"
        else QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    )
    font.setPixelSize(round(PIXELS_AT_100 * percent / 100))
    return font


@runtime_checkable
class FollowsFont(Protocol):
    """A part of the window whose letters or shape come from `QApplication.font()`."""

    def on_font_changed(self) -> None: ...


def set_font(font: QFont) -> None:
    """Give the whole application these letters, and all that was built in others too.

    Qt changes what has no letters of its own, but not at once, and forgets what has a style sheet.
    Who has to know is told here: Qt tells windows alone that the application's letters changed,
    and PySide hands that event to no `changeEvent`.
    """
    QApplication.setFont(font)
    for widget in QApplication.allWidgets():
        if widget.styleSheet():
            for part in (widget, *widget.findChildren(QWidget)):
                part.setFont(font)
        if isinstance(widget, FollowsFont):
            widget.on_font_changed()


def percent_now() -> int:
    """The text size that the application shows, in percent of 16 px."""
    font = QApplication.font()
    # Ours is measured in px; what is not has to be looked up, which takes a hundred times as long.
    pixels = font.pixelSize() if font.pixelSize() > 0 else QFontInfo(font).pixelSize()
    return round(100 * pixels / PIXELS_AT_100)

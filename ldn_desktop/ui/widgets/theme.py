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
FUSION = ("-style", "Fusion")
"""Arguments for QApplication: the style whose colours are all ours. A style that is handed over
as an object instead has PySide make a Python class of every style option, a tenth of the start."""


class Theme(Struct, frozen=True):
    """One set of colours. Text stands ≥ 7:1 on ground, card and chosen; lines ≥ 3:1."""

    key: str
    name: str
    ground: str
    card: str
    text: str
    quiet: str
    line: str
    accent: str
    on_accent: str
    chosen: str
    series: tuple[str, str, str, str]
    dark: bool

    @property
    def label(self) -> str:
        return _(self.name)


PAPER = Theme(
    key="paper", name=mark("Paper"), dark=False,
    ground="#EFE9DE", card="#F3EEE4", text="#2A2723", quiet="#4A453D", line="#857C6D",
    accent="#17504C", on_accent="#F3EEE4", chosen="#E2D3B4",
    series=("#1A1A1A", "#005A8E", "#A84300", "#00664A"),
)  # fmt: skip
DIM = Theme(
    key="dim", name=mark("Dim"), dark=False,
    ground="#D3CABA", card="#D9D1C2", text="#2B2823", quiet="#3A362F", line="#6E6658",
    accent="#123F3C", on_accent="#E0D8CA", chosen="#C6B48F",
    series=("#141414", "#00446B", "#7E3200", "#00513A"),
)  # fmt: skip
LOW_LIGHT = Theme(
    key="low_light", name=mark("Low light"), dark=True,
    ground="#161616", card="#1C1C1C", text="#B8B2A7", quiet="#ACA69B", line="#736E66",
    accent="#1A2625", on_accent="#B8B2A7", chosen="#231F19",
    series=("#B8B2A7", "#4FA3D1", "#D08A1E", "#B58FB0"),
)  # fmt: skip
VERY_LOW = Theme(
    key="very_low", name=mark("Very low light"), dark=True,
    ground="#0F0F0F", card="#121212", text="#A9A398", quiet="#A9A398", line="#6A655E",
    accent="#111817", on_accent="#A9A398", chosen="#161410",
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
    """`theme` with every line and every quiet word as strong as its text."""
    return replace(theme, quiet=theme.text, line=theme.text)


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
    """Where a token sits in a QPalette, so that every control finds its colours there."""

    GROUND = QPalette.ColorRole.Window
    CARD = QPalette.ColorRole.Base
    TEXT = QPalette.ColorRole.WindowText
    QUIET = QPalette.ColorRole.PlaceholderText
    LINE = QPalette.ColorRole.Mid
    ACCENT = QPalette.ColorRole.Highlight
    ON_ACCENT = QPalette.ColorRole.HighlightedText
    CHOSEN = QPalette.ColorRole.AlternateBase


def palette_of(theme: Theme) -> QPalette:
    """The Qt palette: our roles, and the ones Fusion derives its own drawing from."""
    roles = QPalette.ColorRole
    places = (
        (theme.ground, (roles.Window, roles.Button, roles.Light, roles.Midlight)),
        (theme.card, (roles.Base, roles.ToolTipBase)),
        (theme.text, (roles.WindowText, roles.Text, roles.ButtonText, roles.ToolTipText,
                      roles.BrightText, roles.Link, roles.LinkVisited)),
        (theme.quiet, (roles.PlaceholderText,)),
        (theme.line, (roles.Mid, roles.Dark, roles.Shadow)),
        (theme.accent, (roles.Highlight, roles.Accent)),
        (theme.on_accent, (roles.HighlightedText,)),
        (theme.chosen, (roles.AlternateBase,)),
    )  # fmt: skip
    palette = QPalette()
    for token, filled in places:
        for role in filled:
            palette.setColor(role, QColor(token))
    for role in (roles.WindowText, roles.Text, roles.ButtonText, roles.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.quiet))
    return palette


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

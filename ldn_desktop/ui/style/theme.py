"""Gives the application a theme's palette, the typeface, and stillness."""

from __future__ import annotations

from enum import Enum
from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from ldn_desktop import resources
from ldn_desktop.themes import LOW_LIGHT, PAPER, THEMES, Theme

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
    ACCENT_TEXT = QPalette.ColorRole.Link
    ACCENT = QPalette.ColorRole.LinkVisited
    ON_ACCENT = QPalette.ColorRole.BrightText
    SELECTION = QPalette.ColorRole.Highlight
    ON_SELECTION = QPalette.ColorRole.HighlightedText
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
    for role in (roles.Text, roles.ButtonText, roles.ToolTipText):
        palette.setColor(role, QColor(theme.text))
    for role in (roles.WindowText, roles.Text, roles.ButtonText, roles.PlaceholderText,
                 roles.Link, roles.BrightText):  # fmt: skip
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.disabled))
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


def disabled_colour(widget: QWidget) -> QColor:
    """What words of `widget` are written in where it cannot be used, or is of no use now."""
    return widget.palette().color(QPalette.ColorGroup.Disabled, Role.TEXT.value)


def load_typeface() -> None:
    """Register the bundled font: a machine without fonts shows boxes otherwise."""
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
    """A widget whose font or shape comes from `QApplication.font()`."""

    def on_font_changed(self) -> None: ...


def set_font(font: QFont) -> None:
    """Set the font of the application and of every widget that was built with another one.

    Qt updates widgets without a font of their own, but later, and never those with a style sheet.
    Widgets that depend on it are notified here: Qt sends ApplicationFontChange to windows alone,
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

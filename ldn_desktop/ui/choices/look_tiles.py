"""Tiles that choose the theme and the text size by showing them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen

from ldn_desktop.i18n import _, formats
from ldn_desktop.themes import LOW_LIGHT, PAPER, THEMES, Theme
from ldn_desktop.ui.choices.option_buttons import OptionButton, show_chosen
from ldn_desktop.ui.layouts.grid_layout import GridLayout
from ldn_desktop.ui.style import fonts
from ldn_desktop.ui.style.theme import Role, TextScale, colour, percent_now
from ldn_desktop.ui.widgets.accessibility import Group

INSET, RADIUS = 6, 6
"""Px between the edge of a tile and its sample, and the radius of the sample's corners."""
LARGEST_SAMPLE = 68
"""Px that text of 300 % needs."""
DARKENED = 0.42
"""How much of a light theme's brightness its sample keeps while a dark theme is shown."""


class SampleTile(OptionButton):
    """A tile with a sample above its name. Subclasses paint the sample."""

    @property
    def _sample_px(self) -> int:
        """The height of the sample."""
        raise NotImplementedError

    @property
    def _sample_width(self) -> int:
        """Px that the sample needs at least."""
        return 0

    def _words_height(self, width: int) -> int:
        font, room = self._name_font(bold=True), width - 2 * INSET
        return fonts.wrapped_height(self.text(), font, room, Qt.AlignmentFlag.AlignHCenter) + 10

    def _name_font(self, *, bold: bool) -> QFont:
        return fonts.scaled(self.font(), TextScale.CAPTION, bold=bold)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._name_font(bold=True))
        words = max(metrics.horizontalAdvance(word) for word in self.text().split())
        width = max(words, self._sample_width) + 2 * INSET + 8
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def heightForWidth(self, width: int) -> int:
        return INSET + self._sample_px + self._words_height(width)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_body(painter)
        sample = QRect(INSET, INSET, self.width() - 2 * INSET, self._sample_px)
        painter.save()
        self.paint_sample(painter, sample)
        painter.restore()
        painter.setFont(self._name_font(bold=self.isChecked()))
        painter.setPen(colour(self, Role.TEXT))
        words = QRect(INSET, sample.bottom() + 1, sample.width(), self.height() - sample.bottom())
        words.setBottom(self.height() - 2)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(words, int(flags), self.text())

    def paint_sample(self, painter: QPainter, rect: QRect) -> None:
        """Paint the sample into `rect`."""
        raise NotImplementedError


class ThemeTile(SampleTile):
    """Shows a theme in its own colours: two characters, or a question with answers.

    From 150 % of text size on there is room for the characters alone.
    """

    def __init__(self, key: str, *, with_answers: bool) -> None:
        theme = THEMES.get(key)
        super().__init__(_("Same as system") if theme is None else theme.label)
        self._themes = [PAPER, LOW_LIGHT] if theme is None else [theme]
        self._may_have_answers = with_answers
        self.setAccessibleName(_("Theme: {theme}").format(theme=self.text()))

    @property
    def _with_answers(self) -> bool:
        return self._may_have_answers and percent_now() < 150

    @property
    def _sample_px(self) -> int:
        return round((6.2 if self._with_answers else 2.6) * QFontMetrics(self.font()).height())

    @property
    def _sample_width(self) -> int:
        if not self._with_answers:
            return 0
        metrics = QFontMetrics(fonts.scaled(self.font(), bold=True))
        words = max(metrics.horizontalAdvance(word) for word in (_("Fatigue"), _("Moderate")))
        return len(self._themes) * (words + 2 * self._inner_margin + 12)

    @property
    def _inner_margin(self) -> int:
        """Px between the edge of the sample and what is in it."""
        return round(QFontMetrics(self.font()).height() * (0.8 if len(self._themes) == 1 else 0.3))

    def paint_sample(self, painter: QPainter, rect: QRect) -> None:
        width = rect.width() / len(self._themes)
        clip = QRectF(rect)
        for number, theme in enumerate(self._themes):
            part = QRectF(rect.x() + number * width, rect.y(), width, rect.height())
            painter.setClipRect(part)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._shown(theme, theme.ground))
            painter.drawRoundedRect(clip, RADIUS, RADIUS)
            if self._with_answers:
                self._paint_question(painter, part, theme)
            else:
                painter.setFont(fonts.scaled(self.font(), 1.3, bold=True))
                painter.setPen(self._shown(theme, theme.text))
                painter.drawText(part, Qt.AlignmentFlag.AlignCenter, "Aa")

    def _shown(self, theme: Theme, token: str) -> QColor:
        """`token` of `theme`; darkened where it would glare out of a darker page."""
        found, text = QColor(token), colour(self, Role.TEXT)
        if colour(self, Role.GROUND).lightnessF() > 0.5:
            return found
        share = min(1.0, text.valueF() / QColor(theme.text).valueF()) if theme.dark else DARKENED
        return QColor.fromHsvF(found.hueF(), found.saturationF(), found.valueF() * share)

    def _paint_question(self, painter: QPainter, part: QRectF, theme: Theme) -> None:
        line = QFontMetrics(self.font()).height()
        margin = self._inner_margin
        inner = part.adjusted(margin, line * 0.5, -margin, -line * 0.6)
        painter.setFont(fonts.scaled(self.font(), bold=True))
        painter.setPen(self._shown(theme, theme.text))
        title = QRectF(inner.x(), inner.y(), inner.width(), line * 1.3)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(title, flags, _("Fatigue"))
        top = title.bottom() + line * 0.3
        height = (inner.bottom() - top - 8) / 2
        for number, (text, chosen) in enumerate(((_("Mild"), False), (_("Moderate"), True))):
            answer = QRectF(inner.x(), top + number * (height + 8), inner.width(), height)
            self._paint_answer(painter, answer, theme, text, chosen=chosen)

    def _paint_answer(
        self, painter: QPainter, answer: QRectF, theme: Theme, text: str, *, chosen: bool
    ) -> None:
        border = QPen(self._shown(theme, theme.text), 2)
        painter.setPen(border if chosen else Qt.PenStyle.NoPen)
        painter.setBrush(self._shown(theme, theme.chosen if chosen else theme.tile))
        painter.drawRoundedRect(answer.adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        painter.setPen(self._shown(theme, theme.text))
        painter.setFont(fonts.scaled(self.font(), bold=True) if chosen else self.font())
        painter.drawText(answer, Qt.AlignmentFlag.AlignCenter, text)


class TextSizeTile(SampleTile):
    """Shows text in the size that it stands for."""

    def __init__(self, percent: int) -> None:
        super().__init__(formats.percent(percent / 100))
        self.percent = percent
        self.setAccessibleName(_("Text size: {percent}").format(percent=self.text()))

    @property
    def _sample_px(self) -> int:
        # All tiles are as high as the largest text, so that the row does not step.
        return max(round(2.4 * QFontMetrics(self.font()).height()), LARGEST_SAMPLE)

    @property
    def _sample_width(self) -> int:
        return QFontMetrics(self._sample_font()).horizontalAdvance("Aa")

    def _sample_font(self) -> QFont:
        return fonts.scaled(self.font(), self.percent / percent_now())

    def paint_sample(self, painter: QPainter, rect: QRect) -> None:
        painter.setFont(self._sample_font())
        painter.setPen(colour(self, Role.TEXT))
        baseline = rect.bottom() - round(rect.height() * 0.16)
        width = self._sample_width
        painter.drawText(QPoint(rect.center().x() - width // 2, baseline), "Aa")


class LookTiles(Group):
    """Tiles of which one is chosen; `chosen` carries its key."""

    chosen = Signal(object)

    def __init__(
        self,
        name: str,
        tiles: Sequence[tuple[object, SampleTile]],
        current: object,
        columns: tuple[int, ...],
    ) -> None:
        super().__init__(name)
        grid = GridLayout(self, columns)
        self.tiles = dict(tiles)
        for key, tile in tiles:
            tile.show_chosen(key == current)
            tile.clicked.connect(lambda _checked=False, k=key: self.chosen.emit(k))
            grid.addWidget(tile)

    def show_chosen(self, current: object) -> None:
        """Show `current` as chosen; nothing is emitted."""
        show_chosen(self.tiles, current)

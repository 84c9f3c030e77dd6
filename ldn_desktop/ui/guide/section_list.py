"""The list at the left: the sections, or what was found while typing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from ldn_desktop.guide import Guide, Hit, Section
from ldn_desktop.i18n import _
from ldn_desktop.ui.widgets.button import OTHER_SIDE
from ldn_desktop.ui.widgets.page import SCROLL_BAR
from ldn_desktop.ui.widgets.painting import RADIUS
from ldn_desktop.ui.widgets.text_field import LineField
from ldn_desktop.ui.widgets.theme import Role, colour

AIM = Qt.ItemDataRole.UserRole
"""Where a row leads: section key and block."""
SMALL = Qt.ItemDataRole.UserRole + 1
"""The quiet line above a found sentence: the section it stands in."""
INNER = 12
GAP = 8
WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop

Index = QModelIndex | QPersistentModelIndex


class Rows(QStyledItemDelegate):
    """Paints a row: wrapped text; the chosen one on its own ground with a thick edge."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        sections = option.widget
        assert isinstance(sections, SectionList)
        inner = sections.room - 2 * INNER
        height = sum(
            QFontMetrics(font).boundingRect(QRect(0, 0, inner, 10_000), int(WRAP), text).height()
            for font, text in _parts(option.font, index)
        )
        return QSize(sections.room, max(OTHER_SIDE, height + 2 * INNER) + GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        sections = option.widget
        assert isinstance(sections, SectionList)
        chosen = index.row() == sections.currentRow()
        box = option.rect.adjusted(0, 0, 0, -GAP)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.setPen(QPen(colour(sections, Role.LINE), 1))
            painter.setBrush(colour(sections, Role.CHOSEN))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), RADIUS, RADIUS)
            painter.fillRect(
                box.x() + 1, box.y() + 8, 4, box.height() - 16, colour(sections, Role.TEXT)
            )
        if sections.shows_focus and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour(sections, Role.TEXT), 2))
            painter.drawRoundedRect(box.adjusted(3, 3, -3, -3), RADIUS - 2, RADIUS - 2)
        painter.setPen(colour(sections, Role.TEXT))
        self._paint_text(painter, box, _parts(option.font, index))
        painter.restore()

    def _paint_text(self, painter: QPainter, box: QRect, parts: list[tuple[QFont, str]]) -> None:
        inner = box.adjusted(INNER, INNER, -INNER, -INNER)
        if len(parts) == 1:
            painter.setFont(parts[0][0])
            flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(inner, int(flags), parts[0][1])
            return
        for part, text in parts:
            painter.setFont(part)
            used = painter.drawText(inner, int(WRAP), text)
            inner.setTop((used.bottom() if isinstance(used, QRect) else inner.top()) + 1)


def _parts(font: QFont, index: Index) -> list[tuple[QFont, str]]:
    """The lines of a row: the section in small letters above what was found, or a title."""
    title, small = str(index.data(Qt.ItemDataRole.DisplayRole)), str(index.data(SMALL) or "")
    above = QFont(font)
    above.setPixelSize(round(font.pixelSize() * 0.88))
    return [(above, small), (font, title)] if small else [(font, title)]


class SearchField(LineField):
    """A field as wide as the list beneath it."""

    def on_font_changed(self) -> None:
        """Be never too low for a finger."""
        self.setMinimumHeight(max(OTHER_SIDE, self.fontMetrics().height() + 14))


_LOOK = "QListWidget { background: palette(window); widget-animation-duration: 0; }"


class SectionList(QListWidget):
    """Rows to choose from by touch or by arrow keys; `wanted` carries section key and block."""

    wanted = Signal(str, int)

    def __init__(self, guide: Guide) -> None:
        super().__init__()
        self._guide = guide
        self.shows_focus = False
        self.room = 200
        """Width of a row in px."""
        self.setItemDelegate(Rows(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setStyleSheet(f"{_LOOK} {SCROLL_BAR}")
        self.setMouseTracking(False)
        self.itemClicked.connect(self._send)
        self.itemActivated.connect(self._send)
        self.show_sections()

    def _send(self, item: QListWidgetItem) -> None:
        key, block = item.data(AIM)
        self.wanted.emit(key, block)

    def show_sections(self, chosen: str = "") -> None:
        """List all sections, `chosen` marked."""
        self.setAccessibleName(_("Sections"))
        self.clear()
        for section in self._guide.sections:
            self._add(section.title, section.key, -1)
        self.choose(chosen)

    def show_hits(self, hits: Sequence[Hit]) -> None:
        """List what was found, each with the section it stands in."""
        self.setAccessibleName(_("Found in the guide"))
        self.clear()
        titles = {section.key: section.title for section in self._guide.sections}
        for hit in hits:
            small = "" if hit.block < 0 else titles[hit.section]
            self._add(hit.excerpt, hit.section, hit.block, small)

    def _add(self, text: str, key: str, block: int, small: str = "") -> None:
        item = QListWidgetItem(text)
        item.setData(AIM, (key, block))
        item.setData(SMALL, small)
        if small:
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{small}: {text}")
        self.addItem(item)

    def choose(self, key: str) -> None:
        """Mark the row of section `key`."""
        for row in range(self.count()):
            item = self.item(row)
            if item and item.data(AIM)[0] == key:
                self.setCurrentRow(row)
                self.scrollToItem(item)
                return

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.shows_focus = event.reason() is not Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.room = event.size().width()
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


def neighbour(guide: Guide, key: str, step: int) -> Section | None:
    """The section `step` places after `key`, None beyond either end."""
    keys = [section.key for section in guide.sections]
    place = keys.index(key) + step
    return guide.sections[place] if 0 <= place < len(keys) else None

"""The list at the left: groups and sections, or what was found while typing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from ldn_desktop.guide import Guide, GuideSection, Hit
from ldn_desktop.i18n import _
from ldn_desktop.ui.guide.reading_stop import KEYBOARD
from ldn_desktop.ui.pages.page import SCROLL_BAR
from ldn_desktop.ui.style import fonts
from ldn_desktop.ui.style.painting import RADIUS
from ldn_desktop.ui.style.theme import Role, TextScale, colour
from ldn_desktop.ui.widgets.button import OTHER_SIDE
from ldn_desktop.ui.widgets.text_field import LineField

ROW = Qt.ItemDataRole.UserRole
"""The `ListRow` of an item."""
PADDING = 12
GAP = 8
WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class ListRow:
    """What a row of the list shows and where it leads."""

    text: str
    section: str
    block: int = -1
    above: str = ""
    """Small text over it: the section in which something was found."""
    below: str = ""
    """Small text under it: what a group is about."""
    bold: bool = False
    indent: int = 0


class Rows(QStyledItemDelegate):
    """Paints a row: wrapped text; the current one on its own ground with a thick edge."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        sections = option.widget
        assert isinstance(sections, SectionList)
        row: ListRow = index.data(ROW)
        width = sections.row_width - 2 * PADDING - row.indent
        height = sum(
            fonts.wrapped_height(text, font, width)
            for font, text, _role in _parts(option.font, row)
        )
        return QSize(sections.row_width, max(OTHER_SIDE, height + 2 * PADDING) + GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        sections = option.widget
        assert isinstance(sections, SectionList)
        current = index.row() == sections.currentRow()
        row: ListRow = index.data(ROW)
        box = option.rect.adjusted(row.indent, 0, 0, -GAP)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if current:
            painter.setPen(QPen(colour(sections, Role.TEXT), 2))
            painter.setBrush(colour(sections, Role.CHOSEN))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        if sections.shows_focus and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour(sections, Role.TEXT), 2))
            painter.drawRoundedRect(box.adjusted(5, 5, -5, -5), RADIUS - 4, RADIUS - 4)
        self._paint_text(painter, sections, box, _parts(option.font, row))
        painter.restore()

    def _paint_text(
        self,
        painter: QPainter,
        sections: SectionList,
        box: QRect,
        parts: list[tuple[QFont, str, Role]],
    ) -> None:
        inner = box.adjusted(PADDING, PADDING, -PADDING, -PADDING)
        single = len(parts) == 1
        for font, text, role in parts:
            painter.setFont(font)
            painter.setPen(colour(sections, role))
            flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter if single else WRAP
            used = painter.drawText(inner, int(flags), text)
            inner.setTop((used.bottom() if isinstance(used, QRect) else inner.top()) + 1)


def _parts(font: QFont, row: ListRow) -> list[tuple[QFont, str, Role]]:
    """The lines of a row with their fonts and colours."""
    small, plain = fonts.scaled(font, TextScale.CAPTION), fonts.scaled(font, bold=row.bold)
    parts = [
        (small, row.above, Role.QUIET),
        (plain, row.text, Role.TEXT),
        (small, row.below, Role.QUIET),
    ]
    return [part for part in parts if part[1]]


class SearchField(LineField):
    """A field as wide as the list beneath it; the down arrow leads into that list."""

    left_downwards = Signal()

    def on_font_changed(self) -> None:
        """Stay high enough to touch."""
        self.setMinimumHeight(max(OTHER_SIDE, self.fontMetrics().height() + 14))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.left_downwards.emit()
        else:
            super().keyPressEvent(event)


_STYLE = "QListWidget { background: palette(window); widget-animation-duration: 0; }"


class SectionList(QListWidget):
    """Rows to choose from by touch or by arrow keys; `chosen` carries section key and block."""

    chosen = Signal(str, int)

    def __init__(self, guide: Guide) -> None:
        super().__init__()
        self._guide = guide
        self.shows_focus = False
        self.row_width = 200
        """Width of a row in px."""
        self.setItemDelegate(Rows(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setStyleSheet(f"{_STYLE} {SCROLL_BAR}")
        self.setMouseTracking(False)
        self.itemClicked.connect(self._send)
        self.itemActivated.connect(self._send)
        self.show_sections(guide.sections[0].key)

    def _send(self, item: QListWidgetItem) -> None:
        row: ListRow = item.data(ROW)
        self.chosen.emit(row.section, row.block)

    def show_sections(self, current: str) -> None:
        """List the groups, and the sections of the group in which `current` stands."""
        self.setAccessibleName(_("Sections"))
        group = self._guide.group_of(current)
        opened = len(group.sections) > 1
        rows = []
        for one in self._guide.groups:
            below = "" if opened else one.summary
            rows.append(ListRow(one.title, one.sections[0], below=below, bold=True))
            if one is group and opened:
                titles = {section.key: section.title for section in self._guide.sections}
                rows += [ListRow(titles[key], key, indent=16) for key in one.sections]
        self._fill(rows)
        self.select(current)

    def show_hits(self, hits: Sequence[Hit], counted: str) -> None:
        """List what was found, each with the section it stands in; `counted` says how many.

        The first is current, so that a screen reader says it on entering the list.
        """
        name = _("Found in the guide")
        if counted:
            name = _("{name}: {detail}").format(name=name, detail=counted)
        self.setAccessibleName(name)
        titles = {section.key: section.title for section in self._guide.sections}
        self._fill(
            [
                ListRow(hit.excerpt, hit.section, hit.block, titles[hit.section] * (hit.block >= 0))
                for hit in hits
            ]
        )
        if hits:
            self.setCurrentRow(0)

    def _fill(self, rows: Sequence[ListRow]) -> None:
        self.clear()
        for row in rows:
            item = QListWidgetItem(row.text)
            item.setData(ROW, row)
            words = [part for part in (row.above, row.text, row.below) if part]
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ": ".join(words))
            self.addItem(item)

    def rows(self) -> list[ListRow]:
        """What the list shows, from top to bottom."""
        return [self.item(number).data(ROW) for number in range(self.count())]

    def select(self, key: str) -> None:
        """Mark the row of section `key`: its own, or its group's where that has no other."""
        positions = [number for number, row in enumerate(self.rows()) if row.section == key]
        if positions:
            self.setCurrentRow(positions[-1])
            self.scrollToItem(self.item(positions[-1]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.shows_focus = True
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.shows_focus = event.reason() in KEYBOARD
        super().focusInEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.row_width = event.size().width()
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


def neighbour(guide: Guide, key: str, step: int) -> GuideSection | None:
    """The section `step` positions after `key`, None beyond either end."""
    keys = [section.key for section in guide.sections]
    position = keys.index(key) + step
    return guide.sections[position] if 0 <= position < len(keys) else None

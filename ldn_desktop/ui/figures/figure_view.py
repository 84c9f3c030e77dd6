"""A figure on the screen: painted from an image, read by mouse, keys and screen readers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QObject,
    QPoint,
    QPointF,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleInterface,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAccessibleWidget, QSizePolicy, QWidget

from ldn_desktop.ui.render_worker import DRAWING_LOCK, RenderWorker
from ldn_desktop.ui.widgets import accessibility
from ldn_desktop.ui.widgets.theme import Role, colour

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from ldn_desktop.charts import Cells, Span

DPI = 100
SETTLE_MS = 60
"""A window being resized is drawn again once it holds still."""

Maker = Callable[[float, float], "Figure"]
"""Makes the figure for a width and height in inches."""


def warm() -> None:
    """Load everything the first drawing needs. For a thread, after the first paint."""
    from datetime import UTC, datetime

    from ldn_desktop.charts import DailySeries, symptoms_figure
    from ldn_desktop.charts.style import PRINT
    from ldn_desktop.diary.demo import demo_diary

    today = datetime.now(UTC).date()
    start = today - timedelta(days=39)
    with DRAWING_LOCK:
        columns = DailySeries.of(demo_diary(today, days=40))
        figure = symptoms_figure(columns, ["fatigue"], start, today, PRINT, width=6, height=4)
        image_of(figure, 1.0)


def image_of(figure: Figure, scale: float, dots: float = 1.0) -> QImage:
    """`figure` as an image `scale` times its size, with `dots` device pixels a pixel."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    figure.set_dpi(DPI * scale * dots)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()  # type: ignore[no-untyped-call]  # matplotlib's
    wide, high = canvas.get_width_height()
    buffer = canvas.buffer_rgba()  # type: ignore[no-untyped-call]  # matplotlib's
    # A copy, because the canvas and its buffer are gone after this.
    image = QImage(buffer, wide, high, wide * 4, QImage.Format.Format_RGBA8888).copy()
    image.setDevicePixelRatio(dots)
    return image


def _finish_layouts() -> None:
    """Let sizes become what they will be: a figure for a size of the past is drawn in vain."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)


@dataclass(frozen=True, slots=True)
class Drawn:
    """One finished drawing and where its days lie."""

    image: QImage
    place: Span | Cells | None
    ticket: int


class FigureView(QWidget):
    """Shows what a maker draws, in the thread of `drawing`, at the size it is given.

    `day_read` follows the day under the mouse or the arrow keys (None: none);
    `day_wanted` a click or Enter on it.
    """

    day_read = Signal(object)
    day_wanted = Signal(object)
    zoom_wanted = Signal(int)
    """+1 for fewer days, −1 for more."""
    move_wanted = Signal(int)
    """+1 for later days, −1 for earlier ones."""
    drawn = Signal()
    refused = Signal(str)
    """One sentence: why there is nothing to show."""
    reads_days = True

    def __init__(self, drawing: RenderWorker, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _speak_as_charts()
        self._drawing = drawing
        self._maker: Maker | None = None
        self._drawn: Drawn | None = None
        self._ticket = 0
        self._least = QSize(200, 120)
        self._by_keys = False
        self.day: date | None = None
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self._ask)

    def show_figure(self, maker: Maker, least_height: int) -> None:
        """Show what `maker` draws, at least `least_height` px high."""
        self._maker = maker
        self._least = QSize(200, least_height)
        self.setMinimumHeight(least_height)
        self.updateGeometry()
        self._settle.start(0)

    def describe(self, sentences: Sequence[str]) -> None:
        """What a screen reader says of the figure: the same sentences that stand beneath it."""
        self.setAccessibleDescription(" ".join(sentences))

    @property
    def is_ready(self) -> bool:
        """Whether the newest figure is on the screen."""
        _finish_layouts()
        return not self._settle.isActive() and (
            self._drawn is not None and self._drawn.ticket == self._ticket
        )

    @property
    def image(self) -> QImage | None:
        return None if self._drawn is None else self._drawn.image

    @property
    def place(self) -> Span | Cells | None:
        """Where the days of the shown figure lie."""
        return None if self._drawn is None else self._drawn.place

    def sizeHint(self) -> QSize:
        return self._least

    def minimumSizeHint(self) -> QSize:
        return self._least

    def _ask(self) -> None:
        if self._maker is None or not self.isVisible():
            return
        _finish_layouts()
        self._settle.stop()
        self._ticket += 1
        maker, ticket, dots = self._maker, self._ticket, self.devicePixelRatioF()
        wide, high = max(self.width(), 100) / DPI, max(self.height(), 60) / DPI

        def work() -> Drawn | None:
            if ticket != self._ticket:
                return None  # asked for something else meanwhile
            from ldn_desktop.charts import cells_of, span_of

            figure = maker(wide, high)
            place = span_of(figure) or cells_of(figure) if self.reads_days else None
            image = image_of(figure, wide / figure.get_figwidth(), dots)
            return Drawn(image, place, ticket)

        self._drawing.ask(work, self._show, self.refused.emit)

    def _show(self, drawn: Drawn | None) -> None:
        if drawn is None or drawn.ticket != self._ticket:
            return
        self._drawn = drawn
        if self.day is not None and (drawn.place is None or drawn.place.box(self.day) is None):
            self.read(None)
        self.update()
        self.drawn.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle.start(SETTLE_MS if self._drawn else 0)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Show, QEvent.Type.DevicePixelRatioChange):
            self._settle.start(0)
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour(self, Role.GROUND))
        if self._drawn is not None:
            painter.drawImage(QPoint(0, 0), self._drawn.image)
        self._paint_day(painter)
        if self.hasFocus() and self._by_keys:
            painter.setPen(QPen(colour(self, Role.TEXT), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), 8, 8)

    def _paint_day(self, painter: QPainter) -> None:
        box = self.place.box(self.day) if self.place and self.day else None
        if box is None:
            return
        left, top, wide, high = box
        painter.setPen(QPen(colour(self, Role.TEXT), 1.5))
        if high:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawRoundedRect(QRectF(left, top, wide, high), 3, 3)
        else:
            middle = left + wide / 2
            painter.drawLine(QPointF(middle, 24), QPointF(middle, self.height() - 28))

    def read(self, when: date | None) -> None:
        """Mark `when` and tell everyone."""
        if when == self.day:
            return
        self.day = when
        self.update()
        self.day_read.emit(when)

    def say(self, sentence: str) -> None:
        """Let a screen reader say what was read of the marked day."""
        accessibility.say(self, sentence)

    def _day_at(self, at: QPointF) -> date | None:
        return self.place.date_at(at.x(), at.y()) if self.place else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.read(self._day_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        if not self.hasFocus():
            self.read(None)
        super().leaveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        when = self._day_at(event.position())
        inside = self.rect().contains(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and inside and when is not None:
            self.day_wanted.emit(when)

    def focusInEvent(self, event: QFocusEvent) -> None:
        reasons = Qt.FocusReason
        if event.reason() in (reasons.TabFocusReason, reasons.BacktabFocusReason):
            self._by_keys = True
        elif event.reason() is reasons.MouseFocusReason:
            self._by_keys = False
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._by_keys = True
        self.update()
        key = Qt.Key(event.key())
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
        if key in steps:
            self._step(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.day:
            self.day_wanted.emit(self.day)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.zoom_wanted.emit(-1 if key is Qt.Key.Key_Minus else 1)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.move_wanted.emit(-1 if key is Qt.Key.Key_PageUp else 1)
        else:
            super().keyPressEvent(event)

    def _step(self, days: int) -> None:
        place = self.place
        if place is None:
            return
        if self.day is None:
            self.read(place.end)
            return
        there = self.day + timedelta(days=days)
        if place.box(there) is not None:
            self.read(there)


class PageView(FigureView):
    """A whole page of paper, as wide as there is room; days are not read from it."""

    reads_days = False

    def show_page(self, maker: Callable[[], Figure], ratio: float) -> None:
        """Show the page that `maker` draws, `ratio` times as high as wide."""
        self._ratio = ratio
        self.show_figure(lambda _wide, _high: maker(), round(self.width() * ratio))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(QPen(colour(self, Role.LINE), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        ratio = getattr(self, "_ratio", 1.0)
        if event.size().width() != event.oldSize().width():
            self.setMinimumHeight(round(event.size().width() * ratio))
        super().resizeEvent(event)


class _Spoken:
    """Keeps the accessible faces alive: Qt holds no reference to what Python made."""

    def __init__(self) -> None:
        self.faces: dict[int, QAccessibleInterface] = {}
        self.installed = False

    def make(self, _class_name: str, thing: QObject) -> QAccessibleInterface | None:
        if not isinstance(thing, FigureView):
            return None
        face = QAccessibleWidget(thing, QAccessible.Role.Chart, thing.accessibleName())
        key = id(thing)
        self.faces[key] = face
        thing.destroyed.connect(lambda: self.faces.pop(key, None))
        return face


_spoken = _Spoken()


def _speak_as_charts() -> None:
    """Without this a screen reader would call a figure “filler”."""
    if not _spoken.installed:
        _spoken.installed = True
        QAccessible.installFactory(_spoken.make)

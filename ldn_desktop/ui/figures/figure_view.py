"""A figure on the screen: painted from an image, read by mouse, keys and screen readers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QObject,
    QPoint,
    QPointF,
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

from ldn_desktop.i18n import _
from ldn_desktop.ui.background import DRAWING_LOCK, Background
from ldn_desktop.ui.figures.day_overlay import DayOverlay
from ldn_desktop.ui.style.theme import Role, colour
from ldn_desktop.ui.widgets import accessibility

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from ldn_desktop.charts import DayReading
    from ldn_desktop.charts.drawing.canvas import DayPositions

DPI = 100
SETTLE_MS = 60
"""A window being resized is drawn again once it holds still."""
PATIENCE_MS = 500
"""Nothing drawn after so long is told: the first picture loads what draws it."""

Maker = Callable[[float, float], "Figure"]
"""Makes the figure for a width and height in inches."""


def preload_drawing() -> None:
    """Load everything the first drawing needs. For a thread, after the first paint."""
    from datetime import UTC, datetime

    from ldn_desktop.charts import DailySeries, symptoms_figure
    from ldn_desktop.charts.drawing.style import PRINT
    from ldn_desktop.diary.demo import demo_diary

    today = datetime.now(UTC).date()
    start = today - timedelta(days=39)
    with DRAWING_LOCK:
        series = DailySeries.of(demo_diary(today, days=40))
        figure = symptoms_figure(series, ["fatigue"], start, today, PRINT, width=6, height=4)
        image_of(figure, 1.0)


def image_of(figure: Figure, scale: float, pixel_ratio: float = 1.0) -> QImage:
    """`figure` as an image `scale` times its size, with `pixel_ratio` device pixels a pixel."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    figure.set_dpi(DPI * scale * pixel_ratio)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()  # type: ignore[no-untyped-call]  # matplotlib's
    width, height = canvas.get_width_height()
    buffer = canvas.buffer_rgba()  # type: ignore[no-untyped-call]  # matplotlib's
    # A copy, because the canvas and its buffer are gone after this.
    image = QImage(buffer, width, height, width * 4, QImage.Format.Format_RGBA8888).copy()
    image.setDevicePixelRatio(pixel_ratio)
    return image


def _finish_layouts() -> None:
    """Let sizes become what they will be: a figure for a size of the past is drawn in vain."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)


@dataclass(frozen=True, slots=True)
class Drawn:
    """One finished drawing and where its days lie."""

    image: QImage
    days: DayPositions | None
    number: int
    """Of the request it answers."""


class FigureView(QWidget):
    """Shows what a maker draws, in the worker's thread, at the size the view has.

    `day_read` follows the day under the mouse or the arrow keys (None: none);
    `day_requested` a click or Enter on it; `more_requested` asks for all that the picture says.
    """

    day_read = Signal(object)
    day_requested = Signal(object)
    more_requested = Signal()
    zoom_requested = Signal(int)
    """+1 for fewer days, −1 for more."""
    move_requested = Signal(int)
    """+1 for later days, −1 for earlier ones."""
    drawn = Signal()
    refused = Signal(str)
    """One sentence: why there is nothing to show."""
    reads_days = True

    def __init__(self, worker: Background, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _install_chart_role()
        self._worker = worker
        self._maker: Maker | None = None
        self._drawn: Drawn | None = None
        self._request = 0
        self._least = QSize(200, 120)
        self._by_keyboard = False
        self._overlay = DayOverlay(self)
        self.reading: DayReading | None = None
        self.day: date | None = None
        self.newest: date | None = None
        """Where the arrow keys begin, if the picture goes on after it."""
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self._draw)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(lambda: self._set_waiting(waiting=self._drawn is None))
        self._is_waiting = False
        self.refused.connect(lambda _sentence: self._set_waiting(waiting=False))

    def show_figure(self, maker: Maker, least_height: int) -> None:
        """Show what `maker` draws, at least `least_height` px high."""
        self._maker = maker
        self.set_least_height(least_height)
        self._settle.start(0)

    def set_least_height(self, least_height: int) -> None:
        """Be at least `least_height` px high."""
        if least_height != self._least.height():
            self._least = QSize(200, least_height)
            self.setMinimumHeight(least_height)
            self.updateGeometry()

    def describe(self, text: str) -> None:
        """What a screen reader says of the figure after its name."""
        self.setAccessibleDescription(text)

    @property
    def is_ready(self) -> bool:
        """Whether the newest figure is on the screen."""
        _finish_layouts()
        return not self._settle.isActive() and (
            self._drawn is not None and self._drawn.number == self._request
        )

    @property
    def image(self) -> QImage | None:
        return None if self._drawn is None else self._drawn.image

    @property
    def days(self) -> DayPositions | None:
        """Where the days of the shown figure lie."""
        return None if self._drawn is None else self._drawn.days

    def sizeHint(self) -> QSize:
        return self._least

    def minimumSizeHint(self) -> QSize:
        return self._least

    def _draw(self) -> None:
        if self._maker is None or not self.isVisible():
            return
        _finish_layouts()
        self._settle.stop()
        self._request += 1
        maker, number, pixel_ratio = self._maker, self._request, self.devicePixelRatioF()
        width, height = max(self.width(), 100) / DPI, max(self.height(), 60) / DPI

        def work() -> Drawn | None:
            if number != self._request:
                return None  # something else was asked for meanwhile
            figure = maker(width, height)
            days = getattr(figure, "days", None) if self.reads_days else None
            image = image_of(figure, width / figure.get_figwidth(), pixel_ratio)
            return Drawn(image, days, number)

        self._worker.submit(work, self._show, self.refused.emit)

    def _show(self, drawn: Drawn | None) -> None:
        if drawn is None or drawn.number != self._request:
            return
        self._drawn = drawn
        if self.day is not None and (drawn.days is None or drawn.days.box(self.day) is None):
            self.read(None)
        self.update()
        self.drawn.emit()

    def _set_waiting(self, *, waiting: bool) -> None:
        """Say that the first picture takes its time, or no more."""
        self._patience.stop()
        self._is_waiting = waiting
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle.start(SETTLE_MS if self._drawn else 0)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Show, QEvent.Type.DevicePixelRatioChange):
            self._settle.start(0)
            self._patience.start()
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour(self, Role.GROUND))
        if self._drawn is not None:
            painter.drawImage(QPoint(0, 0), self._drawn.image)
        elif self._is_waiting:
            painter.setPen(colour(self, Role.QUIET))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, _("One moment…"))
        if self.days is not None and self.day is not None:
            self._overlay.paint(painter, self.days, self.day, self.reading)
        if self.hasFocus() and self._by_keyboard:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour(self, Role.ACCENT_TEXT), 3))
            painter.drawRoundedRect(self.rect().adjusted(2, 2, -3, -3), 8, 8)

    def read(self, when: date | None) -> None:
        """Mark `when`, and have its reading brought."""
        if when == self.day:
            return
        self.day, self.reading = when, None
        self.update()
        self.day_read.emit(when)

    def show_reading(self, reading: DayReading | None) -> None:
        """Show `reading` beside the marked day, and let a screen reader say it."""
        self.reading = reading
        self.update()
        if reading is not None:
            accessibility.say(self, reading.sentence)

    def _day_at(self, at: QPointF) -> date | None:
        return self.days.date_at(at.x(), at.y()) if self.days else None

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
            self.day_requested.emit(when)

    def focusInEvent(self, event: QFocusEvent) -> None:
        reasons = Qt.FocusReason
        if event.reason() in (reasons.TabFocusReason, reasons.BacktabFocusReason):
            self._by_keyboard = True
        elif event.reason() is reasons.MouseFocusReason:
            self._by_keyboard = False
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._by_keyboard = True
        self.update()
        key = Qt.Key(event.key())
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
        if key in steps:
            self._step(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if self.day is None:
                self.more_requested.emit()
            else:
                self.day_requested.emit(self.day)
        elif key == Qt.Key.Key_Escape and self.day is not None:
            self.read(None)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.zoom_requested.emit(-1 if key is Qt.Key.Key_Minus else 1)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.move_requested.emit(-1 if key is Qt.Key.Key_PageUp else 1)
        else:
            super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        days = self.days
        if days is None:
            return
        if self.day is None:
            self.read(min(days.end, self.newest) if self.newest else days.end)
            return
        there = self.day + timedelta(days=by)
        if days.box(there) is not None:
            self.read(there)


class PageView(FigureView):
    """A whole page of paper, as wide as there is room; days are not read from it."""

    reads_days = False

    def __init__(self, worker: Background, name: str, parent: QWidget | None = None) -> None:
        super().__init__(worker, name, parent)
        self._ratio = 1.0

    def show_page(self, maker: Callable[[], Figure], ratio: float) -> None:
        """Show the page that `maker` draws, `ratio` times as high as wide."""
        self._ratio = ratio
        self.show_figure(lambda _width, _height: maker(), round(self.width() * ratio))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(QPen(colour(self, Role.LINE), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.size().width() != event.oldSize().width():
            self.set_least_height(round(event.size().width() * self._ratio))
        super().resizeEvent(event)


class _AccessibleCharts:
    """Keeps the accessible interfaces alive: Qt holds no reference to what Python made."""

    def __init__(self) -> None:
        self.interfaces: dict[int, QAccessibleInterface] = {}
        self.installed = False

    def make(self, _class_name: str, thing: QObject) -> QAccessibleInterface | None:
        if not isinstance(thing, FigureView):
            return None
        # The name is asked of the widget each time: handed over here, it would be announced twice.
        interface = QAccessibleWidget(thing, QAccessible.Role.Chart)
        key = id(thing)
        self.interfaces[key] = interface
        thing.destroyed.connect(lambda: self.interfaces.pop(key, None))
        return interface


_accessible_charts = _AccessibleCharts()


def _install_chart_role() -> None:
    """Without this a screen reader would call a figure “filler”."""
    if not _accessible_charts.installed:
        _accessible_charts.installed = True
        QAccessible.installFactory(_accessible_charts.make)

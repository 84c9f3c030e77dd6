"""Charts and the report, at 1, 5 and 20 years, against bare matplotlib."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from ldn_desktop import report
from ldn_desktop.charts import PRINT, DailySeries, symptoms_figure
from ldn_desktop.charts.symptom_panel import by_week
from ldn_desktop.diary.demo import demo_diary
from ldn_desktop.diary.model import Diary
from tests.bench.measured import Measured, alternating, milliseconds

END = date(2026, 11, 22)
KEYS = ("fatigue", "brain_fog", "pain", "unrefreshing_sleep")
INCHES = (7.7, 5.0)
YEARS = (1, 5, 20)


def measure() -> list[Measured]:
    """Redraw, first look, warming, reading and report."""
    rows: list[Measured] = []
    diaries = {years: demo_diary(END, days=round(365.25 * years)) for years in YEARS}
    for years, diary in diaries.items():
        rows += _redraw(years, diary)
    rows += _report(diaries)
    rows += _fresh_process()
    return rows


def _redraw(years: int, diary: Diary) -> list[Measured]:
    columns, start = DailySeries.of(diary), diary.dates()[0]

    def ours() -> None:
        _painted(
            symptoms_figure(columns, KEYS, start, END, PRINT, width=INCHES[0], height=INCHES[1])
        )

    bare, chart, reading = alternating(
        lambda: milliseconds(lambda: _painted(_bare(columns, start))),
        lambda: milliseconds(ours),
        lambda: milliseconds(lambda: DailySeries.of(diary)),
    )
    limit = 150.0 if years == 20 else None
    name = f"{years} years" if years > 1 else "1 year"
    return [
        Measured(f"period changed, {name}", chart, bare, most=1.5, limit=limit),
        Measured(f"diary read into columns, {name}", reading),
    ]


def _painted(figure: Figure) -> None:
    FigureCanvasAgg(figure).draw()  # type: ignore[no-untyped-call]  # matplotlib's


def _bare(columns: DailySeries, start: date) -> Figure:
    """The same lines with matplotlib's own axes: days, by the week where the chart does so."""
    figure = Figure(figsize=INCHES, dpi=100)
    frames = figure.subplots(len(KEYS) + 1, 1, sharex=True)
    for key, axes in zip(KEYS, frames, strict=False):
        (series,) = columns.series(key, start, END)
        positions, values = np.arange(len(series.mean)), series.values
        if len(positions) > 500:
            positions, values, _hollow = by_week(series.column)  # type: ignore[assignment]  # floats
        axes.plot(np.arange(len(series.mean)), series.mean)
        axes.plot(positions, values, ".")
    frames[-1].step(np.arange((END - start).days + 1), columns.decided(start, END))
    return figure


def _report(diaries: dict[int, Diary]) -> list[Measured]:
    panels = _panels(report.pages(diaries[1])[0])

    def empty() -> None:
        figure = Figure(figsize=(8.27, 11.69))
        figure.subplots(panels, 1)
        with PdfPages(io.BytesIO()) as pdf:
            pdf.savefig(figure)

    def ours(diary: Diary) -> Callable[[], float]:
        return lambda: milliseconds(lambda: report.pdf_bytes(report.pages(diary), "Report"))

    floor, *figures = alternating(
        lambda: milliseconds(empty), *(ours(diary) for diary in diaries.values()), rounds=9
    )
    return [
        Measured(f"report as PDF, {years} year(s)", figure, floor, most=2.0 if years == 1 else None)
        for years, figure in zip(diaries, figures, strict=True)
    ]


def _panels(page: Figure) -> int:
    """How many pairs of axes bare matplotlib would need: one for each symptom and each dose."""
    names = [str(line.get_gid()) for line in page.findobj(Line2D)]
    return sum(name.endswith(": mean") or name == "dose: as decided" for name in names)


_FRESH = """
import json, sys, threading, time
from PySide6.QtCore import QCoreApplication, QTimer
application = QCoreApplication([])
from ldn_desktop.ui.figures import figure_view
from ldn_desktop.diary.demo import demo_diary
from datetime import date, timedelta
thread = threading.Thread(target=figure_view.preload_drawing)
gaps, last = [], time.perf_counter()
def beat():
    global last
    now = time.perf_counter()
    gaps.append(now - last)
    last = now
    if not thread.is_alive():
        application.quit()
timer = QTimer()
timer.timeout.connect(beat)
timer.start(0)
began = time.perf_counter()
thread.start()
application.exec()
warming = time.perf_counter() - began
end = date(2026, 11, 22)
from ldn_desktop.charts import PRINT, DailySeries, symptoms_figure
columns = DailySeries.of(demo_diary(end))
def draw():
    began = time.perf_counter()
    figure = symptoms_figure(columns, ("fatigue", "pain", "anxiety"),
                             end - timedelta(days=91), end, PRINT, width=7.7, height=5)
    figure_view.image_of(figure, 1.0)
    return 1000 * (time.perf_counter() - began)
first = draw()
again = sorted(draw() for _ in range(9))[4]
print(json.dumps({"gap": 1000 * max(gaps), "warming": 1000 * warming,
                  "first": first, "again": again}))
"""


def _fresh_process() -> list[Measured]:
    """In a process of its own: warming in a thread, then the first look."""
    done = subprocess.run(
        [sys.executable, "-c", _FRESH],
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=120,
    )
    found = json.loads(done.stdout.splitlines()[-1])
    return [
        Measured("first look at Charts after warming", found["first"], found["again"], most=1.5),
        Measured("worst gap on the interface thread while warming", found["gap"]),
        Measured("warming, in its thread", found["warming"]),
    ]

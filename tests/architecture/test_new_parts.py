"""A new theme, shortcut, import format or view of Charts needs one or two modules."""

from __future__ import annotations

from pathlib import Path

from tests.support.changed_copy import ChangedCopy

OPEN_WINDOW = """
import json, sys
from datetime import date, datetime, timezone
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from ldn_desktop.diary.demo import demo_diary
from ldn_desktop.screenshots.states import settle, wait_until
from ldn_desktop.settings import Settings
from ldn_desktop.storage import MemoryDiaryFile
from ldn_desktop.ui.main_window import MainWindow
from ldn_desktop.ui.preferences import Preferences
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.style.theme import FUSION

application = QApplication(["test", *FUSION])
NOW = datetime(2026, 11, 22, 19, 30, tzinfo=timezone.utc)
session = Session(MemoryDiaryFile(demo_diary(NOW.date())), lambda: NOW)
# What goes wrong ends the process too: the writing thread would keep it.
sys.excepthook = lambda *error: (sys.__excepthook__(*error), session.close())
preferences = Preferences(Settings(welcomed=True), None)
preferences.apply()
window = MainWindow(session, preferences)
window.resize(1024, 690)
window.show()
settle()
seen = {}
"""

THEME = """\
DUSK = replace(DIM, key="dusk", name=mark("Dusk"), ground="#C9C1B4")
"""
THEME_SEEN = """
from pathlib import Path
from ldn_desktop import settings
from ldn_desktop.cli.args import parse
from ldn_desktop.ui.settings.settings_page import SettingsPage

seen["command"] = parse(["tour", "--out", "x", "--theme", "dusk"]).theme
settings.save(Settings(theme="dusk"), Path(sys.argv[1]))
seen["kept"] = settings.load(Path(sys.argv[1])).theme
window.show_settings()
page = window.pages.currentWidget()
assert isinstance(page, SettingsPage)
page.themes.tiles["dusk"].click()
seen["name"] = page.themes.tiles["dusk"].text()
seen["ground"] = QApplication.palette().window().color().name().upper()
session.close()
print(json.dumps(seen))
"""


def test_a_theme_is_an_entry_in_one_module(tmp_path: Path) -> None:
    copy = ChangedCopy(tmp_path)
    copy.insert("themes.py", THEME, before="THEMES = {")
    copy.insert("themes.py", ", DUSK", before=")}\n")
    assert len(copy.changed) == 1
    seen = copy.run(OPEN_WINDOW + THEME_SEEN, tmp_path)
    assert seen == {"command": "dusk", "kept": "dusk", "name": "Dusk", "ground": "#C9C1B4"}


SHORTCUT = """\
    Shortcut(
        "side effects",
        mark("Side effects"),
        Scope.TODAY,
        (),
        "S",
        lambda w: w.open_today_page("side effects"),
    ),
"""
SHORTCUT_SEEN = """
from ldn_desktop.ui import actions

QTest.keyClick(window, Qt.Key.Key_S)
settle()
seen["opened"] = type(window.pages.currentWidget()).__name__
seen["listed"] = ["S", "Side effects"] in [list(row) for row in actions.listed(actions.Scope.TODAY)]
session.close()
print(json.dumps(seen))
"""


def test_a_shortcut_is_an_entry_in_one_module(tmp_path: Path) -> None:
    copy = ChangedCopy(tmp_path)
    copy.insert("ui/actions.py", SHORTCUT, before='    Shortcut("note", mark("Note")')
    assert len(copy.changed) == 1
    seen = copy.run(OPEN_WINDOW + SHORTCUT_SEEN)
    assert seen == {"opened": "SideEffectsPage", "listed": True}


SOURCE = """\
'''Stars writes one line for each answer, its parts separated by stars.'''

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ldn_desktop.interchange.pipeline.entries import FileEntry
from ldn_desktop.interchange.pipeline.import_options import FileContext
from ldn_desktop.interchange.pipeline.synonyms import suggested
from ldn_desktop.interchange.reading.archive import Member
from ldn_desktop.interchange.source_format import Format


def _entries(members: Sequence[Member], context: FileContext) -> Iterator[FileEntry]:
    for member in members:
        lines = [line.split("*") for line in member.start().decode().splitlines()[1:]]
        dates = context.date_reader(day for day, _name, _text in lines)
        for row, (day, name, text) in enumerate(lines, start=2):
            yield FileEntry(row, name, text, dates.read(day)[0])


STARS = Format(
    "stars", "Stars", lambda head: head.text.startswith("day*name*value"), _entries, suggested
)
"""
SOURCE_SEEN = """
import json, sys
from datetime import date, datetime, timezone
from pathlib import Path
from ldn_desktop.diary.model import Diary
from ldn_desktop.interchange import read

file = Path(sys.argv[1]) / "export.txt"
file.write_text("day*name*value\\n2026-03-01*Fatigue*7\\n2026-03-02*Fatigue*4\\n")
diary = Diary()
diary.apply(read(file, diary, now=datetime(2026, 4, 1, tzinfo=timezone.utc)).edit)
print(json.dumps({str(day.date): day.value("fatigue") for day in diary.days()}))
"""


def test_an_import_format_is_a_module_and_an_entry(tmp_path: Path) -> None:
    copy = ChangedCopy(tmp_path)
    copy.add("interchange/sources/stars.py", SOURCE)
    registry = "interchange/registry.py"
    line = "from ldn_desktop.interchange.sources.stars import STARS\n"
    copy.insert(registry, line, before="from ldn_desktop.interchange.sources.track_and_graph")
    copy.insert(registry, "    STARS,\n", before="    LONG_TABLE,\n")
    assert len(copy.changed) == 2
    assert copy.run(SOURCE_SEEN, tmp_path) == {"2026-03-01": 7, "2026-03-02": 4}


DRAWING = """\
'''The mean of each weekday as bars.'''

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from ldn_desktop.charts.daily_series import DailySeries
from ldn_desktop.charts.drawing.canvas import Box, Canvas


def means(series: DailySeries, key: str, start: date, end: date) -> list[float]:
    values = series.column(key, start, end).values
    days = np.array([(start + timedelta(days=n)).weekday() for n in range(len(values))])
    return [float(np.nanmean(values[days == day])) for day in range(7)]


def draw(canvas: Canvas, series: DailySeries, key: str, span: tuple[date, date], box: Box) -> None:
    column = box.width / 7
    for day, mean in enumerate(means(series, key, *span)):
        height = box.height * mean / 10
        left = box.left + day * column
        canvas.box(left, box.bottom - height, 0.8 * column, height, fill=canvas.style.accent_text)
"""
VIEW = """\
class WeekdaysView(SymptomsView):
    key, title = "weekdays", mark("Weekdays")

    def figure(self, result: ChartResult, style: Style, width: float, height: float) -> Figure:
        from ldn_desktop.charts import weekday_chart
        from ldn_desktop.charts.drawing.canvas import Canvas

        canvas = Canvas(style, 100 * width, 100 * height)
        days = result.period.start, result.period.end
        weekday_chart.draw(canvas, result.series, result.keys[0], days, canvas.box_within(9))
        return canvas.figure

    def page(self, result: ChartResult, style: Style, paper: str) -> Figure:
        from ldn_desktop import report
        from ldn_desktop.charts import weekday_chart

        days = result.period.start, result.period.end
        return report.drawn_page(
            (_(self.title), formats.period(*days)),
            lambda canvas, box: weekday_chart.draw(
                canvas, result.series, result.keys[0], days, box
            ),
            self.describe(result),
            height=400,
            invented=result.series.invented,
            paper=paper,
            style=style,
        )


"""
VIEW_SEEN = """
from ldn_desktop.charts import PRINT
from ldn_desktop.ui.charts.tab import ChartsTab

window.go_to("charts")
tab = window.tab("charts")
assert isinstance(tab, ChartsTab)
wait_until(tab.is_ready)
tab.views.buttons["weekdays"].click()
wait_until(tab.is_ready)
bar = preferences.theme.accent_text.lower()
image = tab.view.image(1.0) if callable(tab.view.image) else tab.view.image
colours = {image.pixelColor(x, image.height() - 20).name() for x in range(image.width())}
seen["drawn"] = bar in colours
seen["described"] = tab.result.sentences != ()
seen["bars"] = len(tab.result.page(PRINT, "a4").artists) >= 7
session.close()
print(json.dumps(seen))
"""


def test_a_view_of_charts_is_a_drawing_module_and_an_entry(tmp_path: Path) -> None:
    copy = ChangedCopy(tmp_path)
    copy.add("charts/weekday_chart.py", DRAWING)
    views = "ui/charts/views.py"
    copy.insert(views, VIEW, before="FIRST_SYMPTOMS = 3\n")
    copy.insert(views, ", WeekdaysView()", before=")}\n")
    assert len(copy.changed) == 2
    seen = copy.run(OPEN_WINDOW + VIEW_SEEN)
    assert seen == {"drawn": True, "described": True, "bars": True}

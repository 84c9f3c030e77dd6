"""Charts on 10,000 random diaries: every spoken number, every gap, every day."""

from __future__ import annotations

import math
from datetime import date
from threading import Thread

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from ldn_desktop import report
from ldn_desktop.charts import PRINT, DailySeries, describe, symptoms_figure
from ldn_desktop.charts.drawing import text_layout
from ldn_desktop.diary.demo import demo_diary
from ldn_desktop.diary.model import Diary
from tests.support.charts.expected_sentences import expected_sentences
from tests.support.charts.naive_charts import drawn_mean, each_day
from tests.support.charts.random_diaries import KEYS, PERIODS, diaries

MANY = settings(max_examples=10_000, suppress_health_check=list(HealthCheck), database=None)


@given(diary=diaries(), ends=PERIODS)
@MANY
def test_the_sentences_of_10000_diaries_say_their_numbers(
    diary: Diary, ends: tuple[date, date]
) -> None:
    assert describe(diary, KEYS, *ends) == expected_sentences(diary, *ends)


@given(diary=diaries(), ends=PERIODS)
@MANY
def test_no_gap_of_10000_diaries_is_bridged_or_drawn_as_0(
    diary: Diary, ends: tuple[date, date]
) -> None:
    columns = DailySeries.of(diary)
    for key in KEYS:
        (series,) = columns.series(key, *ends)
        expected_line = [drawn_mean(diary, day, ends[1], key) for day in each_day(*ends)]
        found = [None if math.isnan(mean) else pytest.approx(mean) for mean in series.mean]
        assert found == expected_line


@given(diary=diaries(), ends=PERIODS)
@settings(max_examples=300, suppress_health_check=list(HealthCheck), database=None)
def test_every_random_diary_can_be_drawn_and_printed(diary: Diary, ends: tuple[date, date]) -> None:
    report.page_svg(symptoms_figure(diary, KEYS, *ends, PRINT, width=7, height=5))
    if diary.dates():
        options = report.ReportOptions(*ends)
        report.pdf_bytes(report.pages(diary, options), "Report")
        report.plain_text(diary, options)


def test_two_threads_may_draw_at_once() -> None:
    diary = demo_diary(date(2026, 11, 22))
    faults: list[BaseException] = []

    def draw() -> None:
        try:
            for _time in range(12):
                report.pdf_bytes(report.pages(diary), "Report")
        except BaseException as fault:
            faults.append(fault)
            raise

    threads = [Thread(target=draw) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []


@given(text=st.text(max_size=40))
@settings(max_examples=10_000, suppress_health_check=list(HealthCheck), database=None)
def test_any_text_in_any_script_can_be_drawn(text: str) -> None:
    tidy, families = text_layout.drawable(text)
    figure = Figure()
    figure.text(0, 0.5, tidy, family=families, parse_math=False)
    FigureCanvasAgg(figure).draw()  # type: ignore[no-untyped-call]  # matplotlib's

"""Marks under the panels: no name over another, a bounded number of lanes, and a sentence."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from ldn_desktop.charts import PRINT, DailySeries, describe, symptoms_figure
from ldn_desktop.charts.daily_series import DailySeries as Series
from ldn_desktop.charts.drawing.canvas import Canvas
from ldn_desktop.charts.drawing.style import DPI, SMALL, Style
from ldn_desktop.charts.drawing.timeline import TimeSpan
from ldn_desktop.charts.mark_lanes import MOST_LANES, MarkLanes, lanes_of
from ldn_desktop.diary.demo import demo_diary
from ldn_desktop.diary.model import Diary, MarkKind
from ldn_desktop.diary.symptoms import FUNCAP
from tests.support.charts.days import END
from tests.support.charts.marked import add_mark, add_result

START = END - timedelta(days=90)
NAMES = ["Iron", "漢方薬", "Вітамін D", "Amoxicillin 500 mg three times a day after meals", "ω-3"]


@pytest.fixture
def diary() -> Diary:
    return demo_diary(END)


def texts(figure: Figure) -> list[str]:
    return [text.get_text() for text in figure.texts]


def chart(diary: Diary, keys: list[str], style: Style = PRINT) -> Figure:
    return symptoms_figure(diary, keys, START, END, style, width=9, height=6)


def placed(diary: Diary, style: Style, days: int = 90) -> tuple[MarkLanes, Canvas, TimeSpan]:
    canvas = Canvas(style, 9 * DPI, 6 * DPI)
    span = TimeSpan(END - timedelta(days=days), END, 100.0, 800.0)
    return lanes_of(canvas, Series.of(diary), span), canvas, span


def test_each_mark_of_the_period_has_its_name_and_no_other(diary: Diary) -> None:
    add_mark(diary, "Iron", START - timedelta(days=400))
    add_mark(diary, "Zinc", START - timedelta(days=400), 20)
    add_mark(diary, "", START + timedelta(days=5), 3, kind="infection")
    shown = texts(chart(diary, ["fatigue"]))
    assert {"Iron", "Infection"} <= set(shown)
    assert "Also recorded" in " ".join(shown)
    assert "Zinc" not in shown
    assert "Also recorded" not in " ".join(texts(chart(demo_diary(END), ["fatigue"])))


@pytest.mark.parametrize("percent", [100, 200, 300])
@pytest.mark.parametrize("count", [1, 9, 60, 500])
def test_no_name_touches_another_and_all_are_counted(
    paper: Style, percent: int, count: int
) -> None:

    chance = random.Random(count)
    diary = demo_diary(END)
    for number in range(count):
        days = chance.choice([None, 0, 3, 40])
        kind = chance.choice(list(MarkKind)).value
        name = f"{chance.choice(NAMES)} {number}"
        add_mark(diary, name, END - timedelta(days=chance.randrange(90)), days, kind)
    lanes, canvas, span = placed(diary, replace(paper, percent=percent))
    assert len(lanes.placed) + lanes.left_out == count
    assert lanes.lanes <= MOST_LANES
    for lane in range(lanes.lanes):
        here = sorted((p for p in lanes.placed if p.lane == lane), key=lambda p: p.name_x)
        for one, other in itertools.pairwise(here):
            end = one.name_x + canvas.text_width(one.name, SMALL + 1)
            assert max(end, one.right) <= min(other.left, other.name_x)
        for one in here:
            assert span.left <= one.name_x
            assert one.name_x + canvas.text_width(one.name, SMALL + 1) <= span.right + 1
    if lanes.left_out:
        assert str(lanes.left_out) in lanes.more_text()


def test_a_bar_reaches_from_its_first_day_to_the_end_of_its_last(paper: Style) -> None:
    diary = demo_diary(END)
    add_mark(diary, "Iron", END - timedelta(days=50), 10)
    add_mark(diary, "Zinc", END - timedelta(days=500))
    lanes, _canvas, span = placed(diary, paper)
    by_name = {one.name: one for one in lanes.placed}
    assert by_name["Iron"].left == span.begin(END - timedelta(days=50))
    assert by_name["Iron"].right == span.begin(END - timedelta(days=39))
    assert by_name["Zinc"].left == span.left
    assert by_name["Zinc"].right == pytest.approx(span.right)


def test_the_same_is_said_in_a_sentence(diary: Diary) -> None:
    for number in range(8):
        add_mark(diary, f"Medicine {number}", START + timedelta(days=number), 2)
    shown = describe(diary, ["fatigue"], START, END)[-1]
    assert shown.startswith("Other medicines and events: Medicine 0 (")
    assert shown.endswith(" and 2 more.")


def test_a_mark_long_before_the_diary_does_not_make_the_chart_longer(diary: Diary) -> None:
    before = DailySeries.of(diary)
    add_mark(diary, "Iron", date(1990, 1, 1))
    after = before.updated(diary, set())
    assert (after.first, after.days) == (before.first, before.days)
    assert [mark.name for mark in after.marks] == ["Iron"]


def test_results_of_funcap_are_points_on_a_scale_of_their_own(diary: Diary) -> None:
    for days, mean in ((70, 2.1), (40, 2.6), (10, 3.3)):
        add_result(diary, END - timedelta(days=days), mean)
    figure = chart(diary, ["fatigue", FUNCAP])
    shown = texts(figure)
    assert {"higher is", "better"} <= set(shown) or "higher is better" in shown
    assert {"2.1", "2.6", "3.3", "6"} <= set(shown)
    lines = {line.get_gid(): line for line in figure.findobj(Line2D)}
    assert np.asarray(lines[f"{FUNCAP}: results"].get_xdata()).tolist() == [
        (END - timedelta(days=days)).toordinal() for days in (70, 40, 10)
    ]
    heights = np.asarray(lines[f"{FUNCAP}: results"].get_ydata()).tolist()
    assert heights == sorted(heights, reverse=True)  # higher is better: px count from the top
    assert f"{FUNCAP}: mean" not in lines


def test_funcap_is_never_a_mean_of_days(diary: Diary) -> None:
    from ldn_desktop.charts import summary

    for days, mean in ((40, 2.1), (3, 3.3), (2, 3.4), (1, 3.5)):
        add_result(diary, END - timedelta(days=days), mean)
    shown = describe(diary, [FUNCAP], START, END)
    text = "Function (FUNCAP): 2.1 out of 6 on 13 October 2026, 3.5 out of 6 on 21 November 2026."
    assert f"{text} Higher is better." in shown
    assert not [sentence for sentence in shown if "The mean of the last" in sentence]
    head = summary.headline(DailySeries.of(diary), [FUNCAP], END)
    assert head.lead.startswith("Function (FUNCAP): 2.1 out of 6")


def test_what_came_often_has_one_lane_and_its_name_once(paper: Style) -> None:
    diary = demo_diary(END)
    for number in range(12):
        add_mark(diary, "", END - timedelta(days=7 * number + 3), 2, "period")
        add_mark(diary, f"Medicine {number % 3}", END - timedelta(days=80 + number), 1)
    lanes, _canvas, span = placed(diary, paper)
    periods = [one for one in lanes.placed if one.mark.kind is MarkKind.PERIOD]
    assert len(periods) == 12
    assert len({one.lane for one in periods}) == 1
    assert [one.name for one in periods] == ["Period", *[""] * 11]
    assert all(one.right - one.left == pytest.approx(3 * span.day_px) for one in periods[:-1])
    assert lanes.lanes == MOST_LANES
    assert lanes.left_out == 0

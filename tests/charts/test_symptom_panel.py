"""Names and means of a panel, in whatever words a language has for them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from ldn_desktop.charts import symptom_panel, symptoms_figure
from ldn_desktop.charts.drawing.canvas import Canvas
from ldn_desktop.charts.drawing.style import Style
from ldn_desktop.diary.model import Diary
from ldn_desktop.report.paper_page import ON_PAPER


@pytest.mark.parametrize("name", ["Stimmungstiefpunkt", "Konzentrationsprobleme", "Brain fog"])
def test_no_word_of_a_name_breaks_on_paper(name: str) -> None:
    canvas = Canvas(ON_PAPER, 800, 1000)
    found = symptom_panel.LeftColumn.of(canvas, {"own": name}).names["own"]
    assert " ".join(found.lines) == name
    assert found.size >= symptom_panel.SMALLEST_NAME
    room = ON_PAPER.px(symptom_panel.PRINTED_NAME_WIDTH)
    assert all(canvas.text_width(line, found.size, "bold") <= room for line in found.lines)


def test_short_names_have_the_usual_size_beside_a_long_one() -> None:
    canvas = Canvas(ON_PAPER, 800, 1000)
    names = symptom_panel.LeftColumn.of(canvas, {"a": "Pain", "b": "Stimmungstiefpunkt"}).names
    assert names["a"].size == symptom_panel.name_size(ON_PAPER)
    assert names["b"].size < names["a"].size


@pytest.mark.parametrize("percent", [100, 125, 200])
@pytest.mark.parametrize("words", ["gjennomsnitt {number}", "Mittelwert {number}"])
def test_the_mean_of_a_dose_never_touches_its_number(
    demo: Diary,
    end: date,
    paper: Style,
    *,
    monkeypatch: pytest.MonkeyPatch,
    words: str,
    percent: int,
) -> None:
    monkeypatch.setattr(symptom_panel, "_", lambda text: words if text == "mean {number}" else text)
    figure = symptoms_figure(
        demo, ["pain"], end - timedelta(days=91), end, replace(paper, percent=percent),
        width=9.6 * percent / 100, height=6 * percent / 100,
    )  # fmt: skip
    FigureCanvasAgg(figure).draw()  # type: ignore[no-untyped-call]  # matplotlib's
    word = words.replace("{number}", "").strip()
    pairs = [
        (one.get_window_extent(), other.get_window_extent())
        for one, other in pairwise(figure.texts)
        if word in (one.get_text(), other.get_text())
        and one.get_position()[1] == other.get_position()[1]
    ]
    assert pairs
    assert all(one.x1 + 1 < other.x0 for one, other in pairs)

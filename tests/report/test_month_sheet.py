"""The sheet to tick on paper: every box there, large enough, readable in print."""

from __future__ import annotations

from datetime import date

import pytest
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from ldn_desktop.diary.model import Diary, DoseStep
from ldn_desktop.diary.symptoms import Symptom, SymptomKind
from ldn_desktop.errors import UserError
from ldn_desktop.report import month_sheet

MM = 25.4
LEAST_WIDTH, LEAST_HEIGHT = 6.0, 5.0
"""Millimetres of a box."""
FEBRUARY = date(2026, 2, 1)


def on_ldn(more_symptoms: int = 0) -> Diary:
    own = [
        Symptom(f"own_{n}", f"Ein sehr langes eigenes Symptom {n}", SymptomKind.SYMPTOM, True, n,
                True) for n in range(more_symptoms)
    ]  # fmt: skip
    return Diary(dose_steps=[DoseStep(FEBRUARY, 1.5)], symptoms=own)


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("more", [0, 1, 9])
@pytest.mark.parametrize("month", [FEBRUARY, date(2026, 10, 1)])
def test_every_answer_of_every_day_has_a_box(paper: str, more: int, month: date) -> None:
    diary = on_ldn(more)
    pages = month_sheet.pages(diary, month, paper)
    boxes = [
        found for page in pages for found in page.findobj(Rectangle) if found is not page.patch
    ]
    days = 28 if month is FEBRUARY else 31
    assert len(boxes) == days * ((7 + more) * 5 + 2 + 1)
    for page in pages:
        inches = page.get_size_inches()
        for box in page.findobj(Rectangle):
            if box is page.patch:
                continue
            assert box.get_width() * inches[0] * MM >= LEAST_WIDTH
            assert box.get_height() * inches[1] * MM >= LEAST_HEIGHT
            assert 0 <= box.get_x() <= 1 - box.get_width()
            assert 0 <= box.get_y() <= 1 - box.get_height()


def test_no_text_is_smaller_than_nine_points_or_lies_over_another() -> None:
    for page in month_sheet.pages(on_ldn(9), date(2026, 10, 1)):
        texts = [text for text in page.findobj(Text) if text.get_text()]
        assert min(float(text.get_fontsize()) for text in texts) >= 9
        page.draw_without_rendering()
        extents = [text.get_window_extent() for text in texts]
        for n, one in enumerate(extents):
            assert page.bbox.containsx(one.x0)
            assert page.bbox.containsx(one.x1)
            for other in extents[n + 1 :]:
                assert not (one.overlaps(other) and _overlap(one, other) > 2), texts[n]


def _overlap(one: Bbox, other: Bbox) -> float:
    """Px by which two boxes overlap in both directions."""
    width = min(one.x1, other.x1) - max(one.x0, other.x0)
    height = min(one.y1, other.y1) - max(one.y0, other.y0)
    return float(min(width, height))


def test_another_paper_is_refused() -> None:
    with pytest.raises(UserError, match="not a paper size"):
        month_sheet.pages(Diary(), FEBRUARY, "a5")

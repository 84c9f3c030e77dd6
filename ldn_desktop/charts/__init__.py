"""Pictures, sentences and tables made from the diary; matplotlib without pyplot or Qt."""

from __future__ import annotations

import os

import platformdirs

# matplotlib keeps its list of fonts there; it must be told before it is first imported, and
# the frozen program would otherwise build that list anew at each start.
os.environ["MPLCONFIGDIR"] = str(platformdirs.user_cache_path("ldn-desktop") / "matplotlib")

from ldn_desktop.charts.columns import Columns
from ldn_desktop.charts.sentences import describe
from ldn_desktop.charts.style import PRINT, Style
from ldn_desktop.charts.symptoms_chart import MOST_FRAMES, least_height, symptoms_figure
from ldn_desktop.charts.time_axis import Span, span_of

__all__ = [
    "MOST_FRAMES",
    "PRINT",
    "Columns",
    "Span",
    "Style",
    "describe",
    "least_height",
    "span_of",
    "symptoms_figure",
]

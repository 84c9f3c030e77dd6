"""Pictures, sentences and tables made from the diary; matplotlib without pyplot or Qt."""

from __future__ import annotations

import os
import sys

import platformdirs

# The list of fonts is kept there. The frozen program comes with a fresh folder at each start
# and would build that list anew.
if getattr(sys, "frozen", False) or "MPLCONFIGDIR" not in os.environ:
    os.environ["MPLCONFIGDIR"] = str(platformdirs.user_cache_path("ldn-desktop") / "matplotlib")

import matplotlib as mpl

from ldn_desktop.charts.columns import Columns
from ldn_desktop.charts.sentences import describe
from ldn_desktop.charts.style import PRINT, Style
from ldn_desktop.charts.symptoms_chart import MOST_FRAMES, least_height, symptoms_figure
from ldn_desktop.charts.time_axis import Span, span_of

mpl.rcdefaults()  # whatever a matplotlibrc lying about says
# Whole letters in PDFs, not outlines: text can be marked, searched and read aloud.
mpl.rcParams["pdf.fonttype"] = 42

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

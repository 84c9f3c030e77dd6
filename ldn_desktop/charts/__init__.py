"""Pictures, sentences and tables made from the diary; matplotlib without pyplot or Qt."""

from __future__ import annotations

import logging
import os
import sys

import platformdirs

# The list of fonts is kept there. The frozen program comes with a fresh folder at each start
# and would build that list anew.
if getattr(sys, "frozen", False) or "MPLCONFIGDIR" not in os.environ:
    os.environ["MPLCONFIGDIR"] = str(platformdirs.user_cache_path("ldn-desktop") / "matplotlib")

import matplotlib as mpl

from ldn_desktop.charts.comparison_chart import estimation_figure
from ldn_desktop.charts.daily_series import DailySeries
from ldn_desktop.charts.day_details import (
    DayTable,
    chartable,
    day_in_words,
    day_table,
    label_of,
    shown_part,
)
from ldn_desktop.charts.style import PRINT, Style
from ldn_desktop.charts.summary import describe, describe_year
from ldn_desktop.charts.symptoms_chart import MOST_FRAMES, least_height, symptoms_figure
from ldn_desktop.charts.timeline import Span, span_of
from ldn_desktop.charts.vector_lines import Stroke, strokes_of
from ldn_desktop.charts.year_chart import Cells, cells_of, year_figure

# It tells on the terminal which weights a font lacks; nobody can act on that.
logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
mpl.rcdefaults()  # whatever a matplotlibrc lying about says
# Whole letters in PDFs, not outlines: text can be marked, searched and read aloud.
mpl.rcParams["pdf.fonttype"] = 42
mpl.rcParams["hatch.linewidth"] = 0.4

__all__ = [
    "MOST_FRAMES",
    "PRINT",
    "Cells",
    "DailySeries",
    "DayTable",
    "Span",
    "Stroke",
    "Style",
    "cells_of",
    "chartable",
    "day_in_words",
    "day_table",
    "describe",
    "describe_year",
    "estimation_figure",
    "label_of",
    "least_height",
    "shown_part",
    "span_of",
    "strokes_of",
    "symptoms_figure",
    "year_figure",
]

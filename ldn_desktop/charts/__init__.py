"""Pictures, sentences and tables made from the diary; matplotlib without pyplot or Qt."""

from __future__ import annotations

import logging
import os
import sys

from ldn_desktop.user_folders import cache_folder

# matplotlib caches its list of fonts there. The frozen program unpacks to a new folder at each
# start and would build that list again.
if getattr(sys, "frozen", False) or "MPLCONFIGDIR" not in os.environ:
    os.environ["MPLCONFIGDIR"] = str(cache_folder() / "matplotlib")

import matplotlib as mpl

from ldn_desktop.charts.comparison_chart import estimation_figure
from ldn_desktop.charts.daily_series import DailySeries
from ldn_desktop.charts.day_details import (
    DayReading,
    DayTable,
    chartable,
    day_in_words,
    day_reading,
    day_table,
    label_of,
    shown_part,
    with_remarks,
)
from ldn_desktop.charts.drawing.style import PRINT, Style
from ldn_desktop.charts.summary import Headline, describe, describe_year
from ldn_desktop.charts.symptoms_chart import MAX_PANELS, symptoms_figure
from ldn_desktop.charts.year_chart import year_figure

# It warns on the terminal about weights that a font lacks; nobody can act on that.
logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
mpl.rcdefaults()  # ignore any matplotlibrc of this computer
# Text in PDFs stays text, not outlines: it can be selected, searched and read aloud.
mpl.rcParams["pdf.fonttype"] = 42
# matplotlib asks this one whether a PDF needs the font once more for “–” and “’”: 20 ms a report.
mpl.rcParams["ps.fonttype"] = 42

__all__ = [
    "MAX_PANELS",
    "PRINT",
    "DailySeries",
    "DayReading",
    "DayTable",
    "Headline",
    "Style",
    "chartable",
    "day_in_words",
    "day_reading",
    "day_table",
    "describe",
    "describe_year",
    "estimation_figure",
    "label_of",
    "shown_part",
    "symptoms_figure",
    "with_remarks",
    "year_figure",
]

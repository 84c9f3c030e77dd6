"""The formats that can be imported. A new one is a module in sources/ and a line here."""

from __future__ import annotations

from ldn_desktop.interchange.source_format import Format
from ldn_desktop.interchange.sources.apple_health import APPLE_HEALTH
from ldn_desktop.interchange.sources.bearable import BEARABLE
from ldn_desktop.interchange.sources.daylio import DAYLIO
from ldn_desktop.interchange.sources.fitbit import FITBIT
from ldn_desktop.interchange.sources.garmin import GARMIN, GARMIN_DATA
from ldn_desktop.interchange.sources.generic_csv import GENERIC
from ldn_desktop.interchange.sources.long_csv import LONG_TABLE
from ldn_desktop.interchange.sources.loop_habits import LOOP_HABITS
from ldn_desktop.interchange.sources.oura import OURA
from ldn_desktop.interchange.sources.samsung import SAMSUNG
from ldn_desktop.interchange.sources.track_and_graph import TRACK_AND_GRAPH
from ldn_desktop.interchange.sources.visible import VISIBLE

FORMATS: tuple[Format, ...] = (
    VISIBLE,
    BEARABLE,
    DAYLIO,
    APPLE_HEALTH,
    LOOP_HABITS,
    TRACK_AND_GRAPH,
    GARMIN,
    OURA,
    FITBIT,
    GARMIN_DATA,
    SAMSUNG,
    LONG_TABLE,
    GENERIC,
)
"""In the order in which they are tried: the most particular header first."""

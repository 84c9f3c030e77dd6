"""Loads in a thread what the first look at Guide and Charts needs, so that it does not wait."""

from __future__ import annotations


def preload() -> None:
    """Read the guide, import the drawing library; outside the interface thread, after painting."""
    from ldn_desktop import guide
    from ldn_desktop.ui.figures import figure_view
    from ldn_desktop.ui.guide import tab  # noqa: F401  # its import is what takes time

    guide.load()
    figure_view.preload_drawing()

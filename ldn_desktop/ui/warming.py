"""Loads in a thread what the first look at Guide and Charts needs, so that it does not wait."""

from __future__ import annotations


def warm() -> None:
    """Read the guide, import the drawing library; outside the interface thread, after painting."""
    from ldn_desktop import guide
    from ldn_desktop.ui import figure_view, guide_tab  # noqa: F401  # its import is what takes time

    guide.load()
    figure_view.warm()

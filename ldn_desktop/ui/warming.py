"""Loads in a thread what the first look at Charts needs, so that it does not wait."""

from __future__ import annotations


def warm() -> None:
    """Import the drawing library; call it outside the interface thread, after the first paint."""
    from ldn_desktop.ui import figure_view

    figure_view.warm()

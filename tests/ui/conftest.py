"""Tests here open the real window."""

from __future__ import annotations

from tests.support.ui.fixtures import (
    open_charts,
    open_window,
    press,
    qapp_args,
    short_diary,
    still_application,
    touch,
    usual_diary,
)

__all__ = [
    "open_charts",
    "open_window",
    "press",
    "qapp_args",
    "short_diary",
    "still_application",
    "touch",
    "usual_diary",
]

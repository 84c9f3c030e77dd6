"""Tests here open the real window."""

from __future__ import annotations

from tests.support.sharing.shared_files import shared
from tests.support.storage.light_keys import light_keys
from tests.support.ui.fixtures import (
    folder,
    open_charts,
    open_window,
    press,
    qapp_args,
    short_diary,
    still_application,
    touch,
    usual_diary,
    window,
)
from tests.support.ui.two_computers import joined, other

__all__ = [
    "folder",
    "joined",
    "light_keys",
    "open_charts",
    "open_window",
    "other",
    "press",
    "qapp_args",
    "shared",
    "short_diary",
    "still_application",
    "touch",
    "usual_diary",
    "window",
]

"""A stepper through months, for pages that show one month at a time."""

from __future__ import annotations

from datetime import date

from ldn_desktop.i18n import _, formats
from ldn_desktop.ui.choices.trough import Stepper


def month_stepper(month: date) -> Stepper:
    """‹ November 2026 ›"""
    return Stepper(
        _("Month"),
        formats.capitalised(formats.month_year(month)),
        less=("‹", _("Previous month")),
        more=("›", _("Next month")),
    )

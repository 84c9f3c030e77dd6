"""An hour of the day as the locale writes it."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QTime

from ldn_desktop.i18n import _


def hour_text(hour: int, locale: QLocale | None = None) -> str:
    """“4 am”, or “04:00” where `locale` (the program's) counts 24 hours; midnight and noon."""
    if hour in (0, 12):
        return _("noon") if hour else _("midnight")
    locale = locale or QLocale()
    if "AP" in locale.timeFormat(QLocale.FormatType.ShortFormat).upper():
        return locale.toString(QTime(hour, 0), "h ap")
    return locale.toString(QTime(hour, 0), "HH:mm")

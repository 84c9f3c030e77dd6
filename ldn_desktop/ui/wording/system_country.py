"""The country of the system's settings."""

from __future__ import annotations

from PySide6.QtCore import QLocale


def system_country() -> str:
    """Its lower-case code of ISO 3166, such as "de"."""
    return QLocale.territoryToCode(QLocale.system().territory()).lower()

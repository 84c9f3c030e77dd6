"""The last day of the diaries that charts are drawn from."""

from __future__ import annotations

from datetime import date

END = date(2026, 11, 22)

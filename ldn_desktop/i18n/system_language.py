"""The languages that the person's system is set to."""

from __future__ import annotations

import os
import sys
from pathlib import Path

MACOS_PREFERENCES = "Library/Preferences/.GlobalPreferences.plist"


def preferred_languages() -> list[str]:
    """Codes such as "de_AT.UTF-8", the preferred one first; empty where nothing is set."""
    named = _from_environment()
    if named:
        return named
    system: str = sys.platform
    if system == "win32":
        return _from_windows()
    if system == "darwin":
        return _from_macos()
    return []


def _from_environment() -> list[str]:
    """LANGUAGE is a list and goes before the locale, as everywhere in GNU gettext."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    locale = next((os.environ[name] for name in names if os.environ.get(name)), "")
    wished = [code for code in os.environ.get("LANGUAGE", "").split(":") if code]
    return [*wished, *([locale] if locale else [])]


def _from_windows() -> list[str]:
    import ctypes
    from locale import windows_locale

    code = getattr(ctypes, "windll").kernel32.GetUserDefaultUILanguage()  # noqa: B009  # Windows alone
    return [windows_locale[code]] if code in windows_locale else []


def _from_macos() -> list[str]:
    """What the system's settings say: a program started from the Dock gets no LANG."""
    import plistlib

    try:
        settings = plistlib.loads((Path.home() / MACOS_PREFERENCES).read_bytes())
    except (OSError, ValueError, plistlib.InvalidFileException):
        return []
    languages = settings.get("AppleLanguages", []) if isinstance(settings, dict) else []
    return [code for code in languages if isinstance(code, str)]

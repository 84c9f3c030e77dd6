"""The languages that can be chosen, each by its own name."""

from __future__ import annotations

from ldn_desktop.i18n.catalogue import languages
from ldn_desktop.i18n.translation import language_name


def language_options() -> list[tuple[str, str]]:
    """Code and own name of every language, in the order of the names."""
    named = ((code, language_name(code)) for code in languages())
    return sorted(named, key=lambda one: one[1].casefold())

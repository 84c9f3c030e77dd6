"""Translation, and dates, numbers and lists in the language of the program."""

from ldn_desktop.i18n.translation import (
    PSEUDO,
    _,
    current_language,
    mark,
    mark_context,
    mark_plural,
    ngettext,
    pgettext,
    use_language,
)

__all__ = [
    "PSEUDO",
    "_",
    "current_language",
    "mark",
    "mark_context",
    "mark_plural",
    "ngettext",
    "pgettext",
    "use_language",
]

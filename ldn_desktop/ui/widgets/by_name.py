"""Qt's properties set by the names that Qt gives their values."""

from __future__ import annotations

from PySide6.QtCore import QObject


def put(thing: QObject, **properties: str) -> None:
    """Set each property of `thing` to the value of that name, as a style sheet or a form would.

    The same as the setter with a member of Qt's enum, without making Python classes of all of
    Qt's enums first, a tenth of the start. Raises ValueError where Qt knows no such value.
    """
    for name, value in properties.items():
        if not thing.setProperty(name, value):
            raise ValueError(f"{type(thing).__name__} takes no {name} {value!r}")

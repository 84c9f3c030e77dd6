"""Every keyboard shortcut of the program: what it does, which keys, and where it acts.

The shortcuts page and the tool tips are made from this list, so a new shortcut is one entry here.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from functools import partial, reduce
from typing import NamedTuple, Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from ldn_desktop.i18n import _, mark, mark_context, pgettext


class Commands(Protocol):
    """What the window lets shortcuts do."""

    def go_to(self, key: str) -> None: ...
    def undo(self) -> None: ...
    def redo(self) -> None: ...
    def next_theme(self) -> None: ...
    def step_text(self, step: int) -> None: ...
    def show_settings(self) -> None: ...
    def show_help(self) -> None: ...
    def show_keys(self) -> None: ...
    def toggle_crash(self) -> None: ...
    def open_today_page(self, name: str) -> None: ...


class Scope(Enum):
    """Where a shortcut acts; the value is the heading on the shortcuts page."""

    EVERYWHERE = mark("Everywhere")
    TODAY = mark("Today")
    CHART = mark("Charts, with the chart selected")
    GUIDE = mark("Guide")


class Shortcut(NamedTuple):
    """One entry of the list.

    `keys` are portable key sequences and act in `scope`; a `letter` is a single key and acts on
    Today alone, while no text is typed, unless it was switched off. Keys that a control handles
    itself, such as arrows, are only listed: `shown` says them in words.
    """

    name: str
    text: str
    scope: Scope
    keys: tuple[str, ...] = ()
    letter: str = ""
    act: Callable[[Commands], object] | None = None
    shown: str = ""


SHORTCUTS = (
    Shortcut("today", mark("Today"), Scope.EVERYWHERE, ("Ctrl+1",), act=lambda w: w.go_to("today")),
    Shortcut(
        "charts", mark("Charts"), Scope.EVERYWHERE, ("Ctrl+2",), act=lambda w: w.go_to("charts")
    ),
    Shortcut("guide", mark("Guide"), Scope.EVERYWHERE, ("Ctrl+3",), act=lambda w: w.go_to("guide")),
    Shortcut(
        "moving",
        mark("next button or field, press it, go back"),
        Scope.EVERYWHERE,
        shown=mark("Tab, Enter, Escape"),
    ),
    Shortcut("undo", mark("Undo"), Scope.EVERYWHERE, ("Ctrl+Z",), "U", lambda w: w.undo()),
    Shortcut(
        "redo", mark("Redo"), Scope.EVERYWHERE, ("Ctrl+Shift+Z", "Ctrl+Y"), act=lambda w: w.redo()
    ),
    Shortcut(
        "theme",
        mark("Darker or lighter theme"),
        Scope.EVERYWHERE,
        ("Ctrl+T",),
        "T",
        lambda w: w.next_theme(),
    ),
    Shortcut(
        "larger",
        mark("Larger text"),
        Scope.EVERYWHERE,
        ("Ctrl++", "Ctrl+="),
        "+",
        lambda w: w.step_text(1),
    ),
    Shortcut(
        "smaller",
        mark("Smaller text"),
        Scope.EVERYWHERE,
        ("Ctrl+-",),
        "-",
        lambda w: w.step_text(-1),
    ),
    Shortcut("help", mark("Help now"), Scope.EVERYWHERE, ("Ctrl+H",), act=lambda w: w.show_help()),
    Shortcut(
        "settings",
        mark("Settings"),
        Scope.EVERYWHERE,
        ("Ctrl+,",),
        act=lambda w: w.show_settings(),
    ),
    Shortcut(
        "keys", mark("Keyboard shortcuts"), Scope.EVERYWHERE, ("F1",), act=lambda w: w.show_keys()
    ),
    Shortcut(
        "answer",
        mark("answer the question, None to Worst, and go to the next"),
        Scope.TODAY,
        shown=mark("1 to 5"),
    ),
    Shortcut(
        "around", mark("other answers, other questions"), Scope.TODAY, shown=mark("Arrow keys")
    ),
    Shortcut("crash", mark("Crash day"), Scope.TODAY, (), "C", lambda w: w.toggle_crash()),
    Shortcut(
        "one question",
        mark("One question at a time"),
        Scope.TODAY,
        (),
        "F",
        lambda w: w.open_today_page("one question"),
    ),
    Shortcut("note", mark("Note"), Scope.TODAY, (), "N", lambda w: w.open_today_page("note")),
    Shortcut(
        "calendar", mark("Calendar"), Scope.TODAY, (), "M", lambda w: w.open_today_page("calendar")
    ),
    Shortcut(
        "days", mark("the day before, the day after"), Scope.TODAY, shown=mark("Page up, Page down")
    ),
    Shortcut(
        "read day",
        mark("read the day before, the day after"),
        Scope.CHART,
        shown=mark("Left, Right"),
    ),
    Shortcut("read week", mark("a week back, a week forward"), Scope.CHART, shown=mark("Up, Down")),
    Shortcut("open day", mark("open that day in Today"), Scope.CHART, shown=mark("Enter")),
    Shortcut("zoom", mark("zoom in, zoom out"), Scope.CHART, shown=mark("+ and −")),
    Shortcut("move", mark("earlier, later"), Scope.CHART, shown=mark("Page up, Page down")),
    Shortcut("find", mark("Find"), Scope.GUIDE, ("Ctrl+F",)),
    Shortcut("section before", mark("Previous section"), Scope.GUIDE, ("Ctrl+PgUp",)),
    Shortcut("section after", mark("Next section"), Scope.GUIDE, ("Ctrl+PgDown",)),
    Shortcut("print", mark("Print"), Scope.GUIDE, ("Ctrl+P",)),
)
HALVES = {
    "back": (mark("Go back"), mark("Escape")),
    "day before": (mark("Day before"), mark("Page up")),
    "day after": (mark("Day after"), mark("Page down")),
    "earlier": (mark("Earlier"), mark("Page up")),
    "later": (mark("Later"), mark("Page down")),
    "zoom in": (mark("Zoom in"), "+"),
    "zoom out": (mark("Zoom out"), "−"),
}
"""What a button does and its key, where one entry of the list is of two buttons."""
_MODIFIERS = {"Ctrl+": mark_context("key", "Ctrl"), "Shift+": mark_context("key", "Shift")}
_KEY_NAMES = {"PgUp": mark("Page up"), "PgDown": mark("Page down")}
_BY_NAME = {shortcut.name: shortcut for shortcut in SHORTCUTS}
_BY_LETTER = {shortcut.letter: shortcut for shortcut in SHORTCUTS if shortcut.letter}


def keys_text(shortcut: Shortcut) -> str:
    """How the keys of `shortcut` are written for people: “Ctrl+Z or U”."""
    if shortcut.shown:
        return _(shortcut.shown)
    parts = [_sequence_text(keys) for keys in shortcut.keys]
    if shortcut.letter:
        parts.append(shortcut.letter.replace("-", "−"))
    return reduce(
        lambda one, other: _("{first} or {second}").format(first=one, second=other), parts
    )


def _sequence_text(keys: str) -> str:
    """“Ctrl+Page up” for “Ctrl+PgUp”, with the names that stand on the keys of a language.

    Qt's own names are others than those of the lines beside it, such as “Bild aufwärts”.
    """
    if sys.platform == "darwin":  # signs, and another key for “Ctrl”
        return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    names = []
    for modifier, name in _MODIFIERS.items():
        if keys.startswith(modifier):
            names.append(pgettext("key", name))
            keys = keys.removeprefix(modifier)
    return "+".join([*names, _(_KEY_NAMES[keys]) if keys in _KEY_NAMES else keys])


def listed(scope: Scope) -> Iterator[tuple[str, str]]:
    """Keys and what they do in `scope`, for the shortcuts page."""
    for shortcut in SHORTCUTS:
        if shortcut.scope is scope:
            yield keys_text(shortcut), _(shortcut.text)


def tool_tip(name: str) -> str:
    """“Undo: Ctrl+Z or U”, for the control that does what the shortcut `name` does."""
    if name in HALVES:
        action, keys = map(_, HALVES[name])
    else:
        action, keys = _(_BY_NAME[name].text), keys_text(_BY_NAME[name])
    return _("{action}: {keys}").format(action=action, keys=keys)


def add_tool_tips(*controls: tuple[QWidget, str]) -> None:
    """Give each control the tool tip of the shortcut that does the same."""
    for control, name in controls:
        control.setToolTip(tool_tip(name))


def add_actions(window: QWidget, commands: Commands, around: Callable[..., object]) -> None:
    """Make a QAction of each shortcut that acts everywhere; `around(act)` runs what it does."""
    for shortcut in SHORTCUTS:
        if shortcut.scope is Scope.EVERYWHERE and shortcut.act is not None:
            _add(window, shortcut, partial(around, partial(shortcut.act, commands)))


def add_scoped_actions(
    widget: QWidget, scope: Scope, handlers: Mapping[str, Callable[[], object]]
) -> None:
    """Make QActions of `scope` that act while the focus is in `widget`; handlers by name."""
    for name, handler in handlers.items():
        shortcut = _BY_NAME[name]
        if shortcut.scope is not scope:
            raise ValueError(f"{name} acts elsewhere")
        action = _add(widget, shortcut, handler)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)


def _add(widget: QWidget, shortcut: Shortcut, handler: Callable[[], object]) -> QAction:
    action = QAction(widget)
    action.setText(_(shortcut.text))
    action.setShortcuts([QKeySequence(keys) for keys in shortcut.keys])
    action.triggered.connect(lambda _checked=False: handler())
    widget.addAction(action)
    return action


def is_single_key(event: QKeyEvent) -> bool:
    """Whether `event` is one key alone (Shift may be needed for it), pressed, not held."""
    modifiers = Qt.KeyboardModifier
    with_shift = modifiers.ShiftModifier | modifiers.KeypadModifier
    return not event.modifiers() & ~with_shift and not event.isAutoRepeat()


def for_letter(event: QKeyEvent) -> Callable[[Commands], object] | None:
    """What the single key of `event` does on Today; None for every other key."""
    if not is_single_key(event):
        return None
    key = QKeySequence(event.key()).toString(QKeySequence.SequenceFormat.PortableText)
    shortcut = _BY_LETTER.get(key)
    return None if shortcut is None else shortcut.act

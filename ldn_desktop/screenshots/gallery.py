"""Pictures of every state, in every theme, text size and width of window."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import product
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QScrollArea, QWidget

from ldn_desktop.diary.demo import demo_diary
from ldn_desktop.diary.model import About, Diary
from ldn_desktop.diary.recording import diary_date
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _
from ldn_desktop.screenshots.states import (
    DIALOGS,
    FIRST_STATES,
    STATES,
    TODAY_STATES,
    Lead,
    back_to_start,
    evening_of,
    settle,
    wait_until,
)
from ldn_desktop.settings import Settings
from ldn_desktop.storage import new_diary, open_diary
from ldn_desktop.themes import THEMES
from ldn_desktop.ui.main_window import MainWindow
from ldn_desktop.ui.session import Session, local_now

Size = tuple[int, int]
Made = TypeVar("Made")
Build = Callable[[Session, Settings, Path | None], MainWindow]
PERCENTS = (100, 200, 300)
SMALL: tuple[Size, ...] = ((1024, 690), (1366, 690))
LARGE: Size = (1920, 1000)
"""Only Today is drawn as large: everything else is a column that does not grow."""


@dataclass(frozen=True, slots=True)
class Appearance:
    """One dress of the window."""

    theme: str
    percent: int
    size: Size

    @property
    def name(self) -> str:
        return f"{self.theme}-{self.percent}-{self.size[0]}x{self.size[1]}"


def looks(
    themes: Collection[str] = (), percents: Collection[int] = (), sizes: Collection[Size] = ()
) -> Iterator[Appearance]:
    """Every dress there is, or those asked for."""
    for theme, percent, size in product(
        themes or list(THEMES),
        percents or PERCENTS,
        sizes or (*SMALL, LARGE),
    ):
        yield Appearance(theme, percent, size)


def draw(
    out: Path, build: Build, appearances: Collection[Appearance], names: Collection[str] = ()
) -> int:
    """Write a picture of every state (of `names`, or all) in each look of `appearances` into `out`.

    What scrolls is drawn a second time at its whole length, as “… whole”. Returns how many
    pictures there are now. Raises UserError when one cannot be written.
    """
    count = 0
    for look in appearances:
        for states, diary in ((STATES, _invented()), (FIRST_STATES, Diary())):
            dialogs = DIALOGS if states is FIRST_STATES else {}
            chosen, asking = _among(states, names), _among(dialogs, names)
            if look.size == LARGE:
                chosen, asking = _among(chosen, TODAY_STATES), {}
            if chosen or asking:
                with _window(diary, look, build) as window:
                    count += _draw_states(out, window, look, chosen)
                    count += _draw_dialogs(out, look, asking)
    return count


def _among(states: Mapping[str, Made], names: Collection[str]) -> dict[str, Made]:
    """Those of `states` that are in `names`; without names all of them."""
    return {name: lead for name, lead in states.items() if not names or name in names}


def _draw_dialogs(out: Path, look: Appearance, dialogs: Mapping[str, Callable[[], QWidget]]) -> int:
    """What opens before the window, in the same dress: the window that has it must be open."""
    for name, make in dialogs.items():
        dialog = make()
        dialog.show()
        settle()
        path = _picture(out, name, look)
        _write(dialog, path)
        print(path)  # noqa: T201  # the tour is a command
        dialog.close()
    return len(dialogs)


def _picture(out: Path, name: str, look: Appearance) -> Path:
    return out / f"{name.replace(' ', '-')}-{look.name}.png"


def _now() -> datetime:
    return evening_of(local_now())


def _invented() -> Diary:
    return demo_diary(diary_date(_now(), About().day_ends_hour) - timedelta(days=1))


@contextmanager
def _window(diary: Diary, look: Appearance, build: Build) -> Iterator[MainWindow]:
    with tempfile.TemporaryDirectory(prefix="ldn-tour-") as scratch:
        folder = Path(scratch) / "diary"
        new_diary(folder, diary)
        stored = Settings(
            theme=look.theme, text_percent=look.percent, window=look.size, welcomed=True
        )
        window = build(Session(open_diary(folder), _now), stored, None)
        try:
            window.resize(*look.size)
            window.show()
            settle()
            yield window
        finally:
            window.close()


def _draw_states(
    out: Path, window: MainWindow, look: Appearance, states: Mapping[str, Lead]
) -> int:
    count = 0
    for name, lead in states.items():
        back_to_start(window)
        lead(window)
        wait_until(lambda: window.session.all_saved)
        settle()
        path = _picture(out, name, look)
        _write(window, path)
        print(path)  # noqa: T201  # the tour is a command
        count += 1
        if (whole := _scrolled(window)) is not None:
            _write(whole, path.with_stem(f"{path.stem}-whole"))
            count += 1
    return count


def _write(widget: QWidget, path: Path) -> None:
    if not widget.grab().save(str(path)):
        raise UserError(_("{file} cannot be written.").format(file=path))


def _scrolled(window: MainWindow) -> QWidget | None:
    """What scrolls in the part in front and does not show as a whole."""
    for area in window.findChildren(QScrollArea):
        if area.isVisible() and area.verticalScrollBar().maximum() > 0:
            return area.widget()
    return None

"""Below a list: what the other computer says of entries that are not in it any more."""

from __future__ import annotations

from collections.abc import Callable

from ldn_desktop.diary.model import Change
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.sharing.difference_line import DifferenceLine
from ldn_desktop.wording.difference_text import of_removed


class RemovedLine(DifferenceLine):
    """Follows the diary. Empty, and out of the way, while the list has every entry that differs."""

    def __init__(self, session: Session, is_listed: Callable[[Change], bool]) -> None:
        """`is_listed` says whether a change is about what the list shows."""
        super().__init__()
        self._session, self._is_listed = session, is_listed
        session.changed.connect(self._refresh)
        self._refresh()

    def _refresh(self, _dates: object = None) -> None:
        session = self._session
        found = of_removed(session.diary, session.differences, self._is_listed, session.today)
        self.setText("\n".join(found))

"""Charts of an invented diary, for whoever has nothing to draw yet."""

from __future__ import annotations

from datetime import timedelta

from ldn_desktop.i18n import _
from ldn_desktop.ui.charts.tab import ChartsTab
from ldn_desktop.ui.pages.page import Page
from ldn_desktop.ui.preferences import Preferences
from ldn_desktop.ui.session import Session


class ExamplePage(Page):
    """The same tab on a diary in memory: nothing of it reaches the person's own."""

    def __init__(self, session: Session, preferences: Preferences) -> None:
        from ldn_desktop.diary.demo import demo_diary
        from ldn_desktop.storage import MemoryDiaryFile

        super().__init__(_("Example, not a real person"), _("‹ Charts"))
        diary = demo_diary(session.today - timedelta(days=1))
        self._example = Session(MemoryDiaryFile(diary), session.clock)
        self.charts = ChartsTab(self._example, preferences)
        self.charts.page_opened.connect(self.page_opened.emit)
        self.column.addWidget(self.charts, 1)

    def _spread(self) -> None:
        """The tab inside has margins of its own."""
        self.column.setContentsMargins(0, 0, 0, 0)
        self.foot.setContentsMargins(0, 0, 0, 0)

    def leave(self) -> None:
        self._example.close()
        super().leave()

"""Marks: a timeline of other medicines, infections and events, and a form for one of them."""

from __future__ import annotations

from functools import partial

from ldn_desktop.diary import marks
from ldn_desktop.diary.model import Mark, MarkChange
from ldn_desktop.i18n import _, formats, ngettext
from ldn_desktop.ui.marks.mark_form import MarkForm
from ldn_desktop.ui.marks.opioid_notice import OpioidNotice
from ldn_desktop.ui.pages.timeline_row import Tense, TimelineRow, change_button
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.timeline_page import TimelinePage
from ldn_desktop.ui.widgets.button import Button, ButtonKind

MOST_NAMED = 3
"""Names in the sentence at the top."""


class MarksPage(TimelinePage):
    """Records what else there was. It concludes nothing from it."""

    def __init__(self, session: Session, back: str | None = None) -> None:
        """`back` is what the way back says; “‹ Back” where it is not given."""
        about = _(
            "Medicines and events are shown below the charts, in the report and beside "
            "comparisons. LDN Desktop draws no conclusions from them."
        )
        super().__init__(session, _("Other medicines and events"), back, about, side_width=24)
        self.notice = OpioidNotice()
        self.main.addWidget(self.notice)
        self.add_timeline(lambda change: isinstance(change, MarkChange))
        self.form = MarkForm(session.today)
        self.add_form(self.form)
        self.follow_diary()

    def refresh(self, _dates: object = None) -> None:
        found = self._in_order()
        self.set_lead(_lead(found))
        self.notice.show_for(mark.name for mark in found)
        self.show_first(found, self._row)

    def _in_order(self) -> list[Mark]:
        """What goes on first, then the latest."""
        found = sorted(self._session.diary.marks, key=lambda mark: mark.start, reverse=True)
        return sorted(found, key=lambda mark: not marks.lasts(mark))

    def _row(self, mark: Mark, *, first: bool, last: bool) -> TimelineRow:
        words = marks.mark_text(mark)
        lines = [formats.capitalised(marks.period_text(mark, self._session.today))]
        if mark.name and mark.kind in marks.NAMED_BY_KIND:
            lines.append(marks.kind_name(mark.kind))
        if mark.origin:
            lines.append(_("imported from {origin}").format(origin=mark.origin))
        buttons = [change_button(words, partial(self._edit, mark))]
        if marks.lasts(mark) and mark.start <= self._session.today:
            stop = Button(_("Stopped today"), ButtonKind.TILE, partial(self._stop, mark))
            stop.setAccessibleName(_("{name}: stopped today").format(name=marks.name_of(mark)))
            buttons.insert(0, stop)
        tense = Tense.NOW if marks.lasts(mark) else Tense.PAST
        return TimelineRow(
            words,
            marks.name_of(mark),
            tense,
            lines,
            buttons,
            difference=self.difference("mark", mark.id),
            first=first,
            last=last,
        )

    def _edit(self, mark: Mark) -> None:
        self.form.edit(mark)
        self.show_form(self.form.kind)

    def save_entry(self) -> bool:
        diary = self._session.diary
        done = _("The change was saved.") if self.form.editing else _("Saved.")
        return self.record(lambda: marks.set_mark(diary, self.form.mark(diary)), done)

    def remove_entry(self) -> bool:
        mark = self.form.editing
        if mark is None:
            return False
        done = _("Removed: {mark}").format(mark=marks.mark_text(mark))
        return self.record(partial(marks.remove_mark, mark), done)

    def _stop(self, mark: Mark) -> None:
        done = _("“{name}” stopped today.").format(name=marks.name_of(mark))
        today = self._session.today
        self.record(partial(marks.stop_mark, self._session.diary, mark, today), done)


def _lead(found: list[Mark]) -> str:
    """“Now: Melatonin and Vitamin D.”"""
    if not found:
        return _("Nothing is recorded yet.")
    names = [marks.name_of(mark) for mark in found if marks.lasts(mark)]
    if not names:
        return _("Nothing is ongoing at the moment.")
    if len(names) <= MOST_NAMED:
        return _("Now: {names}.").format(names=formats.listed(names))
    more = len(names) - MOST_NAMED
    return ngettext("Now: {names} and {n} more.", "Now: {names} and {n} more.", more).format(
        names=formats.enumerated(names[:MOST_NAMED]), n=more
    )

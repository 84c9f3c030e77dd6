"""Results of FUNCAP: a list, and a form for one of them."""

from __future__ import annotations

from functools import partial

from ldn_desktop.diary import function
from ldn_desktop.diary.function import FunctionResult
from ldn_desktop.diary.model import AnswerChange
from ldn_desktop.diary.symptoms import FUNCAP
from ldn_desktop.i18n import _, formats
from ldn_desktop.ui.function.result_form import ResultForm
from ldn_desktop.ui.pages.timeline_row import Tense, TimelineRow, change_button
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.timeline_page import TimelinePage


class FunctionPage(TimelinePage):
    """The results, newest first, and the form to add or change one."""

    def __init__(self, session: Session, back: str | None = None) -> None:
        """`back` is what the way back says; “‹ Back” where it is not given."""
        about = _(
            "FUNCAP is a questionnaire about what you can still do. LDN Desktop does not ask its "
            "questions. Visible asks them once a month, and you can import the results from a "
            "Visible export file. You can also type in a result from elsewhere. Source: {source}."
        ).format(source=function.CITATION)
        super().__init__(session, _("Function (FUNCAP)"), back, about)
        self.add_timeline(
            lambda change: isinstance(change, AnswerChange) and change.field == FUNCAP
        )
        self.form = ResultForm(session.today)
        self.add_form(self.form)
        self.follow_diary()

    def refresh(self, _dates: object = None) -> None:
        found = function.results(self._session.diary)[::-1]
        self.set_lead(_lead(found))
        self.show_first(found, self._row)

    def _row(self, result: FunctionResult, *, first: bool, last: bool) -> TimelineRow:
        day = formats.long_date(result.date)
        title = function.mean_text(result)
        lines = [day, *function.detail_texts(result)]
        words = _("{mean} on {day}").format(mean=title, day=day)
        tense = Tense.NOW if first else Tense.PAST
        buttons = [change_button(words, partial(self._edit, result))]
        return TimelineRow(
            words,
            title,
            tense,
            lines,
            buttons,
            difference=self.difference("answer", result.date, FUNCAP),
            first=first,
            last=last,
        )

    def _edit(self, result: FunctionResult) -> None:
        self.form.edit(result)
        self.show_form(self.form.when)

    def save_entry(self) -> bool:
        diary, now = self._session.diary, self._session.clock()
        return self.record(partial(self.form.entered, diary, now), _("The result was saved."))

    def remove_entry(self) -> bool:
        when = self.form.editing
        if when is None:
            return False
        done = _("Removed: {what}").format(what=formats.long_date(when))
        return self.record(partial(function.remove_result, self._session.diary, when), done)


def _lead(found: list[FunctionResult]) -> str:
    if not found:
        return _("No result is recorded yet.")
    newest = found[0]
    return _("{mean} on {day}. Higher is better.").format(
        mean=function.mean_text(newest), day=formats.long_date(newest.date)
    )

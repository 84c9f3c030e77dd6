"""The form in which a mark is added, changed or removed."""

from __future__ import annotations

from datetime import date, timedelta

from ldn_desktop.diary import marks
from ldn_desktop.diary.model import Diary, Mark, MarkKind
from ldn_desktop.i18n import _, pgettext
from ldn_desktop.ui.choices.trough import SegmentedControl
from ldn_desktop.ui.dates.date_picker import DatePicker, QuickDay
from ldn_desktop.ui.layouts.row_layout import at_left
from ldn_desktop.ui.marks.opioid_notice import OpioidNotice
from ldn_desktop.ui.pages.entry_form import EntryForm, begin_typing
from ldn_desktop.ui.widgets.button import GAP
from ldn_desktop.ui.widgets.text_field import Labelled, LineField

GOING_ON, STOPPED = False, True
BEFORE = timedelta(days=366 * 90)
"""How long ago a mark may have begun."""


AHEAD = timedelta(days=60)
"""How far ahead its last day may lie, as that of a course of antibiotics."""


def past_days(today: date) -> list[QuickDay]:
    """Today, yesterday and a week ago: for what began or ended."""
    return [
        (_("Today"), today),
        (_("Yesterday"), today - timedelta(days=1)),
        (_("A week ago"), today - timedelta(days=7)),
    ]


class MarkForm(EntryForm):
    """Kind, name, when it began, and whether and when it stopped."""

    def __init__(self, today: date) -> None:
        super().__init__(_("Add a medicine or event"))
        self._today = today
        self.editing: Mark | None = None
        self._kind, self._stopped = MarkKind.MEDICINE, GOING_ON
        self.kind = SegmentedControl(_("Kind"), _kinds(), self._kind)
        self.kind.chosen.connect(self._set_kind)
        self.add(at_left(self.kind))
        self.name = LineField(_("Name"), characters=30)
        self.name.setMaxLength(200)
        self.name.textChanged.connect(self._look_at_name)
        self._labelled = Labelled(self.name)
        self.add(self._labelled, 12)
        self.notice = OpioidNotice()
        self.add(self.notice, 4)
        self.start = self._picker(_("Started"), today)
        self.add(self.start, 12)
        self.ended = SegmentedControl(_("How long did it last?"), self._ends(), GOING_ON)
        self.ended.chosen.connect(self._set_stopped)
        self.add(at_left(self.ended), 12)
        self.stop = self._picker(_("Last day"), today + AHEAD)
        self.add(self.stop, GAP)
        self.add_buttons(_("Remove this medicine or event"), 12)
        self._show_choices()

    def _picker(self, name: str, last: date) -> DatePicker:
        today = self._today
        first = max(date(1900, 1, 1), today - BEFORE)
        quick = past_days(today)
        return DatePicker(name, today, today, quick=quick, first=first, last=last, open_month=False)

    def _ends(self) -> list[tuple[object, str]]:
        return [
            (GOING_ON, _("Still going on")),
            (STOPPED, pgettext("medicine or event", "Stopped")),
        ]

    def _set_kind(self, kind: MarkKind) -> None:
        self._kind = kind
        self._show_choices()

    def _set_stopped(self, stopped: bool) -> None:
        if stopped and not self._stopped:
            self.stop.show_date(max(self._today, self.start.date))
        self._stopped = stopped
        self._show_choices()

    def _show_choices(self) -> None:
        self.kind.show_chosen(self._kind)
        self.ended.show_chosen(self._stopped)
        brief = self._kind in marks.BRIEF
        self.ended.buttons[GOING_ON].setText(_("On one day") if brief else _("Still going on"))
        self.ended.buttons[STOPPED].setText(
            _("Several days") if brief else pgettext("medicine or event", "Stopped")
        )
        self.start.set_title(_("Date") if brief and not self._stopped else _("Started"))
        self.stop.setVisible(self._stopped)
        optional = self._kind in marks.NAMED_BY_KIND
        self._labelled.set_title(_("Name (optional)") if optional else _("Name"))

    def _look_at_name(self) -> None:
        self.notice.show_for([self.name.text()])

    def edit(self, found: Mark) -> None:
        """Show `found`, to be changed or removed."""
        self.editing = found
        self.show_change(_("Change {name}").format(name=marks.name_of(found)))
        self._kind, self._stopped = found.kind, found.stop is not None
        self.name.setText(found.name)
        self.start.show_date(found.start)
        self.stop.show_date(found.stop or max(self._today, found.start))
        self._show_choices()
        begin_typing(self.name)

    def clear(self) -> None:
        """Be ready for a new mark of the same kind from today."""
        self.editing = None
        self.show_new()
        self._stopped = GOING_ON
        self.name.clear()
        self.start.show_date(self._today)
        self._show_choices()

    def shown_dates(self) -> list[DatePicker]:
        return [self.start, self.stop] if self._stopped else [self.start]

    def mark(self, diary: Diary) -> Mark:
        """The mark as entered. Raises UserError for an impossible name or date."""
        stop = self.stop.date if self._stopped else None
        name, start = self.name.text(), self.start.date
        if self.editing is None:
            return marks.new_mark(diary, self._kind, name, start, stop)
        changed = self.editing._replace(kind=self._kind, name=name, start=start, stop=stop)
        return marks.checked_mark(marks.as_own(changed))


def _kinds() -> list[tuple[object, str]]:
    """The kinds in one word each."""
    return [
        (MarkKind.MEDICINE, _("Medicine")),
        (MarkKind.INFECTION, _("Infection")),
        (MarkKind.VACCINATION, _("Vaccination")),
        (MarkKind.PERIOD, pgettext("menstruation", "Period")),
        (MarkKind.EVENT, _("Something else")),
    ]

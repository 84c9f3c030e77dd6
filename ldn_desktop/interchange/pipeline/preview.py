"""What an import would do, before anything is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ldn_desktop.diary.marks import name_of
from ldn_desktop.diary.model import AnswerChange, Edit, Mark, MarkChange, SymptomChange
from ldn_desktop.i18n import _, formats, mark, ngettext
from ldn_desktop.interchange.pipeline.entries import FileColumn
from ldn_desktop.interchange.pipeline.field_labels import how_it_is_read
from ldn_desktop.interchange.pipeline.mapping import Target
from ldn_desktop.interchange.pipeline.tally import LeftOut
from ldn_desktop.interchange.reading.dates import DateDecision, DateOrder, DecidedBy, moment
from ldn_desktop.interchange.reading.parsing import alike, shortened

ORDERS = {
    DateOrder.DAY_FIRST: mark("Day comes first"),
    DateOrder.MONTH_FIRST: mark("Month comes first"),
    DateOrder.YEAR_FIRST: mark("Year comes first"),
}
_WHY = {
    DecidedBy.FORM: mark("Dates with full stops are written in this order."),
    DecidedBy.PERSON: mark("You chose this."),
    DecidedBy.IMPOSSIBLE: mark("Other dates in the file only make sense in this order."),
    DecidedBy.WEEKDAYS: mark("This matches the weekdays in the file."),
    DecidedBy.FUTURE: mark("In another order, some dates would be in the future."),
    DecidedBy.CONSECUTIVE: mark("In this order, the dates follow on day by day."),
    DecidedBy.NOTHING: mark("It could be read another way: please check."),
}
MAX_REASONS = 40
MAX_NAMED = 12


def order_name(order: DateOrder) -> str:
    """As in “Day comes first”."""
    return _(ORDERS[order])


def why_this_order(by: DecidedBy) -> str:
    """What settled the order of the dates, in a sentence."""
    return _(_WHY[by])


def read_in(text: str, order: DateOrder) -> date | None:
    """The day that `text` is in `order`; None where it is none."""
    at = moment(text, order)
    return at.date() if at else None


def _shown(value: object) -> str:
    if isinstance(value, float):
        return formats.number(value)
    return _("“{text}”").format(text=shortened(str(value)))


@dataclass(frozen=True, slots=True)
class Replacement:
    """An answer of an earlier import that would be replaced."""

    date: date
    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One name of the file and what becomes of it: a line of the preview to be changed."""

    column: FileColumn
    target: Target
    target_label: str
    """The target as people call it; empty where it is left out."""
    imported: int = 0
    """How many of its values would be stored."""

    @property
    def how_read(self) -> str:
        """The scale and the unit in which its values are read, or why they stay out."""
        return how_it_is_read(self.target)

    @property
    def as_named(self) -> bool:
        """Whether the diary calls it as the file does."""
        return self.target.is_imported and alike(self.column.name, self.target_label)


@dataclass(frozen=True, slots=True)
class Preview:
    """What would come in, what would not and why. `edit` does all of it, or nothing.

    `rows` = `stored` + `mapped` + `already` + the rows of `left_out`, always.
    """

    format_key: str
    format_name: str
    edit: Edit
    rows: int
    """Values in the file: rows of a long one, filled cells of a wide one."""
    stored: int
    """Rows stored as they are in the file."""
    mapped: int
    """Rows stored after conversion to 0–10 or combined with others of their day."""
    already: int
    """Rows that the diary holds from an earlier import."""
    left_out: tuple[LeftOut, ...]
    names: tuple[PreviewRow, ...] = ()
    """Every name in the file; empty for this program's own files, where nothing is to decide."""
    notices: tuple[str, ...] = field(default=())
    dates: DateDecision | None = None
    """How dates that read two ways are read; None where all are plain."""
    replaced: tuple[Replacement, ...] = ()
    """Answers of earlier imports that would be replaced; they are among the changes."""
    unmapped: int = 0
    """Of the values left out, those of names that are not imported at all."""
    differing: int = 0
    """Of the values left out, those of which an earlier import says something else."""
    absent: int = 0
    """Of the values left out, those that say that something did not happen."""

    @property
    def days(self) -> int:
        """Days that get at least one answer or record."""
        return len(self.edit.dates)

    @property
    def first(self) -> date | None:
        return min(self.edit.dates, default=None)

    @property
    def last(self) -> date | None:
        return max(self.edit.dates, default=None)

    @property
    def answers(self) -> int:
        """Answers that would be added or brought up to date."""
        return sum(isinstance(change, AnswerChange) for change in self.edit.changes)

    @property
    def marks(self) -> int:
        """Marks that would be added or brought up to date."""
        return sum(isinstance(change, MarkChange) for change in self.edit.changes)

    @property
    def left_out_rows(self) -> int:
        return sum(line.rows for line in self.left_out)

    @property
    def new_symptoms(self) -> tuple[str, ...]:
        """Names of the person's own symptoms that would be made."""
        return tuple(
            change.after.name
            for change in self.edit.changes
            if isinstance(change, SymptomChange) and change.before is None and change.after
        )

    @property
    def targets(self) -> Mapping[str, Target]:
        """What each name becomes, to be changed and handed to `read` again."""
        return {row.column.name: row.target for row in self.names}

    def sentences(self) -> list[str]:
        """The whole preview in words and numbers."""
        return [
            self.whose(),
            *self.comes_in(),
            *self.marks_come_in(),
            *self.dates_read(),
            *self.replaces(),
            *self.makes(),
            *self.names_read(),
            *self.stays_out(),
            *(row.target.ask for row in self.questions),
            *self.notices,
        ]

    @property
    def new_marks(self) -> list[Mark]:
        """Other medicines and events that come in, or are changed."""
        return [c.after for c in self.edit.changes if isinstance(c, MarkChange) and c.after]

    @property
    def questions(self) -> tuple[PreviewRow, ...]:
        """Names at which the person should look before they take them over."""
        return tuple(row for row in self.names if row.target.ask)

    def whose(self) -> str:
        """Which program wrote the file."""
        if self.format_key == "table":
            return _("This is a table with dates.")
        return _("This is an export from {name}.").format(name=self.format_name)

    def comes_in(self) -> list[str]:
        """How many days and answers come in, and that all values of the file are counted."""
        if not self.edit:
            return [_("It adds nothing new to the diary."), self._counts()]
        if self.first is None or self.last is None:
            return [_("It adds no answers to any day."), self._counts()]
        answers = ngettext("{n} answer", "{n} answers", self.answers).format(n=self.answers)
        if self.days == 1:
            headline = _("{answers} for {first}.").format(
                answers=answers, first=formats.long_date(self.first)
            )
        else:
            headline = ngettext(
                "{answers} on {n} day, from {first} to {last}.",
                "{answers} on {n} days, from {first} to {last}.",
                self.days,
            ).format(
                answers=answers,
                n=self.days,
                first=formats.long_date(self.first),
                last=formats.long_date(self.last),
            )
        return [headline, self._counts()]

    def marks_come_in(self) -> list[str]:
        """How many other medicines and events come in, and which; nothing where none does."""
        found = self.new_marks
        if not found:
            return []
        names = [shortened(name) for name in dict.fromkeys(map(name_of, found))]
        if len(names) > MAX_NAMED:
            names = [*names[:MAX_NAMED], "…"]
        return [
            ngettext(
                "{n} medicine or event: {names}.",
                "{n} medicines and events: {names}.",
                len(found),
            ).format(n=len(found), names=formats.enumerated(names))
        ]

    def dates_read(self) -> list[str]:
        """How dates are read that could be read in another order, and why."""
        if self.dates is None or self.dates.example_date is None:
            return []
        return [
            _("{order}: {text} is read as {date}. {why}").format(
                order=order_name(self.dates.order),
                text=shortened(self.dates.example),
                date=formats.long_date(self.dates.example_date),
                why=why_this_order(self.dates.by),
            )
        ]

    def replaces(self) -> list[str]:
        """Which answers of earlier imports are replaced."""
        if not self.replaced:
            return []
        first = self.replaced[0]
        return [
            ngettext(
                "{n} answer from an earlier import will be replaced: on {date}, {before} becomes "
                "{after}.",
                "{n} answers from an earlier import will be replaced, the first on {date}: "
                "{before} becomes {after}.",
                len(self.replaced),
            ).format(
                n=len(self.replaced),
                date=formats.long_date(first.date),
                before=_shown(first.before),
                after=_shown(first.after),
            )
        ]

    def makes(self) -> list[str]:
        """Which symptoms of the person's own it makes; nothing where it makes none."""
        names = [shortened(name) for name in self.new_symptoms]
        if not names:
            return []
        if len(names) > MAX_NAMED:
            names = [*names[:MAX_NAMED], "…"]
        sentences = ngettext(
            "{n} new symptom of your own: {names}. The Today page will only ask about it if you "
            "choose that in Settings.",
            "{n} new symptoms of your own: {names}. The Today page will only ask about them if "
            "you choose that in Settings.",
            len(self.new_symptoms),
        )
        return [sentences.format(n=len(self.new_symptoms), names=", ".join(names))]

    def _counts(self) -> str:
        return _(
            "Of {rows} values in the file, {stored} are imported unchanged, {mapped} are "
            "converted to the diary’s own scale or combined, {already} are already in the "
            "diary, and {left_out} are left out."
        ).format(
            rows=self.rows,
            stored=self.stored,
            mapped=self.mapped,
            already=self.already,
            left_out=self.left_out_rows,
        )

    def names_read(self) -> list[str]:
        """What each name becomes, on which scale and in which unit, alike ones together."""
        alike_read: dict[str, list[str]] = {}
        for row in self.names:
            if row.target.is_imported and row.column.texts:
                name = shortened(row.column.name)
                if not row.as_named:
                    name = _("“{name}” as {target}").format(name=name, target=row.target_label)
                alike_read.setdefault(row.how_read, []).append(name)
        return [
            _("{how}: {names}.").format(how=how, names=formats.enumerated(names))
            for how, names in alike_read.items()
        ]

    def stays_out(self) -> list[str]:
        """What is left out, one sentence a reason, the most frequent first."""
        rows: Counter[str] = Counter()
        first: dict[str, LeftOut] = {}
        for line in self.left_out:
            rows[line.reason] += line.rows
            first.setdefault(line.reason, line)
        sentences = [
            ngettext(
                "Left out: row {row}, {text}. {reason}",
                "Left out: {n} values, the first in row {row}, {text}. {reason}",
                n,
            ).format(n=n, row=first[reason].row, text=first[reason].text, reason=reason)
            for reason, n in rows.most_common(MAX_REASONS)
        ]
        more = len(rows) - len(sentences)
        if more:
            sentences.append(
                ngettext("There is {n} more reason.", "There are {n} more reasons.", more).format(
                    n=more
                )
            )
        return sentences

"""What an import would do, before anything is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ldn_desktop.diary.model import AnswerChange, Edit, SymptomChange
from ldn_desktop.diary.symptoms import HIGHEST, LOWEST
from ldn_desktop.i18n import _, ngettext
from ldn_desktop.interchange.pipeline.entries import Column
from ldn_desktop.interchange.pipeline.mapping import Target
from ldn_desktop.interchange.pipeline.parsing import alike, shortened
from ldn_desktop.interchange.pipeline.tally import LeftOut

MAX_REASONS = 40
MAX_NAMED = 12


@dataclass(frozen=True, slots=True)
class Row:
    """One name of the file and what becomes of it: a line of the preview to be changed."""

    column: Column
    target: Target
    target_label: str
    """The target as people call it; empty where it is left out."""

    @property
    def as_named(self) -> bool:
        """Whether the diary calls it as the file does."""
        return self.target.kept and alike(self.column.name, self.target_label)


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
    """Rows kept as the file says them."""
    mapped: int
    """Rows kept after they were turned onto 0–10 or put together with others of their day."""
    already: int
    """Rows that the diary holds from an earlier import."""
    left_out: tuple[LeftOut, ...]
    names: tuple[Row, ...] = ()
    """Every name in the file; empty for this program's own files, where nothing is to decide."""
    notices: tuple[str, ...] = field(default=())

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
            *self.makes(),
            *self._what_becomes_what(),
            *self.scales(),
            *self.stays_out(),
            *(row.target.ask for row in self.questions),
            *self.notices,
        ]

    @property
    def questions(self) -> tuple[Row, ...]:
        """Names at which the person should look before they take them over."""
        return tuple(row for row in self.names if row.target.ask)

    def whose(self) -> str:
        """Which program wrote the file."""
        if self.format_key == "table":
            return _("This is a table with dates.")
        return _("This is an export from {name}.").format(name=self.format_name)

    def comes_in(self) -> list[str]:
        """How many days and answers come in, and that all values of the file are counted."""
        if not self.edit.dates:
            return [_("It adds nothing new to the diary."), self._counts()]
        days = ngettext("{n} day, {first}", "{n} days, {first} to {last}", self.days)
        days = days.format(n=self.days, first=self.first, last=self.last)
        answers = ngettext("{n} answer", "{n} answers", self.answers).format(n=self.answers)
        return [f"{days}: {answers}.", self._counts()]

    def makes(self) -> list[str]:
        """Which symptoms of the person's own it makes; nothing where it makes none."""
        names = [shortened(name) for name in self.new_symptoms]
        if not names:
            return []
        if len(names) > MAX_NAMED:
            names = [*names[:MAX_NAMED], "…"]
        told = ngettext(
            "{n} new symptom of your own: {names}. Today asks for it only if you say so in "
            "Settings.",
            "{n} new symptoms of your own: {names}. Today asks for them only if you say so in "
            "Settings.",
            len(self.new_symptoms),
        )
        return [told.format(n=len(self.new_symptoms), names=", ".join(names))]

    def _counts(self) -> str:
        return _(
            "Of {rows} values in the file, {stored} are kept as they are, {mapped} are turned into "
            "the diary’s own scale or put together, {already} are there already, "
            "{left_out} are left out."
        ).format(
            rows=self.rows,
            stored=self.stored,
            mapped=self.mapped,
            already=self.already,
            left_out=self.left_out_rows,
        )

    def _what_becomes_what(self) -> list[str]:
        alike = [shortened(row.column.name) for row in self.names if row.as_named]
        others: dict[str, list[str]] = {}
        for row in self.names:
            if row.target.kept and not row.as_named:
                others.setdefault(row.target_label, []).append(shortened(row.column.name))
        told = [
            ngettext("{names} becomes {target}.", "{names} become {target}.", len(names)).format(
                names=", ".join(names), target=target
            )
            for target, names in others.items()
        ]
        if alike:
            told.append(_("Kept under the same name: {names}.").format(names=", ".join(alike)))
        return told

    def scales(self) -> list[str]:
        """Which scales of the file are turned onto the diary's own."""
        turned = {(t.low, t.high): None for t in self.targets.values() if t.turns}
        return [
            _("Ratings from {low:g} to {high:g} are turned onto 0 to 10.").format(
                low=low, high=high
            )
            for low, high in sorted(turned)
            if (low, high) != (LOWEST, HIGHEST)
        ]

    def stays_out(self) -> list[str]:
        """What is left out, one sentence a reason, the most frequent first."""
        rows: Counter[str] = Counter()
        first: dict[str, LeftOut] = {}
        for line in self.left_out:
            rows[line.reason] += line.rows
            first.setdefault(line.reason, line)
        told = [
            ngettext(
                "Left out: row {row}, {text}. {reason}",
                "Left out: {n} values, the first in row {row}, {text}. {reason}",
                n,
            ).format(n=n, row=first[reason].row, text=first[reason].text, reason=reason)
            for reason, n in rows.most_common(MAX_REASONS)
        ]
        more = len(rows) - len(told)
        if more:
            told.append(
                ngettext("There is {n} more reason.", "There are {n} more reasons.", more).format(
                    n=more
                )
            )
        return told

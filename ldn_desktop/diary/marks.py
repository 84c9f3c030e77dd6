"""Marks: other medicines, infections, vaccinations, periods and events, with their dates.

They are shown beside charts and comparisons. Nothing is concluded from them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from ldn_desktop.diary.model import (
    EMPTY,
    Diary,
    Edit,
    Mark,
    MarkChange,
    MarkKind,
    check_date,
)
from ldn_desktop.diary.symptoms import checked_name, visible
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import (
    _,
    formats,
    mark,
    mark_context,
    pgettext,
)

MOST_MARKS = 500
OFTEN = 4
"""So many of one name are told, and drawn, as one."""
ID_LIMIT = 10**15
"""Ids lie below: JSON numbers of other programs hold them exactly."""

KIND_NAMES = {
    MarkKind.MEDICINE: mark("Other medicine or supplement"),
    MarkKind.INFECTION: mark("Infection"),
    MarkKind.VACCINATION: mark("Vaccination"),
    MarkKind.PERIOD: mark_context("menstruation", "Period"),
    MarkKind.EVENT: mark("Event"),
}
NAMED_BY_KIND = frozenset({MarkKind.INFECTION, MarkKind.VACCINATION, MarkKind.PERIOD})
"""Kinds that need no name of their own."""
BRIEF = frozenset({MarkKind.VACCINATION, MarkKind.EVENT})
"""Kinds that are of one day unless a stop says otherwise."""


def kind_name(kind: MarkKind) -> str:
    """What `kind` is called."""
    if kind is MarkKind.PERIOD:  # the word has another meaning too
        return pgettext("menstruation", KIND_NAMES[kind])
    return _(KIND_NAMES[kind])


def name_of(found: Mark) -> str:
    """The name as shown: the person's own, or that of its kind."""
    return visible(found.name) if found.name else kind_name(found.kind)


def period_text(found: Mark, today: date | None = None) -> str:
    """“since 3 May 2026”, “3 May to 1 June 2026”, or the one day it is of.

    With `today`, the year is left out where it is this one.
    """
    if found.stop is not None and found.stop != found.start:
        if today is not None and found.start.year == found.stop.year == today.year:
            return formats.short_period(found.start, found.stop)
        return formats.period(found.start, found.stop)
    day = formats.long_date(found.start)
    if today is not None:
        day = formats.date_near(found.start, today)
    return _("since {date}").format(date=day) if lasts(found) else day


def grouped(found: Iterable[Mark]) -> list[list[Mark]]:
    """`found`, in order: those of one name together where there are OFTEN or more, others alone.

    A group stands where its last one does.
    """
    alike: dict[tuple[MarkKind, str], list[Mark]] = {}
    for one in found:
        alike.setdefault((one.kind, one.name.casefold()), []).append(one)
    groups: list[list[Mark]] = []
    for same in alike.values():
        groups += [same] if len(same) >= OFTEN else [[one] for one in same]
    return sorted(groups, key=lambda group: group[-1].start)


def brief_text(found: Sequence[Mark]) -> str:
    """“Infection (24–30 Oct 2026)”, of several “Period (7 times, most recently
    3–6 Oct 2026)”.

    Within a sentence.
    """
    last = found[-1]
    period = period_text(last)
    if last.stop is not None:
        period = formats.short_period(last.start, last.stop, year=True)
    name = name_of(last)
    if len(found) == 1:
        return _("{name} ({period})").format(name=name, period=period)
    text = _("{name} ({n} times, most recently {period})")
    return text.format(name=name, n=len(found), period=period)


def mark_text(found: Mark) -> str:
    """“Other medicine or supplement: Melatonin, since 3 May 2026”."""
    what = kind_name(found.kind)
    if found.name:
        what = _("{kind}: {name}").format(kind=what, name=name_of(found))
    return _("{mark}, {period}").format(mark=what, period=period_text(found))


def lasts(found: Mark) -> bool:
    """Whether it still goes on: it was not stopped, and is not of a single day by its kind."""
    return found.stop is None and found.kind not in BRIEF


def end_of(found: Mark, today: date) -> date:
    """The last day of it so far, never before its start."""
    if found.stop is not None:
        return found.stop
    return max(found.start, today) if lasts(found) else found.start


def between(marks: Iterable[Mark], start: date, end: date, today: date) -> list[Mark]:
    """Those of which at least one day lies from `start` to `end`."""
    return [m for m in marks if m.start <= end and end_of(m, today) >= start]


def marks_on(diary: Diary, when: date) -> list[Mark]:
    """Those that are in force on `when`."""
    return between(diary.marks, when, when, when)


def began_or_ended(marks: Iterable[Mark], start: date, end: date) -> list[Mark]:
    """Those that began or stopped from `start` to `end`: what changed in that time."""

    def inside(when: date | None) -> bool:
        return when is not None and start <= when <= end

    return [m for m in marks if inside(m.start) or inside(m.stop)]


def checked_mark(found: Mark) -> Mark:
    """`found` with its name tidied. Raises UserError where the diary cannot hold it."""
    check_date(found.start)
    if not 0 < found.id < ID_LIMIT:
        raise UserError(_("This entry is damaged: it has no number. Please add it again."))
    if found.stop is not None and found.stop < found.start:
        raise UserError(
            _("It cannot have stopped on {stop}, before it started on {start}.").format(
                stop=formats.long_date(found.stop), start=formats.long_date(found.start)
            )
        )
    if not found.name.strip() and found.kind in NAMED_BY_KIND:
        return found._replace(name="")
    return found._replace(name=checked_name(found.name))


def new_mark(
    diary: Diary,
    kind: MarkKind,
    name: str,
    start: date,
    stop: date | None = None,
    *,
    origin: str = "",
    taken: Collection[int] = (),
) -> Mark:
    """A mark for `diary`; `taken` are ids of marks that are about to be added as well.

    Raises UserError for an impossible name or date, or where the diary holds 500 already.
    """
    if len(diary.marks) + len(taken) >= MOST_MARKS:
        raise UserError(
            _("A diary can have up to {n} medicines and events. Please remove some first.").format(
                n=MOST_MARKS
            )
        )
    extra = {"origin": origin} if origin else EMPTY
    made = checked_mark(Mark(1, kind, name, start, stop, extra))
    # Made from its content: two computers that import the same file make the same mark.
    text = f"{made.start} {made.kind} {made.name.casefold()}".encode()
    number = int.from_bytes(hashlib.sha256(text).digest()[:8]) % (ID_LIMIT - MOST_MARKS) + 1
    while diary.mark(number) is not None or number in taken:
        number += 1
    return made._replace(id=number)


def like(diary: Diary, found: Mark) -> Mark | None:
    """The mark of `diary` with the kind, name and start of `found`; None where there is none."""
    return next(
        (
            m
            for m in diary.marks
            if (m.kind, m.start, m.name.casefold())
            == (found.kind, found.start, found.name.casefold())
        ),
        None,
    )


def set_mark(diary: Diary, found: Mark) -> Edit:
    """The edit that stores `found`, in place of the mark with its id.

    Raises UserError where that is not allowed, or another mark says the same.
    """
    found = checked_mark(found)
    before = diary.mark(found.id)
    same = like(diary, found)
    if same is not None and same.id != found.id:
        raise UserError(
            _("“{name}” from {start} is already there. You can change it instead.").format(
                name=name_of(same), start=formats.long_date(same.start)
            )
        )
    return Edit(()) if before == found else Edit((MarkChange(found.id, before, found),))


def as_own(found: Mark) -> Mark:
    """`found` as the person's own: imports no longer change it."""
    return found._replace(extra={k: v for k, v in found.extra.items() if k != "origin"} or EMPTY)


def stop_mark(diary: Diary, found: Mark, stop: date) -> Edit:
    """The edit that ends `found` on `stop`, its last day. Raises UserError before its start."""
    return set_mark(diary, as_own(found)._replace(stop=stop))


def remove_mark(found: Mark) -> Edit:
    """The edit that removes `found`."""
    return Edit((MarkChange(found.id, found, None),))

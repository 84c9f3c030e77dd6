"""The command mark: other medicines, infections, vaccinations, periods and events."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from ldn_desktop.cli.entry_actions import Entry, print_entries, run_action
from ldn_desktop.cli.given_dates import date_of, resolve_date
from ldn_desktop.cli.output import print_lines
from ldn_desktop.cli.settling import Confirm, record_deciding
from ldn_desktop.diary import marks
from ldn_desktop.diary.model import Diary, Edit, Mark, MarkChange, MarkKind
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _, formats


def mark(args: Namespace) -> None:
    """List the marks, or add, stop or remove one."""
    actions = {
        "list": list_marks,
        "add": add_mark,
        "stop": stop_mark,
        "remove": remove_mark,
    }
    run_action(args, actions)


def list_marks(args: Namespace) -> None:
    """Print every mark in order of its start, with the number that stop and remove take."""

    def entries(diary: Diary) -> Iterable[Entry]:
        for number, found in enumerate(diary.marks, start=1):
            line = f"{number}  {marks.mark_text(found)}"
            yield Entry(("mark", found.id), line, as_json(found))

    none_yet = _("There are no medicines or events yet.")
    print_entries(args, entries, lambda change: isinstance(change, MarkChange), none_yet)


def add_mark(args: Namespace) -> None:
    """Store a mark; a name in the guide's list of opioids shows its warning."""
    added: list[Mark] = []

    def edit(diary: Diary, confirm: Confirm) -> Edit:
        stop = date_of(args.until, diary) if args.until else None
        start = resolve_date(args.start, diary)
        found = marks.new_mark(diary, MarkKind(args.kind), args.name, start, stop)
        added.append(found)
        return _added(diary, found, confirm)

    settled = record_deciding(args, edit)
    print_lines([marks.mark_text(added[0]), *settled, *opioid_warnings(added)])


def _added(diary: Diary, found: Mark, confirm: Confirm) -> Edit:
    """The edit that stores `found`, or says again what is there. Raises UserError."""
    there = marks.like(diary, found)
    if there is not None and there.stop == found.stop:
        confirmed = confirm(MarkChange(there.id, there, there))
        if confirmed:
            return confirmed
    return marks.set_mark(diary, found)


def opioid_warnings(found: Iterable[Mark]) -> list[str]:
    """The guide's warning where one of `found` is in its list of opioids; nothing otherwise."""
    from ldn_desktop.guide import is_opioid, opioid_warning

    return [opioid_warning()] if any(is_opioid(mark.name) for mark in found) else []


def stop_mark(args: Namespace) -> None:
    """End a mark on its last day."""

    def edit(diary: Diary, found: Mark, confirm: Confirm) -> Edit:
        made = marks.stop_mark(diary, found, date_of(args.last, diary))
        return made or confirm(MarkChange(found.id, found, found))

    found, settled = _change(args, edit)
    print_lines([marks.mark_text(found), *settled])


def remove_mark(args: Namespace) -> None:
    """Remove a mark."""
    found, settled = _change(args, lambda _diary, found, _confirm: marks.remove_mark(found))
    print_lines([_("Removed: {mark}").format(mark=marks.mark_text(found)), *settled])


def _change(
    args: Namespace, make: Callable[[Diary, Mark, Confirm], Edit]
) -> tuple[Mark, list[str]]:
    """Record what `make` makes of mark number `args.number`; returns it as it then is.

    With it comes the line that says what that settled, where it did.
    """
    changed: list[Mark] = []

    def edit(diary: Diary, confirm: Confirm) -> Edit:
        if not 1 <= args.number <= len(diary.marks):
            raise UserError(
                _(
                    "There is no medicine or event number {n}. “ldn-desktop mark” lists them all."
                ).format(n=args.number)
            )
        found = diary.marks[args.number - 1]
        made = make(diary, found, confirm)
        after = Diary(marks=diary.marks)
        after.apply(made)
        changed.append(after.mark(found.id) or found)
        return made

    settled = record_deciding(args, edit)
    return changed[0], settled


def as_json(found: Mark) -> dict[str, Any]:
    """One mark for programs."""
    document = {
        "kind": found.kind.value,
        "name": found.name,
        "start": found.start.isoformat(),
        "stop": found.stop and found.stop.isoformat(),
    }
    return document | ({"origin": found.origin} if found.origin else {})


def named(word: str, diary: Diary, when: date, confirm: Confirm) -> Edit:
    """The edit of “infection: Cold” in `add mark=…`. Raises UserError for an unknown kind."""
    kind, _colon, name = word.partition(":")
    known = formats.enumerated([kind.value for kind in MarkKind])
    try:
        found = MarkKind(kind.strip().lower())
    except ValueError:
        raise UserError(
            _(
                "“{value}” is not a kind of medicine or event. Please write one of {known}, then "
                "a colon and a name.")
            .format(value=kind.strip(), known=known)
        ) from None  # fmt: skip
    return _added(diary, marks.new_mark(diary, found, name.strip(), when), confirm)

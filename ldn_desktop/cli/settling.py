"""An entry about which another computer says otherwise: it decides, also by saying it again."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable

from ldn_desktop.cli.diary_access import Conflicts, conflicts, record
from ldn_desktop.diary.model import Change, Diary, Edit
from ldn_desktop.i18n import _

Confirm = Callable[[Change], Edit]
"""The edit of a change to what is shown already, where another computer says otherwise: whoever
repeats it decides. Empty elsewhere."""


def nothing_differs(_change: Change) -> Edit:
    """That of a diary that is not shared."""
    return Edit(())


def record_deciding(args: Namespace, make: Callable[[Diary, Confirm], Edit]) -> list[str]:
    """Record the edit that `make` returns for the diary, as `record` does.

    Returns the line that says what it settled between the computers, where it did. Raises UserError
    with the diary unchanged.
    """
    settled = False

    def edit(diary: Diary) -> Edit:
        nonlocal settled
        differing = conflicts(args)
        made = make(diary, lambda change: _confirmed(change, differing))
        settled = any(_differs(change, differing) for change in made.changes)
        return made

    record(args, edit)
    return [_("This settles what differed between the computers.")] if settled else []


def _confirmed(change: Change, differing: Conflicts) -> Edit:
    return Edit((change,)) if _differs(change, differing) else Edit(())


def _differs(change: Change, differing: Conflicts) -> bool:
    if not differing:
        return False
    from ldn_desktop.storage import shared_field  # slow to import

    return shared_field(change) in differing

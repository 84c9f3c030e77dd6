"""What a set of lines says: the newest value of each field, and every value it does not replace."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct

from ldn_desktop.diary.model import Edit
from ldn_desktop.storage.codec.edits import check_edit, decode_edit
from ldn_desktop.storage.shared_log.lines import Line

Field = tuple[str, ...]
"""What a change is about: ("answer", "20261122", "fatigue"), ("step", date), ("about",) …"""


class Write(Struct, frozen=True):
    """One value that one line gave to one field."""

    change: list[Any]
    """As the journal has it; its last entry is the value."""
    line: str
    """Name of the line."""
    device: str
    stamp: int
    number: int

    @property
    def order(self) -> tuple[int, str, int, str]:
        """The largest is shown: the newest by the clocks, then any fixed order."""
        return self.stamp, self.device, self.number, self.line


def field_of(change: list[Any]) -> Field:
    """What `change`, of a journal's line, is about."""
    return tuple(str(part) for part in change[:-1])


class Merged:
    """The state of all fields: a function of the set of lines, in whatever order they came.

    A write is a head while no known write replaces it. The newest head is shown; the others stay
    visible until somebody answers who has seen them.
    """

    def __init__(self) -> None:
        self._writes: dict[Field, dict[str, Write]] = {}
        self._replaced: dict[Field, set[str]] = {}
        self.not_understood = 0
        """Lines that hold something this version has no rule for: kept, without effect here."""

    def add(self, line: Line, changes: list[Any] | None) -> set[Field]:
        """Take a new `line`, with its decrypted `changes`, into account; the fields it is about."""
        replacing = [] if line.body is None else _valid(changes)
        if replacing is None:
            self.not_understood += 1
            return set()
        fields = set()
        for change, replaced in replacing:
            field = field_of(change)
            write = Write(change, line.name, line.device, line.stamp, line.number)
            self._writes.setdefault(field, {})[line.name] = write
            self._replaced.setdefault(field, set()).update(replaced)
            fields.add(field)
        return fields

    def heads(self, field: Field) -> list[Write]:
        """The writes to `field` that nothing replaces, the one that is shown first."""
        replaced = self._replaced.get(field, set())
        writes = self._writes.get(field, {}).values()
        heads = [write for write in writes if write.line not in replaced]
        return sorted(heads, key=lambda write: write.order, reverse=True)

    def fields(self) -> Iterator[Field]:
        yield from self._writes

    def conflicts(self) -> dict[Field, list[Write]]:
        """By field, the other heads whose value differs from the one that is shown."""
        found = {}
        for field in self._writes:
            shown, *others = self.heads(field)
            different = [write for write in others if write.change != shown.change]
            if different:
                found[field] = different
        return found

    def edit(self, fields: Iterable[Field]) -> Edit:
        """The edit that makes a diary show what `fields` say."""
        heads = (self.heads(field) for field in sorted(fields, key=_symptoms_first))
        return decode_edit([found[0].change for found in heads if found])


def _symptoms_first(field: Field) -> tuple[bool, Field]:
    # An answer for a symptom comes after the symptom itself.
    return field[0] != "symptom", field


def _valid(changes: list[Any] | None) -> list[tuple[list[Any], list[str]]] | None:
    """`changes` with what each replaces; None where one breaks the rules of a diary."""
    found = []
    for entry in changes if changes is not None else [None]:
        match entry:
            case [list(change), list(replaced)] if all(isinstance(n, str) for n in replaced):
                found.append((change, replaced))
            case _:
                return None
    try:
        check_edit([change for change, _replaced in found])
    except (ValueError, TypeError):
        return None
    return found

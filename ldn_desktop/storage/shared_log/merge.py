"""What a set of lines says: the newest value of each field, and every value it does not replace."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from msgspec import Struct

from ldn_desktop.diary.fields import TEXTS
from ldn_desktop.diary.model import AnswerChange, Change, Edit, SymptomChange
from ldn_desktop.diary.provenance import content
from ldn_desktop.storage.codec.edits import (
    ANSWER,
    SYMPTOM,
    changed_field,
    check_edit,
    decode_edit,
    encode_edit,
)
from ldn_desktop.storage.encryption.key import Key
from ldn_desktop.storage.shared_log.lines import Line, changes_under

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


class Difference(Struct, frozen=True):
    """A value that somebody gave without knowing of the one that is shown."""

    change: Change
    """Its `after` is that value."""
    here: bool
    """It was given on this computer; the one that is shown was not."""


Differences = Mapping[tuple[object, ...], Sequence[Difference]]
"""By what a change is about, as `changed_field` says it: ("answer", date, "fatigue") …"""


REPLACED = "replaced"
"""Kind of a change that gives no value: it only says of a field what is replaced."""
WITHDRAWN = "withdrawn"
"""As REPLACED, of a field that is empty now unless another line gives it a value."""
WITHOUT_VALUE = frozenset({REPLACED, WITHDRAWN})


def field_of(change: list[Any]) -> Field:
    """What `change`, of a journal's line, is about."""
    return tuple(str(part) for part in (change[1] if change[0] in WITHOUT_VALUE else change[:-1]))


def shared_field(change: Change) -> Field:
    """The field that `change` is about."""
    (encoded,) = encode_edit(Edit((change,)))
    return field_of(encoded)


def is_about_symptom(field: Field, key: str) -> bool:
    """Whether `field` is the symptom `key` or an answer for it."""
    return field == (SYMPTOM, key) or (field[0] == ANSWER and field[-1] == key)


class Merged:
    """The state of all fields: a function of the set of lines, in whatever order they came.

    A write is a head while no known write replaces it. The newest head is shown; the others stay
    visible until somebody answers who has seen them.
    """

    def __init__(self) -> None:
        self._writes: dict[Field, dict[str, Write]] = {}
        self._replaced: dict[Field, set[str]] = {}
        self._withdrawn: set[Field] = set()
        """Fields that are empty where they have no head."""

    def add(self, line: Line, changes: list[Any] | None) -> set[Field]:
        """Take a new `line`, with its decrypted `changes`, into account; the fields it is about."""
        if line.body is None:
            return set()
        fields = set()
        for change, replaced in _valid(changes):
            field = field_of(change)
            fields.add(field)
            self._replaced.setdefault(field, set()).update(replaced)
            if change[0] == WITHDRAWN:
                self._withdrawn.add(field)
            if change[0] not in WITHOUT_VALUE:
                write = Write(change, line.name, line.device, line.stamp, line.number)
                self._writes.setdefault(field, {})[line.name] = write
        return fields

    def would_change(self, name: str, changes: list[Any] | None) -> bool:
        """Whether anything would be shown otherwise with `changes` of the line `name`."""
        for change, replaced in _valid(changes):
            field = field_of(change)
            heads = {head.line for head in self.heads(field)}
            gives_value = change[0] not in WITHOUT_VALUE and name not in self.replaced(field)
            if gives_value or not heads.isdisjoint(replaced):
                return True
        return False

    def forget(self, names: Collection[str]) -> None:
        """Leave out the writes of the lines `names`, which were redacted."""
        for writes in self._writes.values():
            for name in names & writes.keys():
                del writes[name]

    def writes(self, field: Field) -> Mapping[str, Write]:
        """Every known write to `field`, by the name of its line; replaced ones too."""
        return self._writes.get(field, {})

    def replaced(self, field: Field) -> AbstractSet[str]:
        """Names of the lines whose value for `field` is replaced."""
        return self._replaced.get(field, set())

    def heads(self, field: Field) -> list[Write]:
        """The writes to `field` that nothing replaces, the one that is shown first."""
        replaced = self._replaced.get(field, set())
        writes = self._writes.get(field, {}).values()
        heads = [write for write in writes if write.line not in replaced]
        return sorted(heads, key=lambda write: write.order, reverse=True)

    def fields(self) -> Iterator[Field]:
        """Those that have or had a value."""
        yield from self._writes.keys() | self._withdrawn

    def entries(self) -> Counter[str]:
        """For how many fields each device gave a value, however often it changed or repeated it."""
        return Counter(
            device
            for writes in self._writes.values()
            for device in {write.device for write in writes.values()}
        )

    def cleared_texts(self) -> set[str]:
        """Names of lines with a text, such as a note, that everybody knows to be cleared."""
        found: set[str] = set()
        for field, writes in self._writes.items():
            is_text = field[0] == ANSWER and field[-1] in TEXTS
            if is_text and all(head.change[-1] is None for head in self.heads(field)):
                found |= {name for name, write in writes.items() if write.change[-1]}
        return found

    def conflicts(self) -> dict[Field, list[Write]]:
        """By field, the other heads whose value differs from the one that is shown."""
        found = {}
        for field in self._writes:
            heads = self.heads(field)
            different = [write for write in heads[1:] if not _alike(write, heads[0])]
            if different:
                found[field] = different
        return found

    def conflicting_values(self) -> dict[Field, list[Any]]:
        """`conflicts` as the values that the changes give."""
        found = self.conflicts()
        return {field: [write.change[-1] for write in writes] for field, writes in found.items()}

    def differences(self, own: Collection[str]) -> Differences:
        """`conflicts` as changes; `own` are the names of this computer."""
        found: dict[tuple[object, ...], list[Difference]] = {}
        for writes in self.conflicts().values():
            for write in writes:
                change = change_of(write)
                difference = Difference(change, write.device in own)
                found.setdefault(changed_field(change), []).append(difference)
        return found

    def edit(self, fields: Iterable[Field]) -> Edit:
        """The edit that makes a diary show what `fields` say."""
        changes = []
        for field in sorted(fields, key=_symptoms_first):
            if heads := self.heads(field):
                changes.append(heads[0].change)
            elif field in self._withdrawn:
                changes.append([*field, None])
        return decode_edit(changes)


def merged_lines(lines: Iterable[Line], keys: Sequence[Key | None]) -> Merged:
    """What `lines` say, as far as one of `keys` opens them."""
    merged = Merged()
    for line in lines:
        merged.add(line, changes_under(line, keys))
    return merged


def change_of(write: Write) -> Change:
    """The change that `write` makes, with nothing known of what was before."""
    return decode_edit([write.change]).changes[0]


def with_symptom_key(change: Change, key: str) -> Change:
    """`change`, of a symptom or an answer for it, made for the symptom `key`."""
    if isinstance(change, SymptomChange):
        return SymptomChange(key, None, change.after and change.after._replace(key=key))
    assert isinstance(change, AnswerChange)
    return change._replace(field=key)


def _alike(one: Write, other: Write) -> bool:
    """Whether both say the same, whenever and by whomever it was entered."""
    return _content(one) == _content(other)


def _content(write: Write) -> object:
    change = change_of(write)
    if isinstance(change, AnswerChange) and change.after:
        return content(change.after)
    return write.change


def _symptoms_first(field: Field) -> tuple[bool, Field]:
    # An answer for a symptom comes after the symptom itself.
    return field[0] != SYMPTOM, field


def _valid(changes: list[Any] | None) -> list[tuple[list[Any], list[str]]]:
    """Those of `changes` that keep the rules of a diary, each with what it replaces.

    A newer version of the program may have written others beside them.
    """
    found = []
    for entry in changes or []:
        match entry:
            case [[*change], [*replaced]] if all(isinstance(name, str) for name in replaced):
                if _keeps_rules(change):
                    found.append((change, replaced))
    return found


def _keeps_rules(change: list[Any]) -> bool:
    if change[:1] in ([REPLACED], [WITHDRAWN]):
        return len(change) == 2 and isinstance(change[1], list)
    try:
        check_edit([change])
    except (ValueError, TypeError):
        return False
    return True

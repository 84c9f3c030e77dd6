"""How the sharing of a diary stands, for a person to read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from msgspec import Struct

from ldn_desktop.errors import UserError
from ldn_desktop.storage.encryption.key import Key
from ldn_desktop.storage.shared_log.config import LOCAL_FOLDER, load_config, load_device_names
from ldn_desktop.storage.shared_log.lines import Line, changes_under
from ldn_desktop.storage.shared_log.merge import Differences, Field, Merged, merged_lines
from ldn_desktop.storage.shared_log.replica import known_lines
from ldn_desktop.storage.shared_log.share_keys import stored_keys
from ldn_desktop.storage.shared_log.shared_log import shares_in

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Device(Struct, frozen=True):
    """Another computer, as far as its lines are known."""

    name: str
    lines: int
    newest: datetime
    """When it recorded the newest of them, by its own clock."""
    entries: int = 0
    """For how many fields it gave a value in them."""


class SharingStatus(Struct, frozen=True):
    """Where a diary is shared, and what went and came."""

    folder: Path
    devices: Sequence[Device]
    """The other computers, the one that recorded last first."""
    sent: int
    """For how many fields this computer gave a value."""
    locked: bool
    """A passphrase of another computer is needed to read what it recorded."""
    is_apart: bool
    """Others share in the folder who began apart from this computer."""
    conflicts: Mapping[Field, Sequence[Any]]
    """By field, the values that other computers gave and nobody replaced knowingly."""
    differences: Differences
    """The same as changes, in words by `wording.difference_text`."""


def status_of(
    folder: Path,
    lines: Iterable[Line],
    merged: Merged,
    own_names: Collection[str],
    *,
    locked: bool,
    is_apart: bool,
) -> SharingStatus:
    """What `lines` and what they say, `merged`, mean for the computer that has `own_names`."""
    newest: dict[str, tuple[int, int]] = {}
    for line in lines:
        if line.device not in own_names:
            count, stamp = newest.get(line.device, (0, 0))
            newest[line.device] = count + 1, max(stamp, line.stamp)
    entries = merged.entries()
    devices = [
        Device(name, count, moment(stamp), entries[name]) for name, (count, stamp) in newest.items()
    ]
    return SharingStatus(
        folder,
        sorted(devices, key=lambda device: device.newest, reverse=True),
        sum(entries[name] for name in own_names),
        locked,
        is_apart,
        merged.conflicting_values(),
        merged.differences(own_names),
    )


def status_on_disk(folder: Path, key: Key | None) -> SharingStatus | None:
    """That of the diary in `folder`, for who only reads it; None where it is not shared.

    Nothing is written: a window may have the diary open. Raises UserError.
    """
    config = load_config(folder)
    if config is None:
        return None
    lines = known_lines(folder / LOCAL_FOLDER)
    keys: Sequence[Key | None] = stored_keys(config, key) or [None]
    own = load_device_names(folder)
    return status_of(
        Path(config.folder),
        lines,
        merged_lines(lines, keys),
        {own.device, *own.former},
        locked=any(_is_locked(line, keys) for line in lines),
        is_apart=_is_apart(Path(config.folder), {config.share, *config.also}),
    )


def _is_locked(line: Line, keys: Sequence[Key | None]) -> bool:
    return isinstance(line.body, str) and changes_under(line, keys) is None


def _is_apart(shared: Path, names: set[str]) -> bool:
    try:
        return any(not diary.names & names for diary in shares_in(shared))
    except UserError:
        return False  # the folder is away just now


def moment(stamp: int) -> datetime:
    """That of a line's stamp; the oldest for one that is no time."""
    try:
        return _EPOCH + timedelta(milliseconds=stamp)
    except OverflowError:
        return _EPOCH

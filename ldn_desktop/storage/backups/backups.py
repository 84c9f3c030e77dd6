"""Backups beside the diary: created, verified, listed, pruned."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from ldn_desktop import atomic_write as files
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _
from ldn_desktop.storage.backups import retention
from ldn_desktop.storage.codec.container import (
    Contents,
    UnreadableError,
    in_current_format,
    read_container,
)
from ldn_desktop.storage.disk import durable_io
from ldn_desktop.storage.encryption.key import Key
from ldn_desktop.storage.errors import SaveError

FOLDER = "backups"
_NAME = "diary-%Y-%m-%dT%H%M%SZ"


class Backup(Struct, frozen=True):
    """One backup as a person sees it: when it was made (UTC) and how many days it has."""

    number: int
    """1 is the newest."""
    path: Path
    created: datetime
    days: int
    sound: bool
    """It can be read, and its checksum matches."""
    shares_minute: bool = False
    """Another one was made in the same minute: only their seconds tell them apart."""


def paths(folder: Path) -> list[Path]:
    """The backups of the diary in `folder`, newest first."""
    found = [path for path in durable_io.matching(folder / FOLDER, "diary-*.json") if _time(path)]
    # A number is added to the name where two were made in one second: -10 follows -9.
    return sorted(found, key=lambda path: (_time(path), len(path.name), path.name), reverse=True)


def list_backups(folder: Path, key: Key | None) -> list[Backup]:
    """Every backup, each one read and verified, newest first."""
    found = [(path, _created(path)) for path in paths(folder)]
    minutes = Counter(created.replace(second=0, microsecond=0) for _path, created in found)
    return [
        Backup(
            number,
            path,
            created,
            *_verify(path, key),
            shares_minute=minutes[created.replace(second=0, microsecond=0)] > 1,
        )
        for number, (path, created) in enumerate(found, 1)
    ]


def read(path: Path, key: Key | None) -> Contents:
    """The contents of the backup at `path`. Raises UserError when it is not sound."""
    with contextlib.suppress(UnreadableError):
        content = durable_io.read_bytes(path)
        contents = in_current_format(read_container(content or b"", key))
        if contents.checksum_ok:
            return contents
    raise UserError(
        _("The backup {name} is damaged. Please choose another one.").format(name=path.name)
    )


def most_complete(folder: Path, key: Key | None) -> Contents | None:
    """The sound backup with the newest edit in it, whatever the clock showed when it was made."""
    return max(_sound_ones(folder, key), key=lambda contents: contents.sequence, default=None)


def create(folder: Path, content: bytes, now: datetime) -> Path:
    """Store `content`, the bytes of a diary file, as a backup of `now` and verify it.

    The newest backup itself where it has the same bytes. Raises SaveError.
    """
    newest = next(iter(paths(folder)), None)
    if newest and durable_io.read_bytes(newest) == content:
        files.sync_file(newest)
        _sync_folders(folder)
        return newest
    path = new_path(folder, now)
    durable_io.atomic_write(path, content)
    _sync_folders(folder)
    if durable_io.read_bytes(path) != content:
        durable_io.remove(path)
        raise SaveError(_("A backup could not be read back. The disk may be failing."))
    return path


def _sync_folders(folder: Path) -> None:
    """Make the names durable: an earlier run may have been killed, or failed, before that."""
    files.sync_folder(folder / FOLDER)
    files.sync_folder(folder)


def new_path(folder: Path, now: datetime) -> Path:
    """Where a backup of `now` goes; its folder is there. Raises SaveError."""
    durable_io.private_folder(folder / FOLDER)
    return durable_io.free_name(folder / FOLDER / f"{now.astimezone(UTC).strftime(_NAME)}.json")


def remove_all(folder: Path) -> None:
    """Remove every backup. Raises SaveError."""
    for path in paths(folder):
        durable_io.remove(path)


def is_due(folder: Path, now: datetime) -> bool:
    """Whether the retention schedule asks for a backup at `now`."""
    # The nearest, not the newest: after a clock was set back the newest lies ahead for long.
    nearest = min(
        map(_created, paths(folder)), key=lambda created: abs(now - created), default=None
    )
    return retention.is_due(nearest, now)


def prune(folder: Path, now: datetime) -> None:
    """Remove the backups that the retention schedule no longer retains. Raises SaveError."""
    by_time: dict[datetime, list[Path]] = {}
    for path in paths(folder):
        by_time.setdefault(_created(path), []).append(path)
    for time in by_time.keys() - retention.retained(by_time, now):
        for path in by_time[time]:
            durable_io.remove(path)


def _sound_ones(folder: Path, key: Key | None) -> Iterator[Contents]:
    for path in paths(folder):
        with contextlib.suppress(UserError):
            yield read(path, key)


def _verify(path: Path, key: Key | None) -> tuple[int, bool]:
    try:
        return read(path, key).days, True
    except UserError:
        return 0, False


def _time(path: Path) -> datetime | None:
    stem = path.stem[: len("diary-2026-11-22T215003Z")]
    with contextlib.suppress(ValueError):
        time = datetime.fromisoformat(stem.removeprefix("diary-"))
        if time.strftime(_NAME) == stem:  # no other spelling of a time is a backup's
            return time
    return None


def _created(path: Path) -> datetime:
    time = _time(path)
    assert time is not None
    return time

"""An open diary and a folder shared with other computers, kept alike."""

from __future__ import annotations

import hashlib
import os
import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from ldn_desktop.diary.model import (
    About,
    AboutChange,
    Answer,
    AnswerChange,
    Change,
    Day,
    Diary,
    DoseStepChange,
    Edit,
    MarkChange,
    SymptomChange,
    UnknownChange,
)
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _
from ldn_desktop.storage.codec.container import to_json
from ldn_desktop.storage.codec.documents import is_default
from ldn_desktop.storage.codec.edits import encode_edit, rebased
from ldn_desktop.storage.disk import durable_io
from ldn_desktop.storage.encryption.key import Key
from ldn_desktop.storage.errors import os_errors_as_save_error
from ldn_desktop.storage.journal.records import JournalContents, Record
from ldn_desktop.storage.shared_log.config import (
    FILE_NAME,
    LOCAL_FOLDER,
    Config,
    load_config,
    save_config,
)
from ldn_desktop.storage.shared_log.merge import Field, field_of
from ldn_desktop.storage.shared_log.shared_log import SharedLog, shares_in

if TYPE_CHECKING:
    from ldn_desktop.storage.diary_file import DiaryFile

_KEY_CONTEXT = b"key of the shared diary"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Device(Struct, frozen=True):
    """Another computer, as far as its lines are known."""

    name: str
    lines: int
    newest: datetime
    """When it recorded the newest of them, by its own clock."""


class Sharing:
    """Publishes what is recorded in `file`, and brings in what the other computers recorded.

    Its methods go to the disk, on the thread of the diary file.
    """

    def __init__(self, file: DiaryFile, config: Config) -> None:
        self._file, self.config = file, config
        self.log = SharedLog(file.folder / LOCAL_FOLDER, config.share, _key_of(config, file.key))
        self._compared_all = False

    @property
    def folder(self) -> Path:
        return Path(self.config.folder)

    def note(self, journal: JournalContents, sequence: int, *, complete: bool = True) -> None:
        """Take the records of `journal` into the log, before it may begin anew.

        `sequence` is that of the newest edit. With `complete` false the diary has changes that
        stand in no record. Raises SaveError.
        """
        if journal.head.starts_after > self.config.published or not complete:
            self._save(resync=True)
        for record in journal.after(self.config.published):
            if not self._is_applied(record):
                self.log.record(record.edit)
        if sequence > self.config.published:
            self._save(published=sequence)

    def exchange(self) -> Edit:
        """Bring everything recorded here into the folder, and what is new there into the diary.

        Returns the edit that the diary file recorded for that; empty where nothing was new.
        Raises UserError and leaves the diary as it is where the folder cannot be used.
        """
        diary = self._file.current(self)
        if self.config.resync:
            self._record_differences(diary)
            self._save(resync=False)
        collected = self.log.exchange(self.folder)
        fields = set(collected.fields) if self._compared_all else set(self.log.merged.fields())
        edit = rebased(self.log.merged.edit(fields), diary)
        if edit:
            sequence = self._file.next_sequence
            self._save(applying=(sequence, _digest(edit)))
            self._file.record(edit)
            self._save(published=sequence)
        self._compared_all = True
        return edit

    def conflicts(self) -> dict[Field, list[Any]]:
        """By field, the values that other computers gave and nobody replaced knowingly."""
        found = self.log.merged.conflicts()
        return {field: [write.change[-1] for write in writes] for field, writes in found.items()}

    def devices(self) -> list[Device]:
        """The other computers, the one that recorded last first."""
        newest: dict[str, tuple[int, int]] = {}
        for line in self.log.known_lines():
            if line.device not in self.log.own_names:
                count, stamp = newest.get(line.device, (0, 0))
                newest[line.device] = count + 1, max(stamp, line.stamp)
        found = [Device(name, n, _moment(stamp)) for name, (n, stamp) in newest.items()]
        return sorted(found, key=lambda device: device.newest, reverse=True)

    def leave(self) -> None:
        """Stop sharing: the diary stays whole, and the folder as it is. Raises SaveError."""
        local = self._file.folder / LOCAL_FOLDER
        with os_errors_as_save_error(local):
            durable_io.remove(local / FILE_NAME)
            shutil.rmtree(local)

    def follow_key(self, key: Key) -> None:
        """The passphrase changed: files tell of the new one from now on. Raises SaveError."""
        shared = _key_of(self.config, key)
        if shared is not None and shared.secret == key.secret:
            self._save(key=_wrapped(key, key))
            self.log.change_wraps(key)

    def add_history(self, diary: Diary) -> None:
        """Take into the log all that `diary` says and the log does not, replacing nothing."""
        for stamp, edit in _history(diary):
            changes = [
                change
                for change, encoded in zip(edit.changes, encode_edit(edit), strict=True)
                if all(w.change != encoded for w in self.log.merged.heads(field_of(encoded)))
            ]
            self.log.record(Edit(tuple(changes)), stamp=stamp, knowingly=False)

    def _record_differences(self, diary: Diary) -> None:
        """Record as this computer's own what `diary` says otherwise than the log."""
        shown = self.log.merged.edit(self.log.merged.fields())
        different = rebased(shown, diary).changes
        self.log.record(Edit(tuple(_reversed(change) for change in different)))
        self.add_history(diary)

    def _is_applied(self, record: Record) -> bool:
        return self.config.applying == (record.sequence, _digest(record.edit))

    def _save(self, **values: Any) -> None:
        self.config = replace(self.config, **values)
        save_config(self._file.folder, self.config)


def load(file: DiaryFile) -> Sharing | None:
    """The sharing of `file`; None where it is not shared. Raises UserError."""
    config = load_config(file.folder)
    return None if config is None else Sharing(file, config)


def join(file: DiaryFile, shared: Path, key: Key | None = None) -> Sharing:
    """Share the diary of `file` in the folder `shared`, with whoever shares one there already.

    Nothing is replaced: where both say something, the answer entered later is shown and the other
    stays visible. `key` is that of an encrypted shared diary. Raises UserError.
    """
    shared = shared.absolute()
    if shared.resolve().is_relative_to(file.folder.resolve()):
        raise UserError(_("Please choose a folder outside the diary’s own folder."))
    shares = shares_in(shared)
    if len(shares) > 1:
        raise UserError(
            _("{folder} has more than one diary in it. Please choose another folder.").format(
                folder=shared
            )
        )
    if not shares:
        key = file.key
    elif any(bool(wraps) != file.encrypted for wraps in next(iter(shares.values()))):
        raise UserError(
            _("Both diaries must be encrypted, or neither. Please change this one first.")
        )
    share = next(iter(shares), os.urandom(8).hex())
    file.checkpoint()
    config = Config(share, str(shared), file.next_sequence - 1, key=_wrapped(key, file.key))
    durable_io.private_folder(file.folder / LOCAL_FOLDER)
    sharing = Sharing(file, config)
    sharing.log.collect(shared)
    sharing.add_history(file.current(sharing))
    save_config(file.folder, config)
    sharing.log.exchange(shared)
    return sharing


def _key_of(config: Config, own: Key | None) -> Key | None:
    if not config.key or own is None:
        return None
    text = own.decrypt_text(config.key, _KEY_CONTEXT)
    return None if text is None else msgspec.json.decode(text, type=Key)


def _wrapped(key: Key | None, own: Key | None) -> str:
    if key is None or own is None:
        return ""
    return own.encrypt_text(msgspec.json.encode(key), _KEY_CONTEXT)


def _history(diary: Diary) -> list[tuple[int, Edit]]:
    """All that `diary` says as edits, each with the moment of its newest answer."""
    beside: list[Change] = [
        *(SymptomChange(s.key, None, s) for s in diary.symptoms if not is_default(s)),
        *(DoseStepChange(step.start, None, step) for step in diary.dose_steps),
        *(MarkChange(mark.id, None, mark) for mark in diary.marks),
    ]
    if diary.about != About():
        beside.append(AboutChange(About(), diary.about))
    return [(0, Edit(tuple(beside))), *(_day_history(day) for day in diary.days())]


def _day_history(day: Day) -> tuple[int, Edit]:
    changes: list[Change] = [
        AnswerChange(day.date, name, None, answer) for name, answer in day.answers.items()
    ]
    if day.unknown:
        changes.append(UnknownChange(day.date, {}, day.unknown))
    newest = max((_entered(day.date, answer) for answer in day.answers.values()), default=_EPOCH)
    return int((newest - _EPOCH).total_seconds() * 1000), Edit(tuple(changes))


def _entered(when: date, answer: Answer) -> datetime:
    return datetime(when.year, when.month, when.day, tzinfo=UTC) + timedelta(minutes=answer.minute)


def _reversed(change: Change) -> Change:
    (reversed_change,) = Edit((change,)).reversed().changes
    return reversed_change


def _digest(edit: Edit) -> str:
    return hashlib.sha256(to_json(encode_edit(edit))).hexdigest()[:16]


def _moment(stamp: int) -> datetime:
    try:
        return _EPOCH + timedelta(milliseconds=stamp)
    except OverflowError:
        return _EPOCH

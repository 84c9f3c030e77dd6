"""An open diary and a folder shared with other computers, kept alike."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

from msgspec import Struct
from msgspec.structs import replace

from ldn_desktop.diary.fields import RESERVED
from ldn_desktop.diary.model import (
    AnswerChange,
    Change,
    Diary,
    Edit,
    SymptomChange,
    UnknownChange,
)
from ldn_desktop.diary.symptoms import Symptom, key_for
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _
from ldn_desktop.storage.codec.container import to_json
from ldn_desktop.storage.codec.edits import (
    SYMPTOM,
    adds,
    difference,
    encode_edit,
    rebased,
)
from ldn_desktop.storage.disk import durable_io
from ldn_desktop.storage.encryption.key import Key
from ldn_desktop.storage.errors import (
    PassphraseNeededError,
    SeparateStartsError,
    os_errors_as_save_error,
)
from ldn_desktop.storage.journal.records import JournalContents, Record
from ldn_desktop.storage.loading import load as load_diary
from ldn_desktop.storage.shared_log.config import (
    FILE_NAME,
    LOCAL_FOLDER,
    SUFFIX_DIGITS,
    Config,
    load_config,
    save_config,
)
from ldn_desktop.storage.shared_log.merge import Differences, Merged, field_of, merged_lines
from ldn_desktop.storage.shared_log.replica import remember_names
from ldn_desktop.storage.shared_log.share_keys import stored_keys, wrapped_keys
from ldn_desktop.storage.shared_log.shared_log import (
    SharedDiary,
    SharedLog,
    lines_in,
    passphrase_required,
    shares_in,
)
from ldn_desktop.storage.shared_log.status import SharingStatus, status_of

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class SharedFile(Protocol):
    """What sharing needs of an open diary file."""

    folder: Path
    key: Key | None

    @property
    def read_only(self) -> bool: ...
    @property
    def next_sequence(self) -> int: ...
    def checkpoint(self) -> None: ...
    def record(self, edit: Edit) -> None: ...
    def current(self, sharing: Sharing) -> Diary:
        """The diary as it is on the disk, after `sharing` took note of every edit."""


class Exchanged(Struct, frozen=True):
    """What an exchange brought."""

    edit: Edit
    """What the diary says otherwise than before; empty where nothing is."""
    is_news: bool
    """Something came: `Sharing.acknowledge` it once it is on the screen."""
    differences: Differences
    device: str = ""
    """What the keys of new symptoms end in on this computer."""


class Sharing:
    """Publishes what is recorded in `file`, and brings in what the other computers recorded.

    Its methods go to the disk, on the thread of the diary file.
    """

    def __init__(self, file: SharedFile, config: Config) -> None:
        self._file, self.config = file, config
        self._keys = stored_keys(config, file.key)
        self.log = SharedLog(
            file.folder / LOCAL_FOLDER,
            config.share,
            self._keys[0] if self._keys else None,
            other_keys=self._keys[1:],
            also=config.also,
        )
        self.log.unseen = frozenset(config.unseen)
        self._compared_all = False
        if config.next_keys and self._keys and not file.read_only:
            # The change of the diary's key was interrupted.
            self._save(keys=wrapped_keys(self._keys, file.key), next_keys="")
        self._made_by_joining = Edit(())
        """What joining changed in the diary; the next exchange tells of it."""
        self._refused = False
        """The last exchange ended with the other computer's passphrase being asked for."""
        self.is_apart = False
        """The last exchange found that another computer began to share in the folder as well."""

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
        if self._is_locked_out:
            # Recorded when the key is known again: nothing may stand there in plain text.
            return
        for record in journal.after(self.config.published):
            if not self._is_applied(record):
                self.log.record(record.edit)
        if sequence > self.config.published:
            self._save(published=sequence)

    def is_due(self) -> bool:
        """Whether an exchange may bring or take anything: a cheap look that reads no file."""
        unpublished = self._file.next_sequence - 1 > self.config.published
        return unpublished or self.log.is_due(self.folder)

    def exchange(self) -> Exchanged:
        """Bring everything recorded here into the folder, and what is new there into the diary.

        Raises UserError and leaves the diary as it is where the folder cannot be used.
        """
        if self._file.key:
            self.encrypt(self._file.key)
        diary = self._file.current(self)
        self._check_unlocked()
        if self.config.resync:
            self._record_differences(diary)
            self._save(resync=False)
        self.log.redact()
        try:
            collected = self.log.exchange(self.folder)
            while self.log.redact():
                # A text that this computer wrote was cleared on another one.
                collected = collected.and_then(self.log.exchange(self.folder))
        except PassphraseNeededError:
            self._refused = True
            raise
        except SeparateStartsError:
            self.is_apart = True
            raise
        self.is_apart = False
        self._save_names()
        fields = set(collected.fields) if self._compared_all else set(self.log.merged.fields())
        edit = rebased(self.log.merged.edit(fields), diary)
        self.log.unseen |= collected.names
        self._record_applied(edit)
        self._compared_all = True
        edit = Edit((*self._made_by_joining.changes, *edit.changes))
        self._made_by_joining = Edit(())
        return Exchanged(edit, bool(self.log.unseen), self.differences(), self._suffix)

    def _record_applied(self, edit: Edit) -> None:
        """Record in the diary what the log says already, and store what nobody looked at yet."""
        sequence, unseen = self._file.next_sequence, sorted(self.log.unseen)
        if edit or unseen != self.config.unseen:
            self._save(applying=(sequence, _digest(edit)), unseen=unseen)
        if edit:
            self._file.record(edit)
            self._save(published=sequence)

    def _save_names(self) -> None:
        if sorted(self.log.also) != self.config.also:
            self._save(also=sorted(self.log.also))

    @property
    def _suffix(self) -> str:
        return self.log.device[:SUFFIX_DIGITS]

    def acknowledge(self) -> None:
        """What came is on the screen: answers from now on are given by somebody who saw it.

        Raises SaveError.
        """
        if self.log.unseen:
            self._file.current(self)  # takes note of what was answered before
            self.log.unseen = frozenset()
            self._save(unseen=[])

    def differences(self) -> Differences:
        """What other computers say otherwise and nobody replaced knowingly."""
        return self.log.merged.differences(self.log.own_names)

    def status(self) -> SharingStatus:
        """How the sharing stands, as far as the last exchange brought it."""
        return status_of(
            self.folder,
            self.log.known_lines(),
            self.log.merged,
            self.log.own_names,
            locked=self.locked,
            is_apart=self.is_apart,
        )

    def leave(self) -> None:
        """Stop sharing: the diary stays whole, and the folder as it is. Raises SaveError."""
        local = self._file.folder / LOCAL_FOLDER
        names = self.log.own_names
        with os_errors_as_save_error(local):
            # First: without it nothing is shared, whatever else is still there.
            durable_io.remove(local / FILE_NAME)
            shutil.rmtree(local)
        durable_io.private_folder(local)
        remember_names(local, sorted(names))

    @property
    def _is_locked_out(self) -> bool:
        """Whether this computer does not know the key of its own log any more."""
        return bool(self.config.keys) and not self._keys

    @property
    def locked(self) -> bool:
        """Whether a passphrase of another computer is needed to read what it recorded."""
        return self._is_locked_out or bool(self.log.locked) or self._refused

    def _check_unlocked(self) -> None:
        if self._is_locked_out:
            raise passphrase_required()

    def unlock(self, passphrase: str) -> None:
        """Read what other computers encrypted under `passphrase`, and encrypt as they do.

        Raises WrongPassphraseError, UserError where the folder cannot be read, SaveError.
        """
        from ldn_desktop.storage.encryption.setup import key_of

        ours = [diary for diary in shares_in(self.folder) if diary.names & self.log.names]
        key = key_of([wraps for diary in ours for wraps in diary.wraps], passphrase)
        self._use_keys([*self._keys, key])

    def encrypt(self, key: Key) -> None:
        """The diary got the passphrase behind `key`: its lines are encrypted from now on.

        Raises SaveError.
        """
        if not self.config.keys:
            self._use_keys([key])

    def prepare_key(self, key: Key | None) -> None:
        """The diary is about to change to `key`: store the keys under both. Raises SaveError."""
        if self._keys:
            self._save(next_keys=wrapped_keys(self._with_wraps(key), key))

    def follow_key(self, key: Key | None) -> None:
        """The diary has changed to `key`; files tell of its passphrase. Raises SaveError."""
        if self._keys:
            self._use_keys(self._with_wraps(key))
        elif key is not None:
            self.encrypt(key)

    def _with_wraps(self, key: Key | None) -> list[Key]:
        """The keys, with the wraps of `key` where it has the same secret as one of them."""
        return [key if key and key.secret == own.secret else own for own in self._keys]

    def _use_keys(self, keys: list[Key]) -> None:
        found = {key.secret: key for key in keys}
        self._keys = list(found.values())
        self._save(keys=wrapped_keys(self._keys, self._file.key), next_keys="")
        self.log.use_key(self._keys[0], self._keys[1:])
        self._compared_all = self._refused = False

    def begin(self, shared: Path) -> None:
        """Take into a new log what others share in `shared`, then what the diary says beside it.

        Raises UserError.
        """
        self.log.unseen = self.log.collect(shared).names
        diary = self._file.current(self)
        for _symptom, _key, edit in _with_free_keys(diary, self.log.merged, self._suffix):
            sequence = self._file.next_sequence
            self._file.record(edit)
            # The log must not hear of it: there the old key says what the others mean.
            self.config = replace(self.config, published=sequence)
            self._add_to_made(edit)
        self.add_history(self._file.current(self))
        self._save(unseen=sorted(self.log.unseen))
        self.log.exchange(shared)

    def merge(self, others: SharedDiary, key: Key | None) -> None:
        """Make one of this shared diary and `others`, which began apart in the same folder.

        Nothing is replaced: lines keep their names, so that all of them together are one log.
        `key` is that of `others`. Raises UserError.
        """
        self._check_unlocked()
        if key is not None and any(others.wraps):
            self._use_keys([*self._keys, key])
        diary = self._file.current(self)
        theirs = merged_lines(lines_in(self.folder, others.names).values(), self._keys or [None])
        for symptom, key_here, edit in _with_free_keys(diary, theirs, self._suffix):
            # In this log the old key is what this diary meant: nothing of that may be left.
            self.log.rename_symptom(symptom.key, key_here)
            self._record_applied(edit)
            self._add_to_made(edit)
        self.log.also |= others.names
        self._save_names()
        self._compared_all = False
        self.log.unseen |= self.log.exchange(self.folder).names
        self._save(unseen=sorted(self.log.unseen))

    def _add_to_made(self, edit: Edit) -> None:
        self._made_by_joining = Edit((*self._made_by_joining.changes, *edit.changes))

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


def load(file: SharedFile) -> Sharing | None:
    """The sharing of `file`; None where it is not shared. Raises UserError."""
    config = load_config(file.folder)
    return None if config is None else Sharing(file, config)


class JoinPreview(Struct, frozen=True):
    """What joining a folder would do. Nothing is replaced by it."""

    is_first: bool
    """No diary is shared there yet."""
    needs_passphrase: bool = False
    """The one that is shared there is encrypted, and cannot be read without its passphrase."""
    encrypts: bool = False
    """It is not encrypted there, and this one is: from then on it is encrypted there too."""
    comes: Edit = Edit(())
    """What the diary does not have yet."""
    goes: int = 0
    """How many changes the others do not have yet."""
    differing: int = 0
    """How many fields both give another value: the newer one is shown, the other beside it."""


def preview_join(file: SharedFile, shared: Path, passphrase: str = "") -> JoinPreview:
    """What `join` would do. Nothing is written. Raises UserError where it would."""
    others = _others_in(file, shared)
    diary = load_diary(file.folder, file.key).diary()
    history = [encoded for _stamp, edit in _history(diary) for encoded in encode_edit(edit)]
    if others is None:
        return JoinPreview(is_first=True, goes=len(history))
    try:
        key = _key_for(file, others, passphrase)
    except PassphraseNeededError:
        return JoinPreview(is_first=False, needs_passphrase=True)
    merged = merged_lines(lines_in(shared, others.names).values(), [key])
    known = set(merged.fields())
    changes = rebased(merged.edit(known), diary).changes
    comes = tuple(change for change in changes if adds(change))
    return JoinPreview(
        is_first=False,
        encrypts=file.key is not None and not any(others.wraps),
        comes=Edit(comes),
        goes=sum(field_of(encoded) not in known for encoded in history),
        differing=len(changes) - len(comes),
    )


def join(file: SharedFile, shared: Path, passphrase: str = "") -> Sharing:
    """Share the diary of `file` in the folder `shared`, with whoever shares one there already.

    Nothing is replaced: where both say something, the answer entered later is shown and the other
    stays visible. `passphrase` is that of an encrypted shared diary. Raises UserError.
    """
    shared = shared.absolute()
    others = _others_in(file, shared)
    key = _key_for(file, others, passphrase)
    # Nothing is begun that could not go on.
    durable_io.probe_writable(shared)
    file.checkpoint()
    share, *also = sorted(others.names) if others else [os.urandom(8).hex()]
    config = Config(
        share,
        str(shared),
        file.next_sequence - 1,
        also=also,
        keys=wrapped_keys([key] if key else [], file.key),
    )
    sharing = Sharing(file, config)
    sharing.begin(shared)
    return sharing


def merge(file: SharedFile, sharing: Sharing, passphrase: str = "") -> None:
    """Join the diary that others share in the folder of `sharing`, having begun apart; if any.

    `passphrase` is theirs. Nothing is replaced. Raises UserError.
    """
    others = _others_in(file, sharing.folder)
    if others is not None:
        sharing.merge(others, _key_for(file, others, passphrase))


def _key_for(file: SharedFile, others: SharedDiary | None, passphrase: str) -> Key | None:
    """What encrypts the shared diary `others`; None for plain text.

    Raises PassphraseNeededError and WrongPassphraseError.
    """
    from ldn_desktop.storage.encryption.setup import key_of

    encrypted = [wraps for wraps in others.wraps if wraps] if others else []
    if not encrypted:
        return file.key
    if not passphrase:
        raise PassphraseNeededError(
            _("The diary in this folder is encrypted. Please give its passphrase once.")
        )
    return key_of(encrypted, passphrase)


def _others_in(file: SharedFile, shared: Path) -> SharedDiary | None:
    """The diary that others share in `shared`; None where there is none.

    Raises UserError where the diary of `file` cannot be shared there.
    """
    here, there = file.folder.resolve(), shared.resolve()
    if there.is_relative_to(here) or here.is_relative_to(there):
        raise UserError(_("Please choose a folder outside the diary’s own folder."))
    config = load_config(file.folder)
    own = {config.share, *config.also} if config else set()
    others = [diary for diary in shares_in(shared) if not diary.names & own]
    if len(others) > 1 and not own:
        raise UserError(
            _("{folder} has more than one diary in it. Please choose another folder.").format(
                folder=shared
            )
        )
    if not others:
        return None
    return SharedDiary(
        frozenset().union(*(diary.names for diary in others)),
        [wraps for diary in others for wraps in diary.wraps],
    )


def _history(diary: Diary) -> list[tuple[int, Edit]]:
    """All that `diary` says as edits, each with the moment of its newest answer."""
    beside: list[Change] = []
    by_day: dict[date, list[Change]] = {}
    for change in difference(Diary(), diary).changes:
        if isinstance(change, AnswerChange | UnknownChange):
            by_day.setdefault(change.date, []).append(change)
        else:
            beside.append(change)
    return [
        (0, Edit(tuple(beside))),
        *((_newest(day), Edit(tuple(day))) for day in by_day.values()),
    ]


def _newest(changes: Iterable[Change]) -> int:
    """Milliseconds since 1970 at which the newest answer of one day was entered; 0 for none."""
    entered = (
        datetime(change.date.year, change.date.month, change.date.day, tzinfo=UTC)
        + timedelta(minutes=change.after.minute)
        for change in changes
        if isinstance(change, AnswerChange) and change.after
    )
    return int((max(entered, default=_EPOCH) - _EPOCH).total_seconds() * 1000)


def _same_name(one: str, other: str) -> bool:
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())


def _with_free_keys(
    diary: Diary, theirs: Merged, suffix: str
) -> Iterator[tuple[Symptom, str, Edit]]:
    """Own symptoms whose key `theirs` has for another one, each with a new key, and the edit that
    gives it that.

    Two diaries that began apart may both know a key such as “own”, for different names. `diary`
    follows the edits. The new keys end in `suffix`.
    """
    for symptom in [symptom for symptom in diary.symptoms if symptom.own]:
        heads = theirs.heads((SYMPTOM, symptom.key))
        other = heads[0].change[-1] if heads else None
        if other and other["own"] and not _same_name(other["name"], symptom.name):
            taken = {known.key for known in diary.symptoms} | RESERVED
            taken |= {field[1] for field in theirs.fields() if field[0] == SYMPTOM}
            key = key_for(symptom.name, taken, suffix)
            edit = _with_key(diary, symptom, key)
            yield symptom, key, edit
            diary.apply(edit)


def _with_key(diary: Diary, symptom: Symptom, key: str) -> Edit:
    """The edit that puts `symptom` and its answers under `key`."""
    changes: list[Change] = [SymptomChange(key, None, symptom._replace(key=key))]
    for day in diary.days():
        if (answer := day.answers.get(symptom.key)) is not None:
            changes.append(AnswerChange(day.date, key, None, answer))
            changes.append(AnswerChange(day.date, symptom.key, answer, None))
    return Edit((*changes, SymptomChange(symptom.key, symptom, None)))


def _reversed(change: Change) -> Change:
    (reversed_change,) = Edit((change,)).reversed().changes
    return reversed_change


def _digest(edit: Edit) -> str:
    return hashlib.sha256(to_json(encode_edit(edit))).hexdigest()[:16]

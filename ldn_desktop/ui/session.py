"""The open diary as Qt sees it: record, undo, and the signals that something changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal
from shiboken6 import isValid

from ldn_desktop.diary.model import (
    AnswerChange,
    Change,
    Diary,
    Edit,
    UnknownChange,
)
from ldn_desktop.diary.recording import answer_now, diary_date, entered_by
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _, formats
from ldn_desktop.storage import (
    Backup,
    DiaryFile,
    LargeEdit,
    Request,
    Writer,
    changed_field,
    with_before,
)
from ldn_desktop.ui.background import InterfaceThread
from ldn_desktop.ui.undo_stack import UndoStack
from ldn_desktop.wording.undo_title import restored_title

if TYPE_CHECKING:
    from ldn_desktop.storage import Difference, Differences, Exchanged, MemoryDiaryFile

T = TypeVar("T")
Clock = Callable[[], datetime]
CLOCK_TOLERANCE = timedelta(days=2)
"""A diary that came from another zone may be this far ahead of the clock."""


def local_now() -> datetime:
    """Now, with the offset of this time zone."""
    return datetime.now().astimezone()


class Session(QObject):
    """Applies edits to the diary at once and has them written by another thread.

    `saved` follows only when an edit is durable on disk.
    """

    changed = Signal(object)
    """The dates whose answers changed; an empty set when steps, symptoms or rules did."""
    saved = Signal(object)
    """The moment at which an edit was durable; `all_saved` tells whether others still wait."""
    trouble = Signal(str)
    """One sentence: saving failed, the answer is kept and will be tried again."""
    helper_changed = Signal()
    """Somebody else enters from now on, or the person again."""
    exchanged = Signal(object)
    """The Edit that other computers made; empty where only something differs. It is made already,
    and `differences` are the new ones."""
    exchange_failed = Signal(str)
    """One sentence: why nothing could be exchanged. The diary on this computer is whole."""
    window_requested = Signal()
    """Another start of the program asks to see this window."""

    def __init__(self, file: DiaryFile | MemoryDiaryFile, clock: Clock = local_now) -> None:
        super().__init__()
        self.clock = clock
        self.file = file
        self.diary: Diary = file.diary
        self.version = 0
        """Grows with every change: tells what was worked out from an older diary."""
        self._helper: str | None = None
        self._undo = UndoStack()
        self._newest: Edit | None = None
        self._durable: Edit | None = None
        self.is_shared = False
        """Whether the last exchange found the diary shared with another computer."""
        self.differences: Differences = {}
        """What other computers say otherwise, by `storage.changed_field` of its change."""
        self._exchanging = self._exchange_again = False
        self._made_meanwhile: list[Edit] = []
        """Edits since the exchange that is under way was asked for."""
        self._taken: set[Path] = set()
        self._interface = InterfaceThread(self)
        self._close_refused = False
        self._writer = Writer(file, self._on_saved, self._on_failed)
        self._watcher = self._watch_requests()

    def _on_failed(self, sentence: str) -> None:
        self.trouble.emit(f"{sentence} {_not_saved_yet()}" if self._close_refused else sentence)

    def _on_saved(self, edit: Edit, moment: datetime) -> None:
        self._durable = edit
        self._close_refused = self._close_refused and not self.all_saved
        self.saved.emit(moment)

    @property
    def all_saved(self) -> bool:
        """Whether everything recorded so far is durable on disk."""
        return self._newest is self._durable

    @property
    def today(self) -> date:
        """The diary day of this moment."""
        return diary_date(self.clock(), self.diary.about.day_ends_hour)

    @property
    def clock_notice(self) -> str:
        """A sentence where the clock is far behind the newest answer; empty where it is not."""
        newest = max(self.diary.dates(), default=self.today)
        if newest - self.today <= CLOCK_TOLERANCE:
            return ""
        return _(
            "This computer’s clock says {today}, but your newest answers are from "
            "{newest}. Please check the computer’s date: your answers are saved under that "
            "date."
        ).format(today=formats.long_date(self.today), newest=formats.long_date(newest))

    @property
    def can_undo(self) -> bool:
        return self._undo.can_undo

    @property
    def can_redo(self) -> bool:
        return self._undo.can_redo

    def answer(self, when: date, name: str, value: object) -> None:
        """Record `value` in field `name` of `when`; None clears it. Raises UserError."""
        given = None if value is None else answer_now(self.diary, when, value, self.clock())
        edit = self.diary.answer(when, name, given)
        if not edit and self.differing(when, name):
            # The same again, by somebody who sees what the other computer says.
            edit = Edit((AnswerChange(when, name, given, given),))
        self.record(edit)

    def differing(self, when: date, name: str) -> Sequence[Difference]:
        """What other computers say in field `name` of `when` instead of what is shown."""
        return self.differences.get(("answer", when, name), ())

    def difference_text(self, when: date, name: str) -> str:
        """`differing` in words; empty where nothing differs."""
        if not (found := self.differing(when, name)):
            return ""
        from ldn_desktop.wording.difference_text import sentences

        return sentences(self.diary, found)

    def forget_differences(self) -> None:
        """The diary is no longer shared."""
        self.is_shared = False
        self.differences = {}
        self.changed.emit(set())

    def settle(self, changes: Iterable[Change]) -> None:
        """Record what `changes` say, or what the diary says there already. Raises UserError."""
        self.record(Edit(tuple(with_before(change, self.diary) for change in changes)))

    def exchange(self, *, if_due: bool = False) -> None:
        """Exchange with the other computers on the writing thread, where the diary is shared.

        With `if_due` only where something may be new. `exchanged` or `exchange_failed` follows.
        """
        if self._exchanging:
            self._exchange_again = self._exchange_again or not if_due
            return
        self._exchanging, self._exchange_again, self._made_meanwhile = True, False, []
        work = partial(self.file.exchange, if_due=if_due)
        self.on_disk(self, work, self._take_in, self.exchange_failed.emit)
        # In turn behind it, however it ended.
        self._writer.run(partial(self._interface.post, self._end_exchange))

    def _end_exchange(self) -> None:
        self._exchanging = False
        if self._exchange_again:
            self.exchange()

    def _take_in(self, exchanged: Exchanged | None) -> None:
        if exchanged is None:
            return
        self.is_shared = True
        self.diary.device = exchanged.device
        edit = exchanged.edit
        for made in (edit, *self._made_meanwhile):
            self.diary.apply(made)
        if edit:
            self.version += 1
            self._undo.forget(edit)
        news = edit or exchanged.differences != self.differences
        self.differences = exchanged.differences
        if news:
            # Steps, symptoms and rules belong to no day.
            of_days = all(isinstance(c, AnswerChange | UnknownChange) for c in edit.changes)
            self.changed.emit(edit.dates if of_days else set())
        if exchanged.is_news:
            self._writer.run(self.file.acknowledge)
        self.exchanged.emit(edit)

    @property
    def helper(self) -> str | None:
        """Who enters in place of the person, "" without a name; None for the person."""
        return self._helper

    def enter_as(self, helper: str | None) -> None:
        """Mark answers as entered by `helper` until the program ends; None for the person."""
        self._helper = helper
        self.helper_changed.emit()

    def record(self, edit: Edit) -> None:
        """Make `edit` so, and have it written. An empty one does nothing. Raises UserError."""
        self._record(edit if self._helper is None else entered_by(edit, self._helper))

    def _record(self, edit: Edit) -> None:
        """As `record`, whoever enters now: for what was entered before, or elsewhere."""
        if not edit:
            return
        self._check_writable()
        self._undo.push(edit)
        self._make(edit)

    def record_large(self, edit: Edit, title: str) -> None:
        """As `record`, for an import: it can be taken back after a restart too."""
        if edit:
            self._check_writable()
            self._writer.run(partial(self.file.add_undo, edit, title))
            self._record(edit)

    def undo(self) -> Edit | None:
        """Take back the last edit of this sitting; the edit that did so, or None.

        Raises UserError where the diary is read only.
        """
        return self._move(self._undo.undo) if self.can_undo else None

    def redo(self) -> Edit | None:
        """Make the edit again that was undone last; None when another came since."""
        return self._move(self._undo.redo) if self.can_redo else None

    def _move(self, step: Callable[[], Edit]) -> Edit:
        self._check_writable()
        edit = step()
        self._make(edit)
        return edit

    def _check_writable(self) -> None:
        if self.file.read_only:
            raise UserError(_("This diary is open for reading only. Nothing was changed."))

    def _make(self, edit: Edit) -> None:
        self.diary.apply(edit)
        self.version += 1
        self._newest = edit
        self._made_meanwhile.append(edit)
        if self.differences:
            answered = {changed_field(change) for change in edit.changes}
            self.differences = {k: d for k, d in self.differences.items() if k not in answered}
        self._writer.record(edit)
        self.changed.emit(edit.dates)

    def run_in_turn(self, work: Callable[[], None]) -> None:
        """Do `work` on the writing thread, after what waits there. Nothing hears of its end."""
        self._writer.run(work)

    def on_disk(
        self,
        asker: QObject,
        task: Callable[[], T],
        done: Callable[[T], object],
        failed: Callable[[str], object] | None = None,
    ) -> None:
        """Do `task` on the writing thread, after what waits there; `done` gets its result here.

        Not when `asker`, the page that wants to know, is gone by then. What the task refuses
        goes to `failed` as a sentence, or to `trouble` without it.
        """

        def tell(call: Callable[[], object]) -> None:
            if isValid(asker):
                call()

        def run() -> None:
            try:
                result = task()
            except UserError as error:
                if failed is None:
                    raise
                self._interface.post(partial(tell, partial(failed, str(error))))
            else:
                self._interface.post(partial(tell, partial(done, result)))

        self._writer.run(run)

    def restore(
        self,
        asker: QObject,
        backup: Backup,
        done: Callable[[], object],
        failed: Callable[[str], object] | None = None,
    ) -> None:
        """Make the diary what `backup` has; it can be undone, also after a restart.

        `done` or `failed`, with a sentence, is called when `asker` is still there.
        """
        title = restored_title(backup.created)

        def prepare() -> Edit:
            edit = self.file.restore_edit(backup)
            self.file.add_undo(edit, title)
            return edit

        def make(edit: Edit) -> None:
            self._record(edit)
            if isValid(asker):
                done()

        def fail(sentence: str) -> None:
            if failed is not None and isValid(asker):
                failed(sentence)
            else:
                self.trouble.emit(sentence)

        self._check_writable()
        self.on_disk(self, prepare, make, fail)

    def take_back(self, large_edit: LargeEdit) -> None:
        """Take back an import or a restored backup of an earlier sitting."""
        self._record(large_edit.edit(self.diary))
        self._writer.run(partial(self.file.remove_undo, large_edit))

    def _watch_requests(self) -> QFileSystemWatcher | None:
        """Follow what other starts of the program leave for this one."""
        if not isinstance(self.file, DiaryFile) or self.file.read_only:
            return None
        watcher = QFileSystemWatcher([str(self.file.inbox_folder)])
        watcher.directoryChanged.connect(lambda _path: self._look_for_requests())
        self._look_for_requests()
        return watcher

    def _look_for_requests(self) -> None:
        self.on_disk(self, self.file.requests, self._take_requests)

    def _take_requests(self, requests: list[Request]) -> None:
        for request in requests:
            if request.path in self._taken:
                continue
            self._taken.add(request.path)
            if request.edit:
                self._record(request.edit)
            else:
                self.window_requested.emit()
            # In turn behind the edit: the request goes when its answer is on the disk.
            self._writer.run(request.done)

    def close(self) -> None:
        """Write what is left and let the diary go.

        Raises UserError, and goes on, when an answer cannot be saved: it is still tried. Called
        once more it lets the diary go all the same.
        """
        # What was answered last is on its way to the other computer before this one sleeps.
        self._exchanging = False  # one that is under way looked before these answers
        self.exchange(if_due=True)
        if self._writer.close() and not self._close_refused:
            self._close_refused = True
            self._writer.resume()
            raise UserError(_not_saved_yet())
        self._watcher = None
        # Where folding fails the journal has every answer; the next start folds it.
        with suppress(UserError):
            self.file.close()


def _not_saved_yet() -> str:
    return _(
        "Your last answers are not saved yet. This window stays open and keeps trying. Close it "
        "again to quit without saving them."
    )

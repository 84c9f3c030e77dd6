"""Opening the diary for a command: to read it, or to record one edit."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from getpass import getpass
from typing import TYPE_CHECKING, Any

from ldn_desktop.cli.output import print_error
from ldn_desktop.diary.model import About, Diary, Edit
from ldn_desktop.diary.recording import diary_date
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _

if TYPE_CHECKING:
    from ldn_desktop.storage import DiaryFile, SharingStatus

LONGEST_PASSPHRASE = 4096


def local_now() -> datetime:
    return datetime.now().astimezone()


def read_diary(args: Namespace) -> Diary:
    """The diary as it is on disk. Takes no lock: a window may have it open."""
    if args.demo:
        from ldn_desktop.diary.demo import demo_diary

        return demo_diary(diary_date(local_now(), About().day_ends_hour))
    with open_file(args, read_only=True) as file:
        print_notices(file)
        return file.diary


Conflicts = Mapping[tuple[str, ...], Sequence[Any]]
"""By field, as the shared log names it, what other computers say otherwise."""


def read_with_sharing(args: Namespace) -> tuple[Diary, SharingStatus | None]:
    """As `read_diary`, and how its sharing stands; None where it is not shared."""
    if args.demo:
        return read_diary(args), None
    with open_file(args, read_only=True) as file:
        print_notices(file)
        try:
            return file.diary, file.sharing_status()
        except UserError:
            return file.diary, None  # `share` says what is wrong with it


def print_differing(
    sharing: SharingStatus | None, start: date | None = None, end: date | None = None
) -> None:
    """Print on standard error how many entries from `start` to `end` differ between computers."""
    if sharing is None:
        return
    from ldn_desktop.wording.difference_text import count_of, note  # not needed to open the window

    if text := note(count_of(sharing.differences, start, end)):
        print_error(text)


def conflicts(args: Namespace) -> Conflicts:
    """What other computers that share the diary say otherwise. Takes no lock, prints nothing."""
    from ldn_desktop.storage import is_shared  # slow to import

    if not is_shared(args.diary):
        return {}  # to open an encrypted diary once more would take a second
    with open_file(args, read_only=True) as file:
        status = file.sharing_status()
        return {} if status is None else status.conflicts


def open_file(args: Namespace, *, read_only: bool = False) -> DiaryFile:
    """Open the diary's file, asking for the passphrase if it is encrypted. Raises UserError."""
    if args.demo:
        raise UserError(_("Nothing is saved in the example diary. Please leave out --demo."))
    if args.diary.is_file():
        raise UserError(
            _("{path} is a file, but a diary is a folder. Please name a folder.").format(
                path=args.diary
            )
        )
    if not read_only and args.diary.exists() and not os.access(args.diary, os.W_OK):
        # The journal alone might still accept an answer that no checkpoint could ever take up.
        raise UserError(
            _("You do not have permission to write to {path}. Please check this folder.").format(
                path=args.diary
            )
        )
    from ldn_desktop.storage import PassphraseNeededError, open_diary  # slow to import

    try:
        return open_diary(args.diary, passphrase=args.passphrase, read_only=read_only)
    except PassphraseNeededError:
        args.passphrase = passphrase(args, _("Passphrase or words from the recovery sheet: "))
    return open_diary(args.diary, passphrase=args.passphrase, read_only=read_only)


def passphrase(args: Namespace, prompt: str) -> str:
    """The passphrase, from --passphrase-fd or typed without echo.

    Raises UserError where there is no terminal to ask on.
    """
    if args.passphrase_fd is not None:
        return _from_descriptor(args.passphrase_fd)
    if not sys.stdin.isatty():
        raise UserError(
            _("This diary is encrypted. Please give the passphrase with --passphrase-fd.")
        )
    return getpass(prompt)


def _from_descriptor(descriptor: int) -> str:
    try:
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            return file.readline(LONGEST_PASSPHRASE).decode().rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(
            _("The passphrase could not be read from file descriptor {n}.").format(n=descriptor)
        ) from error


def example_notice(diary: Diary) -> list[str]:
    """The line that marks example data; none for a diary of the person's own."""
    return [_("Example data, not a real person.")] if diary.about.invented else []


def print_notices(file: DiaryFile) -> None:
    """Print what happened when the file was opened, such as a recovery."""
    for notice in file.notices:
        print_error(notice)


def record(args: Namespace, make: Callable[[Diary], Edit], undo_title: str = "") -> None:
    """Record the edit that `make` returns for the diary; it is durable when this returns.

    If a window has the diary open, that window records it. With `undo_title` it can be undone
    later. Raises UserError with the diary unchanged.
    """
    from ldn_desktop import storage

    try:
        file = open_file(args)
    except storage.AlreadyOpenError:
        open_file(args, read_only=True).close()  # asks for the passphrase where one is needed
        outcome = storage.record(args.diary, make, passphrase=args.passphrase)
        if outcome is storage.Outcome.LEFT:
            print_error(_("It is saved. The open window will add it to the diary in a moment."))
        return
    with closed_afterwards(file):
        if file.read_only and file.notices:
            raise UserError(" ".join(file.notices))  # they say why, and what to do
        print_notices(file)
        edit = make(file.diary)
        record_with_undo(file, edit, undo_title)
        if file.encrypted:
            from ldn_desktop.reminder import entry_notes  # a plain diary is read by itself

            file.diary.apply(edit)
            entry_notes.store(entry_notes.notes_of(file.diary, local_now()), args.diary)


def record_with_undo(file: DiaryFile, edit: Edit, undo_title: str = "") -> None:
    """Record `edit`; with `undo_title` it can be undone later. Raises UserError."""
    if edit and undo_title:
        file.add_undo(edit, undo_title)
    file.record(edit)


@contextmanager
def closed_afterwards(file: DiaryFile) -> Iterator[None]:
    """Close the diary's file after the block.

    What was recorded is on disk even if that fails; the failure is printed, unless it is the
    one that ended the block.
    """
    from ldn_desktop.storage import SaveError

    refused = ""
    try:
        yield
    except UserError as refusal:
        refused = str(refusal)
        raise
    finally:
        try:
            file.close()
        except SaveError as refusal:
            if str(refusal) != refused:
                print_error(str(refusal))

"""Opening the diary for a command: to read it, or to record one edit."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Callable
from datetime import datetime
from getpass import getpass
from typing import TYPE_CHECKING

from ldn_desktop.cli.output import print_error
from ldn_desktop.diary.model import About, Diary, Edit
from ldn_desktop.diary.recording import diary_date
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _

if TYPE_CHECKING:
    from ldn_desktop.storage import DiaryFile

LONGEST_PASSPHRASE = 4096


def local_now() -> datetime:
    return datetime.now().astimezone()


def read_diary(wanted: Namespace) -> Diary:
    """The diary as it is on the disk. Needs no lock: a window may be open on it."""
    if wanted.demo:
        from ldn_desktop.diary.demo import demo_diary

        return demo_diary(diary_date(local_now(), About().day_ends_hour))
    with opened(wanted, read_only=True) as file:
        tell_notices(file)
        return file.diary


def opened(wanted: Namespace, *, read_only: bool = False) -> DiaryFile:
    """The diary's file; asks for the passphrase where it is encrypted. Raises UserError."""
    if wanted.demo:
        raise UserError(_("The invented diary keeps nothing. Please leave --demo out."))
    if wanted.diary.is_file():
        raise UserError(
            _("{path} is a file. The diary is a folder; please name another place.").format(
                path=wanted.diary
            )
        )
    if not read_only and wanted.diary.exists() and not os.access(wanted.diary, os.W_OK):
        # Its journal alone might still take an answer that nothing could tidy up afterwards.
        raise UserError(
            _("The program may not write to {path}. Please check this folder.").format(
                path=wanted.diary
            )
        )
    from ldn_desktop.storage import PassphraseNeededError, open_diary  # not for the guide

    try:
        return open_diary(wanted.diary, passphrase=wanted.passphrase, read_only=read_only)
    except PassphraseNeededError:
        wanted.passphrase = passphrase(wanted, _("Passphrase or recovery code: "))
    return open_diary(wanted.diary, passphrase=wanted.passphrase, read_only=read_only)


def passphrase(wanted: Namespace, prompt: str) -> str:
    """The passphrase, from --passphrase-fd or typed unseen.

    Raises UserError where there is nobody to ask.
    """
    if wanted.passphrase_fd is not None:
        return _from_descriptor(wanted.passphrase_fd)
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
            _("No passphrase can be read from file descriptor {n}.").format(n=descriptor)
        ) from error


def invented_mark(diary: Diary) -> list[str]:
    """The line that marks an invented diary wherever it is shown; none for the person's own."""
    return [_("Invented example. Nobody lived these days.")] if diary.about.invented else []


def tell_notices(file: DiaryFile) -> None:
    """What the diary's file has to say about itself, such as what was brought back."""
    for notice in file.notices:
        print_error(notice)


def record(wanted: Namespace, make: Callable[[Diary], Edit], undo_title: str = "") -> None:
    """Record the edit that `make` makes of the diary: durable when this returns.

    A window that is open on the diary records it. With `undo_title` it can be taken back
    later. Raises UserError, with the diary as it was.
    """
    from ldn_desktop import storage

    try:
        file = opened(wanted)
    except storage.AlreadyOpenError:
        opened(wanted, read_only=True).close()  # asks for the passphrase where one is needed
        outcome = storage.record(wanted.diary, make, passphrase=wanted.passphrase)
        if outcome is storage.Outcome.LEFT:
            print_error(_("It is saved, and goes into the diary when its window next looks."))
        return
    try:
        tell_notices(file)
        record_in(file, make(file.diary), undo_title)
    finally:
        close(file)


def record_in(file: DiaryFile, edit: Edit, undo_title: str = "") -> None:
    """Record `edit`; with `undo_title` it can be taken back later. Raises UserError."""
    if edit and undo_title:
        file.add_undo(edit, undo_title)
    file.record(edit)


def close(file: DiaryFile) -> None:
    """Close the diary's file. What was recorded is on the disk already, whatever happens."""
    from ldn_desktop.storage import SaveError

    try:
        file.close()
    except SaveError as refusal:
        print_error(str(refusal))

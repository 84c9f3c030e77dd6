"""The commands check, backups, restore, undo, encrypt and decrypt."""

from __future__ import annotations

import contextlib
import os
from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ldn_desktop.cli.diary_access import close, opened, passphrase, record_in
from ldn_desktop.cli.output import print_error, say, say_json
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _, ngettext

if TYPE_CHECKING:
    from ldn_desktop.storage import Preparation


def check(wanted: Namespace) -> None:
    """Tell whether the diary file, its journal and its backups are sound."""
    from ldn_desktop import storage

    if wanted.diary.is_file():
        raise UserError(_("{path} is a file. The diary is a folder.").format(path=wanted.diary))
    opened(wanted, read_only=True).close()  # asks for the passphrase where one is needed
    found = storage.check(wanted.diary, passphrase=wanted.passphrase)
    if not found.sound:
        raise UserError(" ".join(found.sentences))
    say(found.sentences)


def backups(wanted: Namespace) -> None:
    """List the backups, newest first."""
    with opened(wanted, read_only=True) as file:
        found = file.backups()
    if wanted.json:
        say_json(
            [
                {
                    "number": backup.number,
                    "made": backup.created.isoformat(),
                    "days": backup.days,
                    "sound": backup.sound,
                }
                for backup in found
            ]
        )
        return
    say(
        ngettext("{number}: {made}, {n} day", "{number}: {made}, {n} days", backup.days).format(
            number=backup.number, made=_local(backup.created), n=backup.days
        )
        + ("" if backup.sound else f" ({_('damaged')})")
        for backup in found
    )
    if not found:
        say([_("There are no backups yet.")])


def restore(wanted: Namespace) -> None:
    """Make the diary what a backup has; `undo` takes it back."""
    file = opened(wanted)
    try:
        chosen = [backup for backup in file.backups() if backup.number == wanted.number]
        if not chosen:
            raise UserError(_("There is no backup {n}.").format(n=wanted.number))
        made = _local(chosen[0].created)
        edit = file.restore_edit(chosen[0])
        record_in(file, edit, _("Backup of {made}").format(made=made))
    finally:
        close(file)
    said = _("The diary is as it was on {made}. “ldn-desktop undo” takes this back.")
    same = _("The diary is as it was on {made} already.")
    say([(said if edit else same).format(made=made)])


def undo(wanted: Namespace) -> None:
    """Take the last import or restored backup back."""
    file = opened(wanted)
    try:
        kept = file.undo_entries()
        if not kept:
            raise UserError(_("There is no import and no restored backup to take back."))
        file.record(kept[0].edit(file.diary))
        file.remove_undo(kept[0])
    finally:
        close(file)
    say([_("Taken back: {title}.").format(title=kept[0].title)])


def encrypt(wanted: Namespace) -> None:
    """Encrypt the diary, once its recovery sheet is kept."""
    from ldn_desktop import storage

    file = opened(wanted)
    try:
        if file.encrypted:
            raise UserError(_("This diary is encrypted already."))
        if wanted.sheet.exists():
            raise UserError(
                _("{path} is there already. Please name a new file for the recovery sheet.").format(
                    path=wanted.sheet
                )
            )
        chosen = passphrase(wanted, _("New passphrase: "))
        if wanted.passphrase_fd is None and chosen != passphrase(wanted, _("Once more: ")):
            raise UserError(_("The two were not the same. Nothing was encrypted."))
        preparation = storage.prepare(chosen)
        _write_sheet(wanted.sheet, preparation.sheet(wanted.diary))
        try:
            storage.encrypt(file, preparation, _typed_back(preparation, wanted.sheet))
        except UserError:
            wanted.sheet.unlink(missing_ok=True)  # its words open nothing
            raise
    finally:
        close(file)
    say(
        [
            _("The diary is encrypted. Print {sheet}, then delete that file.").format(
                sheet=wanted.sheet
            )
        ]
    )


def _write_sheet(path: Path, lines: list[str]) -> None:
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise UserError(
            _("The recovery sheet could not be written to {path}: {why}.").format(
                path=path, why=error.strerror
            )
        ) from error


def _typed_back(preparation: Preparation, sheet: Path) -> list[str]:
    first, second = preparation.asked_positions
    print_error(
        _("The recovery sheet is {sheet}. Please type its words {first} and {second}.").format(
            sheet=sheet, first=first, second=second
        )
    )
    with contextlib.suppress(EOFError):
        return input().split()
    return []


def decrypt(wanted: Namespace) -> None:
    """Turn encryption off."""
    from ldn_desktop import storage

    file = opened(wanted)
    try:
        storage.decrypt(file)
    finally:
        close(file)
    say([_("The diary is no longer encrypted.")])


def _local(moment: datetime) -> str:
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone().strftime("%Y-%m-%d %H:%M")

"""The commands check, backups, restore, undo, encrypt and decrypt."""

from __future__ import annotations

import contextlib
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from ldn_desktop import output_file
from ldn_desktop.cli.diary_access import closed_afterwards, open_file, passphrase, record_with_undo
from ldn_desktop.cli.output import print_error, print_json, print_lines
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _, formats, ngettext
from ldn_desktop.wording.undo_title import restored_title, shown_title

if TYPE_CHECKING:
    from ldn_desktop.storage import Backup, Preparation


def check(args: Namespace) -> None:
    """Check the diary file, its journal and its backups for damage."""
    from ldn_desktop import storage

    if args.diary.is_file():
        raise UserError(
            _("{path} is a file, but a diary is a folder. Please name a folder.").format(
                path=args.diary
            )
        )
    open_file(args, read_only=True).close()  # asks for the passphrase where one is needed
    found = storage.check(args.diary, passphrase=args.passphrase)
    if not found.sound:
        raise UserError(" ".join(found.sentences))
    print_lines(found.sentences)


def backups(args: Namespace) -> None:
    """List the backups, newest first."""
    with open_file(args, read_only=True) as file:
        found = file.backups()
    if args.json:
        print_json(
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
    print_lines(_backup_line(backup) for backup in found)
    if not found:
        print_lines([_("There are no backups yet.")])


def _backup_line(backup: Backup) -> str:
    parts = {"number": backup.number, "made": _made(backup), "n": backup.days}
    if backup.sound:
        text = ngettext("{number}: {made}, {n} day", "{number}: {made}, {n} days", backup.days)
    else:
        text = ngettext(
            "{number}: {made}, {n} day (damaged)",
            "{number}: {made}, {n} days (damaged)",
            backup.days,
        )
    return text.format(**parts)


def restore(args: Namespace) -> None:
    """Restore a backup; `undo` undoes it."""
    file = open_file(args)
    with closed_afterwards(file):
        chosen = [backup for backup in file.backups() if backup.number == args.number]
        if not chosen:
            raise UserError(_("There is no backup number {n}.").format(n=args.number))
        made = _made(chosen[0])
        edit = file.restore_edit(chosen[0])
        record_with_undo(file, edit, restored_title(chosen[0].created))
    restored = _("Restored the backup from {made}. “ldn-desktop undo” undoes this.")
    unchanged = _("Nothing to restore: the diary is the same as on {made}.")
    print_lines([(restored if edit else unchanged).format(made=made)])


def undo(args: Namespace) -> None:
    """Undo the last import or restored backup."""
    file = open_file(args)
    with closed_afterwards(file):
        undos = file.undo_entries()
        if not undos:
            raise UserError(_("There is no import or restored backup to undo."))
        file.record(undos[0].edit(file.diary))
        file.remove_undo(undos[0])
    print_lines([_("Undone: {title}.").format(title=shown_title(undos[0].title))])


def encrypt(args: Namespace) -> None:
    """Encrypt the diary, once its recovery sheet is saved."""
    from ldn_desktop import storage

    file = open_file(args)
    with closed_afterwards(file):
        if file.encrypted:
            raise UserError(_("This diary is already encrypted."))
        if args.sheet.exists():
            raise UserError(
                _("{path} already exists. Please name a new file for the recovery sheet.").format(
                    path=args.sheet
                )
            )
        chosen = passphrase(args, _("New passphrase: "))
        if args.passphrase_fd is None and chosen != passphrase(args, _("Repeat the passphrase: ")):
            raise UserError(_("The two passphrases differ. Nothing was encrypted."))
        preparation = storage.prepare(chosen)
        lines = preparation.sheet(args.diary)
        output_file.write(args.sheet, "".join(f"{line}\n" for line in lines).encode())
        try:
            storage.encrypt(file, preparation, _typed_back(preparation, args.sheet))
        except UserError:
            args.sheet.unlink(missing_ok=True)  # its words open nothing
            raise
    print_lines(
        [
            _("The diary is encrypted. Print {sheet}, then delete that file.").format(
                sheet=args.sheet
            )
        ]
    )


def _typed_back(preparation: Preparation, sheet: Path) -> list[str]:
    first, second = preparation.asked_positions
    print_error(
        _("The recovery sheet is {sheet}. Please type words {first} and {second} from it.").format(
            sheet=sheet, first=first, second=second
        )
    )
    with contextlib.suppress(EOFError):
        return input().split()
    return []


def decrypt(args: Namespace) -> None:
    """Turn encryption off."""
    from ldn_desktop import storage

    file = open_file(args)
    with closed_afterwards(file):
        storage.decrypt(file)
    print_lines([_("The diary is no longer encrypted.")])


def _made(backup: Backup) -> str:
    return formats.long_moment(backup.created, seconds=backup.shares_minute)

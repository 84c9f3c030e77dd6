"""The diary shared with other computers, through a folder that any tool may carry."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from ldn_desktop.cli.diary_access import closed_afterwards, open_file, passphrase, print_notices
from ldn_desktop.cli.output import print_json, print_lines
from ldn_desktop.diary.model import AnswerChange
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _, formats, ngettext
from ldn_desktop.wording.difference_text import of_all

if TYPE_CHECKING:
    from pathlib import Path

    from ldn_desktop.diary.model import Edit
    from ldn_desktop.storage import DiaryFile
    from ldn_desktop.storage.shared_log.sharing import Sharing


def share(args: Namespace) -> None:
    """Join a folder, exchange with it, tell how things stand, or stop."""
    # A window may have the diary open: to tell how things stand takes no lock.
    file = open_file(args, read_only=args.status)
    with closed_afterwards(file):
        print_notices(file)
        if args.status:
            _print_status(file, as_json=args.json)
        elif args.stop:
            _stop(file)
        else:
            if args.folder is not None:
                _join(args, file)
            _exchange(args, file)


def _sharing(file: DiaryFile) -> Sharing:
    sharing = file.sharing()
    if sharing is None:
        raise _not_shared()
    return sharing


def _not_shared() -> UserError:
    return UserError(
        _("This diary is not shared. “ldn-desktop share FOLDER” shares it in a folder.")
    )


def _join(args: Namespace, file: DiaryFile) -> None:
    sharing = file.sharing()
    if sharing is not None and sharing.folder != args.folder.absolute():
        raise UserError(
            _("This diary is shared in {folder}. Please stop sharing first, with --stop.").format(
                folder=sharing.folder
            )
        )
    _with_passphrase(args, partial(file.join, args.folder))


def _with_passphrase(args: Namespace, work: Callable[[str], object]) -> None:
    """Do `work`, asking for the passphrase of the shared diary where one is needed."""
    from ldn_desktop.storage import PassphraseNeededError, WrongPassphraseError

    try:
        # Mostly the same passphrase on both computers.
        work(args.passphrase or "")
    except (PassphraseNeededError, WrongPassphraseError):
        work(passphrase(args, _("Passphrase for the shared diary: ")))


def _exchange(args: Namespace, file: DiaryFile) -> None:
    from ldn_desktop.storage import PassphraseNeededError, SeparateStartsError

    sharing = _sharing(file)
    try:
        exchanged = sharing.exchange()
    except PassphraseNeededError:
        _with_passphrase(args, file.unlock_sharing)
        exchanged = sharing.exchange()
    except SeparateStartsError as error:
        raise UserError(_apart_text(sharing.folder)) from error
    sharing.acknowledge()
    conflicts = len(sharing.differences())
    lines = [_came_line(exchanged.edit)]
    if conflicts:
        lines.append(_conflict_line(conflicts))
    print_lines(lines)


def _came_line(edit: Edit) -> str:
    count = len(edit.changes)
    if all(isinstance(change, AnswerChange) for change in edit.changes):
        text = ngettext(
            "{n} answer came from the other computers.",
            "{n} answers came from the other computers.",
            count,
        )
    else:
        text = ngettext(
            "{n} change from the other computer.", "{n} changes from the other computer.", count
        )
    return text.format(n=count)


def _apart_text(folder: Path) -> str:
    return _(
        "Another computer has also started sharing through {folder}. To join the two "
        "diaries, please open Settings, “Another computer”, or run “ldn-desktop share” "
        "with this folder. Until then, nothing is shared in either direction."
    ).format(folder=folder)


def _conflict_line(count: int) -> str:
    return ngettext(
        "{n} entry differs between the computers; “share --status” lists it.",
        "{n} entries differ between the computers; “share --status” lists them.",
        count,
    ).format(n=count)


def _print_status(file: DiaryFile, *, as_json: bool) -> None:
    status = file.sharing_status()
    if status is None:
        raise _not_shared()
    if as_json:
        print_json(
            {
                "folder": str(status.folder),
                "sent": status.sent,
                "locked": status.locked,
                "apart": status.is_apart,
                "devices": [
                    {
                        "name": d.name,
                        "lines": d.lines,
                        "entries": d.entries,
                        "newest": d.newest.isoformat(),
                    }
                    for d in status.devices
                ],
                "conflicts": [
                    {"field": list(field), "others": others}
                    for field, others in status.conflicts.items()
                ],
            }
        )
        return
    print_lines([_("Shared in {folder}.").format(folder=status.folder)])
    if status.is_apart:
        print_lines([_apart_text(status.folder)])
    print_lines(
        ngettext(
            "Computer {name}: {n} entry, the newest from {when}.",
            "Computer {name}: {n} entries, the newest from {when}.",
            device.entries,
        ).format(name=device.name[:4], n=device.entries, when=formats.long_moment(device.newest))
        for device in status.devices
    )
    print_lines(of_all(file.diary, status.differences))


def _stop(file: DiaryFile) -> None:
    folder = _sharing(file).folder
    file.leave()
    print_lines(
        [
            _(
                "The diary is no longer shared. All of it is still on this computer. {folder} "
                "was not changed."
            ).format(folder=folder)
        ]
    )

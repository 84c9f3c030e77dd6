"""Opening the diary for a command: to read it, or to record one edit."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from ldn_desktop.cli.out import complain
from ldn_desktop.diary import Diary, Edit
from ldn_desktop.words import Refused, _

NAME = "ldn-desktop"


def default_folder() -> Path:
    """The system's place for this program's data."""
    import platformdirs  # only where no --diary is given

    return Path(platformdirs.user_data_dir(NAME, appauthor=False))


def local_now() -> datetime:
    return datetime.now().astimezone()


def read_diary(wanted: Namespace) -> Diary:
    """The diary as it is on the disk. Needs no lock: a window may be open on it."""
    if wanted.demo:
        from ldn_desktop.demo import demo_diary

        return demo_diary(local_now().date())
    if wanted.diary.is_file():
        raise Refused(
            _("{path} is a file. The diary is a folder; please name another place.").format(
                path=wanted.diary
            )
        )
    from ldn_desktop.storage import open_diary  # not for the guide

    with open_diary(wanted.diary, read_only=True) as file:
        for notice in file.notices:
            complain(notice)
        return file.diary


def record(wanted: Namespace, make: Callable[[Diary], Edit]) -> None:
    """Record the edit that `make` makes of the diary: durable when this returns.

    Raises Refused, with the diary as it was.
    """
    if wanted.demo:
        raise Refused(_("The invented diary keeps nothing. Leave --demo out to record."))
    from ldn_desktop.storage import CannotSave, open_diary

    file = open_diary(wanted.diary)
    try:
        for notice in file.notices:
            complain(notice)
        file.record(make(file.diary))
    finally:
        try:
            file.close()
        except CannotSave as refusal:
            # The answers stand in the journal already; only tidying up has to wait.
            complain(str(refusal))

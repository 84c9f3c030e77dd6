"""The day to check again as a file for any calendar (iCalendar, RFC 5545)."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from ldn_desktop import __version__, output_file
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _

SUFFIX = ".ics"
LONGEST_LINE = 75
"""Octets of a line; what is longer is folded."""


def check_again(when: date, now: datetime) -> bytes:
    """An event that lasts all of `when` and hides nothing else; `now` (aware) is its time stamp.

    Its words name no medicine and no illness: calendars are often shared.
    """
    day, next_day = (f"{one:%Y%m%d}" for one in (when, when + timedelta(days=1)))
    summary = _text(_("Look at my diary again"))
    description = _text(_("Today is the day to check whether anything changed."))
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//LDN Desktop//{__version__}//EN",
        "BEGIN:VEVENT",
        f"UID:{os.urandom(16).hex()}@ldn-desktop.invalid",
        f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{day}",
        f"DTEND;VALUE=DATE:{next_day}",
        f"SUMMARY:{summary}",
        f"DESCRIPTION:{description}",
        "TRANSP:TRANSPARENT",
        "CLASS:PRIVATE",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return b"".join(_folded(line) + b"\r\n" for line in lines)


def write_check_again(when: date, now: datetime, path: Path) -> None:
    """The event as a file at `path`. Raises UserError for another ending than .ics."""
    if path.suffix.lower() != SUFFIX:
        raise UserError(_("“{name}” should end in .ics.").format(name=path.name))
    output_file.write(path, check_again(when, now))


def _text(text: str) -> str:
    """`text` with what iCalendar reads as its own escaped."""
    for character in "\\;,":
        text = text.replace(character, f"\\{character}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """`line` in pieces of 75 octets at most, each after the first behind a blank.

    No character is cut in two.
    """
    pieces, piece = [], b""
    for character in line:
        encoded = character.encode()
        if len(piece) + len(encoded) > LONGEST_LINE:
            pieces.append(piece)
            piece = b" "
        piece += encoded
    return b"\r\n".join([*pieces, piece])

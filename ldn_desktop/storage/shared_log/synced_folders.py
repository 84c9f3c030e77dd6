"""Recognises folders that a sync tool carries, by what the tool leaves there and by their names."""

from __future__ import annotations

import re
from pathlib import Path

from msgspec import Struct


class SyncedFolder(Struct, frozen=True):
    """A folder that a tool copies to other computers."""

    root: Path
    tool: str
    """The tool's own name; it is not translated."""
    is_cloud: bool
    """Somebody else's computer holds a copy, and could read what is not encrypted."""


_MARKERS = (
    (".stfolder", "Syncthing", False),
    (".dropbox", "Dropbox", True),
    (".dropbox.cache", "Dropbox", True),
    (".nextcloudsync.log", "Nextcloud", True),
    (".owncloudsync.log", "ownCloud", True),
    (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive", True),
)
"""What stands at the root of a synced folder."""
_NAMES = (
    (r"dropbox( \(.+\))?", "Dropbox"),
    (r"onedrive( - .+)?", "OneDrive"),
    (r"nextcloud\d*", "Nextcloud"),
    (r"owncloud\d*", "ownCloud"),
    (r"google ?drive|googledrive-.+|my drive", "Google Drive"),
    (r"icloud ?drive|com~apple~clouddocs|mobile documents", "iCloud Drive"),
    (r"pcloud ?drive|pclouddrive", "pCloud"),
    (r"mega( sync|sync)?", "MEGA"),
    (r"proton ?drive", "Proton Drive"),
    (r"seafile", "Seafile"),
)
"""How cloud services name their folder. Syncthing's is called as the person likes."""
_PATTERNS = [(re.compile(pattern, re.IGNORECASE), tool) for pattern, tool in _NAMES]


def synced_folder(folder: Path) -> SyncedFolder | None:
    """The synced folder in which `folder` lies, the nearest one; None where none is recognised."""
    folder = folder.absolute()
    for place in (folder, *folder.parents):
        if found := _by_marker(place) or _by_name(place):
            return found
    return None


def synced_folder_in(home: Path) -> Path | None:
    """The first folder directly in `home` that a tool carries; None where none is recognised."""
    try:
        folders = sorted(entry for entry in home.iterdir() if entry.is_dir())
    except OSError:
        return None
    return next((folder for folder in folders if _by_marker(folder) or _by_name(folder)), None)


def _by_marker(place: Path) -> SyncedFolder | None:
    for marker, tool, is_cloud in _MARKERS:
        try:
            if (place / marker).exists():
                return SyncedFolder(place, tool, is_cloud)
        except OSError:
            return None  # nobody may look there
    return None


def _by_name(place: Path) -> SyncedFolder | None:
    for pattern, tool in _PATTERNS:
        if pattern.fullmatch(place.name):
            return SyncedFolder(place, tool, is_cloud=True)
    return None

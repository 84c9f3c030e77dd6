"""What this computer remembers of the sharing of its diary."""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _
from ldn_desktop.storage.disk import durable_io

LOCAL_FOLDER = "shared"
"""In the diary's folder: the lines of all computers, and this."""
FILE_NAME, DEVICE_NAME = "sharing.json", "device.json"
SUFFIX_DIGITS = 4


class DeviceNames(Struct, frozen=True):
    """The name under which this computer writes, and those it had before."""

    device: str
    former: list[str] = []


class Config(Struct, frozen=True):
    """Where the diary is shared, and what the log knows of its journal."""

    share: str
    folder: str
    published: int = 0
    """Sequence of the newest edit of the journal that the log has."""
    applying: tuple[int, str] = (0, "")
    """Sequence and digest of the newest edit that came from the log: it is none of its own."""
    resync: bool = False
    """Edits were made that the journal no longer has: what the diary says counts."""
    unseen: list[str] = []
    """Names of lines that came and that nobody has looked at yet."""
    also: list[str] = []
    """Other names of the shared diary, where computers began to share apart."""
    keys: str = ""
    """The keys of an encrypted shared diary, encrypted with that of the diary where it has one."""
    next_keys: str = ""
    """The same under another key, while the diary changes to that."""


def is_shared(folder: Path) -> bool:
    """Whether the diary in `folder` is shared: a look that opens nothing."""
    return (folder / LOCAL_FOLDER / FILE_NAME).exists()


def load_config(folder: Path) -> Config | None:
    """That of the diary in `folder`; None where it is not shared. Raises UserError."""
    path = folder / LOCAL_FOLDER / FILE_NAME
    content = durable_io.read_bytes(path)
    if content is None:
        return None
    try:
        return msgspec.json.decode(content, type=Config)
    except ValueError:
        raise UserError(
            _("{path} is damaged. Please share the diary again.").format(path=path)
        ) from None


def save_config(folder: Path, config: Config) -> None:
    """Raises SaveError."""
    durable_io.atomic_write(folder / LOCAL_FOLDER / FILE_NAME, msgspec.json.encode(config))


def load_device_names(folder: Path) -> DeviceNames:
    """Those of this computer, for the diary in `folder`; an empty one where it is not shared."""
    content = durable_io.read_bytes(folder / LOCAL_FOLDER / DEVICE_NAME)
    try:
        return msgspec.json.decode(content or b"", type=DeviceNames)
    except ValueError:
        return DeviceNames("")


def device_suffix(folder: Path) -> str:
    """What the keys of symptoms end in that are made on this computer; empty where not shared."""
    return load_device_names(folder).device[:SUFFIX_DIGITS]


def on_opening(folder: Path, sequence: int) -> str:
    """Heed what became of the diary since; what there is to say of it. Raises SaveError.

    Where the diary was restored to an older state, whose newest edit is `sequence`, the numbers
    after that are given again, to edits that the log does not have.
    """
    try:
        config = load_config(folder)
    except UserError as damaged:
        path = folder / LOCAL_FOLDER / FILE_NAME
        path.rename(durable_io.free_name(path.with_name("sharing.damaged.json")))
        return str(damaged)
    if config is not None and config.published > sequence:
        save_config(folder, replace(config, published=sequence))
    return ""

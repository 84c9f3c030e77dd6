"""Whether everything in a diary's folder is sound. Nothing is changed."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from ldn_desktop.i18n import _, formats, ngettext
from ldn_desktop.storage import loading
from ldn_desktop.storage.disk import durable_io
from ldn_desktop.storage.open import open_diary, privacy_notices
from ldn_desktop.storage.recovery import other_copies


class Check(Struct, frozen=True):
    """What was found, as sentences."""

    sound: bool
    sentences: tuple[str, ...]


def check(folder: Path, *, passphrase: str | None = None) -> Check:
    """Read and verify the diary file, the journal and every backup in `folder`.

    Raises PassphraseNeededError and WrongPassphraseError for an encrypted diary.
    """
    if not loading.exists(durable_io.long_path(folder)):
        return Check(sound=True, sentences=(_("There is no diary here yet."),))
    with open_diary(folder, passphrase=passphrase, read_only=True) as file:
        days = len(file.diary.dates())
        trouble = list(file.notices)
        made = file.backups()
        if file.encrypted:
            trouble += _readable_copies(file.folder)
    broken = [backup.path.name for backup in made if not backup.sound]
    trouble += [_("The backup {name} is damaged.").format(name=name) for name in broken]
    good = sum(backup.sound for backup in made)
    sentences = [
        ngettext(
            "The diary has entries on {n} day.", "The diary has entries on {n} days.", days
        ).format(n=days),
        ngettext("{n} backup is sound.", "{n} backups are sound.", good).format(n=good),
    ]
    if not file.encrypted:
        sentences += privacy_notices(file.folder)
    if not trouble:
        sentences.append(_("The diary file, the latest changes and the backups are all undamaged."))
    return Check(not trouble, (*sentences, *trouble))


def _readable_copies(folder: Path) -> list[str]:
    """What lies beside an encrypted diary and is not encrypted, in one sentence."""
    names = [str(path.relative_to(folder)) for path in other_copies.readable(folder)]
    if not names:
        return []
    sentence = ngettext(
        "A copy of this diary is not encrypted: {names}. Open the diary once to encrypt the "
        "copy, or delete the copy.",
        "Copies of this diary are not encrypted: {names}. Open the diary once to encrypt these "
        "copies, or delete them.",
        len(names),
    )
    return [sentence.format(names=formats.enumerated(names))]

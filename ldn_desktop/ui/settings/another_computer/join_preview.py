"""What sharing a diary in a folder would do, as sentences. No Qt."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from ldn_desktop.diary.model import AnswerChange
from ldn_desktop.i18n import _, ngettext
from ldn_desktop.ui.settings.restore_preview import days_text

if TYPE_CHECKING:
    from ldn_desktop.storage import JoinPreview


def join_sentences(preview: JoinPreview, today: date) -> list[str]:
    """What comes, what goes, and what differs; nothing is ever replaced."""
    if preview.is_first:
        return list(_copied_first(preview))
    found = [*_coming(preview, today), *_going(preview), *_differing(preview)]
    if preview.encrypts:
        found.append(
            _("The folder will be encrypted. The other computer will ask for your passphrase once.")
        )
    return found or [_("Both diaries are the same already.")]


def _copied_first(preview: JoinPreview) -> Iterator[str]:
    if preview.goes:
        yield ngettext(
            "{n} entry from this diary will be copied to the folder.",
            "{n} entries from this diary will be copied to the folder.",
            preview.goes,
        ).format(n=preview.goes)
    yield _(
        "There is no other diary in this folder yet. If you have already shared one there, please "
        "wait until its files have arrived."
    )


def _coming(preview: JoinPreview, today: date) -> Iterator[str]:
    answers = [change for change in preview.comes.changes if isinstance(change, AnswerChange)]
    if answers:
        text = ngettext(
            "{n} entry will come from the other computer: {days}.",
            "{n} entries will come from the other computer: {days}.",
            len(answers),
        )
        days = days_text({change.date for change in answers}, today)
        yield text.format(n=len(answers), days=days)
    others = len(preview.comes.changes) - len(answers)
    if others:
        yield ngettext(
            "{n} dose step, symptom or setting will come from the other computer.",
            "{n} dose steps, symptoms or settings will come from the other computer.",
            others,
        ).format(n=others)


def _going(preview: JoinPreview) -> Iterator[str]:
    if preview.goes:
        yield ngettext(
            "{n} entry will go to the other computer.",
            "{n} entries will go to the other computer.",
            preview.goes,
        ).format(n=preview.goes)


def _differing(preview: JoinPreview) -> Iterator[str]:
    if preview.differing:
        yield ngettext(
            "{n} entry differs. You will see the newer one, with the other next to it.",
            "{n} entries differ. You will see the newer ones, with the others next to them.",
            preview.differing,
        ).format(n=preview.differing)

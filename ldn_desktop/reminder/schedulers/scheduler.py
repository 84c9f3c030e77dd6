"""What a scheduler of a system can do, and what all of them say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _


class Scheduler(Protocol):
    """Runs one command each day for this person alone."""

    def available(self) -> bool:
        """Whether this computer has it."""
        ...

    def install(self, command: Sequence[str], hour: int) -> str:
        """Run `command` each day at `hour`, replacing what was installed; how, in words.

        Raises UserError, with nothing installed, where the system refuses it.
        """
        ...

    def installed(self) -> bool:
        """Whether it is going to run what was installed, as far as it tells."""
        ...

    def remove(self) -> None:
        """Leave nothing of it behind. Raises UserError where the system refuses."""
        ...


def refused(name: str) -> UserError:
    """The sentence for a scheduler that is there and does not do as asked."""
    return UserError(
        _("The reminder is off: this computer’s scheduler ({name}) did not accept it.").format(
            name=name
        )
    )


def each_day() -> str:
    """How a scheduler that keeps the hour is described."""
    return _("It appears at that hour. If this computer is off then, it does not appear later.")

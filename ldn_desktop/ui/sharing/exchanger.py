"""When a window exchanges with other computers, and what it says about that."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from ldn_desktop.diary.model import AnswerChange, Edit
from ldn_desktop.i18n import ngettext
from ldn_desktop.ui.session import Session

LOOK_EVERY_MS = 20_000
"""A cheap look at the folder and at what is recorded here; the folder may be on a network, where
no system tells of changes."""
WHOLE_EVERY = 15
"""Looks between two exchanges that trust no look: every five minutes."""


class Exchanger(QObject):
    """Exchanges at once; a shared diary also on focus, when the folder changes, and now and then.

    All of it happens on the writing thread. `say` gets a sentence for the person.
    """

    def __init__(self, parent: QObject, session: Session, say: Callable[[str], object]) -> None:
        super().__init__(parent)
        self._session, self._say = session, say
        self._failure = ""
        self._looks = 0
        self._differing = frozenset(session.differences)
        session.exchanged.connect(self._on_exchanged)
        session.exchange_failed.connect(self._on_failed)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.applicationStateChanged.connect(self._on_application_state)
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)
        session.exchange()

    def _look(self) -> None:
        self._looks += 1
        self._session.exchange(if_due=self._looks % WHOLE_EVERY != 0)

    def _on_application_state(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self._session.exchange(if_due=True)

    def _on_exchanged(self, edit: Edit) -> None:
        self._failure = ""
        self._timer.start()
        differing = frozenset(self._session.differences)
        new, self._differing = len(differing - self._differing), differing
        sentence = " ".join(filter(None, (came_text(edit), differing_text(new))))
        if sentence:
            self._say(sentence)

    def _on_failed(self, sentence: str) -> None:
        """Say once what is wrong: a stick that is away stays away for long."""
        self._timer.start()
        if sentence != self._failure:
            self._failure = sentence
            self._say(sentence)


def came_text(edit: Edit) -> str:
    """“3 answers from the other computer.”, and how many were removed; empty for nothing."""
    answers = [change for change in edit.changes if isinstance(change, AnswerChange)]
    gone = sum(change.after is None for change in answers)
    return " ".join(filter(None, (_brought_text(edit, answers, gone), _removed_text(gone))))


def _removed_text(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "{n} answer was removed on the other computer.",
        "{n} answers were removed on the other computer.",
        count,
    ).format(n=count)


def _brought_text(edit: Edit, answers: Sequence[AnswerChange], gone: int) -> str:
    count = len(edit.changes) - gone
    if not count:
        return ""
    if len(answers) == len(edit.changes):
        text = ngettext(
            "{n} answer from the other computer.", "{n} answers from the other computer.", count
        )
    else:
        text = ngettext(
            "{n} change from the other computer.", "{n} changes from the other computer.", count
        )
    return text.format(n=count)


def differing_text(count: int) -> str:
    """“1 entry differs …”, and where both are listed; empty where none does."""
    if not count:
        return ""
    return ngettext(
        "{n} entry differs from the other computer’s. Both are listed in Settings, under “Another "
        "computer”.",
        "{n} entries differ from the other computer’s. They are listed in Settings, under “Another "
        "computer”.",
        count,
    ).format(n=count)

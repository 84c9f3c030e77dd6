"""Reads sentences aloud through the system's own voice: one process a sentence."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

SHORTEST_LIMIT_MS = 10_000
LIMIT_A_LETTER_MS = 200
"""Three times slower than slow speech: whoever needs longer is stuck."""
HUSH_LIMIT_MS = 3_000
WINDOWS_SPEECH = (
    "Add-Type -AssemblyName System.Speech;"
    "(New-Object System.Speech.Synthesis.SpeechSynthesizer).Speak([Console]::In.ReadToEnd())"
)


@dataclass(frozen=True, slots=True)
class Voice:
    """A program that says one sentence and ends: its command, and how it is given the text."""

    program: str
    arguments: tuple[str, ...]
    by_argument: bool = False
    """The text comes last on the command line; otherwise it is written to the program."""
    hush: tuple[str, ...] = ()
    """Arguments that silence a voice which speaks on after its program was ended."""


def voices() -> list[Voice]:
    """The voices of this system, the best first; empty where there is none."""
    found = {
        "spd-say": Voice("spd-say", ("--wait", "--"), by_argument=True, hush=("--cancel",)),
        "espeak-ng": Voice("espeak-ng", ("--stdin",)),
        "espeak": Voice("espeak", ("--stdin",)),
    }
    if sys.platform == "darwin":
        found = {"say": Voice("say", ("-f", "-"))}
    elif sys.platform == "win32":
        speak = ("-NoProfile", "-NonInteractive", "-Command", WINDOWS_SPEECH)
        found = {"powershell": Voice("powershell", speak)}
    return [voice for program, voice in found.items() if shutil.which(program)]


class ReadAloud(QObject):
    """Play, pause, next. Nothing here waits: a stuck voice is ended when its time is over."""

    speaking = Signal(int)
    """The number of the sentence that is now being said."""
    ended = Signal()
    """Everything was said, or it was paused or stopped."""
    failed = Signal()
    """No voice answered."""

    def __init__(self, known: Sequence[Voice], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._voices = list(known)
        self._sentences: list[str] = []
        self._place = 0
        self._process: QProcess | None = None
        self._limit = QTimer(self)
        self._limit.setSingleShot(True)
        self._limit.timeout.connect(self._out_of_time)

    @property
    def available(self) -> bool:
        return bool(self._voices)

    @property
    def playing(self) -> bool:
        return self._process is not None

    @property
    def place(self) -> int:
        """The sentence being said, or the one that would be said next."""
        return self._place

    def load(self, sentences: Sequence[str]) -> None:
        """Take other `sentences`, from their beginning; silent until `play`."""
        self.pause()
        self._sentences, self._place = list(sentences), 0

    def play(self, place: int | None = None) -> None:
        """Say the sentences from `place`, or from where it was paused."""
        self._drop()
        self._place = self._place if place is None else place
        if self._place >= len(self._sentences):
            self._place = 0
            self.ended.emit()
        elif self._voices:
            self._say(self._voices[0])
        else:
            self.failed.emit()

    def pause(self) -> None:
        """Be silent; `play` begins the same sentence again."""
        if self.playing:
            self._drop()
            self.ended.emit()

    def next(self) -> None:
        """On to the next sentence at once."""
        self.play(self._place + 1)

    def _say(self, voice: Voice) -> None:
        text = self._sentences[self._place]
        process = QProcess(self)
        self._process = process
        process.finished.connect(lambda code, _status: self._finished(process, code == 0))
        process.errorOccurred.connect(lambda _error: self._finished(process, well=False))
        self._limit.start(SHORTEST_LIMIT_MS + LIMIT_A_LETTER_MS * len(text))
        self.speaking.emit(self._place)
        given = [*voice.arguments, text] if voice.by_argument else list(voice.arguments)
        process.start(voice.program, given)
        if not voice.by_argument:
            process.write(text.encode())
            process.closeWriteChannel()

    def _finished(self, process: QProcess, well: bool) -> None:
        if process is not self._process:
            return
        self._drop()
        if well:
            self.play(self._place + 1)
            return
        self._voices.pop(0)
        self.play(self._place)

    def _out_of_time(self) -> None:
        """The voice is stuck: give up on it, and let another try the same sentence."""
        if self._process:
            self._finished(self._process, well=False)

    def _drop(self) -> None:
        self._limit.stop()
        process, self._process = self._process, None
        if process is None:
            return
        running = process.state() is not QProcess.ProcessState.NotRunning
        process.setParent(None)
        process.finished.connect(process.deleteLater)
        if running:
            process.kill()
            self._hush(process.program())
        else:
            process.deleteLater()

    def _hush(self, program: str) -> None:
        for voice in self._voices:
            if voice.program == program and voice.hush:
                hush = QProcess(self)
                hush.finished.connect(hush.deleteLater)
                hush.start(voice.program, list(voice.hush))
                # A stuck speech service leaves this one waiting as well.
                QTimer.singleShot(HUSH_LIMIT_MS, hush, hush.kill)

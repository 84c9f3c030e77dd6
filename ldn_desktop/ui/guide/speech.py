"""Reads sentences aloud through the system's own voice: one process a sentence."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

BASE_TIMEOUT_MS = 10_000
TIMEOUT_PER_CHARACTER_MS = 200
"""Three times slower than slow speech: a process that needs longer hangs."""
CANCEL_TIMEOUT_MS = 3_000
WINDOWS_SPEECH = (
    # PowerShell would read the code page of old consoles otherwise.
    "[Console]::InputEncoding = [System.Text.Encoding]::UTF8;"
    "Add-Type -AssemblyName System.Speech;"
    "$voice = New-Object System.Speech.Synthesis.SpeechSynthesizer;"
    # Without a voice for the language the usual one reads.
    "try {{ $voice.SelectVoiceByHints('NotSet', 'NotSet', 0, '{language}') }} catch {{ }}"
    "$voice.Speak([Console]::In.ReadToEnd())"
)
MACOS_SPEECH = (
    # One line a voice: “Daniel              en_GB    # Hello! My name is Daniel.”
    "name=$(say -v '?' | sed -n 's/^\\(.*[^ ]\\)  *{language}[_-].*/\\1/p' | head -n 1);"
    'exec say ${{name:+-v "$name"}} -f -'
)


@dataclass(frozen=True, slots=True)
class Voice:
    """A command-line speech program: speaks one sentence, then exits."""

    program: str
    arguments: tuple[str, ...]
    text_as_argument: bool = False
    """Pass the text as the last argument; otherwise write it to standard input."""
    cancel: tuple[str, ...] = ()
    """Arguments that stop a speech service which outlives the process we killed."""


def voices(language: str = "en") -> list[Voice]:
    """The speech programs installed here, the best first, asked for a voice of `language`."""
    found = {
        "spd-say": Voice(
            "spd-say",
            ("--wait", "--language", language, "--"),
            text_as_argument=True,
            cancel=("--cancel",),
        ),
        "espeak-ng": Voice("espeak-ng", ("-v", language, "--stdin")),
        "espeak": Voice("espeak", ("-v", language, "--stdin")),
    }
    if sys.platform == "darwin":
        found = {"say": Voice("sh", ("-c", MACOS_SPEECH.format(language=language)))}
    elif sys.platform == "win32":
        speak = ("-NoProfile", "-NonInteractive", "-Command")
        script = WINDOWS_SPEECH.format(language=language)
        found = {"powershell": Voice("powershell", (*speak, script))}
    return [voice for program, voice in found.items() if shutil.which(program)]


class ReadAloud(QObject):
    """Play, pause, next. Never blocks: a voice that hangs is killed after a timeout."""

    speaking = Signal(int)
    """Index of the sentence being spoken."""
    ended = Signal()
    """The last sentence was spoken, or speech was paused or stopped."""
    failed = Signal()
    """No voice works."""

    def __init__(self, installed: Sequence[Voice], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._voices = list(installed)
        self._sentences: list[str] = []
        self._index = 0
        self._process: QProcess | None = None
        self._timeout = QTimer(self)
        self._timeout.setSingleShot(True)
        self._timeout.timeout.connect(self._on_timeout)

    @property
    def available(self) -> bool:
        return bool(self._voices)

    @property
    def playing(self) -> bool:
        return self._process is not None

    @property
    def index(self) -> int:
        """The sentence being spoken, or the next one."""
        return self._index

    def load(self, sentences: Sequence[str]) -> None:
        """Replace the sentences and go to the first; silent until `play`."""
        self.pause()
        self._sentences, self._index = list(sentences), 0

    def play(self, index: int | None = None) -> None:
        """Speak from `index`, or from the current sentence."""
        self._stop_process()
        self._index = self._index if index is None else index
        if self._index >= len(self._sentences):
            self._index = 0
            self.ended.emit()
        elif self._voices:
            self._speak(self._voices[0])
        else:
            self.failed.emit()

    def pause(self) -> None:
        """Stop; `play` repeats the current sentence from its beginning."""
        if self.playing:
            self._stop_process()
            self.ended.emit()

    def next(self) -> None:
        """Skip to the next sentence."""
        self.play(self._index + 1)

    def _speak(self, voice: Voice) -> None:
        text = self._sentences[self._index]
        process = QProcess(self)
        self._process = process
        process.finished.connect(lambda code, _status: self._finished(process, success=code == 0))
        process.errorOccurred.connect(lambda _error: self._finished(process, success=False))
        self._timeout.start(BASE_TIMEOUT_MS + TIMEOUT_PER_CHARACTER_MS * len(text))
        self.speaking.emit(self._index)
        arguments = [*voice.arguments, text] if voice.text_as_argument else list(voice.arguments)
        process.start(voice.program, arguments)
        if not voice.text_as_argument:
            process.write(text.encode())
            process.closeWriteChannel()

    def _finished(self, process: QProcess, success: bool) -> None:
        if process is not self._process:
            return
        self._stop_process()
        if success:
            self.play(self._index + 1)
            return
        self._voices.pop(0)
        self.play(self._index)

    def _on_timeout(self) -> None:
        """Give up on a voice that hangs and try the next one."""
        if self._process:
            self._finished(self._process, success=False)

    def _stop_process(self) -> None:
        self._timeout.stop()
        process, self._process = self._process, None
        if process is None:
            return
        running = process.state() is not QProcess.ProcessState.NotRunning
        process.setParent(None)
        process.finished.connect(process.deleteLater)
        if running:
            process.kill()
            self._cancel_service(process.program())
        else:
            process.deleteLater()

    def _cancel_service(self, program: str) -> None:
        for voice in self._voices:
            if voice.program == program and voice.cancel:
                cancel = QProcess(self)
                cancel.finished.connect(cancel.deleteLater)
                cancel.start(voice.program, list(voice.cancel))
                # If the speech service hangs, so does its own cancel command.
                QTimer.singleShot(CANCEL_TIMEOUT_MS, cancel, cancel.kill)

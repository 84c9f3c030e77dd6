"""Reading aloud: sentence by sentence through other programs, and never a stuck window."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from ldn_desktop.ui.guide import speech
from ldn_desktop.ui.guide.speech import ReadAloud, Voice, voices
from tests.support.ui.guide_screens import guide_tab, paragraph_views
from tests.support.ui.window import OpenWindow

Touch = Callable[[QAbstractButton], None]

# Windows' encoding may be another one.
WRITES = "import sys; open(sys.argv[1], 'ab').write(sys.stdin.buffer.read() + b'\\n')"
WRITES_ARGUMENT = "import sys; open(sys.argv[1], 'ab').write(sys.argv[-1].encode() + b'\\n')"
STUCK = Voice(sys.executable, ("-c", "import time; time.sleep(600)"))
BROKEN = Voice(sys.executable, ("-c", "raise SystemExit(3)"))
MISSING = Voice("/nowhere/no-such-voice", ())


@pytest.fixture
def heard(tmp_path: Path) -> Path:
    return tmp_path / "heard.txt"


@pytest.fixture
def clear_voice(heard: Path) -> Voice:
    """A voice that writes what it is given into `heard`."""
    return Voice(sys.executable, ("-c", WRITES, str(heard)))


def _said(heard: Path) -> list[str]:
    return heard.read_text("utf-8").splitlines() if heard.exists() else []


def test_sentences_are_said_one_after_the_other(
    qtbot: QtBot, clear_voice: Voice, heard: Path
) -> None:
    reader = ReadAloud([clear_voice])
    reader.load(["One.", "Two — with “signs”.", "-Three; rm $HOME"])
    with qtbot.waitSignal(reader.ended, timeout=20_000):
        reader.play()
    assert _said(heard) == ["One.", "Two — with “signs”.", "-Three; rm $HOME"]
    assert reader.index == 0


def test_a_voice_that_wants_its_text_as_an_argument_gets_it_last(qtbot: QtBot, heard: Path) -> None:
    voice = Voice(sys.executable, ("-c", WRITES_ARGUMENT, str(heard)), text_as_argument=True)
    reader = ReadAloud([voice])
    reader.load(["One sentence."])
    with qtbot.waitSignal(reader.ended, timeout=20_000):
        reader.play()
    assert _said(heard) == ["One sentence."]


def test_pause_is_silent_at_once_and_play_begins_the_same_sentence_again(qtbot: QtBot) -> None:
    reader = ReadAloud([STUCK])
    reader.load(["One.", "Two."])
    reported: list[int] = []
    reader.speaking.connect(reported.append)
    reader.play(1)
    with qtbot.waitSignal(reader.ended, timeout=5_000):
        reader.pause()
    assert not reader.playing
    reader.play()
    assert reported == [1, 1]
    reader.pause()


def test_next_goes_on_and_ends_after_the_last(qtbot: QtBot) -> None:
    reader = ReadAloud([STUCK])
    reader.load(["One.", "Two."])
    reader.play()
    reader.next()
    assert reader.index == 1
    with qtbot.waitSignal(reader.ended, timeout=5_000):
        reader.next()
    assert not reader.playing


@pytest.mark.parametrize("first", [BROKEN, MISSING], ids=["broken", "missing"])
def test_another_voice_takes_over_the_sentence_the_first_could_not_say(
    qtbot: QtBot, clear_voice: Voice, heard: Path, first: Voice
) -> None:
    reader = ReadAloud([first, clear_voice])
    reader.load(["One.", "Two."])
    with qtbot.waitSignal(reader.ended, timeout=20_000):
        reader.play()
    assert _said(heard) == ["One.", "Two."]


def test_a_stuck_voice_is_given_up_when_its_time_is_over(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speech, "BASE_TIMEOUT_MS", 50)
    monkeypatch.setattr(speech, "TIMEOUT_PER_CHARACTER_MS", 0)
    reader = ReadAloud([STUCK])
    reader.load(["One."])
    with qtbot.waitSignal(reader.failed, timeout=20_000):
        reader.play()
    assert not reader.playing
    assert not reader.available


def test_a_service_that_will_not_be_silent_is_not_waited_for(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speech, "CANCEL_TIMEOUT_MS", 50)
    voice = Voice(sys.executable, STUCK.arguments, cancel=STUCK.arguments)
    reader = ReadAloud([voice])
    reader.load(["One."])
    reader.play()
    reader.pause()
    assert len(reader.findChildren(QProcess)) == 1
    qtbot.waitUntil(lambda: not reader.findChildren(QProcess), timeout=20_000)


@pytest.mark.usefixtures("qapp")
def test_the_time_limit_grows_with_the_sentence_and_is_never_endless() -> None:
    reader = ReadAloud([STUCK])
    reader.load(["Short.", "A " + "long " * 40 + "one."])
    reader.play(0)
    short = reader._timeout.interval()
    reader.play(1)
    assert 5_000 < short < reader._timeout.interval() < 120_000
    reader.pause()


def test_without_a_voice_there_is_no_button(
    open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda _program: None)
    assert voices() == []
    tab = guide_tab(open_window())
    assert not tab.aloud.isVisible()
    assert not tab.aloud.play.isVisible()


def test_the_voices_of_the_system_are_found_best_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda program: f"/usr/bin/{program}")
    monkeypatch.setattr(sys, "platform", "linux")
    assert [voice.program for voice in voices()] == ["spd-say", "espeak-ng", "espeak"]
    monkeypatch.setattr(sys, "platform", "darwin")
    assert [voice.program for voice in voices()] == ["sh"]
    monkeypatch.setattr(sys, "platform", "win32")
    assert [voice.program for voice in voices()] == ["powershell"]


def test_each_program_is_asked_for_a_voice_of_the_language(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("shutil.which", lambda program: f"/usr/bin/{program}")
    monkeypatch.setattr(sys, "platform", "linux")
    assert [voice.arguments for voice in voices("nb")] == [
        ("--wait", "--language", "nb", "--"),
        ("-v", "nb", "--stdin"),
        ("-v", "nb", "--stdin"),
    ]
    monkeypatch.setattr(sys, "platform", "win32")
    (windows,) = voices("nb")
    assert "SelectVoiceByHints('NotSet', 'NotSet', 0, 'nb')" in windows.arguments[-1]
    assert "{" not in windows.arguments[-1].replace("try { ", "").replace("catch { ", "")


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of macOS, tried with one like it")
def test_a_mac_reads_with_its_first_voice_of_the_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = "Alex                en_US    # Most\nBad News            de_DE    # Hallo\n"
    say = tmp_path / "say"
    say.write_text(
        f"#!/bin/sh\n[ \"$2\" = '?' ] && printf '%s' '{listed}' && exit\necho \"$@\"\n", "utf-8"
    )
    say.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setattr(sys, "platform", "darwin")
    said = {}
    for language in ("de", "en", "nb"):
        (voice,) = voices(language)
        asked = [voice.program, *voice.arguments]
        said[language] = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    assert said == {"de": "-v Bad News -f -\n", "en": "-v Alex -f -\n", "nb": "-f -\n"}


def test_the_sentence_being_said_is_marked_and_only_it(
    open_window: OpenWindow, touch: Touch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ldn_desktop.ui.guide.read_aloud_bar.voices", lambda: [STUCK])
    tab = guide_tab(open_window())
    assert tab.aloud.play.isVisible()
    touch(tab.aloud.play)
    assert tab.aloud.play.text() == "Pause"
    assert [v.paragraph.spoken for v in paragraph_views(tab) if v.paragraph.spoken] == []
    touch(tab.aloud.next)
    marked = [v.paragraph for v in paragraph_views(tab) if v.paragraph.spoken]
    assert len(marked) == 1
    assert marked[0].plain.startswith(str(marked[0].spoken))
    assert "background-color" in marked[0]._document.toHtml()
    touch(tab.aloud.play)
    assert tab.aloud.play.text() == "Read aloud"
    assert [v for v in paragraph_views(tab) if v.paragraph.spoken] == []


def test_leaving_the_guide_or_the_section_falls_silent(
    open_window: OpenWindow, touch: Touch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ldn_desktop.ui.guide.read_aloud_bar.voices", lambda: [STUCK])
    window = open_window()
    tab = guide_tab(window)
    touch(tab.aloud.play)
    touch(tab.next)
    assert not tab.aloud.reader.playing
    touch(tab.aloud.play)
    window.go_to("today")
    assert not tab.aloud.reader.playing


def test_a_voice_that_does_not_answer_is_told_and_its_button_goes(
    open_window: OpenWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ldn_desktop.ui.guide.read_aloud_bar.voices", lambda: [BROKEN])
    aloud = guide_tab(open_window()).aloud
    with qtbot.waitSignal(aloud.reader.failed, timeout=20_000):
        aloud.play.click()
    assert not aloud.play.isVisible()
    assert aloud.error.isVisible()
    assert aloud.error.text() == "The computer’s voice did not start."

"""A fault of the program is shown as a sentence; its note holds no word of the diary."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from ldn_desktop.ui import crash_handler
from tests.support.systems import is_private

CANARY = "canary-in-a-note"


@pytest.fixture(autouse=True)
def hooks_put_back() -> Iterator[None]:
    main, thread = sys.excepthook, threading.excepthook
    yield
    sys.excepthook, threading.excepthook = main, thread


def fail() -> None:
    raise RuntimeError(CANARY)


def hand_to_hook() -> None:
    try:
        fail()
    except RuntimeError:
        sys.excepthook(*sys.exc_info())


def test_a_fault_is_told_in_one_sentence_without_its_message(tmp_path: Path) -> None:
    texts: list[str] = []
    crash_handler.watch(tmp_path, texts.append)
    hand_to_hook()
    assert len(texts) == 1
    assert "went wrong" in texts[0]
    assert CANARY not in texts[0]


def test_the_note_names_places_and_no_word_of_the_diary(tmp_path: Path) -> None:
    crash_handler.watch(tmp_path, lambda _sentence: None)
    hand_to_hook()
    note = (tmp_path / crash_handler.FILE_NAME).read_text("utf-8")
    assert "RuntimeError" in note
    assert "test_crash_handler.py" in note
    assert CANARY not in note
    assert is_private(tmp_path / crash_handler.FILE_NAME)


def test_a_fault_in_another_thread_is_told_too(tmp_path: Path) -> None:
    texts: list[str] = []
    crash_handler.watch(tmp_path, texts.append)
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    assert len(texts) == 1


def test_a_folder_that_cannot_be_written_is_no_second_fault(tmp_path: Path) -> None:
    texts: list[str] = []
    crash_handler.watch(tmp_path / "missing", texts.append)
    hand_to_hook()
    assert len(texts) == 1

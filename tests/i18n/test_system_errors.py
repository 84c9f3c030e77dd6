"""Why the system refused something, in the language of the program."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from ldn_desktop.i18n import system_errors, use_language


@pytest.mark.usefixtures("compiled_languages", "english_afterwards")
def test_what_the_system_refuses_is_said_in_the_language_of_the_program(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as missing:
        (tmp_path / "missing").read_bytes()
    assert system_errors.reason(missing.value) == "no such file or folder"
    use_language("de")
    assert system_errors.reason(missing.value) == "Datei oder Ordner nicht gefunden"


def test_what_is_not_known_stays_in_the_systems_words() -> None:
    unusual = OSError(errno.EXDEV, os.strerror(errno.EXDEV))
    assert system_errors.reason(unusual) == os.strerror(errno.EXDEV)
    assert system_errors.reason(OSError("out of order")) == "out of order"


def test_a_file_that_another_program_has_open_is_not_called_forbidden() -> None:
    busy = PermissionError(errno.EACCES, "in use")
    assert system_errors.reason(busy) == "no permission"
    busy.winerror = system_errors.SHARING_VIOLATION  # type: ignore[attr-defined]  # Windows alone
    assert system_errors.reason(busy) == "another program has it open"

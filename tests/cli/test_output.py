"""What the command line prints, wherever it goes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ldn_desktop.cli.output import print_error, print_lines

NOTE = "头痛, żółć, €"


def run(folder: Path, *words: str, encoding: str) -> bytes:
    done = subprocess.run(
        [sys.executable, "-m", "ldn_desktop", "--diary", str(folder), *words],
        env={**os.environ, "PYTHONIOENCODING": encoding},
        capture_output=True,
        check=True,
    )
    return done.stdout


@pytest.mark.parametrize("encoding", ["cp1252", "cp437", "ascii", "utf-8"])
def test_redirected_output_is_utf_8_whatever_the_code_page(tmp_path: Path, encoding: str) -> None:
    folder = tmp_path / "diary"
    run(folder, "add", "--date", "2026-03-04", f"note={NOTE}", encoding="utf-8")
    for words in (("show", "--json"), ("show",)):
        shown = run(folder, *words, "--date", "2026-03-04", encoding=encoding)
        assert NOTE in shown.decode("utf-8")


def test_a_program_without_a_console_prints_nothing_and_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    print_lines(["Saved."])
    print_error("Could not be saved.")


@pytest.mark.parametrize("words", [["add", "fatigue=5"], []])
def test_a_missing_part_of_the_program_is_a_sentence_in_the_persons_language(
    tmp_path: Path, words: list[str]
) -> None:
    without = "import sys; sys.modules['tinydb'] = None; from ldn_desktop.app import main; "
    done = subprocess.run(
        [sys.executable, "-c", without + "sys.exit(main())", "--diary", str(tmp_path), *words],
        env={**os.environ, "LANGUAGE": "de"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Ein Teil des Programms fehlt oder ist beschädigt (tinydb).")
    assert len(done.stderr.splitlines()) == 1

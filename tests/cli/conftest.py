"""A command line on a diary of its own."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from ldn_desktop.cli import main
from tests.support.sharing.shared_files import shared
from tests.support.storage.light_keys import light_keys

__all__ = ["ldn", "light_keys", "shared"]


@dataclass
class Answered:
    """What one command came to."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class CommandLine:
    """Runs commands on one diary, as a shell would, and hears what they say."""

    def __init__(self, diary: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.diary = diary
        self._capsys = capsys
        self.windows: list[tuple[Path, bool]] = []
        self.tours: list[dict[str, Any]] = []

    def __call__(self, *words: str | Path, diary: Path | None = None) -> Answered:
        return self.bare("--diary", diary or self.diary, *words)

    def bare(self, *words: str | Path) -> Answered:
        code = main.main([str(word) for word in words], window=self._window, tour=self._tour)
        text = self._capsys.readouterr()
        assert "Traceback" not in text.out + text.err
        return Answered(code, text.out, text.err)

    def refused(self, *words: str | Path, diary: Path | None = None) -> str:
        """The one sentence of a command that could not."""
        answered = self(*words, diary=diary)
        assert answered.code == 1
        assert answered.out == ""
        assert len(answered.err.splitlines()) == 1
        return answered.err

    def shown(self, day: str) -> Any:
        return self("show", "--date", day, "--json").json

    def _window(self, folder: Path, demo: bool) -> int:
        self.windows.append((folder, demo))
        return 0

    def _tour(self, **options: Any) -> int:
        self.tours.append(options)
        return 0


@pytest.fixture
def ldn(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """The command line on an empty diary that is not there yet."""
    return CommandLine(tmp_path / "diary", capsys)

"""Each system's places: what belongs to the machine is not in the diary's folder."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import platformdirs
import pytest

from ldn_desktop import user_folders


@pytest.mark.parametrize("system", ["win32", "darwin", "linux"])
def test_the_diarys_folder_holds_nothing_of_the_machine(
    monkeypatch: pytest.MonkeyPatch, system: str
) -> None:
    one_place = Path("/home/zoë/data")
    with monkeypatch.context() as patch:
        patch.setattr(sys, "platform", system)
        positions = importlib.reload(user_folders)
    monkeypatch.setattr(platformdirs, "user_data_path", lambda name, **_: one_place / name)
    settings = Path("/home/zoë/settings") if system == "linux" else one_place
    monkeypatch.setattr(platformdirs, "user_config_path", lambda name, **_: settings / name)
    monkeypatch.setattr(
        platformdirs, "user_cache_path", lambda name, **_: one_place / name / "Cache"
    )
    if system == "linux":  # has a place for each
        monkeypatch.setattr(
            platformdirs, "user_cache_path", lambda name, **_: Path("/home/zoë/cache") / name
        )
    try:
        diary = positions.diary_folder()
        assert diary == one_place / "ldn-desktop"
        for folder in (positions.machine_folder(), positions.cache_folder()):
            assert not folder.is_relative_to(diary)
    finally:
        importlib.reload(user_folders)

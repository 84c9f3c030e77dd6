"""Preferences survive; a damaged file costs a few touches and nothing else."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import binary, builds, from_type, recursive, sampled_from, tuples
from msgspec.structs import replace

from ldn_desktop.settings import (
    FILE_NAME,
    FONTS,
    QUICK_ANSWERS,
    TEXT_PERCENTS,
    Settings,
    load,
    save,
)
from ldn_desktop.themes import theme_choices

SETTINGS = builds(
    Settings,
    theme=sampled_from(theme_choices()),
    text_percent=sampled_from(TEXT_PERCENTS),
    font=sampled_from(FONTS),
    window=sampled_from([None, (1024, 690), (20_000, 200)]),
    quick_answers=tuples() | tuples(sampled_from(QUICK_ANSWERS)),
)
QUIET = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@QUIET
@given(stored=SETTINGS)
def test_settings_come_back_as_they_were_saved(tmp_path: Path, stored: Settings) -> None:
    save(stored, tmp_path)
    assert load(tmp_path) == stored
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]


def test_without_a_file_there_are_defaults(tmp_path: Path) -> None:
    assert load(tmp_path / "nowhere") == Settings()


@QUIET
@given(content=binary(max_size=200))
def test_any_file_at_all_gives_settings(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    assert isinstance(load(tmp_path), Settings)


JSON = recursive(
    from_type(int) | from_type(str) | from_type(bool) | sampled_from([None, 1.5]),
    lambda inner: tuples(inner, inner).map(list) | inner.map(lambda value: {"theme": value}),
    max_leaves=4,
)


@QUIET
@given(value=JSON, name=sampled_from([*Settings.__struct_fields__]))
def test_a_value_that_does_not_fit_becomes_the_default(
    tmp_path: Path, value: Any, name: str
) -> None:
    (tmp_path / FILE_NAME).write_text(json.dumps({name: value, "font": "system"}), "utf-8")
    stored = load(tmp_path)
    assert stored.theme in theme_choices()
    assert stored.text_percent in TEXT_PERCENTS
    assert set(stored.quick_answers) <= set(QUICK_ANSWERS)
    if name != "font":
        assert stored.font == "system"


def test_an_unknown_setting_of_a_newer_version_is_let_be(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text('{"theme": "dim", "smell": "roses"}', "utf-8")
    assert load(tmp_path).theme == "dim"


def test_a_save_that_fails_leaves_the_old_file_and_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(Settings(theme="dim"), tmp_path)

    def full(*_given: object, **_named: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="No space"):
        save(Settings(theme="paper"), tmp_path)
    assert load(tmp_path).theme == "dim"
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]


def test_a_folder_that_was_moved_away_is_not_made_again(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        save(Settings(theme="dim"), tmp_path / "moved away")
    assert not list(tmp_path.iterdir())


def test_beside_an_encrypted_diary_nothing_of_it_is_written(tmp_path: Path) -> None:
    settings_of_all = Settings(
        theme="dim", charted=("own_symptom",), place="2026-11-22 note", foggy_place="2026-11-22 3"
    )
    save(settings_of_all, tmp_path)
    assert load(tmp_path) == settings_of_all
    (tmp_path / "diary.json").write_bytes(b'{"ldn-desktop":"encrypted diary","version":1}\n')
    save(settings_of_all, tmp_path)
    assert load(tmp_path) == Settings(theme="dim")
    assert b"own_symptom" not in (tmp_path / FILE_NAME).read_bytes()


def test_every_switch_comes_back_as_it_was_left(tmp_path: Path) -> None:
    switches = [
        name for name in Settings.__struct_fields__ if type(getattr(Settings(), name)) is bool
    ]
    assert switches
    turned = replace(Settings(), **{name: not getattr(Settings(), name) for name in switches})
    save(turned, tmp_path)
    assert load(tmp_path) == turned

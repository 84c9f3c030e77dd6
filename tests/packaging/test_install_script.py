"""The archive's script installs, updates and removes the program, and leaves the diary alone."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support.systems import linux_only

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "packaging" / "linux" / "install.sh"
DIARY = b'{"the": "diary"}'

pytestmark = linux_only


@pytest.fixture
def home(tmp_path: Path) -> Path:
    diary = tmp_path / "home" / ".local" / "share" / "ldn-desktop" / "diary.json"
    diary.parent.mkdir(parents=True)
    diary.write_bytes(DIARY)
    return tmp_path / "home"


def archive(folder: Path, version: str) -> Path:
    """An unpacked archive whose program only tells its version."""
    program = folder / "program" / "ldn-desktop"
    program.parent.mkdir(parents=True)
    program.write_text(f"#!/bin/sh\necho {version}\n", "utf-8")
    program.chmod(0o755)
    (program.parent / f"only-in-{version}").touch()
    libraries = program.parent / "_internal" / "PySide6" / "Qt" / "plugins" / "platforms"
    libraries.mkdir(parents=True)
    entry = folder / "share" / "applications" / "ldn-desktop.desktop"
    entry.parent.mkdir(parents=True)
    shutil.copy(ROOT / "packaging" / "linux" / "ldn-desktop.desktop", entry)
    shutil.copy(SCRIPT, folder)
    return folder


def run(script: Path, home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", str(script), *words],
        env={**os.environ, "HOME": str(home)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def diary_is_untouched(home: Path) -> bool:
    return (home / ".local/share/ldn-desktop/diary.json").read_bytes() == DIARY


def test_the_program_starts_after_the_install(tmp_path: Path, home: Path) -> None:
    done = run(archive(tmp_path / "one", "1.0") / "install.sh", home)
    assert done.returncode == 0, done.stderr
    started = subprocess.run([home / ".local/bin/ldn-desktop"], capture_output=True, check=True)
    assert started.stdout == b"1.0\n"


def test_the_menu_entry_names_the_place_of_the_program(tmp_path: Path, home: Path) -> None:
    run(archive(tmp_path / "one", "1.0") / "install.sh", home)
    entry = (home / ".local/share/applications/ldn-desktop.desktop").read_text("utf-8")
    assert f'Exec="{home}/.local/lib/ldn-desktop/ldn-desktop"\n' in entry


def test_a_newer_version_takes_the_place_of_the_older(tmp_path: Path, home: Path) -> None:
    run(archive(tmp_path / "one", "1.0") / "install.sh", home)
    run(archive(tmp_path / "two", "2.0") / "install.sh", home)
    folder = home / ".local/lib/ldn-desktop"
    assert (folder / "only-in-2.0").exists()
    assert not (folder / "only-in-1.0").exists()
    assert diary_is_untouched(home)


def test_removing_takes_everything_but_the_diary(tmp_path: Path, home: Path) -> None:
    run(archive(tmp_path / "one", "1.0") / "install.sh", home)
    done = run(home / ".local/lib/ldn-desktop/install.sh", home, "--remove")
    assert done.returncode == 0, done.stderr
    left = {path.name for path in (home / ".local").rglob("*") if not path.is_dir()}
    assert left - {"mimeinfo.cache"} == {"diary.json"}  # the desktop's own list of its entries
    assert diary_is_untouched(home)


def test_removing_switches_the_reminder_off_while_the_program_is_there(
    tmp_path: Path, home: Path
) -> None:
    folder = archive(tmp_path / "one", "1.0")
    asked = tmp_path / "asked"
    (folder / "program" / "ldn-desktop").write_text(f'#!/bin/sh\necho "$@" >> "{asked}"\n')
    run(folder / "install.sh", home)
    run(home / ".local/lib/ldn-desktop/install.sh", home, "--remove")
    assert asked.read_text() == "remind --off\n"


def test_another_folder_may_be_given(tmp_path: Path, home: Path) -> None:
    folder = tmp_path / "else where"
    done = run(archive(tmp_path / "one", "1.0") / "install.sh", home, "--prefix", str(folder))
    assert done.returncode == 0, done.stderr
    assert (folder / "lib/ldn-desktop/ldn-desktop").exists()
    assert not (home / ".local/lib").exists()


def test_a_word_it_does_not_know_is_refused(tmp_path: Path, home: Path) -> None:
    done = run(archive(tmp_path / "one", "1.0") / "install.sh", home, "--everything")
    assert done.returncode == 2
    assert not (home / ".local/lib").exists()

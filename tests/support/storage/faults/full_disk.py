"""A disk that fills up, or is taken away from writing, half way."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ldn_desktop.diary.model import Edit
from ldn_desktop.errors import UserError
from ldn_desktop.storage import DiaryFile, open_diary
from tests.support.storage.making import noted


@contextmanager
def small_disk(place: Path, kibibytes: int) -> Iterator[Path]:
    place.mkdir()
    options = f"size={kibibytes}k,mode=700"
    command = ["mount", "-t", "tmpfs", "-o", options, "none", str(place)]
    if os.geteuid() or subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("mounting takes root")
    try:
        yield place
    finally:
        while place.is_mount():
            subprocess.run(["umount", place], check=True)


def fill(file: DiaryFile, most: int, start: int = 0) -> tuple[list[Edit], list[str]]:
    """Record until the disk refuses, at most `most`. What was acknowledged, and the messages."""
    acknowledged: list[Edit] = []
    texts: list[str] = []
    for number in range(start, start + most):
        edit = noted(file.diary, f"{number} " + "a note of some length " * 40, number)
        try:
            file.record(edit)
            file.diary.apply(edit)
            acknowledged.append(edit)
            if number % 3 == 0:
                file.checkpoint()
        except UserError as refused:
            texts.append(str(refused))
            if len(texts) > 2:
                break
    return acknowledged, texts


def close_all(file: DiaryFile) -> list[str]:
    try:
        file.close()
    except UserError as refused:
        return [str(refused)]
    return []


def all_there(folder: Path, edits: list[Edit]) -> bool:
    # To be read: the disk may be too full for a checkpoint.
    with open_diary(folder, read_only=True) as file:
        diary = file.diary
    return all(
        diary.day(next(iter(edit.dates))).note == edit.changes[0].after.value  # type: ignore[union-attr]
        for edit in edits
    )


def full_disk_costs_nothing(tmp_path: Path, kibibytes: int) -> None:
    """Fill a disk of that size; make room; everything acknowledged is there, and more goes in."""
    with small_disk(tmp_path / "disk", kibibytes) as disk:
        ballast = disk / "ballast"
        ballast.write_bytes(bytes(24 * 1024))
        file = open_diary(disk / "diary")
        acknowledged, text = fill(file, 2000)
        assert text
        assert all("disk is full" in sentence for sentence in text)
        ballast.unlink()
        again, _messages = fill(file, 2, start=3000)
        assert again
        close_all(file)
        assert all_there(disk / "diary", [*acknowledged, *again])


def read_only_costs_nothing(tmp_path: Path, answers: int) -> None:
    """Let a disk refuse after so many answers, and take more again later."""
    with small_disk(tmp_path / "disk", 1024) as disk:
        file = open_diary(disk / "diary")
        acknowledged, _messages = fill(file, answers)
        file._journal.close()
        remount(disk, "ro")
        refused, text = fill(file, 5, start=1000)
        assert refused == []
        assert all("does not have permission to write" in sentence for sentence in text)
        with open_diary(disk / "diary") as seen:
            assert seen.read_only
            assert "nothing new can be saved" in seen.notices[0]
            assert len(seen.diary.dates()) == answers
        remount(disk, "rw")
        again, text = fill(file, 2, start=1000)
        assert len(again) == 2
        assert text == []
        file.close()
        assert all_there(disk / "diary", [*acknowledged, *again])


def remount(disk: Path, how: str) -> None:
    # The open lock file keeps the file system itself from being remounted; a mount over it does
    # what a person sees.
    subprocess.run(["mount", "--bind", disk, disk], check=True)
    subprocess.run(["mount", "-o", f"remount,bind,{how}", disk], check=True)

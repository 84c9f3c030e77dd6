"""Files that are broken, enormous or made to do harm."""

from __future__ import annotations

import os
import random
import time
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from ldn_desktop.diary.demo import demo_diary
from ldn_desktop.diary.model import Diary
from ldn_desktop.errors import UserError
from ldn_desktop.interchange import export, read
from ldn_desktop.interchange.reading.archive import LARGEST_TEXT, MAX_FILES
from tests.support.interchange.mutated_files import held, mutant, seeds
from tests.support.systems import posix_only, symlinks

VISIBLE = b"observation_date,tracker_name,tracker_category,observation_value\n"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\n\n",
        b"\0" * 1000,
        bytes(range(256)) * 20,
        b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
        b"PK\x03\x04 not a zip",
        b"PK\x05\x06" + b"\0" * 18,
        b"\xff\xfe\x00\xd8",
        b"just one line of prose",
        b"date,pain",
        b"date,pain\n",
        b"<?xml version='1.0'?><HealthData>",
        b"<html><body>HealthData</body></html>",
        b"{}",
        b"[" * 200_000,
        b'{"format": "LDN Desktop diary", "version": 1, "days": ' + b"[" * 100_000,
        b'{"format": "LDN Desktop diary", "version": 1, "days": NaN}',
        b'{"format": "LDN Desktop diary", "version": 1, "days": {}, "days": {}}',
        b'{"format": "LDN Desktop diary", "version": 1, "x": ' + b"9" * 5000 + b"}",
        b'{"format": "LDN Desktop diary", "version": 1, "x": "\\ud800"}',
        b'{"format": "LDN Desktop diary", "version": 1, "x": 1e999}',
        b'{"format": "LDN Desktop diary", "version": "one"}',
        b'{"format": "LDN Desktop diary", "version": 1, "days": {"2026-03-04": 5}}',
        b'{"format": "LDN Desktop diary", "version": 1, "symptoms": [{"key": "../x"}]}',
        b'[{"calendarDate": "2026-01-01", "restingHeartRate": 1e999}]',
        VISIBLE,
        VISIBLE + b'"' + b"x" * 200_000,
        VISIBLE.replace(b"tracker_name", b"tracker_name" + b",x" * 2_000),
    ],
)
def test_a_broken_file_is_refused_in_one_sentence(bring: Any, content: bytes) -> None:
    with pytest.raises(UserError) as refusal:
        read(bring.path(content), bring.diary, now=bring.now)
    sentence = str(refusal.value)
    assert sentence
    assert "\n" not in sentence
    assert "Error" not in sentence


@pytest.mark.parametrize(
    "row",
    [
        b"2024-05-21,Fatigue,General," + b"9" * 5_000,
        b"2024-05-21,Fatigue,General,1e999",
        b"2024-05-21,Fatigue,General,nan",
        b"2024-05-21,Fatigue,General,-0",
        "2024-05-21,Fatigue,General,\u0663".encode(),
        b"9999-12-31,Fatigue,General,1",
        b"0000-00-00,Fatigue,General,1",
        b"2024-05-21,,,",
        b"2024-05-21," + b"N" * 90_000 + b",General,1",
        b"2024-05-21,\x1b[31mred\x07,General,1",
        b"2024-05-21,note,Note," + b"x" * 30_000,
        b",,,,,,,,,,,,,,,",
    ],
)
def test_a_nasty_row_is_accounted_for_like_any_other(bring: Any, row: bytes) -> None:
    found = bring(VISIBLE + row + b"\n2024-05-22,Pain,General,1\n")
    assert found.rows == 1 + bool(row.strip(b","))
    assert bring.values("2024-05-22") == {"pain": 3.33}
    assert all(line.text.isprintable() for line in found.left_out)


def test_a_zip_that_unpacks_to_too_much_is_not_opened(bring: Any) -> None:
    path = bring.folder / "bomb.zip"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped,
        zipped.open("export.xml", "w") as member,
    ):
        member.write(b"<HealthData>")
        for _megabyte in range(60):
            member.write(bytes(1 << 20))
    assert path.stat().st_size < 200_000
    with pytest.raises(UserError, match="unpacks"):
        read(path, bring.diary, now=bring.now)


def test_a_zip_locked_with_a_password_is_refused(bring: Any) -> None:
    path = bring.folder / "locked.zip"
    with zipfile.ZipFile(path, "w") as zipped:
        zipped.writestr("export.csv", VISIBLE)
    content = bytearray(path.read_bytes())
    content[6] |= 1  # the flag in the local header …
    content[content.index(b"PK\x01\x02") + 8] |= 1  # … and in the directory
    with pytest.raises(UserError, match="password"):
        read(bring.path(bytes(content), "locked.zip"), bring.diary, now=bring.now)


def test_a_table_larger_than_any_diary_is_refused_without_reading_it_all(bring: Any) -> None:
    path = bring.path(VISIBLE, "huge.csv")
    with path.open("r+b") as file:
        file.truncate(LARGEST_TEXT * 40)  # a hole: it takes no room on the disk
    before = time.monotonic()
    with pytest.raises(UserError):
        read(path, bring.diary, now=bring.now)
    assert time.monotonic() - before < 20


def test_too_many_files_are_refused(bring: Any) -> None:
    path = bring.folder / "many.zip"
    with zipfile.ZipFile(path, "w") as zipped:
        for number in range(MAX_FILES + 1):
            zipped.writestr(f"{number}", b"")
    with pytest.raises(UserError, match="more than"):
        read(path, bring.diary, now=bring.now)


def test_too_many_names_are_refused(bring: Any) -> None:
    rows = b"".join(b"2024-05-21,Thing %d,General,1\n" % n for n in range(2_000))
    with pytest.raises(UserError, match="different names"):
        read(bring.path(VISIBLE + rows), bring.diary, now=bring.now)


@posix_only
def test_what_is_no_file_is_refused_and_not_waited_for(bring: Any, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UserError):
        read(tmp_path / "pipe", bring.diary, now=bring.now)
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(UserError):
        read(tmp_path / "loop", bring.diary, now=bring.now)


@symlinks
def test_links_in_a_folder_are_not_followed(bring: Any, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "away").symlink_to("/")
    (folder / "passwd.csv").symlink_to("/etc/passwd")
    with pytest.raises(UserError, match="empty"):
        read(folder, bring.diary, now=bring.now)


def test_a_symptom_of_another_programs_making_cannot_take_a_reserved_name(bring: Any) -> None:
    text = export.to_json(demo_diary(bring.now.date()))
    own = '"symptoms": [{"key": "note", "name": "N", "kind": "symptom", "shown": true,'
    text = text.replace('"symptoms": [', own + ' "order": 0, "own": true}')
    with pytest.raises(UserError):
        read(bring.path(text, "diary.json"), bring.diary, now=bring.now)


def test_spoilt_files_are_refused_or_come_in_whole(tmp_path: Path) -> None:
    chance = random.Random(20)
    sound = seeds()
    path = tmp_path / "export"
    came_in = 0
    for number in range(1_500):
        path.write_bytes(mutant(chance, sound))
        came_in += held(path, Diary(), wholly=number % 20 == 0).came_in
    assert 250 < came_in < 1_450


def test_every_sound_file_of_the_hostile_tests_comes_in(tmp_path: Path) -> None:
    path = tmp_path / "export"
    for content in seeds():
        path.write_bytes(content)
        assert held(path, Diary(), wholly=True).came_in


@pytest.mark.parametrize(
    ("head", "row", "tail", "rows"),
    [
        (b"date,pain\n", b'2026-03-04,"a\n', b"", 6_000),
        (b"date,pain\n", b'2026-03-04,"a"b,"c\n', b"", 6_000),
        (b"date,pain,note\n", b'2026-03-04,5,"x\n2026-03-05"\n', b"", 6_000),
        (b"Date,Calories Burned,Steps,Distance\n", b"\n", b"", 90_000),
        (b"<HealthData>", b'<Record type="a" b c/>', b"</HealthData>", 6_000),
        (b"<HealthData>", b"&#1;", b"</HealthData>", 30_000),
    ],
)
def test_what_was_made_to_be_read_again_and_again_is_read_once(
    bring: Any, head: bytes, row: bytes, tail: bytes, rows: int
) -> None:
    """Stray quotes, empty lines and broken tags: four times the rows take no more than eight
    times as long, where reading everything again for each row would take sixteen.
    """

    def seconds(count: int) -> float:
        path = bring.path(head + row * count + tail, f"{count}.csv")
        before = time.process_time()
        with suppress(UserError):
            read(path, bring.diary, now=bring.now)
        return time.process_time() - before

    def quickest(count: int) -> float:
        return min(seconds(count) for _round in range(2))

    seconds(rows)  # whatever is imported at first
    assert quickest(4 * rows) < 8 * max(0.05, quickest(rows))

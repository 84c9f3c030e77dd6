"""Files with a flipped bit, or cut at any byte."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from ldn_desktop.diary.model import Diary
from ldn_desktop.storage import NotADiaryError, new_diary, open_diary
from ldn_desktop.storage.codec.container import UnreadableError, decode_container, encode_container
from ldn_desktop.storage.codec.documents import encode
from tests.support.storage.faults.fault_loop import in_memory
from tests.support.storage.making import rated, record, reopened, same, small

FLIPS = 50_000


def test_bit_flips() -> None:
    text = encode_container(encode(small(60)), {"id": "x", "folded": 1})
    chance, silent = random.Random(9), 0
    for _flip in range(FLIPS):
        flipped = bytearray(text)
        position = chance.randrange(len(text) * 8)
        flipped[position // 8] ^= 1 << position % 8
        try:
            silent += decode_container(bytes(flipped)).checksum_ok
        except UnreadableError:
            continue
    print(f"\n{FLIPS} bit flips: {silent} silently wrong")
    assert silent == 0


@pytest.fixture
def folder() -> Iterator[Path]:
    """Where the diary will be: each cut writes it anew, which no disk has to do."""
    with in_memory() as root:
        yield root / "diary"


def test_cuts_at_every_byte(folder: Path) -> None:
    diary = small(60)
    new_diary(folder, diary)
    text = (folder / "diary.json").read_bytes()
    ends = _ends_of_days(text, diary)
    refused = 0
    for length in range(len(text)):
        (folder / "diary.json").write_bytes(text[:length])
        whole = sum(end <= length for end in ends)
        try:
            with open_diary(folder, read_only=True) as file:
                assert len(file.diary.dates()) == whole, length
                assert file.notices
        except NotADiaryError:
            refused += 1
            assert whole == 0
    print(f"\n{len(text)} cuts: every whole day back; {refused} before the first day refused")


def _ends_of_days(text: bytes, diary: Diary) -> list[int]:
    days = text.index(b'"days":{')
    starts = [text.index(f'"{when:%Y%m%d}":{{'.encode(), days) for when in diary.dates()]
    return [*(start - 1 for start in starts[1:]), len(text) - 2]


def test_cuts_with_a_backup_bring_everything_back(folder: Path) -> None:
    new_diary(folder, small())
    with open_diary(folder) as file:
        file.back_up()
        record(file, rated(file.diary, 0, 10.0))
        file.checkpoint()
    expected = reopened(folder)
    text = (folder / "diary.json").read_bytes()
    for length in range(len(text)):
        (folder / "diary.json").write_bytes(text[:length])
        with open_diary(folder, read_only=True) as file:
            assert same(file.diary, expected), length
            assert "Everything was restored" in file.notices[0]

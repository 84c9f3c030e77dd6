"""The long loops of storage: every promise with its whole number."""

from __future__ import annotations

import functools
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

import pytest

from ldn_desktop.diary.model import Diary
from ldn_desktop.storage import (
    NotADiaryError,
    encrypt,
    new_diary,
    open_diary,
    prepare,
)
from ldn_desktop.storage.codec.container import UnreadableError, decode_container, encode_container
from ldn_desktop.storage.codec.documents import encode
from tests.support.storage.concurrent_writers import crowd
from tests.support.storage.faults.fault_loop import every_fault, every_kill, in_memory
from tests.support.storage.faults.injected_faults import FAULTS, SHORT
from tests.support.storage.faults.kill_loop import kill_often
from tests.support.storage.faults.power_cuts import (
    Violation,
    cut_after_failed_sync,
    cut_after_kill,
    live_at_random,
    live_secretly,
    violations,
)
from tests.support.storage.making import (
    CANARY,
    DAY,
    noted,
    rated,
    record,
    reopened,
    same,
    small,
    texts,
)
from tests.support.storage.time_zones import days_follow, moments

KILLS, FLIPS, SAVES, SEEDS = 10_000, 50_000, 1_000, 20


@pytest.mark.parametrize("part", range(10))
def test_kills(part: int) -> None:
    # In memory many more answers are acknowledged, and more kills come amid a write.
    with in_memory() as folder:
        toll = kill_often(folder, KILLS // 10, seed=1000 + part)
    print(f"\n{toll}")
    assert toll.kills == KILLS // 10
    assert (toll.unreadable, toll.lost, toll.damage) == (0, 0, 0)


@pytest.mark.usefixtures("light_keys")
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("lasting", [False, True])
def test_every_call_that_fails(fault: str, lasting: bool) -> None:
    with in_memory() as position:
        faults, found = every_fault(position, fault, lasting=lasting)
    how = "from then on" if lasting else "once"
    print(f"\n{faults} × {fault} {how}: {len(found)} lost, half done, or not said")
    assert found == []
    assert faults > (50 if fault == SHORT else 900)


@pytest.mark.usefixtures("light_keys")
def test_every_call_killed() -> None:
    with in_memory() as position:
        kills, found = every_kill(position)
    print(f"\n{kills} kills, one before each call: {len(found)} lost or half done")
    assert found == []
    assert kills > 900


def test_power_cuts(tmp_path: Path) -> None:
    states = 0
    for seed in range(SEEDS):
        root = tmp_path / str(seed)
        root.mkdir()
        seen, found = violations(root, functools.partial(live_at_random, seed=seed))
        states += seen
        assert found == [], seed
        shutil.rmtree(root)
    print(f"\n{states} modelled states: 0 corrupt, 0 acknowledged lost")


@pytest.mark.parametrize("cut", [cut_after_failed_sync, cut_after_kill])
def test_power_cuts_after(cut: Callable[[Path, int], tuple[int, list[Violation]]]) -> None:
    times = states = 0
    while True:
        with in_memory() as position:
            seen, found = cut(position, times + 1)
        assert found == [], times
        if not seen:
            break
        times, states = times + 1, states + seen
    print(f"\n{cut.__name__}: {times} times, {states} modelled states: 0 corrupt, 0 lost")
    assert times > 30


@pytest.mark.usefixtures("light_keys")
def test_power_cuts_while_encrypting(tmp_path: Path) -> None:
    states, found = violations(tmp_path, live_secretly)
    print(f"\n{states} modelled states: 0 corrupt, 0 readable")
    assert found == []


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


def test_cuts_at_every_byte(tmp_path: Path) -> None:
    folder = tmp_path / "diary"
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


def test_cuts_with_a_backup_bring_everything_back(tmp_path: Path) -> None:
    folder = tmp_path / "diary"
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


@pytest.mark.parametrize("programs", range(2, 9))
def test_many_programs(tmp_path: Path, programs: int) -> None:
    stored, refused, missing = crowd(tmp_path / "diary", programs, answers=200)
    print(f"\n{programs} programs: {stored} kept, {refused} refused, {missing} lost")
    assert missing == 0
    assert stored + refused == programs * 200


@pytest.mark.usefixtures("light_keys")
def test_a_canary_is_in_no_file_of_an_encrypted_diary(tmp_path: Path) -> None:
    folder = tmp_path / "diary"
    with open_diary(folder) as file:
        preparation = prepare("three calm geese")
        typed = [preparation.words[position - 1] for position in preparation.asked_positions]
        encrypt(file, preparation, typed)
        for number in range(SAVES):
            record(file, noted(file.diary, f"{CANARY} {number}", number % 300))
            if number % 10 == 0:
                file.checkpoint()
            if number % 100 == 0:
                file.back_up()
                file.add_undo(noted(file.diary, CANARY), CANARY)
            for name, content in texts(folder).items():
                assert CANARY.encode() not in content, name
    assert CANARY in reopened(folder, " ".join(preparation.words)).day(DAY).note


def test_the_day_is_the_right_day_in_every_zone() -> None:
    checked = 0
    for name in sorted(available_timezones()):
        for ends in (0, 4, 12):
            checked += days_follow(moments(ZoneInfo(name), 2026), ends)
    print(f"\n{checked} moments: 0 days skipped or doubled")

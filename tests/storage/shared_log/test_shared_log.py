"""Devices that share a diary: what each rule of the shared log is for."""

from __future__ import annotations

import itertools
import os
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from ldn_desktop.diary.model import (
    Answer,
    AnswerChange,
    Diary,
    Edit,
    SymptomChange,
)
from ldn_desktop.diary.symptoms import Symptom
from ldn_desktop.errors import UserError
from ldn_desktop.storage import NewerFormatError, PassphraseNeededError, SaveError
from ldn_desktop.storage.encryption.key import Key
from ldn_desktop.storage.journal.records import encode_line
from ldn_desktop.storage.shared_log import lines, segments, shared_log
from ldn_desktop.storage.shared_log.merge import Field
from ldn_desktop.storage.shared_log.shared_log import (
    Collected,
    SharedDiary,
    SharedLog,
    shares_in,
)
from tests.support.sharing import unusable_folders
from tests.support.storage.faults.crash_model import (
    Fate,
    RecordedDisk,
    materialised,
    recorded,
)
from tests.support.storage.making import CANARY, DAY, texts
from tests.support.systems import posix_only

SHARE = "0123456789abcdef"
FATIGUE: Field = ("answer", "20261122", "fatigue")
KEY = Key(bytes(range(32)), ({"by": "passphrase"},))


class MillisecondClock:
    """A computer's clock, in milliseconds."""

    def __init__(self, now: int = 1_795_000_000_000) -> None:
        self.now = now

    def __call__(self) -> int:
        self.now += 1
        return self.now


Join = Callable[..., SharedLog]


@pytest.fixture
def join(tmp_path: Path) -> Join:
    """Begins, or begins again, as the computer of that name."""

    def begin(name: str, key: Key | None = None, now: int = 1_795_000_000_000) -> SharedLog:
        return SharedLog(tmp_path / name, SHARE, key, MillisecondClock(now))

    return begin


def rated(points: float | None, name: str = "fatigue") -> Edit:
    answer = None if points is None else Answer(points, 1200)
    return Edit((AnswerChange(DAY, name, None, answer),))


def noted(text: str) -> Edit:
    return Edit((AnswerChange(DAY, "note", None, Answer(text, 1200)),))


def shown(log: SharedLog, field: Field = FATIGUE) -> Any:
    value = log.merged.heads(field)[0].change[-1]
    return value and value[0]


def others(log: SharedLog, field: Field = FATIGUE) -> list[Any]:
    return [write.change[-1][0] for write in log.merged.conflicts().get(field, [])]


def test_an_answer_of_one_computer_is_shown_on_the_other(join: Join, shared: Path) -> None:
    one, other = join("one"), join("other")
    one.record(rated(5))
    assert one.exchange(shared).written == 1
    collected = other.exchange(shared)
    assert collected.lines == 1
    assert collected.devices == {one.device}
    assert collected.fields == {FATIGUE}
    diary = Diary()
    diary.apply(other.merged.edit(collected.fields))
    assert diary.day(DAY).value("fatigue") == 5


def test_of_two_answers_the_newer_is_shown_and_the_other_stays_visible(
    join: Join, shared: Path
) -> None:
    one, other = join("one"), join("other", now=1_795_000_100_000)
    one.record(rated(5))
    other.record(rated(8))
    for log in (one, other, one):
        log.exchange(shared)
    assert (shown(one), others(one)) == (shown(other), others(other)) == (8, [5])
    one.record(rated(6))
    one.exchange(shared)
    other.exchange(shared)
    assert (shown(other), others(other)) == (6, [])


def test_who_has_not_seen_an_answer_does_not_replace_it(join: Join, shared: Path) -> None:
    one, other = join("one"), join("other")
    one.record(rated(5))
    other.record(rated(8))
    other.record(rated(9))
    for log in (one, other, one):
        log.exchange(shared)
    assert {shown(one), *others(one)} == {5, 9}


def test_the_same_answer_twice_is_no_conflict(join: Join, shared: Path) -> None:
    one, other = join("one"), join("other")
    for log in (one, other):
        log.record(rated(5))
        log.exchange(shared)
    assert one.collect(shared).lines == 1
    assert one.merged.conflicts() == {}


def test_a_difference_says_what_the_other_value_is_and_where_it_was_given(
    join: Join, shared: Path
) -> None:
    one, other = join("one"), join("other", now=1_795_000_100_000)
    one.record(rated(5))
    other.record(rated(8))
    for log in (one, other, one):
        log.exchange(shared)
    for log, here in ((one, True), (other, False)):
        found = log.merged.differences(log.own_names)
        assert list(found) == [("answer", DAY, "fatigue")]
        ((difference,),) = found.values()
        assert difference.change == AnswerChange(DAY, "fatigue", None, Answer(5, 1200))
        assert difference.here is here


def test_the_same_value_at_another_minute_is_no_difference(join: Join, shared: Path) -> None:
    one, other = join("one"), join("other")
    for log, minute in ((one, 700), (other, 5)):
        log.record(Edit((AnswerChange(DAY, "fatigue", None, Answer(5, minute)),)))
    for log in (one, other, one):
        log.exchange(shared)
    assert len(one.merged.heads(FATIGUE)) == 2
    assert one.merged.conflicts() == {}


def test_a_value_that_equals_another_one_s_minute_is_a_difference(join: Join, shared: Path) -> None:
    one, other = join("one"), join("other")
    for log, value, minute in ((one, 5, 7), (other, 7, 5)):
        log.record(Edit((AnswerChange(DAY, "fatigue", None, Answer(value, minute)),)))
    for log in (one, other, one):
        log.exchange(shared)
    assert list(one.merged.conflicts()) == [FATIGUE]


def test_an_entry_counts_once_for_a_device_however_often_it_changes(
    join: Join, shared: Path
) -> None:
    one, other = join("one"), join("other")
    one.record(rated(5))
    one.record(rated(6))
    other.record(rated(8))
    for log in (one, other, one):
        log.exchange(shared)
    assert one.merged.entries() == {one.device: 1, other.device: 1}


def test_a_cleared_answer_is_a_value_like_any_other(join: Join, shared: Path) -> None:
    one, other = join("one"), join("other", now=1_795_000_100_000)
    one.record(rated(5))
    one.exchange(shared)
    other.exchange(shared)
    other.record(rated(None))
    one.record(rated(7))
    for log in (one, other, one):
        log.exchange(shared)
    assert shown(one) is shown(other) is None
    (write,) = one.merged.conflicts()[FATIGUE]
    assert write.change[-1][0] == 7


def test_a_cleared_answer_stands_beside_a_newer_value(join: Join, shared: Path) -> None:
    one, other = join("one"), join("other", now=1_795_000_100_000)
    one.record(rated(5))
    one.record(rated(None))
    other.record(rated(7))
    for log in (one, other, one):
        log.exchange(shared)
    assert shown(one) == shown(other) == 7
    (write,) = one.merged.conflicts()[FATIGUE]
    assert write.change[-1] is None
    assert other.merged.conflicts() == {FATIGUE: [write]}


def test_two_cleared_answers_say_the_same(join: Join, shared: Path) -> None:
    one, other = join("one"), join("other")
    for log in (one, other):
        log.record(rated(5))
        log.record(rated(None))
    for log in (one, other, one):
        log.exchange(shared)
    assert len(one.merged.heads(FATIGUE)) == 2
    assert one.merged.conflicts() == {}


@posix_only
def test_recording_and_exchanging_hold_no_file_open(join: Join, shared: Path) -> None:
    log = join("one")
    before = set(Path("/dev/fd").iterdir())
    for points in range(5):
        log.record(rated(points))
        log.exchange(shared)
    assert set(Path("/dev/fd").iterdir()) == before


def test_what_two_exchanges_brought_is_added_up() -> None:
    first = Collected(frozenset({FATIGUE}), 2, frozenset({"a"}), frozenset({"x", "y"}), 1)
    second = Collected(frozenset({("about",)}), 1, frozenset({"b"}), frozenset({"z"}), 3)
    fields, devices = frozenset({FATIGUE, ("about",)}), frozenset({"a", "b"})
    assert first.and_then(second) == Collected(fields, 3, devices, frozenset({"x", "y", "z"}), 4)


def test_who_recorded_nothing_leaves_a_head_of_its_first_line(join: Join, shared: Path) -> None:
    log = join("one", KEY)
    log.exchange(shared)
    (path,) = shared.iterdir()
    segment = segments.decode(path.read_bytes())
    assert segment.head == lines.Head(SHARE, log.device, 1, "", list(KEY.wraps))
    assert segment.lines == []


def test_without_another_clock_it_is_that_of_the_computer(tmp_path: Path) -> None:
    log = SharedLog(tmp_path / "one", SHARE)
    log.record(rated(5))
    assert abs(log._own[0].stamp - time.time() * 1000) < 60_000


def test_clocks_years_apart_refuse_nothing(join: Join, shared: Path) -> None:
    behind, ahead = join("behind", now=1), join("ahead", now=1 << 50)
    ahead.record(rated(5))
    ahead.exchange(shared)
    behind.exchange(shared)
    behind.record(rated(8))
    behind.exchange(shared)
    ahead.exchange(shared)
    assert shown(ahead) == shown(behind) == 8


def test_every_file_has_one_writer(join: Join, shared: Path) -> None:
    logs = [join(name) for name in ("one", "other", "third")]
    for number, log in enumerate(itertools.chain(logs, logs, logs)):
        log.record(rated(number % 11))
        before = texts(shared)
        log.exchange(shared)
        changed = {name for name, text in texts(shared).items() if before.get(name) != text}
        assert changed
        assert all(name.startswith(log.device) for name in changed)
        assert before.keys() <= texts(shared).keys()


def test_a_file_only_grows_while_nothing_happens_to_it(join: Join, shared: Path) -> None:
    log = join("one")
    before = b""
    for number in range(5):
        log.record(rated(number))
        log.exchange(shared)
        (content,) = texts(shared).values()
        assert content.startswith(before)
        before = content
    assert log.exchange(shared).written == 0


def test_segments_hold_64_kibibytes(join: Join, shared: Path) -> None:
    log = join("one")
    for number in range(40):
        log.record(noted(f"{number} " + "Lay in the dark. " * 300))
    log.exchange(shared)
    sizes = {name: len(text) for name, text in texts(shared).items()}
    assert sorted(sizes) == [f"{log.device}-{number:04}.log" for number in range(1, len(sizes) + 1)]
    assert len(sizes) > 2
    assert all(size < 2 * segments.SEGMENT_BYTES for size in sizes.values())
    assert join("other").collect(shared).lines == 40


def test_an_import_of_years_is_several_lines(
    join: Join, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared_log, "MAX_CHANGES", 3)
    one, other = join("one"), join("other")
    names = ("fatigue", "pain", "brain_fog", "low_mood", "anxiety", "exertion", "nausea")
    one.record(Edit(tuple(AnswerChange(DAY, name, None, Answer(2.0, 1)) for name in names)))
    one.exchange(shared)
    collected = other.exchange(shared)
    assert collected.lines == 3
    assert len(collected.fields) == len(names)
    one.record(Edit(()))
    assert one.lines == 3


@pytest.mark.parametrize("part", [0.0, 0.3, 0.6, 0.99])
def test_of_a_torn_file_the_beginning_counts(join: Join, shared: Path, part: float) -> None:
    one, other = join("one"), join("other")
    for number in range(6):
        one.record(rated(number))
    one.exchange(shared)
    (path,) = shared.iterdir()
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * part)])
    known = other.collect(shared).lines
    assert known == max(0, content[: int(len(content) * part)].count(b"\n") - 1)
    one.exchange(shared)
    other.collect(shared)
    assert other.lines == 6


def test_every_name_of_a_file_is_as_good(join: Join, shared: Path) -> None:
    one = join("one")
    one.record(rated(5))
    one.exchange(shared)
    (path,) = shared.iterdir()
    (shared / ".stversions").mkdir()
    path.rename(shared / ".stversions" / "anything at all~20261122")
    assert join("other").collect(shared).lines == 1


def test_a_changed_line_and_all_after_it_are_left_out(join: Join, shared: Path) -> None:
    one = join("one")
    for number in range(3):
        one.record(rated(number))
    one.exchange(shared)
    (path,) = shared.iterdir()
    content = path.read_bytes()
    for at in range(content.index(b"\n") + 1, len(content) - 1, 7):
        changed = bytearray(content)
        changed[at] ^= 1
        found = segments.decode(bytes(changed)).lines
        whole = content[:at].count(b"\n") - 1
        assert [line.number for line in found] == list(range(1, whole + 1))


def test_a_copy_of_a_computer_gets_a_name_of_its_own(
    join: Join, shared: Path, tmp_path: Path
) -> None:
    one = join("one")
    one.record(rated(1))
    one.exchange(shared)
    shutil.copytree(tmp_path / "one", tmp_path / "copy")
    copy, name = join("copy"), one.device
    assert copy.device == name
    copy.record(rated(2))
    copy.exchange(shared)
    one.record(rated(3))
    one.exchange(shared)
    assert one.device != name
    copy.exchange(shared)
    assert {shown(one), *others(one)} == {2, 3}
    assert (shown(copy), others(copy)) == (shown(one), others(one))
    one.record(rated(4))
    one.exchange(shared)
    copy.exchange(shared)
    assert (shown(copy), others(copy)) == (4, [])
    assert len({log.device for log in (one, copy)}) == 2


def test_a_computer_that_was_set_back_gets_its_lines_again(
    join: Join, shared: Path, tmp_path: Path
) -> None:
    one = join("one")
    one.record(rated(1))
    shutil.copytree(tmp_path / "one", tmp_path / "backup")
    one.record(rated(2))
    one.exchange(shared)
    name = one.device
    shutil.rmtree(tmp_path / "one")
    (tmp_path / "backup").rename(tmp_path / "one")
    again = join("one")
    again.record(rated(3))
    again.exchange(shared)
    assert again.device != name
    assert {shown(again), *others(again)} == {2, 3}
    assert join("one").device == again.device


def test_lines_that_vanish_from_the_folder_are_written_again(join: Join, shared: Path) -> None:
    logs = [join(name) for name in ("one", "other", "third")]
    for log, name in zip(logs, ("fatigue", "pain", "brain_fog"), strict=True):
        for points in (1, 2):
            log.record(rated(points, name))
            log.exchange(shared)
    for path in shared.iterdir():
        path.unlink()
    assert logs[-1].exchange(shared).written == 3
    fourth = join("fourth")
    assert fourth.collect(shared).lines == 6
    assert fourth.merged.conflicts() == {}


def test_what_is_recorded_survives_a_restart(join: Join, shared: Path) -> None:
    one = join("one")
    one.record(rated(1))
    device = one.device
    again = join("one")
    assert (again.device, shown(again)) == (device, 1)
    again.record(rated(2))
    again.exchange(shared)
    assert join("other").collect(shared).lines == 2


def test_a_torn_line_of_its_own_disk_is_left_out(join: Join, tmp_path: Path) -> None:
    join("one").record(rated(1))
    with (tmp_path / "one" / "lines.log").open("ab") as file:
        file.write(b'["0123')
    one = join("one")
    one.record(rated(2))
    assert join("one").lines == 2


def test_a_line_lost_from_its_own_disk_makes_it_another_device(
    join: Join, shared: Path, tmp_path: Path
) -> None:
    one = join("one")
    for number in range(3):
        one.record(rated(number))
    one.exchange(shared)
    path = tmp_path / "one" / "lines.log"
    rows = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*rows[:2], *rows[3:]]))
    again = join("one")
    assert again.device != one.device
    again.record(rated(7))
    again.exchange(shared)
    assert again.lines == 4
    assert join("other").collect(shared).lines == 4


def test_a_lost_name_of_the_device_is_replaced(join: Join, shared: Path, tmp_path: Path) -> None:
    one = join("one")
    one.record(rated(1))
    (tmp_path / "one" / "device.json").write_text("{", "utf-8")
    again = join("one")
    assert again.device != one.device
    again.record(rated(2))
    again.exchange(shared)
    other = join("other")
    assert other.collect(shared).lines == 2
    assert (shown(other), others(other)) == (2, [])


def test_a_power_cut_costs_no_recorded_line(tmp_path: Path) -> None:
    disk = RecordedDisk(tmp_path / "disk")
    local = tmp_path / "disk" / "local"
    disk.root.mkdir()
    names = []
    with recorded(disk, Fate()):
        log = SharedLog(local, SHARE, None, MillisecondClock())
        for number in range(4):
            log.record(rated(number))
            names.append(log._own[-1].name)
            disk.acknowledged = number + 1
            disk.moment()
    for number, (acknowledged, state) in enumerate(disk.states):
        after = materialised(state, tmp_path / f"after {number}") / "local"
        assert set(names[:acknowledged]) <= SharedLog(after, SHARE)._replica.lines.keys()
    assert len(disk.states) > 10


@pytest.mark.parametrize("call", ["write", "fsync"])
def test_a_line_that_cannot_be_written_is_refused_and_gone(
    join: Join, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    log = join("one")
    log.record(rated(1))

    def refused(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, call, refused)
        with pytest.raises(SaveError, match="full"):
            log.record(rated(2))
    assert shown(log) == 1
    log.record(rated(3))
    again = join("one")
    assert (shown(again), again.lines) == (3, 2)


def test_an_encrypted_log_tells_nothing_without_the_key(
    join: Join, shared: Path, tmp_path: Path
) -> None:
    one = join("one", KEY)
    one.record(noted(CANARY))
    one.exchange(shared)
    files = {**texts(shared), **texts(tmp_path / "one")}
    assert not [name for name, text in files.items() if CANARY.encode() in text]
    assert not [name for name, text in files.items() if b"note" in text]
    with pytest.raises(PassphraseNeededError):
        join("other").collect(shared)
    assert shares_in(shared) == [SharedDiary(frozenset({SHARE}), [[{"by": "passphrase"}]])]
    other = join("third", KEY)
    other.collect(shared)
    assert shown(other, ("answer", "20261122", "note")) == CANARY


def test_lines_under_another_key_are_kept_and_counted(join: Join, shared: Path) -> None:
    one = join("one", KEY)
    one.record(rated(5))
    one.exchange(shared)
    other = join("other", Key(bytes(32), ()))
    assert other.collect(shared).lines == 1
    assert len(other.locked) == 1
    assert list(other.merged.fields()) == []


def test_an_encrypted_line_opens_in_no_other_place(join: Join) -> None:
    one = join("one", KEY)
    one.record(rated(5))
    (line,) = one._own
    assert lines.changes_of(line, KEY)
    moved = lines.new_line(lines.Head(SHARE, "other", 1, ""), 1, {}, line.body, None)
    assert lines.changes_of(moved, KEY) is None


def test_plain_lines_from_before_stay_readable_with_a_key(join: Join, shared: Path) -> None:
    join("one").record(rated(5))
    one = join("one", KEY)
    one.record(rated(6))
    one.exchange(shared)
    other = join("other", KEY)
    assert other.collect(shared).lines == 2
    assert (shown(other), others(other)) == (6, [])


def test_a_redacted_line_keeps_its_name_and_says_nothing(join: Join, shared: Path) -> None:
    one = join("one")
    one.record(noted(CANARY))
    one.record(noted("Rested."))
    redacted = [replace(one._own[0], body=None), one._own[1]]
    (shared / "any.log").write_bytes(segments.encode(SHARE, redacted, ()))
    assert CANARY.encode() not in (shared / "any.log").read_bytes()
    other = join("other")
    assert other.collect(shared).lines == 2
    assert shown(other, ("answer", "20261122", "note")) == "Rested."


@pytest.mark.parametrize(
    "body",
    [
        [["answer", "20261122", "fatigue", [5, 1]]],
        [[["answer", "20261122", "fatigue", [50, 1]], []]],
        [[["weather", "20261122", "rain"], []]],
        [[["answer", "20261122", "fatigue", [5, 1]], [7]]],
        [5],
        {},
    ],
)
def test_what_breaks_the_rules_has_no_effect_and_is_kept(
    join: Join, shared: Path, body: Any
) -> None:
    head = lines.Head(SHARE, "stranger", 1, "")
    line = lines.new_line(head, 1, {}, body, None)
    (shared / "stranger.log").write_bytes(segments.encode(SHARE, [line], ()))
    log = join("one")
    assert log.collect(shared).lines == 1
    assert list(log.merged.fields()) == []
    (shared / "stranger.log").unlink()
    log.exchange(shared)
    assert join("other").collect(shared).lines == 1


@pytest.mark.parametrize(
    "row",
    [
        b"[]",
        b'[1,2,{},"a",null]',
        b'["1",2,{},"a",null,"b"]',
        b'[1,2,{"x":"y"},"a",null,"b"]',
        b"[" * 100_000,
        b"\xff\xfe",
        b"null",
    ],
)
def test_no_row_of_any_kind_is_taken_for_a_line(row: bytes) -> None:
    assert lines.decode_line(row, "device", 1, "") is None
    assert segments.decode(row + b"\n" + row).head is None
    head = lines.Head(SHARE, "device", 1, "").encode()
    assert segments.decode(head + row + b"\n").lines == []
    assert segments.decode(head.rstrip(b"\n")).lines == []


def _row(*entries: object) -> bytes:
    return encode_line(list(entries)).rstrip(b"\n")


def test_a_head_names_a_line_and_has_our_title() -> None:
    rest: tuple[object, ...] = ("", [])
    good = lines.decode_head(_row(lines.TITLE, 1, SHARE, "device", 1, *rest))
    assert good == lines.Head(SHARE, "device", 1, "", [])
    assert lines.decode_head(_row(lines.TITLE, 1, SHARE, "device", 0, *rest)) is None
    assert lines.decode_head(_row("another log", 1, SHARE, "device", 1, *rest)) is None
    assert lines.decode_head(_row("another log", 2, SHARE, "device", 0, *rest)) is None


@pytest.mark.parametrize("also", [[["a", 5]], ["a"], [5], [None], [["a"], ["b"]]])
def test_names_that_are_none_are_passed_over(also: list[object]) -> None:
    head = lines.decode_head(_row(lines.TITLE, 1, SHARE, "device", 1, "", [], *also))
    assert isinstance(head, lines.Head)
    assert head.names == {SHARE}


def test_a_seen_number_that_is_none_is_no_line() -> None:
    head = lines.Head(SHARE, "device", 1, "")
    seen: Any = {"other": "many"}
    line = lines.new_line(head, 1, seen, [], None)
    assert lines.decode_line(line.encode().rstrip(b"\n"), "device", 1, "") is None


def test_symptoms_come_before_their_answers(join: Join) -> None:
    one = join("one")
    one.record(rated(5, "own_cold"))
    one.record(Edit((SymptomChange("own_cold", None, Symptom("own_cold", "Cold", own=True)),)))
    edit = one.merged.edit(one.merged.fields())
    assert [type(change) for change in edit.changes] == [SymptomChange, AnswerChange]


def test_what_was_seen_of_the_others_is_written_when_it_changed(join: Join, shared: Path) -> None:
    one, other = join("one"), join("other")
    other.record(rated(1))
    other.exchange(shared)
    one.exchange(shared)
    for points in (2, 3):
        one.record(rated(points))
    assert [line.seen for line in one._own] == [{other.device: 1}, {}]


def test_unchanged_files_are_not_read_again(
    join: Join, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = join("one"), join("other")
    one.record(rated(1))
    one.exchange(shared)
    other.collect(shared)
    other.collect(shared)

    def unread(content: bytes) -> None:
        raise AssertionError(content)

    monkeypatch.setattr(segments, "decode", unread)
    assert other.collect(shared).lines == 0


@pytest.mark.parametrize("spoil", unusable_folders.UNUSABLE)
def test_a_folder_that_cannot_be_used_changes_nothing(
    join: Join, shared: Path, tmp_path: Path, spoil: Callable[[Path], str]
) -> None:
    log = join("one")
    log.record(rated(5))
    word = spoil(shared)
    before = texts(tmp_path)
    with pytest.raises(UserError, match=word) as refused:
        log.exchange(shared)
    assert isinstance(refused.value, NewerFormatError) == ("newer" in word)
    assert texts(tmp_path) == before
    log.record(rated(6))
    assert shown(join("one")) == 6


def test_a_folder_that_is_full_or_read_only_costs_nothing(
    join: Join, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = join("one")
    log.record(rated(5))
    real = os.open

    def refused(path: Any, flags: int, *more: Any) -> int:
        if flags & os.O_CREAT and Path(path).parent == shared:
            raise OSError(30, "Read-only file system")
        return real(path, flags, *more)

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", refused)
        with pytest.raises(
            SaveError, match=r"does not have permission to write to .*shared folder"
        ):
            log.exchange(shared)
    assert log.exchange(shared).written == 1


def test_strange_files_are_passed_over(join: Join, shared: Path) -> None:
    (shared / "notes.txt").write_text("Milk, bread", "utf-8")
    (shared / "photo.jpg").write_bytes(os.urandom(5000))
    (shared / "empty.log").write_bytes(b"")
    (shared / ".ldn-unfinished").write_bytes(b"[")
    if sys.platform != "win32":
        os.mkfifo(shared / "pipe.log")
    with (shared / "large.log").open("wb") as file:
        file.truncate(segments.MAX_SEGMENT + 1)
    before = {path.name for path in shared.iterdir()}
    log = join("one")
    log.record(rated(5))
    assert log.exchange(shared).written == 1
    assert {path.name for path in shared.iterdir()} == before | {f"{log.device}-0001.log"}
    assert shares_in(shared) == [SharedDiary(frozenset({SHARE}), [[]])]


@pytest.mark.parametrize(("more", "lines_read"), [(0, 1), (1, 0)])
def test_a_file_is_read_up_to_its_largest_size(
    join: Join, shared: Path, more: int, lines_read: int
) -> None:
    one = join("one")
    one.record(rated(5))
    one.exchange(shared)
    (path,) = shared.iterdir()
    with path.open("r+b") as file:
        file.truncate(segments.MAX_SEGMENT + more)
    assert join("other").collect(shared).lines == lines_read


def test_shares_of_a_folder_that_is_not_there_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be read"):
        shares_in(tmp_path / "nowhere")


def test_a_file_that_vanishes_while_it_is_read_is_passed_over(
    join: Join, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = join("one")
    monkeypatch.setattr(segments, "candidates", lambda _shared: [shared / "gone.log"])
    assert log.collect(shared).lines == 0


def test_a_folder_nobody_may_look_into_is_refused(
    join: Join, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_given: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", refused)
    with pytest.raises(UserError, match="no permission"):
        join("one").collect(shared)

"""What nobody may read in a shared folder any more is taken out of it, and nothing else changes."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from ldn_desktop.diary.model import Answer, AnswerChange, Edit
from ldn_desktop.storage.encryption.key import Key
from ldn_desktop.storage.shared_log import lines, segments
from ldn_desktop.storage.shared_log.merge import REPLACED, Field
from ldn_desktop.storage.shared_log.shared_log import Collected, SharedLog
from tests.support.storage.faults.crash_model import (
    Fate,
    RecordedDisk,
    materialised,
    recorded,
)
from tests.support.storage.making import CANARY, DAY, texts

SHARE = "0123456789abcdef"
NOTE: Field = ("answer", "20261122", "note")
FATIGUE: Field = ("answer", "20261122", "fatigue")
KEY = Key(bytes(range(32)), ({"by": "passphrase"},))


Join = Callable[..., SharedLog]


@pytest.fixture
def join(tmp_path: Path) -> Join:
    """Begins, or begins again, as the computer of that name; clocks tick on from one to another."""
    ticks = iter(range(1_795_000_000_000, 1_796_000_000_000))

    def begin(name: str, key: Key | None = None) -> SharedLog:
        return SharedLog(tmp_path / name, SHARE, key, lambda: next(ticks))

    return begin


def answered(**answers: object) -> Edit:
    """An edit with these answers; None clears one."""
    return Edit(
        tuple(
            AnswerChange(DAY, name, None, None if value is None else Answer(value, 1200))
            for name, value in answers.items()
        )
    )


def meet(shared: Path, *logs: SharedLog) -> None:
    for _round in range(2):
        for log in logs:
            log.exchange(shared)


def whole(log: SharedLog) -> dict[Field, list[Any]]:
    """What every field says, the values beside it too."""
    return {f: [write.change[-1] for write in log.merged.heads(f)] for f in log.merged.fields()}


def readable(*folders: Path) -> list[str]:
    found = {f"{folder.name}/{n}": t for folder in folders for n, t in texts(folder).items()}
    return [name for name, text in found.items() if CANARY.encode() in text]


def test_a_cleared_note_leaves_every_file_and_nothing_else_changes(
    join: Join, shared: Path, tmp_path: Path
) -> None:
    one, other = join("one"), join("other")
    one.record(answered(note=CANARY, fatigue=5))
    one.record(answered(pain=3))
    meet(shared, one, other)
    assert readable(shared, tmp_path / "one", tmp_path / "other")
    other.record(answered(note=None))
    meet(shared, one, other)
    before = whole(one)
    assert one.redact()
    assert not one.redact()
    assert whole(one) == before
    assert CANARY not in str(one.merged.writes(NOTE))
    meet(shared, one, other)
    assert CANARY not in str(other.merged.writes(NOTE))
    assert not readable(shared, tmp_path / "one", tmp_path / "other")
    assert whole(one) == whole(other) == before
    again, third = join("one"), join("third")
    third.exchange(shared)
    assert whole(again) == whole(third) == before
    assert third.lines == again.lines


def test_a_note_that_somebody_still_shows_is_not_taken_out(join: Join, shared: Path) -> None:
    one, other = join("one"), join("other")
    one.record(answered(note=CANARY))
    meet(shared, one, other)
    one.record(answered(note=None))
    other.record(answered(note="Rested."))
    meet(shared, one, other)
    one.redact()
    assert not [line for line in one.known_lines() if line.body is None]
    assert len(one.merged.heads(NOTE)) == 2


def test_a_cleared_score_is_no_text_and_stays(join: Join) -> None:
    one = join("one")
    one.record(answered(fatigue=5))
    one.record(answered(fatigue=None))
    one.redact()
    assert one.lines == 2
    assert all(line.body for line in one.known_lines())


def test_redacting_twice_records_nothing_more(join: Join) -> None:
    one = join("one")
    one.record(answered(note=CANARY, fatigue=5))
    one.record(answered(note=None))
    one.redact()
    count = one.lines
    one.redact()
    join("one").redact()
    assert one.lines == join("one").lines == count == 3


def test_what_was_replaced_stays_replaced(join: Join, shared: Path) -> None:
    one, other = join("one"), join("other")
    other.record(answered(fatigue=9))
    meet(shared, one, other)
    one.record(answered(note=CANARY, fatigue=5))
    one.record(answered(fatigue=2))
    one.record(answered(note=None))
    meet(shared, one, other)
    one.redact()
    third = join("third")
    meet(shared, one, other, third)
    assert [write.change[-1][0] for write in third.merged.heads(FATIGUE)] == [2]
    assert whole(one) == whole(other) == whole(third)


def test_the_moment_of_an_answer_that_is_recorded_anew_stays(join: Join) -> None:
    one = join("one")
    one.record(answered(note=CANARY, fatigue=5))
    (head,) = one.merged.heads(FATIGUE)
    one.record(answered(note=None))
    one.redact()
    (anew,) = one.merged.heads(FATIGUE)
    assert anew.stamp == head.stamp
    assert anew.line != head.line


def test_lines_of_others_that_were_written_again_are_redacted_there_too(
    join: Join, shared: Path
) -> None:
    one, other = join("one"), join("other")
    one.record(answered(note=CANARY))
    meet(shared, one, other)
    for path in shared.glob(f"{one.device}*"):
        path.unlink()
    other.exchange(shared)
    assert readable(shared)
    one.record(answered(note=None))
    meet(shared, one, other)
    one.redact()
    meet(shared, one, other)
    assert not readable(shared)


def test_a_file_that_is_as_it_should_be_is_not_written_again(join: Join, shared: Path) -> None:
    one, other = join("one"), join("other")
    one.record(answered(note=CANARY))
    meet(shared, one, other)
    for path in shared.glob(f"{one.device}*"):
        path.unlink()
    assert other.exchange(shared).written == 1
    assert join("other").exchange(shared).written == 0
    (copy,) = shared.glob("*-kept-*")
    for path in shared.iterdir():
        if path != copy:
            path.unlink()
    copy.rename(shared / "anything.log")
    assert other.exchange(shared).written == 1


def test_a_copy_that_still_has_the_text_brings_it_back_to_nobody_who_knew_it_gone(
    join: Join, shared: Path
) -> None:
    one, other = join("one"), join("other")
    one.record(answered(note=CANARY))
    meet(shared, one, other)
    (old,) = (path.read_bytes() for path in shared.glob(f"{one.device}*"))
    one.record(answered(note=None))
    one.redact()
    meet(shared, one, other)
    (shared / "old copy.log").write_bytes(old)
    before = whole(one)
    meet(shared, one, other)
    assert whole(one) == whole(other) == before
    assert [line.body for line in other.known_lines() if line.number == 1] == [None]


def test_a_copy_of_a_text_goes_although_the_program_ended_before_it_could(
    join: Join, shared: Path
) -> None:
    one, other = join("one"), join("other")
    one.record(answered(note=CANARY))
    meet(shared, one, other)
    for path in shared.glob(f"{one.device}*"):
        path.unlink()
    other.exchange(shared)
    (copy,) = shared.glob(f"{other.device}-kept-*")
    assert CANARY.encode() in copy.read_bytes()
    one.record(answered(note=None))
    one.redact()
    one.exchange(shared)
    for _time in range(2):  # a text is forgotten once the line that clears it is known
        other.collect(shared)
    assert CANARY.encode() in copy.read_bytes()
    join("other").exchange(shared)
    assert not [name for name, text in texts(shared).items() if CANARY.encode() in text]


def test_a_body_whose_redaction_was_undone_is_taken_back(
    join: Join, shared: Path, tmp_path: Path
) -> None:
    one, other = join("one"), join("other", KEY)
    one.record(answered(fatigue=5))
    shutil.copytree(tmp_path / "one", tmp_path / "backup")
    one.use_key(KEY)
    one.exchange(shared)
    (path,) = shared.glob(f"{one.device}*")
    first = path.read_bytes().splitlines(keepends=True)[:2]
    path.write_bytes(b"".join(first))
    other.collect(shared)
    assert [line.body for line in other.known_lines()] == [None]
    path.unlink()
    shutil.rmtree(tmp_path / "one")
    shutil.copytree(tmp_path / "backup", tmp_path / "one")
    again = join("one", KEY)
    again.exchange(shared)
    collected = other.collect(shared)
    assert (collected.lines, len(collected.names), len(collected.fields)) == (1, 1, 1)
    assert whole(other) == whole(again) == whole(join("other", KEY))
    assert other.collect(shared) == Collected()
    # What it replaced is replaced again, although its own value is gone.
    again.record(answered(fatigue=6))
    meet(shared, again, other)
    assert whole(other) == whole(again)


def test_a_renamed_symptom_stays_renamed_when_the_log_is_encrypted(join: Join) -> None:
    one = join("one")
    one.record(answered(own=5, fatigue=6))
    one.rename_symptom("own", "own_cold")
    before = one.merged.edit(one.merged.fields())
    gone = AnswerChange(DAY, "own", None, None)
    assert gone in before.changes
    assert len(before.changes) == 3
    one.use_key(KEY)
    for log in (one, join("one", KEY)):
        changes = log.merged.edit(log.merged.fields()).changes
        assert sorted(changes, key=str) == sorted(before.changes, key=str)


def test_a_field_whose_newer_value_is_not_here_yet_is_left_as_it_is(join: Join) -> None:
    one = join("one")
    one.record(answered(fatigue=5))
    (first,) = one.known_lines()
    head = lines.Head(SHARE, "another", 1, "")
    replacing = [[[REPLACED, list(FATIGUE)], [first.name]]]
    one.merged.add(lines.new_line(head, 1, {}, replacing, None), replacing)
    assert one.merged.heads(FATIGUE) == []
    assert one.merged.edit([FATIGUE]) == Edit(())


def test_changes_of_a_body_change_something_or_nothing(join: Join) -> None:
    one = join("one")
    one.record(answered(fatigue=5))
    (first,) = one.known_lines()
    value = lines.changes_of(first, None)
    replacing = [[[REPLACED, list(FATIGUE)], [first.name]]]
    assert one.merged.would_change(first.name, value)
    assert one.merged.would_change("another", replacing)
    assert not one.merged.would_change("another", [[[REPLACED, list(FATIGUE)], ["unknown"]]])
    assert not one.merged.would_change("another", None)
    one.record(answered(fatigue=6))
    assert not one.merged.would_change(first.name, value)
    assert not one.merged.would_change("another", replacing)


def test_a_body_that_would_be_lost_is_not_forgotten(join: Join, shared: Path) -> None:
    one, other = join("one"), join("other")
    one.record(answered(fatigue=5))
    meet(shared, one, other)
    (path,) = shared.glob(f"{one.device}*")
    segment = segments.decode(path.read_bytes())
    blank = [replace(line, body=None) for line in segment.lines]
    path.write_bytes(segments.encode(SHARE, blank, ()))
    other.exchange(shared)
    assert [write.change[-1][0] for write in other.merged.heads(FATIGUE)] == [5]
    assert join("other").merged.heads(FATIGUE)


def test_of_a_blank_and_a_whole_copy_the_whole_one_counts(join: Join, shared: Path) -> None:
    one = join("one")
    one.record(answered(fatigue=5))
    one.exchange(shared)
    (path,) = shared.iterdir()
    segment = segments.decode(path.read_bytes())
    blank = segments.encode(SHARE, [replace(line, body=None) for line in segment.lines], ())
    for name in ("a first.log", "z last.log"):
        (shared / name).write_bytes(blank)
    other = join("other")
    other.collect(shared)
    assert [write.change[-1][0] for write in other.merged.heads(FATIGUE)] == [5]


def test_plain_lines_are_redacted_once_there_is_a_key(
    join: Join, shared: Path, tmp_path: Path
) -> None:
    one = join("one")
    one.record(answered(note=CANARY, fatigue=5))
    one.record(answered(fatigue=7))
    one.exchange(shared)
    before = whole(one)
    one.use_key(KEY)
    one.exchange(shared)
    assert whole(one) == before
    assert not readable(shared, tmp_path / "one")
    other = join("other", KEY)
    other.exchange(shared)
    assert whole(other) == before


def test_a_change_that_nobody_understands_is_recorded_anew_as_it_is(
    join: Join, shared: Path
) -> None:
    one = join("one")
    head = lines.Head(SHARE, one.device, 1, "")
    strange = [["weather", "20261122", "rain"], []]
    known = [["answer", "20261122", "fatigue", [5, 1200]], []]
    line = lines.new_line(head, 1, {}, [strange, known], None)
    one._append([line])
    one.use_key(KEY)
    bodies = [lines.changes_of(line, KEY) for line in one.known_lines() if line.body]
    assert [["weather", "20261122", "rain"], [line.name]] in (bodies[0] or [])
    assert [write.change[-1][0] for write in one.merged.heads(FATIGUE)] == [5]
    one.exchange(shared)
    other = join("other", KEY)
    assert other.collect(shared).lines == 2


@pytest.mark.parametrize(
    "change", [[REPLACED], [REPLACED, "answer"], [REPLACED, ["answer"], 5], [REPLACED, {}]]
)
def test_a_replacement_of_another_shape_has_no_effect(
    join: Join, shared: Path, change: list[Any]
) -> None:
    line = lines.new_line(lines.Head(SHARE, "stranger", 1, ""), 1, {}, [[change, ["x"]]], None)
    (shared / "stranger.log").write_bytes(segments.encode(SHARE, [line], ()))
    log = join("one")
    assert log.collect(shared).lines == 1
    assert list(log.merged.fields()) == []


def test_a_kill_before_the_bodies_are_gone_costs_nothing(
    join: Join, shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = join("one")
    one.record(answered(note=CANARY, fatigue=5))
    one.record(answered(note=None))
    before = whole(one)
    with monkeypatch.context() as patch:
        patch.setattr(one._replica, "redact", lambda _names: (_ for _ in ()).throw(KeyError))
        with pytest.raises(KeyError):
            one.redact()
    again = join("one")
    assert whole(again) == before
    again.redact()
    again.exchange(shared)
    assert whole(join("one")) == before
    assert not readable(shared, tmp_path / "one")


def test_a_power_cut_while_bodies_are_taken_out_loses_and_changes_nothing(tmp_path: Path) -> None:
    disk = RecordedDisk(tmp_path / "disk")
    disk.root.mkdir()
    with recorded(disk, Fate()):
        log = SharedLog(tmp_path / "disk" / "local", SHARE)
        log.record(answered(note=CANARY, fatigue=5))
        log.record(answered(pain=3))
        log.record(answered(note=None))
        before = whole(log)
        disk.acknowledged = 1
        log.redact()
        log.use_key(KEY)
        disk.moment()
    states = [state for acknowledged, state in disk.states if acknowledged]
    for number, state in enumerate(states):
        after = materialised(state, tmp_path / f"after {number}") / "local"
        assert whole(SharedLog(after, SHARE, KEY)) == before
    assert len(states) > 5

"""The two ways to the key, and no third one."""

from __future__ import annotations

import random
import secrets
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.kdf import argon2

from ldn_desktop.errors import UserError
from ldn_desktop.storage import WrongPassphraseError, prepare
from ldn_desktop.storage.backups import backups
from ldn_desktop.storage.encryption import key, recovery_code, setup

pytestmark = pytest.mark.usefixtures("light_keys")


PASSPHRASE = "three calm geese"


def test_a_line_of_the_journal_opens_in_its_own_place_alone() -> None:
    the_key = key.Key(secrets.token_bytes(32), ())
    hidden = the_key.encrypt_record(b"text", 3)
    assert the_key.decrypt_record(hidden, 3) == b"text"
    assert the_key.decrypt_record(hidden, 4) is None
    assert the_key.decrypt_record("é", 3) is None
    assert the_key.decrypt_record("", 3) is None


def test_a_short_passphrase_is_refused() -> None:
    with pytest.raises(UserError, match="8 characters"):
        prepare("  geese  ")
    assert prepare("12345678")


@pytest.mark.parametrize(
    "change",
    [
        {"memory_kib": 1 << 40},
        {"memory_kib": "much"},
        {"memory_kib": 1},
        {"rounds": 21},
        {"lanes": 0},
        {"salt": "é"},
        {"wrapped": ""},
        {"wrapped": "AAAA"},
        {"wrapped": None},
        {"by": 5},
    ],
)
def test_a_wrap_that_was_tampered_with_opens_nothing(change: dict[str, Any]) -> None:
    preparation = prepare(PASSPHRASE)
    for wrap in preparation.key.wraps:
        assert setup._unwrap([wrap | change], PASSPHRASE) is None
        assert setup._unwrap([wrap | change], " ".join(preparation.words)) is None
    assert setup._unwrap([{}], PASSPHRASE) is None


def test_a_wrap_for_one_way_does_not_open_by_the_other() -> None:
    preparation = prepare(" ".join(recovery_code.words_for(bytes(15))))
    assert setup._unwrap(preparation.key.wraps, " ".join(preparation.words))
    assert setup._unwrap(preparation.key.wraps, " ".join(recovery_code.words_for(bytes(15))))


def test_a_try_takes_the_memory_that_makes_it_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert setup.MIN_MEMORY == 64 * 1024
    memory = setup._tune_memory()
    assert 64 * 1024 <= memory <= 256 * 1024
    assert (setup.ROUNDS, setup.LANES) == (3, 4)
    wrap = prepare(PASSPHRASE).key.wraps[0]
    assert wrap["memory_kib"] >= 64 * 1024
    assert wrap["kdf"] == "argon2id"


@pytest.fixture
def tries(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How much memory each try at a passphrase took."""
    tried: list[int] = []

    def noting(**asked_positions: Any) -> argon2.Argon2id:
        tried.append(asked_positions["memory_cost"])
        return real(**asked_positions)

    real = argon2.Argon2id
    monkeypatch.setattr(argon2, "Argon2id", noting)
    return tried


def test_a_wrong_passphrase_is_tried_once_however_many_backups_there_are(
    folder: Path, tries: list[int]
) -> None:
    sealed = prepare(PASSPHRASE).key.encrypt(b"text")
    for number in range(5):
        backups.create(folder, sealed + bytes(number), datetime(2026, 11, 22, number, tzinfo=UTC))
    tries.clear()
    with pytest.raises(WrongPassphraseError):
        setup.unlock(folder, "five brave swans")
    assert len(tries) == 1


def test_a_recovery_code_opens_at_the_first_try(tries: list[int]) -> None:
    preparation = prepare(PASSPHRASE)
    tries.clear()
    assert setup._unwrap(preparation.key.wraps, " ".join(preparation.words))
    assert len(tries) == 1


WRAP = {"salt": "c2FsdCBvZiBzaXh0ZWVu", "memory_kib": 64, "rounds": 20, "lanes": 1}


@pytest.mark.parametrize("change", [{"memory_kib": 1024 * 1024 + 1}, {"rounds": 21}])
def test_a_wrap_that_asks_for_more_than_a_computer_has_is_not_tried(
    tries: list[int], change: dict[str, int]
) -> None:
    with pytest.raises(ValueError, match="KiB"):
        setup._derive(b"word", WRAP | change)
    assert tries == []


def test_a_wrap_that_asks_for_the_most_is_tried(
    tries: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setup, "_MEMORY_LIMIT", 64)
    assert len(setup._derive(b"word", WRAP)) == 32
    assert tries == [64]


@pytest.mark.parametrize("chosen", [slice(2), slice(-2, None)])
def test_any_two_words_of_the_sheet_may_be_asked_for(
    monkeypatch: pytest.MonkeyPatch, chosen: slice
) -> None:
    class Chance(secrets.SystemRandom):
        def sample(self, population: Any, k: int, **_more: Any) -> list[Any]:
            assert k == 2
            return list(population)[chosen][::-1]

    monkeypatch.setattr(secrets, "SystemRandom", Chance)
    assert prepare(PASSPHRASE).asked_positions == tuple(range(1, 17)[chosen])


def test_the_sheet_has_four_words_in_a_row_and_each_once(folder: Path) -> None:
    preparation = prepare(PASSPHRASE)
    rows = preparation.sheet(folder)[3:7]
    typed = [row.split() for row in rows]
    assert [row[0::2] for row in typed] == [
        [str(4 * number + position) for position in range(1, 5)] for number in range(4)
    ]
    assert tuple(word for row in typed for word in row[1::2]) == preparation.words


def test_letters_typed_as_two_signs_are_the_same_letter() -> None:
    assert setup._normalised("caf\u00e9 caf\u00e9") == setup._normalised("cafe\u0301 cafe\u0301")


def test_a_recovery_code_tells_its_own_mistakes() -> None:
    chance = random.Random(1)
    for _time in range(300):
        entropy = chance.randbytes(15)
        words = recovery_code.words_for(entropy)
        assert len(words) == 16
        assert recovery_code.entropy_of(" ".join(words)) == entropy
        assert recovery_code.hint(" ".join(words)) == ""
    wrong = [*words[:4], "xylophone", *words[5:]]
    assert recovery_code.entropy_of(" ".join(wrong)) is None
    assert recovery_code.hint(" ".join(wrong)).startswith("Word 5 ")
    assert "16 words. You typed 15" in recovery_code.hint(" ".join(words[1:]))
    assert recovery_code.entropy_of(" ".join(words[1:])) is None
    assert recovery_code.hint("three calm geese") == ""
    assert recovery_code.entropy_of(" ".join([*words, "xylophone"])) is None
    assert recovery_code.entropy_of("") is None


def test_a_recovery_code_is_told_from_a_passphrase_by_its_length() -> None:
    words = recovery_code.words_for(bytes(15))
    for count in (13, 19):
        assert f"You typed {count}" in recovery_code.hint(" ".join((words * 2)[:count]))
    for count in (12, 20):
        assert recovery_code.hint(" ".join((words * 2)[:count])) == ""


def test_the_words_of_the_code_cannot_be_mistaken_for_one_another() -> None:
    assert len({word[:4] for word in recovery_code.WORDS}) == 256
    assert all(3 <= len(word) <= 8 and word.isalpha() for word in recovery_code.WORDS)


def test_a_key_is_never_shown() -> None:
    the_key = key.Key(b"s" * 32, ({},))
    assert "s" * 5 not in repr(the_key)
    assert key.wraps_of(b"rubbish\n") == ()
    assert key.wraps_of(b'{"keys":5}\n') == ()
    assert key.wraps_of(b"{}\n") == ()


@pytest.mark.parametrize(
    ("seconds", "mebibytes"), [(0.1, 256), (0.25, 256), (0.5, 128), (1.0, 64), (8.0, 64)]
)
def test_the_memory_follows_how_long_a_try_takes_here(
    monkeypatch: pytest.MonkeyPatch, seconds: float, mebibytes: int
) -> None:
    monkeypatch.undo()
    clock = [100.0]

    def tried(_given: bytes, wrap: dict[str, Any]) -> bytes:
        assert wrap["memory_kib"] == 64 * 1024
        clock[0] += seconds
        return bytes(32)

    monkeypatch.setattr(setup, "_derive", tried)
    monkeypatch.setattr(time, "perf_counter", lambda: clock[0])
    assert setup._tune_memory() == mebibytes * 1024

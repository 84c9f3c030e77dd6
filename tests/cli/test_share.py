"""Two diaries on the command line that share a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ldn_desktop.storage.encryption import setup
from tests.support.descriptors import descriptor

DAY = "2026-03-04"
PASSPHRASE = "four calm words here"


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    folder = tmp_path / "shared folder"
    folder.mkdir()
    return folder


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """The diary of the other computer."""
    return tmp_path / "other diary"


def _out(answered: Any) -> str:
    assert answered.code == 0, answered.err
    return str(answered.out)


def test_answers_travel_through_the_folder(ldn: Any, shared: Path, other: Path) -> None:
    ldn("add", "--date", DAY, "fatigue=5")
    assert "0 answers came" in _out(ldn("share", shared))
    assert "1 answer came" in _out(ldn("share", shared, diary=other))
    ldn("add", "--date", DAY, "pain=3", diary=other)
    assert "0 answers came" in _out(ldn("share", diary=other))
    assert "1 answer came" in _out(ldn("share"))
    assert "pain" in str(ldn.shown(DAY))
    assert "0 answers came" in _out(ldn("share", shared))


def test_status_names_computers_and_answers_that_differ(
    ldn: Any, shared: Path, other: Path
) -> None:
    for diary in (ldn.diary, other):
        ldn("share", shared, diary=diary)
    ldn("add", "--date", DAY, "fatigue=2", diary=ldn.diary)
    ldn("add", "--date", DAY, "fatigue=8", diary=other)
    ldn("share")
    assert "1 answer differs" in _out(ldn("share", diary=other))
    status = _out(ldn("share", "--status", diary=other))
    assert f"Shared in {shared}." in status
    assert "1 entry, the newest from" in status
    assert f"{DAY.replace('-', '')} fatigue: another computer says 2." in status
    found = ldn("share", "--status", "--json", diary=other).json
    assert found["folder"] == str(shared)
    assert [device["lines"] for device in found["devices"]] == [1]
    (conflict,) = found["conflicts"]
    assert conflict["field"] == ["answer", DAY.replace("-", ""), "fatigue"]
    assert conflict["others"][0][0] == 2
    ldn("add", "--date", DAY, "fatigue=6", diary=other)
    assert "differs" not in _out(ldn("share", diary=other))
    assert ldn("share", "--status", "--json", diary=other).json["conflicts"] == []


def test_stopping_leaves_the_diary_whole(ldn: Any, shared: Path) -> None:
    ldn("add", "--date", DAY, "fatigue=5")
    ldn("share", shared)
    assert "no longer shared" in _out(ldn("share", "--stop"))
    assert "not shared" in ldn.refused("share")
    assert ldn("check").code == 0


def test_what_cannot_be_is_refused_in_a_sentence(ldn: Any, shared: Path, tmp_path: Path) -> None:
    for words in (["share"], ["share", "--status"], ["share", "--stop"]):
        assert "ldn-desktop share FOLDER" in ldn.refused(*words)
    assert "cannot be read" in ldn.refused("share", tmp_path / "nowhere")
    ldn("share", shared)
    (tmp_path / "second").mkdir()
    assert "stop sharing first" in ldn.refused("share", tmp_path / "second")
    assert ldn("share", shared, "--stop").code == 2


@pytest.mark.parametrize(
    ("stored", "said"),
    [
        (None, "no answer"),
        ([2.5, 60], "2.5"),
        ({"mg": 1.5}, "1.5 mg"),
        ({"name": "Cold"}, "Cold"),
        ({"day_ends_hour": 4}, '{"day_ends_hour":4}'),
    ],
)
def test_every_kind_of_value_is_named(stored: object, said: str) -> None:
    from ldn_desktop.cli.commands import share

    assert share.value_text(stored) == said


def test_encrypted_diaries_share_with_the_passphrase_of_the_folder(
    ldn: Any, shared: Path, other: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setup, "MIN_MEMORY", 64)
    monkeypatch.setattr(setup, "MAX_MEMORY", 64)

    def secretly(phrase: str, *words: str | Path, diary: Path) -> Any:
        with descriptor(f"{phrase}\n") as fd:
            return ldn("--passphrase-fd", str(fd), *words, diary=diary)

    from ldn_desktop.storage import encrypt, open_diary, prepare

    phrases = {ldn.diary: PASSPHRASE, other: PASSPHRASE}
    for diary, phrase in phrases.items():
        with open_diary(diary) as file:
            ready = prepare(phrase)
            encrypt(file, ready, [ready.words[n - 1] for n in ready.asked_positions])
    assert secretly(PASSPHRASE, "add", "--date", DAY, "fatigue=5", diary=ldn.diary).code == 0
    assert secretly(PASSPHRASE, "share", shared, diary=ldn.diary).code == 0
    joined = secretly(PASSPHRASE, "share", shared, diary=other)
    assert "1 answer came" in _out(joined)
    with open_diary(tmp_path / "third") as file:
        ready = prepare("five calm words here now")
        encrypt(file, ready, [ready.words[n - 1] for n in ready.asked_positions])
    third = secretly("five calm words here now", "share", shared, diary=tmp_path / "third")
    assert third.code == 1
    assert "passphrase" in third.err

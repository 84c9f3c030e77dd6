"""A note of an encrypted diary, looked for in every file."""

from __future__ import annotations

from pathlib import Path

import pytest

from ldn_desktop.storage import encrypt, open_diary, prepare
from tests.support.storage.making import CANARY, DAY, noted, record, reopened, texts, typed

SAVES = 1_000


@pytest.mark.usefixtures("light_keys")
def test_a_canary_is_in_no_file_of_an_encrypted_diary(tmp_path: Path) -> None:
    folder = tmp_path / "diary"
    with open_diary(folder) as file:
        preparation = prepare("three calm geese")
        encrypt(file, preparation, typed(preparation))
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

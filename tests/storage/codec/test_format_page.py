"""A diary read by docs/formats/diary.md alone, without a line of our code."""

from __future__ import annotations

import base64
import hashlib
import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from ldn_desktop.storage import encrypt, new_diary, open_diary, prepare
from tests.support.storage.making import noted, rated, record, small

PASSPHRASE = "three calm geese"


def _journal(text: bytes) -> list[list[Any]]:
    lines = []
    for row in text.splitlines():
        *rest, checksum = json.loads(row)
        body = row[: row.rindex(b',"')]
        assert hashlib.sha256(body).hexdigest()[:16] == checksum
        lines.append(rest)
    return lines


def _brought_together(tables: dict[str, Any], lines: list[list[Any]]) -> dict[str, Any]:
    days: dict[str, Any] = tables["days"]
    for number, _when, changes in lines:
        for change in changes if number > tables["_meta"]["1"]["folded"] else ():
            _kind, day, field, answer = change
            document = days.setdefault(day, {})
            position = document.setdefault("scores", {}) if field == "fatigue" else document
            position[field] = answer[:2]
    return days


def test_the_written_format_is_the_described_one(folder: Path) -> None:
    new_diary(folder, small())
    with open_diary(folder) as file:
        record(file, rated(file.diary, 0, 10.0))
        record(file, noted(file.diary))
        text = (folder / "diary.json").read_bytes()
        tables = json.loads(text)
        checksum = tables["_meta"]["1"]["sha256"]
        zeros = text.replace(checksum.encode(), b"0" * 64)
        assert hashlib.sha256(zeros).hexdigest() == checksum
        head, *lines = _journal((folder / "diary.journal").read_bytes())
        assert head == ["ldn-desktop journal", 1, tables["_meta"]["1"]["id"], 1, []]
        days = _brought_together(tables, lines)
        assert {day: doc.get("note") for day, doc in days.items() if "note" in doc} == {
            when.strftime("%Y%m%d"): list(file.diary.day(when).answers["note"][:2])
            for when in file.diary.dates()
            if file.diary.day(when).note
        }
        assert days["20261122"]["scores"]["fatigue"] == [10, 1200]


def _secret(keys: list[dict[str, Any]], by: str, given: bytes) -> bytes:
    (wrap,) = [wrap for wrap in keys if wrap["by"] == by]
    wrapped = base64.b64decode(wrap.pop("wrapped"))
    derived = Argon2id(
        salt=base64.b64decode(wrap["salt"]),
        length=32,
        iterations=wrap["rounds"],
        lanes=wrap["lanes"],
        memory_cost=wrap["memory_kib"],
    ).derive(given)
    context = json.dumps(wrap, separators=(",", ":")).encode()
    return AESGCM(derived).decrypt(wrapped[:12], wrapped[12:], context)


@pytest.mark.usefixtures("light_keys")
def test_the_encrypted_format_is_the_described_one(folder: Path) -> None:
    new_diary(folder, small())
    with open_diary(folder) as file:
        preparation = prepare(PASSPHRASE)
        typed = [preparation.words[position - 1] for position in preparation.asked_positions]
        encrypt(file, preparation, typed)
        record(file, noted(file.diary))
        first, sealed = (folder / "diary.json").read_bytes().split(b"\n", 1)
        head = json.loads(first)
        assert head["ldn-desktop"] == "encrypted diary"
        given = unicodedata.normalize("NFKC", PASSPHRASE).encode()
        secret = _secret(head["keys"], "passphrase", given)
        text = AESGCM(secret).decrypt(sealed[:12], sealed[12:], first + b"\n")
        assert len(json.loads(text)["days"]) == 12
        _head, *lines = _journal((folder / "diary.journal").read_bytes())
        (number, hidden) = lines[-1]
        raw = base64.b64decode(hidden)
        plain = AESGCM(secret).decrypt(raw[:12], raw[12:], b"line %d" % number)
        _when, changes = json.loads(plain)
        assert changes[0][2] == "note"
        words = _words()
        code = bytes(words.index(word) for word in preparation.words)
        assert code[15] == hashlib.sha256(code[:15]).digest()[0]
        assert _secret(json.loads(first)["keys"], "recovery code", code[:15]) == secret


def _words() -> list[str]:
    path = Path(__file__).parents[3] / "ldn_desktop" / "storage" / "encryption" / "recovery_code.py"
    return path.read_text("utf-8").split('"""')[3].split()

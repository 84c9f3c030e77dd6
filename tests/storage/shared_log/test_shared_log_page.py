"""The shared log is the one that docs/formats/shared-log.md describes: read by that page alone."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ldn_desktop.diary.model import Answer, AnswerChange, Edit
from ldn_desktop.storage.encryption.key import Key
from ldn_desktop.storage.shared_log.shared_log import SharedLog
from tests.support.storage.making import DAY

SECRET = bytes(range(32))
CLOCKS = {"one": lambda: 1000, "two": lambda: 1001, "three": lambda: 1002}


def _json(whole: Any) -> bytes:
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()


def _digest(whole: Any, digits: int) -> str:
    return hashlib.sha256(_json(whole)).hexdigest()[:digits]


def _checked(row: bytes) -> list[Any]:
    body, tail = row[:-20], row[-20:]
    assert tail == b',"' + hashlib.sha256(body).hexdigest()[:16].encode() + b'"]'
    return list(json.loads(body + b"]"))


def _read(content: bytes, secret: bytes | None) -> list[tuple[str, int, str, str, Any]]:
    """Stamp order, device and name of each line, and its changes, as the page says."""
    first, *rows, end = content.split(b"\n")
    assert end == b""
    title, version, _share, device, number, previous, _keys, *_also = _checked(first)
    assert (title, version) == ("ldn-desktop shared log", 1)
    found = []
    for expected, row in enumerate(rows, number):
        count, stamp, seen, digest, body, name = json.loads(row)
        assert count == expected
        assert digest == _digest(body, 32)
        assert name == _digest([device, count, stamp, seen, digest, previous], 24)
        if secret is not None:
            sealed = base64.b64decode(body)
            context = _json([device, count, stamp, seen, previous])
            body = json.loads(AESGCM(secret).decrypt(sealed[:12], sealed[12:], context))
        found.append((device, stamp, name, previous, body))
        previous = name
    return found


@pytest.mark.parametrize("secret", [None, SECRET])
def test_another_program_can_read_what_is_shown_and_what_stands_beside_it(
    tmp_path: Path, secret: bytes | None
) -> None:
    key = None if secret is None else Key(secret, ({"by": "passphrase"},))
    shared = tmp_path / "shared"
    shared.mkdir()
    logs = [SharedLog(tmp_path / name, "5ba7e", key, clock) for name, clock in CLOCKS.items()]
    for value, log in enumerate(logs):
        log.record(Edit((AnswerChange(DAY, "note", None, Answer(f"Müde {value} – “quoted”", 5)),)))
        log.exchange(shared)
    logs[0].exchange(shared)
    logs[0].record(Edit((AnswerChange(DAY, "fatigue", None, Answer(2.5, -30)),)))
    logs[0].exchange(shared)
    lines = [line for path in shared.iterdir() for line in _read(path.read_bytes(), secret)]
    assert len(lines) == 4
    writes = [(name, change, names) for *_line, name, _p, body in lines for change, names in body]
    replaced = {(*change[:3], name) for _name, change, names in writes for name in names}
    heads = sorted(
        (stamp, device, change[3])
        for device, stamp, name, _previous, body in lines
        for change, _names in body
        if (*change[:3], name) not in replaced and change[2] == "note"
    )
    about = ("answer", "20261122", "note")
    assert [value for *_order, value in heads][::-1] == [
        write.change[-1] for write in logs[0].merged.heads(about)
    ]


def test_the_known_lines_are_kept_as_described(tmp_path: Path) -> None:
    log = SharedLog(tmp_path / "shared", "5ba7e")
    log.record(Edit((AnswerChange(DAY, "fatigue", None, Answer(2.5, 5)),)))
    head, row, end = (tmp_path / "shared" / "lines.log").read_bytes().split(b"\n")
    assert end == b""
    assert _checked(head) == ["ldn-desktop known lines", 1, "5ba7e"]
    device, previous, line = _checked(row)
    assert (device, previous) == (log.device, "")
    assert json.loads(line)[4] == [[["answer", "20261122", "fatigue", [2.5, 5]], []]]
    assert json.loads((tmp_path / "shared" / "device.json").read_text("utf-8")) == {
        "device": device,
        "former": [],
    }

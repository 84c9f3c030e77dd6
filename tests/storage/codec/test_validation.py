"""What nothing vouches for is read strictly, and what is whole of a broken text is saved."""

from __future__ import annotations

import json
from datetime import date

import pytest

from ldn_desktop.diary.marks import new_mark, set_mark
from ldn_desktop.diary.model import About, Diary, MarkKind
from ldn_desktop.storage.codec.container import UnreadableError, decode_container, encode_container
from ldn_desktop.storage.codec.documents import OPTIONAL_TABLES, TABLES, encode
from ldn_desktop.storage.recovery.salvage import salvage
from tests.support.storage.making import DAY, small


def test_every_bit_of_the_file_is_under_the_checksum() -> None:
    text = encode_container(encode(small(2)), {"id": "x", "folded": 3})
    assert decode_container(text).checksum_ok
    for position in range(len(text) * 8):
        flipped = bytearray(text)
        flipped[position // 8] ^= 1 << position % 8
        try:
            assert not decode_container(bytes(flipped)).checksum_ok
        except UnreadableError:
            continue


@pytest.mark.parametrize(
    "change",
    [
        '"_meta": {"1": {"format": 1}}, "days": {"20261122": {"scores": {"pain": [NaN, 1]}}}',
        '"_meta": {"1": {"format": 1}}, "days": {"20261122": {"scores": {"pain": [1e999, 1]}}}',
        '"_meta": {"1": {"format": 1}}, "days": {"20261122": {"note": ["\\ud800", 1]}}',
        '"_meta": {"1": {"format": 1}}, "days": {"20261122": {}, "20261122": {}}',
        '"_meta": {"1": {"format": 1}}, "days": {"20261131": {}}',
        '"_meta": {"1": {"format": 1}}, "days": {"2026112": {}}',
        '"_meta": {"1": {"format": 1}}, "days": {"2026W011": {}}',
        '"_meta": {"1": {"format": 1}}, "days": {"２０２６１１２２": {}}',
        '"_meta": {"1": {"format": 1}}, "days": {"18991231": {}}',
        '"_meta": {"1": {"format": 1}}, "days": {"20261122": []}',
        '"_meta": {"1": {"format": 1}}, "days": []',
        '"_meta": {"1": {"format": 1}}, "days": {"20261122": {"offset": 1.5}}',
        '"_meta": {"1": {"format": 1}}, "days": {"20261122": {"offset": 1441}}',
        '"_meta": {"1": {"format": 1}}, "days": {"20261122": {"scores": {"steps": [5, 1]}}}',
        '"_meta": {"1": {"format": 1}}, "days": {"20261122": {"readings": {"pain": [5, 1]}}}',
        '"_meta": {"1": {"format": 1}}, "days": {"20261122": {"scores": {"note": [5, 1]}}}',
        '"_meta": {"1": {"format": 1}}, "days": {"20261122": {"scores": {"crash": [true, 1]}}}',
        '"_meta": {"1": {"format": 1}}, "days": {"20261122": {"crash": [false, 1]}}',
        '"_meta": {"1": {"format": 1}}, "days": {"20261122": {"note": [" x", 1]}}',
        '"_meta": {"1": {"format": 1}}, "days": {"20261122": {"note": [5, 1]}}',
        '"_meta": {"1": {"format": 1}}, "days": {"20261122": {"exertion": ["5", 1]}}',
        '"_meta": {"1": {"format": 1}}, "days": {"20261122": {"exertion": [5]}}',
        '"_meta": {"1": {"format": 1}}, "days": {"20261122": {"exertion": [5, true]}}',
        '"_meta": {"1": {"format": 1}}, "days": {"20261122": {"exertion": [5, 105408001]}}',
        '"_meta": {"1": {"format": 1}}, "days": {"20261122": {"exertion": [5, 1, "guessed"]}}',
        '"_meta": {"1": {"format": 1}}, "days": {"20261122": {"exertion": [5, 1, "copied", 2]}}',
        (
            '"_meta": {"1": {"format": 1}}, '
            '"days": {"20261122": {"exertion": [5, 1, "copied", {}, 2]}}'
        ),
        (
            '"_meta": {"1": {"format": 1}}, '
            '"days": {"20261122": {"exertion": [5, 1, "copied", {"offset": null}]}}'
        ),
        '"_meta": {"1": {"format": 1}}, "dose_steps": {"20261122": {"mg": 1001}}',
        '"_meta": {"1": {"format": 1}}, "dose_steps": {"20261122": {}}',
        '"_meta": {"1": {"format": 1}}, "dose_steps": {"x": {"mg": 1}}',
        '"_meta": {"1": {"format": 1}}, "dose_steps": {"20261122": {"mg": 1, "planned": 1}}',
        '"_meta": {"1": {"format": 1}}, "dose_steps": {"18991231": {"mg": 1}}',
        '"_meta": {"1": {"format": 1}}, "symptoms": {"1": {"key": "x"}}',
        (
            '"_meta": {"1": {"format": 1}}, "symptoms": {"1": {"key": "x", "name": "", '
            '"kind": "symptom", "shown": true, "order": 1, "own": true}}'
        ),
        (
            '"_meta": {"1": {"format": 1}}, "symptoms": {"1": {"key": "x", "name": "X", '
            '"kind": "else", "shown": true, "order": 1, "own": true}}'
        ),
        (
            '"_meta": {"1": {"format": 1}}, "symptoms": {"1": {"key": "x", "name": "X", '
            '"kind": "symptom", "shown": 1, "order": 1, "own": true}}'
        ),
        '"_meta": {"1": {"format": 1}}, "about": {"1": {"day_ends_hour": 13}}',
        '"_meta": {"1": {"format": 1}}, "about": {"1": {"day_ends_hour": -1}}',
        '"_meta": {"1": {"format": 1}}, "about": {"2": {"day_ends_hour": 4}}',
        '"_meta": {"1": {"format": 1}}, "about": {"1": {"invented": 1}}',
        '"_meta": {"1": {"format": 0}}, "days": {}',
        '"_meta": {"1": {"format": true}}, "days": {}',
        '"_meta": {"1": {"format": 1, "folded": -1}}, "days": {}',
        '"_meta": {"2": {"format": 1}}, "days": {}',
        '"_meta": {}, "days": {}',
    ],
)
def test_what_nothing_vouches_for_has_to_keep_every_rule(change: str) -> None:
    others = "".join(f', "{name}": {{}}' for name in TABLES if f'"{name}"' not in change)
    with pytest.raises(UnreadableError):
        decode_container(f"{{{change}{others}}}".encode())


@pytest.mark.parametrize("missing", [name for name in TABLES if name not in OPTIONAL_TABLES])
def test_a_file_that_lacks_a_table_is_damaged(missing: str) -> None:
    tables: dict[str, object] = {name: {} for name in TABLES if name != missing}
    if missing != "_meta":
        tables["_meta"] = {"1": {"format": 1}}
        complete = {**tables, missing: {}}
        assert not decode_container(json.dumps(complete).encode()).checksum_ok
    with pytest.raises(UnreadableError):
        decode_container(json.dumps(tables).encode())


def test_what_nothing_vouches_for_is_read_where_every_rule_is_kept() -> None:
    text = (
        '{"_meta": {"1": {"format": 1}}, "about": {"1": {}}, "symptoms": {"1": {"key": "x", '
        '"name": "X", "kind": "symptom", "shown": true, "order": 1, "own": true}}, '
        '"dose_steps": {"20261101": {"mg": 1.5, "planned": true}}, "days": {"20261122": '
        '{"offset": 1440, "scores": {"x": [5, -105408000, "recalled", {"offset": -1440}], '
        '"y": [10, 0]}, "readings": {"steps": [100, 3]}, "note": ["Well.", 5]}, "19000101": {}}}'
    )
    contents = decode_container(text.encode())
    assert not contents.checksum_ok
    diary = contents.diary()
    assert diary.day(DAY).answers["x"].offset == -1440
    assert diary.dates() == [date(1900, 1, 1), DAY]


@pytest.mark.parametrize("hour", [0, 12])
def test_the_ends_of_every_rule_are_within_it(hour: int) -> None:
    text = (
        f'{{"_meta": {{"1": {{"format": 1, "folded": 0}}}}, "about": {{"1": {{"day_ends_hour": '
        f'{hour}}}}}, "symptoms": {{}}, "dose_steps": {{"19000101": {{"mg": 0}}}}, "days": {{}}}}'
    )
    diary = decode_container(text.encode()).diary()
    assert diary.about.day_ends_hour == hour
    assert [step.start for step in diary.dose_steps] == [date(1900, 1, 1)]


def test_what_was_read_keeps_no_checksum_of_what_it_was() -> None:
    contents = decode_container(encode_container(encode(small(2)), {"id": "x"}))
    assert contents.meta.keys() == {"format", "program", "id"}


def test_salvage_takes_documents_for_what_they_look_like() -> None:
    diary = small(60)
    diary.apply(set_mark(diary, new_mark(diary, MarkKind.MEDICINE, "Melatonin", DAY)))
    tables = encode(diary)
    tables["symptoms"] = {
        "1": {"key": "x", "name": "X", "kind": "symptom", "shown": True, "order": 1, "own": True}
    }
    text = encode_container(tables, {"folded": 7})
    found, sequence = salvage(text.replace(b'"dose_steps":{', b"").replace(b'"days"', b"xx"))
    assert sequence == 7
    assert found == {name: tables[name] for name in found}
    assert "marks" in found
    assert salvage(b"") == ({"about": {}, "symptoms": {}, "dose_steps": {}, "days": {}}, 0)


def test_salvage_knows_what_the_diary_says_of_itself() -> None:
    tables = encode(Diary(about=About(7, invented=True)))
    assert salvage(encode_container(tables, {})[:-9])[0]["about"] == tables["about"]


@pytest.mark.parametrize("document", [{"note": ["Café", 5]}, {"weather": "Café"}])
def test_salvage_leaves_a_day_whose_text_is_broken(document: dict[str, object]) -> None:
    text = encode_container({"days": {"20261122": document, "20261123": {}}}, {})
    found, _checkpoint_sequence = salvage(text.replace("é".encode(), b"\xc3"))
    assert found["days"] == {}
    deep = b'{"days":{"20261122":' + b'{"a":' * 100_000
    assert salvage(deep)[0]["days"] == {}

"""Ten thousand random diaries go out and come back the same; no cell is a formula."""

from __future__ import annotations

import csv
import io
import os
import random
import re

import pytest
from hypothesis import HealthCheck, given, settings

from ldn_desktop import export
from ldn_desktop.diary import Diary
from ldn_desktop.imports import read
from ldn_desktop.imports.own import live
from tests.export.diaries import diaries, whole
from tests.imports.mutants import NOW

DIARIES = int(os.environ.get("LDN_SOAK_DIARIES", "10000"))
CELLS = 100_000
LIVE = re.compile(r"[=+\-@\t\r]")
LIVE_AFTER_BLANKS = re.compile(r"\s*[=+\-@]")
"""In a cell that a wrong separator made, the end of the row may stand alone."""
LIVE_BY = {",": LIVE, ";": LIVE_AFTER_BLANKS, "\t": LIVE_AFTER_BLANKS}
SIGNS = "=+-@\t\r\n;,'\" |aZ0é漢＝＋"


@given(diaries(most_days=6))
@settings(max_examples=DIARIES, suppress_health_check=list(HealthCheck))
def test_ten_thousand_diaries(tmp_path_factory: pytest.TempPathFactory, diary: Diary) -> None:
    folder = tmp_path_factory.getbasetemp()
    for name in ("soak.csv", "soak.json"):
        export.write(diary, folder / name)
        back = Diary()
        preview = read(folder / name, back, now=NOW)
        assert preview.left_out == ()
        back.apply(preview.edit)
        assert whole(back) == whole(diary)
        assert not read(folder / name, back, now=NOW).edit


def test_a_hundred_thousand_cells() -> None:
    chance = random.Random(10)
    for _cell in range(CELLS):
        text = "".join(chance.choice(SIGNS) for _sign in range(chance.randrange(12)))
        cell = export.inert(text)
        assert live(cell) == text
        out = io.StringIO(newline="")
        csv.writer(out).writerow(["2026-03-04", cell])
        for separator, live_cell in LIVE_BY.items():
            rows = csv.reader(io.StringIO(out.getvalue(), newline=""), delimiter=separator)
            assert not [one for row in rows for one in row if live_cell.match(one)]

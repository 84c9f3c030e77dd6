"""Ten thousand random diaries go out and come back the same; no cell is a formula."""

from __future__ import annotations

import csv
import io
import os
import random
import re
import tempfile
from pathlib import Path

from ldn_desktop.diary.model import Diary
from ldn_desktop.interchange import export, read
from ldn_desktop.interchange.ldn_format import unescape_cell
from tests.support.interchange.diary_strategies import whole
from tests.support.interchange.mutated_files import NOW
from tests.support.interchange.seeded_diaries import Dice

FIRST = int(os.environ.get("LDN_SOAK_FIRST", "0"))
DIARIES = int(os.environ.get("LDN_SOAK_DIARIES", "10000"))
CELLS = 100_000
REPORTED_EVERY = 1_000
MEMORY = Path("/dev/shm")  # nothing secret, and deleted at the end
LIVE = re.compile(r"[=+\-@\t\r]")
LIVE_AFTER_BLANKS = re.compile(r"\s*[=+\-@]")
"""In a cell that a wrong separator made, the end of the row may stand alone."""
LIVE_BY = {",": LIVE, ";": LIVE_AFTER_BLANKS, "\t": LIVE_AFTER_BLANKS}
SIGNS = "=+-@\t\r\n;,'\" |aZ0é漢＝＋"


def test_ten_thousand_diaries() -> None:
    days = unknown = 0
    # In memory where the system can: on a disk this would measure the disk.
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        for seed in range(FIRST, FIRST + DIARIES):
            diary = Dice(seed).diary()
            assert comes_back(diary, Path(folder)), f"seed {seed}"
            days += len(diary.dates())
            unknown += sum(bool(day.unknown) for day in diary.days())
            if (seed - FIRST + 1) % REPORTED_EVERY == 0:
                print(f"{seed - FIRST + 1:,} diaries so far", flush=True)
    print(f"{DIARIES:,} diaries, {days:,} days, {unknown:,} of them with unknown fields")
    assert unknown > DIARIES // 10


def comes_back(diary: Diary, folder: Path) -> bool:
    """Whether `diary` is the same by CSV and by JSON, and adds nothing a second time."""
    for name in ("soak.csv", "soak.json"):
        export.write(diary, folder / name)
        back = Diary()
        preview = read(folder / name, back, now=NOW)
        back.apply(preview.edit)
        again = read(folder / name, back, now=NOW)
        if preview.left_out or again.edit or whole(back) != whole(diary):
            return False
        back.apply(preview.edit.reversed())
        if whole(back) != whole(Diary()):
            return False
    return True


def test_a_hundred_thousand_cells() -> None:
    chance = random.Random(10)
    for _cell in range(CELLS):
        text = "".join(chance.choice(SIGNS) for _sign in range(chance.randrange(12)))
        cell = export.escape_cell(text)
        assert unescape_cell(cell) == text
        out = io.StringIO(newline="")
        csv.writer(out).writerow(["2026-03-04", cell])
        for separator, live_cell in LIVE_BY.items():
            rows = csv.reader(io.StringIO(out.getvalue(), newline=""), delimiter=separator)
            assert not [one for row in rows for one in row if live_cell.match(one)]

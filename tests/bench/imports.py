"""Rows a second of the imports, against the bare csv module and iterparse; memory for 1 GB."""

from __future__ import annotations

import csv
import io
import os
import random
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

from ldn_desktop.diary.model import Diary
from ldn_desktop.interchange import read
from tests.bench.measured import Measured, alternating, milliseconds

LAST = date(2026, 9, 30)
NOW = datetime(2026, 9, 30, 20, tzinfo=UTC)
YEARS = 5
TRACKERS = [
    "Fatigue,General",
    "Brain Fog,Brain",
    "Sleep,Sleep",
    "Crash,Experience",
    "HRV,Measurement",
    "Resting HR,Measurement",
    "PacePoints,Measurement",
    *(f"Symptom {number},General" for number in range(25)),
]
GIGABYTE = int(os.environ.get("LDN_BENCH_XML_MB", "1000")) * 1_000_000
MOST_MEBIBYTES = 300
KINDS = (
    ("QuantityTypeIdentifierHeartRate", "count/min"),
    ("QuantityTypeIdentifierStepCount", "count"),
    ("QuantityTypeIdentifierHeartRateVariabilitySDNN", "ms"),
    ("QuantityTypeIdentifierRestingHeartRate", "count/min"),
    ("QuantityTypeIdentifierActiveEnergyBurned", "kcal"),
)


def measure() -> Iterator[Measured]:
    """Reading beside its floor; then the memory that a gigabyte takes."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        yield from _tables(folder)
        yield from _health(folder)
        yield _memory(folder)


def _tables(folder: Path) -> Iterator[Measured]:
    rows = [
        f"{LAST - timedelta(days=day)},{tracker},{(day + position) % 4} "
        for day in range(YEARS * 365)
        for position, tracker in enumerate(TRACKERS)
    ]
    header = "observation_date,tracker_name,tracker_category,observation_value \n"
    path = folder / "visible.csv"
    path.write_text(header + "\n".join(rows), "utf-8")

    def bare() -> None:
        with path.open(newline="", encoding="utf-8") as file:
            assert len(list(csv.reader(file))) == len(rows) + 1

    floor, figure = alternating(
        lambda: milliseconds(bare),
        lambda: milliseconds(lambda: read(path, Diary(), now=NOW)),
        rounds=3,
    )
    yield Measured(
        f"Visible, {len(rows):,} rows to a preview, on the bare csv module", figure, floor
    )
    yield Measured("  thousand rows a second", len(rows) / figure, unit="")


def records(most: int) -> Iterator[bytes]:
    """About `most` bytes of an Apple Health export, one record after another."""
    chance = random.Random(9)
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n<HealthData locale="de_DE">\n'
    written, seconds = 0, 0
    start = datetime(2016, 1, 1, tzinfo=UTC)
    while written < most:
        kind, unit = KINDS[chance.randrange(len(KINDS))]
        seconds = (seconds + chance.randrange(200)) % 300_000_000
        at = (start + timedelta(seconds=seconds)).strftime("%Y-%m-%d %H:%M:%S +0000")
        record = (
            f' <Record type="HK{kind}" sourceName="Watch of somebody" sourceVersion="5.1.1"'
            f' device="&lt;&lt;HKDevice: 0x2812&gt;, name:Watch, manufacturer:Apple Inc.&gt;"'
            f' unit="{unit}" creationDate="{at}" startDate="{at}" endDate="{at}"'
            f' value="{chance.randrange(40, 180)}"/>\n'
        ).encode()
        written += len(record)
        yield record
    yield b"</HealthData>\n"


def _health(folder: Path) -> Iterator[Measured]:
    path = folder / "export.xml"
    path.write_bytes(b"".join(records(20_000_000)))
    count = path.read_bytes().count(b"<Record")

    def bare() -> None:
        found = 0
        for _event, element in ET.iterparse(io.BytesIO(path.read_bytes())):
            found += element.tag == "Record"
            element.clear()
        assert found == count

    floor, figure = alternating(
        lambda: milliseconds(bare),
        lambda: milliseconds(lambda: read(path, Diary(), now=NOW)),
        rounds=3,
    )
    yield Measured(f"Apple Health, {count:,} records to a preview, on iterparse", figure, floor)
    yield Measured("  thousand records a second", count / figure, unit="")


_READ = """
import resource, sys
from datetime import UTC, datetime
from pathlib import Path
from ldn_desktop.diary.model import Diary
from ldn_desktop.interchange import read
preview = read(Path(sys.argv[1]), Diary(), now=datetime(2026, 9, 30, 20, tzinfo=UTC))
assert preview.days > 100
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def _memory(folder: Path) -> Measured:
    path = folder / "export.zip"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed,
        packed.open("apple_health_export/export.xml", "w", force_zip64=True) as member,
    ):
        for record in records(GIGABYTE):
            member.write(record)
    result = subprocess.run(
        [sys.executable, "-c", _READ, str(path)], capture_output=True, encoding="utf-8", check=True
    )
    what = f"memory for an Apple Health export of {GIGABYTE // 1_000_000:,} MB"
    return Measured(what, float(result.stdout), limit=MOST_MEBIBYTES, unit="MiB")

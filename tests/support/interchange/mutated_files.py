"""Small files of every format, and ways to spoil them: for feeding hostile files to the imports."""

from __future__ import annotations

import io
import json
import random
import re
import time
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

from ldn_desktop.diary.demo import demo_diary
from ldn_desktop.diary.model import Diary, Edit, UnknownChange
from ldn_desktop.errors import UserError
from ldn_desktop.interchange import export, read

NOW = datetime(2026, 9, 30, 20, 15, tzinfo=UTC)
LARGEST = 5_000_000

_XML = (
    '<?xml version="1.0"?><!DOCTYPE HealthData [<!ELEMENT HealthData (Record*)>]><HealthData>'
    + "".join(
        f'<Record type="HK{kind}" sourceName="W" startDate="2021-10-10 0{n}:52:18 -0400" '
        f'endDate="2021-10-10 0{n}:59:18 -0400" value="{value}"/>'
        for n, (kind, value) in enumerate(
            [
                ("QuantityTypeIdentifierRestingHeartRate", "49"),
                ("QuantityTypeIdentifierHeartRateVariabilitySDNN", "22.8062"),
                ("QuantityTypeIdentifierStepCount", "812"),
                ("CategoryTypeIdentifierSleepAnalysis", "HKCategoryValueSleepAnalysisAsleep"),
            ]
        )
    )
    + "</HealthData>"
)
_LOOP = {
    "L/Habits.csv": "Position,Name,Type\n001,Pain,NUMERICAL\n002,Crash,YES_NO\n",
    "L/001 Pain/Checkmarks.csv": "Date,Value,Notes\n2026-02-02,10000,stairs\n2026-02-01,UNKNOWN,\n",
    "L/002 Crash/Checkmarks.csv": "Date,Value,Notes\n2026-02-02,YES_MANUAL,\n2026-02-01,NO,\n",
}


_LOOP_1 = {
    "L/Habits.csv": "Position,Name,Question,NumRepetitions,Interval,Color\n001,Pain,,1,1,\n",
    "L/001 Pain/Checkmarks.csv": "2026-02-02,4000\n2026-02-01,2500\n",
}


def _zipped(members: dict[str, str]) -> bytes:
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in members.items():
            packed.writestr(name, text)
    return stored.getvalue()


def seeds() -> list[bytes]:
    """One small sound file of each format."""
    demo = demo_diary(date(2026, 9, 30), days=12)
    newer = {"weather": {"rain": [True, None]}}
    demo.apply(Edit((UnknownChange(date(2026, 9, 30), {}, newer),)))
    texts = [
        (Path(__file__).parents[1] / "files" / "visible-export.csv").read_text("utf-8"),
        (
            "observation_date,tracker_name,tracker_category,observation_value\n"
            "2024-05-01,Period,Menstrual,1\n2024-05-02,Period,Menstrual,1\n"
            "2024-05-09,Infection,Experience,1\n2024-05-10,Infection,Experience,0\n"
            "2024-05-09,Walking up stairs,Funcap_walking,4\n"
            "2024-05-10,Having the light on,Funcap_light,6\n"
        ),
        (
            "date,weekday,time of day,category,rating/amount,detail,notes\n"
            '"8th Dec 2021","Wednesday","mid","Symptom","2","Neck pain (Moderate)",""\n'
            '"8th Dec 2021","Wednesday","9:05","Sleep","7:30","Asleep","woke, often"\n'
            '"8th Dec 2021","Wednesday","pm","Meds/Supplements","1.5mg","LDN",""\n'
            '"8th Dec 2021","Wednesday","pm","Meds/Supplements","2 tablets","Iron","late"\n'
            '"8th Dec 2021","Wednesday","","Health measurements","61","Resting heart rate",""\n'
        ),
        (
            "full_date,date,weekday,time,mood,activities,scales,note_title,note\n"
            "2026-07-27,July 27,Monday,13:48,meh,work | walk,Pain:\u00a03,Title,Text<br>more\n"
        ),
        (
            "FeatureName,Timestamp,Value,Label,Note\r\nPain,2022-08-28T19:30:39.711+01:00,1.0,,n\r\n"
            "Sleep,2021-02-09T11:07:28Z,1:10:00,,\r\n"
        ),
        (
            "Sleep Score 4 Weeks,Score,Resting Heart Rate,HRV Status,Duration\n"
            '"Jun 26, 2026",76,52,48,5h 8min\n'
        ),
        (
            "date,Sleep Score,Total Sleep Time,Lowest Resting Heart Rate,Average HRV,Steps\n"
            "2020-03-04,74,27300,46,69,2811\n"
        ),
        (
            "id;average_hrv;day;lowest_heart_rate;total_sleep_duration;type\n"
            "a;69;2026-03-04;46;25200;long_sleep\nb;30;2026-03-04;60;1800;late_nap\n"
        ),
        "Date,Overnight HRV,Baseline,7d Avg\n2025-11-11,42ms,35ms - 51ms,34ms\n",
        "timestamp,rmssd,nremhr,entropy\n2024-07-21T00:00:00,29.232,49.623,2.472\n",
        "day;pain;energy;notes\n13.02.2026;2,5;4;Rest\n14.02.2026;10;;\n",
        (
            'sep=,\nwhen,symptom,severity,remarks\n2/13/2026 8:30 PM,Pain,3,"ran, ""fell"""\n'
            "2/14/2026 9:05 AM,Itch,4,\n"
        ),
        (
            "com.samsung.shealth.sleep,7006011,11\nsleep_score,com.samsung.health.sleep.start_time,"
            "com.samsung.health.sleep.end_time,com.samsung.health.sleep.time_offset,sleep_duration\n"
            "70,2026-03-03 21:10:00.000,2026-03-04 05:10:00.000,UTC+0100,460,\n"
        ),
        (
            "Sleep\nStart Time,End Time,Minutes Asleep,Minutes Awake,Time in Bed\n"
            "2026-03-03 11:40PM,2026-03-04 6:30AM,360,50,410\n\nActivities\n"
            'Date,Calories Burned,Steps,Distance\n"2026-03-04","1,976","4,251","2.98"\n'
        ),
        (
            "timestamp,beats per minute,data source\n2026-03-04T08:00:03Z,97.0,Watch\n"
            "2026-03-04T08:00:08Z,99.0,Watch\n"
        ),
        "year,date,weekday,time,mood,activities,note\n2018,July 5,Friday,20:10,bad,walk,\n",
        json.dumps([{"calendarDate": "2026-06-26", "restingHeartRate": 52, "totalSteps": 4100}]),
        json.dumps(
            [
                {"calendarDate": "2026-06-26", "metrics": [{"type": "HRV", "value": 52.0}]},
                {"calendarDate": "2026-06-26", "deepSleepSeconds": 3600, "remSleepSeconds": 7200},
                {"retro": False},
            ]
        ),
        json.dumps(
            [
                {
                    "dateTime": "03/01/26 00:00:00",
                    "value": {"date": "03/01/26", "value": 61, "error": 7},
                }
            ]
        ),
        _XML,
        export.to_csv(demo),
        re.sub(r",(details|\"\{.*\}\")?\r", "\r", export.to_csv(demo)),
        export.to_json(demo),
    ]
    zips = [_zipped({"apple/export.xml": _XML}), _zipped(_LOOP), _zipped(_LOOP_1)]
    return [*(text.encode() for text in texts), *zips]


_TOKENS = [
    b'"', b"'", b",", b";", b"\t", b"\n", b"\r", b"\0", b"\xff", b"\xc3", b"=", b"-", b"1e999",
    b"nan", b"9" * 400, b"\xed\xa0\x80", b"2026-02-30", b"9999-12-31", b"0001-01-01", b"[" * 50,
    b"<!ENTITY a 'b'>", b"&a;", b"<", b">", b"{", b"}", b'"\\ud800"', b"NaN", b"\xe2\x80\xae",
    b"\x1b[31m", b"../", b"%s{0}", b"\xef\xbb\xbf", b"PK\x03\x04",
]  # fmt: skip


def mutant(chance: random.Random, sound: list[bytes]) -> bytes:
    """One of `sound`, spoilt a few times; rarely repeated until it is megabytes long."""
    content = bytearray(chance.choice(sound))
    for _again in range(chance.choice((1, 1, 2, 4, 16))):
        at = chance.randrange(len(content) + 1)
        end = min(len(content), at + chance.choice((1, 1, 4, 40)))
        match chance.randrange(6):
            case 0:
                content[at:end] = bytes(chance.randrange(256) for _byte in range(end - at))
            case 1:
                del content[at:end]
            case 2:
                content[at:at] = chance.choice(_TOKENS)
            case 3:
                content[at:at] = content[at:end] * chance.choice((1, 2, 50))
            case 4:
                other = chance.choice(sound)
                start = chance.randrange(len(other))
                content[at:end] = other[start : start + chance.choice((10, 200))]
            case _:
                content[at:] = b"" if chance.random() < 0.3 else content[at:]
    if chance.random() < 0.0002:
        content *= chance.randrange(2, max(3, LARGEST // (len(content) or 1)))
    return bytes(content[:LARGEST])


class Held(NamedTuple):
    """How one file fared."""

    came_in: bool
    seconds: float
    """Of processor time, to its preview or refusal."""


def held(path: Path, diary: Diary, *, wholly: bool) -> Held:
    """Read `path`; fails unless it comes in soundly or is refused in one sentence."""
    sentence = ""
    start = time.process_time()
    try:
        preview = read(path, diary, now=NOW)
    except UserError as refusal:
        sentence = str(refusal) or "an empty one\n\n"
    seconds = time.process_time() - start
    if sentence:
        assert len(sentence.splitlines()) == 1
        return Held(False, seconds)
    accounted = preview.stored + preview.mapped + preview.already + preview.left_out_rows
    assert accounted == preview.rows
    if wholly:
        before = export.to_json(diary)
        diary.apply(preview.edit)
        export.to_json(diary).encode()
        export.to_csv(diary).encode()
        assert not read(path, diary, now=NOW).edit
        diary.apply(preview.edit.reversed())
        assert export.to_json(diary) == before
    return Held(True, seconds)

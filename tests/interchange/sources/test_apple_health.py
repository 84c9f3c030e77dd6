"""Apple Health’s export: streamed, summed up by day, one device at a time."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest

from ldn_desktop.errors import UserError
from ldn_desktop.interchange import ImportCancelledError, parse_file
from tests.support.interchange.progress import StoppingProgress

DOCTYPE = "<!DOCTYPE HealthData [\n<!ELEMENT HealthData (Record*)>\n]>\n"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n' + DOCTYPE + '<HealthData locale="de_DE">\n'


def record(kind: str, start: str, value: str, *, end: str = "", source: str = "Watch") -> str:
    return (
        f'<Record type="HK{kind}" sourceName="{source}" sourceVersion="5.1.1" unit="x" '
        f'creationDate="{start}" startDate="{start}" endDate="{end or start}" value="{value}"/>\n'
    )


def resting(start: str, value: str) -> str:
    return record("QuantityTypeIdentifierRestingHeartRate", start, value)


def hrv(start: str, value: str) -> str:
    return record("QuantityTypeIdentifierHeartRateVariabilitySDNN", start, value)


def steps(start: str, value: str, source: str = "Watch") -> str:
    return record("QuantityTypeIdentifierStepCount", start, value, source=source)


def sleep(start: str, end: str, stage: str = "Asleep", source: str = "Watch") -> str:
    value = f"HKCategoryValueSleepAnalysis{stage}"
    return record("CategoryTypeIdentifierSleepAnalysis", start, value, end=end, source=source)


def xml(*records: str) -> str:
    return HEAD + "".join(records) + "</HealthData>\n"


def packed(folder: Path, content: str, name: str = "apple_health_export/export.xml") -> Path:
    path = folder / "export.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr(name, content)
        zipped.writestr("apple_health_export/export_cda.xml", "<ClinicalDocument/>")
    return path


def test_the_lines_of_the_documentation_come_in_from_the_zip(bring: Any, tmp_path: Path) -> None:
    content = xml(
        resting("2018-11-30 06:13:30 +0100", "49"), hrv("2021-10-10 22:52:18 -0400", "22.8062")
    )
    found = bring(packed(tmp_path, content))
    assert (found.format_name, found.rows, found.stored) == ("Apple Health", 2, 2)
    assert bring.values("2018-11-30") == {"resting_heart_rate": 49}
    assert bring.values("2021-10-10") == {"hrv_sdnn": 22.81}
    assert any("other file" in sentence for sentence in found.sentences())


def test_several_readings_of_a_day_become_their_mean(bring: Any) -> None:
    found = bring(xml(*(hrv(f"2021-10-10 0{n}:00:00 +0000", str(20 + n)) for n in range(3))))
    assert bring.values("2021-10-10") == {"hrv_sdnn": 21}
    assert (found.rows, found.mapped) == (3, 3)


def test_steps_of_two_devices_are_not_added_up(bring: Any) -> None:
    found = bring(
        xml(
            steps("2021-10-10 08:00:00 +0000", "1000"),
            steps("2021-10-10 09:00:00 +0000", "2000"),
            steps("2021-10-10 09:00:00 +0000", "2900", source="Phone"),
        )
    )
    assert bring.values("2021-10-10") == {"steps": 3000}
    assert [(line.rows, "Another device" in line.reason) for line in found.left_out] == [(1, True)]


def test_overlapping_sleep_is_counted_once_and_booked_to_the_waking_day(bring: Any) -> None:
    bring(
        xml(
            sleep("2021-10-09 22:00:00 +0200", "2021-10-09 23:30:00 +0200", "AsleepCore"),
            sleep("2021-10-09 23:00:00 +0200", "2021-10-10 01:00:00 +0200", "AsleepDeep"),
            sleep("2021-10-10 02:00:00 +0200", "2021-10-10 06:00:00 +0200", "AsleepREM"),
            sleep("2021-10-09 21:00:00 +0200", "2021-10-10 08:00:00 +0200", "InBed"),
            sleep("2021-10-09 23:00:00 +0200", "2021-10-10 05:00:00 +0200", source="Phone"),
        )
    )
    assert bring.values("2021-10-10") == {"sleep_hours": 7}
    assert bring.values("2021-10-09") == {}


def test_every_other_record_is_counted_by_its_kind(bring: Any) -> None:
    found = bring(
        xml(
            resting("2018-11-30 06:13:30 +0100", "49"),
            *(record("QuantityTypeIdentifierHeartRate", "2018-11-30 06:13:30 +0100", "70"),) * 5,
            resting("2018-11-31 06:13:30 +0100", "49"),
            resting("2018-11-30 06:13:30 +0100", "much"),
            sleep("2018-11-30 06:13:30 +0100", "2018-11-29 06:13:30 +0100"),
        )
    )
    assert {(line.text, line.rows) for line in found.left_out} == {
        ("HeartRate", 5),
        ("RestingHeartRate", 2),
        ("SleepAnalysis", 1),
    }


def test_a_file_that_breaks_off_is_refused(bring: Any) -> None:
    with pytest.raises(UserError, match="is incomplete"):
        bring.preview(xml(resting("2018-11-30 06:13:30 +0100", "49"))[:-20])


def test_entities_are_refused(bring: Any) -> None:
    bomb = xml().replace("<!ELEMENT HealthData (Record*)>", '<!ENTITY a "aaaaaaaaaa">')
    with pytest.raises(UserError, match="entities"):
        bring.preview(bomb)


def test_a_large_file_can_be_stopped_and_says_how_far_it_is(bring: Any) -> None:
    content = xml(*(resting("2018-11-30 06:13:30 +0100", "49"),) * 5_000)
    path = bring.path(content, "export.xml")
    progress = StoppingProgress(3)
    with pytest.raises(ImportCancelledError):
        parse_file(path, bring.diary, now=bring.now, progress=progress)
    progress.assert_grew()


def test_five_years_add_up(bring: Any, years: Any) -> None:
    records = [
        line
        for day in years(5)
        for line in (
            resting(f"{day} 06:00:00 +0100", "60"),
            hrv(f"{day} 03:00:00 +0100", "40.5"),
            hrv(f"{day} 04:00:00 +0100", "41.5"),
            steps(f"{day} 10:00:00 +0100", "900"),
            steps(f"{day} 11:00:00 +0100", "500", "Phone"),
            sleep(f"{day} 00:30:00 +0100", f"{day} 07:00:00 +0100"),
        )
    ]
    found = bring(xml(*records))
    assert found.rows == len(records)
    assert found.days == len(years(5))


def test_a_document_type_that_breaks_the_rules_is_passed_over(bring: Any) -> None:
    broken = xml(resting("2026-05-01 06:00:00 +0100", "58")).replace(
        "<!ELEMENT HealthData (Record*)>",
        "<!ATTLIST VisionPrescription\n type CDATA #IMPLIED\n<!ELEMENT Eye EMPTY>",
    )
    bring(broken)
    assert bring.values("2026-05-01") == {"resting_heart_rate": 58}


def test_a_damaged_record_is_counted_and_the_rest_is_read(bring: Any) -> None:
    good = resting("2026-05-01 06:00:00 +0100", "58")
    strange = good.replace("<Record ", '<Record Some App Version="1" ')
    control = resting("2026-05-02 06:00:00 +0100", "60").replace('sourceName="', 'sourceName="\x0b')
    found = bring(xml(good, strange, control, good.replace('value="58"', 'value="58')))
    assert bring.values("2026-05-01") == {"resting_heart_rate": 58}
    assert bring.values("2026-05-02") == {"resting_heart_rate": 60}
    assert [(line.text, line.rows) for line in found.left_out] == [("Record", 2)]

"""Any table with dates."""

from __future__ import annotations

from typing import Any

import pytest

from ldn_desktop.diary.fields import Combine
from ldn_desktop.errors import UserError
from ldn_desktop.interchange import DateOrder, ImportCancelledError, Target, read
from tests.support.interchange.progress import StoppingProgress


def test_known_names_come_in_by_themselves(bring: Any) -> None:
    found = bring(
        "Date,Energy,Brain fog,Mood,Crash,LDN dose,Notes,Resting HR,Weather\n"
        "2026-03-04,2,3,10,x,1.5,Rest,61,Rain\n"
    )
    assert found.format_name == "CSV"
    assert bring.values("2026-03-04") == {
        "fatigue": 8,
        "brain_fog": 3,
        "low_mood": 0,
        "crash": True,
        "dose": 1.5,
        "note": "Rest",
        "resting_heart_rate": 61,
    }
    assert [(line.text, line.rows) for line in found.left_out] == [("Weather", 1)]


def test_empty_cells_are_gaps_and_never_0(bring: Any) -> None:
    found = bring("date,fatigue,pain\n2026-03-04,,5\n2026-03-05,7,\n2026-03-06,,\n")
    assert found.rows == 2
    assert bring.values("2026-03-04").keys() == {"pain"}
    assert bring.values("2026-03-06") == {}


def test_an_unknown_column_waits_for_the_person(bring: Any) -> None:
    rows = "date,Itch\n2026-03-04,2\n2026-03-05,4\n"
    assert not bring.preview(rows).edit
    bring(rows, Itch=Target(own="Itch", low=0, high=4))
    assert bring.values("2026-03-05") == {"itch": 10}
    assert bring.preview(rows).already == 2  # the person's word is remembered


def test_the_columns_of_a_table_are_on_one_scale_which_is_asked_for(bring: Any) -> None:
    found = bring("date,pain,fatigue\n2026-03-04,60,8\n2026-03-05,30,2\n")
    assert bring.values("2026-03-04") == {"pain": 6, "fatigue": 0.8}
    asks = {row.column.name: row.target.ask for row in found.names}
    assert "0 to 100" in asks["pain"]
    assert "0 to 100" in asks["fatigue"]


def test_hrv_without_its_kind_is_asked_for(bring: Any) -> None:
    found = bring.preview("date,HRV\n2026-03-04,40\n")
    assert not found.edit
    assert "rMSSD" in found.left_out[0].reason


def test_both_kinds_of_hrv_are_two_series(bring: Any) -> None:
    bring("date,rMSSD,SDNN\n2026-03-04,40,50\n")
    assert bring.values("2026-03-04") == {"hrv_rmssd": 40, "hrv_sdnn": 50}


@pytest.mark.parametrize(
    ("first", "second", "day"),
    [
        ("13/02/2026", "03/04/2026", "2026-04-03"),
        ("02/13/2026", "03/04/2026", "2026-03-04"),
        ("13.02.26", "03.04.26", "2026-04-03"),
        ("2026-02-13", "2026-03-04 23:10", "2026-03-04"),
        ("13 Feb 2026", "4th March 2026", "2026-03-04"),
        ("Feb 13, 2026", "Wednesday, March 4, 2026", "2026-03-04"),
        ("2026/02/13", "2026/3/4", "2026-03-04"),
    ],
)
def test_dates_are_read_as_the_whole_column_means_them(
    bring: Any, first: str, second: str, day: str
) -> None:
    bring(f'day;pain\n"{first}";10\n"{second}";6\n')
    assert bring.values(day) == {"pain": 6}


def test_dates_that_could_be_either_are_said(bring: Any) -> None:
    found = bring("date,pain\n03/04/2026,6\n")
    assert bring.values("2026-04-03") == {"pain": 6}
    assert found.dates.order is DateOrder.DAY_FIRST
    assert not found.dates.is_certain
    assert "03/04/2026 is read as 3 April 2026" in " ".join(found.sentences())


def test_the_small_hours_belong_to_the_day_before(bring: Any) -> None:
    bring("timestamp,pain\n2026-03-05 02:30,6\n2026-03-05T00:00:00,8\n")
    assert bring.values("2026-03-04") == {"pain": 6}
    assert bring.values("2026-03-05") == {"pain": 8}


def test_decimal_commas_and_semicolons_are_read(bring: Any) -> None:
    bring("datum;pain;steps\n04.03.2026;2,5;1.234\n05.03.2026;10;12\n")
    assert bring.values("2026-03-04") == {"pain": 2.5, "steps": 1234}


def test_old_windows_letters_and_utf_16_are_read(bring: Any) -> None:
    text = "date,notes\r\n2026-03-04,Übel\r\n"
    for number, encoding in enumerate(("cp1252", "utf-16", "utf-8-sig")):
        day = f"2026-03-{number + 10}"
        bring(text.replace("2026-03-04", day).encode(encoding))
        assert bring.values(day) == {"note": "Übel"}


def test_a_name_that_comes_twice_loses_no_column(bring: Any) -> None:
    found = bring("date,pain,Timing,Timing\n2026-03-04,6,1,2\n")
    assert [row.column.name for row in found.names] == ["pain", "Timing", "Timing (2)"]


TWO_NAMES = "date,fatigue,tiredness\n2026-03-04,6,8\n2026-03-05,6,\n"


def test_of_two_columns_for_one_symptom_the_fuller_one_counts_and_the_other_asks(
    bring: Any,
) -> None:
    found = bring(TWO_NAMES)
    assert bring.values("2026-03-04") == bring.values("2026-03-05") == {"fatigue": 6}
    assert [row.column.name for row in found.questions] == ["tiredness"]
    # A later file in which the other is fuller changes nothing.
    bring("date,fatigue,tiredness\n2026-03-06,,9\n2026-03-07,5,9\n")
    assert bring.values("2026-03-06") == {}
    assert bring.values("2026-03-07") == {"fatigue": 5}


def test_two_columns_that_the_person_puts_together_are_a_mean_and_said(bring: Any) -> None:
    found = bring(TWO_NAMES, tiredness=Target("fatigue", low=0, high=10))
    answer = next(bring.diary.days()).answers["fatigue"]
    assert (answer.value, answer.extra["original"]) == (7, "fatigue: 6 | tiredness: 8")
    assert "mean" in " ".join(found.notices)


def test_a_folder_of_tables_asks_for_one(bring: Any) -> None:
    bring.path("date,pain\n2026-03-04,6\n", "two/a.csv")
    bring.path("date,pain\n2026-03-04,6\n", "two/b.csv")
    with pytest.raises(UserError, match="2 tables"):
        bring.preview(bring.folder / "two")


def test_a_dose_is_kept_in_milligrams_whatever_its_unit(bring: Any) -> None:
    found = bring("date,LDN\n2026-03-04,4.5 mg\n2026-03-05,500 µg\n2026-03-06,2 drops\n")
    assert bring.values("2026-03-04") == {"dose": 4.5}
    assert bring.values("2026-03-05") == {"dose": 0.5}
    assert len(found.left_out) == 1


def test_five_years_add_up(bring: Any, years: Any) -> None:
    rows = [
        f"{day},{n % 11},{n % 7},,{'x' if n % 9 == 0 else ''}" for n, day in enumerate(years(5))
    ]
    found = bring("date,pain,fatigue,anxiety,crash\n" + "\n".join(rows))
    assert found.rows == sum(bool(cell) for row in rows for cell in row.split(",")[1:])
    assert found.left_out == ()


def test_hours_of_sleep_are_put_together_by_sum(bring: Any) -> None:
    target = Target("sleep_hours", combine=Combine.SUM, unit="min")
    bring("date,Nap,Night\n2026-03-04,30,420\n", Nap=target, Night=target)
    assert bring.values("2026-03-04") == {"sleep_hours": 7.5}


def test_a_large_table_can_be_stopped_and_says_how_far_it_is(bring: Any) -> None:
    rows = "".join(f"2026-03-04,{n % 11}\n" for n in range(20_000))
    path = bring.path("date,pain\n" + rows)
    progress = StoppingProgress(4)
    with pytest.raises(ImportCancelledError):
        read(path, bring.diary, now=bring.now, progress=progress)
    progress.assert_grew()


def test_progress_runs_over_all_files_of_a_folder_once(bring: Any) -> None:
    table = "timestamp,rmssd,nremhr,entropy\n" + "2024-07-21T00:00:00,29.232,49,2\n" * 5_000
    for number in range(3):
        bring.path(table, f"fitbit/{number}.csv")
    shares: list[float] = []

    def progress(share: float) -> bool:
        shares.append(share)
        return True

    read(bring.folder / "fitbit", bring.diary, now=bring.now, progress=progress)
    assert shares == sorted(shares)
    assert len(shares) == 6

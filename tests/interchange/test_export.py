"""The diary as CSV and JSON: complete, inert, and the same when it comes back."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ldn_desktop.diary import function
from ldn_desktop.diary.demo import demo_diary
from ldn_desktop.diary.model import (
    BY,
    About,
    Answer,
    Day,
    Diary,
    DoseStep,
    Mark,
    MarkKind,
    Source,
)
from ldn_desktop.diary.symptoms import Symptom, key_for
from ldn_desktop.errors import UserError
from ldn_desktop.interchange import Preview, export, read
from ldn_desktop.interchange.ldn_format import unescape_cell
from ldn_desktop.storage import new_diary
from tests.support.interchange.diary_strategies import NASTY, TEXT, diaries, whole
from tests.support.systems import modes

NOW = datetime(2026, 3, 4, 20, 15, tzinfo=UTC)
DAY = date(2026, 3, 3)
LIVE = re.compile(r"[ ]*[=+\-@\t\r＝＋－＠]")


def rows(text: str, separator: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))


def brought_in(path: Path, diary: Diary) -> Preview:
    preview = read(path, diary, now=NOW)
    assert preview.rows == preview.stored + preview.mapped + preview.already + preview.left_out_rows
    diary.apply(preview.edit)
    return preview


def one_day() -> Diary:
    own = Symptom("own", "Ohrgeräusche", own=True)
    day = Day(
        DAY,
        {
            "fatigue": Answer(5.0, 1200),
            "own": Answer(2.5, 1201, Source.IMPORTED, 60, {"origin": "Visible", "original": "1"}),
            "crash": Answer(True, 1200),
            "dose": Answer(1.5, 1200),
            "exertion": Answer(7.5, 1200),
            "hrv_rmssd": Answer(49.0, 1200, Source.IMPORTED),
            "note": Answer("Slept, badly", 1200),
        },
    )
    steps = [DoseStep(date(2026, 3, 1), 1.5, form="capsule", strength="1.5 mg")]
    return Diary({DAY: day}, steps, [own], About(day_ends_hour=3))


def test_a_day_is_one_row_with_plain_columns() -> None:
    row = next(csv.DictReader(io.StringIO(export.to_csv(one_day()), newline="")))
    expected = {"date": "2026-03-03", "crash": "1", "exertion": "7.5", "dose_mg": "1.5",
              "dose_step_mg": "1.5", "fatigue": "5", "pain": "", "Ohrgeräusche": "2.5",
              "hrv_rmssd": "49", "note": "Slept, badly"}  # fmt: skip
    assert {title: row[title] for title in expected} == expected


def test_json_tells_everything_with_a_version() -> None:
    output = json.loads(export.to_json(one_day()))
    assert (output["format"], output["version"]) == ("LDN Desktop diary", 1)
    assert output["days"]["2026-03-03"]["answers"]["own"] == {
        "value": 2.5,
        "minute": 1201,
        "source": "imported",
        "offset": 60,
        "extra": {"origin": "Visible", "original": "1"},
    }
    assert output["dose_steps"][0]["strength"] == "1.5 mg"


@pytest.mark.parametrize("suffix", [".csv", ".json"])
def test_what_goes_out_comes_back_the_same(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"diary{suffix}"
    for diary in (one_day(), demo_diary(DAY), Diary()):
        export.write(diary, path)
        back = Diary()
        preview = brought_in(path, back)
        assert preview.left_out == ()
        assert whole(back) == whole(diary)
        assert not brought_in(path, back).edit


@given(diaries())
@settings(max_examples=60)
def test_any_diary_comes_back_the_same(
    tmp_path_factory: pytest.TempPathFactory, diary: Diary
) -> None:
    folder = tmp_path_factory.mktemp("out")
    for name in ("diary.csv", "diary.json"):
        export.write(diary, folder / name)
        back = Diary()
        assert brought_in(folder / name, back).left_out == ()
        assert whole(back) == whole(diary)


@given(st.lists(TEXT, min_size=1, max_size=30))
def test_no_cell_is_a_formula(texts: list[str]) -> None:
    for text in texts:
        cell = export.escape_cell(text)
        assert not LIVE.match(cell)
        assert unescape_cell(cell) == text


@given(st.lists(NASTY, max_size=30).map("".join))
@settings(max_examples=200)
def test_no_cell_is_a_formula_where_another_separator_is_taken(text: str) -> None:
    note = text.strip() or "note"
    diary = Diary({DAY: Day(DAY, {"note": Answer(note, 0)})})
    output = export.to_csv(diary)
    for separator in ",;\t":
        assert not [cell for row in rows(output, separator) for cell in row if LIVE.match(cell)]


def test_an_own_symptom_may_be_called_like_a_column(tmp_path: Path) -> None:
    names = ["note", "Date", "fatigue", "=cmd|' /C calc'!A0", "Twin", "Twin"]
    own = [Symptom(f"own_{n}", name, own=True) for n, name in enumerate(names)]
    day = Day(DAY, {symptom.key: Answer(float(n), 0) for n, symptom in enumerate(own)})
    diary = Diary({DAY: day}, symptoms=own)
    path = tmp_path / "diary.csv"
    export.write(diary, path)
    titles = rows(path.read_text("utf-8"))[0]
    assert len({title.casefold() for title in titles}) == len(titles)
    assert not [title for title in titles if LIVE.match(title)]
    back = Diary()
    brought_in(path, back)
    assert whole(back) == whole(diary)


def test_a_table_without_its_details_still_brings_the_scores_in(tmp_path: Path) -> None:
    path = tmp_path / "diary.csv"
    stored = [row[:-1] for row in rows(export.to_csv(one_day()))]
    path.write_text(
        "\n".join(";".join(cell.replace(".5", ",5") for cell in row) for row in stored), "utf-8"
    )
    back = Diary()
    preview = brought_in(path, back)
    assert [line.text for line in preview.left_out] == ["dose_step_mg"]
    assert any("dose steps" in sentence and "JSON" in sentence for sentence in preview.sentences())
    assert any("7 answers" in sentence for sentence in preview.notices)
    assert {a.source for a in back.day(DAY).answers.values()} == {Source.IMPORTED}
    assert {name: a.value for name, a in back.day(DAY).scores.items()} == {
        "fatigue": 5,
        key_for("Ohrgeräusche", ()): 2.5,
    }
    assert back.day(DAY).dose_mg == 1.5


def test_what_a_table_without_its_details_leaves_out_is_named(tmp_path: Path) -> None:
    diary = one_day()
    hidden = Symptom("nausea", "Nausea", shown=False)
    diary = Diary(
        {DAY: diary.day(DAY)},
        diary.dose_steps,
        [*diary.symptoms, hidden],
        diary.about,
        [Mark(1, MarkKind.MEDICINE, "Melatonin", DAY)],
    )
    diary.apply(function.record_result(diary, DAY, 3.4, {"walking": 2.5}, NOW))
    helped = diary.day(DAY).answers["fatigue"]._replace(extra={BY: "Ann"})
    diary.apply(diary.answer(DAY, "fatigue", helped))
    path = tmp_path / "diary.csv"
    out = io.StringIO(newline="")
    csv.writer(out).writerows(row[:-1] for row in rows(export.to_csv(diary)))
    path.write_text(out.getvalue(), "utf-8")
    back = Diary()
    notice = next(text for text in brought_in(path, back).notices if "details" in text)
    assert (back.dose_steps, back.marks, back.about) == ([], [], About())
    assert "dose steps" in notice
    assert "medicines and events" in notice
    assert "settings" in notice
    (result,) = function.results(back)
    assert (result.mean, dict(result.domains)) == (3.4, {})
    assert "domains of FUNCAP" in notice
    assert back.day(DAY).answers["fatigue"].by is None
    assert "by whom an answer was entered" in notice
    nausea = back.symptom("nausea")
    assert nausea is not None
    assert nausea.shown
    assert "which symptoms you hid or renamed" in notice


def test_titles_that_another_program_tidied_are_still_known(tmp_path: Path) -> None:
    path = tmp_path / "diary.csv"
    path.write_text(
        "Date,Crash,Exertion,Dose (mg),Dose step [mg],fatigue\n2026-03-03,1,,2,1.5,5\n", "utf-8"
    )
    back = Diary()
    preview = brought_in(path, back)
    assert {name: a.value for name, a in back.day(DAY).answers.items()} == {
        "crash": True,
        "dose": 2,
        "fatigue": 5,
    }
    assert [line.text for line in preview.left_out] == ["dose_step_mg"]


def test_a_table_that_a_spreadsheet_sorted_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "diary.csv"
    diary = demo_diary(DAY, days=40)
    head, *body = rows(export.to_csv(diary))
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";").writerows([head, *reversed(body)])
    path.write_text(out.getvalue(), "utf-8", newline="")
    back = Diary()
    assert brought_in(path, back).notices == (
        "This is the example diary. These days are not real.",
    )
    assert whole(back) == whole(diary)


def test_dates_that_a_spreadsheet_rewrote_are_read_as_the_whole_column_means_them(
    tmp_path: Path,
) -> None:
    path = tmp_path / "diary.csv"
    days = [date(2026, 2, 3), date(2026, 2, 14)]
    path.write_text(
        "date,crash,exertion,dose_mg,dose_step_mg,fatigue\n"
        + "".join(f"{day.month}/{day.day}/{day.year},,,,,5\n" for day in days),
        "utf-8",
    )
    back = Diary()
    brought_in(path, back)
    assert back.dates() == days
    path.write_text("date,crash,exertion,dose_mg,dose_step_mg,fatigue\n3/2/2026,,,,,5\n", "utf-8")
    dates = brought_in(path, Diary()).dates
    assert dates is not None
    assert not dates.is_certain


def newer() -> Diary:
    """A diary into which a newer version of the program wrote."""
    fields = {"steps_goal": 3, "weather": {"rain": [True, None, 1.5]}, "=1+1": "-2"}
    day = one_day().day(DAY)
    steps, symptoms, about = one_day().dose_steps, one_day().symptoms, one_day().about
    alone = date(2026, 3, 1)
    days = {DAY: Day(DAY, day.answers, fields), alone: Day(alone, {}, {"weather": None})}
    return Diary(days, steps, symptoms, about)


@pytest.mark.parametrize("suffix", [".csv", ".json"])
def test_what_a_newer_version_wrote_comes_back_too(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"diary{suffix}"
    export.write(newer(), path)
    back = Diary()
    preview = brought_in(path, back)
    assert whole(back) == whole(newer())
    assert any("4 records from a newer version" in sentence for sentence in preview.notices)
    again = brought_in(path, back)
    assert not again.edit
    assert again.already == preview.stored
    back.apply(preview.edit.reversed())
    assert whole(back) == whole(Diary())


def test_what_a_newer_version_wrote_here_stays_as_it_is(tmp_path: Path) -> None:
    export.write(newer(), tmp_path / "diary.json")
    here = Diary({DAY: Day(DAY, {}, {"steps_goal": 5, "mine": 1})})
    preview = brought_in(tmp_path / "diary.json", here)
    assert here.day(DAY).unknown["steps_goal"] == 5
    assert set(here.day(DAY).unknown) == {"steps_goal", "mine", "weather", "=1+1"}
    assert [line.text for line in preview.left_out] == ["steps_goal: 3"]


@pytest.mark.parametrize("name", ["scores", "offset", "crash"])
def test_nothing_unknown_takes_the_place_of_what_is_known(tmp_path: Path, name: str) -> None:
    path = tmp_path / "diary.json"
    path.write_text(export.to_json(newer()).replace('"steps_goal"', f'"{name}"'), "utf-8")
    here = Diary()
    assert len(brought_in(path, here).left_out) == 1
    assert name not in here.day(DAY).unknown


def test_what_is_too_deep_to_be_exported_again_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "diary.json"
    path.write_text(export.to_json(newer()).replace("null", "[" * 400 + "]" * 400), "utf-8")
    with pytest.raises(UserError):
        read(path, Diary(), now=NOW)


def test_a_score_changed_in_a_spreadsheet_never_replaces_the_diarys(tmp_path: Path) -> None:
    path = tmp_path / "diary.csv"
    diary = one_day()
    path.write_text(export.to_csv(diary).replace(",5,", ",6,"), "utf-8")
    preview = brought_in(path, diary)
    assert len(preview.left_out) == 1
    assert diary.day(DAY).value("fatigue") == 5


def test_the_invented_diary_is_never_mixed_with_the_persons_own(tmp_path: Path) -> None:
    path = tmp_path / "demo.json"
    export.write(demo_diary(DAY), path)
    with pytest.raises(UserError, match="example diary"):
        read(path, one_day(), now=NOW)
    assert "example diary" in " ".join(read(path, Diary(), now=NOW).sentences())


def test_two_symptoms_with_one_key_and_two_names_stay_two(tmp_path: Path) -> None:
    path = tmp_path / "diary.json"
    export.write(one_day(), path)
    here = Diary(symptoms=[Symptom("own", "Itch", own=True)])
    brought_in(path, here)
    assert {s.name for s in here.symptoms if s.own} == {"Itch", "Ohrgeräusche"}
    assert here.day(DAY).value(key_for("Ohrgeräusche", ())) == 2.5


def test_a_file_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "diary.json"
    path.write_text(export.to_json(one_day()).replace('"version": 1', '"version": 2'), "utf-8")
    with pytest.raises(UserError, match="newer version"):
        read(path, Diary(), now=NOW)


def test_letters_beyond_ascii_are_marked_for_spreadsheets(tmp_path: Path) -> None:
    path = tmp_path / "diary.csv"
    export.write(one_day(), path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    export.write(demo_diary(DAY), path)
    assert path.read_bytes().startswith(b"date,")


@modes
def test_an_export_is_the_owners_alone_and_leaves_nothing_else(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        export.write(one_day(), tmp_path / "diary.csv")
    finally:
        os.umask(before)
    assert [path.name for path in tmp_path.iterdir()] == ["diary.csv"]
    assert (tmp_path / "diary.csv").stat().st_mode & 0o777 == 0o600


def test_an_export_that_fails_leaves_the_older_one(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"\.xls"):
        export.write(one_day(), tmp_path / "diary.xls")
    with pytest.raises(UserError, match="nowhere"):
        export.write(one_day(), tmp_path / "nowhere" / "diary.csv")
    assert list(tmp_path.iterdir()) == []


def test_a_period_may_be_chosen() -> None:
    diary = demo_diary(DAY)
    days = diary.dates()
    output = json.loads(export.to_json(diary, days[3], days[5]))
    assert list(output["days"]) == [day.isoformat() for day in days[3:6]]
    assert len(rows(export.to_csv(diary, days[3], days[5]))) == 4


def test_an_export_never_replaces_a_diary(tmp_path: Path) -> None:
    new_diary(tmp_path, one_day())
    before = (tmp_path / "diary.json").read_bytes()
    with pytest.raises(UserError, match="itself a diary"):
        export.write(one_day(), tmp_path / "diary.json")
    assert (tmp_path / "diary.json").read_bytes() == before
    with pytest.raises(UserError, match="whole diary"):
        read(tmp_path / "diary.json", Diary(), now=NOW)


def test_an_older_export_may_be_replaced(tmp_path: Path) -> None:
    for diary in (one_day(), Diary()):
        export.write(diary, tmp_path / "diary.json")
    assert json.loads((tmp_path / "diary.json").read_text("utf-8"))["days"] == {}


@pytest.mark.skipif(os.name == "nt", reason="limits are set with resource")
def test_a_full_disk_leaves_the_older_export_and_nothing_else(tmp_path: Path) -> None:
    export.write(one_day(), tmp_path / "out.json")
    before = (tmp_path / "out.json").read_bytes()
    code = (
        "import resource, sys\n"
        "from ldn_desktop.cli import main as cli\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "sys.exit(cli.main(['--demo', 'export', sys.argv[1]], window=None, tour=None))\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "out.json")],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ended.returncode == 1
    assert "could not be written" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]
    assert (tmp_path / "out.json").read_bytes() == before

"""Every command: what it does, how it refuses, and what it leaves alone."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import ldn_desktop
from ldn_desktop.cli import main
from ldn_desktop.storage import open_diary
from ldn_desktop.storage.disk import durable_io
from tests.support.systems import is_private, linux_only, modes, not_root

VISIBLE = Path(__file__).parents[1] / "support" / "files" / "visible-export.csv"
DAY = "2026-03-04"


def everything_in(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_command_of_the_program_without_a_console_succeeds(
    ldn: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("sys.stdout", None)
        patch.setattr("sys.stderr", None)
        assert ldn("add", "--date", DAY, "fatigue=5").code == 0
        assert ldn("add", "--date", DAY, "fatigue=11").code == 1
    assert ldn.shown(DAY)["scores"] == {"fatigue": 5}


def test_no_command_opens_the_window(ldn: Any) -> None:
    assert ldn().code == 0
    assert ldn.windows == [(ldn.diary, False)]


def test_no_diary_named_means_the_systems_place(ldn: Any) -> None:
    ldn.bare("--demo")
    folder, demo = ldn.windows[0]
    assert folder.is_absolute()
    assert "ldn-desktop" in str(folder)
    assert demo


def test_the_tour_gets_what_it_asks_for(ldn: Any, tmp_path: Path) -> None:
    ldn("tour", "--out", tmp_path, "--theme", "low-light", "--text", "200", "--size", "1366x690")
    ldn("tour", "--out", tmp_path, "--everything")
    assert ldn.tours == [
        {
            "out": tmp_path,
            "theme": "low_light",
            "text": 200,
            "size": (1366, 690),
            "everything": False,
        },
        {"out": tmp_path, "theme": None, "text": None, "size": None, "everything": True},
    ]


@pytest.mark.parametrize(
    "words",
    [
        ["tour"],
        ["tour", "--out", "x", "--theme", "pink"],
        ["tour", "--out", "x", "--text", "9"],
        ["tour", "--out", "x", "--size", "big"],
        ["dance"],
        ["export"],
        ["report", "x.pdf", "--paper", "a3"],
        ["show", "--colour"],
        ["import", "x.csv", "--map", "Energy"],
        ["import", "x.csv", "--map", "Energy=fatigue:5-1"],
    ],
)
def test_wrong_usage_ends_with_2(ldn: Any, words: list[str]) -> None:
    answered = ldn(*words)
    assert answered.code == 2
    assert "usage" in answered.err
    assert not ldn.diary.exists()


def test_it_tells_its_version_and_its_words(ldn: Any) -> None:
    assert ldn.bare("--version").out == f"LDN Desktop {ldn_desktop.__version__}\n"
    assert "--diary" in ldn.bare("--help").out
    for command in (*main.commands(), "tour"):
        assert ldn.bare(command, "--help").code == 0


def test_a_preview_changes_nothing(ldn: Any) -> None:
    ldn("add", "--date", DAY, "fatigue=5")
    before = everything_in(ldn.diary)
    output = ldn("import", VISIBLE, "--preview", "--json").json
    assert output["recorded"] is False
    assert everything_in(ldn.diary) == before


def test_an_import_accounts_for_every_row(ldn: Any) -> None:
    output = ldn("import", VISIBLE, "--json").json
    assert output["recorded"] is True
    assert output["rows"] == 24
    assert output["stored"] + output["mapped"] + output["already"] + output["left_out_rows"] == 24
    assert output["left_out_rows"] == len(output["left_out"]) == 3
    assert ldn.shown("2024-05-21")["crash"] is True


def test_an_import_is_told_in_words(ldn: Any) -> None:
    out = ldn("import", VISIBLE).out
    assert out.startswith("This is an export from Visible.\n18 answers on 2 days, from 21 May 2024")
    assert "PacePoints" in out


def test_the_same_import_again_adds_nothing(ldn: Any) -> None:
    ldn("import", VISIBLE)
    shown = ldn.shown("2024-05-21")
    output = ldn("import", VISIBLE, "--json").json
    assert (output["answers"], output["already"]) == (0, 21)
    assert ldn.shown("2024-05-21") == shown


def test_a_mapping_is_taken_and_remembered(ldn: Any) -> None:
    ldn("import", VISIBLE, "--map", "Tinnitus=leave", "--map", "Migraine=headache:0-3")
    assert "tinnitus" not in ldn.shown("2024-05-21")["scores"]
    names = {one["name"]: one for one in ldn("import", VISIBLE, "--json").json["names"]}
    assert names["Tinnitus"]["becomes"] == ""
    assert names["Migraine"]["becomes"] == "Headache"


def test_a_mapping_of_what_is_not_there_is_refused(ldn: Any) -> None:
    assert "Energy" in ldn.refused("import", VISIBLE, "--map", "Energy=fatigue:1-5")
    assert "unheard" in ldn.refused("import", VISIBLE, "--map", "Tinnitus=unheard")


def test_files_that_are_no_export_are_refused_and_nothing_changes(ldn: Any, tmp_path: Path) -> None:
    ldn("add", "--date", DAY, "fatigue=5")
    before = everything_in(ldn.diary)
    (tmp_path / "empty.csv").write_bytes(b"")
    (tmp_path / "binary.csv").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "prose.csv").write_text("Dear diary, today I rested.\n", "utf-8")
    (tmp_path / "folder").mkdir()
    for name in ("empty.csv", "binary.csv", "prose.csv", "folder", "missing.csv"):
        assert name in ldn.refused("import", tmp_path / name)
    assert everything_in(ldn.diary) == before


def test_an_export_comes_back_in(ldn: Any, tmp_path: Path) -> None:
    ldn("add", "--date", DAY, "fatigue=5", "note==SUM(A1:A9)", "crash", "dose=1.5")
    for name in ("out.csv", "out.json"):
        assert ldn("export", tmp_path / name).code == 0
        other = tmp_path / f"from-{name}"
        assert ldn("import", tmp_path / name, diary=other).code == 0
        shown = ldn("show", "--date", DAY, "--json", diary=other).json
        assert shown == ldn.shown(DAY)
        assert is_private(tmp_path / name)


def test_an_export_keeps_to_its_period(ldn: Any, tmp_path: Path) -> None:
    for day in ("2026-03-01", "2026-03-02", "2026-03-03"):
        ldn("add", "--date", day, "fatigue=5")
    ldn("export", tmp_path / "out.csv", "--from", "2026-03-02", "--to", "2026-03-02")
    rows = list(csv.DictReader((tmp_path / "out.csv").read_text("utf-8").splitlines()))
    assert [(row["date"], row["fatigue"]) for row in rows] == [("2026-03-02", "5")]
    assert "after" in ldn.refused(
        "export", tmp_path / "x.csv", "--from", "2026-03-03", "--to", "2026-03-01"
    )


def test_an_export_that_cannot_be_written_says_so(ldn: Any, tmp_path: Path) -> None:
    ldn("add", "--date", DAY, "fatigue=5")
    assert "out.xls" in ldn.refused("export", tmp_path / "out.xls")
    assert "nowhere" in ldn.refused("export", tmp_path / "nowhere" / "out.csv")
    (tmp_path / "taken.csv").mkdir()
    assert "taken.csv" in ldn.refused("export", tmp_path / "taken.csv")
    assert {path.name for path in tmp_path.iterdir()} == {"diary", "taken.csv"}


def test_the_guide_is_told_as_text_and_json(ldn: Any) -> None:
    assert "LDN" in ldn("guide").out
    assert ldn("guide", "--json").json
    assert not ldn.diary.exists()


@pytest.mark.parametrize("words", [["add", "fatigue=5"], ["show"], ["check"], ["import", VISIBLE]])
def test_a_diary_that_is_some_other_file_is_refused_and_left_alone(
    ldn: Any, tmp_path: Path, words: list[str]
) -> None:
    other = tmp_path / "letter.txt"
    other.write_text("Dear aunt", "utf-8")
    assert "letter.txt" in ldn.refused(*words, diary=other)
    assert other.read_text("utf-8") == "Dear aunt"


@pytest.mark.parametrize("words", [["add", "fatigue=5"], ["show"], ["check"]])
def test_a_diary_file_that_is_none_is_refused_and_left_alone(
    ldn: Any, tmp_path: Path, words: list[str]
) -> None:
    folder = tmp_path / "other"
    folder.mkdir()
    (folder / "diary.json").write_text("Dear aunt, this is no diary of yours.", "utf-8")
    assert "other" in ldn.refused(*words, diary=folder)
    assert (folder / "diary.json").read_text("utf-8") == "Dear aunt, this is no diary of yours."


@modes
@not_root
def test_a_read_only_diary_can_be_read_and_stays_as_it_is(ldn: Any) -> None:
    ldn("add", "--date", DAY, "fatigue=5")
    before = everything_in(ldn.diary)
    ldn.diary.chmod(0o500)
    try:
        assert ldn.shown(DAY)["scores"] == {"fatigue": 5}
        assert ldn("check").code == 0
        assert "does not have permission to write" in ldn.refused("add", "--date", DAY, "fatigue=6")
        assert "does not have permission to write" in ldn.refused("import", VISIBLE)
        assert everything_in(ldn.diary) == before
    finally:
        ldn.diary.chmod(0o700)


def test_a_diary_that_windows_marks_as_read_only_is_refused_in_one_sentence(
    ldn: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    ldn("add", "--date", DAY, "fatigue=5")
    (ldn.diary / "diary.json").chmod(0o444)
    with monkeypatch.context() as patch:
        patch.setattr(durable_io, "WINDOWS", True)
        patch.setattr(durable_io, "add_long_path_prefix", lambda path: path)
        assert "marked as read-only" in ldn.refused("add", "--date", DAY, "fatigue=6")
    assert ldn.shown(DAY)["scores"] == {"fatigue": 5}


def test_a_diary_that_is_open_elsewhere_can_be_read(ldn: Any) -> None:
    with open_diary(ldn.diary) as file:
        assert ldn("show", "--json").code == 0
        assert ldn("check").code == 0
        assert ldn("export", ldn.diary.parent / "out.csv").code == 0
        assert not file.read_only


def program(*words: str | Path, **more: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ldn_desktop", *map(str, words)],
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
        **more,
    )


def test_the_module_does_the_same_as_the_command(tmp_path: Path) -> None:
    added = program("add", "--diary", tmp_path / "d", "--date", DAY, "fatigue=5")
    assert (added.returncode, added.stderr) == (0, "")
    shown = program("show", "--diary", tmp_path / "d", "--date", DAY, "--json")
    assert json.loads(shown.stdout)["scores"] == {"fatigue": 5}


@pytest.mark.skipif(os.name == "nt", reason="the shell is another one")
def test_a_reader_that_leaves_early_is_no_fault() -> None:
    ended = subprocess.run(
        f'"{sys.executable}" -m ldn_desktop guide | true',
        shell=True,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
        cwd=Path(ldn_desktop.__file__).parent.parent,
    )
    assert ended.stderr == ""


@linux_only
def test_output_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "ldn_desktop", "guide"],
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
    assert ended.returncode == 1
    assert ended.stderr == "This could not be done: the disk is full.\n"
    assert not list(tmp_path.iterdir())


def test_a_fault_of_the_program_is_one_line_and_no_traceback(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def window(_folder: Path, _demo: bool) -> int:
        raise ZeroDivisionError("division by zero")

    assert main.main([], window=window, tour=lambda: 0) == 1
    output = capsys.readouterr().err
    assert "ZeroDivisionError, test_commands.py, line" in output
    assert "division by zero" not in output  # a message may quote the diary
    assert len(output.splitlines()) == 1


def test_a_terminal_without_umlauts_is_no_fault(tmp_path: Path) -> None:
    words = ("--diary", tmp_path / "d", "--date", DAY)
    assert program("add", *words, "note=Übel ☹").returncode == 0
    environment = os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    shown = program("show", *words, env=environment)
    assert shown.returncode == 0
    assert "bel" in shown.stdout


def test_commands_that_only_read_load_no_qt_and_no_matplotlib(tmp_path: Path) -> None:
    code = (
        "import sys; from ldn_desktop import app; "
        f"app.main(['--diary', {str(tmp_path)!r}, 'show']); "
        "print(sorted({'PySide6', 'matplotlib', 'numpy', 'cryptography'} & set(sys.modules)))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", timeout=60, check=True
    )
    assert ended.stdout.splitlines()[-1] == "[]"

"""The set-up names what is missing in one command, and asks for nothing that is there."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest
import system_packages

from tests.support.systems import linux_only

pytestmark = linux_only

ROOT = Path(__file__).resolve().parents[2]


def test_a_machine_on_which_the_tests_run_lacks_nothing() -> None:
    assert system_packages.missing(system_packages.TESTING) == {}


def test_a_program_that_is_not_there_is_missing() -> None:
    assert system_packages.missing({"no-such-program": "its-package"}) == {
        "no-such-program": "its-package"
    }


def test_the_long_loops_lack_nothing_where_a_screen_reader_can_listen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(system_packages, "SOAKING", {"sh": "dash"})
    monkeypatch.setattr(system_packages, "SYSTEM_PYTHON", sys.executable)
    monkeypatch.setattr(
        system_packages,
        "LISTENING",
        {"import os": "never-lacking", "import no_such": "its-package"},
    )
    assert system_packages.missing({"sh": "dash"}) == {"import no_such": "its-package"}
    assert "no_such" not in str(system_packages.missing({}))
    monkeypatch.setattr(system_packages, "SYSTEM_PYTHON", "/no/such/python")
    assert len(system_packages.missing({"sh": "dash"})) == 2


def test_the_soak_asks_for_what_the_screen_reader_needs() -> None:
    recipe = subprocess.run(
        ["make", "--dry-run", "soak"], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    assert "packaging/system_packages.py --for-soak" in recipe.stdout


def test_everyone_sees_one_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system_packages, "TESTING", {"no-such-program": "its-package"})
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    assert system_packages.main(["--for-tests"]) == 1
    text = capsys.readouterr().err
    (line,) = (line for line in text.splitlines() if "apt-get" in line)
    *start, script = shlex.split(line)
    assert start == ["sudo", "sh", "-c"]
    assert script.endswith("install -y --no-install-recommends its-package")


@pytest.mark.parametrize("name", ["run", "dev", "build", "lock"])
def test_every_locked_requirement_has_its_digest(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8").replace("\\\n", " ")
    pinned = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    assert pinned
    assert [line for line in pinned if "==" not in line or "--hash=sha256:" not in line] == []


def test_the_lock_holds_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    locked = (ROOT / "requirements" / "run.txt").read_text("utf-8")
    for expected in project["dependencies"]:
        name = expected.split("=")[0].split(">")[0].lower()
        assert f"\n{name}==" in locked


@pytest.fixture
def set_up(tmp_path: Path) -> Path:
    """The Makefile where everything is already done."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    for folder in ("packaging", "translations"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    (tmp_path / ".venv").mkdir()
    later = time.time() + 10
    for number, stamp in enumerate(("made", "tools", "runnable", "languages", "testable")):
        (tmp_path / ".venv" / f".{stamp}").touch()
        os.utime(tmp_path / ".venv" / f".{stamp}", (later + number, later + number))
    return tmp_path


def steps(folder: Path) -> str:
    asked = ["make", "--dry-run", "--no-print-directory", "setup"]
    return subprocess.run(
        asked, cwd=folder, capture_output=True, encoding="utf-8", check=True
    ).stdout


def test_a_second_set_up_has_nothing_to_do(set_up: Path) -> None:
    assert "Nothing to be done" in steps(set_up)


def test_a_changed_lock_is_installed(set_up: Path) -> None:
    os.utime(set_up / "requirements" / "dev.txt", (time.time() + 60, time.time() + 60))
    assert "-r requirements/dev.txt" in steps(set_up)
    assert "-r requirements/run.txt" not in steps(set_up)


def test_a_changed_translation_is_compiled_and_nothing_is_installed(set_up: Path) -> None:
    os.utime(set_up / "translations" / "de.po", (time.time() + 60, time.time() + 60))
    assert "-m translations.compilation" in steps(set_up)
    assert "pip" not in steps(set_up)


@pytest.mark.skipif(sys.platform != "linux", reason="a screen is found by its variable on Linux")
def test_without_a_screen_the_tour_runs() -> None:
    recipe = subprocess.run(
        ["make", "--dry-run", "run"], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    assert "ldn-desktop tour --out out/" in recipe.stdout

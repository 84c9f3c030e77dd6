"""What is quoted for a format is read back by that format's own reader as it was."""

from __future__ import annotations

import json
import os
import plistlib
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from ldn_desktop.reminder import quoting
from ldn_desktop.reminder.schedulers import autostart_entry, launch_agent, windows_task
from tests.support.systems import linux_only

PATIENCE = 30
"""Seconds a busy machine may take to start a program."""
AWKWARD = [
    "it's",
    'a "b"',
    "100 %",
    "%h",
    "$x ${y}",
    "`z`",
    "\\n",
    "two\nlines",
    "日本",
    "; & < >",
    "",
]
TASK = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"


def _program(folder: Path) -> Path:
    """A program in `folder` that sends its words through a pipe beside it."""
    program = folder / "program"
    folder.mkdir(parents=True)
    os.mkfifo(folder / "words")
    lines = [f"#!{sys.executable}", "import json, sys"]
    lines.append(f"json.dump(sys.argv[1:], open({str(folder / 'words')!r}, 'w'))")
    program.write_text("\n".join([*lines, ""]), "utf-8")
    program.chmod(0o755)
    return program


def _words(folder: Path) -> object:
    """What the program in `folder` sends; a desktop does not wait for it."""
    done = subprocess.run(
        ["cat", folder / "words"], capture_output=True, check=True, timeout=PATIENCE
    )
    return json.loads(done.stdout)


@linux_only
@pytest.mark.parametrize("name", ["plain", "Ann Lee's", '100 % "x" $y `z` \\n'])
def test_a_desktop_starts_the_program_with_its_words(name: str, tmp_path: Path) -> None:
    program = _program(tmp_path / name)
    entry = tmp_path / autostart_entry.NAME
    entry.write_text(autostart_entry.desktop_entry([str(program), *AWKWARD]), "utf-8")
    subprocess.run(["gio", "launch", entry], check=True)
    assert _words(tmp_path / name) == AWKWARD
    subprocess.run(["desktop-file-validate", entry], check=True)


@linux_only
@pytest.mark.parametrize("name", ["plain", "Ann Lee's", "Zoë (own)"])
def test_a_desktop_that_hands_the_line_to_a_shell_starts_it_too(name: str, tmp_path: Path) -> None:
    program = _program(tmp_path / name)
    entry = autostart_entry.desktop_entry([str(program), "-m", "ldn_desktop", "remind"])
    line = next(line for line in entry.splitlines() if line.startswith("Exec="))
    with subprocess.Popen(["sh", "-c", f"exec {line.removeprefix('Exec=')}"]):
        assert _words(tmp_path / name) == ["-m", "ldn_desktop", "remind"]


@linux_only
@pytest.mark.parametrize("name", ["plain", "Ann Lee's", "100 % $y `z`", 'a "b"', "a\\nb"])
def test_systemd_finds_no_fault_with_the_program_wherever_it_is(name: str, tmp_path: Path) -> None:
    program = _program(tmp_path / name)
    unit = tmp_path / "words.service"
    command = quoting.systemd_command([str(program), *AWKWARD])
    unit.write_text(f"[Service]\nType=oneshot\nExecStart={command}\n", "utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--user", "--man=no", unit],
        env={"PATH": "/usr/bin:/bin", "XDG_RUNTIME_DIR": str(tmp_path)},
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    # It looks for the program at the path that it read. tests/soak starts one with such words.
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_launchd_gets_each_word() -> None:
    assert plistlib.loads(launch_agent.agent(AWKWARD, 8))["ProgramArguments"] == AWKWARD


def test_windows_gets_each_word() -> None:
    program = 'C:\\Ann & Bo\\100 %\\LDN "Desktop".exe'
    words = ["--diary", "C:\\Zoë's <own> diary\\", "100 %", 'a "b"', "日本", ""]
    task = ET.fromstring(windows_task.task_xml([program, *words], 8).encode("utf-16"))
    assert task.findtext(f".//{TASK}Command") == program
    arguments = task.findtext(f".//{TASK}Arguments")
    assert arguments is not None
    assert _as_the_c_runtime(arguments) == words


def _as_the_c_runtime(line: str) -> list[str]:
    """`line` taken apart by the rules that Microsoft gives for C programs' arguments."""
    words: list[str] = []
    word, quoted, begun, slashes = "", False, False, 0
    for character in [*line, " "]:
        if character == "\\":
            slashes, begun = slashes + 1, True
            continue
        literal = character == '"' and slashes % 2
        word += "\\" * (slashes // 2 if character == '"' else slashes)
        slashes = 0
        if character == '"' and not literal:
            quoted, begun = not quoted, True
        elif character == " " and not quoted:
            if begun:
                words.append(word)
            word, begun = "", False
        else:
            word, begun = word + character, True
    return words


@linux_only
@pytest.mark.skipif(shutil.which("gdbus") is None, reason="gdbus is not installed")
@pytest.mark.parametrize("text", AWKWARD)
def test_a_string_for_the_message_bus_is_json_of_printable_text(text: str) -> None:
    assert json.loads(quoting.gvariant(text)) == text


def test_a_string_of_powershell_ends_at_no_kind_of_quotation_mark() -> None:
    assert quoting.powershell_string("it's ’so’ $x") == "'it''s ’’so’’ $x'"

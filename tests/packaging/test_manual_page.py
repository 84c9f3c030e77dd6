"""The manual page and README.md have every command; the page has every option, and no other."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import linux_packages
import manual_page
import pytest

from ldn_desktop import __version__
from ldn_desktop.cli import args, main

README = Path(__file__).parents[2] / "README.md"
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")


@pytest.fixture(autouse=True)
def wide_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """No help breaks a line within the name of an option."""
    monkeypatch.setenv("COLUMNS", "2000")


@pytest.fixture
def page() -> str:
    """The page as a person reads it, without the marks of roff."""
    without_fonts = re.sub(r"\\f[BIR]", "", linux_packages.manual())
    return without_fonts.replace("\\-", "-")


def test_every_command_is_there_with_each_of_its_options(page: str) -> None:
    for command in manual_page.commands():
        _before, title, after = page.partition(f"\n.TP\n{command.words}")
        assert title, command.words
        entry = re.split(r"\n\.TP\n[a-z]", after)[0]
        common = page[: page.index(".SH COMMANDS")]
        for option in OPTION.findall(command.parser.format_usage()):
            assert option in OPTION.findall(entry) + OPTION.findall(common), (command.words, option)


def test_what_runs_is_what_is_described() -> None:
    described = {command.words.split()[0] for command in manual_page.commands()}
    assert described == {*main.commands(), "tour"}
    assert "dose add" in {command.words for command in manual_page.commands()}


def test_no_option_is_there_that_no_command_knows(page: str) -> None:
    parsers = [args.parser(), *(one.parser for one in manual_page.commands())]
    known = {option for parser in parsers for option in OPTION.findall(parser.format_help())}
    assert set(OPTION.findall(page)) == known
    assert {"--passphrase-fd", "--strength", "--ics", "--one-scale"} <= known


def test_it_is_filled_in_and_reads_on_every_terminal(page: str) -> None:
    assert __version__ in page
    assert not re.search(r"@[A-Z]+@|%\(|\bNone\b", page)
    assert page.isascii()


@pytest.mark.skipif(shutil.which("groff") is None, reason="groff is not installed")
def test_roff_finds_nothing_to_warn_of(tmp_path: Path) -> None:
    manual = tmp_path / "ldn-desktop.1"
    manual.write_text(linux_packages.manual(), "ascii")
    printed = subprocess.run(
        ["groff", "-man", "-ww", "-Tutf8", "-z", manual],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert printed.stderr == ""


def test_readme_names_every_command() -> None:
    readme = README.read_text("utf-8")
    paragraph = readme[readme.index("Other programs can use") :].split("\n\n")[0]
    named = set(re.findall(r"`(\w+)`", paragraph))
    assert named == {*main.commands(), "tour"}

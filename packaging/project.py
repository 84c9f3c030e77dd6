"""What is published about the project, each fact from pyproject.toml or `__version__`."""

from __future__ import annotations

import re
import sys
import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any

from freeze import ROOT, moment

PUBLISHER = "The LDN Desktop authors"
SUMMARY = "calm symptom diary for ME/CFS and low-dose naltrexone"
"""As Debian writes it: no article, no capital, no full stop."""


def version() -> str:
    """The program's version, `ldn_desktop.__version__`."""
    sys.path.insert(0, str(ROOT))
    from ldn_desktop import __version__

    return __version__


def facts() -> dict[str, Any]:
    """The table [project] of pyproject.toml."""
    table: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return table


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the project is found, all below the repository's own address `source`."""

    source: str

    @property
    def issues(self) -> str:
        """Where faults are reported."""
        return f"{self.source}/issues"

    def file(self, name: str) -> str:
        """Where a file of this version can be read."""
        return f"{self.source}/blob/v{version()}/{name}"

    def raw(self, name: str) -> str:
        """Where a file of this version can be fetched, such as a picture."""
        owner_and_name = self.source.removeprefix("https://github.com/")
        return f"https://raw.githubusercontent.com/{owner_and_name}/v{version()}/{name}"

    def download(self, name: str) -> str:
        """Where a file made of this version is published."""
        return f"{self.source}/releases/download/v{version()}/{name}"


def addresses() -> Addresses | None:
    """The addresses, from "Source" of [project.urls]; None as long as no repository is public."""
    source = facts().get("urls", {}).get("Source")
    return Addresses(source) if source else None


@dataclass(frozen=True, slots=True)
class Release:
    """What CHANGELOG.md says of this version: its date, and the lines before its first heading."""

    day: str
    notes: tuple[str, ...]


SECTION = re.compile(
    r"^## \[(.+?)\](?: [–-] ([\d-]+))?\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL
)


def release() -> Release:
    """This version's release; without a section of its own, that under Unreleased as of today."""
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    sections = {name: (day, body) for name, day, body in SECTION.findall(text)}
    day, body = sections.get(version()) or sections["Unreleased"]
    lead = body.partition("\n### ")[0]
    notes = tuple(" ".join(note.split()) for note in re.split(r"^- ", lead, flags=re.MULTILINE)[1:])
    return Release(day or commit_day(), notes)


def commit_day() -> str:
    """The date of the commit."""
    return datetime.fromtimestamp(moment(), UTC).date().isoformat()


def _notes_as_xml(notes: tuple[str, ...]) -> str:
    if not notes:
        return ""
    items = "".join(f"          <li>{escape(note, quote=False)}</li>\n" for note in notes)
    return f"\n      <description>\n        <ul>\n{items}        </ul>\n      </description>\n    "


ADDRESSED = re.compile(r"^ *<!-- addresses -->\n(.*?)^ *<!-- end -->\n", re.MULTILINE | re.DOTALL)
"""Lines of a template that need addresses."""


def filled_in(path: Path, *, where: Addresses | None = None, **more: str) -> str:
    """The text of a file with @VERSION@ and the like replaced; `more` by their names.

    Without addresses, its lines about them are left out.
    """
    this = release()
    values = {
        "VERSION": version(),
        "DATE": this.day,
        "NOTES": _notes_as_xml(this.notes),
        **more,
    }
    if where:
        values |= {
            "SOURCE": where.source,
            "ISSUES": where.issues,
            "PICTURES": where.raw("docs"),
        }
    text = ADDRESSED.sub(r"\1" if where else "", path.read_text("utf-8"))
    for name, value in values.items():
        text = text.replace(f"@{name}@", value)
    return text

"""Keeps the records the guide cites: `python tests/guide/keep_sources.py ALL_RECORDS.json`.

Reads a list of source records, writes those that a claim cites to
resources/guide/sources.json with every field as it stands, in the order they came.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from ldn_desktop import resources
from ldn_desktop.guide import ENGLISH
from ldn_desktop.guide.parser import read_section


def cited() -> set[str]:
    """The source keys of every claim in the English sections."""
    sections = resources.path("guide", ENGLISH).glob("*.md")
    claims = [claim for path in sections for claim in read_section(path).claims]
    return {key for claim in claims if claim.evidence for key in claim.evidence.sources}


def keep(records: Path) -> int:
    """Write the cited ones of `records`; how many there were."""
    wanted = cited()
    kept = [r for r in json.loads(records.read_text("utf-8")) if r["key"] in wanted]
    text = json.dumps(kept, ensure_ascii=False, indent=1) + "\n"
    resources.path("guide", "sources.json").write_text(text, "utf-8")
    return len(kept)


if __name__ == "__main__":
    print(keep(Path(sys.argv[1])), "records kept")

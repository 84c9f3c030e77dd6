"""hatchling runs this for the wheel's description: on PyPI, README's own links lead nowhere."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

LINK = re.compile(r"(!?)\[([^\]]*)\]\((?!https?:|#)([^)]+)\)")


class AddressedReadme(MetadataHookInterface):
    """Leads each picture and link of README to the file's place in the repository.

    As long as [project.urls] names no Source, words stay without their link, and no picture is
    shown.
    """

    def update(self, metadata: dict[str, Any]) -> None:
        """Put the description into hatchling's `metadata`."""
        source: str = metadata.get("urls", {}).get("Source", "")
        raw = source.replace("https://github.com/", "https://raw.githubusercontent.com/")

        def addressed(link: re.Match[str]) -> str:
            picture, words, name = link.groups()
            if not source:
                return "" if picture else words
            base = f"{raw}/main" if picture else f"{source}/blob/main"
            return f"{picture}[{words}]({base}/{name})"

        text = LINK.sub(addressed, Path(self.root, "README.md").read_text("utf-8"))
        metadata["readme"] = {"content-type": "text/markdown", "text": text}

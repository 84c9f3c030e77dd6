"""hatchling runs this for the wheel's description: on PyPI, README's own links lead nowhere."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

LINK = re.compile(r"(!?)\[([^\]]*)\]\((?!https?:|#)([^)]+)\)")


class AddressedReadme(MetadataHookInterface):
    """Leads each picture and link of README to the file's place in the repository."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Put the description into hatchling's `metadata`."""
        source: str = metadata["urls"]["Source"]
        raw = source.replace("https://github.com/", "https://raw.githubusercontent.com/")

        def addressed(link: re.Match[str]) -> str:
            base = f"{raw}/main" if link[1] else f"{source}/blob/main"
            return f"{link[1]}[{link[2]}]({base}/{link[3]})"

        text = LINK.sub(addressed, Path(self.root, "README.md").read_text("utf-8"))
        metadata["readme"] = {"content-type": "text/markdown", "text": text}

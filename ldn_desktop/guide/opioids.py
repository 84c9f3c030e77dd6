"""Whether a name is one of the opioids that the guide warns of. It knows no other interaction."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache

from ldn_desktop import resources

SECTION = "opioids"
"""The section whose first danger is the warning."""


def is_opioid(name: str) -> bool:
    """Whether a word of `name` begins like a medicine that the guide lists as an opioid."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return bool(_pattern().search(plain))


@cache
def _pattern() -> re.Pattern[str]:
    names = tomllib.loads(resources.path("guide", "opioids.toml").read_text("utf-8"))["names"]
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, names))})")

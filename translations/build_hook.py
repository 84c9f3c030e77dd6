"""hatchling runs this before it packs a wheel or installs the source tree."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileTranslations(BuildHookInterface[Any]):
    """Compiles the translations, so that `resources` holds them when it is packed."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile into resources/languages; both arguments are hatchling's own."""
        del version, build_data
        sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
        from translations.compilation import compile_all

        compile_all()

"""Keys that do not take most of the time of the long loops."""

from __future__ import annotations

from tests.support.storage.light_keys import light_keys

__all__ = ["light_keys"]

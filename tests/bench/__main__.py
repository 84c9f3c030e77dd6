"""Runs every bench of this folder and prints one table of ratios to floors.

A bench is a module `<name>.py` here whose `measure()` yields `Measured` rows; give names to run
only those: `python -m tests.bench start_up`.
"""

from __future__ import annotations

import importlib
import platform
import sys
import traceback
from pathlib import Path

from tests.bench.measured import Measured

APART = {"__main__", "measured", "windows"}
HEADINGS = ("what", "floor", "measured", "ratio", "budget", "")


def benches() -> list[str]:
    """The benches of this folder, by name."""
    found = (path.stem for path in Path(__file__).parent.glob("*.py"))
    return sorted(name for name in found if name not in APART and not name.startswith("_"))


def cells(row: Measured) -> tuple[str, ...]:
    """One row of the table as text."""
    return (
        row.what,
        f"{row.floor:.2f} {row.unit}" if row.floor is not None else "",
        f"{row.figure:.2f} {row.unit}",
        f"{row.ratio:.2f} ×" if row.ratio is not None else "",
        row.budget_text,
        "" if row.within is None else "within" if row.within else "OVER",
    )


def main(names: list[str]) -> int:
    """Print the table; exit 1 when a budget is exceeded or a bench failed."""
    print(f"Python {platform.python_version()}, {platform.platform()}", flush=True)
    rows: list[Measured] = []
    failed: list[str] = []
    for name in names or benches():
        print(f"  {name} …", flush=True)
        try:
            rows.extend(importlib.import_module(f"tests.bench.{name}").measure())
        except Exception:  # noqa: BLE001  # the other benches are still worth their table
            traceback.print_exc()
            failed.append(name)
    table = [HEADINGS, *map(cells, rows)]
    widths = [max(len(line[column]) for line in table) for column in range(len(HEADINGS))]
    for line in table:
        print(
            "  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip()
        )
    for name in failed:
        print(f"{name}: ended in an error, see above")
    return int(bool(failed) or any(row.within is False for row in rows))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

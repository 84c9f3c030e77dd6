"""The mutation score of storage: how many small faults the tests notice."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

from tests.storage.mutants import all_mutants

SAMPLE = int(os.environ.get("LDN_MUTANTS", "150"))
SEED = int(os.environ.get("LDN_MUTANTS_SEED", "1"))
LONGEST = 240
"""Seconds of the tests until a mutant counts as noticed: it hangs."""
LEAST = 0.9

ROOT = Path(__file__).parents[2]
# Without our settings and plugins: starting Qt for every mutant takes longer than the tests.
OPTIONS = ("-x", "-q", "-c", os.devnull, f"--rootdir={ROOT}", "--import-mode=importlib")
FIRST = {
    "backups": "backups",
    "checking": "backups",
    "diary_file": "backups",
    "encryption": "encryption",
    "files": "opening",
    "journal": "journal",
    "keys": "encryption",
    "ladder": "backups",
    "lines": "journal",
    "loading": "damage",
    "lock": "opening",
    "lock_windows": "systems",
    "migration": "systems",
    "opening": "opening",
    "protected": "encryption",
    "recovery": "damage",
    "recovery_code": "keys",
    "refusals": "opening",
    "requests": "second_start",
    "rules": "rules",
    "salvage": "rules",
    "sealed": "damage",
    "second_start": "second_start",
    "settling": "encryption",
    "undo": "backups",
    "writer": "writer",
}
"""The tests most likely to notice, run first."""
QUICK = (
    "round_trip",
    "journal",
    "damage",
    "rules",
    "backups",
    "encryption",
    "keys",
    "opening",
    "systems",
    "second_start",
)
SLOW = ("writer", "format_page", "power_cuts", "faults", "kills")
NOT_NEEDED = "not any_diary and not difference_of_two and not every_bit_of and not twenty_years"


def test_mutants_are_noticed() -> None:
    everyone = list(all_mutants())
    chosen = random.Random(SEED).sample(everyone, min(SAMPLE, len(everyone)))
    unnoticed = []
    for count, (module, number, what) in enumerate(chosen, 1):
        if not _is_noticed(module, number):
            unnoticed.append(f"{module} {what}")
            print(f"unnoticed: {unnoticed[-1]}", flush=True)
        if count % 10 == 0:
            print(f"{count - len(unnoticed)} of {count} noticed", flush=True)
    score = 1 - len(unnoticed) / len(chosen)
    print(f"\n{score:.1%} of {len(chosen)} (of {len(everyone)}) mutants noticed")
    assert score >= LEAST, unnoticed


def _is_noticed(module: str, number: int) -> bool:
    first = FIRST.get(module, "round_trip")
    rest = tuple(name for name in (*QUICK, *SLOW) if name != first)
    return any(_fails(module, number, names) for names in ((first,), rest))


def _fails(module: str, number: int, names: tuple[str, ...]) -> bool:
    tests = [f"tests/storage/test_{name}.py" for name in names]
    command = [sys.executable, "-m", "tests.storage.mutants", module, str(number), *OPTIONS]
    try:
        done = subprocess.run(
            [*command, "-k", NOT_NEEDED, *tests],
            cwd=ROOT,
            timeout=LONGEST,
            env={**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
            capture_output=True,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return True
    return done.returncode != 0

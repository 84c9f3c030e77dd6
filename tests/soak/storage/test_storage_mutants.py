"""The mutation score of storage: how many small faults the tests notice."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

LEAST = 0.9
REPORTED_EVERY = 50
MODULES = os.environ.get("LDN_MUTANTS", "").split()
"""All of storage where none is named."""
EVERY = int(os.environ.get("LDN_MUTANTS_EVERY", "1" if MODULES else "4"))
"""All of storage's two thousand would take longer than everything else here together."""


def test_mutants_are_noticed() -> None:
    command = [sys.executable, "-m", "tests.support.storage.mutants.mutant_trials"]
    command += ["--every", str(EVERY), *MODULES]
    root = Path(__file__).parents[3]
    tried, unnoticed = 0, []
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, encoding="utf-8") as trials:
        for line in trials.stdout or ():
            trial = json.loads(line)
            tried += 1
            if not trial["noticed"]:
                unnoticed.append(trial["mutant"])
                print(f"unnoticed: {unnoticed[-1]}", flush=True)
            if tried % REPORTED_EVERY == 0:
                print(f"{tried - len(unnoticed)} of {tried} noticed", flush=True)
    assert trials.returncode == 0
    score = 1 - len(unnoticed) / tried
    print(f"\n{score:.1%} of {tried} mutants noticed")
    assert score >= LEAST, unnoticed

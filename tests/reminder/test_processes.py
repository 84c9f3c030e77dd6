"""Programs of the system are started without the frozen program's own libraries."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from ldn_desktop.reminder.processes import succeeds


def test_what_ends_with_an_error_or_is_not_there_did_not_succeed() -> None:
    assert succeeds([sys.executable, "-c", ""])
    assert not succeeds([sys.executable, "-c", "raise SystemExit(3)"])
    assert not succeeds(["no-such-program-anywhere"])


def test_a_program_that_cannot_be_started_did_not_succeed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "broken"
    program.write_text("#!/no/such/interpreter\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not succeeds(["broken"])


@pytest.mark.parametrize("original", ["", "/opt/lib"])
def test_the_frozen_program_hands_on_the_library_path_it_was_started_with(
    original: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setenv("LD_LIBRARY_PATH", "/bundle")
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", original)
    compare = f"import os; assert os.environ.get('LD_LIBRARY_PATH', '') == {original!r}"
    assert succeeds([sys.executable, "-c", compare])

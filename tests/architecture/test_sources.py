"""What a reader of the sources may rely on."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "ldn_desktop"
PYTHON_FILES = sorted(
    path
    for folder in ("ldn_desktop", "tests", "packaging")
    for path in (ROOT / folder).rglob("*.py")
)
# Put together here, so that this file does not hold what it looks for.
PLACES_OF_ONE_MACHINE = ("/" + "work/", "/tmp" + "/ldn", ".." + "/shared", "/ro" + "ot/")
REGISTRY_HOSTS = (
    "pypi" + ".org",
    "python" + "hosted.org",
    "registry.np" + "mjs",
    "conda" + ".anaconda",
)


def written_files() -> Iterator[tuple[Path, str]]:
    """Every file under version control that holds text, and the text."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    for name in filter(None, listed.stdout.split("\0")):
        path = ROOT / name
        if path.is_file() and b"\0" not in (content := path.read_bytes()):
            yield path, content.decode("utf-8")


def imported_names(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_qt_network_is_nowhere() -> None:
    guilty = [
        path.name
        for path in PACKAGE.rglob("*.py")
        if any(
            re.match(r"PySide6\.Qt(Network|WebSockets|WebEngine)", name)
            for name in imported_names(path)
        )
    ]
    assert guilty == []


def test_pyplot_is_nowhere_and_the_qt_canvas_in_one_place() -> None:
    found = {
        (path.relative_to(PACKAGE).as_posix(), name)
        for path in PACKAGE.rglob("*.py")
        for name in imported_names(path)
        if re.match(r"matplotlib\.(pyplot|backends\.backend_qt)", name)
    }
    assert {position for position, _ in found} <= {"ui/figures/figure_view.py"}
    assert not [name for _, name in found if "pyplot" in name]


def test_no_file_names_a_place_of_one_machine_or_a_registry_host() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {words}"
        for path, text in written_files()
        for words in (*PLACES_OF_ONE_MACHINE, *REGISTRY_HOSTS)
        if words in text
    ]
    assert found == []


def test_every_module_begins_with_its_one_line() -> None:
    first_lines = {
        str(path.relative_to(ROOT)): (ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "")
        for path in PYTHON_FILES
    }
    pattern = re.compile(r"\S.*(\n\n|\Z)")
    assert [name for name, text in first_lines.items() if not pattern.match(text)] == []


def test_tests_share_code_through_support_alone() -> None:
    """What several test modules need is public and stands in tests/support."""
    wrong = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in PYTHON_FILES
        if path.is_relative_to(ROOT / "tests")
        for name in imported_names(path)
        if re.match(r"tests\.(?!support\.|bench\.)", name) or re.match(r"tests\..*\._[a-z]", name)
    ]
    assert wrong == []


def test_no_text_is_translated_inside_an_f_string() -> None:
    """`make messages` does not see such a text, and it would stay English."""
    found = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in PACKAGE.rglob("*.py")
        for text in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in ("_", "mark", "ngettext", "pgettext")
    ]
    assert found == []


def test_a_timer_ends_with_what_it_was_to_call() -> None:
    """Without a receiver it outlives its window, and calls into what is gone."""
    found = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in (PACKAGE / "ui").rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr == "singleShot"
        and len(call.args) != 3  # milliseconds, receiver, slot
    ]
    assert found == []

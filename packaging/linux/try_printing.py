#!/usr/bin/python3
"""Prints and saves a chart from an installed program, as a person does: try_printing.py PROGRAM OUT

Needs root (a print server of its own is started), cups and what try_reader.py
needs. OUT gets the page as it reached the printer, and the chart as PDF, PNG and SVG.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import try_reader as reader

# Each file: its name, the button that saves it, and the dialogue that asks where.
EXPORT, PICTURE = "Save or print…", "Save as picture…"
SAVED = (
    ("chart.pdf", "Save as PDF…", "Save as PDF"),
    ("chart.png", PICTURE, "Save as picture"),
    ("chart.svg", PICTURE, "Save as picture"),
)
STARTS = {".pdf": b"%PDF-", ".png": b"\x89PNG", ".svg": b"<?xml"}
SERVER = """\
Listen {place}/socket
DefaultAuthType None
Browsing No
WebInterface No
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
"""
FILES = """\
ServerRoot {place}
RequestRoot {place}/spool
CacheDir {place}/cache
StateDir {place}/state
TempDir {place}/tmp
ErrorLog {place}/error_log
AccessLog {place}/access_log
PageLog {place}/page_log
FileDevice Yes
"""


def main() -> int:
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    program, out = sys.argv[1:]
    if reader.INSIDE not in os.environ:
        return reader.with_a_screen(sys.argv)
    with tempfile.TemporaryDirectory(prefix="cups") as scratch, printer(Path(scratch)) as spool:
        shutil.rmtree(out, ignore_errors=True)
        Path(out).mkdir(parents=True)
        use_the_charts(program, Path(out).resolve())
        return keep(spool, Path(out))


@contextmanager
def printer(place: Path) -> Iterator[Path]:
    """A print server whose one printer is switched off: jobs wait in the folder given."""
    place.chmod(0o755)
    for name in ("spool", "cache", "state", "tmp"):
        (place / name).mkdir()
    (place / "cupsd.conf").write_text(SERVER.format(place=place), "utf-8")
    (place / "cups-files.conf").write_text(FILES.format(place=place), "utf-8")
    os.environ["CUPS_SERVER"] = f"{place}/socket"
    server = subprocess.Popen(
        ["/usr/sbin/cupsd", "-f", "-c", place / "cupsd.conf", "-s", place / "cups-files.conf"]
    )
    try:
        reader.until("the print server", (place / "socket").exists)
        make = ["/usr/sbin/lpadmin", "-p", "Paper", "-E", "-v", "file:///dev/null"]
        subprocess.run([*make, "-m", "drv:///sample.drv/generic.ppd"], check=True)
        subprocess.run(["/usr/sbin/lpadmin", "-d", "Paper"], check=True)
        subprocess.run(["/usr/sbin/cupsdisable", "Paper"], check=True)
        yield place / "spool"
    finally:
        server.terminate()
        server.wait()


def use_the_charts(program: str, out: Path) -> None:
    """Save the chart in each form, then print it through the system's own dialogue."""
    window = subprocess.Popen([program, "--demo"])
    try:
        root = reader.until("the window on the bus", reader.the_program)
        press_until(root, ("Charts", "page tab"), (EXPORT, "push button"))
        press_until(root, (EXPORT, "push button"), (PICTURE, "push button"))
        reader.until("the chart in words", partial(is_shown, root, "From "))
        for name, button, dialogue in SAVED:
            save(root, out / name, (button, "push button"), (dialogue, "dialog"))
        press_until(root, ("Print…", "push button"), ("Print the chart", "panel"))
        press_until(root, ("Print…", "push button"), ("Print", "dialog"))
        reader.press(
            reader.until("its button", partial(button_of, reader.find(root, "Print", "dialog")))
        )
        reader.until("a job", waiting_jobs)
        time.sleep(3)
        if window.poll() is not None:
            raise SystemExit(reader.fail(f"the program ended with {window.returncode}"))
    finally:
        if window.poll() is not None:
            print(f"the program ended with {window.returncode}", file=sys.stderr)
        window.terminate()
        window.wait()


def save(root: Any, path: Path, button: tuple[str, str], dialogue: tuple[str, str]) -> None:
    press_until(root, button, dialogue)
    asking = reader.find(root, *dialogue)
    reader.until(
        "its field", partial(reader.find_now, asking, "File name:", "text")
    ).set_text_contents(str(path))
    reader.press(reader.find(asking, "Save", "push button"))
    reader.until(path.name, path.exists)
    time.sleep(2)


def waiting_jobs() -> bytes:
    return subprocess.run(["lpstat", "-o"], capture_output=True, check=False).stdout


def press_until(root: Any, what: tuple[str, str], then: tuple[str, str]) -> None:
    """Press `what` until `then` is there: while a chart is drawn, a touch may go astray."""
    for _try in range(10):
        reader.press(reader.until(what[0], partial(reader.find_now, root, *what)))
        end = time.monotonic() + 10
        while time.monotonic() < end:
            if reader.find_now(root, *then):
                return
            time.sleep(0.2)
    raise SystemExit(reader.fail(f"{what[0]} does not lead to {then[0]}"))


def is_shown(root: Any, start: str) -> bool:
    return any(node.get_name().startswith(start) for node in reader.walk(root))


def button_of(dialogue: Any) -> Any:
    return reader.find(dialogue, "Print", "push button")


def keep(spool: Path, out: Path) -> int:
    """Copy the jobs out, and look whether everything is what its name says."""
    jobs = sorted(spool.glob("d*"))
    if not jobs:
        return reader.fail("nothing reached the printer")
    for job in jobs:
        shutil.copy(job, out / f"printed-{job.name}.pdf")
    for path in sorted(out.iterdir()):
        content = path.read_bytes()
        if not content.startswith(STARTS[path.suffix]):
            return reader.fail(f"{path} is not what its name says")
        print(f"{path}: {len(content)} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())

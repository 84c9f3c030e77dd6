"""How each system's files and commands quote a text, so that it is read back as it is."""

from __future__ import annotations

import html
import json
import re
import subprocess
from collections.abc import Sequence

# systemd: systemd.service(5), “Command lines”, and systemd.unit(5), “Specifiers”.


def systemd_command(words: Sequence[str]) -> str:
    """`words` for ExecStart=: no escape, variable or specifier is left in them."""
    # In the program's own path systemd looks for no variables, and refuses some characters.
    program, *arguments = map(_systemd_word, _by_env(words, "\"'\\\n"))
    return " ".join([program, *(word.replace("$", "$$") for word in arguments)])


def _systemd_word(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped.replace("%", "%%")}"'


def _by_env(words: Sequence[str], unfit: str) -> Sequence[str]:
    """`words`, started by the program `env` where a character of `unfit` is in the program's path,
    so that the path is one more argument, for which there is a way to write everything."""
    return ["/usr/bin/env", *words] if set(unfit) & set(words[0]) else words


def systemd_path(path: str) -> str:
    """`path` for a condition, which knows neither quotes nor escapes."""
    return path.replace("%", "%%")


# Desktop entries: Desktop Entry Specification, “Value types” and “The Exec key”.


def desktop_value(text: str) -> str:
    """`text` for any key of a desktop entry."""
    return text.replace("\\", "\\\\").replace("\n", "\\n")


def desktop_command(words: Sequence[str]) -> str:
    """`words` for Exec=: each quoted, then all escaped as in every value.

    A word of letters, digits and `/.-_` needs no quotes. Desktops that hand the line to a shell,
    as Openbox does, read such words and plain quotes alike; the rest they get wrong.
    """
    # GLib looks for the program before it has made % of its %%.
    return desktop_value(" ".join(map(_desktop_word, _by_env(words, "%"))))


def _desktop_word(word: str) -> str:
    if re.fullmatch(r"[\w/.-]+", word, re.ASCII):
        return word
    return '"' + re.sub(r'(["`$\\])', r"\\\1", word).replace("%", "%%") + '"'


def windows_command(words: Sequence[str]) -> str:
    """`words` as one line that the C runtime of Windows takes apart again."""
    return subprocess.list2cmdline(words)


def xml_text(text: str) -> str:
    """`text` between two tags. The standard library's own way would load its network modules."""
    return html.escape(text, quote=False)


def gvariant(text: str) -> str:
    """`text` as gdbus reads a string."""
    return json.dumps(text, ensure_ascii=False)


def applescript(text: str) -> str:
    """`text` as AppleScript reads a string."""
    return json.dumps(text, ensure_ascii=False)


def powershell_string(text: str) -> str:
    """`text` as PowerShell reads a string in which nothing is expanded."""
    return "'" + re.sub("(['\u2018\u2019\u201a\u201b])", r"\1\1", text) + "'"

"""Runs first in the frozen program."""

import os
import sys
from pathlib import Path

HERE = Path(getattr(sys, "_MEIPASS"))  # noqa: B009  # set by PyInstaller alone

# Qt looks beside its own libraries, which lie elsewhere here.
if sys.platform == "linux":
    os.environ["QT_PLUGIN_PATH"] = str(HERE / "PySide6" / "Qt" / "plugins")
elif sys.platform == "win32":
    os.environ["QT_PLUGIN_PATH"] = str(HERE / "PySide6" / "plugins")
# A bare Linux has no list of font folders; the program brings its own typeface and a short list.
if sys.platform == "linux" and not Path("/etc/fonts/fonts.conf").exists():
    os.environ.setdefault("FONTCONFIG_FILE", str(HERE / "fonts.conf"))

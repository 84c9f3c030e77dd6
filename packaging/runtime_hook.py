"""Runs first in the frozen program."""

import os
import sys
from pathlib import Path

# A bare Linux has no list of font folders; the program brings its own typeface and a short list.
if sys.platform == "linux" and not Path("/etc/fonts/fonts.conf").exists():
    own = Path(getattr(sys, "_MEIPASS")) / "fonts.conf"  # noqa: B009  # set by PyInstaller alone
    os.environ.setdefault("FONTCONFIG_FILE", str(own))

"""Entry point of `ldn-desktop`, of `python -m ldn_desktop` and of the frozen program."""

from __future__ import annotations

import sys

from ldn_desktop.app import main

if __name__ == "__main__":
    sys.exit(main())

"""Marks for tests about one system, with the reason that the others do not run them."""

from __future__ import annotations

import os
import sys

import pytest

WINDOWS = sys.platform == "win32"

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="about Linux alone")
posix_only = pytest.mark.skipif(WINDOWS, reason="about Linux and macOS: Windows has no such thing")
windows_only = pytest.mark.skipif(not WINDOWS, reason="about Windows alone")
modes = pytest.mark.skipif(WINDOWS, reason="Windows has no permission bits")
symlinks = pytest.mark.skipif(WINDOWS, reason="links need a right that persons lack on Windows")
not_root = pytest.mark.skipif(
    not WINDOWS and os.geteuid() == 0, reason="root may write to every folder"
)

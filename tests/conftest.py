"""What every test stands on: no screen needed, no diary of the person at the machine touched."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if sys.platform == "win32":
    # Without a screen Qt looks for fonts in a folder there, not in those of Windows.
    fonts = Path(__file__).resolve().parents[1] / "resources" / "fonts"
    os.environ.setdefault("QT_QPA_FONTDIR", str(fonts))
# Words are compared as English; a test of a language sets its own.
os.environ["LANGUAGE"] = "en"

# A busy machine is slow, not wrong.
settings.register_profile("ldn", deadline=None, print_blob=True)
settings.load_profile("ldn")


@pytest.fixture(scope="session")
def font_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for matplotlib's list of fonts, so that it is made once in a run."""
    return tmp_path_factory.mktemp("matplotlib")


@pytest.fixture(scope="session")
def compiled_languages() -> Path:
    """The folder of the compiled translations, each as new as its source."""
    from translations.compilation import compile_stale
    from translations.po_files import COMPILED

    compile_stale()
    return COMPILED


@pytest.fixture
def english_afterwards() -> Iterator[None]:
    """For a test that chooses a language: the next one has English again."""
    from ldn_desktop.i18n import use_language

    yield
    use_language("en")


@pytest.fixture(autouse=True)
def _own_home(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, font_cache: Path
) -> None:
    """Send whatever looks for the person's own folders into an empty home."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    for name, folder in {
        "XDG_DATA_HOME": ".local/share",
        "XDG_CONFIG_HOME": ".config",
        "XDG_CACHE_HOME": ".cache",
        "XDG_STATE_HOME": ".local/state",
        "LOCALAPPDATA": "AppData/Local",
        "APPDATA": "AppData/Roaming",
        # platformdirs asks Windows itself, unless these are set.
        "WIN_PD_OVERRIDE_LOCAL_APPDATA": "AppData/Local",
        "WIN_PD_OVERRIDE_APPDATA": "AppData/Roaming",
    }.items():
        monkeypatch.setenv(name, str(home / folder))
    monkeypatch.setenv("MPLCONFIGDIR", str(font_cache))

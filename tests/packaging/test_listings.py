"""What package lists are told agrees with the program and its installer."""

from __future__ import annotations

import json
import re
from pathlib import Path

import listings
import project
import pytest

from ldn_desktop import __version__
from ldn_desktop.ui import update_guard

ROOT = Path(__file__).resolve().parents[2]
INSTALLER = (ROOT / "packaging/windows/ldn-desktop.iss").read_text("utf-8")


def of_installer(name: str) -> str:
    found = re.search(rf"^{name}=(.*)$", INSTALLER, re.MULTILINE)
    assert found is not None
    return found[1]


@pytest.fixture
def installer(tmp_path: Path) -> Path:
    path = tmp_path / f"ldn-desktop-{__version__}-setup.exe"
    path.write_bytes(b"an installer")
    return path


def test_winget_is_told_three_manifests_of_one_version(installer: Path, tmp_path: Path) -> None:
    written = listings.write_winget(installer, tmp_path / "winget")
    assert len(written) == 3
    for path in written:
        manifest = json.loads(path.read_text("utf-8").partition("\n")[2])
        assert path.name.startswith(manifest["PackageIdentifier"])
        assert manifest["PackageVersion"] == __version__
        assert manifest["ManifestVersion"] == "1.12.0"
        assert re.fullmatch(r"version|installer|defaultLocale", manifest["ManifestType"])


def test_winget_is_told_what_the_installer_is(installer: Path) -> None:
    manifest = listings.winget(installer)[f"{listings.WINGET_ID}.installer.yaml"]
    (entry,) = manifest["Installers"]
    assert entry["InstallerUrl"].endswith(f"/v{__version__}/{installer.name}")
    assert re.fullmatch(r"[0-9A-F]{64}", entry["InstallerSha256"])
    assert manifest["ProductCode"] == f"{of_installer('AppId').removeprefix('{')}_is1"
    assert manifest["MinimumOSVersion"].startswith(of_installer("MinVersion"))


def test_the_installer_waits_for_the_mutex_that_the_window_holds() -> None:
    assert of_installer("AppMutex") == update_guard.MUTEX


def test_a_description_that_winget_takes_is_short(installer: Path) -> None:
    manifest = listings.winget(installer)[f"{listings.WINGET_ID}.locale.en-GB.yaml"]
    assert 3 <= len(manifest["ShortDescription"]) <= 256
    assert 3 <= len(manifest["Description"]) <= 10_000
    assert len(manifest["Tags"]) <= 16


@pytest.mark.parametrize(
    "name", ["PKGBUILD", "org.ldn_desktop.LDNDesktop.metainfo.xml", "ldn-desktop.1", "README.txt"]
)
def test_nothing_stays_to_be_filled_in(name: str) -> None:
    text = project.filled_in(ROOT / "packaging/linux" / name, SHA256="0" * 64, ARCHIVE="a.tar.xz")
    assert not re.search(r"@[A-Z0-9]+@", text)
    assert __version__ in text or name == "README.txt"

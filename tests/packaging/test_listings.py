"""What package lists state agrees with the program and its installer."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import listings
import project
import pytest

from ldn_desktop import __version__
from ldn_desktop.ui import update_guard

ROOT = Path(__file__).resolve().parents[2]
METAINFO = "org.ldn_desktop.LDNDesktop.metainfo.xml"
WHERE = project.Addresses("https://github.com/someone/diary")
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
    written = listings.write_winget(installer, tmp_path / "winget", WHERE)
    assert len(written) == 3
    for path in written:
        manifest = json.loads(path.read_text("utf-8").partition("\n")[2])
        assert path.name.startswith(manifest["PackageIdentifier"])
        assert manifest["PackageVersion"] == __version__
        assert manifest["ManifestVersion"] == "1.12.0"
        assert re.fullmatch(r"version|installer|defaultLocale", manifest["ManifestType"])


def test_winget_is_told_what_the_installer_is(installer: Path) -> None:
    manifest = listings.winget(installer, WHERE)[f"{listings.WINGET_ID}.installer.yaml"]
    (entry,) = manifest["Installers"]
    there = f"https://github.com/someone/diary/releases/download/v{__version__}/{installer.name}"
    assert entry["InstallerUrl"] == there
    assert re.fullmatch(r"[0-9A-F]{64}", entry["InstallerSha256"])
    assert manifest["ProductCode"] == f"{of_installer('AppId').removeprefix('{')}_is1"
    assert manifest["MinimumOSVersion"].startswith(of_installer("MinVersion"))


def test_the_installer_waits_for_the_mutex_that_the_window_holds() -> None:
    assert of_installer("AppMutex") == update_guard.MUTEX


def test_a_description_that_winget_takes_is_short(installer: Path) -> None:
    manifest = listings.winget(installer, WHERE)[f"{listings.WINGET_ID}.locale.en-GB.yaml"]
    assert 3 <= len(manifest["ShortDescription"]) <= 256
    assert 3 <= len(manifest["Description"]) <= 10_000
    assert len(manifest["Tags"]) <= 16


@pytest.mark.parametrize("where", [None, WHERE])
@pytest.mark.parametrize("name", [METAINFO, "README.txt"])
def test_nothing_stays_to_be_filled_in(name: str, where: project.Addresses | None) -> None:
    text = project.filled_in(ROOT / "packaging/linux" / name, where=where)
    assert not re.search(r"@[A-Z0-9]+@", text)
    assert __version__ in text
    assert ("github" in text) == (where is not None and name == METAINFO)


def test_arch_is_told_where_the_archive_is_and_its_digest(tmp_path: Path) -> None:
    archive = tmp_path / "ldn-desktop-linux.tar.xz"
    archive.write_bytes(b"an archive")
    recipe = listings.write_recipe(archive, tmp_path / "PKGBUILD", WHERE).read_text("utf-8")
    asked = f'set -e; . "{tmp_path}/PKGBUILD"; echo "$pkgver" "$url" "${{source[0]}}" "$sha256sums"'
    printed = subprocess.run(
        ["bash", "-c", asked], capture_output=True, encoding="utf-8", check=True
    ).stdout.split()
    assert printed == [
        __version__, WHERE.source, WHERE.download(archive.name), listings.digest(archive),
    ]  # fmt: skip
    assert not re.search(r"@[A-Z0-9]+@", recipe)


def _changelog(monkeypatch: pytest.MonkeyPatch, root: Path, text: str) -> None:
    (root / "CHANGELOG.md").write_text(text, "utf-8")
    monkeypatch.setattr(project, "ROOT", root)


def test_a_release_has_the_date_and_the_lead_of_its_section(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(project, "version", lambda: "1.2.0")
    section = (
        "## [1.2.0] – 2027-03-04\n\n- One,\n  and more.\n- Two <b> & three.\n\n### Added\n\n- x\n"
    )
    older = "\n## [1.1.0] – 2026-01-02\n\n- Old.\n"
    _changelog(
        monkeypatch, tmp_path, f"# Changelog\n\n## [Unreleased]\n\n- Later.\n\n{section}{older}"
    )
    assert project.release() == project.Release(
        "2027-03-04", ("One, and more.", "Two <b> & three.")
    )
    metainfo = ET.fromstring(project.filled_in(ROOT / "packaging/linux" / METAINFO))
    (release,) = metainfo.iter("release")
    assert release.attrib == {"version": "1.2.0", "date": "2027-03-04"}
    assert [item.text for item in release.iter("li")] == ["One, and more.", "Two <b> & three."]


def test_a_version_without_a_section_has_the_lead_of_unreleased(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(project, "version", lambda: "1.2.0")
    monkeypatch.setattr(project, "commit_day", lambda: "2027-01-01")
    _changelog(monkeypatch, tmp_path, "## [Unreleased]\n\n- Later.\n\n## [1.1.0] – 2026-01-02\n")
    assert project.release() == project.Release("2027-01-01", ("Later.",))


def test_the_version_has_a_section_with_a_date_in_the_changelog() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert re.search(
        rf"^## \[{re.escape(__version__)}\] – \d{{4}}-\d\d-\d\d$", changelog, re.MULTILINE
    )


def test_the_lead_of_this_version_is_few_words() -> None:
    """As long as a software centre shows."""
    assert 1 <= len(project.release().notes) <= 8
    assert all(len(note) <= 200 for note in project.release().notes)

"""What package lists ask for: winget's manifests, Arch's recipe. Made from the finished files."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import project
from freeze import ROOT
from project import Addresses

WINGET_ID = "LDNDesktop.LDNDesktop"
WINGET_SCHEMA = "1.12.0"
AUR = ROOT / "packaging" / "linux" / "PKGBUILD"
# AppId in packaging/windows/ldn-desktop.iss, as Windows lists the installed program.
PRODUCT = "{6C2B7C8E-3D5B-4D0B-9B7A-5B0E6B1B7F41}_is1"


def digest(path: Path) -> str:
    """SHA-256 of a file, in lower case."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def winget(installer: Path, where: Addresses) -> dict[str, dict[str, Any]]:
    """Winget's three manifests for the Windows installer, by their file names."""
    head = {"PackageIdentifier": WINGET_ID, "PackageVersion": project.version()}
    facts, release = project.facts(), project.release()
    manifests: dict[str, dict[str, Any]] = {
        "version": {"DefaultLocale": "en-GB"},
        "installer": {
            "InstallerType": "inno",
            "Scope": "user",
            "MinimumOSVersion": "10.0.17763.0",
            "InstallModes": ["interactive", "silent", "silentWithProgress"],
            "UpgradeBehavior": "install",
            "ReleaseDate": release.day,
            "ProductCode": PRODUCT,
            "Installers": [
                {
                    "Architecture": "x64",
                    "InstallerUrl": where.download(installer.name),
                    "InstallerSha256": digest(installer).upper(),
                }
            ],
        },
        "defaultLocale": {
            "PackageLocale": "en-GB",
            "Publisher": project.PUBLISHER,
            "PublisherSupportUrl": where.issues,
            "PackageName": "LDN Desktop",
            "PackageUrl": where.source,
            "License": facts["license"],
            "LicenseUrl": where.file("LICENSE"),
            "ShortDescription": facts["description"],
            "Description": (
                "Everything stays on this computer: no account, no network. It informs and records,"
                " and gives no advice on doses. It is not a medical device."
            ),
            "Moniker": "ldn-desktop",
            "Tags": ["diary", "fatigue", "health", "ldn", "me-cfs", "naltrexone", "symptoms"],
            "ReleaseNotes": "\n".join(f"- {note}" for note in release.notes)
            or "See the changelog.",
            "ReleaseNotesUrl": where.file("CHANGELOG.md"),
        },
    }
    names = {
        "version": WINGET_ID,
        "installer": f"{WINGET_ID}.installer",
        "defaultLocale": f"{WINGET_ID}.locale.en-GB",
    }
    tail = {"ManifestVersion": WINGET_SCHEMA}
    return {
        f"{names[kind]}.yaml": {**head, **manifest, "ManifestType": kind, **tail}
        for kind, manifest in manifests.items()
    }


def write_winget(installer: Path, folder: Path, where: Addresses) -> list[Path]:
    """Write the manifests into `folder`. YAML takes JSON as it is."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for name, manifest in winget(installer, where).items():
        schema = f"https://aka.ms/winget-manifest.{manifest['ManifestType']}.{WINGET_SCHEMA}.schema"
        text = json.dumps(manifest, ensure_ascii=False, indent=2)
        (folder / name).write_text(
            f"# yaml-language-server: $schema={schema}.json\n{text}\n", "utf-8"
        )
        made.append(folder / name)
    return made


def write_recipe(archive: Path, out: Path, where: Addresses) -> Path:
    """Arch's recipe, which takes the self-contained archive as it is."""
    text = project.filled_in(
        AUR, where=where, SHA256=digest(archive), ARCHIVE=where.download(archive.name)
    )
    out.write_text(text, "utf-8")
    return out

"""What package lists ask for: winget's manifests, Arch's recipe. Made from the finished files."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import project
from freeze import ROOT

WINGET_ID = "LDNDesktop.LDNDesktop"
WINGET_SCHEMA = "1.12.0"
AUR = ROOT / "packaging" / "linux" / "PKGBUILD"
# AppId in packaging/windows/ldn-desktop.iss, as Windows lists the installed program.
PRODUCT = "{6C2B7C8E-3D5B-4D0B-9B7A-5B0E6B1B7F41}_is1"


def digest(path: Path) -> str:
    """SHA-256 of a file, in small letters."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def winget(installer: Path) -> dict[str, dict[str, Any]]:
    """Winget's three manifests for the Windows installer, by their file names."""
    head = {"PackageIdentifier": WINGET_ID, "PackageVersion": project.version()}
    facts = project.facts()
    manifests: dict[str, dict[str, Any]] = {
        "version": {"DefaultLocale": "en-GB"},
        "installer": {
            "InstallerType": "inno",
            "Scope": "user",
            "MinimumOSVersion": "10.0.17763.0",
            "InstallModes": ["interactive", "silent", "silentWithProgress"],
            "UpgradeBehavior": "install",
            "ReleaseDate": project.day(),
            "ProductCode": PRODUCT,
            "Installers": [
                {
                    "Architecture": "x64",
                    "InstallerUrl": f"{project.downloads()}/{installer.name}",
                    "InstallerSha256": digest(installer).upper(),
                }
            ],
        },
        "defaultLocale": {
            "PackageLocale": "en-GB",
            "Publisher": project.PUBLISHER,
            "PublisherSupportUrl": project.address("Issues"),
            "PackageName": "LDN Desktop",
            "PackageUrl": project.address("Homepage"),
            "License": facts["license"],
            "LicenseUrl": f"{project.address('Source')}/blob/v{project.version()}/LICENSE",
            "ShortDescription": facts["description"],
            "Description": (
                "Everything stays on this computer: no account, no network. It informs and records,"
                " and gives no advice on doses. It is not a medical device."
            ),
            "Moniker": "ldn-desktop",
            "Tags": ["diary", "fatigue", "health", "ldn", "me-cfs", "naltrexone", "symptoms"],
            "ReleaseNotesUrl": project.address("Changelog"),
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


def write_winget(installer: Path, folder: Path) -> list[Path]:
    """Write the manifests into `folder`. YAML takes JSON as it is."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for name, manifest in winget(installer).items():
        schema = f"https://aka.ms/winget-manifest.{manifest['ManifestType']}.{WINGET_SCHEMA}.schema"
        text = json.dumps(manifest, ensure_ascii=False, indent=2)
        (folder / name).write_text(
            f"# yaml-language-server: $schema={schema}.json\n{text}\n", "utf-8"
        )
        made.append(folder / name)
    return made


def write_recipe(archive: Path, out: Path) -> Path:
    """Arch's recipe, which takes the self-contained archive as it is."""
    text = project.filled_in(AUR, SHA256=digest(archive), ARCHIVE=archive.name)
    out.write_text(text, "utf-8")
    return out

"""The bill of materials of the frozen program, as CycloneDX 1.6."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from shipped import Part

NAMESPACE = uuid.UUID("6f1c3c0e-7a5e-4c1e-9d0a-3b8f2f6f1a77")


def _component(part: Part) -> dict[str, object]:
    named = part.licence.startswith(("see ", "LicenseRef"))
    licence = {"license": {"name": part.licence}} if named else {"expression": part.licence}
    component: dict[str, object] = {
        "type": "library",
        "bom-ref": part.purl,
        "name": part.name,
        "version": part.version,
        "purl": part.purl,
        "licenses": [licence],
    }
    if part.changed:
        component["pedigree"] = {"notes": part.changed}
    return component


def bill(version: str, parts: Iterable[Part], *, made: int) -> str:
    """The bill for program `version` holding `parts`; `made` is seconds since 1970, UTC.

    The same arguments give the same text.
    """
    components = [_component(part) for part in parts]
    program = f"pkg:generic/ldn-desktop@{version}"
    named = " ".join([program, *(str(component["purl"]) for component in components)])
    return (
        json.dumps(
            {
                "bomFormat": "CycloneDX",
                "specVersion": "1.6",
                "serialNumber": f"urn:uuid:{uuid.uuid5(NAMESPACE, named)}",
                "version": 1,
                "metadata": {
                    "timestamp": datetime.fromtimestamp(made, UTC).isoformat(),
                    "component": {
                        "type": "application",
                        "bom-ref": program,
                        "name": "ldn-desktop",
                        "version": version,
                        "licenses": [{"expression": "MIT"}],
                        "purl": program,
                    },
                },
                "components": components,
                "dependencies": [
                    {
                        "ref": program,
                        "dependsOn": [component["bom-ref"] for component in components],
                    }
                ],
            },
            indent=1,
        )
        + "\n"
    )


def write(path: Path, version: str, parts: Iterable[Part], *, made: int) -> None:
    path.write_text(bill(version, parts, made=made), "utf-8")

"""Folders that a sync tool carries, recognised by what it leaves there and by their names."""

from __future__ import annotations

from pathlib import Path

import pytest

from ldn_desktop.storage import synced_folder, synced_folder_in


@pytest.mark.parametrize(
    ("name", "tool", "is_cloud"),
    [
        ("Dropbox", "Dropbox", True),
        ("OneDrive - Example Ltd", "OneDrive", True),
        ("Nextcloud", "Nextcloud", True),
        ("Google Drive", "Google Drive", True),
        ("iCloud Drive", "iCloud Drive", True),
    ],
)
def test_a_cloud_folder_is_known_by_its_name(
    tmp_path: Path, name: str, tool: str, is_cloud: bool
) -> None:
    (tmp_path / name / "deep" / "diary").mkdir(parents=True)
    found = synced_folder(tmp_path / name / "deep" / "diary")
    assert found is not None
    assert (found.root, found.tool, found.is_cloud) == (tmp_path / name, tool, is_cloud)


def test_syncthing_is_known_by_its_marker_and_is_no_cloud(tmp_path: Path) -> None:
    (tmp_path / "anything" / ".stfolder").mkdir(parents=True)
    found = synced_folder(tmp_path / "anything" / "diary")
    assert found is not None
    assert (found.tool, found.is_cloud) == ("Syncthing", False)
    assert synced_folder(tmp_path / "other") is None


def test_a_folder_nobody_may_look_into_is_no_reason_to_stop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_path: Path) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "exists", refused)
    assert synced_folder(tmp_path) is None


def test_the_folder_to_begin_with_is_one_that_a_tool_carries(tmp_path: Path) -> None:
    for name in ("Documents", "Pictures", "Sync/.stfolder"):
        (tmp_path / name).mkdir(parents=True)
    assert synced_folder_in(tmp_path) == tmp_path / "Sync"
    assert synced_folder_in(tmp_path / "Pictures") is None
    assert synced_folder_in(tmp_path / "missing") is None

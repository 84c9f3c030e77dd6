"""Two real Syncthing instances that carry one folder between them, on loopback addresses alone."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from xml.etree import ElementTree as ET

ADDRESSES = ("127.0.17.1:22017", "127.0.17.2:22018")
INTERFACES = ("127.0.17.1:18384", "127.0.17.2:18385")
OFF = {
    "globalAnnounceEnabled": "false",
    "localAnnounceEnabled": "false",
    "relaysEnabled": "false",
    "natEnabled": "false",
    "urAccepted": "-1",
    "autoUpgradeIntervalH": "0",
    "crashReportingEnabled": "false",
    "startBrowser": "false",
    "setLowPriority": "false",
    "reconnectionIntervalS": "1",
}
"""No discovery, relays, reports or upgrades: nothing leaves this machine."""


class Synchroniser:
    """One Syncthing; it shares `folder` with its peers."""

    def __init__(self, home: Path, folder: Path, number: int) -> None:
        self.home, self.folder, self.number = home, folder, number
        self._running: subprocess.Popen[bytes] | None = None
        subprocess.run(
            ["syncthing", "generate", f"--home={home}", "--no-default-folder"],
            check=True,
            capture_output=True,
        )
        shown = subprocess.run(
            ["syncthing", f"--home={home}", "--device-id"],
            check=True,
            capture_output=True,
            text=True,
        )
        self.device = shown.stdout.strip()
        (folder / ".stfolder").mkdir(parents=True, exist_ok=True)

    def know(self, peers: Sequence[Synchroniser]) -> None:
        """Write the configuration: `peers`, itself among them, share the folder."""
        tree = ET.parse(self.home / "config.xml")  # made by Syncthing just now
        root = tree.getroot()
        for name in ("folder", "device"):
            for old in root.findall(name):
                root.remove(old)
        folder = ET.SubElement(
            root,
            "folder",
            {
                "id": "diary",
                "path": str(self.folder),
                "type": "sendreceive",
                "rescanIntervalS": "5",
                "fsWatcherEnabled": "true",
                "fsWatcherDelayS": "1",
            },
        )
        for peer in peers:
            ET.SubElement(folder, "device", {"id": peer.device})
            device = ET.SubElement(root, "device", {"id": peer.device, "name": str(peer.number)})
            ET.SubElement(device, "address").text = f"tcp://{ADDRESSES[peer.number]}"
        gui, options = root.find("gui"), root.find("options")
        assert gui is not None
        assert options is not None
        for element in gui.findall("address"):
            element.text = INTERFACES[self.number]
        for old in options.findall("listenAddress"):
            options.remove(old)
        ET.SubElement(options, "listenAddress").text = f"tcp://{ADDRESSES[self.number]}"
        for name, value in OFF.items():
            for old in options.findall(name):
                options.remove(old)
            ET.SubElement(options, name).text = value
        tree.write(self.home / "config.xml")

    def start(self) -> None:
        """Go online."""
        self._running = subprocess.Popen(
            ["syncthing", "serve", f"--home={self.home}", "--no-browser", "--no-restart"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def stop(self) -> None:
        """Go offline; again where it is already does nothing."""
        if self._running is not None:
            self._running.terminate()
            self._running.wait(30)
            self._running = None


@contextmanager
def two_synchronisers(root: Path) -> Iterator[tuple[Synchroniser, Synchroniser]]:
    """Two that share `root`/folder 0 and `root`/folder 1; neither is online yet."""
    one, other = (
        Synchroniser(root / f"syncthing {number}", root / f"folder {number}", number)
        for number in (0, 1)
    )
    for synchroniser in (one, other):
        synchroniser.know((one, other))
    try:
        yield one, other
    finally:
        one.stop()
        other.stop()

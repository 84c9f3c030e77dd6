"""What the frozen program takes along, and what it tells about it."""

from __future__ import annotations

import json
import struct
import sys
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import icons
import pytest
import sbom
import shipped
from lean import fitting, lean, needed, reached
from shipped import Part

PART = Part("numpy", "2.4.6", "BSD-3-Clause AND MIT", "pkg:pypi/numpy@2.4.6", ())


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqwayland.so",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6\\plugins\\platforms\\qwindows.dll",
        "PySide6/Qt/plugins/platforms/libqcocoa.dylib",
        "PySide6/Qt/plugins/printsupport/libcupsprintersupport.so",
        "PySide6/Qt/plugins/iconengines/libqsvgicon.so",
        "PySide6/Qt/plugins/wayland-shell-integration/libxdg-shell.so",
        "PySide6/Qt/lib/libQt6PrintSupport.so.6",
        "PySide6/QtTest.abi3.so",
        "libxcb-cursor.so.0",
        "libexpat.so.1",
        "numpy/linalg/_umath_linalg.cpython-311-x86_64-linux-gnu.so",
        "fontTools/misc/bezierTools.cpython-311-x86_64-linux-gnu.so",
        "matplotlib/mpl-data/fonts/ttf/DejaVuSans.ttf",
        "matplotlib/mpl-data/fonts/ttf/LastResortHE-Regular.ttf",
        "matplotlib/mpl-data/matplotlibrc",
        "resources/fonts/AtkinsonHyperlegible-Regular.ttf",
        "resources/icon.svg",
        "resources/languages/de.json",
        *(f"PySide6/Qt/translations/qtbase_{code}.qm" for code in ("de", "es", "fr", "nl", "nn")),
        "PySide6\\translations\\qtbase_de.qm",
    ],
)
def test_what_the_program_uses_stays(place: str) -> None:
    assert needed(place)


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PySide6/Qt/plugins/platforms/libqeglfs.so",
        "PySide6/Qt/plugins/tls/libqopensslbackend.so",
        "PySide6/Qt/plugins/imageformats/libqjpeg.so",
        "PySide6/Qt/translations/qtbase_ja.qm",
        "PySide6/Qt/translations/qt_help_de.qm",
        "PySide6/Qt/lib/libQt6Network.so.6",
        "PySide6/Qt/lib/libQt6Qml.so.6",
        "PySide6\\Qt6Quick.dll",
        "PySide6\\opengl32sw.dll",
        "matplotlib/mpl-data/sample_data/goog.npz",
        "libgtk-3.so.0",
        "libcups.so.2",
        "libdbus-1.so.3",
        "libstdc++.so.6",
        "libxkbcommon-x11.so.0",
    ],
)
def test_what_it_does_not_use_goes(place: str) -> None:
    assert not needed(place)


def test_each_form_of_a_picture_can_be_written() -> None:
    from matplotlib.backend_bases import get_registered_canvas_class

    spec = (icons.ROOT / "build.spec").read_text("utf-8")
    for ending in ("pdf", "svg"):
        assert f'"{get_registered_canvas_class(ending).__module__}"' in spec
    assert get_registered_canvas_class("png").__module__ == "matplotlib.backends.backend_agg"
    assert '"Agg"' in spec


def test_a_library_goes_with_the_last_that_needed_it() -> None:
    links = {"window": ["libused.so"], "libused.so": ["libdeeper.so"], "gone": ["liborphan.so"]}
    collected = [
        ("PySide6/QtWidgets.abi3.so", "window", "EXTENSION"),
        ("libused.so", "libused.so", "BINARY"),
        ("libdeeper.so", "libdeeper.so", "BINARY"),
        ("libQt6Network.so.6", "gone", "BINARY"),
        ("liborphan.so", "liborphan.so", "BINARY"),
    ]
    stored = reached(lean(collected), lambda source: links.get(source, []))
    assert [source for _, source, _ in stored] == ["window", "libused.so", "libdeeper.so"]


def test_windows_finds_a_library_by_a_name_in_other_letters_and_in_every_folder() -> None:
    collected = [
        ("PySide6\\QtCore.pyd", "core", "EXTENSION"),
        ("PySide6\\msvcp140.dll", "one", "BINARY"),
        ("shiboken6\\msvcp140.dll", "two", "BINARY"),
    ]
    stored = reached(collected, lambda source: ["MSVCP140.dll"] if source == "core" else [])
    assert stored == collected


def test_a_link_goes_with_its_library() -> None:
    stored = ("lib/libkept.so", "libkept.so", "BINARY")
    links = [("libkept.so", "lib/libkept.so", "SYMLINK"), ("libgone.so", "libgone.so.1", "SYMLINK")]
    text = ("lib/text", "text", "DATA")
    assert fitting([*links, text], [stored]) == [links[0], text]


def test_a_frame_goes_with_its_library() -> None:
    def frame(name: str) -> list[tuple[str, str, str]]:
        inside = f"Qt/lib/{name}.framework"
        return [
            (f"{inside}/Versions/Current", "A", "SYMLINK"),
            (f"{inside}/{name}", f"Versions/Current/{name}", "SYMLINK"),
            (f"{inside}/Versions/A/Resources/Info.plist", "Info.plist", "DATA"),
        ]

    core = ("Qt/lib/QtCore.framework/Versions/A/QtCore", "core", "BINARY")
    assert fitting(frame("QtCore") + frame("QtPdf"), [core]) == frame("QtCore")


def test_the_bill_is_cyclonedx_and_the_same_each_time() -> None:
    text = sbom.bill("1.2.3", [PART], made=1_700_000_000)
    bill = json.loads(text)
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert bill["metadata"]["timestamp"] == "2023-11-14T22:13:20+00:00"
    assert bill["components"][0]["purl"] == "pkg:pypi/numpy@2.4.6"
    assert bill["components"][0]["licenses"] == [{"expression": "BSD-3-Clause AND MIT"}]
    assert bill["dependencies"][0]["dependsOn"] == ["pkg:pypi/numpy@2.4.6"]
    assert text == sbom.bill("1.2.3", [PART], made=1_700_000_000)


def test_the_bill_says_what_was_changed() -> None:
    bill = json.loads(sbom.bill("1.2.3", [PART, replace(PART, changed="less data")], made=0))
    assert ["pedigree" in component for component in bill["components"]] == [False, True]
    assert bill["components"][1]["pedigree"] == {"notes": "less data"}


@pytest.mark.skipif(sys.platform != "linux", reason="Qt brings ICU on Linux alone")
def test_icu_is_told_beside_qt(tmp_path: Path) -> None:
    spec = find_spec("PySide6")
    assert spec is not None
    assert spec.origin is not None
    (library,) = (Path(spec.origin).parent / "Qt" / "lib").glob("libicuuc.so.*")
    (part,) = (part for part in shipped.parts([str(library), "gone.so"]) if part.name == "icu")
    assert part.version.startswith(library.name.rpartition(".")[2] + ".")
    shipped.write_licences([part], tmp_path)
    assert "UNICODE LICENSE" in (tmp_path / "icu.txt").read_text("utf-8")
    assert part.changed in (tmp_path / "README.txt").read_text("utf-8")


def test_licences_of_an_earlier_build_go(tmp_path: Path) -> None:
    (tmp_path / "licences").mkdir()
    (tmp_path / "licences" / "gone.txt").touch()
    shipped.write_licences([], tmp_path / "licences")
    assert not (tmp_path / "licences" / "gone.txt").exists()


def test_every_shipped_part_brings_its_licence(tmp_path: Path) -> None:
    positions = [find_spec(name).origin for name in ("matplotlib", "PySide6")]  # type: ignore[union-attr]
    found = shipped.parts(map(str, positions))
    assert {"CPython", "matplotlib", "pyside6-essentials"} <= {part.name for part in found}
    shipped.write_licences(found, tmp_path)
    assert "LESSER GENERAL PUBLIC LICENSE" in (tmp_path / "pyside6-essentials.txt").read_text(
        "utf-8"
    )
    assert "matplotlib" in (tmp_path / "matplotlib.txt").read_text("utf-8")
    listed = (tmp_path / "README.txt").read_text("utf-8")
    assert all(f"({part.name}.txt)" in listed for part in found)


@pytest.fixture(scope="module")
def signs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("icons")
    icons.write(folder)
    return folder


def test_the_sign_is_drawn_in_every_size(signs: Path) -> None:
    for size in icons.SIZES:
        picture = (signs / f"ldn-desktop-{size}.png").read_bytes()
        assert picture[:8] == b"\x89PNG\r\n\x1a\n"
        assert struct.unpack(">II", picture[16:24]) == (size, size)


def test_windows_finds_each_picture_where_the_directory_says(signs: Path) -> None:
    content = (signs / "ldn-desktop.ico").read_bytes()
    assert struct.unpack_from("<HHH", content) == (0, 1, len(icons.ICO_SIZES))
    for number, size in enumerate(icons.ICO_SIZES):
        entry = struct.unpack_from("<BBBBHHII", content, 6 + 16 * number)
        assert entry[0] == size % 256
        picture = content[entry[7] : entry[7] + entry[6]]
        assert picture == (signs / f"ldn-desktop-{size}.png").read_bytes()


def test_macos_reads_the_chunks_to_the_end(signs: Path) -> None:
    content = (signs / "ldn-desktop.icns").read_bytes()
    assert content[:4] == b"icns"
    position, kinds = 8, []
    while position < len(content):
        kind, length = struct.unpack_from(">4sI", content, position)
        assert content[position + 8 : position + 16] == b"\x89PNG\r\n\x1a\n"
        kinds.append(kind)
        position += length
    assert position == len(content) == struct.unpack(">I", content[4:8])[0]
    assert kinds == list(icons.ICNS_TYPES)

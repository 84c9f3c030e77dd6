"""What a frozen program of this kind collects and does not use."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable
from pathlib import Path

from ldn_desktop.i18n import catalogue

Entry = tuple[str, str, str]
TRANSLATIONS = Path(__file__).resolve().parents[1] / "translations"

# Modules that something imports in a branch we never take.
EXCLUDED_MODULES = [
    # Of Qt the window, pictures, printing and the tour's touches are used.
    "PySide6.QtDBus",
    "PySide6.QtNetwork",
    "PySide6.QtOpenGL",
    "PySide6.QtOpenGLWidgets",
    "PySide6.QtQml",
    "PySide6.QtQuick",
    "PySide6.QtSql",
    # Of numpy arithmetic and linear algebra: nothing is drawn by lot, no series is expanded.
    "numpy._core._multiarray_tests",
    "numpy.ctypeslib",
    "numpy.distutils",
    "numpy.f2py",
    "numpy.fft",
    "numpy.matlib",
    "numpy.polynomial",
    "numpy.random",
    "numpy.testing",
    # Of matplotlib lines, bars and text: no contours, no triangles, no figures held by pyplot.
    "contourpy",
    "matplotlib._qhull",
    "matplotlib._tri",
    "matplotlib.pyplot",
    "matplotlib.sphinxext",
    "matplotlib.testing",
    "matplotlib.tests",
    # Of Pillow the PNG of a chart.
    "PIL.AvifImagePlugin",
    "PIL.ImageCms",
    "PIL.ImageQt",
    "PIL.ImageTk",
    "PIL.WebPImagePlugin",
    # Of Python: nothing opens a connection, starts a Python beside itself or keeps a database,
    # its own digests do without OpenSSL, and nobody looks for faults in here.
    "_asyncio",
    "_hashlib",
    "_multiprocessing",
    "_posixshmem",
    "_sqlite3",
    "_ssl",
    "_tkinter",
    "asyncio",
    "curses",
    "doctest",
    "ensurepip",
    "ftplib",
    "http",
    "idlelib",
    "lib2to3",
    "multiprocessing",
    "pdb",
    "pydoc",
    "pydoc_data",
    "readline",
    "socketserver",
    "sqlite3",
    "ssl",
    "tkinter",
    "turtle",
    "urllib.request",
    "webbrowser",
    "xmlrpc",
    # What stands in the building environment.
    "IPython",
    "psutil",
    "setuptools",
    "wheel",
    "yaml",
]

# The languages of the program, as Qt's own translations are named.
QT_LANGUAGES = sorted(
    catalogue.QT_LANGUAGES.get(path.stem, path.stem) for path in TRANSLATIONS.glob("*.po")
)

# The file's place in the bundle decides; everything that matches is left out.
_PATTERNS = (
    # Screens: X11, Wayland, offscreen for the tour; Windows' and macOS' own.
    r"plugins/platforms/(lib)?q(eglfs|linuxfb|minimal|minimalegl|vkkhrdisplay|vnc|webgl|direct2d)\b",
    r"plugins/platformthemes/libqgtk3",
    r"plugins/(egldeviceintegrations|xcbglintegrations|generic|networkinformation|tls|sqldrivers)/",
    r"plugins/(qmltooling|qmllint|designer|position|sensors|wayland-graphics-integration-\w+)/",
    r"plugins/wayland-shell-integration/(?!libxdg-shell)",
    r"plugins/platforminputcontexts/libqtvirtualkeyboard",
    # Pictures: PNG is built in, SVG draws the signs.
    r"plugins/imageformats/(?!(lib)?q(svg|ico)\b)",
    r"PySide6/(Qt/)?(qml|resources|libexec)/",
    # Qt speaks no other language than the program does.
    rf"PySide6/(Qt/)?translations/(?!qtbase_({'|'.join(QT_LANGUAGES)})\.qm)",
    r"(lib)?Qt6?(Qml|Quick|OpenGL|Network|VirtualKeyboard|Pdf|Sql|EglF|Labs|Shader)\w*[.\-]",
    r"PySide6/Qt(Qml|Quick|OpenGL|Network|Sql)\w*\.(abi3\.so|pyd)",
    r"opengl32sw\.dll|d3dcompiler_\d+\.dll",
    # What every Linux with a screen has, fitting its own fonts, keyboard, bus and graphics drivers:
    # the .deb asks for it, and the archive brings it for the system that lacks it.
    r"^lib(X11|X11-xcb|dbus-1|fontconfig|freetype|gcc_s|glib-2\.0|gthread-2\.0|stdc\+\+|xkbcommon)\.so",
    r"^libxkbcommon-x11\.so",
    # What a GTK or OpenGL desktop has itself, or nobody here calls.
    # Printing needs the system's own libcups; where it is missing there is no printer either.
    r"^lib(cups|gtk|gdk|atk|cairo|pango|gio|harfbuzz|epoxy|cloudproviders|tiff|webp|avif|jbig|deflate|Lerc)[\w+\-]*[.\-]",
    r"PIL/_(avif|webp|imagingcms|imagingft|imagingmath|imagingtk|imagingmorph)\b",
    r"pillow\.libs/lib(avif|webp|webpdemux|webpmux|lcms2|freetype|harfbuzz|brotli\w*|sharpyuv)[.\-]",
    r"mpl-data/(sample_data|plot_directive|images)/",
    r"mpl-data/fonts/(afm|pdfcorefonts)/(?!readme)",
    r"mpl-data/fonts/ttf/(?!DejaVuSans(-Bold)?\.ttf|LastResort|LICENSE)",
    r"mpl-data/stylelib/",
    r"tcl\d|tk\d|_tcl_data|_tk_data",
    r"numpy/(.*/)?tests/|matplotlib/tests/",
    r"\.(pyi|h|lib|prl|cmake)$",
)
_LEFT_OUT = re.compile("|".join(_PATTERNS))


def needed(place: str) -> bool:
    """Whether the file at `place` in the bundle is used. Either slash may part the folders."""
    return not _LEFT_OUT.search(place.replace("\\", "/"))


def lean(collected: Iterable[Entry]) -> list[Entry]:
    """PyInstaller's list of (place, source, type) without what is not used."""
    return [entry for entry in collected if needed(entry[0])]


def reached(binaries: Iterable[Entry], imports: Callable[[str], Iterable[str]]) -> list[Entry]:
    """The binaries that Python or Qt loads, and the libraries those need, one after the other.

    `imports` names the libraries that a file is linked with. What was left out took libraries
    along that nobody needs any more.
    """
    entries = list(binaries)
    by_name: dict[str, list[Entry]] = {}
    for entry in entries:
        by_name.setdefault(_name(entry[0]), []).append(entry)
    waiting = [entry for entry in entries if _is_loaded_by_name(entry)]
    found: set[Entry] = set()
    while waiting:
        entry = waiting.pop()
        if entry not in found:
            found.add(entry)
            for name in {_name(name) for name in imports(entry[1])}:
                waiting += by_name.get(name, [])
    return [entry for entry in entries if entry in found]


def fitting(datas: Iterable[Entry], binaries: Iterable[Entry]) -> list[Entry]:
    """The files beside the binaries without links to those that were left out, nor their frames."""
    positions = {_slashed(entry[0]) for entry in binaries}
    frames = {_frame(position) for position in positions} | {""}
    return [entry for entry in datas if _frame(entry[0]) in frames and _leads(entry, positions)]


def _frame(place: str) -> str:
    """The folder in which macOS keeps a library, its description and links to both; or nothing."""
    found = re.match(r".*?\.framework/", _slashed(place))
    return found[0] if found else ""


def _leads(entry: Entry, positions: set[str]) -> bool:
    """Whether the entry, should it be a link, leads to one of `places`; in a frame it does."""
    if entry[2] != "SYMLINK" or _frame(entry[0]):
        return True
    folder = posixpath.dirname(_slashed(entry[0]))
    return posixpath.normpath(posixpath.join(folder, entry[1])) in positions


def _slashed(place: str) -> str:
    return place.replace("\\", "/")


def _name(place: str) -> str:
    """The file's name in lower case: Windows does not distinguish it from upper case."""
    return posixpath.basename(_slashed(place)).lower()


def _is_loaded_by_name(entry: Entry) -> bool:
    return (
        entry[2] == "EXTENSION"
        or "/plugins/" in _slashed(entry[0])
        or bool(re.match(r"(lib)?python3?|python$", _name(entry[0])))
    )

"""Figures as files: PDF, PNG and SVG, written whole or not at all."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import matplotlib as mpl
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure

from ldn_desktop import output_file
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _

PICTURE_DPI = 300


def pdf_bytes(figures: Sequence[Figure], title: str, author: str = "") -> bytes:
    """`figures` as the pages of one PDF: vector graphics with embedded fonts, title and author."""
    about = {
        "Title": title,
        "Author": author or _("LDN Desktop"),
        "Creator": _("LDN Desktop"),
        "CreationDate": datetime.now(UTC),
    }
    pages = io.BytesIO()
    with PdfPages(pages, metadata=about) as pdf:
        for figure in figures:
            pdf.savefig(figure, facecolor=figure.get_facecolor())
    return pages.getvalue()


def picture_bytes(figure: Figure, kind: str, title: str = "") -> bytes:
    """`figure` as a "png" of 300 dpi, an "svg", or a "pdf" page."""
    if kind == "pdf":
        return pdf_bytes([figure], title)
    picture = io.BytesIO()
    about = {"Title": title} if title else {}
    figure.savefig(picture, format=kind, dpi=PICTURE_DPI, metadata=about)
    return picture.getvalue()


def page_svg(figure: Figure) -> bytes:
    """`figure` as an SVG for Qt to print, its text as text and not as outlines."""
    picture = io.BytesIO()
    with mpl.rc_context({"svg.fonttype": "none"}):
        figure.savefig(picture, format="svg")
    return picture.getvalue()


def write_picture(figure: Figure, path: Path, title: str = "") -> None:
    """`figure` into `path`, by its ending: .png, .svg or .pdf.

    Raises UserError for another ending, or when the file cannot be written.
    """
    kind = path.suffix.lower().lstrip(".")
    if kind not in ("png", "svg", "pdf"):
        raise UserError(_("“{name}” should end in .png, .svg or .pdf.").format(name=path.name))
    output_file.write(path, picture_bytes(figure, kind, title))

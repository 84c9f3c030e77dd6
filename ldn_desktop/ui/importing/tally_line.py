"""One sum that adds up: the values in the file, and what becomes of all of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ldn_desktop.i18n import _, ngettext
from ldn_desktop.interchange import Preview
from ldn_desktop.ui.layouts.row_layout import RowLayout, RowSlot
from ldn_desktop.ui.style.theme import TextScale
from ldn_desktop.ui.widgets.accessibility import Group
from ldn_desktop.ui.widgets.label import Label

Term = tuple[int, str]


def terms(preview: Preview) -> list[Term]:
    """The values in the file, then what becomes of them; the first is the sum of the others."""
    imported = preview.stored + preview.mapped
    others = preview.unmapped + preview.differing + preview.absent
    parts = [
        (preview.rows, ngettext("value in the file", "values in the file", preview.rows)),
        (imported, _("to import")),
        (preview.unmapped, _("not imported")),
        (preview.already, _("already in your diary")),
        (preview.differing, _("different in an earlier import")),
        (preview.absent, _("answered “no”")),
        (preview.left_out_rows - others, _("cannot be imported")),
    ]
    return [part for index, part in enumerate(parts) if part[0] or index < 2]


class TallyLine(Group):
    """The sum, its terms large; it breaks into lines where it is too wide."""

    def __init__(self, sum_terms: Sequence[Term], last: QWidget | None = None) -> None:
        announcement = " ".join(
            f"{sign} {number} {text}".strip() for sign, number, text in _with_signs(sum_terms)
        )
        super().__init__(announcement)
        row = RowLayout(self, gap=10)
        for sign, number, text in _with_signs(sum_terms):
            row.add(_term(sign, number, text), RowSlot.LEFT)
        if last is not None:
            row.add(last, RowSlot.RIGHT)


def _with_signs(sum_terms: Sequence[Term]) -> list[tuple[str, int, str]]:
    signs = ["", "=", *["+"] * len(sum_terms)]
    return [(sign, *term) for sign, term in zip(signs, sum_terms, strict=False)]


def _term(sign: str, number: int, text: str) -> QWidget:
    term = QWidget()
    row = RowLayout(term, gap=8)
    if sign:
        row.add(Label(sign, scale=TextScale.SECTION), RowSlot.LEFT)
    row.add(Label(str(number), scale=TextScale.SECTION, bold=True), RowSlot.LEFT)
    row.add(Label(text), RowSlot.LEFT)
    return term

"""Every value of a file that is not imported, and why."""

from __future__ import annotations

from collections import defaultdict

from ldn_desktop.i18n import _, ngettext
from ldn_desktop.interchange import LeftOut, Preview
from ldn_desktop.ui.pages.page import Page
from ldn_desktop.ui.pages.section import Section
from ldn_desktop.ui.style.theme import Role
from ldn_desktop.ui.widgets.label import Label

MAX_SHOWN = 40
"""Lines shown of one reason; the command line has all of them."""


class LeftOutPage(Page):
    """One section a reason, the most frequent first."""

    def __init__(self, preview: Preview) -> None:
        super().__init__(_("Not imported"))
        count = preview.left_out_rows
        self.set_lead(
            ngettext("{n} value is not imported", "{n} values are not imported", count).format(
                n=count
            )
        )
        by_reason: dict[str, list[LeftOut]] = defaultdict(list)
        for line in preview.left_out:
            by_reason[line.reason].append(line)
        for reason, lines in sorted(by_reason.items(), key=lambda item: -_values(item[1])):
            self.column.addWidget(_section(reason, lines))
        self.column.addStretch(1)


def _values(lines: list[LeftOut]) -> int:
    return sum(line.rows for line in lines)


def _section(reason: str, lines: list[LeftOut]) -> Section:
    section = Section(reason)
    for line in lines[:MAX_SHOWN]:
        text = (
            _("Row {row}: {text}")
            if line.rows == 1
            else _("{n} values, the first in row {row}: {text}")
        )
        section.add_row(Label(text.format(row=line.row, text=line.text, n=line.rows)))
    more = len(lines) - MAX_SHOWN
    if more > 0:
        words = ngettext("And {n} more.", "And {n} more.", more)
        section.add_row(Label(words.format(n=more), role=Role.QUIET))
    return section

"""An offer to list the dose steps that imported doses show."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ldn_desktop.diary import imported_steps
from ldn_desktop.diary.model import DoseStep, Edit
from ldn_desktop.i18n import formats, ngettext
from ldn_desktop.ui.layouts.row_layout import at_left
from ldn_desktop.ui.widgets.button import Button, ButtonKind
from ldn_desktop.ui.widgets.label import Label
from ldn_desktop.wording.dose_text import step_words

Record = Callable[[Callable[[], Edit], str], bool]
"""Records an edit and says what was done, or why not. Whether it was."""


class MissingStepsOffer(QWidget):
    """Names `missing`, as they were taken, and has them recorded at a touch."""

    def __init__(self, missing: Sequence[DoseStep], record: Record) -> None:
        super().__init__()
        count = len(missing)
        text = ngettext(
            "Your imported doses show {n} dose step that is not listed yet: {steps}.",
            "Your imported doses show {n} dose steps that are not listed yet: {steps}.",
            count,
        ).format(n=count, steps=formats.enumerated([step_words(step) for step in missing]))
        words = ngettext("Add this dose step", "Add these {n} dose steps", count)
        done = ngettext("{n} dose step was added.", "{n} dose steps were added.", count)

        def add() -> None:
            recorded = record(lambda: imported_steps.add_steps(missing), done.format(n=count))
            # What is worked out anew takes its time: a second press must not find it.
            self.add.setEnabled(not recorded)

        self.add = Button(words.format(n=count), ButtonKind.TILE, add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Label(text))
        column.addWidget(at_left(self.add))

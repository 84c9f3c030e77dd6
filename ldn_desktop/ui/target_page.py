"""What one name of an imported file becomes in the diary."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal

from ldn_desktop.diary import CRASH, DOSE, EXERTION, NOTE, Diary
from ldn_desktop.imports import Combine, Row, Target
from ldn_desktop.symptoms import READINGS
from ldn_desktop.ui.choice import Choice
from ldn_desktop.ui.controls import Label
from ldn_desktop.ui.page import Page
from ldn_desktop.ui.theme import Role
from ldn_desktop.words import _

LEFT_OUT, OWN = "left out", "own"


class TargetPage(Page):
    """A list to touch once; `chosen` carries the new target and the page closes."""

    chosen = Signal(object)

    def __init__(self, row: Row, diary: Diary) -> None:
        super().__init__(row.column.name)
        self._row = row
        current = row.target.field or (OWN if row.target.own else LEFT_OUT)
        self._higher = row.target.better_is_higher
        self.column.addWidget(
            Label(_("This name becomes one of these. Nothing is changed yet."), role=Role.QUIET)
        )
        groups: list[tuple[str, list[tuple[str, str]]]] = [
            ("", [(LEFT_OUT, _("Leave it out")), (OWN, _("A symptom of that name"))]),
            (_("Symptoms and side effects"), [(s.key, s.label) for s in diary.symptoms]),
            (
                _("The day"),
                [
                    (EXERTION, _("Exertion")),
                    (CRASH, _("Crash day")),
                    (DOSE, _("LDN taken, mg")),
                    (NOTE, _("Note")),
                ],
            ),
            (_("Measured by a device"), [(r.key, r.label) for r in READINGS.values()]),
        ]
        direction = Choice(
            _("On the scale of the file, a higher number means"),
            [(False, _("Worse")), (True, _("Better"))],
            self._higher,
            (2, 1),
        )
        direction.chosen.connect(self._set_direction)
        self.column.addWidget(direction)
        for title, options in groups:
            choice = Choice(title, options, current, (4, 3, 2, 1))
            choice.chosen.connect(self._choose)
            self.column.addWidget(choice)
        self.column.addStretch(1)

    def _set_direction(self, better: bool) -> None:
        self._higher = better

    def _choose(self, key: str) -> None:
        self.chosen.emit(self._target(key))
        self.leave()

    def _target(self, key: str) -> Target:
        old = self._row.target
        if key == LEFT_OUT:
            return Target(reason=_("You left it out."))
        if key == OWN:
            name = self._row.column.name
            return replace(old, field="", own=name, reason="", better_is_higher=self._higher)
        combine = {NOTE: Combine.LINES, CRASH: Combine.MAX, EXERTION: Combine.MAX}
        return replace(
            old,
            field=key,
            own="",
            reason="",
            better_is_higher=self._higher,
            combine=combine.get(key, Combine.MEAN),
        )

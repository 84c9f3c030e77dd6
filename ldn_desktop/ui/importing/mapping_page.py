"""What one name of an imported file becomes in the diary, and how its ratings are read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Signal

from ldn_desktop.diary import marks
from ldn_desktop.diary.fields import DOSE, FIELDS
from ldn_desktop.diary.model import Diary, MarkKind
from ldn_desktop.diary.symptoms import FUNCAP, READINGS
from ldn_desktop.i18n import _, formats
from ldn_desktop.interchange import (
    MCG,
    MG,
    PreviewRow,
    Target,
    assigned,
    left_out,
    levels,
    mark_target,
    named_unit,
    names_ldn,
    scales,
    unit_of,
    unknown_words,
    with_word,
)
from ldn_desktop.ui.choices.choice import Choice
from ldn_desktop.ui.pages.page import Page
from ldn_desktop.ui.style.theme import Role, TextScale
from ldn_desktop.ui.widgets.label import Heading, Label

LEFT_OUT, OWN = "left out", "own"
HOURS_IN_A_DAY = 24


class MappingPage(Page):
    """How ratings are read may be changed any time; what the name becomes ends the page.

    `chosen` carries the new target each time.
    """

    chosen = Signal(object)

    def __init__(self, row: PreviewRow, diary: Diary, own_names: Iterable[str] = ()) -> None:
        """`own_names` are symptoms of the person's own that other names of the file become."""
        super().__init__(row.column.name)
        self._own_names = {f"{OWN}: {name}": name for name in own_names}
        self._column = row.column
        field = row.target.field or row.target.mark or self._own_key(row.target) or LEFT_OUT
        self._current = row.target
        # What is no rating so far has no scale yet: the likely one is offered.
        self._target = (
            row.target
            if row.target.is_score
            else assigned(row.column, row.target, own=row.column.name)
        )
        self._say_what_the_file_says(row)
        self._ask_how_it_is_read()
        self._ask_what_it_becomes(field, diary)
        self.column.addStretch(1)

    def _own_key(self, target: Target) -> str:
        """What stands for a symptom of the person's own; empty where it is none."""
        named = (key for key, name in self._own_names.items() if name == target.own)
        return next(named, OWN) if target.own else ""

    def _say_what_the_file_says(self, row: PreviewRow) -> None:
        if row.target.ask:
            self.column.addWidget(Label(row.target.ask, bold=True))
        text = _("In the file: {examples}.").format(
            examples=formats.enumerated(row.column.examples) or "–"
        )
        if row.column.has_numbers:
            text = _("In the file: {examples}. Its numbers go from {low} to {high}.").format(
                examples=formats.enumerated(row.column.examples),
                low=formats.number(row.column.lowest),
                high=formats.number(row.column.highest),
            )
        self.column.addWidget(Label(text, role=Role.QUIET))

    def _ask_how_it_is_read(self) -> None:
        column = self._column
        words = unknown_words(column, self._target)
        is_measured = self._current.is_imported and not self._current.is_score
        if not is_measured and (column.has_numbers or words or self._target.words):
            self.column.addWidget(Heading(_("How ratings are read"), scale=TextScale.SECTION))
            self._ask_for_scale()
            if not column.has_numbers or self._target.words:
                for word in words:
                    self._ask_for_word(word)
        if self._current.field == DOSE or names_ldn(column.name):
            self._ask_for_dose_unit()
        elif column.has_numbers and column.highest > HOURS_IN_A_DAY:
            self._ask_for_time_unit()

    def _ask_for_scale(self) -> None:
        target = self._target
        offered = scales(self._column, target)
        self._add(
            _("The scale in the file"),
            [(scale, formats.number_range(*scale)) for scale in offered],
            (target.low, target.high),
            (7, 4, 3, 2, 1),
            self._set_scale,
        )
        self._add(
            _("A higher number in the file means"),
            [(False, _("Worse")), (True, _("Better"))],
            target.better_is_higher,
            (2, 1),
            lambda better: self._read_as(replace(self._target, better_is_higher=better)),
        )

    def _ask_for_time_unit(self) -> None:
        self._add(
            _("If it is a length of time, it is given in"),
            [("h", _("Hours")), ("min", _("Minutes")), ("s", _("Seconds"))],
            self._current.unit or unit_of(self._column) or "h",
            (3, 1),
            self._set_unit,
        )

    def _ask_for_dose_unit(self) -> None:
        self._add(
            _("A dose without a unit in the file is in"),
            [(MG, _("mg")), (MCG, _("micrograms"))],
            self._current.unit or named_unit(self._column.name) or MG,
            (2, 1),
            self._set_unit,
        )

    def _ask_for_word(self, word: str) -> None:
        names = {value: text for text, value in reversed(list(self._target.words.items()))}
        options: list[tuple[object, str]] = [
            (level, _named_level(level, names.get(level, ""))) for level in levels(self._target)
        ]
        options.append((None, _("Leave it out")))
        title = _("“{word}” in the file means").format(word=word)
        self._add(title, options, None, (6, 3, 2, 1), partial(self._set_word, word))

    def _ask_what_it_becomes(self, current: str, diary: Diary) -> None:
        self.column.addWidget(Heading(_("What it becomes"), scale=TextScale.SECTION))
        groups: list[tuple[str, list[tuple[str, str]]]] = [
            ("", [(LEFT_OUT, _("Do not import")), (OWN, _("A symptom with that name"))]),
            (
                _("Symptoms and side effects"),
                [*((s.key, s.label) for s in diary.symptoms), *self._own_names.items()],
            ),
            (
                _("The day"),
                [
                    *((field.key, field.label) for field in FIELDS.values()),
                    (FUNCAP, READINGS[FUNCAP].label),
                ],
            ),
            (
                _("Measured by a device"),
                [(r.key, r.label) for r in READINGS.values() if r.key != FUNCAP],
            ),
            (
                _("As a bar, from the first day to the last"),
                [(kind.value, marks.kind_name(kind)) for kind in MarkKind],
            ),
        ]
        for title, options in groups:
            self._add(title, options, current, (4, 3, 2, 1), self._choose)

    def _add(
        self,
        title: str,
        options: Sequence[tuple[object, str]],
        current: object,
        columns: tuple[int, ...],
        on_choice: Callable[[Any], object],
    ) -> None:
        choice = Choice(title, options, current, columns)
        choice.chosen.connect(on_choice)
        self.column.addWidget(choice)

    def _set_scale(self, scale: tuple[float, float]) -> None:
        self._read_as(replace(self._target, low=scale[0], high=scale[1], ask=""))

    def _set_unit(self, unit: str) -> None:
        self._target = replace(self._target, unit=unit)
        if self._current.is_imported and not self._current.is_score:
            self._current = replace(self._current, unit=unit, ask="")
            self.chosen.emit(self._current)

    def _set_word(self, word: str, meaning: float | None) -> None:
        target = with_word(self._target, word, meaning)
        answered = not unknown_words(self._column, target)
        self._read_as(replace(target, ask="") if answered else target)

    def _read_as(self, target: Target) -> None:
        """Read ratings as `target` says; `chosen` follows at once where they are imported."""
        self._target = replace(target, assumed=False)
        if self._current.is_score:
            self.chosen.emit(self._target)

    def _choose(self, key: str) -> None:
        self.chosen.emit(self._becoming(key))
        self.leave()

    def _becoming(self, key: str) -> Target:
        if key == LEFT_OUT:
            return left_out(_("You chose to leave this out."))
        if key in tuple(MarkKind):
            return mark_target(MarkKind(key), self._column.mark_name)
        own = self._column.name if key == OWN else self._own_names.get(key, "")
        better = self._target.better_is_higher
        field = "" if own else key
        return assigned(self._column, self._target, field, own=own, better_is_higher=better)


def _named_level(level: float, name: str) -> str:
    """“2 (Cloudy)”: a number of the scale, and the word that already stands for it, if any."""
    number = formats.number(level)
    return _("{number} ({word})").format(number=number, word=name) if name else number

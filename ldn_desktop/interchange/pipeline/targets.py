"""What each name of a file becomes: as chosen now, as chosen before, or as suggested."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ldn_desktop.diary.fields import DOSE, Combine
from ldn_desktop.diary.model import About, AboutChange, Diary
from ldn_desktop.i18n import _, formats
from ldn_desktop.interchange.pipeline.entries import FileColumn
from ldn_desktop.interchange.pipeline.field_labels import label_of
from ldn_desktop.interchange.pipeline.mapping import (
    Target,
    fits,
    left_out,
    named_unit,
    target_from_json,
    target_to_json,
)
from ldn_desktop.interchange.pipeline.scale_history import scale_in_diary
from ldn_desktop.interchange.reading.parsing import alike, plain, shortened
from ldn_desktop.interchange.source_format import Format, NameContext

REMEMBERED = "imports"
"""Where the diary keeps what was decided: About.extra[REMEMBERED][format][name]."""
MAX_REMEMBERED = 200


class Targets:
    """The targets of one file by name, and how they came about."""

    def __init__(
        self,
        format_: Format,
        columns: Sequence[FileColumn],
        diary: Diary,
        mapping: Mapping[str, Target],
    ) -> None:
        self._format = format_
        self._diary = diary
        self.mapping = {
            column.name: mapping[column.name] for column in columns if column.name in mapping
        }
        self.by_name: dict[str, Target] = {}
        self.notices: list[str] = []
        self._earlier = remembered(diary, format_.key)
        self._separated: dict[str, Target] = {}
        context = NameContext(diary, {column.name: column for column in columns})
        for column in columns:
            suggested = self._suggested(column, context)
            own = self.mapping.get(column.name) or self._earlier.get(column.name)
            target = suggested if own is None else _completed(own, suggested, column)
            self.by_name[column.name] = replace(target, decimal=column.decimal)
        self._separate(columns)

    def _suggested(self, column: FileColumn, context: NameContext) -> Target:
        """The format's suggestion, on the scale of earlier imports where it assumes one."""
        target = self._format.suggested(column, context)
        if not target.assumed:
            return target
        scale = scale_in_diary(
            self._diary,
            self._format.name,
            target.field,
            better_is_higher=target.better_is_higher,
        )
        if scale is None or not fits(scale, column):
            return target
        return replace(target, low=scale[0], high=scale[1], ask="")

    def _separate(self, columns: Sequence[FileColumn]) -> None:
        """Let one name speak for a symptom: a mean of two would change with the days of each."""
        rivals: dict[str, list[FileColumn]] = {}
        for column in columns:
            target = self.by_name[column.name]
            if target.is_score and target.is_imported and target.combine is Combine.MEAN:
                key = target.field or plain(target.own) or target.own
                rivals.setdefault(key, []).append(column)
        for group in rivals.values():
            if len({plain(column.name) or column.name for column in group}) > 1:
                self._choose(group)

    def _choose(self, group: Sequence[FileColumn]) -> None:
        label = label_of(self.by_name[group[0].name], self._diary)
        if any(map(self._is_decided, group)):
            self.notices.append(
                _("{names} all become “{symptom}”, as one mean per day.").format(
                    names=_quoted(group), symptom=label
                )
            )
            return
        main = max(group, key=self._rank)
        for column in group:
            if alike(column.name, main.name):
                continue
            ask = _(
                "“{name}” and “{main}” both mean “{symptom}”. Only “{main}” is imported, because "
                "a mean of the two would depend on which of them was filled in that day."
            ).format(name=shortened(column.name), main=shortened(main.name), symptom=label)
            reason = _("This is already in “{main}”.").format(main=shortened(main.name))
            left = left_out(reason, ask=ask)
            self.by_name[column.name] = self._separated[column.name] = left

    def _is_decided(self, column: FileColumn) -> bool:
        """Whether the person chose, now or earlier, what `column` becomes."""
        earlier = self._earlier.get(column.name)
        return column.name in self.mapping or (earlier is not None and not earlier.assumed)

    def _rank(self, column: FileColumn) -> tuple[bool, int, bool]:
        """The one chosen earlier; then the one with the most values, and not turned round."""
        is_plain = not self.by_name[column.name].better_is_higher
        return (column.name in self._earlier, column.rows, is_plain)

    def to_remember(self) -> dict[str, Target]:
        """What later files of this format are read by: decisions, and scales assumed once."""
        assumed = {name: target for name, target in self.by_name.items() if target.assumed}
        return assumed | self._separated | self.mapping


def _quoted(columns: Iterable[FileColumn]) -> str:
    return formats.enumerated([_("“{text}”").format(text=shortened(c.name)) for c in columns])


def _completed(target: Target, suggested: Target, column: FileColumn) -> Target:
    """A decided `target` with the words that the format knows, and a warning where it is left."""
    if target.is_score and not fits(target.scale, column) and column.has_numbers:
        ask = _("“{name}” goes from {lowest} to {highest} here, beyond its scale.")
        ask = ask.format(
            name=shortened(column.name),
            lowest=formats.number(column.lowest),
            highest=formats.number(column.highest),
        )
        target = replace(target, ask=ask)
    if target.field == DOSE and not target.unit:
        return replace(target, unit=named_unit(column.name))
    if not target.is_score or target.scale != suggested.scale or target.words:
        return target
    return replace(target, words=suggested.words)


def remembered(diary: Diary, format_key: str) -> dict[str, Target]:
    """What was decided in earlier imports of this format."""
    stored = diary.about.extra.get(REMEMBERED)
    names = stored.get(format_key) if isinstance(stored, Mapping) else None
    if not isinstance(names, Mapping):
        return {}
    targets = {str(name): target_from_json(target) for name, target in names.items()}
    return {name: target for name, target in targets.items() if target is not None}


def remembering(about: About, format_key: str, decided: Mapping[str, Target]) -> list[AboutChange]:
    """The change that makes the diary remember what was `decided`; none where it does."""
    stored = about.extra.get(REMEMBERED)
    formats: dict[str, Any] = dict(stored) if isinstance(stored, Mapping) else {}
    old = formats.get(format_key)
    names: dict[str, Any] = dict(old) if isinstance(old, Mapping) else {}
    names |= {name: target_to_json(target) for name, target in decided.items()}
    formats[format_key] = dict(list(names.items())[-MAX_REMEMBERED:])
    after = about._replace(extra={**about.extra, REMEMBERED: formats})
    return [] if not decided or after == about else [AboutChange(about, after)]

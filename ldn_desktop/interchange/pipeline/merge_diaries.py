"""Bring another diary of this program into this one; what is here already stays."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from ldn_desktop.diary.fields import NOTE, RESERVED
from ldn_desktop.diary.marks import MOST_MARKS, like, new_mark
from ldn_desktop.diary.model import (
    FIRST_DATE,
    UNDERSTOOD,
    About,
    AboutChange,
    Answer,
    AnswerChange,
    Change,
    Diary,
    DoseStepChange,
    Edit,
    Mark,
    MarkChange,
    Source,
    UnknownChange,
    check_date,
    checked_value,
)
from ldn_desktop.diary.recording import entry_minute, utc_offset
from ldn_desktop.diary.symptoms import BUILT_IN, Symptom
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _, formats, mark, ngettext
from ldn_desktop.interchange.ldn_format import (
    MARKS,
    NAME,
    STEP_IN_FORCE,
    LdnAnswer,
    LdnFile,
)
from ldn_desktop.interchange.pipeline.import_options import FileContext
from ldn_desktop.interchange.pipeline.mapping import NO_DATE, TOO_LONG_AGO
from ldn_desktop.interchange.pipeline.preview import Preview
from ldn_desktop.interchange.pipeline.symptom_list import SymptomList
from ldn_desktop.interchange.pipeline.synonyms import known_key, own_name
from ldn_desktop.interchange.pipeline.tally import Tally
from ldn_desktop.interchange.reading.parsing import alike, number

_THERE = mark("The diary has a different answer here. It will not be changed.")
_STEP = mark("It says which dose step applied, but not when it began.")
_MARKS = mark("It says what was going on during these days, but not when it began.")
_OURS = mark(
    "A newer version of this program writes this differently. It cannot be saved as it is."
)
_TWICE = mark("The file has this twice for the same day.")
_DEFAULTS = {symptom.key: symptom for symptom in BUILT_IN}


class _Merger:
    """One file of this program on its way into a diary."""

    def __init__(self, file: LdnFile, diary: Diary, now: datetime) -> None:
        self.file = file
        self.diary = diary
        self.now = now
        self.tally = Tally()
        self.symptoms = SymptomList(diary)
        self.changes: list[Change] = []
        self.keys: dict[str, str] = {}
        """What a field of the file is called in this diary."""

    def take_symptoms(self) -> None:
        for symptom in self.file.symptoms:
            here = self.symptoms.by_key.get(symptom.key)
            if here is None:
                known = self._known(symptom.name)
                self.keys[symptom.key] = known or self._make(symptom)
            elif here == _DEFAULTS.get(symptom.key) != symptom:
                self.symptoms.put(symptom)
            elif symptom.key not in _DEFAULTS and not alike(here.name, symptom.name):
                self.keys[symptom.key] = self._own_key(symptom)

    def _known(self, name: str) -> str:
        """The key under which this diary, but not the file, knows a symptom of that name."""
        theirs = {symptom.key for symptom in self.file.symptoms}
        own = (s for s in self.diary.symptoms if s.own and s.key not in theirs)
        return next((s.key for s in own if alike(s.name, name)), "")

    def _own_key(self, symptom: Symptom) -> str:
        return self._known(symptom.name) or self._make(symptom)

    def _make(self, symptom: Symptom) -> str:
        if symptom.key in self.symptoms.by_key:
            key = self.symptoms.free_key(symptom.name)
            symptom = Symptom(key, symptom.name, symptom.kind, symptom.shown, symptom.order, True)
        return self.symptoms.put(symptom)

    def take_answers(self) -> None:
        seen: set[tuple[object, str]] = set()
        for imported in self.file.answers:
            try:
                reason = self._take(imported, seen)
            except UserError as refusal:
                reason = str(refusal)
            if reason:
                self.tally.leave(imported.row, imported.name, imported.text, _(reason))

    def _take(self, imported: LdnAnswer, seen: set[tuple[object, str]]) -> str:
        """Take one answer over; says why where it does not. Raises UserError too."""
        if imported.reason:
            return imported.reason
        if imported.when is None:
            return NO_DATE
        check_date(imported.when)
        name = self._field(imported.name)
        if (imported.when, name) in seen:
            return _TWICE
        seen.add((imported.when, name))
        after = self._answer(imported, name)
        before = self.diary.day(imported.when).answers.get(name)
        if before == after or (before and imported.answer is None and before.value == after.value):
            self.tally.already += 1
            return ""
        if before is not None:
            return _THERE
        self.tally.stored += 1
        self.changes.append(AnswerChange(imported.when, name, None, after))
        return ""

    def _field(self, name: str) -> str:
        if name in self.keys:
            return self.keys[name]
        if name in self.symptoms.by_key or name in RESERVED:
            return name
        key = known_key(name, self.diary)
        if not key:
            title = own_name(name) or "?"
            new = self.symptoms.free_key(title)
            key = self._own_key(Symptom(new, title, shown=False, own=True))
        self.keys[name] = key
        return key

    def _answer(self, imported: LdnAnswer, name: str) -> Answer:
        value = imported.value
        if name != NOTE and isinstance(value, str):
            bare = number(value)
            value = value if bare is None else bare
        value = checked_value(name, value, self.symptoms.by_key)
        if imported.answer:
            return imported.answer._replace(value=value)
        assert imported.when is not None
        minute, offset = entry_minute(imported.when, self.now), utc_offset(self.now)
        return Answer(value, minute, Source.IMPORTED, offset, {"origin": NAME})

    def take_steps(self) -> None:
        here = {step.start: step for step in self.diary.dose_steps}
        for step in self.file.steps:
            if step == here.get(step.start):
                self.tally.already += 1
            elif step.start in here:
                self.tally.leave(
                    1,
                    "dose_step",
                    f"{formats.long_date(step.start)}, {formats.mg(step.mg)}",
                    _(_THERE),
                )
            else:
                self.tally.stored += 1
                here[step.start] = step
                self.changes.append(DoseStepChange(step.start, None, step))

        if self.file.steps_in_force:
            row, _text = self.file.steps_in_force[0]
            self.tally.leave_alike(row, STEP_IN_FORCE, _(_STEP), len(self.file.steps_in_force))

    def take_marks(self) -> None:
        ids: set[int] = set()
        for found in self.file.marks:
            here = like(self.diary, found)
            if here is not None:
                same = (here.stop, here.extra) == (found.stop, found.extra)
                if same:
                    self.tally.already += 1
                else:
                    self.tally.leave(1, "mark", f"{found.start} {found.name}", _(_THERE))
                continue
            try:
                added = self._free_id(found, ids)
            except UserError as refusal:
                self.tally.leave(1, "mark", f"{found.start} {found.name}", str(refusal))
                continue
            ids.add(added.id)
            self.tally.stored += 1
            self.changes.append(MarkChange(added.id, None, added))
        if self.file.marks_of_days:
            row, _text = self.file.marks_of_days[0]
            self.tally.leave_alike(row, MARKS, _(_MARKS), len(self.file.marks_of_days))

    def _free_id(self, found: Mark, taken: set[int]) -> Mark:
        """`found` under its own id, or a free one. Raises UserError where the diary is full."""
        free = self.diary.mark(found.id) is None and found.id not in taken
        if free and len(self.diary.marks) + len(taken) < MOST_MARKS:
            return found
        made = new_mark(self.diary, found.kind, found.name, found.start, found.stop, taken=taken)
        return found._replace(id=made.id)

    def take_unknown(self) -> None:
        """Keep what a newer version wrote into the days, so that it can read it again."""
        days: dict[date, dict[str, Any]] = {}
        for row, when, fields in self.file.unknown:
            for name, stored in fields.items():
                reason = self._take_unknown(when, name, stored, days)
                if reason:
                    self.tally.leave(row, name, str(stored), _(reason))
        for when, fields in days.items():
            before = self.diary.day(when).unknown
            if fields != before:
                self.changes.append(UnknownChange(when, before, fields))

    def _take_unknown(
        self, when: date | None, name: str, stored: Any, days: dict[date, dict[str, Any]]
    ) -> str:
        """Take one such field over into `days`; says why where it does not."""
        if when is None:
            return NO_DATE
        if when < FIRST_DATE:
            return TOO_LONG_AGO
        if name in UNDERSTOOD:
            return _OURS
        fields = days.setdefault(when, dict(self.diary.day(when).unknown))
        if name in fields and fields[name] != stored:
            return _THERE
        if name in fields:
            self.tally.already += 1
        else:
            self.tally.stored += 1
            fields[name] = stored
        return ""

    def take_about(self) -> None:
        about = self.file.about
        fresh = self.diary.about == About() and not self.diary.dates()
        if about and fresh and about != self.diary.about:
            self.changes.append(AboutChange(self.diary.about, about))


def merged(file: LdnFile, diary: Diary, context: FileContext) -> Preview:
    """The preview of bringing `file` into `diary`. Raises UserError for an invented one."""
    if file.about and file.about.invented and diary.dates() and not diary.about.invented:
        raise UserError(_("This is the example diary. It is not mixed with your own."))
    merger = _Merger(file, diary, context.now)
    merger.take_symptoms()
    merger.take_answers()
    merger.take_steps()
    merger.take_marks()
    merger.take_unknown()
    merger.take_about()
    tally = merger.tally
    return Preview(
        format_key="own",
        format_name=NAME,
        edit=Edit((*merger.symptoms.changes, *merger.changes)),
        rows=_records(file),
        stored=tally.stored,
        mapped=tally.mapped,
        already=tally.already,
        left_out=tally.left_out,
        notices=(*context.notices, *_notices(file)),
        dates=context.decision,
    )


def _records(file: LdnFile) -> int:
    unknown = sum(len(beside.fields) for beside in file.unknown)
    beside = len(file.steps) + len(file.steps_in_force) + len(file.marks) + len(file.marks_of_days)
    return len(file.answers) + beside + unknown


def _notices(file: LdnFile) -> tuple[str, ...]:
    notices = [*file.notices]
    if file.about and file.about.invented:
        notices.append(_("This is the example diary. These days are not real."))
    newer = sum(len(beside.fields) for beside in file.unknown)
    if newer:
        notices.append(
            ngettext(
                "{n} record from a newer version of this program is kept, but this version "
                "cannot show it.",
                "{n} records from a newer version of this program are kept, but this version "
                "cannot show them.",
                newer,
            ).format(n=newer)
        )
    return tuple(notices)

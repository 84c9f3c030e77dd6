"""What was recorded on a day, line by line, to be read beside the calendar."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ldn_desktop.diary.fields import FIELDS, FieldKind
from ldn_desktop.diary.model import Day, Diary
from ldn_desktop.diary.symptoms import SEVERITY, SymptomKind, word_for
from ldn_desktop.i18n import _, formats
from ldn_desktop.ui.style.painting import fill, hair_line, severity_mark
from ldn_desktop.ui.style.theme import Role, TextScale
from ldn_desktop.ui.today.calendar.diary_month import note_diamond
from ldn_desktop.ui.widgets.accessibility import Group
from ldn_desktop.ui.widgets.label import Heading, Label
from ldn_desktop.wording.edit_text import field_name, value_text

SHOWN_KINDS = (FieldKind.SCALE, FieldKind.AMOUNT, FieldKind.CHOICE)
"""Fields with a row of their own; a crash day and the note stand apart."""
MARK = 22
LONGEST_NOTE = 200
"""Characters of a note; the whole stands on its own page."""


class SeverityIcon(QWidget):
    """The mark of a severity, 0 to 4, or an empty place of its size for None."""

    def __init__(self, level: int | None) -> None:
        super().__init__()
        self._level = level
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(MARK, MARK)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._level is not None:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            severity_mark(painter, QRectF(self.rect()), self._level, self)


class NoteIcon(QWidget):
    """The mark of a note."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(MARK, MARK)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill(painter, note_diamond(QRectF(self.rect())), self, Role.QUIET)


class SummaryRow(Group):
    """A name at the left, what was answered at the right, and a thin line beneath."""

    def __init__(self, name: str, answer: str, level: int | None = None) -> None:
        super().__init__(_("{question}: {answer}").format(question=name, answer=answer))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 3, 0, 4)
        row.setSpacing(10)
        row.addWidget(Label(name), 3)
        row.addWidget(SeverityIcon(level))
        row.addWidget(Label(answer, bold=True), 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        hair_line(QPainter(self), self, self.height() - 1)


def rows_of(diary: Diary, day: Day) -> list[tuple[str, str, int | None]]:
    """Name, answer and severity (0 to 4, or None) of what was answered on `day`, but the note."""
    rows: list[tuple[str, str, int | None]] = []
    for symptom in diary.symptoms:
        points = day.value(symptom.key)
        felt = points or (points is not None and symptom.kind is SymptomKind.SYMPTOM)
        if felt:
            level = SEVERITY.index(word_for(points))
            rows.append((symptom.label, SEVERITY[level].shown, level))
    for key, field in FIELDS.items():
        value = day.value(key)
        if value is not None and field.kind in SHOWN_KINDS:
            rows.append((field_name(diary, key), value_text(key, value), None))
    return rows


class DaySummary(Group):
    """The date, whether it was a crash day, each answer, and the note."""

    def __init__(
        self, diary: Diary, when: date, today: date, differing: Sequence[str] = ()
    ) -> None:
        """`differing` are sentences: what other computers say of the day."""
        super().__init__(formats.capitalised(formats.weekday_date(when, today)))
        self.title = Heading(self.accessibleName(), scale=TextScale.SECTION)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.title)
        column.addSpacing(6)
        day = diary.day(when)
        rows = rows_of(diary, day)
        if day.crash:
            crash = Label(_("Crash day"), bold=True)
            crash.setContentsMargins(0, 3, 0, 4)
            column.addWidget(crash)
        for name, answer, level in rows:
            column.addWidget(SummaryRow(name, answer, level))
        if day.note:
            column.addWidget(self._note(day.note))
        for sentence in differing:
            column.addWidget(Label(sentence, role=Role.QUIET, scale=TextScale.SIDE))
        if not (rows or day.crash or day.note):
            column.addWidget(Label(_("No entry"), role=Role.QUIET))

    def _note(self, note: str) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 8, 0, 0)
        row.addWidget(NoteIcon())
        short = note if len(note) <= LONGEST_NOTE else note[:LONGEST_NOTE].rstrip() + "…"
        row.addWidget(Label(_("“{note}”").format(note=short)), 1)
        return line


def summary_text(diary: Diary, when: date, today: date, differing: Sequence[str] = ()) -> str:
    """The same in sentences, as a screen reader says it."""
    day = diary.day(when)
    parts = [formats.weekday_date(when, today)]
    if day.crash:
        parts.append(_("Crash day"))
    for name, answer, _level in rows_of(diary, day):
        parts.append(_("{question}: {answer}").format(question=name, answer=answer))
    if day.note:
        parts.append(_("with a note"))
    listed = formats.enumerated(parts if len(parts) > 1 else [*parts, _("no entry")])
    text = formats.capitalised(listed)
    return " ".join((_("{text}.").format(text=text), *differing)) if differing else text

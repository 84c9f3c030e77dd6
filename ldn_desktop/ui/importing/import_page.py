"""Import a file: choose or drop it, see what would happen, one touch, one undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from ldn_desktop.diary import imported_steps
from ldn_desktop.diary.model import Edit
from ldn_desktop.i18n import _, formats, ngettext
from ldn_desktop.interchange import (
    DateOrder,
    ImportOptions,
    ParsedFile,
    ParsedLdnFile,
    Preview,
    PreviewRow,
    Target,
    order_name,
    why_this_order,
)
from ldn_desktop.storage import LargeEdit
from ldn_desktop.ui.doses.missing_steps_offer import MissingStepsOffer
from ldn_desktop.ui.importing.file_reader import FileReader
from ldn_desktop.ui.importing.preview_table import PreviewTable, TableLine
from ldn_desktop.ui.importing.tally_line import TallyLine, terms
from ldn_desktop.ui.layouts.row_layout import RowLayout, RowSlot, at_left
from ldn_desktop.ui.marks.opioid_notice import OpioidNotice
from ldn_desktop.ui.pages.page import Page
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.style.theme import Role, TextScale
from ldn_desktop.ui.widgets.button import GAP, Button, ButtonKind
from ldn_desktop.ui.widgets.label import Heading, Label
from ldn_desktop.wording.undo_title import import_title

MAX_NAMES = 60
"""Names shown at first; the others follow when they are asked for."""


class ImportPage(Page):
    """Nothing is changed before “Import”, and Undo takes all of it back."""

    max_width_in_em = None

    def __init__(self, session: Session) -> None:
        super().__init__(_("Import"), _("‹ Back"))
        self._session = session
        self._title = ""
        self._path = Path()
        self._parsed: ParsedFile | ParsedLdnFile | None = None
        self._preview: Preview | None = None
        self._previewed_version = -1
        self._options = ImportOptions()
        self._has_new_options = False
        self._reader = self._connected_reader()
        self._choosing = self._choice_of_file()
        self._body = QWidget()
        self.column.addWidget(self._body)
        self.column.addWidget(self._choosing)
        self.column.addStretch(1)
        self._add_foot()
        self.set_lead(_("Choose a file to import"))

    def _connected_reader(self) -> FileReader:
        reader = FileReader()
        reader.went_on.connect(self._show_progress)
        reader.read.connect(self._on_read)
        reader.previewed.connect(self._on_preview)
        reader.refused.connect(self._on_refused)
        return reader

    def _choice_of_file(self) -> QWidget:
        board = QWidget()
        column = QVBoxLayout(board)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(
            Label(
                _(
                    "From Visible, Bearable, Daylio, Apple Health, Garmin, Fitbit, Oura, Samsung "
                    "Health, Loop Habit Tracker, Track & Graph, or any table with dates. You can "
                    "also drop a file, a folder or a zip anywhere on this window."
                )
            )
        )
        column.addWidget(
            at_left(
                Button(_("Choose a file…"), ButtonKind.TILE, self._choose_file),
                Button(_("Choose a folder…"), ButtonKind.TILE, self._choose_folder),
            )
        )
        return board

    def _add_foot(self) -> None:
        self._promise = Label(
            _("Nothing is changed until you choose Import. You can undo it afterwards."),
            scale=TextScale.SIDE,
            role=Role.QUIET,
        )
        self.cancel = Button(_("Cancel"), ButtonKind.TILE, self.leave)
        self.accept = Button(_("Import"), ButtonKind.PRIMARY, self._accept)
        self.undo = Button(_("Undo import"), ButtonKind.TILE, self._undo)
        self.stop = Button(_("Stop reading"), ButtonKind.TILE, self._stop)
        self._foot_line = QWidget()
        row = RowLayout(self._foot_line)
        row.add(self._promise, RowSlot.WORDS)
        # Where Import was, a second press in a hurry must not find Undo.
        row.add(self.undo, RowSlot.LEFT)
        for button in (self.cancel, self.stop, self.accept):
            row.add(button, RowSlot.RIGHT)
        self.foot.addWidget(self._foot_line)
        self._show_in_foot()

    def _show_in_foot(self, *shown: QWidget) -> None:
        """Show these parts of the last line, and no other."""
        for part in (self._promise, self.cancel, self.accept, self.undo, self.stop):
            part.setVisible(part in shown)
        self._foot_line.setVisible(bool(shown))

    def _choose_file(self) -> None:
        path, _kind = QFileDialog.getOpenFileName(self, _("File to import"), _downloads())
        if path:
            self.read(Path(path))

    def _choose_folder(self) -> None:
        path = QFileDialog.getExistingDirectory(self, _("Folder to import"), _downloads())
        if path:
            self.read(Path(path))

    def take_files(self, paths: Sequence[Path]) -> None:
        """Read what was dropped on the window; several files say how to go about it."""
        if len(paths) == 1:
            self.read(paths[0])
            return
        self._begin("")
        self.tell(
            _("Please drop one file. If you have several, put them in a folder and drop that.")
        )

    def read(self, path: Path) -> None:
        """Look at `path`; the preview follows when it is read."""
        self._path, self._title = path, import_title(path.name)
        self._options = ImportOptions()
        self._read_again()

    def _read_again(self) -> None:
        self._begin(_("Reading {name}").format(name=self._path.name))
        self._show_in_foot(self.stop)
        session = self._session
        self._reader.start(self._path, session.diary, session.clock(), self._options.dates)

    def _begin(self, lead: str) -> None:
        """Show nothing but `lead`, and how to choose a file where it is empty."""
        self._reader.stop()
        self._preview, self._parsed = None, None
        self._set_body(QWidget())
        self._show_in_foot()
        self.tell("")
        self._choosing.setVisible(not lead)
        self.set_lead(lead or _("Choose a file to import"))

    def _set_body(self, body: QWidget) -> None:
        self._body = self.swap(self._body, body)

    def _show_progress(self, share: float) -> None:
        self.status_line.setText(_("{percent} read").format(percent=formats.percent(share)))

    def _stop(self) -> None:
        self._begin("")
        self.tell(_("Stopped. Nothing was imported."))

    def _on_refused(self, sentence: str) -> None:
        self._begin("")
        self.tell(sentence)

    def _on_read(self, parsed: ParsedFile | ParsedLdnFile) -> None:
        self._parsed = parsed
        self._look(parsed)

    def _look(self, parsed: ParsedFile | ParsedLdnFile) -> None:
        """Work out what `parsed` would do with what the person decided so far."""
        self._preview, self._has_new_options = None, False
        self.accept.setEnabled(False)
        self._previewed_version = self._session.version
        self._reader.look(parsed, self._session.diary, self._options)

    def _on_preview(self, preview: Preview) -> None:
        self._preview = preview
        self.tell("")
        self.set_lead(_headline(preview))
        self.accept.setEnabled(True)
        self.accept.setText(_import_words(preview))
        parts = (self._promise, self.cancel, self.accept) if preview.edit else (self.cancel,)
        self._show_in_foot(*parts)
        self._show(preview, MAX_NAMES)

    def _show(self, preview: Preview, most: int) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(Label(self._source(preview), scale=TextScale.ROW))
        column.addWidget(TallyLine(terms(preview), self._link_to_left_out(preview)))
        sentences = (*preview.replaces(), *preview.makes(), *preview.notices)
        for sentence in (*preview.marks_come_in(), *sentences):
            column.addWidget(Label(sentence))
        notice = OpioidNotice()
        column.addWidget(notice)
        notice.show_for(found.name for found in preview.new_marks)
        names = sorted(preview.names, key=_importance)
        lines = [*self._whole_file(preview), *map(self._line, names[:most])]
        if lines:
            column.addWidget(PreviewTable(lines))
        if len(names) > most:
            words = ngettext("Show {n} more name", "Show {n} more names", len(names) - most)
            more = Button(words.format(n=len(names) - most), ButtonKind.TILE)
            more.clicked.connect(partial(self._show, preview, len(names)))
            line = QWidget()
            RowLayout(line).add(more, RowSlot.LEFT)
            column.addWidget(line)
        self._set_body(body)

    def _source(self, preview: Preview) -> str:
        """From which file and program, for which days."""
        if preview.first is None or preview.last is None:
            return _("From {file}. {program}").format(file=self._path.name, program=preview.whose())
        return ngettext(
            "From {file}, {n} day, {period}. {program}",
            "From {file}, {n} days, {period}. {program}",
            preview.days,
        ).format(
            file=self._path.name,
            n=preview.days,
            period=formats.period(preview.first, preview.last),
            program=preview.whose(),
        )

    def _link_to_left_out(self, preview: Preview) -> QWidget | None:
        count = preview.left_out_rows
        if not count:
            return None
        words = ngettext("Show what is not imported ›", "Show these {n} ›", count)
        return Button(words.format(n=count), ButtonKind.LINK, partial(self._show_left_out, preview))

    def _show_left_out(self, preview: Preview) -> None:
        from ldn_desktop.ui.importing.left_out_page import LeftOutPage

        self.page_opened.emit(LeftOutPage(preview))

    def _whole_file(self, preview: Preview) -> list[TableLine]:
        """Lines about the whole file: how its dates are read, what earlier imports say."""
        lines = []
        if preview.dates is not None and preview.dates.example_date is not None:
            lines.append(self._dates_line(preview))
        if preview.differing or self._options.replace:
            lines.append(self._differing_line(preview))
        return lines

    def _dates_line(self, preview: Preview) -> TableLine:
        decision = preview.dates
        assert decision is not None
        assert decision.example_date is not None
        how = _("{order}: {text} is read as {date}.").format(
            order=order_name(decision.order),
            text=decision.example,
            date=formats.long_date(decision.example_date),
        )
        why = why_this_order(decision.by)
        return TableLine(
            name=_("Date"),
            becomes=_("Day"),
            how=how if not decision.is_certain else f"{how} {why}",
            count=ngettext("{n} day", "{n} days", preview.days).format(n=preview.days),
            is_plain=False,
            ask="" if decision.is_certain else why,
            on_change=self._change_dates,
            change_name=_("Change how dates are read"),
        )

    def _differing_line(self, preview: Preview) -> TableLine:
        count = len(preview.replaced) if self._options.replace else preview.differing
        becomes = _("Replaced") if self._options.replace else _("Stay as they are")
        how = ngettext(
            "{n} answer from an earlier import is different.",
            "{n} answers from earlier imports are different.",
            count,
        )
        return TableLine(
            name=_("Earlier imports"),
            becomes=becomes,
            how=how.format(n=count),
            count=ngettext("{n} answer", "{n} answers", count).format(n=count),
            is_plain=False,
            on_change=self._change_replacing,
            change_name=_("Change what happens to earlier imports"),
        )

    def _line(self, row: PreviewRow) -> TableLine:
        count = row.imported
        imported = ngettext("{n} answer", "{n} answers", count).format(n=count)
        if not count:
            imported = _("nothing new")
        out = ngettext("{n} left out", "{n} left out", row.column.rows).format(n=row.column.rows)
        return TableLine(
            name=row.column.name,
            becomes=row.target_label or _("Not imported"),
            how=row.how_read,
            count=imported if row.target.is_imported else out,
            is_plain=not row.target.turns and not row.target.ask,
            ask=row.target.ask,
            on_change=partial(self._change, row),
            change_name=_("Change what {name} becomes").format(name=row.column.name),
        )

    def _change(self, row: PreviewRow) -> None:
        from ldn_desktop.ui.importing.mapping_page import MappingPage

        page = MappingPage(row, self._session.diary, self._other_own_names(row))
        page.chosen.connect(partial(self._set_target, row.column.name))
        page.left.connect(self._look_again)
        self.page_opened.emit(page)

    def _other_own_names(self, row: PreviewRow) -> list[str]:
        """New symptoms that other names of the file become: an app may have renamed one."""
        known = {symptom.label.casefold() for symptom in self._session.diary.symptoms}
        known.add(row.column.name.casefold())
        rows = self._preview.names if self._preview else ()
        names = {r.target.own.casefold(): r.target.own for r in rows if r.target.own}
        return [name for folded, name in names.items() if folded not in known]

    def _set_target(self, name: str, target: Target) -> None:
        self._options = replace(self._options, mapping={**self._options.mapping, name: target})
        self._has_new_options = True

    def _change_dates(self) -> None:
        from ldn_desktop.ui.importing.dates_page import DatesPage

        if self._preview is None or self._preview.dates is None:
            return
        page = DatesPage(self._preview.dates)
        page.chosen.connect(self._set_dates)
        self.page_opened.emit(page)

    def _set_dates(self, order: DateOrder) -> None:
        self._options = replace(self._options, dates=order)
        self._read_again()

    def _change_replacing(self) -> None:
        self._options = replace(self._options, replace=not self._options.replace)
        self._has_new_options = True
        self._look_again()

    def _look_again(self) -> None:
        if self._parsed is not None and self._has_new_options:
            self._look(self._parsed)

    def _accept(self) -> None:
        preview = self._preview
        if preview is None or self._parsed is None:
            return
        if self._previewed_version != self._session.version:
            # An answer came from elsewhere since: the preview must not stand over it.
            self._look(self._parsed)
            return
        # Years of answers keep a slow computer busy for seconds.
        self.accept.setEnabled(False)
        self.accept.setText(_("One moment…"))
        self.accept.repaint()
        if self.attempt(partial(self._session.record_large, preview.edit, self._title)):
            self._show_imported(preview.answers)
        else:
            self.accept.setText(_import_words(preview))
            self.accept.setEnabled(True)

    def _show_imported(self, count: int) -> None:
        words = ngettext("{n} answer imported", "{n} answers imported", count)
        self._begin(words.format(n=count) if count else _("Imported"))
        self._set_body(self._result())
        self._choosing.show()
        self._show_in_foot(self.undo)
        self.undo.setFocus(Qt.FocusReason.OtherFocusReason)

    def _result(self) -> QWidget:
        """What can be done after an import, above the choice of the next file."""
        board = QWidget()
        column = QVBoxLayout(board)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(
            Label(_("You can undo this here, or later under “Diary file and backups”."))
        )
        if missing := imported_steps.missing_steps(self._session.diary):
            self._steps_offer = MissingStepsOffer(missing, self._add_steps)
            column.addWidget(self._steps_offer)
        column.addWidget(Heading(_("Choose a file to import"), scale=TextScale.SECTION))
        return board

    def _add_steps(self, edit: Callable[[], Edit], done: str) -> bool:
        was_done = self.attempt(lambda: self._session.record(edit()))
        if was_done:
            self._steps_offer.hide()
            self.tell(done)
        return was_done

    def _undo(self) -> None:
        self._session.on_disk(self, self._session.file.undo_entries, self._take_back)

    def _take_back(self, undos: list[LargeEdit]) -> None:
        entry = next((undo for undo in undos if undo.title == self._title), None)
        act = partial(self._session.take_back, entry) if entry else self._session.undo
        if self.attempt(act):
            self._begin("")
            self.tell(_("The import was undone."))

    @property
    def unfinished(self) -> bool:
        return self._preview is not None

    def leave(self) -> None:
        is_pending = self._preview is not None and bool(self._preview.edit)
        self._reader.stop()
        super().leave()
        if is_pending:
            self.parting.emit(_("Nothing was imported."))


def _downloads() -> str:
    """Where a browser or a phone leaves what was exported."""
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)


def _headline(preview: Preview) -> str:
    if not preview.edit:
        return _("This file adds nothing new")
    if not preview.answers:
        return _("Ready to import")
    return ngettext(
        "{n} answer is ready to import", "{n} answers are ready to import", preview.answers
    ).format(n=preview.answers)


def _import_words(preview: Preview) -> str:
    if not preview.answers:
        return _("Import")
    return ngettext("Import {n} answer", "Import {n} answers", preview.answers).format(
        n=preview.answers
    )


def _importance(row: PreviewRow) -> tuple[bool, bool, bool]:
    """What is to be checked comes first, what stays out last.

    The many questions of FUNCAP stand behind the names that may need a second look.
    """
    return (not row.target.ask, not row.target.is_imported, bool(row.target.domain))

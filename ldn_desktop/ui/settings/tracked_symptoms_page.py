"""Which symptoms and side effects Today asks for: show, hide, rename, reorder, add, remove."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ldn_desktop.diary import doses
from ldn_desktop.diary.fields import RESERVED
from ldn_desktop.diary.model import About, Diary, Edit, SymptomChange
from ldn_desktop.diary.symptoms import Symptom, SymptomKind, checked_name, key_for
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _, ngettext
from ldn_desktop.ui.layouts.grid_layout import GridLayout
from ldn_desktop.ui.layouts.page_columns import PageColumn, side_by_side
from ldn_desktop.ui.layouts.row_layout import at_left
from ldn_desktop.ui.pages.page import Page
from ldn_desktop.ui.pages.section import Section, ruled_list
from ldn_desktop.ui.pages.undo_line import UndoLine
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.settings.symptom_row import RenameRow, RowAction, SymptomRow
from ldn_desktop.ui.sharing.difference_line import DifferenceLine
from ldn_desktop.ui.sharing.removed_line import RemovedLine
from ldn_desktop.ui.style.theme import Role, percent_now
from ldn_desktop.ui.widgets.button import GAP, Button, ButtonKind
from ldn_desktop.ui.widgets.double_click_guard import DoubleClickGuard
from ldn_desktop.ui.widgets.label import Label
from ldn_desktop.ui.widgets.text_field import LineField
from ldn_desktop.wording.difference_text import of_all, of_setting, sentences

FOLDED_FROM = 200
"""Percent of text size from which the buttons of a row fold into one."""


class TrackedSymptomsPage(Page):
    """Symptoms on Today in their order, hidden ones, and the side effects to choose from."""

    max_width_in_em = None

    def __init__(self, session: Session) -> None:
        super().__init__(_("Symptoms to track"), _("‹ Settings"))
        self._session = session
        self._guard = DoubleClickGuard()
        self._renaming: str | None = None
        self._unfolded: str | None = None
        self._side_effects_as_rows = False
        self._recorded = Counter(name for day in session.diary.days() for name in day.answers)
        left, right = PageColumn(), PageColumn()
        left.add_section(self._add_shown())
        right.add_section(self._add_hidden())
        right.add_section(self._add_side_effects())
        right.add_section(self._add_dose_time())
        self.column.addWidget(side_by_side(left, right))
        self.column.addStretch(1)
        self.undo_line = UndoLine(session.changed, session.undo)
        self.foot.addWidget(self.undo_line)
        session.changed.connect(self._refresh)
        self._refresh()

    def _add_shown(self) -> QWidget:
        self._shown_section = Section(
            _("On Today, in this order"), _("Six or fewer keeps the page short.")
        )
        self._shown = QWidget()
        self._shown_section.add(self._shown, 0)
        removed = RemovedLine(self._session, lambda change: isinstance(change, SymptomChange))
        removed.setContentsMargins(0, 4, 0, 4)
        self._shown_section.add(removed, 0)
        self._shown_section.add_row(
            self._new_field(SymptomKind.SYMPTOM, _("Your own symptom"), _("Add your own symptom"))
        )
        return self._shown_section

    def _add_hidden(self) -> QWidget:
        self._hidden_section = Section(
            _("Hidden"),
            _("The Today page does not ask about these. What you recorded stays in the diary."),
        )
        self._hidden = QWidget()
        self._hidden_section.add(self._hidden, 0)
        return self._hidden_section

    def _add_side_effects(self) -> QWidget:
        self._side_effect_section = Section(
            _("Side effects to choose from"), _("Shown when you choose “Some…” on Today.")
        )
        self._side_effects = QWidget()
        self._side_effect_section.add(self._side_effects)
        self._side_effect_differences = DifferenceLine()
        self._side_effect_section.add(self._side_effect_differences, 4)
        self._side_effect_section.add_row(
            self._new_field(
                SymptomKind.SIDE_EFFECT, _("Another side effect"), _("Add another side effect")
            )
        )
        self._rows_button = Button("", on_click=self._switch_side_effects)
        self._side_effect_section.add(at_left(self._rows_button))
        return self._side_effect_section

    def _add_dose_time(self) -> QWidget:
        section = Section(_("With the dose"))
        self.dose_time = Button(_("Ask for the time of the dose"), ButtonKind.TILE, self._ask_time)
        self.dose_time.setCheckable(True)
        section.add(at_left(self.dose_time))
        self._dose_time_difference = DifferenceLine()
        section.add(self._dose_time_difference, 4)
        hint = _("Shown below the dose on Today: morning, evening or another time.")
        section.add(Label(hint, role=Role.QUIET), 4)
        return section

    def _ask_time(self) -> None:
        requested = self.dose_time.isChecked()
        text = _("The Today page now asks for the time of the dose.")
        if not requested:
            text = _(
                "The Today page no longer asks for the time of the dose. What you recorded stays "
                "in the diary."
            )
        if self.attempt(
            lambda: self._session.record(doses.ask_time(self._session.diary, asked=requested))
        ):
            self.undo_line.say(text)

    def _new_field(self, kind: SymptomKind, name: str, button_name: str) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        field = LineField(name, characters=60)
        field.setPlaceholderText(name)
        add = Button(_("Add"), ButtonKind.TILE, lambda: self._add(kind, field))
        add.setAccessibleName(button_name)
        field.returnPressed.connect(add.click)
        row.addWidget(field, 1)
        row.addWidget(add)
        row.addStretch()
        return line

    def _keep_in_sight(self, field: LineField) -> None:
        """A list that grows by a row must not push the field below the edge of the page."""
        # Laid out now: a position of before would be scrolled to.
        layout = QEvent.Type.LayoutRequest.value
        QCoreApplication.sendPostedEvents(None, layout)
        self._scroll.reveal(field)

    def on_font_changed(self) -> None:
        super().on_font_changed()
        self._refresh()

    def _refresh(self, _dates: object = None) -> None:
        shown = self._session.diary.shown(SymptomKind.SYMPTOM)
        hidden = [s for s in self._of_kind(SymptomKind.SYMPTOM) if not s.shown]
        self._shown = self._shown_section.replace(
            self._shown, ruled_list(self._row(symptom, shown) for symptom in shown)
        )
        self._hidden_section.setVisible(bool(hidden))
        self._hidden = self._hidden_section.replace(
            self._hidden, ruled_list(self._row(symptom, hidden) for symptom in hidden)
        )
        self._refresh_side_effects()
        self._refresh_dose_time()

    def _refresh_dose_time(self) -> None:
        def text(about: About) -> str:
            return _("on") if doses.asks_time(Diary(about=about)) else _("off")

        diary = self._session.diary
        self.dose_time.setChecked(doses.asks_time(diary))
        differing = of_setting(diary, self._session.differences, text)
        self._dose_time_difference.setText(differing)
        self.dose_time.setAccessibleDescription(differing)

    def _refresh_side_effects(self) -> None:
        group = self._of_kind(SymptomKind.SIDE_EFFECT)
        differing: list[str] = []
        if self._side_effects_as_rows:
            order = [s for s in group if s.shown]
            rows = [*order, *(s for s in group if not s.shown)]
            board = ruled_list(self._row(symptom, order) for symptom in rows)
            self._rows_button.setText(_("Done"))
            self._rows_button.setAccessibleName(_("Done with side effects"))
        else:
            board = QWidget()
            grid = GridLayout(board, (3, 2, 1))
            for symptom in group:
                grid.addWidget(self._side_effect_button(symptom))
            differing = self._differing_among(group)
            self._rows_button.setText(_("Rename, reorder or remove…"))
            self._rows_button.setAccessibleName(_("Rename, reorder or remove side effects"))
        self._side_effects = self._side_effect_section.replace(self._side_effects, board)
        self._side_effect_differences.setText("\n".join(differing))

    def _differing_among(self, group: list[Symptom]) -> list[str]:
        """What another computer says of those of `group`, each with its name."""
        keys: set[tuple[object, ...]] = {("symptom", symptom.key) for symptom in group}
        session = self._session
        found = {key: session.differences[key] for key in session.differences if key in keys}
        return of_all(session.diary, found)

    def _side_effect_button(self, symptom: Symptom) -> Button:
        button = Button(
            symptom.label, ButtonKind.TILE, partial(self._once, partial(self._toggle, symptom))
        )
        button.setCheckable(True)
        button.setChecked(symptom.shown)
        return button

    def _switch_side_effects(self) -> None:
        self._side_effects_as_rows = not self._side_effects_as_rows
        self._renaming = self._unfolded = None
        self._refresh()

    def _of_kind(self, kind: SymptomKind) -> list[Symptom]:
        return [s for s in self._session.diary.symptoms if s.kind is kind]

    def _row(self, symptom: Symptom, order: list[Symptom]) -> QWidget:
        if self._renaming == symptom.key:
            rename = RenameRow(symptom)
            rename.submitted.connect(partial(self._rename, symptom))
            rename.cancelled.connect(self._stop_renaming)
            return rename
        folded = percent_now() >= FOLDED_FROM and self._unfolded != symptom.key
        row = SymptomRow(
            symptom, self._remark(symptom), self.row_actions(symptom, order), folded=folded
        )
        row.unfold_requested.connect(partial(self._unfold, symptom))
        return row

    def _remark(self, symptom: Symptom) -> str:
        """What is known of its days, and what another computer says of it."""
        found = self._session.differences.get(("symptom", symptom.key), ())
        differing = sentences(self._session.diary, found)
        return " ".join(part for part in (self._days_remark(symptom), differing) if part)

    def _days_remark(self, symptom: Symptom) -> str:
        if symptom.kind is SymptomKind.SYMPTOM and symptom.shown:
            return ""
        days = self._recorded[symptom.key]
        if not days:
            return _("your own, no days yet") if symptom.own else _("no days yet")
        counted = ngettext("{n} day", "{n} days", days).format(n=days)
        if symptom.kind is SymptomKind.SIDE_EFFECT and not symptom.shown:
            return _("hidden, {days}").format(days=counted)
        return counted

    def row_actions(self, symptom: Symptom, order: list[Symptom]) -> list[RowAction]:
        """What the buttons of `symptom` do; `order` lists the shown ones of its kind."""
        name = symptom.label
        found = []
        if symptom.shown:
            found += [
                self._action(
                    "",
                    _("Move {symptom} up").format(symptom=name),
                    partial(self._move, symptom, -1),
                    possible=symptom is not order[0],
                    arrow=-1,
                ),
                self._action(
                    "",
                    _("Move {symptom} down").format(symptom=name),
                    partial(self._move, symptom, 1),
                    possible=symptom is not order[-1],
                    arrow=1,
                ),
            ]
        elif symptom.own and not self._recorded[symptom.key]:
            found.append(
                self._action(
                    _("Remove"),
                    _("Remove {symptom}").format(symptom=name),
                    partial(self._remove, symptom),
                )
            )
        rename = _("Rename {symptom}").format(symptom=name)
        found.append(self._action(_("Rename"), rename, partial(self._start_renaming, symptom)))
        text = _("Hide") if symptom.shown else _("Show")
        announcement = _("Hide {symptom}") if symptom.shown else _("Show {symptom}")
        toggle = partial(self._toggle, symptom)
        found.append(self._action(text, announcement.format(symptom=name), toggle))
        return found

    def _action(
        self,
        text: str,
        name: str,
        run: Callable[[], object],
        *,
        possible: bool = True,
        arrow: int = 0,
    ) -> RowAction:
        return RowAction(text, name, partial(self._once, run), possible, arrow)

    def _once(self, run: Callable[[], object]) -> None:
        # Rows move under the pointer: the second click of a double click would hit another one.
        if self._guard.meant("list"):
            run()

    def _unfold(self, symptom: Symptom) -> None:
        self._unfolded = symptom.key
        self._refresh()

    def _start_renaming(self, symptom: Symptom) -> None:
        self._renaming = symptom.key
        self._refresh()

    def _stop_renaming(self) -> None:
        self._renaming = None
        self._refresh()

    def _rename(self, symptom: Symptom, text: str) -> None:
        if text.strip() == symptom.label:
            self._stop_renaming()
            return

        def rename() -> None:
            name = checked_name(text)
            self._refuse_taken(name, symptom)
            self._renaming = None
            self._record(
                symptom,
                symptom._replace(name=name, own=True),
                _("“{old}” is now called “{new}”.").format(old=symptom.label, new=name),
            )

        self.attempt(rename)

    def _refuse_taken(self, name: str, symptom: Symptom) -> None:
        for other in self._of_kind(symptom.kind):
            if other.key != symptom.key and other.label.casefold() == name.casefold():
                raise UserError(
                    _("“{name}” is already on the list. Please choose another name.").format(
                        name=name
                    )
                )

    def _toggle(self, symptom: Symptom) -> None:
        hidden = _("“{name}” is hidden. What you recorded stays in the diary.")
        shown = _("The Today page now asks about “{name}”.")
        text = (hidden if symptom.shown else shown).format(name=symptom.label)
        after = symptom._replace(shown=not symptom.shown)
        self.attempt(partial(self._record, symptom, after, text))

    def _remove(self, symptom: Symptom) -> None:
        text = _("“{name}” was removed.").format(name=symptom.label)
        self.attempt(partial(self._record, symptom, None, text))

    def _move(self, symptom: Symptom, by: int) -> None:
        group = self._of_kind(symptom.kind)
        order = [s for s in group if s.shown]
        index = order.index(symptom)
        order.insert(index + by, order.pop(index))
        position = order.index(symptom) + 1
        order += [s for s in group if not s.shown]
        changes = tuple(
            SymptomChange(s.key, s, s._replace(order=n))
            for n, s in enumerate(order)
            if s.order != n
        )
        text = _("“{name}” is now number {n}.").format(name=symptom.label, n=position)
        if self.attempt(partial(self._session.record, Edit(changes))):
            self.undo_line.say(text)

    def _add(self, kind: SymptomKind, field: LineField) -> None:
        def add() -> None:
            symptoms = self._session.diary.symptoms
            name = checked_name(field.text())
            same = next(
                (s for s in self._of_kind(kind) if s.label.casefold() == name.casefold()), None
            )
            text = _("The Today page now asks about “{name}”.").format(name=name)
            if same is not None:
                self._record(same, same._replace(shown=True), text)
                return
            key = key_for(name, {s.key for s in symptoms} | RESERVED, self._session.diary.device)
            order = max((s.order for s in self._of_kind(kind)), default=-1) + 1
            self._record(None, Symptom(key, name, kind, order=order, own=True), text)

        if self.attempt(add):
            field.clear()
        self._keep_in_sight(field)

    def _record(self, before: Symptom | None, after: Symptom | None, text: str) -> None:
        """Put `after` in the place of `before`, and say so. Raises UserError."""
        key = (after or before or Symptom("", "")).key
        self._session.record(Edit((SymptomChange(key, before, after),)))
        self.undo_line.say(text)

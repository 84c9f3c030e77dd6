"""Which symptoms Today asks for: show, hide, rename, reorder, add. Hiding deletes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from ldn_desktop.diary.fields import RESERVED
from ldn_desktop.diary.model import Edit, SymptomChange
from ldn_desktop.diary.symptoms import Kind, Symptom, checked_name, key_for
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.widgets.button import Button, ButtonKind
from ldn_desktop.ui.widgets.double_click_guard import DoubleClickGuard
from ldn_desktop.ui.widgets.grid_layout import GridLayout
from ldn_desktop.ui.widgets.label import Heading, Label
from ldn_desktop.ui.widgets.page import Page
from ldn_desktop.ui.widgets.row_layout import Place, RowLayout
from ldn_desktop.ui.widgets.text_field import LineField
from ldn_desktop.ui.widgets.theme import Role

Action = Callable[[], object]


class TrackedSymptomsPage(Page):
    """One row per symptom with a button for each action."""

    widest_in_letters = 44

    def __init__(self, session: Session) -> None:
        super().__init__(_("What is asked"), _("‹ Done"))
        self._session = session
        self._renaming: str | None = None
        self._guard = DoubleClickGuard()
        self._lists: dict[Kind, QWidget] = {}
        titles = {Kind.SYMPTOM: _("Symptoms"), Kind.SIDE_EFFECT: _("Side effects")}
        for kind, title in titles.items():
            self.column.addWidget(Heading(title, scale=1.2))
            self._lists[kind] = QWidget()
            self.column.addWidget(self._lists[kind])
            self._add_new_field(kind)
        self.column.addStretch(1)
        session.changed.connect(self._refresh)
        self._refresh()

    def _add_new_field(self, kind: Kind) -> None:
        line = QWidget()
        row = RowLayout(line)
        words = {
            Kind.SYMPTOM: _("Name of your own symptom"),
            Kind.SIDE_EFFECT: _("Name of your own side effect"),
        }[kind]
        field = LineField(words)
        field.setPlaceholderText(words)
        add = Button(_("Add"), ButtonKind.SMALL, lambda: self._add(kind, field))
        add.setAccessibleName(_("{act}: {symptom}").format(act=add.text(), symptom=words))
        field.returnPressed.connect(add.click)
        row.add(field, Place.LEFT)
        row.add(add, Place.LEFT)
        self.column.addWidget(line)

    def _refresh(self, _dates: object = None) -> None:
        for kind, old in self._lists.items():
            board = QWidget()
            grid = GridLayout(board, (1,))
            group = [s for s in self._session.diary.symptoms if s.kind is kind]
            shown = [s for s in group if s.shown]
            for symptom in (*shown, *(s for s in group if not s.shown)):
                grid.addWidget(self._row(symptom, shown))
            self._lists[kind] = self.swap(old, board)

    def _row(self, symptom: Symptom, shown: list[Symptom]) -> QWidget:
        line = QWidget()
        row = RowLayout(line)
        if self._renaming == symptom.key:
            field = LineField(_("New name"), symptom.label)
            QTimer.singleShot(0, field, field.setFocus)
            field.selectAll()
            save = Button(_("Keep"), ButtonKind.SMALL, lambda: self._rename(symptom, field))
            field.returnPressed.connect(save.click)
            row.add(field, Place.LEFT)
            row.add(save, Place.LEFT)
            return line
        role = Role.TEXT if symptom.shown else Role.QUIET
        words = symptom.label if symptom.shown else _("{name}, hidden").format(name=symptom.label)
        row.add(Label(words, bold=symptom.shown, role=role), Place.LEFT)
        buttons = QWidget()
        button_row = RowLayout(buttons)
        row.add(buttons, Place.RIGHT)
        for text, action, possible in self._actions(symptom, shown):
            button = Button(text, on_click=partial(self._once, action))
            policy = button.sizePolicy()
            policy.setRetainSizeWhenHidden(True)  # keeps the buttons of all rows in columns
            button.setSizePolicy(policy)
            if not possible:
                button.hide()
            button.setAccessibleName(_("{act}: {symptom}").format(act=text, symptom=symptom.label))
            button_row.add(button, Place.LEFT)
        return line

    def _actions(
        self, symptom: Symptom, shown: list[Symptom]
    ) -> Iterator[tuple[str, Action, bool]]:
        """Text, action and whether it is possible now. Only shown symptoms can be moved."""
        show = _("Hide") if symptom.shown else _("Show")
        yield show, lambda: self._record(symptom, symptom._replace(shown=not symptom.shown)), True
        yield _("Rename"), lambda: self._start_renaming(symptom), True
        up, down = symptom.shown and symptom is not shown[0], symptom.shown
        yield _("Up"), lambda: self._move(symptom, -1), up
        yield _("Down"), lambda: self._move(symptom, 1), down and symptom is not shown[-1]

    def _once(self, action: Action) -> None:
        # Rows move under the pointer: the second click of a double click would hit another one.
        if self._guard.meant("list"):
            action()

    def _start_renaming(self, symptom: Symptom) -> None:
        self._renaming = symptom.key
        self._refresh()

    def _rename(self, symptom: Symptom, field: LineField) -> None:
        self._renaming = None
        if field.text().strip() == symptom.label:
            self._refresh()
            return
        self._try(
            lambda: self._record(
                symptom, symptom._replace(name=checked_name(field.text()), own=True)
            )
        )

    def _move(self, symptom: Symptom, by: int) -> None:
        group = [s for s in self._session.diary.symptoms if s.kind is symptom.kind]
        order = [s for s in group if s.shown]
        index = order.index(symptom)
        order.insert(index + by, order.pop(index))
        order += [s for s in group if not s.shown]
        changes = tuple(
            SymptomChange(s.key, s, s._replace(order=n))
            for n, s in enumerate(order)
            if s.order != n
        )
        self._try(lambda: self._session.record(Edit(changes)))

    def _add(self, kind: Kind, field: LineField) -> None:
        def add() -> None:
            symptoms = self._session.diary.symptoms
            name = checked_name(field.text())
            same = next((s for s in symptoms if s.label.casefold() == name.casefold()), None)
            if same is not None:
                self._record(same, same._replace(shown=True))
                return
            key = key_for(name, {s.key for s in symptoms} | RESERVED)
            order = max((s.order for s in symptoms if s.kind is kind), default=-1) + 1
            self._record(None, Symptom(key, name, kind, order=order, own=True))

        if self._try(add):
            field.clear()

    def _record(self, before: Symptom | None, after: Symptom) -> None:
        self._try(lambda: self._session.record(Edit((SymptomChange(after.key, before, after),))))

    def _try(self, action: Action) -> bool:
        self.tell("")
        try:
            action()
        except UserError as error:
            self.tell(str(error))
            self._refresh()
            return False
        return True

"""A person who touches, undoes and comes back, as a state machine."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from hypothesis.strategies import integers, sampled_from
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from ldn_desktop.diary.model import Diary, DoseStep
from ldn_desktop.diary.symptoms import BUILT_IN, SymptomKind
from ldn_desktop.settings import Settings
from ldn_desktop.storage import MemoryDiaryFile
from ldn_desktop.ui.preferences import Preferences
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.today.tab import TodayTab
from tests.support.ui.window import TODAY, Clock


class Sitting(RuleBasedStateMachine):
    """Someone touches this and that; a pile of pictures says what was there before each touch."""

    def __init__(self) -> None:
        super().__init__()
        QApplication.setDoubleClickInterval(0)
        self.diary = new_diary()
        self.session = Session(MemoryDiaryFile(self.diary), Clock())
        self.preferences = Preferences(Settings(theme="paper"), None)
        self.preferences.apply()
        self.tab = TodayTab(self.session, self.preferences)
        self.before: list[Picture] = []

    def teardown(self) -> None:
        self.session.close()
        self.tab.deleteLater()
        self.preferences.deleteLater()
        delete_closed_widgets()

    def picture(self) -> Picture:
        """Everything the diary holds."""
        days = [(when, dict(self.diary.day(when).answers)) for when in self.diary.dates()]
        return days, self.diary.dose_steps, self.diary.symptoms, self.diary.about

    def touching(self, version: int, before: Picture) -> None:
        """Keep `before` if the touch since `version` changed the diary."""
        if self.session.version != version:
            self.before.append(before)

    @rule(question=integers(0, 30), answer=integers(0, 4))
    def answer(self, question: int, answer: int) -> None:
        version, before = self.session.version, self.picture()
        asked = self.tab.day.questions
        asked[question % len(asked)].buttons[answer].click()
        self.touching(version, before)

    @rule()
    def crash(self) -> None:
        version, before = self.session.version, self.picture()
        self.tab.day.crash.click()
        self.touching(version, before)

    @rule()
    def same(self) -> None:
        version, before = self.session.version, self.picture()
        self.tab.day.same.click()
        self.touching(version, before)

    @rule()
    def dose(self) -> None:
        version, before = self.session.version, self.picture()
        self.tab.day.dose.took.click()
        self.touching(version, before)

    @rule()
    def no_side_effects(self) -> None:
        version, before = self.session.version, self.picture()
        self.tab.day.dose.none.click()
        self.touching(version, before)

    @rule()
    def confirm_the_plan(self) -> None:
        version, before = self.session.version, self.picture()
        self.tab.day.plan.yes.click()
        self.touching(version, before)

    @rule(key=sampled_from([s.key for s in BUILT_IN if s.kind is SymptomKind.SYMPTOM]))
    def hide_or_show(self, key: str) -> None:
        from ldn_desktop.ui.settings.tracked_symptoms_page import TrackedSymptomsPage

        version, before = self.session.version, self.picture()
        page = TrackedSymptomsPage(self.session)
        symptom = self.diary.symptom(key)
        assert symptom is not None
        shown = self.diary.shown(SymptomKind.SYMPTOM)
        if len(shown) > 1 or not symptom.shown:
            page.row_actions(symptom, shown)[-1].run()
        page.deleteLater()
        delete_closed_widgets()
        self.touching(version, before)

    @rule(days=integers(-3, 3))
    def another_day(self, days: int) -> None:
        self.tab.day.go_by(days)

    @precondition(lambda self: self.before)
    @rule()
    def undo(self) -> None:
        assert self.tab.day.undo.isEnabled()
        self.tab.day.undo.click()
        assert self.picture() == self.before.pop()

    @precondition(lambda self: len(self.before) > 5)
    @rule()
    def undo_everything(self) -> None:
        while self.before:
            self.tab.undo()
            assert self.picture() == self.before.pop()
        assert self.picture() == (
            [], new_diary().dose_steps, new_diary().symptoms, new_diary().about,
        )  # fmt: skip

    @invariant()
    def the_page_shows_the_diary(self) -> None:
        day = self.diary.day(self.tab.day.date)
        for question in self.tab.day.questions:
            chosen = [b.isChecked() for b in question.buttons]
            assert sum(chosen) == (question.field in day.answers)
        assert self.tab.day.crash.isChecked() == day.crash
        assert self.tab.day.undo.isEnabled() == self.session.can_undo == bool(self.before)


Picture = tuple[object, ...]


def new_diary() -> Diary:
    return Diary(
        dose_steps=[
            DoseStep(date(2026, 10, 1), 0.5),
            DoseStep(TODAY - timedelta(days=1), 1.0, planned=True),
        ]
    )


def delete_closed_widgets() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

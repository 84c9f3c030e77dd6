"""Every state of the window by name, and the touches that lead to it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from ldn_desktop.diary import analysis_plan, doses, function, marks
from ldn_desktop.diary.fields import DOSE, DOSE_TIME
from ldn_desktop.diary.model import (
    Answer,
    AnswerChange,
    DoseStep,
    DoseStepChange,
    Edit,
    MarkChange,
    MarkKind,
    Source,
)
from ldn_desktop.diary.recording import answer_now
from ldn_desktop.diary.symptoms import FUNCAP
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _, formats, ngettext
from ldn_desktop.storage import DiaryFile, WrongPassphraseError, open_diary
from ldn_desktop.ui.charts.tab import ChartsTab
from ldn_desktop.ui.guide.blocks import ParagraphView
from ldn_desktop.ui.guide.tab import GuideTab
from ldn_desktop.ui.importing.import_page import ImportPage
from ldn_desktop.ui.main_window import MainWindow
from ldn_desktop.ui.pages.page import Page
from ldn_desktop.ui.settings.another_computer.sharing_page import SharingPage
from ldn_desktop.ui.settings.diary_file_page import DiaryFilePage
from ldn_desktop.ui.settings.encryption_page import ChangePassphrasePage, EncryptionPage
from ldn_desktop.ui.settings.settings_page import SettingsPage
from ldn_desktop.ui.settings.tracked_symptoms_page import FOLDED_FROM
from ldn_desktop.ui.start.notice_page import NoticePage
from ldn_desktop.ui.start.refusal_window import RefusalWindow
from ldn_desktop.ui.start.start_window import StartWindow
from ldn_desktop.ui.start.unlock_window import UnlockWindow
from ldn_desktop.ui.start.welcome_page import WelcomePage
from ldn_desktop.ui.style.theme import percent_now
from ldn_desktop.ui.today.calendar.calendar_page import CalendarPage
from ldn_desktop.ui.today.note_page import NotePage
from ldn_desktop.ui.today.one_question.one_question_page import OneQuestionPage
from ldn_desktop.wording.dose_text import step_words

Lead = Callable[[MainWindow], object]
Kind = TypeVar("Kind", bound=QWidget)
PATIENCE_MS, POLL_MS = 20_000, 10
MORNING = 9
EARLIER = timedelta(minutes=20)
"""Before this computer, the other one answered: of two answers the newer is shown."""
TABLE = """date,fatigue,brain fog,headache,steps,mood,LDN (mg),weather,note
1/3/2026,5,3,2,1800,6,1.5,rain,
2/3/2026,6,4,0,950,5,1.5,sun,"Slept badly, then rested"
3/3/2026,8,7,3,310,4,,rain,
"""
"""What another program might have stored: scores, a reading, a dose, a note, dates that read two
ways, a scale that runs the other way, and something that stays out."""


def settle() -> None:
    """Let every layout and paint that waits happen."""
    for _round in range(3):
        QApplication.processEvents()
        QApplication.sendPostedEvents()


def wait_until(ready: Callable[[], bool]) -> None:
    """Let the event loop run until `ready`. Raises UserError after 20 seconds."""
    loop, poll, limit = QEventLoop(), QTimer(interval=POLL_MS), QTimer(singleShot=True)
    poll.timeout.connect(lambda: loop.exit(0) if ready() else None)
    limit.timeout.connect(lambda: loop.exit(1))
    poll.start()
    limit.start(PATIENCE_MS)
    try:
        # What was ready a moment ago may be drawn anew by now: it is asked once.
        if not ready() and loop.exec():
            raise UserError(_("The tour waited 20 seconds and nothing happened."))
    finally:
        poll.stop()  # or it goes on asking a window that may be gone
        limit.stop()


def front(window: MainWindow, kind: type[Kind]) -> Kind:
    """What lies over the tabs, or the tab in front. It must be a `kind`."""
    shown = window.pages.currentWidget()
    if not isinstance(shown, Page):
        shown = window.tabs.currentWidget()
    if not isinstance(shown, kind):
        raise TypeError(f"{type(shown).__name__} is in front, not {kind.__name__}")
    return shown


def touch(window: MainWindow, name: str) -> None:
    """Touch the button that reads `name`, or is read out so, on what is in front.

    Waits for it where it is still being built. Raises UserError after 20 seconds.
    """
    found: list[QAbstractButton] = []

    def is_there() -> bool:
        found[:] = _buttons(window, name)
        return bool(found)

    wait_until(is_there)
    found[0].click()
    settle()


def _buttons(window: MainWindow, name: str) -> list[QAbstractButton]:
    """The buttons called `name` that could be touched now."""
    return [
        button
        for button in front(window, QWidget).findChildren(QAbstractButton)
        if name in (button.text(), button.accessibleName())
        and button.isVisible()
        and button.isEnabled()
    ]


def touches(*names: str, start: Lead | None = None) -> Lead:
    """From `start`, or else the window's front, one button after the other."""

    def lead(window: MainWindow) -> None:
        if start is not None:
            start(window)
            settle()
        for name in names:
            touch(window, _(name))

    return lead


def back_to_start(window: MainWindow) -> None:
    """Today with nothing over it, and everything of this sitting undone."""
    while window.session.can_undo:
        window.session.undo()
    while isinstance(page := window.pages.currentWidget(), Page):
        page.leave()
    window.session.enter_as(None)
    _leave_shared(window)
    window.go_to("today")
    window.today.go_to(window.session.today)
    # Deleted pages would still answer to findChildren.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    settle()


def full_day(window: MainWindow) -> None:
    """Every question answered, low mood at its worst."""
    day = window.today.day
    for position, question in enumerate(day.questions):
        day.answer(question.field, question.words[position % 5].points)
    day.answer("low_mood", 10.0)
    for button in (day.dose.took, day.dose.none):
        if button.isVisible() and not button.isChecked():
            button.click()


def planned_step(window: MainWindow) -> None:
    """A step that was planned for today waits for its answer."""
    session = window.session
    session.record(Edit((DoseStepChange(session.today, None, DoseStep(session.today, 3.0, True)),)))


def _waiting(window: MainWindow) -> None:
    """A day to look was fixed and is still to come."""
    session = window.session
    when = session.today + timedelta(days=30)
    session.record(analysis_plan.fix_look_again(session.diary, when, session.today))
    _drawn("Did anything change?")(window)


def _one_question_chosen(window: MainWindow) -> None:
    """Back at a question that was answered: the focus is on its answer."""
    window.today.open("one question")
    page = front(window, OneQuestionPage)
    for question in page.questions[:3]:
        window.session.answer(window.session.today, question.field, 5.0)
    page.show_question(2)


def _one_question_of_another_day(window: MainWindow) -> None:
    _earlier_day(window)
    window.today.open("one question")


def _one_question_end(window: MainWindow) -> None:
    window.today.open("one question")
    page = front(window, OneQuestionPage)
    while not page.finished:
        page.show_question(page.index + 1)


def _one_question_dose(window: MainWindow) -> None:
    window.today.open("one question")
    page = front(window, OneQuestionPage)
    page.show_question(len(page.questions) - 1)


def _one_question_dose_time(window: MainWindow) -> None:
    _dose_time(window)
    window.today.open("one question")
    page = front(window, OneQuestionPage)
    page.show_question(len(page.questions) - 1)


def _undone(window: MainWindow) -> None:
    window.today.day.answer("pain", 7.5)
    window.today.undo()


def _some_side_effects(window: MainWindow) -> None:
    full_day(window)
    for field, points in (("headache", 2.5), ("vivid_dreams", 5.0)):
        window.today.day.answer(field, points)


def _planned_and_copied(window: MainWindow) -> None:
    planned_step(window)
    window.today.day.same_as_day_before()


def _crash_day(window: MainWindow) -> date:
    """The last crash day before today."""
    session = window.session
    days = session.diary.days(end=session.today - timedelta(days=1))
    return max(day.date for day in days if day.crash)


def _back_after_an_abrupt_end(window: MainWindow) -> None:
    wait_until(lambda: window.session.all_saved)
    settle()
    now = window.session.clock().isoformat(timespec="minutes")
    shown = window.session.today - timedelta(days=3)
    window.preferences.remember(place=f"{now} {shown.isoformat()} ")
    window.today.restore_location()


def _calendar_day(window: MainWindow) -> None:
    """A day with a note, read beside the month."""
    session = window.session
    days = session.diary.days(end=session.today - timedelta(days=1))
    noted = max(day.date for day in days if day.note)
    window.today.open("calendar")
    page = front(window, CalendarPage)
    page.month.focus_day(noted)


def _morning(window: MainWindow) -> None:
    clock = window.session.clock
    window.session.clock = lambda: clock().replace(hour=MORNING)
    window.today.day.refresh()
    window.session.clock = clock


def _earlier_day(window: MainWindow) -> None:
    window.today.go_to(window.session.today - timedelta(days=10))


def _trouble(window: MainWindow) -> None:
    full_day(window)
    wait_until(lambda: window.session.all_saved)
    settle()
    window.session.trouble.emit(
        _("The disk is full. Please free up some space. Nothing you saved has been lost.")
    )


def _trouble_on_a_page(window: MainWindow) -> None:
    window.today.open("one question")
    _trouble(window)


def _written_note(window: MainWindow) -> None:
    window.today.open("note")
    page = front(window, NotePage)
    page.text.setPlainText(
        "Slept badly. Short walk, then lay down.\nشكرا · 眠れない · не спав · धन्यवाद"
    )
    page.save()
    wait_until(lambda: bool(page.saved.text()))


def _welcome(number: int) -> Lead:
    def show(window: MainWindow) -> None:
        page = WelcomePage(window.session, window.preferences)
        window.show_page(page)
        page.show_step(number)

    return show


def _welcome_dose(window: MainWindow) -> None:
    _welcome(2)(window)
    touch(window, _("Yes"))


def _help_in(country: str) -> Lead:
    def show(window: MainWindow) -> None:
        window.preferences.remember(help_country=country)
        window.show_help()

    return show


def charts(window: MainWindow) -> None:
    """Charts in front and everything drawn."""
    window.go_to("charts")
    wait_until(front(window, ChartsTab).is_ready)


def _drawn(*names: str) -> Lead:
    """From Charts on by buttons, and wait until all is drawn."""

    def show(window: MainWindow) -> None:
        charts(window)
        tab = front(window, ChartsTab)
        for name in names:
            touch(window, _(name))
            for _picture in range(3):  # what was worked out may ask for a picture of it
                wait_until(_ready(window, tab))
                settle()

    return show


def _ready(window: MainWindow, tab: ChartsTab) -> Callable[[], bool]:
    """Whether the charts in front are drawn: those of the tab, or of the page that covers it."""
    page = window.pages.currentWidget()
    if not isinstance(page, Page):
        return tab.is_ready
    inside = page.findChild(ChartsTab)
    return inside.is_ready if inside is not None else lambda: tab.worker.idle


def _chart_again(window: MainWindow) -> None:
    _drawn("Chart", "3 months")(window)


def guide(window: MainWindow, section: str = "should-i-ask") -> GuideTab:
    """The Guide in front, at `section`, whole."""
    window.go_to("guide")
    tab = front(window, GuideTab)
    tab.search.clear()
    tab.go_to(section)
    tab.finish()
    settle()
    return tab


def _section(key: str) -> Lead:
    return lambda window: guide(window, key)


def _card(section: str, *, word: bool) -> Lead:
    """The first source's, or the first word's, card of `section`, opened."""

    def show(window: MainWindow) -> None:
        tab = guide(window, section)
        views = tab.column.views if tab.column else []
        view = next(view for view in views if isinstance(view, ParagraphView))
        if word:
            view.paragraph.term_touched.emit(next(iter(view.terms)))
        else:
            view.toggle()

    return show


def _unfolded(window: MainWindow) -> GuideTab:
    tab = guide(window)
    if tab.unfold.isVisible():
        tab.unfold.click()
    return tab


def _finding(words: str) -> Lead:
    def show(window: MainWindow) -> None:
        _unfolded(window).search.setText(words)

    return show


def _renaming(window: MainWindow) -> None:
    touches("Symptoms to track", start=MainWindow.show_settings)(window)
    if percent_now() >= FOLDED_FROM:
        touch(window, _("Change {symptom}").format(symptom=_("Pain")))
    touch(window, _("Rename {symptom}").format(symptom=_("Pain")))


def _changed_step(window: MainWindow) -> None:
    touches("Dose steps", start=MainWindow.show_settings)(window)
    steps = [step for step in window.session.diary.dose_steps if not step.planned]
    touch(window, _("Change {name}").format(name=step_words(steps[-1])))
    touch(window, _("Calendar"))


def _with_missing_step(window: MainWindow) -> None:
    """A dose that another app recorded before the first step."""
    session = window.session
    first = session.diary.dose_steps[0].start
    changes = []
    for number in range(1, 11):
        when = first - timedelta(days=number)
        before = session.diary.day(when).answers.get(DOSE)
        changes.append(AnswerChange(when, DOSE, before, Answer(0.25, 600, Source.IMPORTED)))
    session.record(Edit(tuple(changes)))


def _missing_step(window: MainWindow) -> None:
    _with_missing_step(window)
    touches("Dose steps", start=_settings)(window)


def _compared_without_step(window: MainWindow) -> None:
    _with_missing_step(window)
    _drawn("Did anything change?")(window)


def _with_marks(window: MainWindow) -> None:
    """One mark of each kind, some of them over."""
    session = window.session
    for kind, name, ago, days in (
        (MarkKind.MEDICINE, "Melatonin", 70, None),
        (MarkKind.MEDICINE, "Vitamin D", 400, None),
        (MarkKind.MEDICINE, "Coenzyme Q10", 60, 20),
        (MarkKind.INFECTION, "", 35, 6),
        (MarkKind.VACCINATION, "", 90, None),
        (MarkKind.PERIOD, "", 20, 4),
        (MarkKind.EVENT, _("Moved house"), 110, None),
    ):
        start = session.today - timedelta(days=ago)
        stop = None if days is None else start + timedelta(days=days)
        made = marks.new_mark(session.diary, kind, name, start, stop)
        session.record(marks.set_mark(session.diary, made))


def _marks(window: MainWindow) -> None:
    _with_marks(window)
    touches("Other medicines and events", start=MainWindow.show_settings)(window)


def _changed_mark(window: MainWindow) -> None:
    _marks(window)
    found = next(mark for mark in window.session.diary.marks if mark.name == "Coenzyme Q10")
    touch(window, _("Change {name}").format(name=marks.mark_text(found)))


def _opioid(window: MainWindow) -> None:
    from ldn_desktop.ui.marks.marks_page import MarksPage

    touches("Other medicines and events", start=MainWindow.show_settings)(window)
    page = front(window, MarksPage)
    page.form.name.setText("Tramadol")


def _with_results(window: MainWindow) -> None:
    """Four months of FUNCAP, one of few answers."""
    session = window.session
    for number, mean in enumerate((2.1, 2.4, 2.9)):
        when = session.today - timedelta(days=100 - 30 * number)
        domains = {key: min(6.0, mean + n / 4) for n, key in enumerate(function.DOMAINS)}
        session.record(function.record_result(session.diary, when, mean, domains, session.clock()))
    answer = Answer(3.3, 600, Source.IMPORTED, 0, {"origin": "Visible", "items": 3})
    session.record(session.diary.answer(session.today - timedelta(days=9), FUNCAP, answer))


def _function(window: MainWindow) -> None:
    _with_results(window)
    touches("Function (FUNCAP)", start=MainWindow.show_settings)(window)


def _changed_result(window: MainWindow) -> None:
    _function(window)
    oldest = function.results(window.session.diary)[0]
    words = _("{mean} on {day}").format(
        mean=function.mean_text(oldest), day=formats.long_date(oldest.date)
    )
    touch(window, _("Change {name}").format(name=words))


def _marks_drawn(window: MainWindow) -> None:
    _with_marks(window)
    _chart_again(window)


def _compared_beside(window: MainWindow) -> None:
    """Other medicines began in the compared time."""
    _with_marks(window)
    _with_results(window)
    _drawn("Did anything change?")(window)


def _function_drawn(window: MainWindow) -> None:
    """FUNCAP beside two symptoms."""
    _with_results(window)
    _chart_again(window)
    tab = front(window, ChartsTab)
    tab.choose_keys(["fatigue", FUNCAP])
    wait_until(tab.is_ready)


def _dose_time(window: MainWindow) -> None:
    """The time of the dose is asked for, and answered."""
    session = window.session
    session.record(doses.ask_time(session.diary, asked=True))
    full_day(window)
    window.today.day.answer(DOSE_TIME, "evening")


def _backed_up(window: MainWindow) -> None:
    _files(window)
    page = front(window, DiaryFilePage)
    touch(window, _("Back up now"))
    wait_until(lambda: not page.backups.busy)
    settle()


def _restore(window: MainWindow) -> None:
    _backed_up(window)
    window.session.answer(window.session.today, "pain", 5.0)
    page = front(window, DiaryFilePage)
    for button in page.backups.findChildren(QAbstractButton):
        if button.text() == _("Restore…"):
            button.click()
            break
    wait_until(lambda: not page.backups.busy)
    settle()


def _files(window: MainWindow) -> None:
    touches("Diary file and backups", start=MainWindow.show_settings)(window)
    done: list[object] = []
    window.session.on_disk(window, lambda: None, done.append)
    wait_until(lambda: bool(done))
    settle()


def _month_sheet(window: MainWindow) -> None:
    from ldn_desktop.ui.today.on_paper.month_sheet_page import MonthSheetPage

    window.today.open("calendar")
    touch(window, _("On paper…"))
    page = front(window, MonthSheetPage)
    wait_until(lambda: page.view.is_ready)


def _month_entry(window: MainWindow) -> None:
    """Some boxes of the first days are ticked, as somebody types them."""
    from ldn_desktop.ui.today.on_paper.month_entry_page import MonthEntryPage

    window.today.open("calendar")
    touch(window, _("On paper…"))
    touch(window, _("Type it in ›"))
    page = front(window, MonthEntryPage)
    for box in (3, 2, 4):
        page.tick(box)


def _reminder_on(window: MainWindow) -> None:
    """Only shown: no scheduler of this computer hears of it."""
    from ldn_desktop.reminder import ReminderPlan

    window.show_settings()
    front(window, SettingsPage).reminder.show_plan(ReminderPlan(19))


def _helper_today(window: MainWindow) -> None:
    window.session.enter_as("Anna")
    full_day(window)


def _helper_settings(window: MainWindow) -> None:
    window.session.enter_as("Anna")
    window.show_settings()


def _sharing_page(window: MainWindow) -> SharingPage:
    _settings(window)
    touch(window, _("Another computer: {detail}").format(detail=_("off")))
    page = front(window, SharingPage)
    wait_until(lambda: not page.busy)
    settle()
    return page


def _scratch(window: MainWindow) -> Path:
    """The throw-away folder in which the diary of the tour lies."""
    folder = window.session.file.folder
    if folder is None:
        raise LookupError("a diary without a folder is shared with nobody")
    return folder.parent


def _previewed(name: str) -> Lead:
    """What sharing in the folder `name` would do; another computer has a diary there."""

    def show(window: MainWindow) -> None:
        shared = _scratch(window) / name
        _other_computer(window, shared)
        page = _sharing_page(window)
        page.look_at(shared)
        wait_until(lambda: not page.busy)
        settle()

    return show


def _other_computer(window: MainWindow, shared: Path) -> None:
    """Another diary answers some of today's questions otherwise, and shares that in `shared`."""
    shared.mkdir(exist_ok=True)
    today, before = window.session.today, window.session.clock() - EARLIER
    answers = {"fatigue": 7.5, "pain": 2.5, "note": "A walk to the gate, then rest."}
    with open_diary(_scratch(window) / f"other {shared.name}") as other:
        for name, value in answers.items():
            given = answer_now(other.diary, today, value, before)
            other.record(other.diary.answer(today, name, given))
        sharing = other.sharing() or other.join(shared)
        sharing.exchange()


def _shared(window: MainWindow) -> None:
    """The diary is shared, and the other computer says something else today."""
    shared, session = _scratch(window) / "shared", window.session
    for name, value in (("fatigue", 5.0), ("pain", 5.0), ("note", "Rested.")):
        session.answer(session.today, name, value)
    _other_computer(window, shared)
    _join(window, shared)
    session.exchange()
    wait_until(lambda: bool(session.differences))
    settle()


def _join(window: MainWindow, shared: Path) -> None:
    """Share the diary in the folder `shared`."""
    file, done = window.session.file, list[object]()
    if not isinstance(file, DiaryFile):
        raise TypeError("a diary without a folder is shared with nobody")
    window.session.on_disk(window, partial(file.join, shared), done.append)
    wait_until(lambda: bool(done))


def _changed_apart(window: MainWindow, name: str, theirs: Edit, ours: Edit) -> None:
    """Two computers that share this diary in the folder `name` change the same entries, `theirs`
    and `ours`, and neither knows of the other's change."""
    session = window.session
    shared, other_folder = _scratch(window) / name, _scratch(window) / f"other {name}"
    # Empty, as at the start: an earlier picture may have joined there.
    for folder in (shared, other_folder):
        shutil.rmtree(folder, ignore_errors=True)
    shared.mkdir()
    _join(window, shared)
    with open_diary(other_folder) as other:
        sharing = other.join(shared)
        other.record(theirs)
        sharing.exchange()
    session.record(ours)
    session.exchange()
    wait_until(lambda: len(session.differences) == len(theirs.changes))
    settle()


def _marks_differ(window: MainWindow) -> None:
    """The other computer says when a medicine stopped, and changed one that was removed here."""
    _with_marks(window)
    diary, today = window.session.diary, window.session.today
    lasting, removed = (
        next(mark for mark in diary.marks if mark.name == name)
        for name in ("Melatonin", "Coenzyme Q10")
    )
    stopped = lasting._replace(stop=today - timedelta(days=3))
    longer = removed._replace(stop=today - timedelta(days=30))
    later = lasting._replace(start=lasting.start + timedelta(days=2))
    theirs = (MarkChange(lasting.id, lasting, stopped), MarkChange(removed.id, removed, longer))
    ours = (MarkChange(lasting.id, lasting, later), MarkChange(removed.id, removed, None))
    _changed_apart(window, "marks", Edit(theirs), Edit(ours))
    touches("Other medicines and events", start=_settings)(window)


def _function_differs(window: MainWindow) -> None:
    """The other computer has another result, and changed one that was removed here."""
    _with_results(window)
    diary, now = window.session.diary, window.session.clock()
    removed, changed = (result.date for result in function.results(diary)[:2])

    def result(when: date, mean: float) -> AnswerChange:
        (change,) = function.record_result(diary, when, mean, {}, now).changes
        assert isinstance(change, AnswerChange)
        return change

    theirs = (result(removed, 2.6), result(changed, 2.8))
    ours = (AnswerChange(removed, FUNCAP, theirs[0].before, None), result(changed, 2.2))
    _changed_apart(window, "results", Edit(theirs), Edit(ours))
    touches("Function (FUNCAP)", start=_settings)(window)


def _shared_page(window: MainWindow) -> None:
    _shared(window)
    _opened_sharing_page(window)


def _opened_sharing_page(window: MainWindow) -> SharingPage:
    _settings(window)
    front(window, SettingsPage).sharing.click()
    page = front(window, SharingPage)
    wait_until(lambda: not page.busy)
    settle()
    return page


def _apart_page(window: MainWindow) -> SharingPage:
    """Both computers began to share before they knew of one another."""
    shared, session = _scratch(window) / "apart", window.session
    # Empty, as at the start: an earlier picture may have joined there.
    shutil.rmtree(shared, ignore_errors=True)
    shared.mkdir()
    _join(window, shared)
    theirs = _scratch(window) / "apart too"
    _other_computer(window, theirs)
    shutil.copytree(theirs, shared, dirs_exist_ok=True)
    failed: list[str] = []
    session.exchange_failed.connect(failed.append)
    session.exchange()
    wait_until(lambda: bool(failed))
    return _opened_sharing_page(window)


def _apart_preview(window: MainWindow) -> None:
    page = _apart_page(window)
    page.compare.click()
    wait_until(lambda: not page.busy)
    settle()


def _one_question_differs(window: MainWindow) -> None:
    _shared(window)
    window.today.open("one question")
    front(window, OneQuestionPage).show_question(0)


def _note_differs(window: MainWindow) -> None:
    _shared(window)
    window.today.open("note")


def _leave_shared(window: MainWindow) -> None:
    """The states after this one are of a diary that nobody shares."""
    file, done = window.session.file, list[object]()
    if isinstance(file, DiaryFile):
        window.session.on_disk(window, file.leave, done.append)
        wait_until(lambda: bool(done))
        window.session.forget_differences()


TYPED = "three calm geese"


def _recovery_sheet(window: MainWindow) -> None:
    """The second step of setting a passphrase: the words of the sheet."""
    _files(window)
    touch(window, _("Set a passphrase…"))
    page = front(window, EncryptionPage)
    for field in (page.first, page.second):
        field.setText(TYPED)
    page.go_on.click()
    wait_until(lambda: page.number == 1)
    settle()


def _words_of_the_sheet(window: MainWindow) -> None:
    """The third step: two words are typed back."""
    _recovery_sheet(window)
    page = front(window, EncryptionPage)
    page.save_sheet(_scratch(window) / "recovery-sheet.pdf")
    page.go_on.click()
    wait_until(lambda: page.number == 2)
    settle()


def _passphrase_change(window: MainWindow) -> None:
    window.show_page(ChangePassphrasePage(window.session))


def _notice(window: MainWindow) -> None:
    """What the person reads at the start after the diary file was damaged."""
    notices = window.session.file.notices
    damaged = _("The diary file was damaged.")
    restored = ngettext(
        "Everything was restored: {n} day.", "Everything was restored: {n} days.", 2
    )
    notices.append(" ".join((damaged, restored.format(n=len(window.session.diary.dates())))))
    window.show_page(NoticePage(window.session))
    settle()
    notices.clear()


def _import(window: MainWindow) -> None:
    _files(window)
    touch(window, _("Import…"))


def _preview(window: MainWindow) -> None:
    _import(window)
    folder = window.session.file.folder
    if folder is None:
        raise LookupError("a diary without a folder has no place for a file to read")
    path = folder.parent / "other-program.csv"
    path.write_text(TABLE, "utf-8")
    page = front(window, ImportPage)
    page.read(path)
    wait_until(page.accept.isVisible)


def _imported(window: MainWindow) -> None:
    _preview(window)
    front(window, ImportPage).accept.click()


def _target(window: MainWindow) -> None:
    _preview(window)
    touch(window, _("Change what {name} becomes").format(name="mood"))


def _import_dates(window: MainWindow) -> None:
    _preview(window)
    touch(window, _("Change how dates are read"))


def _not_imported(window: MainWindow) -> None:
    _preview(window)
    words = ngettext("Show what is not imported ›", "Show these {n} ›", 3)
    touch(window, words.format(n=3))


def _invalid_amount(window: MainWindow) -> None:
    from ldn_desktop.ui.today.dose_page import DosePage

    window.today.open("dose")
    page = front(window, DosePage)
    page.other.setText("a spoonful")
    page.other.returnPressed.emit()


_settings: Lead = MainWindow.show_settings

TODAY_STATES: dict[str, Lead] = {
    "empty day": lambda _window: None,
    "full day": full_day,
    "crash day": lambda window: window.today.day.toggle_crash(),
    "crash day details": touches(
        "Add details", start=lambda window: window.today.day.crash.click()
    ),
    "copied day": lambda window: window.today.day.same_as_day_before(),
    "undone": _undone,
    "planned step": planned_step,
    "morning": _morning,
    "earlier day": _earlier_day,
    "earlier crash day": lambda window: window.today.go_to(_crash_day(window)),
    "some side effects": _some_side_effects,
    "planned step copied": _planned_and_copied,
    "back after an abrupt end": _back_after_an_abrupt_end,
    "trouble": _trouble,
    "helper": _helper_today,
}
"""Today itself, in every state that a person may find it in."""

STATES: dict[str, Lead] = {
    **TODAY_STATES,
    "one question": lambda window: window.today.open("one question"),
    "one question chosen": _one_question_chosen,
    "one question of another day": _one_question_of_another_day,
    "one question dose": _one_question_dose,
    "one question dose time": _one_question_dose_time,
    "one question end": _one_question_end,
    "one question trouble": _trouble_on_a_page,
    "note": lambda window: window.today.open("note"),
    "note written": _written_note,
    "dose": lambda window: window.today.open("dose"),
    "dose refused": _invalid_amount,
    "side effects": lambda window: window.today.open("side effects"),
    "calendar": lambda window: window.today.open("calendar"),
    "calendar day": _calendar_day,
    "month sheet": _month_sheet,
    "month entry": _month_entry,
    "settings": _settings,
    "settings reminder": _reminder_on,
    "settings helper": _helper_settings,
    "language": touches("Language", start=_settings),
    "country": touches("Country for Help now", start=_settings),
    "symptoms to track": touches("Symptoms to track", start=_settings),
    "renaming": _renaming,
    "dose steps": touches("Dose steps", start=_settings),
    "dose steps fill in": touches("Dose steps", "Fill in as taken…", start=_settings),
    "dose steps change": _changed_step,
    "dose steps missing": _missing_step,
    "marks": _marks,
    "marks empty": touches("Other medicines and events", start=_settings),
    "marks change": _changed_mark,
    "marks opioid": _opioid,
    "function": _function,
    "function change": _changed_result,
    "function empty": touches("Function (FUNCAP)", start=_settings),
    "dose time": _dose_time,
    "diary file": _files,
    "diary file backups": _backed_up,
    "diary file restore": _restore,
    "passphrase": touches("Set a passphrase…", start=_files),
    "passphrase sheet": _recovery_sheet,
    "passphrase words": _words_of_the_sheet,
    "passphrase change": _passphrase_change,
    "notice": _notice,
    "another computer": _sharing_page,
    "another computer preview": _previewed("Dropbox"),
    "another computer differs": _shared_page,
    "another computer apart": _apart_page,
    "another computer apart preview": _apart_preview,
    "another computer stop": touches("Stop sharing…", start=_shared_page),
    "day differs": _shared,
    "one question differs": _one_question_differs,
    "note differs": _note_differs,
    "marks differ": _marks_differ,
    "function differs": _function_differs,
    "import": _import,
    "import preview": _preview,
    "imported": _imported,
    "import target": _target,
    "import dates": _import_dates,
    "import left out": _not_imported,
    "licences": touches("Licences", start=_settings),
    "keys": lambda window: window.show_keys(),
    "help now": _help_in(""),
    "help United Kingdom": _help_in("gb"),
    "charts": _chart_again,
    "charts marks": _marks_drawn,
    "charts year": _drawn("Year"),
    "charts table": _drawn("Table"),
    "charts choice": _drawn("What to show…"),
    "charts own dates": _drawn("Chart", "Dates…"),
    "comparison": _drawn("Did anything change?"),
    "comparison beside": _compared_beside,
    "comparison without step": _compared_without_step,
    "comparison waiting": _waiting,
    "comparison how sure": _drawn("Did anything change?", "How sure is this? ›"),
    "comparison method": _drawn("Did anything change?", "How sure is this? ›", "How this works ›"),
    "comparison plan": _drawn("Did anything change?", "What to compare, and when to check ›"),
    "report": _drawn("Report for my doctor"),
    "charts export": _drawn("Save or print…"),
    "print chart": _drawn("Save or print…", "Print…"),
    # Last of Charts: what it shows is remembered.
    "charts function": _function_drawn,
    "guide": _section("should-i-ask"),
    "guide opioids": _section("opioids"),
    "guide side effects": _section("side-effects"),
    "guide at a glance": _section("at-a-glance"),
    "guide fibromyalgia": _section("fibromyalgia"),
    "guide why promise can fail": _section("why-promise-can-fail"),
    "guide list": _unfolded,
    "guide found": _finding("vivid dreams"),
    "guide nothing found": _finding("zzz"),
    "guide source card": _card("side-effects", word=False),
    "guide word card": _card("side-effects", word=True),
    "guide print": touches("Print…", start=_section("should-i-ask")),
}
"""On the invented diary."""

FIRST_STATES: dict[str, Lead] = {
    "first start 1": _welcome(0),
    "first start 2": _welcome(1),
    "first start 3": _welcome(2),
    "first start dose": _welcome_dose,
    "first day": lambda _window: None,
    "first one question": lambda window: window.today.open("one question"),
    "first calendar": lambda window: window.today.open("calendar"),
    "first dose steps": touches("Dose steps", start=_settings),
    "first charts": charts,
    "first charts example": _drawn("Show me an example"),
    "first table": _drawn("Table"),
}
"""On a diary of which nothing is written yet."""


def _nothing_opens(_passphrase: str) -> DiaryFile:
    raise WrongPassphraseError(
        _(
            "This is not the passphrase for this diary, nor the words on its recovery sheet. "
            "Nothing was changed."
        )
    )


def _unlock_refused() -> UnlockWindow:
    asking = UnlockWindow(_nothing_opens)
    asking.field.setText(TYPED)
    asking.unlock()
    return asking


def _damaged() -> RefusalWindow:
    return RefusalWindow(
        _(
            "A part of the program is missing or damaged ({name}). What you recorded before is "
            "safe. Please install LDN Desktop again."
        ).format(name="numpy")
    )


DIALOGS: dict[str, Callable[[], StartWindow]] = {
    "unlock": lambda: UnlockWindow(_nothing_opens),
    "unlock refused": _unlock_refused,
    "no start": _damaged,
}
"""What opens before the window."""


def evening_of(moment: datetime) -> datetime:
    """Half past seven in the evening of the day of `moment`: pictures tell the same time."""
    return moment.replace(hour=19, minute=30, second=0, microsecond=0)

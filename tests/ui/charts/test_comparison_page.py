"""Did anything change: the page, what it says, and what is agreed on beforehand."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ldn_desktop import analysis
from ldn_desktop.analysis import Verdict, comparison_table, sentences, text
from ldn_desktop.analysis.verdict import Reason
from ldn_desktop.diary import analysis_plan
from ldn_desktop.diary.demo import demo_diary
from ldn_desktop.diary.fields import DOSE
from ldn_desktop.diary.model import Answer, AnswerChange, Day, Diary, DoseStep, Edit, Source
from ldn_desktop.diary.symptoms import FATIGUE
from ldn_desktop.i18n.formats import date_near, long_date
from ldn_desktop.ui.charts.comparison import comparison_data
from ldn_desktop.ui.charts.comparison.analysis_plan_page import AnalysisPlanPage
from ldn_desktop.ui.charts.comparison.change_table import ChangeHead, ChangeLine, ChangeTable
from ldn_desktop.ui.charts.comparison.check_again_row import CheckAgainRow
from ldn_desktop.ui.charts.comparison.compared_days import ComparedDays
from ldn_desktop.ui.charts.comparison.comparison_data import DayUse, Shape
from ldn_desktop.ui.charts.comparison.comparison_page import ComparisonPage
from ldn_desktop.ui.charts.comparison.how_sure_page import HowSurePage
from ldn_desktop.ui.charts.comparison.method_page import MethodPage
from ldn_desktop.ui.charts.tab import ChartsTab
from ldn_desktop.ui.main_window import MainWindow
from ldn_desktop.ui.style import fonts
from ldn_desktop.ui.style.focus_ring import current_focus_ring
from ldn_desktop.ui.style.theme import TextScale
from ldn_desktop.ui.widgets import accessibility
from tests.support.analysis.diaries import START, around, diary
from tests.support.ui.window import TODAY, Clock, OpenWindow


def texts(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def button(widget: QWidget, text: str) -> QPushButton:
    """The one in sight: those of an earlier look are still to be deleted."""
    return next(
        b
        for b in widget.findChildren(QPushButton)
        if b.text().endswith(text) and b.isVisibleTo(widget)
    )


def charts(window: MainWindow) -> ChartsTab:
    window.go_to("charts")
    tab = window.tab("charts")
    assert isinstance(tab, ChartsTab)
    return tab


def comparison(window: MainWindow, qtbot: QtBot) -> ComparisonPage:
    tab = charts(window)
    qtbot.waitUntil(tab.is_ready, timeout=20_000)
    tab.change.click()
    page = window.pages.currentWidget()
    assert isinstance(page, ComparisonPage)
    qtbot.waitUntil(lambda: page.data is not None, timeout=20_000)
    qtbot.waitUntil(tab.is_ready, timeout=20_000)
    return page


def lines(page: ComparisonPage) -> list[ChangeLine]:
    return [line for line in page.findChildren(ChangeLine) if line.isVisibleTo(page)]


def test_a_headline_stands_above_one_row_a_symptom_and_side_effects_apart(
    open_window: OpenWindow, usual_diary: Diary, qtbot: QtBot
) -> None:
    page = comparison(open_window(usual_diary), qtbot)
    asked = text.latest(analysis.compare(usual_diary, today=TODAY))
    assert page.data is not None
    assert page.lead.text() == page.data.headline
    shown = lines(page)
    named = [line.row.name for line in shown]
    symptoms = [one.name for one in asked if not one.evidence.side_effect]
    effects = [one.name for one in asked if one.evidence.side_effect]
    assert named == [*symptoms, "Crash days", *effects]
    tables = [
        comparison_table.accessibleName() for comparison_table in page.findChildren(ChangeTable)
    ]
    assert tables == ["Symptoms", "Side effects"]


def test_the_headline_is_announced_and_tab_stops_at_each_row(
    open_window: OpenWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    announced: list[str] = []
    monkeypatch.setattr(accessibility, "say", lambda _widget, text: announced.append(text))
    page = comparison(open_window(demo_diary(TODAY)), qtbot)
    assert page.lead.text() in announced
    for line in page.findChildren(ChangeLine):
        assert line.focusPolicy() is Qt.FocusPolicy.TabFocus
        line.setFocus(Qt.FocusReason.TabFocusReason)
        ring = current_focus_ring()
        assert ring is not None
        assert ring.target is line


def test_what_charts_come_to_is_announced_each_time_one_comes_there(
    open_window: OpenWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    announced: list[str] = []
    window = open_window(demo_diary(TODAY))
    tab = charts(window)
    qtbot.waitUntil(lambda: tab.result is not None)
    window.go_to("today")
    monkeypatch.setattr(accessibility, "say", lambda _widget, text: announced.append(text))
    window.go_to("charts")
    assert tab.headline.accessibleName() in announced


def test_each_row_says_and_draws_what_was_worked_out(
    open_window: OpenWindow, usual_diary: Diary, qtbot: QtBot
) -> None:
    page = comparison(open_window(usual_diary), qtbot)
    rows = {line.row.name: line for line in lines(page)}
    compared = [
        one
        for one in text.latest(analysis.compare(usual_diary, today=TODAY))
        if one.estimate is not None and rows[one.name].row.interval is not None
    ]
    assert compared
    for one in compared:
        assert one.estimate is not None
        row = rows[one.name].row
        change, low, high = one.estimate.size
        assert row.interval == (low, change, high)
        assert row.verdict == sentences.verdict(one.verdict)
        assert (row.before, row.now) == (one.earlier.mean, one.later.mean)
        announcement = rows[one.name].accessibleName()
        assert announcement.startswith(f"{one.name}: {row.verdict}")
        assert f"before LDN: {row.before:.1f}." in announcement


def test_benefits_and_harms_are_both_in_the_headline() -> None:
    asked = [
        replace(one, verdict=verdict)
        for one, verdict in zip(
            text.latest(analysis.compare(demo_diary(TODAY), today=TODAY)),
            (Verdict.BETTER, Verdict.NO_CLEAR_CHANGE, Verdict.WORSE),
            strict=False,
        )
    ]
    headline = comparison_data.change_headline(asked)
    assert headline == "Likely better on 4.5 mg: Fatigue. Likely worse: Pain."


def test_a_harm_that_was_rising_before_is_never_called_worse_without_saying_so() -> None:
    usual = text.latest(analysis.compare(demo_diary(TODAY), today=TODAY))
    rising = [replace(usual[0], verdict=Verdict.WORSE_BEFORE)]
    rest = [replace(one, verdict=Verdict.NO_CLEAR_CHANGE) for one in usual[1:]]
    headline = comparison_data.change_headline(rising + rest)
    assert headline == "Likely worse, but it may have been rising before: Fatigue."
    both = [*rising, replace(usual[1], verdict=Verdict.WORSE)]
    assert comparison_data.change_headline(both) == (
        "Likely worse on 4.5 mg: Brain fog."
        " Likely worse, but it may have been rising before: Fatigue."
    )


def test_every_verdict_has_a_shape_and_only_clear_ones_are_filled_arrows() -> None:
    one = text.latest(analysis.compare(demo_diary(TODAY), today=TODAY))[0]
    shapes = {v: comparison_data._shape(replace(one, verdict=v)) for v in Verdict}
    assert [v for v, shape in shapes.items() if shape is Shape.BETTER] == [Verdict.BETTER]
    assert [v for v, shape in shapes.items() if shape is Shape.WORSE] == [Verdict.WORSE]
    for verdict in (Verdict.NOT_ENOUGH_DAYS, Verdict.WAITING, Verdict.MEASURED_DIFFERENTLY):
        assert shapes[verdict] is Shape.UNKNOWN


def test_too_few_days_say_how_many_there_are_and_when_to_check_again(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    whole = demo_diary(TODAY)
    start = whole.dose_steps[0].start
    today = start + timedelta(days=13)
    stored = {day.date: day for day in whole.days(end=today)}
    few = Diary(stored, whole.dose_steps[:1], whole.symptoms)
    clock = Clock(datetime.combine(today, time(19, 30), UTC))
    page = comparison(open_window(few, clock=clock), qtbot)
    assert page.data is not None
    assert page.data.early
    found = re.fullmatch(
        r"Too early to say\. (\d+) of (\d+) days\. Check again on (.+)\.", page.data.headline
    )
    assert found is not None, page.data.headline
    assert int(found[1]) < int(found[2])
    assert found[3] == date_near(analysis.next_look(few, today), today)
    assert lines(page) == []
    [strip] = page.findChildren(ComparedDays)
    assert "days with answers" in strip.accessibleName()
    assert "Still to come" in strip.accessibleName()


def unsteady(days_before: int) -> Diary:
    """A score that stays for a fortnight and then is any other; 777 days on a dose."""
    chance = random.Random(1)
    start = TODAY - timedelta(days=days_before + 777 - 1)
    days: dict[date, Day] = {}
    score = 5.0
    for n in range(days_before + 777):
        if n % 14 == 0:
            score = chance.choice([0.0, 2.5, 5.0, 7.5, 10.0])
        when = start + timedelta(days=n)
        days[when] = Day(when, {"fatigue": Answer(score, 0), "pain": Answer(10.0 - score, 0)})
    return Diary(days, [DoseStep(start + timedelta(days=days_before), 4.5)])


def test_two_years_on_a_dose_are_never_called_too_early() -> None:
    data = comparison_data.work_out(unsteady(60), TODAY)
    assert data.headline == "These days cannot show whether anything changed."
    assert data.next_look is None
    assert {row.verdict for row in data.symptoms} == {"too up and down to tell"}
    assert all(row.before is not None and row.now is not None for row in data.symptoms)
    assert not any(row.interval for row in data.symptoms)
    assert not data.early
    few_before = comparison_data.work_out(unsteady(20), TODAY)
    assert few_before.headline == "There are too few days to compare."
    assert few_before.second == "Fatigue: there are not enough days before to compare with."
    assert few_before.symptoms == ()
    assert few_before.next_look is None


def test_a_pause_that_goes_on_is_worth_another_look() -> None:
    steps = {0: 0.0, 12: 4.5, 72: 0.0}
    start = TODAY - timedelta(days=81)
    days = {
        when: Day(when, {"fatigue": Answer([2.5, 5.0][n % 2], 0)})
        for n in range(82)
        for when in [start + timedelta(days=n)]
    }
    on_and_off = [DoseStep(start + timedelta(days=n), mg) for n, mg in steps.items()]
    data = comparison_data.work_out(Diary(days, on_and_off), TODAY)
    assert data.headline == "Too early to say."
    assert data.next_look is not None
    assert data.second.startswith("Check again on ")


def test_a_harm_is_shown_though_the_symptoms_have_to_wait() -> None:
    usual = text.latest(analysis.compare(demo_diary(TODAY), today=TODAY))
    waiting = [
        replace(one, verdict=Verdict.NOT_ENOUGH_DAYS, reason=Reason.TOO_FEW_DAYS, days_needed=3)
        for one in usual
    ]
    assert comparison_data._too_early(waiting)
    effect = next(n for n, one in enumerate(waiting) if one.evidence.side_effect)
    waiting[effect] = replace(waiting[effect], verdict=Verdict.WORSE, reason=None)
    assert not comparison_data._too_early(waiting)


def test_a_page_that_waiting_does_not_help_speaks_of_no_waiting(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    few_before = texts(comparison(open_window(unsteady(20)), qtbot))
    assert "Why are days left out?" in few_before
    assert "waiting" not in few_before
    assert "Check again" not in few_before


def test_a_page_without_intervals_explains_none(open_window: OpenWindow, qtbot: QtBot) -> None:
    assert "Tinted" not in texts(comparison(open_window(unsteady(60)), qtbot))


def test_a_diary_without_a_second_dose_gets_a_calm_answer(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    one_day = Diary({TODAY: Day(TODAY, {"pain": Answer(5.0, 1)})}, [DoseStep(TODAY, 1.5)])
    page = comparison(open_window(one_day), qtbot)
    assert page.data is not None
    assert page.data.symptoms == ()
    assert page.lead.text() == page.data.headline
    assert page.data.headline in texts(page)


def test_how_sure_shows_the_days_the_words_and_the_doctors_table(
    open_window: OpenWindow, usual_diary: Diary, qtbot: QtBot
) -> None:
    window = open_window(usual_diary)
    button(comparison(window, qtbot), "How sure is this? ›").click()
    page = window.pages.currentWidget()
    assert isinstance(page, HowSurePage)
    shown = texts(page)
    asked = text.latest(analysis.compare(usual_diary, today=TODAY))
    for one in asked:
        assert text.describe(one) in shown
    for row in comparison_table.doctor_rows(asked):
        assert row.change in shown
    [strip] = page.findChildren(ComparedDays)
    assert "left out" in strip.accessibleName()
    page.method.click()
    assert isinstance(window.pages.currentWidget(), MethodPage)


def test_the_page_follows_the_diary(
    open_window: OpenWindow, usual_diary: Diary, qtbot: QtBot
) -> None:
    window = open_window(usual_diary)
    page = comparison(window, qtbot)
    before = page.data
    window.session.answer(TODAY, "fatigue", 10)
    qtbot.waitUntil(lambda: page.data is not before, timeout=20_000)
    qtbot.waitUntil(charts(window).is_ready, timeout=20_000)


@pytest.fixture
def agreeing(open_window: OpenWindow, usual_diary: Diary) -> AnalysisPlanPage:
    window = open_window(usual_diary)
    page = AnalysisPlanPage(window.session)
    window.show_page(page)
    return page


def test_two_main_symptoms_can_be_chosen_and_a_third_is_refused(
    agreeing: AnalysisPlanPage, usual_diary: Diary
) -> None:
    for name in ("Fatigue", "Pain", "Anxiety"):
        button(agreeing, name).click()
    assert analysis_plan.main_symptoms(usual_diary.about, TODAY) == {"fatigue", "pain"}
    assert "one or two" in agreeing.status_line.text()


def test_the_change_that_matters_is_asked_for_main_symptoms(
    agreeing: AnalysisPlanPage, usual_diary: Diary
) -> None:
    button(agreeing, "Fatigue").click()
    button(agreeing, "1.5 points").click()
    assert analysis_plan.important_difference(usual_diary.about, "fatigue") == 1.5


def test_a_day_to_look_again_lies_ahead_or_is_refused(
    agreeing: AnalysisPlanPage, usual_diary: Diary
) -> None:
    agreeing.when.field.setText(long_date(TODAY + timedelta(days=13)))
    assert not agreeing.when.commit()
    agreeing.when.field.setText(long_date(TODAY + timedelta(days=30)))
    assert agreeing.when.commit()
    agreeing.fix.click()
    assert analysis_plan.look_again_dates(usual_diary.about) == [TODAY + timedelta(days=30)]


def test_a_step_can_be_joined_to_the_one_before_and_parted_again(
    agreeing: AnalysisPlanPage, usual_diary: Diary
) -> None:
    second = usual_diary.dose_steps[1]

    def join() -> None:
        button(agreeing, "treat as the same as the dose before").click()

    join()
    assert analysis_plan.joined_steps(usual_diary.about) == {second.start}
    join()
    assert analysis_plan.joined_steps(usual_diary.about) == frozenset()


def assert_caveat_under_headline(page: ComparisonPage, asked: Diary) -> None:
    assert page.data is not None
    caveat = text.caveat(analysis.compare(asked, today=TODAY))
    assert page.data.second.startswith(caveat)
    shown = [
        label for label in page.findChildren(QLabel) if label.text() and label.isVisibleTo(page)
    ]
    tops = {label.text(): label.mapTo(page, label.rect().topLeft()).y() for label in shown}
    below = [y for y in tops.values() if tops[page.data.headline] < y]
    assert min(below) == tops[page.data.second]


def test_the_caveat_stands_directly_under_the_headline(
    open_window: OpenWindow, usual_diary: Diary, qtbot: QtBot
) -> None:
    assert_caveat_under_headline(comparison(open_window(usual_diary), qtbot), usual_diary)


def test_before_a_fixed_day_the_page_says_nothing_until_it_is_used_up(
    open_window: OpenWindow, usual_diary: Diary, qtbot: QtBot
) -> None:
    when = TODAY + timedelta(days=20)
    usual_diary.apply(analysis_plan.fix_look_again(usual_diary, when, TODAY))
    window = open_window(usual_diary)
    page = comparison(window, qtbot)
    assert page.data is not None
    assert page.data.headline.startswith("You chose to check on")
    assert not page.how_sure.isVisible()
    assert lines(page) == []
    before = page.data
    button(page, "Check now anyway").click()
    qtbot.waitUntil(lambda: page.data is not before, timeout=20_000)
    assert analysis_plan.pending_look(window.session.diary.about, TODAY) is None
    assert lines(page)
    qtbot.waitUntil(charts(window).is_ready, timeout=20_000)


def test_what_was_said_in_earlier_weeks_stands_with_its_date(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    changed = diary((TODAY - START).days + 1, {200: 4.5}, around({0: 7, 200: 4}))
    window = open_window(changed)
    comparison(window, qtbot).how_sure.click()
    page = window.pages.currentWidget()
    assert isinstance(page, HowSurePage)
    qtbot.waitUntil(lambda: "Earlier results" in texts(page), timeout=20_000)
    assert re.search(r"Fatigue: “likely better” since \d+ \w+\.", texts(page))


def test_the_day_to_check_again_is_saved_for_a_calendar(
    open_window: OpenWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(demo_diary(TODAY))
    page = comparison(window, qtbot)
    path = tmp_path / "again.ics"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), ""))
    button(page, "in my calendar…").click()
    assert page.status_line.text() == f"Saved: {path}"
    assert page.data is not None
    assert page.data.next_look is not None
    assert f"DTSTART;VALUE=DATE:{page.data.next_look:%Y%m%d}" in path.read_text("utf-8")


def test_without_a_fixed_date_the_plan_has_no_day_to_save(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window(demo_diary(TODAY))
    page = comparison(window, qtbot)
    page.plan.click()
    plan = window.pages.currentWidget()
    assert isinstance(plan, AnalysisPlanPage)
    assert not plan.findChildren(CheckAgainRow)
    plan.fix.click()
    assert button(plan, "in my calendar…").isVisible()


def test_after_on_off_on_the_days_of_both_times_are_drawn_as_they_are_compared() -> None:
    steps = {42: 4.5, 98: 0.0, 154: 4.5}
    recorded = diary(210, steps, around({0: 7, 42: 4, 98: 7, 154: 4}))
    today = START + timedelta(days=209)
    [one, *_others] = text.latest(analysis.compare(recorded, today=today))
    groups = comparison_data.work_out(recorded, today).groups
    compared = [group for group in groups if group.days[0] in (DayUse.BEFORE, DayUse.NOW)]
    uses = [group.days[0] for group in compared]
    assert uses == [DayUse.BEFORE, DayUse.NOW, DayUse.BEFORE, DayUse.NOW]
    for use, side in ((DayUse.BEFORE, one.earlier), (DayUse.NOW, one.later)):
        drawn = sum(len(group.days) for group in compared if group.days[0] is use)
        assert drawn == side.calendar_days
    assert not [group for group in groups if DayUse.BETWEEN in group.days]


def test_days_on_a_dose_that_is_not_compared_lie_between() -> None:
    recorded = diary(140, {42: 1.5, 70: 4.5}, around({0: 7, 42: 5, 70: 4}))
    groups = comparison_data.work_out(recorded, START + timedelta(days=139)).groups
    uses = [group.days[0] for group in groups]
    assert uses.index(DayUse.BETWEEN) > uses.index(DayUse.BEFORE)
    assert [use for use in uses if use is not DayUse.LEFT_OUT] == [
        DayUse.BEFORE,
        DayUse.BETWEEN,
        DayUse.NOW,
    ]


@pytest.mark.parametrize("width", [400, 954])
def test_a_head_of_two_lines_keeps_off_the_rule_beneath_it(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    font = QApplication.font()
    font.setPixelSize(16)
    monkeypatch.setattr(QApplication, "font", lambda *_class: font)
    head = ChangeHead("Symptoms", "before LDN, no dose", "on 4.5 mg")
    qtbot.addWidget(head)
    line = QFontMetrics(fonts.scaled(font, TextScale.CAPTION)).height()
    parts = 2 if head.stacked(width) else 1
    assert head.heightForWidth(width) / parts >= 2 * line + 6


def test_the_page_ends_where_its_rows_end(
    open_window: OpenWindow, usual_diary: Diary, qtbot: QtBot
) -> None:
    page = comparison(open_window(usual_diary), qtbot)
    for table in page.findChildren(ChangeTable):
        if table.isVisibleTo(page):
            assert table.minimumSizeHint().height() <= table.heightForWidth(table.width())


@pytest.mark.parametrize("percent", [100, 200, 300])
def test_every_line_has_the_height_of_its_words(
    open_window: OpenWindow, usual_diary: Diary, qtbot: QtBot, percent: int
) -> None:
    page = comparison(open_window(usual_diary, text_percent=percent), qtbot)
    found = [*page.findChildren(ChangeHead), *page.findChildren(ChangeLine)]
    shown = [line for line in found if line.isVisibleTo(page)]
    assert shown
    for line in shown:
        assert line.height() >= line.heightForWidth(line.width())


def test_doses_without_their_step_are_named_and_the_step_is_added_here(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    begin = TODAY - timedelta(days=99)
    found = Diary({}, [DoseStep(TODAY - timedelta(days=40), 4.5)])
    for number in range(100):
        when = begin + timedelta(days=number)
        answers = {FATIGUE: Answer(6.0 - number % 3, 600, Source.IMPORTED)}
        if number >= 30:
            mg = 4.5 if number >= 59 else 1.5
            answers[DOSE] = Answer(mg, 600, Source.IMPORTED)
        changes = [AnswerChange(when, name, None, one) for name, one in answers.items()]
        found.apply(Edit(tuple(changes)))
    page = comparison(open_window(found), qtbot)
    assert "LDN was taken on 29 of the days" in texts(page)
    assert_caveat_under_headline(page, found)
    button(page, "Add this dose step").click()
    qtbot.waitUntil(lambda: page.data is not None and not page.data.unlisted, timeout=20_000)
    assert [step.mg for step in found.dose_steps] == [1.5, 4.5]
    assert page.status_line.text() == "1 dose step was added."


def on_two_scales(days_on_dose: int) -> Diary:
    """Scores of another app before the first dose, own ones on it."""
    start = TODAY - timedelta(days=42 + days_on_dose - 1)
    days: dict[date, Day] = {}
    for n in range(42 + days_on_dose):
        imported = Answer(4.0, 0, Source.IMPORTED, extra={"origin": "Visible"})
        when = start + timedelta(days=n)
        days[when] = Day(when, {"fatigue": imported if n < 42 else Answer(5.0, 0)})
    return Diary(days, [DoseStep(start + timedelta(days=42), 4.5)])


@pytest.mark.parametrize("days_on_dose", [30, 90])
def test_scores_on_two_scales_are_not_called_unchanged(days_on_dose: int) -> None:
    data = comparison_data.work_out(on_two_scales(days_on_dose), TODAY)
    assert data.headline == "These days cannot show whether anything changed."
    assert data.second == ""
    assert data.next_look is None
    assert [row.verdict for row in data.symptoms if row.name == "Fatigue"] == [
        "scored on two scales"
    ]


@pytest.mark.parametrize("back", range(9))
def test_the_strip_counts_the_days_that_are_compared(back: int) -> None:
    today = TODAY - timedelta(days=back)
    data = comparison_data.work_out(demo_diary(TODAY), today)
    counts = [re.findall(r"(\d+) of (\d+)", group.note) for group in data.groups]
    assert [count for found in counts for count in found] == re.findall(
        r"(\d+) of (\d+)", data.compared
    )


def test_days_since_the_last_look_say_when_they_count() -> None:
    today = TODAY - timedelta(days=TODAY.weekday())
    recorded = demo_diary(today)
    notes = []
    for back in range(7, 14):
        data = comparison_data.work_out(recorded, today - timedelta(days=back))
        notes += [(group.title, group.note) for group in data.groups if "Last" in group.title]
    assert notes
    assert all(re.fullmatch(r"Last \d days?", title) for title, _note in notes)
    assert all(re.fullmatch(r"counted from \d+ \w+", note) for _title, note in notes)

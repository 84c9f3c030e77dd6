"""What a chart has to say, worked out slowly from the days themselves."""

from __future__ import annotations

from datetime import date, timedelta

from ldn_desktop.charts.summary import compared_days
from ldn_desktop.diary.model import Diary
from ldn_desktop.i18n.formats import long_date, period
from tests.support.charts.naive_charts import each_day, level
from tests.support.charts.random_diaries import KEYS

LABELS = {"fatigue": "Fatigue", "pain": "Pain", "anxiety": "Anxiety"}


def joined(parts: list[str]) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def expected_sentences(diary: Diary, start: date, end: date) -> list[str]:
    """The sentences, with numbers counted from the days one by one."""
    days = each_day(start, end)
    recorded = [d for d in days if diary.day(d).answers]
    unit = "day" if len(days) == 1 else "days"
    covered = f"{len(recorded)} of {len(days)} {unit}"
    reported = [f"From {period(start, end)}, there are entries on {covered}."]
    span = compared_days(start, end)
    if recorded:
        late, early = end - timedelta(days=span - 1), end - timedelta(days=2 * span - 1)
        now = {k: level(diary, k, late, end) for k in KEYS}
        then = {k: level(diary, k, max(early, start), late - timedelta(days=1)) for k in KEYS}
        texts = [f"{LABELS[k]} {m:.1f}" for k, m in now.items() if m is not None]
        before = [f"{LABELS[k]} {m:.1f}" for k, m in then.items() if m is not None]
        reported.append(
            f"The mean of the last {span} days: {joined(texts)}."
            if texts
            else f"The last {span} days have too few answers for a mean."
        )
        if before and len(days) >= 2 * span:
            reported.append(f"In the {span} days before: {joined(before)}.")
    crashed = [d for d in days if diary.day(d).crash]
    if not crashed:
        reported.append("No crash days were marked.")
    else:
        last = long_date(crashed[-1])
        reported.append(
            f"1 day was marked as a crash day: {last}."
            if len(crashed) == 1
            else f"{len(crashed)} days were marked as crash days, the last on {last}."
        )
    taken = sum((diary.day(d).dose_mg or 0) > 0 for d in days)
    count = f"LDN was recorded as taken on {taken} {'day' if taken == 1 else 'days'}."
    step = diary.dose_step_on(end)
    if step is None:
        reported.append(count if taken else "No LDN dose was entered.")
    elif step.mg:
        reported.append(
            f"The LDN dose has been {step.mg:g} mg since {long_date(step.start)}. {count}"
        )
    else:
        reported.append(f"Since {long_date(step.start)}, the plan has been to take no LDN. {count}")
    return reported

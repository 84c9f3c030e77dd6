"""Dose steps in words. No Qt."""

from __future__ import annotations

from datetime import date

from ldn_desktop.diary import doses
from ldn_desktop.diary.doses import PAUSE, DosePeriod, Taken
from ldn_desktop.diary.model import Diary, DoseStep
from ldn_desktop.i18n import _, formats, ngettext, pgettext


def amount_text(step: DoseStep) -> str:
    """“4.5 mg”, “Pause” or “Stopped”."""
    if step.mg:
        return formats.mg(step.mg)
    return _("Pause") if step.extra.get(PAUSE) else pgettext("dose", "Stopped")


def product_text(step: DoseStep) -> str:
    """Form and strength as they were typed: “capsule, 4.5 mg each”."""
    return formats.enumerated([text for text in (step.form, step.strength) if text])


def step_words(step: DoseStep) -> str:
    """“4.5 mg from 8 July 2026, capsule, 4.5 mg each”."""
    words = _("{amount} from {day}").format(
        amount=amount_text(step), day=formats.long_date(step.start)
    )
    product = product_text(step)
    return formats.enumerated([words, product]) if product else words


def period_text(period: DosePeriod, today: date) -> str:
    """“13 July to 29 July”, or “Since 14 October” for the one in force."""
    if period.end is None:
        if period.start > today:
            return _("From {day}").format(day=formats.date_near(period.start, today))
        return _("Since {day}").format(day=formats.date_near(period.start, today))
    if period.start.year == period.end.year == today.year:
        return _("{start} to {end}").format(
            start=formats.day_month(period.start), end=formats.day_month(period.end)
        )
    return formats.period(period.start, period.end)


def taken_text(taken: Taken, days: int) -> str:
    """“Taken on 23 of 34 days, not taken on 2”. `days` counts all of the period so far."""
    values = {
        "n": taken.as_planned,
        "days": ngettext("{n} day", "{n} days", days).format(n=days),
        "not_taken": taken.not_taken,
        "other": taken.other_amount,
    }
    if taken.not_taken and taken.other_amount:
        text = _("Taken on {n} of {days}, another amount on {other}, not taken on {not_taken}")
    elif taken.not_taken:
        text = _("Taken on {n} of {days}, not taken on {not_taken}")
    elif taken.other_amount:
        text = _("Taken on {n} of {days}, another amount on {other}")
    else:
        text = _("Taken on {n} of {days}")
    return text.format(**values)


def lead_text(diary: Diary, today: date) -> str:
    """The present in one sentence: “You take 4.5 mg a day, since 14 October.”"""
    step = diary.dose_step_on(today)
    if step is not None:
        day = formats.date_near(step.start, today)
        if step.mg:
            return _("You have taken {amount} a day since {day}.").format(
                amount=formats.mg(step.mg), day=day
            )
        if step.extra.get(PAUSE):
            return _("LDN has been paused since {day}.").format(day=day)
        return _("You stopped LDN on {day}.").format(day=day)
    planned = [s for s in diary.dose_steps if s.start > today]
    if planned and planned[0].mg:
        return _("You plan to take {amount} a day from {day}.").format(
            amount=formats.mg(planned[0].mg), day=formats.date_near(planned[0].start, today)
        )
    return _("No dose is recorded yet.")


def supply_text(diary: Diary, today: date) -> str:
    """What is left of the doses that were counted, and until when; "" if never counted."""
    left = doses.supply(diary, today)
    if left is None:
        return ""
    if left.lasts_until is None:
        return ngettext("{n} dose left.", "{n} doses left.", left.doses).format(n=left.doses)
    return ngettext(
        "{n} dose left, enough until {day}.", "{n} doses left, enough until {day}.", left.doses
    ).format(n=left.doses, day=formats.date_near(left.lasts_until, today))

"""Results of FUNCAP, a questionnaire about what a person can still do.

Sommerfelt 2024, J Clin Med 13(12):3486: 27 or 55 items in eight domains, each from 0 to 6, higher
is better. Its text is not shipped; results are imported or typed in. A result is the answer for
the reading FUNCAP of its day, the domains stand in `Answer.extra`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from ldn_desktop.diary.amounts import as_number
from ldn_desktop.diary.model import Answer, Diary, Edit
from ldn_desktop.diary.recording import answer_now
from ldn_desktop.diary.symptoms import FUNCAP, READINGS
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _, formats, mark

ITEMS = 27
"""Items of the shorter form, which Visible asks once a month."""
CITATION = "Sommerfelt 2024, J Clin Med 13(12):3486"
DOMAINS = {
    "hygiene": mark("Personal hygiene"),
    "walking": mark("Walking and moving"),
    "upright": mark("Being upright"),
    "home": mark("At home"),
    "communication": mark("Communication"),
    "outside": mark("Outside the home"),
    "light": mark("Light and sound"),
    "concentration": mark("Concentration"),
}
"""By key, which names them in files and never changes."""
_DOMAINS, _ITEMS = "domains", "items"
PARTS = frozenset({_DOMAINS, _ITEMS})
"""What may stand beside the mean in `Answer.extra`."""


class FunctionResult(NamedTuple):
    """One result of FUNCAP; every number from 0 to 6, higher is better."""

    date: date
    mean: float
    domains: Mapping[str, float]
    """Means by key of DOMAINS; those that nobody gave are missing."""
    items: int | None
    """How many items it is the mean of, where that is known."""
    origin: str = ""

    @property
    def is_partial(self) -> bool:
        """Whether it is known to be of fewer items than the shorter form has."""
        return self.items is not None and self.items < ITEMS


def domain_label(key: str) -> str:
    """What a domain is called."""
    return _(DOMAINS[key])


def results(
    diary: Diary, start: date | None = None, end: date | None = None
) -> list[FunctionResult]:
    """The results from `start` to `end`, in order."""
    return [
        result_of(day.date, day.answers[FUNCAP])
        for day in diary.days(start, end)
        if FUNCAP in day.answers
    ]


def result_of(when: date, answer: Answer) -> FunctionResult:
    """The result that an answer for the reading holds, whatever stands in its `extra`."""
    stored = answer.extra.get(_DOMAINS)
    given = stored if isinstance(stored, Mapping) else {}
    domains = {key: mean for key in DOMAINS if (mean := _mean(given.get(key))) is not None}
    items = answer.extra.get(_ITEMS)
    known = type(items) is int and items > 0
    return FunctionResult(when, answer.value, domains, items if known else None, answer.origin)


def extra_of(domains: Mapping[str, float], items: int | None = None) -> dict[str, Any]:
    """What stands beside the mean in `Answer.extra`."""
    stored: dict[str, Any] = {}
    if domains:
        stored[_DOMAINS] = {key: domains[key] for key in DOMAINS if key in domains}
    if items is not None:
        stored[_ITEMS] = items
    return stored


def mean_text(result: FunctionResult) -> str:
    """“3.4 out of 6”."""
    return formats.quantity(result.mean, _(READINGS[FUNCAP].unit))


def detail_texts(result: FunctionResult) -> list[str]:
    """What else is known of `result`: its domains, what is missing, where it comes from."""
    details = []
    if result.domains:
        details.append(domains_text(result.domains))
    if result.is_partial:
        details.append(_("only {n} of {all} questions answered").format(n=result.items, all=ITEMS))
    if result.origin:
        details.append(_("imported from {origin}").format(origin=result.origin))
    return details


def domains_text(domains: Mapping[str, float]) -> str:
    """“Walking and moving 2.5, Light and sound 4”."""
    return formats.enumerated(
        [
            _("{domain} {mean}").format(domain=domain_label(key), mean=formats.number(mean))
            for key, mean in domains.items()
        ]
    )


def record_result(
    diary: Diary, when: date, mean: object, domains: Mapping[str, object], now: datetime
) -> Edit:
    """The edit that stores a result of `when` that was typed in.

    Raises UserError for a number beyond 0 to 6, or a domain that FUNCAP does not have.
    """
    checked = {key: checked_mean(value, key) for key, value in domains.items()}
    answer = answer_now(diary, when, checked_mean(mean), now)
    return diary.answer(when, FUNCAP, answer._replace(extra={**answer.extra, **extra_of(checked)}))


def remove_result(diary: Diary, when: date) -> Edit:
    """The edit that removes the result of `when`."""
    return diary.answer(when, FUNCAP, None)


def checked_mean(value: object, domain: str = "") -> float:
    """`value`, a number or text, as a mean from 0 to 6. Raises UserError otherwise."""
    if domain and domain not in DOMAINS:
        raise UserError(
            _("FUNCAP has no domain “{name}”. It has: {known}.").format(
                name=domain, known=formats.enumerated([*DOMAINS])
            )
        )
    number = _mean(value)
    if number is None:
        raise UserError(
            _("{name}: “{value}” is not a number from {low} to {high}.").format(
                name=domain_label(domain) if domain else READINGS[FUNCAP].label,
                value=value,
                low=formats.number(READINGS[FUNCAP].lowest),
                high=formats.number(READINGS[FUNCAP].highest),
            )
        )
    return number


def mean_of(values: list[float]) -> float:
    """The mean of items, to two decimals."""
    return round(math.fsum(values) / len(values), 2)


def _mean(value: object) -> float | None:
    number = as_number(value)
    reading = READINGS[FUNCAP]
    if number is None or not reading.lowest <= number <= reading.highest:
        return None
    return number + 0.0  # never -0.0

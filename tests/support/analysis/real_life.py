"""The answers that a diary would get, for many invented diaries of one shape at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from ldn_desktop.analysis.stats import bad_start
from ldn_desktop.analysis.stats.kalman import Floats
from ldn_desktop.analysis.stats.power import power
from ldn_desktop.analysis.stats.series import AnalysisPlan, BadStart, evidence_of, plain_series
from ldn_desktop.analysis.verdict import (
    FIXED,
    WEEKLY,
    Comparison,
    Evidence,
    Verdict,
    judge,
)
from tests.support.analysis import random_processes
from tests.support.analysis.random_processes import WORDS, Process
from tests.support.analysis.simulated_diaries import USUAL

TOGETHER = 100
Make = Callable[[np.random.Generator, int], Floats]
"""Answers, (days, diaries), of as many diaries as are asked for."""
SHORT, LONG = [28, 56], [60, 90]


@dataclass(frozen=True, slots=True)
class RealLifeCell:
    """The verdicts of many diaries of one shape, by how sure a verdict had to be."""

    weekly: Counter[Verdict]
    fixed: Counter[Verdict]
    count: int
    covered: float
    """Share of intervals that hold the truth."""
    covered_when_answered: float
    """The same among diaries that were not told “not enough days yet”."""
    bad_starts: float
    """Share told that the start was at a bad time, whatever the verdict."""
    missing_notes: float
    """Share with a line about missing days."""
    power: tuple[float, float]
    """Mean chance to find a change of 2 points, as it would be said."""
    sizes: Floats
    """Shrunken changes of those told a fall of any kind, weekly."""

    def share(self, *verdicts: Verdict) -> tuple[float, float]:
        """The share with one of `verdicts`: weekly at 99 %, and on a fixed date."""
        return (
            sum(self.weekly[verdict] for verdict in verdicts) / self.count,
            sum(self.fixed[verdict] for verdict in verdicts) / self.count,
        )

    @property
    def better(self) -> tuple[float, float]:
        return self.share(Verdict.BETTER)

    @property
    def any_verdict(self) -> tuple[float, float]:
        """“Likely better” or “likely worse”, in whatever words."""
        return self.share(Verdict.BETTER, Verdict.EARLY, Verdict.WORSE, Verdict.WORSE_BEFORE)


def alternating(
    process: Process, phases: list[int], *, effect: float = 0.0, extra: Floats | None = None
) -> Make:
    """Diaries of one process over phases without and with a dose; `extra` is (days,)."""

    def make(rng: np.random.Generator, count: int) -> Floats:
        latent = random_processes.lived(rng, process, phases, count, effect)
        return random_processes.answered(rng, latent if extra is None else latent + extra[:, None])

    return make


def from_the_worst(process: Process, phases: list[int], rank: float) -> Make:
    """Diaries of which the first dose was begun at a bad time."""

    def make(rng: np.random.Generator, count: int) -> Floats:
        return random_processes.answered(
            rng, random_processes.from_the_worst(rng, process, phases, count, rank)
        )

    return make


def changed_habit(process: Process, phases: list[int]) -> Make:
    """Before, good days are seldom logged; from the first dose on, all days alike."""

    def make(rng: np.random.Generator, count: int) -> Floats:
        latent = random_processes.lived(rng, process, phases, count)
        scores = np.clip(WORDS * np.round(latent / WORDS), 0, 10)
        before = (np.arange(len(scores)) < phases[0])[:, None]
        share = np.where(before, np.where(latent < USUAL, 0.6, 0.15), 0.1)
        scores[rng.random(scores.shape) < share] = np.nan
        return scores

    return make


def cell(
    make: Make, phases: list[int], count: int, *, seed: int = 1, truth: float = 0.0
) -> RealLifeCell:
    """The verdicts of `count` diaries; the same arguments give the same diaries."""
    rng = np.random.default_rng([seed, *phases])
    found: list[Comparison] = []
    fixed: list[Comparison] = []
    for begin in range(0, count, TOGETHER):
        evidence = _evidence(make(rng, min(TOGETHER, count - begin)), phases)
        found += judge(replace(one, threshold=WEEKLY) for one in evidence)
        fixed += judge(evidence)
    return _cell(found, fixed, truth)


def _cell(weekly: list[Comparison], fixed: list[Comparison], truth: float) -> RealLifeCell:
    inside = [
        one.estimate is not None and one.estimate.low <= truth <= one.estimate.high
        for one in weekly
    ]
    answered = [one.verdict is not Verdict.NOT_ENOUGH_DAYS for one in weekly]
    reported = [inside[n] for n, answer in enumerate(answered) if answer]
    falls = (Verdict.BETTER, Verdict.EARLY)
    results = [(one.verdict, one.estimate) for one in weekly]
    return RealLifeCell(
        Counter(one.verdict for one in weekly),
        Counter(one.verdict for one in fixed),
        len(weekly),
        covered=float(np.mean(inside)),
        covered_when_answered=float(np.mean(reported)) if reported else float("nan"),
        bad_starts=float(np.mean([one.evidence.bad_start for one in weekly])),
        missing_notes=float(np.mean([one.if_missing_differed is not None for one in weekly])),
        power=(
            float(np.mean([power(one) for one in weekly])),
            float(np.mean([power(one) for one in fixed])),
        ),
        sizes=np.array([e.size[0] for verdict, e in results if verdict in falls and e is not None]),
    )


def _evidence(scores: Floats, phases: list[int]) -> list[Evidence]:
    """Each diary by itself: somebody's main symptom, first days left out."""
    days = np.arange(len(scores))
    used = random_processes.counted(phases)
    names = tuple(f"diary {n}" for n in range(scores.shape[1]))
    dose = random_processes.on_dose(phases)
    start = phases[0]
    among_all, among_baseline = bad_start.ranks(days, scores, start)
    among_baseline &= len(phases) == 2
    dip = (days >= start - bad_start.FORTNIGHT) & (days < start)
    series = replace(
        plain_series(
            days[used],
            dose[used],
            scores[used],
            symptoms=names,
            labels=("no dose", "a dose"),
            calendar_days=tuple(int((dose[used] == k).sum()) for k in (0, 1)),
        ),
        days_on_dose=(None, int((dose == 1).sum())),
        start=BadStart(dip[used], among_all, among_baseline),
    )
    count = len(names)
    plan = AnalysisPlan(
        10.0, (WORDS,) * count, (1.0,) * count, (frozenset(names),) * 2, threshold=FIXED
    )
    return evidence_of(series, plan)


NULLS: dict[str, tuple[list[int], Make]] = {
    f"{process}, {phases[0]}+{phases[1]}": (phases, alternating(process, phases))
    for process in (
        0.3,
        0.85,
        0.95,
        random_processes.TWO_SPEED,
        random_processes.ARFIMA,
        random_processes.RANDOM_WALK,
    )
    for phases in (SHORT, LONG)
}
"""Diaries in which nothing was done."""

STARTS: dict[str, tuple[list[int], Make]] = {
    f"{process} from the {words}, {phases[0]}+{phases[1]}": (
        phases,
        from_the_worst(process, phases, rank),
    )
    for process in (random_processes.TWO_SPEED, 0.95)
    for words, rank in (("worst fortnight", 1.0), ("own P90", 0.9))
    for phases in (SHORT, LONG)
}
"""Nothing was done, but it was begun when things were worst."""

line = partial("{:44s} better {:5.1f} /{:5.1f}   any {:5.1f} /{:5.1f}   covered {:5.1f}".format)


def row(name: str, found: RealLifeCell) -> str:
    """One row of the table, in percent: at 99 % / on a fixed date."""
    shares = [100 * share for share in (*found.better, *found.any_verdict, found.covered)]
    rest = f" answered {100 * found.covered_when_answered:5.1f} bad {100 * found.bad_starts:4.0f}"
    return line(name, *shares) + rest + f" missing {100 * found.missing_notes:4.0f}"

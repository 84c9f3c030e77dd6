"""The phases of a diary: the days between two dose steps, and their run-in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ldn_desktop.diary.analysis_plan import joined_steps
from ldn_desktop.diary.doses import PAUSE
from ldn_desktop.diary.model import Diary, DoseStep
from ldn_desktop.i18n import _, formats

RUN_IN = 7
"""Days left out at the start of a diary, of a dose, and after stopping."""
LONG_RUN_IN, LONG_PHASE = 14, 35
"""A dose of this many days leaves out this many: an effect builds up over weeks."""


@dataclass(frozen=True, slots=True)
class Phase:
    """From `start` to `end`, both included, on one dose.

    `mg` is None while nobody has said anything about a dose; `amounts` has more than one
    where steps were joined.
    """

    label: str
    start: date
    end: date
    mg: float | None
    amounts: tuple[float, ...] = ()
    form: str = ""
    paused: bool = False
    first: bool = False
    run_in: int = 0
    """Days left out at the start."""
    group: str = ""
    """The label of the group that it is read together with: that of the first on this dose."""

    @property
    def days(self) -> int:
        """Calendar days, run-in included."""
        return (self.end - self.start).days + 1

    @property
    def compared_from(self) -> date:
        """The first day after the run-in; after `end` where all of it is run-in."""
        return min(self.start + timedelta(days=self.run_in), self.end + timedelta(days=1))

    @property
    def compared_days(self) -> int:
        """Calendar days without the run-in."""
        return max(0, self.days - self.run_in)

    @property
    def on_dose(self) -> bool:
        return bool(self.mg)

    @property
    def phrase(self) -> str:
        """The phase within a sentence; never more than that it was on this dose."""
        if self.on_dose:
            return _("on {dose}").format(dose=self.label)
        if self.first:
            return _("before")
        return _("during the pause") if self.paused else _("with no dose")


@dataclass(frozen=True, slots=True)
class PhaseGroup:
    """All phases on one dose, read together: on, off and on again are two groups."""

    label: str
    phases: tuple[Phase, ...]

    @property
    def phrase(self) -> str:
        """The group within a sentence."""
        first = self.phases[0]
        return first.phrase if first.on_dose or len(self.phases) == 1 else _("with no dose")

    @property
    def start(self) -> date:
        return self.phases[0].start

    @property
    def on_dose(self) -> bool:
        return self.phases[0].on_dose

    @property
    def days(self) -> int:
        """Calendar days, run-ins included."""
        return sum(phase.days for phase in self.phases)

    @property
    def compared_days(self) -> int:
        """Calendar days without the run-ins."""
        return sum(phase.compared_days for phase in self.phases)


def phases(diary: Diary, until: date | None = None) -> list[Phase]:
    """The phases up to `until`, or to the last recorded day; none in an empty diary.

    Planned steps do not count. Steps that change neither amount nor form begin nothing
    new; short ones are joined to the phase before where the person said so.
    """
    recorded = diary.dates(end=until)
    if not recorded:
        return []
    first, last = recorded[0], until or recorded[-1]
    stretches = _stretches(diary, first, last)
    ends = [start - timedelta(days=1) for start, _ in stretches[1:]] + [last]
    bare = [_phase(steps, start, end) for (start, steps), end in zip(stretches, ends, strict=True)]
    apart = _with_unique_labels(bare)
    first_labels: dict[tuple[object, ...], str] = {}
    out = []
    for p in apart:
        group = first_labels.setdefault(_dose_key(p), p.label)
        out.append(replace(p, run_in=_run_in(p), first=p is apart[0], group=group))
    return out


def groups(found: list[Phase]) -> list[PhaseGroup]:
    """The phases of one dose put together: the first, then the others by their last day.

    So the last group is the dose being taken, or where that is the first group again, the
    dose taken last: the one that a verdict is about.
    """
    by_label: dict[str, list[Phase]] = {}
    for phase in found:
        by_label.setdefault(phase.group, []).append(phase)
    pooled = [PhaseGroup(label, tuple(parts)) for label, parts in by_label.items()]
    return [*pooled[:1], *sorted(pooled[1:], key=lambda group: group.phases[-1].end)]


def _dose_key(phase: Phase) -> tuple[object, ...]:
    """Alike for phases on the same dose; all days without one are alike, pauses too."""
    amounts = tuple(sorted({mg for mg in phase.amounts if mg}))
    return (amounts, phase.form) if amounts else ()


def _stretches(diary: Diary, first: date, last: date) -> list[tuple[date, list[DoseStep]]]:
    """Where each phase starts, and the steps that make it up."""
    decided = [s for s in diary.dose_steps if not s.planned and s.start <= last]
    past = [s for s in decided if s.start <= first]
    out = [(first, past[-1:])]
    joined = joined_steps(diary.about)
    for step in decided:
        if step.start > first and not _same(out[-1][1], step):
            # A dose is never joined to the days before the first: nothing could be compared.
            if step.start in joined and any(s.mg for s in out[-1][1]):
                out[-1][1].append(step)
            else:
                out.append((step.start, [step]))
    return out


def _same(steps: list[DoseStep], step: DoseStep) -> bool:
    if not steps:
        return step.mg == 0
    return (steps[-1].mg, steps[-1].form) == (step.mg, step.form)


def _phase(steps: list[DoseStep], start: date, end: date) -> Phase:
    amounts = tuple(step.mg for step in steps)
    mg = amounts[-1] if amounts else None
    form = steps[-1].form if steps else ""
    paused = bool(steps) and bool(steps[-1].extra.get(PAUSE))
    return Phase(_label(amounts, paused), start, end, mg, amounts, form, paused)


def _label(amounts: tuple[float, ...], paused: bool) -> str:
    doses = sorted({mg for mg in amounts if mg})
    if not doses:
        return _("pause") if paused else _("no dose")
    if len(doses) > 1:
        return formats.mg_range(doses[0], doses[-1])
    return formats.mg(doses[0])


def _with_unique_labels(bare: Iterable[Phase]) -> list[Phase]:
    """Labels made different: by the form where that tells them apart, else by counting."""
    out: list[Phase] = []
    times: Counter[str] = Counter()
    for phase in bare:
        label = phase.label
        if phase.form and times[label]:
            label = _("{dose} ({form})").format(dose=label, form=phase.form)
        times[label] += 1
        if times[label] == 2:
            label = _("{dose} again").format(dose=label)
        elif times[label] > 2:
            label = _("{dose} (period {n})").format(dose=label, n=times[label])
        out.append(replace(phase, label=label))
    return out


def _run_in(phase: Phase) -> int:
    return LONG_RUN_IN if phase.on_dose and phase.days >= LONG_PHASE else RUN_IN

"""What another computer says, in words. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from ldn_desktop.diary.fields import CHOICES, TEXTS
from ldn_desktop.diary.marks import mark_text, name_of, period_text
from ldn_desktop.diary.model import (
    About,
    AboutChange,
    Answer,
    AnswerChange,
    Change,
    Diary,
    DoseStep,
    DoseStepChange,
    Mark,
    MarkChange,
    SymptomChange,
)
from ldn_desktop.diary.provenance import content
from ldn_desktop.diary.symptoms import Symptom
from ldn_desktop.i18n import _, formats, ngettext, pgettext
from ldn_desktop.wording.answer_parts import differing_parts
from ldn_desktop.wording.dose_text import amount_text, product_text
from ldn_desktop.wording.edit_text import field_name, is_score, nearest_word, value_text

if TYPE_CHECKING:
    from ldn_desktop.storage import Difference, Differences

LONGEST = 300
"""Characters of a note shown in a sentence."""


def sentences(diary: Diary, differences: Sequence[Difference]) -> str:
    """“On the other computer: Mild.” for each of `differences`, one after the other.

    They are about one thing, and stand beside what `diary` shows of it.
    """
    from ldn_desktop.storage import as_shown  # slow to import

    beside = [difference.change for difference in differences]
    beside += [as_shown(change, diary) for change in beside[:1]]
    return " ".join(_sentence(difference, beside) for difference in differences)


def of_all(diary: Diary, differences: Differences) -> list[str]:
    """“Fatigue, 22 November 2026: On the other computer: …” for everything that differs."""
    return [_named(about(diary, ones[0].change), diary, ones) for ones in differences.values()]


def of_day(
    diary: Diary, differences: Differences, when: date, names: Container[str] | None = None
) -> list[str]:
    """“Note: On the other computer: …” for what differs on `when`; of the fields `names` alone
    where they are given."""
    found = []
    for key, ones in differences.items():
        match key:
            case ("answer", day, str(name)) if day == when and (names is None or name in names):
                found.append(_named(field_name(diary, name), diary, ones))
    return found


def of_removed(
    diary: Diary,
    differences: Differences,
    is_listed: Callable[[Change], bool],
    today: date | None = None,
) -> list[str]:
    """“Dose step from 3 March: On the other computer: 1.5 mg.” for what differs and has no entry
    in `diary`; of what a list has, for whose changes `is_listed` holds."""
    from ldn_desktop.storage import as_shown

    found = []
    for ones in differences.values():
        change = ones[0].change
        if as_shown(change, diary).after is not None or not is_listed(change):
            continue
        if isinstance(change, MarkChange | SymptomChange):  # the sentence names them
            found.append(sentences(diary, ones))
        else:
            found.append(_named(about(diary, change, today), diary, ones))
    return found


def of_setting(diary: Diary, differences: Differences, text: Callable[[About], str]) -> str:
    """“On the other computer: 5 am.” for one of the diary's settings, as `text` words it; empty
    where both have the same, whatever else differs in the settings."""
    found = []
    for difference in differences.get(("about",), ()):
        change = difference.change
        if isinstance(change, AboutChange) and text(change.after) != text(diary.about):
            found.append(_given(text(change.after), here=difference.here))
    return " ".join(found)


def count_of(differences: Differences, start: date | None = None, end: date | None = None) -> int:
    """How many entries differ; of those with a date, the ones from `start` to `end`."""
    dates = [next((part for part in key if isinstance(part, date)), None) for key in differences]
    return sum(when is None or (start or date.min) <= when <= (end or date.max) for when in dates)


def note(count: int) -> str:
    """What stands beside figures that are worked out while `count` entries differ; empty for 0."""
    if not count:
        return ""
    return ngettext(
        "{n} entry differs between the computers that share this diary; the one that this "
        "computer shows is used.",
        "{n} entries differ between the computers that share this diary; the ones that this "
        "computer shows are used.",
        count,
    ).format(n=count)


def _named(name: str, diary: Diary, ones: Sequence[Difference]) -> str:
    return _("{name}: {sentence}").format(name=name, sentence=sentences(diary, ones))


def _sentence(difference: Difference, beside: Iterable[Change]) -> str:
    what = says(difference.change, beside)
    if not what:
        return (
            _("On this computer it was cleared.")
            if difference.here
            else _("The other computer has no entry here.")
        )
    if _is_text(difference.change):
        if difference.here:
            return _("On this computer: {text}").format(text=what)
        return _("On the other computer: {text}").format(text=what)
    return _given(what, here=difference.here)


def _given(answer: str, *, here: bool) -> str:
    if here:
        return _("On this computer: {answer}.").format(answer=answer)
    return _("On the other computer: {answer}.").format(answer=answer)


def _is_text(change: Change) -> bool:
    return isinstance(change, AnswerChange) and change.field in TEXTS - CHOICES


def says(change: Change, beside: Iterable[Change] = ()) -> str:
    """What `change` puts there: “Mild”, “Took 1.5 mg”, “1.5 mg”; empty where it clears it.

    With more detail where one of `beside`, about the same, would read like it.
    """
    alike = [other for other in beside if _look_alike(change, other)]
    detailed = bool(alike)
    match change.after:
        case None:
            return ""
        case Answer() as answer if isinstance(change, AnswerChange):
            answers = [other for other in alike if isinstance(other, AnswerChange)]
            return _answer_text(change, answer, answers)
        case DoseStep() as step:
            text = _step_text(step)
        case Symptom() as symptom:
            text = _symptom_text(symptom)
        case Mark() as mark:
            text = mark_text(mark) if detailed else _brief_mark_text(mark)
        case _:
            text = _("something else")
    return text


def _answer_text(change: AnswerChange, answer: Answer, alike: Sequence[AnswerChange]) -> str:
    if _is_text(change):
        text = _("“{text}”").format(text=_shortened(str(answer.value)))
    else:
        text = value_text(change.field, answer.value, in_points=bool(alike))
    return formats.separated([text, *differing_parts(change, alike)])


def _look_alike(one: Change, other: Change) -> bool:
    """Whether two values that differ have one word, as 4 and 5 have, or one mean, or one name."""
    match one, other:
        case AnswerChange(after=Answer() as ours), AnswerChange(_, field, _, Answer() as theirs):
            differ = content(ours) != content(theirs)
            return differ and _at_a_glance(field, ours) == _at_a_glance(field, theirs)
        case MarkChange(after=Mark() as our_mark), MarkChange(after=Mark() as their_mark):
            return our_mark.kind != their_mark.kind
    return False


def _at_a_glance(field: str, answer: Answer) -> object:
    return nearest_word(field, answer.value) if is_score(field) else answer.value


def about(diary: Diary, change: Change, today: date | None = None) -> str:
    """What `change` is about: “Fatigue, 22 November 2026”.

    With `today`, the year is left out where it is this one.
    """
    match change:
        case AnswerChange():
            day = _day_text(change.date, today)
            return _("{name}, {day}").format(name=field_name(diary, change.field), day=day)
        case DoseStepChange():
            return _("Dose step from {day}").format(day=_day_text(change.start, today))
        case SymptomChange():
            symptom = diary.symptom(change.key) or change.after or change.before
            return _("Symptom “{name}”").format(name=symptom.label if symptom else change.key)
        case MarkChange():
            mark = diary.mark(change.id) or change.after or change.before
            return name_of(mark) if mark else pgettext("one edit", "Change")
    return _("Diary setting")


def _day_text(when: date, today: date | None) -> str:
    return formats.long_date(when) if today is None else formats.date_near(when, today)


def _step_text(step: DoseStep) -> str:
    """“1.5 mg, capsule”, with “planned” where it is."""
    text = formats.enumerated([part for part in (amount_text(step), product_text(step)) if part])
    return _("{amount}, planned").format(amount=text) if step.planned else text


def _symptom_text(symptom: Symptom) -> str:
    name = _("“{text}”").format(text=symptom.label)
    return name if symptom.shown else _("{name}, hidden").format(name=name)


def _brief_mark_text(mark: Mark) -> str:
    """“Prednisolone, 3 to 9 March 2026”."""
    return _("{mark}, {period}").format(mark=name_of(mark), period=period_text(mark))


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"

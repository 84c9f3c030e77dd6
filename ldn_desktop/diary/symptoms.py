"""Symptoms, side effects, readings, and the one scale with its words."""

import hashlib
import re
import unicodedata
from collections.abc import Collection
from enum import StrEnum
from typing import NamedTuple

from ldn_desktop.diary.amounts import as_number
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _, mark

LOWEST, HIGHEST = 0.0, 10.0
"""Ends of the scale; higher is always worse."""

LONGEST_NAME = 60


class SymptomKind(StrEnum):
    SYMPTOM = "symptom"
    SIDE_EFFECT = "side_effect"


class Word(NamedTuple):
    """One of the five answers: what it says and the points it stands for."""

    text: str
    points: float
    after_name: str = ""
    """As it follows the name of a symptom: “mild”."""

    @property
    def shown(self) -> str:
        return _(self.text)


SEVERITY = (
    Word(mark("None"), 0.0, mark("none")),
    Word(mark("Mild"), 2.5, mark("mild")),
    Word(mark("Moderate"), 5.0, mark("moderate")),
    Word(mark("Severe"), 7.5, mark("severe")),
    Word(mark("Worst"), 10.0, mark("worst")),
)
EXERTION_WORDS = (
    # Translators: how much the day took out of a person: Rest, A little, Some, A lot, Too much.
    Word(mark("Rest"), 0.0),
    Word(mark("A little"), 2.5),
    Word(mark("Some"), 5.0),
    Word(mark("A lot"), 7.5),
    Word(mark("Too much"), 10.0),
)


class Symptom(NamedTuple):
    """Something rated on 0–10, higher is worse.

    `key` names it in the file and never changes; `name` is what is shown. `shown` says
    whether Today asks for it: hiding never deletes. `order` sorts within a kind.
    """

    key: str
    name: str
    kind: SymptomKind = SymptomKind.SYMPTOM
    shown: bool = True
    order: int = 0
    own: bool = False

    @property
    def label(self) -> str:
        """The name as shown: translated, unless it is the person's own wording."""
        return visible(self.name) if self.own else _(self.name)

    def as_dict(self) -> dict[str, str | bool | int]:
        """All of it as plain values, as files hold it."""
        return {**self._asdict(), "kind": self.kind.value}


FATIGUE = "fatigue"
LOW_MOOD = "low_mood"

BUILT_IN: tuple[Symptom, ...] = (
    Symptom(FATIGUE, mark("Fatigue"), order=0),
    Symptom("brain_fog", mark("Brain fog"), order=1),
    Symptom("pain", mark("Pain"), order=2),
    Symptom("unrefreshing_sleep", mark("Unrefreshing sleep"), order=3),
    Symptom(LOW_MOOD, mark("Low mood"), order=4),
    Symptom("anxiety", mark("Anxiety"), order=5),
    Symptom("dizziness_on_standing", mark("Dizziness on standing"), shown=False, order=6),
    Symptom("sore_throat", mark("Sore throat"), shown=False, order=7),
    Symptom("light_sensitivity", mark("Light sensitivity"), shown=False, order=8),
    Symptom("headaches", mark("Headaches"), shown=False, order=9),
    Symptom("vivid_dreams", mark("Vivid dreams"), SymptomKind.SIDE_EFFECT, order=0),
    Symptom("insomnia", mark("Insomnia"), SymptomKind.SIDE_EFFECT, order=1),
    Symptom("nausea", mark("Nausea"), SymptomKind.SIDE_EFFECT, order=2),
    Symptom("headache", mark("Headache"), SymptomKind.SIDE_EFFECT, order=3),
    Symptom("dizziness", mark("Dizziness"), SymptomKind.SIDE_EFFECT, order=4),
)
"""What every diary starts with; the person's own wording and order live in the diary."""


class Reading(NamedTuple):
    """A number from a device or a questionnaire: never asked by Today, never on 0–10."""

    key: str
    name: str
    unit: str
    lowest: float
    highest: float
    monthly: bool = False
    """Worked out about once a month, on a scale with fixed ends; higher is better."""

    @property
    def label(self) -> str:
        return _(self.name)


FUNCAP = "funcap-mean"
"""With a hyphen, as no key of a symptom has: somebody may track one called FUNCAP."""

READINGS: dict[str, Reading] = {
    reading.key: reading
    for reading in (
        Reading("resting_heart_rate", mark("Resting heart rate"), mark("beats/min"), 20, 250),
        # Two ways to compute heart rate variability: never one series.
        Reading("hrv_rmssd", mark("HRV (rMSSD)"), mark("ms"), 0, 500),
        Reading("hrv_sdnn", mark("HRV (SDNN)"), mark("ms"), 0, 500),
        Reading("sleep_hours", mark("Sleep"), mark("hours"), 0, 24),
        Reading("steps", mark("Steps"), mark("steps"), 0, 200_000),
        # Sommerfelt 2024, J Clin Med 13(12):3486. diary/function.py has its domains.
        Reading(FUNCAP, mark("Function (FUNCAP)"), mark("out of 6"), 0, 6, monthly=True),
    )
}


_INVISIBLE = dict.fromkeys(
    (
        *(0xAD, 0x61C, 0x180E, 0x200B, 0x200E, 0x200F, 0xFEFF),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        *range(0xE0000, 0xE0080),
    )
)
"""Characters without a shape, and those that turn the text around them: soft hyphen, zero-width
space, marks and overrides of direction, tags. Joiners are none of them: scripts need those."""


def without_invisible(text: str) -> str:
    """`text` without the characters that have no shape of their own. None of them is in ASCII."""
    return text if text.isascii() else text.translate(_INVISIBLE)


def visible(name: str) -> str:
    """`name` without what cannot be seen, so that no name looks like another or turns a line."""
    tidy = " ".join(without_invisible(name).split())
    return tidy or _("(name without visible characters)")


def checked_points(value: object) -> float:
    """`value` as points on the scale, 0 to 10.

    Raises UserError, naming the value, for anything else.
    """
    points = as_number(value)
    if points is None or not LOWEST <= points <= HIGHEST:
        raise UserError(_("“{value}” is not a number from 0 to 10.").format(value=value))
    return points + 0.0  # −0.0 becomes 0.0, so that equal scores are equal text


def word_for(points: float, words: tuple[Word, ...] = SEVERITY) -> Word:
    """The word nearest to `points`; half way goes to the worse one."""
    return min(reversed(words), key=lambda word: abs(word.points - points))


def key_for(name: str, taken: Collection[str], device: str = "") -> str:
    """A new key for the person's own `name`: short, plain letters, in nobody's use.

    A name that plain letters cannot say, such as one in another script, gets a few digits made
    from it: two computers that share a diary never make one key of two names. `device`, of a
    shared diary, keeps apart even what was renamed since. The key is never shown.
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^a-z0-9]+", "_", plain.lower()).strip("_")[:32].rstrip("_") or "own"
    normalised = " ".join(name.casefold().split())
    parts = [stem, device] if device else [stem]
    if stem.replace("_", " ") != normalised or stem in taken:
        parts.insert(1, hashlib.sha256(normalised.encode(errors="surrogatepass")).hexdigest()[:6])
    first = "_".join(parts)
    key, number = first, 2
    while key in taken:
        key, number = f"{first}_{number}", number + 1
    return key


def checked_name(name: str) -> str:
    """`name` trimmed, in one line of 1 to 60 visible characters. Raises UserError otherwise."""
    tidy = " ".join(without_invisible(name).split())
    if not tidy or len(tidy) > LONGEST_NAME:
        raise UserError(_("A name needs 1 to 60 characters; this one has {n}.").format(n=len(tidy)))
    if any(unicodedata.category(letter) in ("Cc", "Cs") for letter in tidy):
        raise UserError(_("This name has a character that cannot be saved. Please type it again."))
    return tidy

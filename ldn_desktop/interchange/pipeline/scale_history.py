"""The scale on which earlier imports of a name were read, found out from the diary's answers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from ldn_desktop.diary.model import Diary, Source
from ldn_desktop.interchange.pipeline.mapping import OWN_SCALE, SCALES, Scale, points_of
from ldn_desktop.interchange.reading.parsing import number

MAX_ANSWERS = 60


def scale_in_diary(
    diary: Diary, origin: str, field: str, *, better_is_higher: bool
) -> Scale | None:
    """The scale that explains the answers of `field` which came from `origin`; None without any.

    Earlier editions did not remember a scale that nobody had changed.
    """
    pairs = list(islice(_pairs(diary, origin, field), MAX_ANSWERS))
    if not pairs:
        return None
    scales = (OWN_SCALE, *(scale for scale in SCALES if scale != OWN_SCALE))
    for scale in scales:
        if all(
            scale[0] <= original <= scale[1]
            and points_of(original, scale, better_is_higher=better_is_higher) == value
            for original, value in pairs
        ):
            return scale
    return None


def _pairs(diary: Diary, origin: str, field: str) -> Iterator[tuple[float, float]]:
    """The value in the file and the answer made of it; answers of several ratings show nothing."""
    for day in diary.days():
        answer = day.answers.get(field)
        if answer is None or answer.source is not Source.IMPORTED or answer.origin != origin:
            continue
        original = answer.extra.get("original")
        text = number(str(original)) if original is not None else answer.value
        if text is not None and isinstance(answer.value, float | int):
            yield text, answer.value

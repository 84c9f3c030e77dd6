"""What belongs to an answer beside its value, where another answer has it otherwise."""

from __future__ import annotations

from collections.abc import Iterable

from ldn_desktop.diary.function import (
    PARTS,
    FunctionResult,
    domain_label,
    domains_text,
    result_of,
)
from ldn_desktop.diary.model import AnswerChange
from ldn_desktop.diary.provenance import content
from ldn_desktop.diary.symptoms import FUNCAP
from ldn_desktop.i18n import _, formats, ngettext


def differing_parts(change: AnswerChange, beside: Iterable[AnswerChange]) -> list[str]:
    """“Walking and moving 2.5”, “without At home”: what one of `beside`, answers to the same
    question, has otherwise. Nothing where `change` clears the answer."""
    others = [other for other in beside if other.after]
    if change.after is None or not others:
        return []
    parts = []
    if change.field == FUNCAP:
        result = result_of(change.date, change.after)
        parts = _of_result(
            result, [result_of(change.date, other.after) for other in others if other.after]
        )
    mine = _unknown(change)
    if mine and any(_unknown(other) != mine for other in others):
        parts.append(_("with details that this version cannot show"))
    return parts


def _of_result(result: FunctionResult, others: list[FunctionResult]) -> list[str]:
    parts = []
    differing = {
        key: mean
        for key, mean in result.domains.items()
        if any(other.domains.get(key) != mean for other in others)
    }
    if differing:
        parts.append(domains_text(differing))
    missing = {key: None for other in others for key in other.domains if key not in result.domains}
    if missing and not result.domains:
        parts.append(_("without domains"))
    elif missing:
        names = formats.enumerated([domain_label(key) for key in missing])
        parts.append(_("without {names}").format(names=names))
    if result.items and any(other.items != result.items for other in others):
        parts.append(
            ngettext("{n} question answered", "{n} questions answered", result.items).format(
                n=result.items
            )
        )
    return parts


def _unknown(change: AnswerChange) -> dict[str, object]:
    """What a newer version wrote beside the value."""
    if change.after is None:
        return {}
    _value, parts = content(change.after)
    known = PARTS if change.field == FUNCAP else frozenset()
    return {key: part for key, part in parts.items() if key not in known}

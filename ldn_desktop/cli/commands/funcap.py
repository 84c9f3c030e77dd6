"""The command funcap: results of a questionnaire about what a person can still do."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from typing import Any

from ldn_desktop.cli.diary_access import local_now
from ldn_desktop.cli.entry_actions import Entry, print_entries, run_action
from ldn_desktop.cli.given_dates import resolve_date
from ldn_desktop.cli.output import print_lines
from ldn_desktop.cli.settling import Confirm, record_deciding
from ldn_desktop.diary import function
from ldn_desktop.diary.function import FunctionResult
from ldn_desktop.diary.model import AnswerChange, Change, Diary, Edit
from ldn_desktop.diary.symptoms import FUNCAP
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _, formats


def funcap(args: Namespace) -> None:
    """List the results, or add or remove one."""
    actions = {
        "list": list_results,
        "add": add_result,
        "remove": remove_result,
    }
    run_action(args, actions)


def list_results(args: Namespace) -> None:
    """Print every result in order."""

    def entries(diary: Diary) -> Iterable[Entry]:
        for result in function.results(diary):
            yield Entry(("answer", result.date, FUNCAP), describe(result), as_json(result))

    def is_result(change: Change) -> bool:
        return isinstance(change, AnswerChange) and change.field == FUNCAP

    none_yet = _("There are no FUNCAP results yet.")
    print_entries(args, entries, is_result, none_yet)


def add_result(args: Namespace) -> None:
    """Store a result; one of the same day is replaced."""
    domains = dict(_domain(word) for word in args.domain)
    added: list[FunctionResult] = []

    def edit(diary: Diary, confirm: Confirm) -> Edit:
        when = resolve_date(args.date, diary)
        made = function.record_result(diary, when, args.mean, domains, local_now())
        after = Diary({when: diary.day(when)})
        after.apply(made)
        added.extend(function.results(after))
        shown = diary.day(when).answers.get(FUNCAP)
        return made or confirm(AnswerChange(when, FUNCAP, shown, shown))

    settled = record_deciding(args, edit)
    print_lines([describe(added[0]), *settled])


def remove_result(args: Namespace) -> None:
    """Remove the result of a day."""

    def edit(diary: Diary, confirm: Confirm) -> Edit:
        when = resolve_date(args.date, diary)
        made = function.remove_result(diary, when)
        made = made or confirm(AnswerChange(when, FUNCAP, None, None))
        if not made:
            raise UserError(
                _("There is no FUNCAP result for {date}.").format(date=formats.long_date(when))
            )
        return made

    settled = record_deciding(args, edit)
    print_lines([_("Removed."), *settled])


def _domain(word: str) -> tuple[str, str]:
    name, _equals, mean = word.partition("=")
    return name.strip().lower(), mean


def describe(result: FunctionResult) -> str:
    """One result as a line of text."""
    mean = _("{mean} (higher is better)").format(mean=function.mean_text(result))
    return _("{date}: {result}").format(
        date=formats.long_date(result.date),
        result=formats.separated([mean, *function.detail_texts(result)]),
    )


def as_json(result: FunctionResult) -> dict[str, Any]:
    """One result for programs."""
    document: dict[str, Any] = {"date": result.date.isoformat(), "mean": result.mean}
    if result.domains:
        document["domains"] = dict(result.domains)
    if result.items is not None:
        document["items"] = result.items
    return document | ({"origin": result.origin} if result.origin else {})

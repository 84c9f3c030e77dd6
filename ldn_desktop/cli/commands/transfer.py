"""The commands import, export, report, sheet and guide."""

from __future__ import annotations

import sys
from argparse import Namespace
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from ldn_desktop.cli.commands.mark import opioid_warnings
from ldn_desktop.cli.diary_access import (
    example_notice,
    local_now,
    print_differing,
    read_diary,
    read_with_sharing,
    record,
)
from ldn_desktop.cli.given_dates import diary_today, resolve_date
from ldn_desktop.cli.import_mapping import targets, unknown_name, with_words
from ldn_desktop.cli.output import print_json, print_lines
from ldn_desktop.diary.model import Diary, Edit
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _
from ldn_desktop.wording.difference_text import count_of
from ldn_desktop.wording.undo_title import import_title

if TYPE_CHECKING:
    from ldn_desktop.interchange import Preview, PreviewRow


def import_file(args: Namespace) -> None:
    """Import a file; with --preview only tell what would come in."""
    previews: list[Preview] = []

    def edit(diary: Diary) -> Edit:
        previews.append(_preview(args, diary))
        return previews[0].edit

    if args.preview:
        edit(read_diary(args))
    else:
        record(args, edit, import_title(args.file.name))
    if args.json:
        print_json(_as_json(previews[0]) | {"recorded": not args.preview})
    else:
        print_lines([*previews[0].sentences(), *opioid_warnings(previews[0].new_marks)])
        print_lines(
            [_("Nothing was changed: this was only a preview.") if args.preview else _("Done.")]
        )


def _preview(args: Namespace, diary: Diary) -> Preview:
    from ldn_desktop.interchange import DateOrder, ImportOptions, parse_file

    dates = DateOrder(args.dates) if args.dates else None
    parsed = parse_file(args.file, diary, now=local_now(), dates=dates, progress=_print_progress)
    options = ImportOptions(targets(args.map, diary), dates, args.replace)
    preview = parsed.preview(diary, options)
    unknown = set(options.mapping) - set(preview.targets)
    if unknown:
        raise UserError(" ".join([unknown_name(min(unknown), preview.targets), *preview.notices]))
    words = with_words(preview.targets, args.word)
    if not words:
        return preview
    return parsed.preview(diary, replace(options, mapping={**options.mapping, **words}))


def _as_json(preview: Preview) -> dict[str, Any]:
    return {
        "format": preview.format_name,
        "rows": preview.rows,
        "stored": preview.stored,
        "mapped": preview.mapped,
        "already": preview.already,
        "left_out_rows": preview.left_out_rows,
        "left_out": [
            {"row": line.row, "text": line.text, "reason": line.reason, "rows": line.rows}
            for line in preview.left_out
        ],
        "days": preview.days,
        "answers": preview.answers,
        "replaced": len(preview.replaced),
        "first": preview.first and preview.first.isoformat(),
        "last": preview.last and preview.last.isoformat(),
        "dates": _dates_as_json(preview),
        "new_symptoms": list(preview.new_symptoms),
        "names": [_name_as_json(row) for row in preview.names],
        "questions": [row.target.ask for row in preview.names if row.target.ask],
        "notices": list(preview.notices),
    }


def _dates_as_json(preview: Preview) -> dict[str, Any] | None:
    decision = preview.dates
    if decision is None or decision.example_date is None:
        return None
    return {
        "order": decision.order.value,
        "decided_by": decision.by.value,
        "example": decision.example,
        "read_as": decision.example_date.isoformat(),
    }


def _name_as_json(row: PreviewRow) -> dict[str, Any]:
    target = row.target
    described: dict[str, Any] = {
        "name": row.column.name,
        "rows": row.column.rows,
        "imported": row.imported,
        "becomes": row.target_label,
        "read_as": row.how_read,
    }
    if target.is_score:
        described |= {
            "scale": [target.low, target.high],
            "turned": target.better_is_higher,
            "assumed": target.assumed,
        }
    return described


def _print_progress(share: float) -> bool:
    """Show progress on a terminal; Ctrl+C stops the import."""
    if sys.stderr.isatty():
        sys.stderr.write("\r" + (f"{share:4.0%}" if share < 1 else "    \r"))
    return True


def export_diary(args: Namespace) -> None:
    """Write the diary as a table or as JSON."""
    from ldn_desktop.interchange import export

    diary, sharing = read_with_sharing(args)
    start, end = _period(args, diary)
    export.write(diary, args.out, start, end)
    print_differing(sharing, start, end)
    print_lines([str(args.out), *example_notice(diary), _("This file is not encrypted.")])


def report(args: Namespace) -> None:
    """Write the printed page for the doctor; as plain text where the name ends in .txt."""
    from ldn_desktop import report as pages

    diary, sharing = read_with_sharing(args)
    start, end = _period(args, diary)
    options = pages.ReportOptions(
        start=start,
        end=end,
        paper=args.paper,
        name=args.name,
        questions=args.questions,
        with_days=args.days,
        # The comparison goes back to the first day of the diary, wherever the period begins.
        differing=count_of(sharing.differences, end=end) if sharing else 0,
    )
    if args.out.suffix.lower() == ".txt":
        pages.write_text(pages.plain_text(diary, options), args.out)
    elif args.out.suffix.lower() == ".pdf":
        pages.write_pdf(diary, args.out, options)
    else:
        raise UserError(_("“{name}” should end in .pdf or .txt.").format(name=args.out.name))
    print_lines([str(args.out), _("This file is not encrypted.")])


def sheet(args: Namespace) -> None:
    """Write a month to tick on paper."""
    from ldn_desktop.report import month_sheet

    diary = read_diary(args)
    if args.out.suffix.lower() != ".pdf":
        raise UserError(_("“{name}” should end in .pdf.").format(name=args.out.name))
    month = args.month or diary_today(diary)
    month_sheet.write_pdf(diary, month, args.out, args.paper)
    print_lines([str(args.out)])


def _period(args: Namespace, diary: Diary) -> tuple[date | None, date | None]:
    start = resolve_date(args.start, diary) if args.start else None
    end = resolve_date(args.end, diary) if args.end else None
    if start and end and end < start:
        raise UserError(_("{start} is after {end}.").format(start=start, end=end))
    return start, end


def guide(args: Namespace) -> None:
    """The guide as text or JSON."""
    from ldn_desktop.guide import as_dict, as_text, load

    if args.json:
        print_json(as_dict(load()))
    else:
        print_lines([as_text(load())])

"""The commands import, export, report and guide."""

from __future__ import annotations

import sys
from argparse import Namespace
from datetime import date
from typing import TYPE_CHECKING, Any

from ldn_desktop.cli.commands.day import resolved
from ldn_desktop.cli.diary_access import invented_mark, local_now, read_diary, record
from ldn_desktop.cli.import_mapping import targets
from ldn_desktop.cli.output import say, say_json
from ldn_desktop.diary.model import Diary, Edit
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _

if TYPE_CHECKING:
    from ldn_desktop.interchange import Preview


def import_file(wanted: Namespace) -> None:
    """Import a file; with --preview only tell what would come in."""
    previews: list[Preview] = []

    def edit(diary: Diary) -> Edit:
        previews.append(_preview(wanted, diary))
        return previews[0].edit

    if wanted.preview:
        edit(read_diary(wanted))
    else:
        record(wanted, edit, _("Import of {name}").format(name=wanted.file.name))
    if wanted.json:
        say_json(_as_json(previews[0]) | {"recorded": not wanted.preview})
    else:
        say(previews[0].sentences())
        say([_("Nothing was changed: this was the preview.") if wanted.preview else _("Done.")])


def _preview(wanted: Namespace, diary: Diary) -> Preview:
    from ldn_desktop.interchange import read  # not for the other commands

    mapping = targets(wanted.map, diary)
    preview = read(wanted.file, diary, now=local_now(), mapping=mapping, progress=_told_share)
    unknown = set(mapping) - set(preview.targets)
    if unknown:
        raise UserError(
            _("This file has no “{name}”. It has: {names}.").format(
                name=min(unknown), names=", ".join(preview.targets)
            )
        )
    return preview


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
        "first": preview.first and preview.first.isoformat(),
        "last": preview.last and preview.last.isoformat(),
        "new_symptoms": list(preview.new_symptoms),
        "names": [
            {"name": row.column.name, "rows": row.column.rows, "becomes": row.target_label}
            for row in preview.names
        ],
        "questions": [row.target.ask for row in preview.names if row.target.ask],
    }


def _told_share(share: float) -> bool:
    """Tell a person at a terminal how far a large file is; Ctrl+C stops it."""
    if sys.stderr.isatty():
        sys.stderr.write("\r" + (f"{share:4.0%}" if share < 1 else "    \r"))
    return True


def export_diary(wanted: Namespace) -> None:
    """Write the diary as a table or as JSON."""
    from ldn_desktop.interchange import export

    diary = read_diary(wanted)
    start, end = _period(wanted, diary)
    export.write(diary, wanted.out, start, end)
    say([str(wanted.out), *invented_mark(diary), _("This file is not encrypted.")])


def report(wanted: Namespace) -> None:
    """Write the printed page for the doctor; as plain text where the name ends in .txt."""
    from ldn_desktop import report as pages

    diary = read_diary(wanted)
    start, end = _period(wanted, diary)
    told = {"name": wanted.name, "questions": wanted.questions, "with_days": wanted.days}
    if wanted.out.suffix.lower() == ".txt":
        pages.write_text(pages.plain_text(diary, start, end, **told), wanted.out)
    elif wanted.out.suffix.lower() == ".pdf":
        pages.write_pdf(diary, wanted.out, start, end, paper=wanted.paper, **told)
    else:
        raise UserError(_("“{name}” should end in .pdf or .txt.").format(name=wanted.out.name))
    say([str(wanted.out), _("This file is not encrypted.")])


def _period(wanted: Namespace, diary: Diary) -> tuple[date | None, date | None]:
    start = resolved(wanted.start, diary) if wanted.start else None
    end = resolved(wanted.end, diary) if wanted.end else None
    if start and end and end < start:
        raise UserError(_("{start} is after {end}.").format(start=start, end=end))
    return start, end


def guide(wanted: Namespace) -> None:
    """The guide as text or JSON."""
    from ldn_desktop.guide import as_dict, as_text, load

    if wanted.json:
        say_json(as_dict(load()))
    else:
        say([as_text(load())])

"""The command line's commands and options."""

from __future__ import annotations

import argparse
import re
from datetime import date, datetime, timedelta
from pathlib import Path

from ldn_desktop import __version__
from ldn_desktop.cli.argparse_words import translate_argparse
from ldn_desktop.diary.function import CITATION, DOMAINS
from ldn_desktop.diary.model import MarkKind
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _
from ldn_desktop.themes import theme_choices
from ldn_desktop.user_folders import NAME, diary_folder

ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def parser() -> argparse.ArgumentParser:
    """What understands all commands and options, and explains them in the program's language."""
    translate_argparse()
    main = _main()
    _add_commands(main)
    return main


def parse(argv: list[str]) -> argparse.Namespace:
    """Parse `argv`. Exits with SystemExit: 0 after --help and --version, 2 for wrong usage.

    The answers of `add` may come before and after its options.
    """
    main = parser()
    args, rest = main.parse_known_args(argv)
    if args.command == "add":
        args.answers += [word for word in rest if not word.startswith("-")]
        rest = [word for word in rest if word.startswith("-")]
    if rest:
        main.error(_("not understood: {words}").format(words=" ".join(rest)))
    if args.command == "add":
        _check_answers(main, args.answers)
    if args.command == "compare":
        _check_compare(main, args)
    args.diary_given = args.diary is not None
    args.diary = args.diary or diary_folder()
    args.passphrase = None
    return args


def _check_answers(main: argparse.ArgumentParser, words: list[str]) -> None:
    if not words:
        main.error(_("“add” needs at least one answer, such as fatigue=5"))
    for word in words:
        if "=" not in word and word.strip().lower() != "crash":
            main.error(_("“{word}” should look like fatigue=5").format(word=word))


def _main() -> argparse.ArgumentParser:
    main = argparse.ArgumentParser(
        prog=NAME,
        description=_(
            "A diary for people with ME/CFS who take, or are thinking about taking, low-dose "
            "naltrexone. Without a command it opens the window."
        ),
        epilog=_("Exit codes: 0 done, 1 failed (with the reason), 2 command not understood."),
    )
    main.add_argument(
        "--version",
        action="version",
        version=f"LDN Desktop {__version__}",
        help=_("show the version and exit"),
    )
    _add_common(main, default=None)
    main.add_argument("--demo", action="store_true", help=_("use example data; nothing is saved"))
    main.set_defaults(command=None)
    return main


def _add_commands(main: argparse.ArgumentParser) -> None:
    commands = main.add_subparsers(dest="command", metavar=_("COMMAND"))
    for fill in (
        _tour,
        _add,
        _show,
        _dose,
        _mark,
        _funcap,
        _import,
        _export,
        _report,
        _sheet,
        _guide,
        _compare,
        *_SAFETY,
    ):
        command = fill(commands)
        # SUPPRESS, or the command's own default would undo a --diary given before it.
        _add_common(command, default=argparse.SUPPRESS)


_Commands = argparse._SubParsersAction  # noqa: SLF001  # argparse has no public name for it


def _add_common(to: argparse.ArgumentParser, *, default: str | None) -> None:
    """What may stand before and after the command."""
    to.add_argument(
        "--diary",
        type=Path,
        metavar=_("PATH"),
        default=default,
        help=_("the diary’s folder; created if it does not exist"),
    )
    to.add_argument(
        "--passphrase-fd",
        type=int,
        metavar="N",
        default=default,
        help=_("read an encrypted diary’s passphrase from file descriptor N"),
    )
    to.add_argument(
        "--language",
        metavar=_("CODE"),
        default=default,
        help=_(
            "the language to use, such as de; if left out, the one from the settings or the system"
        ),
    )


def _tour(commands: _Commands[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    tour = commands.add_parser("tour", help=_("save pictures of the window"))
    tour.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar=_("FOLDER"),
        help=_("the folder for the pictures; created if it does not exist"),
    )
    tour.add_argument(
        "--theme",
        type=_theme,
        choices=theme_choices(),
        help=_("the theme of the window; paper if left out"),
    )
    tour.add_argument(
        "--text",
        type=_percent,
        metavar=_("PERCENT"),
        help=_("the text size, 50 to 400; 100 if left out"),
    )
    tour.add_argument(
        "--size",
        type=_size,
        metavar=_("WIDTHxHEIGHT"),
        help=_("the size of the window in pixels; 1024x690 if left out"),
    )
    tour.add_argument(
        "--everything",
        action="store_true",
        help=_("every state, in every theme, text size and width, unless you name particular ones"),
    )
    return tour


def _add(commands: _Commands[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    add = commands.add_parser(
        "add",
        help=_("record answers for one day"),
        description=_(
            "Record answers for one day. If one of them is wrong, none is recorded. Scores are "
            "0 to 10, or none, mild, moderate, severe, worst. “crash” marks a crash day, "
            "“crash=no” unmarks it. A name with nothing after the = clears the answer. "
            "“mark=infection: Cold” notes something that began on that day; for more, see "
            "“ldn-desktop mark”."
        ),
        epilog=_("Example: {example}").format(
            example='ldn-desktop add fatigue=5 "brain fog=2.5" crash dose=1.5 note="{note}"'.format(
                note=_("Vivid dreams")
            )
        ),
    )
    add.add_argument("--date", type=_day, metavar=_("DATE"), help=_day_help())
    add.add_argument(
        "--by",
        metavar=_("NAME"),
        help=_("who is entering this on the diary owner’s behalf; “” for a helper without a name"),
    )
    add.add_argument("answers", nargs="*", metavar=_("NAME=ANSWER"))
    return add


def _show(commands: _Commands[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    show = commands.add_parser("show", help=_("show one day"))
    show.add_argument("--date", type=_day, metavar=_("DATE"), help=_day_help())
    _add_json(show)
    return show


def _dose(commands: _Commands[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    dose = commands.add_parser(
        "dose",
        help=_("list, add, confirm or remove dose steps"),
        description=_(
            "Dose steps as decided with your prescriber. Without an action they are "
            "listed. A step that starts in the future is planned: it takes effect once you "
            "confirm it."
        ),
        epilog=_("Example: {example}").format(
            example='ldn-desktop dose add 2026-10-01 "1.5 mg" --form capsule'
        ),
    )
    actions = dose.add_subparsers(dest="action", metavar=_("ACTION"))
    _add_json(actions.add_parser("list", help=_("list the dose steps")))
    add = actions.add_parser("add", help=_("add a dose step"))
    _add_start(add)
    add.add_argument("mg", metavar=_("AMOUNT"), help=_("such as 1.5 or “1.5 mg”; 0 for none"))
    add.add_argument("--form", default="", help=_("such as capsule or drops"))
    add.add_argument("--strength", default="", help=_("as on the label"))
    _add_start(actions.add_parser("confirm", help=_("confirm a planned dose step")))
    _add_start(actions.add_parser("remove", help=_("remove a dose step")))
    return dose


def _mark(commands: _Commands[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    mark = commands.add_parser(
        "mark",
        help=_("list, add, stop or remove other medicines and events"),
        description=_(
            "Other medicines and supplements, infections, vaccinations, periods and events, with "
            "the days on which they began and stopped. Without an action they are listed with "
            "their numbers."
        ),
        epilog=_("Example: {example}").format(
            example="ldn-desktop mark add 2026-05-03 medicine Melatonin --until 2026-06-01"
        ),
    )
    actions = mark.add_subparsers(dest="action", metavar=_("ACTION"))
    _add_json(actions.add_parser("list", help=_("list the medicines and events")))
    add = actions.add_parser("add", help=_("add a medicine or event"))
    _add_start(add)
    add.add_argument(
        "kind",
        choices=tuple(MarkKind),
        metavar=_("KIND"),
        help=_("one of {kinds}").format(kinds=", ".join(MarkKind)),
    )
    add.add_argument("name", nargs="?", default="", metavar=_("NAME"))
    add.add_argument("--until", type=_day, metavar=_("DATE"), help=_("its last day"))
    stop = actions.add_parser("stop", help=_("record when it stopped"))
    _add_number(stop)
    stop.add_argument("last", type=_day, nargs="?", metavar=_("DATE"), help=_("its last day"))
    _add_number(actions.add_parser("remove", help=_("remove a medicine or event")))
    return mark


def _add_number(to: argparse.ArgumentParser) -> None:
    to.add_argument(
        "number", type=int, metavar="N", help=_("number from the list of medicines and events")
    )


def _funcap(commands: _Commands[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    funcap = commands.add_parser(
        "funcap",
        help=_("list, add or remove FUNCAP results"),
        description=_(
            "Results of the FUNCAP questionnaire about what you can still do: means from 0 to 6, "
            "higher is better ({source}). Without an action they are listed."
        ).format(source=CITATION),
        epilog=_("Example: {example}").format(
            example="ldn-desktop funcap add 2026-05-03 3.4 --domain walking=2.5"
        ),
    )
    actions = funcap.add_subparsers(dest="action", metavar=_("ACTION"))
    _add_json(actions.add_parser("list", help=_("list the results")))
    add = actions.add_parser("add", help=_("add a result; it replaces any result for the same day"))
    _add_date(add)
    add.add_argument("mean", metavar=_("MEAN"), help=_("mean of all items, 0 to 6"))
    add.add_argument(
        "--domain",
        action="append",
        default=[],
        metavar=_("NAME=MEAN"),
        help=_("mean of one of {domains}").format(domains=", ".join(DOMAINS)),
    )
    _add_date(actions.add_parser("remove", help=_("remove the result for a day")))
    return funcap


def _add_date(to: argparse.ArgumentParser) -> None:
    to.add_argument("date", type=_day, metavar=_("DATE"), help=_day_help())


def _add_start(to: argparse.ArgumentParser) -> None:
    to.add_argument("start", type=_day, metavar=_("DATE"), help=_day_help())


def _import(commands: _Commands[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    import_file = commands.add_parser(
        "import",
        help=_("import a file from another app"),
        description=_(
            "Import a file from another app, or a table with a date column. Your own answers are "
            "never changed, and importing the same file twice adds nothing."
        ),
    )
    import_file.add_argument("file", type=Path, metavar=_("FILE"))
    import_file.add_argument(
        "--preview", action="store_true", help=_("show what would be imported; change nothing")
    )
    import_file.add_argument(
        "--map",
        type=_mapping,
        action="append",
        default=[],
        metavar=_("NAME=ANSWER"),
        help=_(
            "what a name in the file becomes, with its scale and unit: --map "
            "Energy=fatigue:1-5:turned, --map LDN=dose:mcg, --map Nap=sleep_hours:min, "
            "--map Tinnitus=own:0-3, --map Iron=mark:medicine, --map Weather=leave; your choice is "
            "remembered"
        ),
    )
    import_file.add_argument(
        "--word",
        type=_word,
        action="append",
        default=[],
        metavar=_("NAME:WORD=NUMBER"),
        help=_("the number that a word in the file stands for: --word mood:Cloudy=2"),
    )
    import_file.add_argument(
        "--dates",
        choices=("day-first", "month-first", "year-first"),
        help=_(
            "how to read a date such as 03/04/2026; if left out, this is worked out from the file"
        ),
    )
    import_file.add_argument(
        "--replace",
        action="store_true",
        help=_("replace answers from earlier imports that differ; never your own"),
    )
    _add_json(import_file)
    return import_file


def _export(commands: _Commands[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    export_diary = commands.add_parser("export", help=_("save the diary as a table or as JSON"))
    export_diary.add_argument("out", type=Path, metavar="OUT.csv|OUT.json")
    _add_period(export_diary)
    return export_diary


def _report(commands: _Commands[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    report = commands.add_parser("report", help=_("save the report for your doctor"))
    report.add_argument("out", type=Path, metavar="OUT.pdf|OUT.txt")
    _add_period(report)
    report.add_argument("--paper", choices=("a4", "letter"), default="a4", help=_paper_help())
    report.add_argument("--name", default="", help=_("name to print at the top"))
    report.add_argument("--questions", default="", help=_("questions for the doctor"))
    report.add_argument("--days", action="store_true", help=_("add a table of all days"))
    return report


def _sheet(commands: _Commands[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    sheet = commands.add_parser("sheet", help=_("save a one-month sheet to fill in on paper"))
    sheet.add_argument("out", type=Path, metavar="OUT.pdf")
    sheet.add_argument(
        "--month",
        type=_month,
        metavar=_("MONTH"),
        help=_("such as 2026-11; this month if left out"),
    )
    sheet.add_argument("--paper", choices=("a4", "letter"), default="a4", help=_paper_help())
    return sheet


def _guide(commands: _Commands[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    guide = commands.add_parser("guide", help=_("print the guide as text"))
    _add_json(guide)
    return guide


def _compare(commands: _Commands[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    compare = commands.add_parser(
        "compare",
        help=_("compare phases: did anything change?"),
        description=_(
            "Compare the phases of the diary, or of a table with the columns date and phase and "
            "one column for each symptom. --scale, --mid, --run-in, --main and --one-scale are "
            "only for a table; --ics is only for the diary."
        ),
    )
    compare.add_argument("file", type=Path, nargs="?", metavar=_("FILE.csv"))
    compare.add_argument(
        "--scale",
        type=_scale,
        metavar=_("LOW:HIGH:STEP"),
        help=_("scale of the scores; 0:10:1 if left out"),
    )
    compare.add_argument(
        "--mid",
        type=float,
        metavar=_("POINTS"),
        help=_("smallest change that matters, in points; 1 if left out"),
    )
    compare.add_argument(
        "--run-in",
        type=int,
        metavar=_("DAYS"),
        help=_("how many of the first days of each phase are left out; none if not given"),
    )
    compare.add_argument(
        "--main",
        nargs="+",
        default=[],
        metavar=_("SYMPTOM"),
        help=_("one or two main symptoms, as chosen before the first dose"),
    )
    compare.add_argument(
        "--one-scale",
        action="store_true",
        help=_("treat scores of 0 to 3 in one phase as being on the same scale as the others"),
    )
    compare.add_argument(
        "--all",
        action="store_true",
        help=_("show every pair of phases; only the last compared with the first is assessed"),
    )
    compare.add_argument(
        "--ics",
        type=Path,
        metavar="OUT.ics",
        help=_("save the date of your next check as a calendar file"),
    )
    _add_json(compare)
    return compare


def _check_compare(main: argparse.ArgumentParser, args: argparse.Namespace) -> None:
    given = (args.scale, args.mid, args.run_in)
    asked = args.main or args.one_scale or any(option is not None for option in given)
    if args.file is None and asked:
        main.error(_("these options are only for a table; a diary has its own settings"))
    if args.file is not None and args.ics is not None:
        main.error(_("--ics is only for a diary; a table has no date for a next check"))


def _check(commands: _Commands[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    return commands.add_parser("check", help=_("check the diary file for damage"))


def _backups(commands: _Commands[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    backups = commands.add_parser("backups", help=_("list the backups"))
    _add_json(backups)
    return backups


def _restore(commands: _Commands[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    restore = commands.add_parser("restore", help=_("restore a backup"))
    restore.add_argument("number", type=int, metavar="N", help=_("number from the list of backups"))
    return restore


def _undo(commands: _Commands[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    return commands.add_parser("undo", help=_("undo the last import or restored backup"))


def _encrypt(commands: _Commands[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    encrypt = commands.add_parser("encrypt", help=_("encrypt the diary with a passphrase"))
    encrypt.add_argument(
        "--sheet",
        type=Path,
        required=True,
        metavar=_("FILE"),
        help=_("a new file for the recovery sheet"),
    )
    return encrypt


def _decrypt(commands: _Commands[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    return commands.add_parser("decrypt", help=_("turn encryption off"))


def _share(commands: _Commands[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    share = commands.add_parser(
        "share",
        help=_("share the diary with another computer"),
        description=_(
            "Shares the diary through FOLDER, which reaches the other computer by Syncthing, "
            "Nextcloud, Dropbox or a USB stick; do the same there. Without FOLDER, it sends and "
            "receives what is new."
        ),
    )
    what = share.add_mutually_exclusive_group()
    what.add_argument("folder", nargs="?", type=Path, metavar=_("FOLDER"))
    what.add_argument(
        "--status", action="store_true", help=_("show whether and where the diary is shared")
    )
    what.add_argument(
        "--stop", action="store_true", help=_("stop sharing; the diary stays on this computer")
    )
    _add_json(share)
    return share


def _remind(commands: _Commands[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    remind = commands.add_parser(
        "remind",
        help=_("remind once a day, if nothing was entered"),
        description=_(
            "Without an option it shows the reminder if it is due, and otherwise does nothing. "
            "The system’s scheduler runs this once a day. Nothing keeps running in the "
            "background."
        ),
    )
    what = remind.add_mutually_exclusive_group()
    what.add_argument(
        "--at", type=_hour, metavar=_("HOUR"), help=_("remind each day at this hour, such as 19")
    )
    what.add_argument("--off", action="store_true", help=_("switch the reminder off"))
    what.add_argument("--status", action="store_true", help=_("show whether the reminder is on"))
    return remind


_SAFETY = (_check, _backups, _restore, _undo, _encrypt, _decrypt, _share, _remind)


def _add_json(to: argparse.ArgumentParser) -> None:
    to.add_argument("--json", action="store_true", help=_("as JSON, for programs"))


def _add_period(to: argparse.ArgumentParser) -> None:
    to.add_argument("--from", dest="start", type=_day, metavar=_("DATE"), help=_day_help())
    to.add_argument("--to", dest="end", type=_day, metavar=_("DATE"), help=_day_help())


def _paper_help() -> str:
    return _("size of the paper; a4 if left out")


def _day_help() -> str:
    return _("such as 2026-11-22; today and yesterday work too")


class Today:
    """The diary day that is now, or some days before; the diary knows when its day ends."""

    def __init__(self, days_before: int = 0) -> None:
        self.before = timedelta(days=days_before)


def _day(text: str) -> date | Today:
    word = text.strip().lower()
    if word in ("today", "yesterday"):
        return Today(("today", "yesterday").index(word))
    try:
        if ISO_DATE.fullmatch(word):
            return datetime.strptime(word, "%Y-%m-%d").date()  # noqa: DTZ007  # a date alone
    except ValueError:
        pass
    raise argparse.ArgumentTypeError(
        _("“{text}” is not a date; write it like 2026-11-22").format(text=text)
    )


def _month(text: str) -> date:
    try:
        return datetime.strptime(text.strip(), "%Y-%m").date()  # noqa: DTZ007  # a month alone
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            _("“{text}” is not a month; write it like 2026-11").format(text=text)
        ) from error


def _hour(text: str) -> int:
    hour = text.strip().removesuffix(":00")
    if not (hour.isascii() and hour.isdecimal() and len(hour) <= 2):
        raise argparse.ArgumentTypeError(
            _("“{text}” is not an hour; write it like 19").format(text=text)
        )
    return int(hour)


def _theme(text: str) -> str:
    return text.lower().replace("-", "_")


def _percent(text: str) -> int:
    number = text.removesuffix("%")
    if not number.isdecimal() or not 50 <= int(number[:4]) <= 400:
        raise argparse.ArgumentTypeError(
            _("“{text}” is not between 50 and 400 per cent").format(text=text)
        )
    return int(number)


def _size(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"(\d{3,4})[x×](\d{3,4})", text.lower())
    if not found:
        raise argparse.ArgumentTypeError(
            _("“{text}” is not a size; write it like 1024x690").format(text=text)
        )
    return int(found[1]), int(found[2])


def _mapping(text: str) -> object:
    from ldn_desktop.cli.import_mapping import parse_mapping  # not needed to open the window

    try:
        return parse_mapping(text)
    except UserError as refusal:
        raise argparse.ArgumentTypeError(str(refusal)) from refusal


def _word(text: str) -> object:
    from ldn_desktop.cli.import_mapping import parse_word  # the window opens without it

    try:
        return parse_word(text)
    except UserError as refusal:
        raise argparse.ArgumentTypeError(str(refusal)) from refusal


def _scale(text: str) -> tuple[float, float, float]:
    try:
        low, high, step = (float(part) for part in text.split(":"))
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            _("“{text}” is not a scale; write it like 0:10:1").format(text=text)
        ) from error
    return low, high, step

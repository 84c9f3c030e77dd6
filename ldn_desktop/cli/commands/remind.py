"""The command remind: what the system's scheduler runs once a day, and its switch."""

from __future__ import annotations

from argparse import Namespace

from ldn_desktop.cli.diary_access import local_now
from ldn_desktop.cli.language import use_wished_language
from ldn_desktop.cli.output import print_lines
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _


def remind(args: Namespace) -> None:
    """Show the reminder if it is due; or switch it on or off, or say how it stands."""
    from ldn_desktop import reminder  # other commands do without it

    if args.demo:
        raise UserError(_("Nothing is saved in the example diary. Please leave out --demo."))
    if args.off:
        reminder.switch_off(args.diary)
        print_lines([_("The reminder is off.")])
    elif args.at is not None:
        how = reminder.switch_on_for(args.diary, args.at, local_now())
        print_lines([_("The reminder is on, at {hour}:00.").format(hour=args.at), how])
    elif args.status:
        plan = reminder.the_plan(args.diary)
        if plan is None or not reminder.is_scheduled():
            print_lines([_("The reminder is off.")])
        else:
            print_lines([_("The reminder is on, at {hour}:00.").format(hour=plan.hour)])
    else:
        _remind(args)


def _remind(args: Namespace) -> None:
    """Remind of the diary that is named; the scheduler names none: of the one it is on for."""
    from ldn_desktop import reminder

    diary = args.diary if args.diary_given else reminder.the_diary()
    if diary is None:
        return
    if not args.diary_given and not args.language:
        use_wished_language([], diary)  # that of its settings
    reminder.remind(diary, local_now())

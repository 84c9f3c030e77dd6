"""The command remind: what the system's scheduler runs once a day, and its switch."""

from __future__ import annotations

from argparse import Namespace

from ldn_desktop.cli.diary_access import local_now
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
        # The scheduler names no diary: it is the one for which the reminder was switched on.
        reminder.remind(args.diary if args.diary_given else None, local_now())

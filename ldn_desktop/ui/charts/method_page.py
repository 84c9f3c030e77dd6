"""How the comparison is worked out, in plain words."""

from __future__ import annotations

from ldn_desktop.i18n import _, mark
from ldn_desktop.ui.widgets.label import Heading, Label
from ldn_desktop.ui.widgets.page import Page

PARTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        mark("What is compared"),
        (
            mark("Your days are cut into stretches by your dose steps."),
            mark("The days before the first dose are the ground to compare with."),
            mark("The first days of each stretch are left out. A body needs time."),
        ),
    ),
    (
        mark("Why not just two averages?"),
        (
            mark("Bad days come in rows. So do good ones."),
            mark("Two plain averages then see a change that is none."),
            mark("This method knows that days hang together, and is slower to speak."),
        ),
    ),
    (
        mark("What the words mean"),
        (
            mark("“Likely better”: a fall is all but sure, and it was not under way before."),
            mark("“About the same”: any change is smaller than one that matters."),
            mark("“No clear change”: both better and worse still fit."),
            mark("“Not enough days yet”: that is an answer too. It can change with time."),
        ),
    ),
    (
        mark("What it can never tell"),
        (
            mark("It cannot tell why something changed."),
            mark("Hope, rest, the season and luck change scores too."),
            mark("In one blind trial pain fell by 29 % on LDN, and by 18 % on a dummy."),
            mark("It ranks no doses and never says which one is best."),
        ),
    ),
    (
        mark("What is left out or marked"),
        (
            mark("Copied days: it is worked out with and without them."),
            mark("Days filled in afterwards: with and without them too."),
            mark("Crash days with no score: it is also worked out with those days at 10."),
            mark("Scores from another app are not mixed with your own."),
        ),
    ),
)


class MethodPage(Page):
    """Short parts, each a few short sentences."""

    def __init__(self) -> None:
        super().__init__(_("How this is worked out"))
        for title, sentences in PARTS:
            self.column.addWidget(Heading(_(title), scale=1.2))
            for sentence in sentences:
                self.column.addWidget(Label(_(sentence)))
        self.column.addStretch(1)

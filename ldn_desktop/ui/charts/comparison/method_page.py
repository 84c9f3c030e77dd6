"""How the comparison is worked out, in plain words."""

from __future__ import annotations

from ldn_desktop.i18n import _, mark
from ldn_desktop.ui.pages.page import Page
from ldn_desktop.ui.widgets.label import Heading, Label

PARTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        mark("What is compared"),
        (
            mark("Your days are grouped by the dose you were on."),
            mark("The days before your first dose are the baseline."),
            mark(
                "The first few days on each dose are left out, because a dose may need time to "
                "take effect."
            ),
        ),
    ),
    (
        mark("Why not just compare two means?"),
        (
            mark("Bad days come in runs. So do good ones."),
            mark("Comparing two simple means can show a change where there is none."),
            mark("This method allows for that, and waits until it is more certain."),
        ),
    ),
    (
        mark("What the words mean"),
        (
            mark("“Likely better”: the scores are lower, and chance alone would rarely do that."),
            mark(
                "The chance must be at least 99 in 100, or 97.5 in 100 on a day that you "
                "chose beforehand."
            ),
            mark(
                "It does not say why. A slow change that has nothing to do with the dose can "
                "never be ruled out."
            ),
            mark("“Lower so far”: scores are often lower in the first 8 weeks, even on a placebo."),
            mark("“About the same”: any change is smaller than one that matters."),
            mark("“No clear change”: the scores do not point clearly one way or the other."),
            mark(
                "A change may still be likely. If so, you will see how likely it is, and how "
                "likely it needs to be."
            ),
            mark("“Not enough days yet”: that is an answer too. It can change with time."),
            mark("“Too up and down to tell”: more days would hardly make it clearer."),
        ),
    ),
    (
        mark("What it can never tell you"),
        (
            mark("It cannot tell you why something changed."),
            mark("Of 100 made-up diaries with no change, 1 to 8 were wrongly said to have one."),
            mark("Hope, rest, the season and chance can change scores too."),
            mark(
                "Many people start when things are at their worst. Bad spells often ease on "
                "their own."
            ),
            mark("In one blind trial pain fell by 29% on LDN, and by 18% on a placebo."),
            mark("It does not rank doses and never says which one is best."),
            mark(
                "The changes shown are cautious estimates, because part of any change may be "
                "chance."
            ),
        ),
    ),
    (
        mark("What is left out or marked"),
        (
            mark("Copied days: the result is worked out with and without them."),
            mark("Days filled in afterwards or from paper: with and without them too."),
            mark("Days entered by a helper: with and without them."),
            mark("Crash days with no score: the result is also worked out with those days at 10."),
            mark("Days when the dose was not taken: with and without them."),
            mark("On, off and on again: all days on the same dose are counted together."),
            mark("Scores from another app are not mixed with your own."),
        ),
    ),
)


class MethodPage(Page):
    """Short parts, each a few short sentences."""

    def __init__(self) -> None:
        super().__init__(_("How this works"))
        for title, sentences in PARTS:
            self.column.addWidget(Heading(_(title), scale=1.2))
            for sentence in sentences:
                self.column.addWidget(Label(_(sentence)))
        self.column.addStretch(1)

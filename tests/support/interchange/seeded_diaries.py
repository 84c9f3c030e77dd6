"""Random diaries from a seed: as nasty as those of diary_strategies, a hundred times as fast."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from ldn_desktop.diary.fields import (
    CRASH,
    DOSE,
    DOSE_TIME,
    DOSE_TIMES,
    NOTE,
    RESERVED,
)
from ldn_desktop.diary.function import DOMAINS, extra_of
from ldn_desktop.diary.marks import ID_LIMIT
from ldn_desktop.diary.model import (
    UNDERSTOOD,
    About,
    Answer,
    Day,
    Diary,
    DoseStep,
    Mark,
    MarkKind,
    Source,
)
from ldn_desktop.diary.provenance import ON_PAPER
from ldn_desktop.diary.symptoms import (
    BUILT_IN,
    FUNCAP,
    READINGS,
    Symptom,
    SymptomKind,
    key_for,
)
from tests.support.interchange.diary_strategies import valid_name

NASTY = "=+-@\t\r\n;,'\"|#{}[] \\/％＝＋－＠0aé漢🌧\u00a0\u2028\x00\x7f"
FIRST, DAYS = date(1900, 1, 1), 300 * 366
SURROGATES = range(0xD800, 0xE000)
EXTRAS = ("origin", "original", "by", "newer")


class Dice:
    """Draws everything that a diary may hold."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def text(self, most: int = 40) -> str:
        """Signs that spreadsheets mind, and any letter there is."""
        chance = self.chance
        return "".join(
            chance.choice(NASTY) if chance.random() < 0.6 else self._letter()
            for _sign in range(chance.randrange(most) if chance.random() < 0.5 else 3)
        )

    def _letter(self) -> str:
        code = self.chance.choice((0x80, 0x3000, 0x110000))
        found = self.chance.randrange(code)
        return "x" if found in SURROGATES else chr(found)

    def number(self, low: float, high: float) -> float:
        chance = self.chance
        found = (low, high, chance.uniform(low, high), round(chance.uniform(low, high), 1))
        return chance.choice(found) + 0.0

    def points(self) -> float:
        return self.chance.choice((0.0, 2.5, 5.0, 10.0, self.number(0, 10)))

    def extra(self) -> dict[str, Any]:
        expected = self.chance.sample(EXTRAS, self.chance.choice((0, 0, 1, 2)))
        return {name: self.text() for name in expected}

    def json(self, depth: int = 0) -> Any:
        """Any value that JSON has, some levels deep."""
        chance = self.chance
        plain: tuple[Callable[[], Any], ...] = (
            lambda: None,
            lambda: chance.random() < 0.5,
            lambda: chance.randrange(-(10**30), 10**30),
            lambda: chance.uniform(-1e300, 1e300),
            self.text,
        )
        if depth > 3 or chance.random() < 0.6:
            return chance.choice(plain)()
        several = range(chance.randrange(4))
        if chance.random() < 0.5:
            return [self.json(depth + 1) for _one in several]
        return {self.text(): self.json(depth + 1) for _one in several}

    def unknown(self) -> dict[str, Any]:
        """What a newer version of the program may have written into a day."""
        if self.chance.random() < 0.75:
            return {}
        names = {self.text() for _name in range(self.chance.randrange(4))}
        return {name: self.json() for name in names - UNDERSTOOD}

    def symptoms(self) -> list[Symptom]:
        """Some of the person's own, and some of the built-in ones renamed and hidden."""
        chance = self.chance
        made: dict[str, Symptom] = {}
        for _symptom in range(chance.randrange(5)):
            name = valid_name(self.text())
            key = key_for(name, {*made, *(s.key for s in BUILT_IN), *RESERVED})
            kind, order = chance.choice(list(SymptomKind)), chance.randrange(100)
            made[key] = Symptom(key, name, kind, chance.random() < 0.5, order, own=True)
        changed = [
            Symptom(s.key, valid_name(self.text()), s.kind, not s.shown, s.order + 3, own=True)
            for s in chance.sample(BUILT_IN, chance.randrange(3))
        ]
        return [*made.values(), *changed]

    def value(self, name: str) -> Any:
        if name == CRASH:
            return True
        if name == NOTE:
            return self.text().strip() or "note"
        if name == DOSE_TIME:
            return self.chance.choice(DOSE_TIMES).key
        if name == DOSE:
            return self.number(0, 1000)
        if name in READINGS:
            return self.number(READINGS[name].lowest, READINGS[name].highest)
        return self.points()

    def answer(self, name: str) -> Answer:
        chance = self.chance
        minute = chance.choice((chance.randrange(-1440, 2880), chance.randrange(200 * 366 * 1440)))
        offset = chance.choice((0, 60, chance.randrange(-840, 841)))
        extra = self.extra() | (self.domains() if name == FUNCAP else {})
        if chance.random() < 0.25:
            extra[ON_PAPER] = True
        return Answer(self.value(name), minute, chance.choice(list(Source)), offset, extra)

    def domains(self) -> dict[str, Any]:
        """What stands beside the mean of FUNCAP."""
        given = self.chance.sample(sorted(DOMAINS), self.chance.randrange(len(DOMAINS) + 1))
        items = self.chance.choice((None, 3, 27, 55))
        return extra_of({key: self.number(0, 6) for key in given}, items)

    def day(self, when: date, fields: list[str]) -> Day:
        expected = self.chance.sample(fields, self.chance.randrange(7))
        return Day(when, {name: self.answer(name) for name in expected}, self.unknown())

    def date(self) -> date:
        return FIRST + timedelta(days=self.chance.randrange(DAYS))

    def step(self) -> DoseStep:
        planned = self.chance.random() < 0.5
        mg = self.number(0, 1000)
        return DoseStep(self.date(), mg, planned, self.text(), self.text(), self.extra())

    def mark(self) -> Mark:
        start, days = self.date(), self.chance.choice((None, 0, self.chance.randrange(9000)))
        stop = None if days is None else start + timedelta(days=days)
        kind, name = self.chance.choice(list(MarkKind)), valid_name(self.text())
        return Mark(self.chance.randrange(1, ID_LIMIT), kind, name, start, stop, self.extra())

    def diary(self, most_days: int = 6) -> Diary:
        """A diary of up to `most_days` days with everything a person may record."""
        own = self.symptoms()
        fields = [*{s.key for s in (*BUILT_IN, *own)}, *RESERVED]
        fields.sort()
        start = self.date()
        later = self.chance.sample(range(500), self.chance.randrange(most_days + 1))
        days = [self.day(start + timedelta(days=number), fields) for number in later]
        steps = {
            step.start: step for step in (self.step() for _n in range(self.chance.randrange(4)))
        }
        marks = [self.mark() for _n in range(self.chance.choice((0, 0, 1, 4)))]
        about = About(self.chance.randrange(13), self.chance.random() < 0.5, self.extra())
        return Diary({day.date: day for day in days if day}, steps.values(), own, about, marks)

"""The recovery code: sixteen plain words, the last one a check on the others."""

from __future__ import annotations

import hashlib
import re

from ldn_desktop.i18n import _

ENTROPY_BYTES = 15
LENGTH = ENTROPY_BYTES + 1

_LIST = """
acorn actor album alley amber anchor angle ankle apple april apron arena arrow artist autumn
avenue awake bacon badge bagel baker ball bamboo banana barn basket beach beaver bench berry
bicycle birch biscuit blanket blossom boat bottle bread brick bridge broom brush bucket button
cabin cactus camel candle canoe carpet carrot castle chair cherry chimney circus city clock
cloud clover coast coconut coffee copper coral corner cotton cradle crayon cricket crown crystal
cup curtain daisy dance desert diamond dinner dolphin donkey door dragon drum duck eagle earth
echo elbow eleven engine evening fabric falcon farm feather fiddle field finger flute forest
fossil fox frame frost fruit garden garlic ginger glass globe goat grape guitar hammer harbor
harp helmet heron hill honey horse hotel igloo island ivory jacket jelly jewel jungle kettle
keyboard kitchen kite ladder lake lamp lantern lemon letter lobster lunch magnet mango maple
marble meadow melon mirror monkey moon morning muffin museum napkin needle nest night noodle
north nutmeg oak oasis ocean olive onion opera orange orchid otter owl oyster paddle painter
palace panda paper parrot peach pearl pebble pencil pepper piano pillow pine pirate planet plum
pocket pony poppy potato pumpkin puzzle queen quilt rabbit radio raven ribbon river robin rocket
rose ruby saddle salmon sandal school shadow shell shirt silver singer sister snow soap spider
spoon stamp star stone summer sunset swan table teapot thunder ticket tiger tomato tower train
tulip tunnel turtle umbrella uncle valley velvet village violin waffle wagon walnut water
weather whale wheel willow window winter wizard yellow zebra
"""
WORDS = tuple(_LIST.split())
"""256 words, one for each byte; no two share their first four letters."""

_BY_START = {word[:4]: number for number, word in enumerate(WORDS)}
_LETTERS = re.compile(r"[^\W\d_]+")


def words_for(entropy: bytes) -> tuple[str, ...]:
    """The code that stands for `entropy`, 15 bytes."""
    return tuple(WORDS[byte] for byte in entropy + _check(entropy))


def entropy_of(typed: str) -> bytes | None:
    """The 15 bytes behind a typed code, None where it is none.

    Capitals, numbers, commas and line ends do not matter; four letters of a word are enough.
    """
    starts = [word[:4] for word in _words(typed)]
    if len(starts) != LENGTH or not _BY_START.keys() >= set(starts):
        return None
    known = bytes(_BY_START[start] for start in starts)
    entropy = known[:ENTROPY_BYTES]
    return entropy if known[ENTROPY_BYTES:] == _check(entropy) else None


def hint(typed: str) -> str:
    """What is wrong with `typed` where it is meant to be a recovery code, else nothing."""
    words = _words(typed)
    if abs(len(words) - LENGTH) > 3:
        return ""
    unknown = [number for number, word in enumerate(words, 1) if word[:4] not in _BY_START]
    if unknown:
        return _("Word {n} is not a word from a recovery sheet. Please check it.").format(
            n=unknown[0]
        )
    if len(words) != LENGTH:
        return _("The recovery sheet has {n} words. You typed {typed}.").format(
            n=LENGTH, typed=len(words)
        )
    if entropy_of(typed) is None:
        return _("These words do not match a recovery sheet. Is one wrong, or are two swapped?")
    return ""


def _words(typed: str) -> list[str]:
    return [word.casefold() for word in _LETTERS.findall(typed)]


def _check(entropy: bytes) -> bytes:
    return hashlib.sha256(entropy).digest()[:1]

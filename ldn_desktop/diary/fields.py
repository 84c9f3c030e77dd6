"""What can be answered on a day besides symptoms and readings: one entry a field.

Everything that stores, checks, exports, imports, shows or asks for these fields goes through
`FIELDS`, so that a new one is an entry here.
"""

from enum import StrEnum
from typing import Any, NamedTuple

from ldn_desktop.diary.amounts import checked_mg
from ldn_desktop.diary.symptoms import EXERTION_WORDS, READINGS, Word, checked_points
from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _, formats, mark

CRASH, EXERTION, DOSE, NOTE = "crash", "exertion", "dose", "note"
DOSE_TIME = "dose-time"
"""With a hyphen, as no key of a symptom has: diaries of version 0.1 may track one called so."""
LONGEST_NOTE = 1_000_000


class FieldKind(StrEnum):
    """What an answer is, as Python holds it."""

    FLAG = "flag"
    """True, or no answer: a thing that happened."""
    SCALE = "scale"
    """Points from 0 to 10, asked with five words; Today asks for every field of this kind."""
    AMOUNT = "amount"
    """Milligrams."""
    CHOICE = "choice"
    """One of a few words; asked only where the person switched it on."""
    TEXT = "text"


class Combine(StrEnum):
    """How several imported values of one day become one answer."""

    MEAN = "mean"
    MAX = "max"
    SUM = "sum"
    FIRST = "first"
    """The first name in the file's own order; for devices that say the same thing twice."""
    LINES = "lines"
    """One below the other."""


class Option(NamedTuple):
    """One of the answers of a CHOICE."""

    key: str
    """As files hold it; never changes."""
    name: str
    """As people call it, marked for translation."""

    @property
    def label(self) -> str:
        return _(self.name)


DOSE_TIMES = (
    Option("morning", mark("Morning")),
    Option("evening", mark("Evening")),
    Option("other", mark("Another time")),
)


class Field(NamedTuple):
    """One thing that can be answered on a day."""

    key: str
    """Names it in the diary file; never changes."""
    name: str
    """As people call it, marked for translation."""
    kind: FieldKind
    column: str
    """The title of its column in CSV and its name in `show --json`; never changes."""
    synonyms: tuple[str, ...]
    """What other programs call it, in lower case."""
    combine: Combine
    question: str = ""
    """How “One question at a time” asks for it, marked for translation."""
    words: tuple[Word, ...] = ()
    """The five answers of a SCALE."""
    options: tuple[Option, ...] = ()
    """The answers of a CHOICE."""

    @property
    def label(self) -> str:
        """Its name in the language of the person."""
        return _(self.name)


FIELDS: dict[str, Field] = {
    field.key: field
    for field in (
        Field(
            CRASH,
            mark("Crash day"),
            FieldKind.FLAG,
            "crash",
            ("crash", "crash day", "pem", "pem day", "post exertional malaise"),
            Combine.MAX,
        ),
        Field(
            EXERTION,
            mark("Exertion"),
            FieldKind.SCALE,
            "exertion",
            ("exertion", "overall exertion"),
            Combine.MAX,
            mark("How much effort did the day take?"),
            EXERTION_WORDS,
        ),
        Field(
            DOSE,
            mark("Dose taken"),
            FieldKind.AMOUNT,
            "dose_mg",
            ("ldn", "ldn dose", "ldn mg", "dose", "dose mg", "dose taken", "low dose naltrexone",
             "naltrexone"),
            Combine.SUM,
        ),
        Field(
            DOSE_TIME,
            mark("Time of the dose"),
            FieldKind.CHOICE,
            "dose_time",
            ("dose time", "ldn time"),
            Combine.FIRST,
            options=DOSE_TIMES,
        ),
        Field(
            NOTE,
            mark("Note"),
            FieldKind.TEXT,
            "note",
            ("note", "notes", "comment", "comments", "journal", "notiz", "notizen", "kommentar"),
            Combine.LINES,
        ),
    )
}  # fmt: skip
"""By key, in the order in which they are listed."""

STORED_AS_GIVEN = frozenset(
    field.key for field in FIELDS.values() if field.kind not in (FieldKind.SCALE, FieldKind.AMOUNT)
)
"""Fields whose answers are not numbers."""
FLAGS = frozenset(field.key for field in FIELDS.values() if field.kind is FieldKind.FLAG)
CHOICES = frozenset(field.key for field in FIELDS.values() if field.kind is FieldKind.CHOICE)
TEXTS = CHOICES | {field.key for field in FIELDS.values() if field.kind is FieldKind.TEXT}
"""Fields whose answers are text."""
SCALE_FIELDS = tuple(field for field in FIELDS.values() if field.kind is FieldKind.SCALE)
"""Fields that are asked with five words, like a symptom."""
RESERVED = frozenset({*FIELDS, *READINGS})
"""Keys that no symptom may have."""


def checked_field(key: str, value: object) -> Any:
    """`value` as field `key` of FIELDS stores it.

    Raises UserError, naming the value, when it cannot be stored.
    """
    match FIELDS[key].kind:
        case FieldKind.FLAG:
            return _checked_flag(value)
        case FieldKind.SCALE:
            return checked_points(value)
        case FieldKind.AMOUNT:
            return checked_mg(value)
        case FieldKind.CHOICE:
            return checked_option(FIELDS[key], value)
        case FieldKind.TEXT:
            return checked_note(value)


def _checked_flag(value: object) -> bool:
    if value is not True:
        raise UserError(
            _("A crash day is either marked or not; “{value}” is neither.").format(value=value)
        )
    return True


def checked_option(field: Field, value: object) -> str:
    """`value`, the key or the name of an option, as its key. Raises UserError otherwise."""
    text = str(value).strip().casefold()
    for option in field.options:
        if text in (option.key, option.name.casefold(), option.label.casefold()):
            return option.key
    raise UserError(
        _("{name}: “{value}” is not one of {known}.").format(
            name=field.label,
            value=value,
            known=formats.enumerated([option.key for option in field.options]),
        )
    )


def option_label(key: str, value: object) -> str:
    """What the option `value` of field `key` is called."""
    return next((o.label for o in FIELDS[key].options if o.key == value), str(value))


def checked_note(value: object) -> str:
    """`value` as a note of 1 to a million characters in any script. Raises UserError otherwise."""
    text = str(value).strip()
    if not text:
        raise UserError(_("A note needs at least one character."))
    if len(text) > LONGEST_NOTE:
        raise UserError(
            _("A note can have up to {most} characters; this one has {n}.").format(
                most=formats.number(LONGEST_NOTE), n=formats.number(len(text))
            )
        )
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise UserError(
            _("Character {n} of the note cannot be saved. Please delete it.").format(
                n=error.start + 1
            )
        ) from None
    return text

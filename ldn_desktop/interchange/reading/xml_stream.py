"""XML that need not be sound: a damaged record is skipped and counted, and the rest is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from xml.parsers import expat

from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _

Attributes = Mapping[str, str]

LONGEST_PROLOG = 4 * 1024 * 1024
LONGEST_LINE = 1024 * 1024
MAX_DAMAGES = 100_000
_FORBIDDEN = bytes(n for n in range(32) if n not in (9, 10, 13))
_BLANKS_INSTEAD = bytes.maketrans(_FORBIDDEN, b" " * len(_FORBIDDEN))
"""XML forbids these characters; a device's name may hold one all the same."""
_FORBIDDEN_REFERENCE = re.compile(
    rb"&#(?:x0*(?:[0-8bce-fBCE-F]|1[0-9a-fA-F])|0*(?:[0-8]|1[124-9]|2[0-9]|3[01]));"
)
_COMPLETE_TAG = re.compile(rb"""<[^\s<>/]+(?:\s+[^\s=<>"]+\s*=\s*"[^"<]*")*\s*/?>""")


class RecordReader:
    """Reads the elements within one outermost element, without what is damaged.

    Apple's own export holds a document type that breaks the rules of XML, device names with
    control characters, and attributes of other apps with blanks in their names.
    """

    def __init__(
        self,
        root: str,
        record: str,
        on_element: Callable[[str, Attributes], None],
        on_damage: Callable[[], None],
    ) -> None:
        """`on_element` gets each start tag; `on_damage` is called for a `record` skipped."""
        self._root = root.encode()
        self._record = b"<" + record.encode()
        self._on_element = on_element
        self._on_damage = on_damage
        self._damages = 0
        self._is_skipping = False
        self._is_closed = False
        self._parser = self._new_parser()
        self._before = 0
        """Bytes that the parser was given before the current piece."""

    def read(self, chunks: Iterable[bytes]) -> None:
        """Read all of `chunks`. Raises UserError for another kind of file or an early end."""
        for piece in _by_line(self._without_prolog(chunks)):
            self._feed(piece.translate(_BLANKS_INSTEAD))
        if self._is_skipping and self._is_closed:
            return
        try:
            self._parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise UserError(
                _("This Apple Health file is incomplete. Please export it again.")
            ) from error

    def _new_parser(self) -> expat.XMLParserType:
        parser = expat.ParserCreate("utf-8")
        parser.specified_attributes = True
        parser.StartElementHandler = self._on_element
        return parser

    def _without_prolog(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """`chunks` from the outermost element on. Raises UserError where there is none."""
        start = re.compile(rb"<" + self._root + rb"[\s/>]")
        prolog = b""
        rest = iter(chunks)
        for chunk in rest:
            prolog += chunk
            found = start.search(prolog)
            if b"<!ENTITY" in prolog[: found.start() if found else None]:
                # Apple declares none; others use them to make a small file enormous.
                raise UserError(_("This XML file has entities, which a health export never has."))
            if found:
                yield prolog[found.start() :]
                yield from rest
                return
            if len(prolog) > LONGEST_PROLOG:
                break
        raise UserError(_("This file is damaged: it does not look like an Apple Health export."))

    def _feed(self, piece: bytes) -> None:
        if b"&#" in piece:
            piece = _FORBIDDEN_REFERENCE.sub(b" ", piece)
        at = 0
        while at < len(piece):
            if self._is_skipping:
                at = self._next_record(piece, at)
                continue
            try:
                self._parser.Parse(memoryview(piece)[at:], False)
            except expat.ExpatError:
                error = self._parser.ErrorByteIndex - self._before + at
                at = self._after_damage(piece, min(max(error, at), len(piece) - 1), at)
            else:
                self._before += len(piece) - at
                return

    def _next_record(self, piece: bytes, start: int) -> int:
        """Where the next record begins in `piece`, with a parser ready for it."""
        at = piece.find(self._record, start)
        skipped_to = at if at >= 0 else len(piece)
        self._is_closed = piece.find(b"</" + self._root, start, skipped_to) >= 0 or self._is_closed
        if at < 0:
            return len(piece)
        self._is_skipping = False
        self._parser = self._new_parser()
        self._parser.StartElementHandler = None
        opening = b"<" + self._root + b">"
        self._parser.Parse(opening, False)
        self._parser.StartElementHandler = self._on_element
        self._before = len(opening)
        return at

    def _after_damage(self, piece: bytes, error: int, start: int) -> int:
        """Where to go on in `piece` after the parser stopped at `error`; counts a lost record."""
        self._damages += 1
        if self._damages > MAX_DAMAGES:
            raise UserError(_("This Apple Health file is damaged in too many places."))
        self._is_skipping = True
        tag = piece.rfind(b"<", start, error)
        complete = _COMPLETE_TAG.match(piece, tag) if tag >= 0 else None
        is_before = tag >= 0 and not (complete and complete.end() <= error)
        if piece[error : error + 1] == b"<" and not is_before:
            tag, following = error, error + 1
        else:
            following = max(error, tag + 1)
        if (is_before or tag == error) and piece.startswith(self._record, tag):
            self._on_damage()
        return following


def _by_line(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """`chunks` cut at ends of lines, so that hardly a tag is cut in two."""
    rest = b""
    for chunk in chunks:
        end = chunk.rfind(b"\n") + 1
        if not end and len(rest) + len(chunk) < LONGEST_LINE:
            rest += chunk
            continue
        yield rest + chunk[: end or None]
        rest = chunk[end:] if end else b""
    if rest:
        yield rest

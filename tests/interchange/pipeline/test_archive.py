"""A file that was read to its end counts, whatever the system says when it is let go of."""

from __future__ import annotations

import io

from ldn_desktop.interchange.reading.archive import Member


class _Unwilling(io.BytesIO):
    def close(self) -> None:
        if not self.closed:
            super().close()
            raise OSError(5, "Input/output error")


def test_a_file_whose_closing_fails_was_read_all_the_same() -> None:
    member = Member("diary.csv", 4, lambda: _Unwilling(b"text"))
    assert member.start() == b"text"
    assert member.whole() == b"text"
    assert list(member.chunks()) == [b"text"]

"""Two files that speak of one day: nothing will be replaced without being shown."""

from __future__ import annotations

from typing import Any

FIRST = "date,pain,note\n2026-05-01,7,by hand\n2026-05-02,3,\n"
SECOND = "when,Pain,steps,note\n2026-05-01,1,900,typed\n2026-05-02,3,800,\n"


def test_another_tables_answers_stay_out_and_are_counted(bring: Any) -> None:
    bring(FIRST)
    found = bring.preview(SECOND)
    bring.diary.apply(found.edit)
    assert bring.values("2026-05-01") == {"pain": 7, "note": "by hand", "steps": 900}
    assert (found.stored, found.already, found.differing, found.replaced) == (2, 1, 2, ())


def test_they_are_replaced_only_when_the_person_says_so_and_that_is_shown(bring: Any) -> None:
    bring(FIRST)
    bring.replace = True
    found = bring.preview(SECOND)
    assert [(one.field, one.before, one.after) for one in found.replaced] == [
        ("pain", 7, 1),
        ("note", "by hand", "typed"),
    ]
    assert "7 becomes 1" in " ".join(found.sentences())


def test_an_apps_newer_export_replaces_its_own_answers_and_says_so(bring: Any) -> None:
    head = "observation_date,tracker_name,tracker_category,observation_value\n"
    bring(head + "2026-05-01,Pain,Pain,1\n")
    found = bring.preview(head + "2026-05-01,Pain,Pain,3\n")
    assert [(one.before, one.after) for one in found.replaced] == [(3.33, 10)]
    assert "will be replaced" in " ".join(found.sentences())


def test_the_persons_own_answer_is_never_replaced(bring: Any) -> None:
    from datetime import date

    from ldn_desktop.diary.model import Answer

    bring.diary.apply(bring.diary.answer(date(2026, 5, 1), "pain", Answer(2.0, 0)))
    bring.replace = True
    found = bring.preview(FIRST)
    assert not found.replaced
    assert "yourself" in found.left_out[0].reason

"""A new answer per day is one entry in diary/fields.py: every other part takes it from there."""

from __future__ import annotations

from pathlib import Path

from tests.support.changed_copy import ChangedCopy

ENTRY = """\
        Field(
            "stress",
            mark("Stress"),
            FieldKind.SCALE,
            "stress",
            ("stress", "stress level"),
            Combine.MAX,
            mark("How much stress was there?"),
            EXERTION_WORDS,
        ),
"""
# A life of the new field from the window to the file, the table, the import and the commands.
LIFE = """
import csv, json, sys
from datetime import date, datetime, timezone
from pathlib import Path

from ldn_desktop import report
from ldn_desktop.charts import chartable, day_in_words, day_table
from ldn_desktop.cli.main import main
from ldn_desktop.diary.model import Diary
from ldn_desktop.interchange import export, read
from ldn_desktop.settings import Settings
from ldn_desktop.storage import new_diary, open_diary

scratch = Path(sys.argv[1])
when, now = date(2026, 3, 4), datetime(2026, 3, 4, 20, tzinfo=timezone.utc)
seen = {}
folder = scratch / "diary"
new_diary(folder, Diary())


def command(*words):
    return main(["--diary", str(folder), *words], window=None, tour=None)


seen["add"] = command("add", "--date", "2026-03-04", "stress=a lot", "pain=5")
file = open_diary(folder)
diary = file.diary
seen["stored"] = diary.day(when).value("stress")
seen["readable"] = json.loads((folder / "diary.json").read_text())["days"]["20260304"]["stress"][0]
seen["words"] = day_in_words(diary, when, ["stress"])
seen["chartable"] = "stress" in chartable(diary, ["stress", "pain"])
seen["table"] = day_table(diary, ["stress"], when, when).heads[1]
for name in ("out.csv", "out.json"):
    export.write(diary, scratch / name)
    back = Diary()
    back.apply(read(scratch / name, back, now=now).edit)
    seen[name] = back.day(when).value("stress")
seen["column"] = next(csv.reader((scratch / "out.csv").open(newline="")))
(scratch / "other.csv").write_text("date,Stress level\\n2026-03-01,3\\n2026-03-02,10\\n")
other = Diary()
other.apply(read(scratch / "other.csv", other, now=now).edit)
seen["reported"] = "Stress" in report.plain_text(diary, report.ReportOptions(with_days=True))
seen["imported"] = other.day(date(2026, 3, 2)).value("stress")
file.close()

from PySide6.QtWidgets import QApplication
from ldn_desktop.ui.preferences import Preferences
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.today.tab import TodayTab

application = QApplication([])
session = Session(open_diary(folder))
today = TodayTab(session, Preferences(Settings(welcomed=True), None))
today.go_to(when)
seen["asked"] = [question.field for question in today.day.questions]
session.close()
print(json.dumps(seen))
"""


def test_a_new_scale_needs_one_entry_and_reaches_every_part(tmp_path: Path) -> None:
    copy = ChangedCopy(tmp_path)
    copy.insert("diary/fields.py", ENTRY, before="        Field(\n            DOSE,")
    assert len(copy.changed) == 1
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    seen = copy.run(LIFE, scratch)
    assert seen["add"] == 0
    assert seen["stored"] == seen["readable"] == seen["out.csv"] == seen["out.json"] == 7.5
    assert "Stress 7.5 (A lot)" in seen["words"]
    assert seen["chartable"]
    assert seen["table"] == "Stress"
    assert "stress" in seen["column"]
    assert seen["imported"] == 10
    assert seen["reported"]
    assert "stress" in seen["asked"]

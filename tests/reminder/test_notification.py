"""The one line arrives at a real notification service over a message bus of the test's own."""

from __future__ import annotations

import base64
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from ldn_desktop.errors import UserError
from ldn_desktop.reminder import line, notification, plan_file
from ldn_desktop.reminder.plan_file import ReminderPlan
from ldn_desktop.reminder.schedulers import autostart_entry
from tests.support.reminder.notification_daemon import notification_daemon

AWKWARD = """Zoë's "100 %" $diary `x` \\y"""
HARD = 'It\'s "5 < 6" & 100 % of $x — schön \\ 日本'


@pytest.mark.skipif(sys.platform != "linux", reason="a message bus is Linux's own")
def test_the_command_delivers_its_line_in_the_language_of_the_diary(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))  # as the daemon's environment has it
    command = [sys.executable, "-c", _AT_SEVEN, "remind"]
    (folder / "settings.json").write_text('{"language":"de"}')
    with notification_daemon(tmp_path) as daemon:
        plan_file.write(ReminderPlan(19, diary=str(folder)))
        for _run in range(2):  # the second says nothing: once a day is enough
            done = subprocess.run(
                command, env=daemon.environment, capture_output=True, encoding="utf-8", check=False
            )
            assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        shown = daemon.next_notification()
        assert "appname: 'LDN Desktop'" in shown
        assert "summary: 'LDN Desktop'" in shown
        assert "body: 'Wie war Ihr Tag? Ein Klick oder Fingertipp genügt.'" in shown
        assert "urgency: LOW" in shown
        # One more, so that a second of the command's would have come before it.
        subprocess.run(notification.over_the_bus("last"), env=daemon.environment, check=True)
        assert "body: 'last'" in daemon.next_notification()


_AT_SEVEN = """
import sys
from datetime import datetime, timedelta, timezone
from ldn_desktop.cli.commands import remind
evening = datetime(2026, 11, 28, 19, 30, tzinfo=timezone(timedelta(hours=1)))
remind.local_now = lambda: evening
from ldn_desktop.app import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="a message bus is Linux's own")
def test_the_entry_that_a_desktop_starts_at_login_delivers_the_line(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    awkward = folder.rename(tmp_path / AWKWARD)
    script = tmp_path / f"at seven {AWKWARD}.py"
    script.write_text(_AT_SEVEN, "utf-8")
    entry = tmp_path / autostart_entry.NAME
    command = [sys.executable, str(script), "remind"]
    entry.write_text(autostart_entry.desktop_entry(command), "utf-8")
    plan_file.write(ReminderPlan(19, diary=str(awkward)))
    with notification_daemon(tmp_path) as daemon:
        subprocess.run(["gio", "launch", entry], env=daemon.environment, check=True)
        assert "body: 'How was today? One click or tap is enough.'" in daemon.next_notification()


@pytest.mark.skipif(sys.platform != "linux", reason="a message bus is Linux's own")
@pytest.mark.parametrize("make", [notification.over_the_bus, notification.by_notify_send])
def test_any_text_arrives_as_it_is(make: object, tmp_path: Path) -> None:
    assert callable(make)
    with notification_daemon(tmp_path) as daemon:
        subprocess.run(make(HARD), env=daemon.environment, check=True)
        shown = daemon.next_notification()
        # The service was asked to show & and < as text and no markup.
        assert "5 &lt; 6" in shown
        assert "&amp; 100 % of $x — schön" in shown
        assert "日本" in shown


def test_a_desktop_without_notifications_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UserError, match="could not be shown"):
        notification.show(line())


def test_the_toast_of_windows_is_xml_in_a_script_that_needs_no_quoting() -> None:
    *_options, encoded = notification.toast(HARD)
    script = base64.b64decode(encoded).decode("utf-16-le")
    xml = script.split("LoadXml('")[1].split("')\n")[0].replace("''", "'")
    toast = ET.fromstring(xml)
    assert [text.text for text in toast.iter("text")] == ["LDN Desktop", HARD]
    assert notification.APP_ID in script


def test_the_banner_of_macos_quotes_what_it_says() -> None:
    program, _option, script = notification.banner('Say "hello"')
    assert program == "osascript"
    assert script == 'display notification "Say \\"hello\\"" with title "LDN Desktop"'

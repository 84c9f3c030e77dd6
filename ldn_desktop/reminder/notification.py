"""One quiet notification by the desktop's own service: no sound, and nothing that waits."""

from __future__ import annotations

import base64
import sys

from ldn_desktop.errors import UserError
from ldn_desktop.i18n import _
from ldn_desktop.reminder.processes import succeeds
from ldn_desktop.reminder.quoting import applescript, gvariant, powershell_string, xml_text

TITLE = "LDN Desktop"
APP_ID = "org.ldn_desktop.LDNDesktop"
"""The AppUserModelID of the shortcut in the Start menu, which the installer sets: Windows shows no
notification of a program that has none."""
_TOAST = """
$manager = [Windows.UI.Notifications.ToastNotificationManager, Windows.UI.Notifications, \
ContentType = WindowsRuntime]
$xml = [Windows.Data.Xml.Dom.XmlDocument, Windows.Data.Xml.Dom.XmlDocument, \
ContentType = WindowsRuntime]::new()
$xml.LoadXml({xml})
$toast = [Windows.UI.Notifications.ToastNotification]::new($xml)
$manager::CreateToastNotifier({app}).Show($toast)
"""


def show(text: str) -> None:
    """Show `text`, one line. Raises UserError where this desktop shows no notifications."""
    if not any(succeeds(command) for command in _commands(text)):
        raise UserError(
            _(
                "The reminder could not be shown: this desktop has no service for notifications. "
                "“ldn-desktop remind --off” switches the reminder off."
            )
        )


def _commands(text: str) -> list[list[str]]:
    """What to try on this system, best first."""
    if sys.platform == "win32":
        return [toast(text)]
    if sys.platform == "darwin":
        return [banner(text)]
    return [over_the_bus(text), by_notify_send(text)]


def over_the_bus(text: str) -> list[str]:
    """The call of Linux desktops' notification service, low in urgency and without a sound."""
    hints = "{'urgency': <byte 0>, 'desktop-entry': <'ldn-desktop'>, 'suppress-sound': <true>}"
    return [
        "gdbus", "call", "--session", "--dest", "org.freedesktop.Notifications",
        "--object-path", "/org/freedesktop/Notifications",
        "--method", "org.freedesktop.Notifications.Notify",
        gvariant(TITLE), "uint32 0", gvariant("ldn-desktop"), gvariant(TITLE),
        gvariant(xml_text(text)), "@as []", hints, "int32 -1",
    ]  # fmt: skip


def by_notify_send(text: str) -> list[str]:
    """The same through notify-send, where gdbus is not installed."""
    return [
        "notify-send", f"--app-name={TITLE}", "--urgency=low", "--icon=ldn-desktop", "--",
        TITLE, xml_text(text),
    ]  # fmt: skip


def banner(text: str) -> list[str]:
    """The notification of macOS."""
    shown, title = applescript(text), applescript(TITLE)
    return ["osascript", "-e", f"display notification {shown} with title {title}"]


def toast(text: str) -> list[str]:
    """The notification of Windows, silent, by the PowerShell that every Windows has."""
    xml = (
        '<toast><visual><binding template="ToastGeneric">'
        f"<text>{xml_text(TITLE)}</text><text>{xml_text(text)}</text>"
        '</binding></visual><audio silent="true"/></toast>'
    )
    return powershell(_TOAST.format(xml=powershell_string(xml), app=powershell_string(APP_ID)))


def powershell(script: str) -> list[str]:
    """The command that runs `script`; it is encoded, so that nothing in it needs quoting."""
    encoded = base64.b64encode(script.encode("utf-16-le")).decode()
    return [
        "powershell.exe", "-NoProfile", "-NonInteractive", "-WindowStyle", "Hidden",
        "-EncodedCommand", encoded,
    ]  # fmt: skip

"""Another computer: share the diary through a folder that any tool may carry."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QVBoxLayout, QWidget

from ldn_desktop.diary.model import Change, Edit
from ldn_desktop.i18n import _, ngettext
from ldn_desktop.storage import (
    Device,
    DiaryFile,
    JoinPreview,
    SharingStatus,
    SyncedFolder,
    synced_folder,
    synced_folder_in,
)
from ldn_desktop.ui.layouts.focus_order import focus_reason, widgets_in_focus_order
from ldn_desktop.ui.layouts.row_layout import at_left, words_and_controls
from ldn_desktop.ui.pages.inline_consequence import InlineConsequence
from ldn_desktop.ui.pages.open_outside import open_folder
from ldn_desktop.ui.pages.page import Page
from ldn_desktop.ui.pages.placeholders import BusyState
from ldn_desktop.ui.pages.section import Section, ruled_list
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.settings.another_computer.differences_section import DifferencesSection
from ldn_desktop.ui.settings.another_computer.join_preview import join_sentences
from ldn_desktop.ui.settings.file_dates import moment_in_sentence
from ldn_desktop.ui.style.theme import Role, TextScale
from ldn_desktop.ui.widgets.button import Button, ButtonKind
from ldn_desktop.ui.widgets.label import Label
from ldn_desktop.ui.widgets.text_field import Labelled, LineField, secret_field


class SharingPage(Page):
    """Choose a folder, see what sharing would do, share; then how it stands, and how to stop."""

    def __init__(self, session: Session) -> None:
        super().__init__(_("Another computer"), _("‹ Settings"))
        self._session = session
        self._folder: Path | None = None
        """The one whose preview is shown or being made."""
        self._passphrase = ""
        self._stopping = False
        self._shared: SharingStatus | None = None
        """As last read; None while the diary is not shared."""
        self._trouble = ""
        self._asked_to_look = False
        """Whether the person waits to hear what an exchange brings."""
        self._had_focus = False
        """Whether the focus was on the board before the one shown."""
        self.set_lead(_("The same diary on two computers"))
        self._board = QWidget()
        self.column.addWidget(self._board)
        self.differences = DifferencesSection(session)
        self.differences.chosen.connect(self._settle)
        self.column.addWidget(self.differences)
        self.differences.refresh()
        self.column.addStretch(1)
        session.changed.connect(self._on_change)
        session.exchanged.connect(self._on_exchanged)
        session.exchange_failed.connect(self._on_exchange_failed)
        self._show_busy(_("Checking…"))
        self._read_status()

    @property
    def busy(self) -> bool:
        """Whether the disk was asked for something and has not answered yet."""
        return isinstance(self._board, BusyState)

    @property
    def _file(self) -> DiaryFile:
        file = self._session.file
        assert isinstance(file, DiaryFile)
        return file

    def _on_change(self, _dates: object) -> None:
        self.differences.refresh()

    def _on_exchanged(self, edit: Edit) -> None:
        self._trouble = ""
        if self._asked_to_look and not edit:
            self.tell(_("Nothing new from the other computer."))
        self._asked_to_look = False
        self.differences.refresh()
        self._read_status()

    def _on_exchange_failed(self, sentence: str) -> None:
        self._trouble = sentence
        if self._asked_to_look:
            self.tell(sentence)
        self._asked_to_look = False
        self._read_status()

    def _settle(self, changes: Sequence[Change]) -> None:
        if self.attempt(partial(self._session.settle, changes)):
            self.tell(_("Saved. The other computer will get it too."))

    def _read_status(self) -> None:
        task = self._file.sharing_status
        self._session.on_disk(self, task, self._show_status, self._on_status_refused)

    def _show_status(self, status: SharingStatus | None) -> None:
        self._shared = status
        if self._folder is not None:
            return  # a preview is open
        if status is not None and status.locked and self._is_typing():
            return
        if status is None:
            section = self._choice_section()
            self._show(section, self.choose)
        else:
            section = self._shared_section(status)
            self._show(section, self.look)

    def _on_status_refused(self, sentence: str) -> None:
        self._show(self._choice_section())
        self.tell(sentence)

    def _on_refused(self, sentence: str) -> None:
        self._leave_preview()
        self.tell(sentence)

    def _leave_preview(self) -> None:
        self._folder, self._passphrase = None, ""
        self._show_status(self._shared)

    def _is_typing(self) -> bool:
        """Whether a passphrase is being typed: what an exchange finds meanwhile can wait."""
        return any(
            field.hasFocus() or field.text() for field in self._board.findChildren(LineField)
        )

    def _show(self, board: QWidget, first: QWidget | None = None) -> None:
        """Show `board`; `first` gets the focus that was here before the page got busy."""
        focused = QApplication.focusWidget()
        comes_back = self.busy and self._had_focus and focused in (None, self.back)
        self._had_focus = focused is not None and self._board.isAncestorOf(focused)
        self._board = self.swap(self._board, board)
        if comes_back and (first := first or next(widgets_in_focus_order(board), None)):
            first.setFocus(focus_reason(focused))

    def _show_busy(self, sentence: str) -> None:
        self._show(BusyState(sentence))

    # Before the diary is shared.

    def _choice_section(self) -> Section:
        section = Section(_("1. Choose a folder"))
        section.add(
            Label(
                _(
                    "Choose a folder that is on both computers through Syncthing, Nextcloud or "
                    "Dropbox, or that is on a USB stick. Your diary stays where it is; a copy of "
                    "each entry goes into the folder."
                )
            )
        )
        self.choose = Button(_("Choose a folder…"), ButtonKind.PRIMARY, self._choose)
        section.add(at_left(self.choose), 12)
        section.add(
            Label(
                _("Then do the same on the other computer, with the same folder there."),
                role=Role.QUIET,
            ),
            12,
        )
        return section

    def _choose(self) -> None:
        start = synced_folder_in(Path.home()) or Path.home()
        chosen = QFileDialog.getExistingDirectory(self, _("Choose a folder"), str(start))
        if chosen:
            self.look_at(Path(chosen))

    def look_at(self, folder: Path, passphrase: str = "") -> None:
        """Say what sharing the diary in `folder` would do. Nothing is written yet."""
        self.tell("")
        self._folder = folder
        self._show_busy(_("Comparing…"))
        self._passphrase = passphrase
        task = partial(self._preview, folder, passphrase)
        self._session.on_disk(self, task, self._show_preview, self._on_refused)

    def _preview(self, folder: Path, passphrase: str) -> tuple[JoinPreview, SyncedFolder | None]:
        return self._file.preview_join(folder, passphrase), synced_folder(folder)

    def _show_preview(self, found: tuple[JoinPreview, SyncedFolder | None]) -> None:
        preview, synced = found
        assert self._folder is not None
        section = Section(_("Join the diaries") if self._shared else _("2. Share the diary"))
        section.add(Label(str(self._folder), bold=True))
        consequence = None
        if preview.needs_passphrase:
            section.add(self._passphrase_form(partial(self.look_at, self._folder)))
        else:
            is_secret = self._file.encrypted or bool(self._passphrase)
            if synced is not None and synced.is_cloud and not is_secret:
                section.add(self._recommendation(synced))
            consequence = self._consequence(preview)
            section.add(consequence)
        self._show(section)
        if consequence is None:
            self.passphrase.setFocus()
        else:
            consequence.take_focus(Qt.FocusReason.TabFocusReason)

    def _recommendation(self, synced: SyncedFolder) -> QWidget:
        """A passphrase where somebody else's computer holds the folder."""
        text = _(
            "This looks like a {tool} folder. Without a passphrase, anyone who can see that "
            "folder can read your entries."
        ).format(tool=synced.tool)
        button = Button(_("Set a passphrase…"), ButtonKind.TILE, self._open_encryption)
        return words_and_controls(Label(text), button)

    def _open_encryption(self) -> None:
        from ldn_desktop.ui.settings.encryption_page import encryption_page

        page = encryption_page(self._session)
        folder = self._folder
        if folder is not None:
            page.left.connect(partial(self.look_at, folder))
        self.page_opened.emit(page)

    def _passphrase_form(self, use: Callable[[str], object]) -> QWidget:
        """Asks for the passphrase of the other computer, and hands it to `use`."""
        board = QWidget()
        column = QVBoxLayout(board)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        please = _("The diary in this folder is encrypted. Please give its passphrase once.")
        column.addWidget(Label(please))
        self.passphrase = secret_field(_("Passphrase set on the other computer"))
        column.addWidget(Labelled(self.passphrase))

        def give() -> None:
            if typed := self.passphrase.text().strip():
                use(typed)
            else:
                self.tell(please)

        go_on = Button(_("Continue"), ButtonKind.PRIMARY, give)
        self.passphrase.returnPressed.connect(go_on.click)
        column.addWidget(at_left(go_on))
        return board

    def _consequence(self, preview: JoinPreview) -> InlineConsequence:
        return InlineConsequence(
            _("What would change"),
            join_sentences(preview, self._session.today),
            _("Join the diaries") if self._shared else _("Share the diary here"),
            on_confirm=self._join,
            on_cancel=self._cancel,
            note=_("Nothing is replaced or deleted."),
        )

    def _cancel(self) -> None:
        reason = focus_reason(QApplication.focusWidget())
        self._leave_preview()
        (self.compare if self._shared else self.choose).setFocus(reason)

    def _join(self) -> None:
        assert self._folder is not None
        self._show_busy(_("One moment…"))
        task = partial(self._file.join, self._folder, self._passphrase)
        self._session.on_disk(self, task, self._on_joined, self._on_refused)

    def _on_joined(self, _sharing: object) -> None:
        self._folder, self._passphrase, self._trouble = None, "", ""
        self.tell(
            _("The diaries have been joined. The other computer will do the same automatically.")
            if self._shared
            else _("The diary is shared. Please do the same on the other computer.")
        )
        self._session.exchange()

    # While it is shared.

    def _shared_section(self, status: SharingStatus) -> Section:
        section = Section(_("Shared"))
        section.add_row(self._folder_row(status))
        if status.is_apart:
            self._add_joining(section, status.folder)
        else:
            self._add_exchanged(section, status)
        if status.locked:
            section.add(self._passphrase_form(self._unlock))
        self.look = Button(_("Check now"), ButtonKind.TILE, self._look)
        self.stop = Button(_("Stop sharing…"), ButtonKind.TILE, self._open_stopping)
        section.add(at_left(self.look, self.stop), 12)
        if self._stopping:
            self.stop_consequence = self._stop_consequence()
            section.add(self.stop_consequence)
        return section

    def _add_exchanged(self, section: Section, status: SharingStatus) -> None:
        """What went and came, and what is in the way."""
        section.add_row(
            Label(
                _(
                    "On the other computer, open LDN Desktop, then Settings, Another computer, and "
                    "choose the same folder. This page will show when its first entry arrives."
                )
                if not status.devices
                else ngettext(
                    "{n} entry was sent from this computer.",
                    "{n} entries were sent from this computer.",
                    status.sent,
                ).format(n=status.sent)
            )
        )
        section.add(ruled_list(self._device_row(device) for device in status.devices), 0)
        if self._trouble:
            section.add(Label(self._trouble, bold=True))

    def _add_joining(self, section: Section, folder: Path) -> None:
        """What there is to do where the other computer began to share apart from this one."""
        section.add(
            Label(
                _(
                    "Another computer has also started sharing through this folder. Nothing is "
                    "shared until you join the two diaries."
                ),
                bold=True,
            )
        )
        self.compare = Button(
            _("See what joining would do"), ButtonKind.PRIMARY, partial(self.look_at, folder)
        )
        section.add(at_left(self.compare), 12)

    def _folder_row(self, status: SharingStatus) -> QWidget:
        show = Button(
            _("Show in folder"),
            ButtonKind.TILE,
            partial(open_folder, status.folder),
        )
        return words_and_controls(Label(str(status.folder), bold=True), show)

    def _device_row(self, device: Device) -> QWidget:
        when = moment_in_sentence(device.newest, self._session.clock())
        text = ngettext(
            "{n} entry was received from the other computer ({name}), the newest {when}.",
            "{n} entries were received from the other computer ({name}), the newest {when}.",
            device.entries,
        ).format(n=device.entries, name=device.name[:4], when=when)
        return Label(text, scale=TextScale.BODY)

    def _unlock(self, passphrase: str) -> None:
        self.tell(_("One moment…"))
        self._session.on_disk(
            self, partial(self._file.unlock_sharing, passphrase), self._on_unlocked, self.tell
        )

    def _on_unlocked(self, _nothing: object) -> None:
        self.tell("")
        self._session.exchange()

    def _look(self) -> None:
        self.tell(_("Checking…"))
        self._asked_to_look = True
        self._session.exchange()

    def _open_stopping(self) -> None:
        self._stopping = not self._stopping
        self._show_status(self._shared)
        if self._stopping:
            self.stop_consequence.take_focus(Qt.FocusReason.TabFocusReason)

    def _stop_consequence(self) -> InlineConsequence:
        return InlineConsequence(
            _("What would change"),
            [
                _(
                    "All your entries stay on this computer, including those from the other "
                    "computer."
                ),
                _("The folder stays as it is, and the other computer carries on without this one."),
            ],
            _("Stop sharing"),
            on_confirm=self._stop,
            on_cancel=self._open_stopping,
        )

    def _stop(self) -> None:
        self._stopping = False
        self._session.on_disk(self, self._file.leave, self._on_stopped, self.tell)

    def _on_stopped(self, _nothing: object) -> None:
        self._session.forget_differences()
        self._trouble = ""
        self._show_status(None)
        self.tell(_("The diary is no longer shared. All of it is still on this computer."))

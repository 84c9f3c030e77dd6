"""Print the guide: decision page, questions, wallet card, sheet of dangers, booklet."""

from __future__ import annotations

from collections.abc import Callable

from ldn_desktop.diary.model import AboutChange, Edit
from ldn_desktop.guide import Guide
from ldn_desktop.i18n import _
from ldn_desktop.ui.guide import printed_guide
from ldn_desktop.ui.guide.cards import left_aligned
from ldn_desktop.ui.guide.printed_guide import Document
from ldn_desktop.ui.pages.page import Page
from ldn_desktop.ui.printing import html_documents
from ldn_desktop.ui.save_path import choose_save_path
from ldn_desktop.ui.session import Session
from ldn_desktop.ui.style.theme import Role
from ldn_desktop.ui.widgets.button import Button, ButtonKind
from ldn_desktop.ui.widgets.label import Heading, Label
from ldn_desktop.ui.widgets.text_field import NoteField

QUESTIONS = "questions"
"""Where the diary keeps the person's own questions, one a line."""


class GuidePrintPage(Page):
    """Five things to print; each can be saved as a PDF instead."""

    def __init__(self, session: Session, guide: Guide) -> None:
        super().__init__(_("Print"), _("‹ Done"))
        self._session, self._guide = session, guide
        self._offer(
            "decision",
            _("Should I ask about LDN?"),
            _("One page to help you decide, and to take to your appointment."),
            lambda: printed_guide.decision(guide),
        )
        self.questions = self._question_field()
        self._offer(
            "questions",
            _("Questions for my prescriber"),
            _("Add your own here, one per line. They come first."),
            lambda: printed_guide.questions(guide, self.own_questions),
            self.questions,
        )
        self._offer(
            "card",
            _("Card for your wallet and for hospital"),
            _("It says what medical staff need to know before an operation and in an emergency."),
            printed_guide.card,
        )
        self._offer(
            "dangers",
            _("Dangers on one page"),
            _("For the people you live with, and for anyone who treats you."),
            printed_guide.dangers,
        )
        self._offer(
            "booklet",
            _("The guide as a booklet"),
            _("Every section, with the sources at the end."),
            lambda: printed_guide.booklet(guide),
        )
        self.column.addStretch(1)

    def _offer(
        self,
        name: str,
        title: str,
        about: str,
        write: Callable[[], Document],
        field: NoteField | None = None,
    ) -> None:
        self.column.addWidget(Heading(title, scale=1.2))
        self.column.addWidget(Label(about, role=Role.QUIET))
        if field:
            self.column.addWidget(field)
        to_paper = Button(_("Print…"), ButtonKind.TILE, lambda: self._print(write()))
        to_paper.setAccessibleName(_("Print: {title}").format(title=title))
        to_file = Button(_("Save as PDF…"), ButtonKind.TILE, lambda: self._save(name, write()))
        to_file.setAccessibleName(_("Save as PDF: {title}").format(title=title))
        self.column.addWidget(left_aligned(to_paper, to_file))

    def _question_field(self) -> NoteField:
        stored = self._session.diary.about.extra.get(QUESTIONS, "")
        field = NoteField(_("My own questions"), str(stored))
        field.setMinimumHeight(140)
        return field

    @property
    def own_questions(self) -> list[str]:
        return [line for line in self.questions.toPlainText().splitlines() if line.strip()]

    def keep(self) -> None:
        """Keep the person's own questions in the diary, if they changed."""
        about = self._session.diary.about
        written = "\n".join(self.own_questions)
        if written == about.extra.get(QUESTIONS, ""):
            return
        extra = {k: v for k, v in about.extra.items() if k != QUESTIONS}
        after = about._replace(extra=extra | ({QUESTIONS: written} if written else {}))
        self.attempt(lambda: self._session.record(Edit((AboutChange(about, after),))))

    def leave(self) -> None:
        self.keep()
        super().leave()

    def _print(self, document: Document) -> None:
        one_page = len(document.bodies) == 1
        html_documents.print_documents(
            self, document.bodies, self.tell, one_page=one_page, images=document.images
        )

    def _save(self, name: str, document: Document) -> None:
        path = choose_save_path(self, _("Save as PDF"), f"ldn-{name}.pdf", _("PDF files (*.pdf)"))
        if path is None:
            return

        def write() -> None:
            html_documents.write_pdf(path, document.bodies, images=document.images)

        if self.attempt(write):
            self.show_saved(path)

"""Qt's own words, of context menus, dialogs and keys, in the language of the program."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator
from shiboken6 import isValid

from ldn_desktop.i18n import current_language, mark_context, pgettext
from ldn_desktop.i18n.catalogue import ENGLISH, QT_LANGUAGES

CONTEXT = "Qt"
WORDS = (
    mark_context("Qt", "&Undo"),
    mark_context("Qt", "&Redo"),
    mark_context("Qt", "Cu&t"),
    mark_context("Qt", "&Copy"),
    mark_context("Qt", "&Paste"),
    mark_context("Qt", "Delete"),
    mark_context("Qt", "Select All"),
    mark_context("Qt", "OK"),
    mark_context("Qt", "Cancel"),
    mark_context("Qt", "Save"),
    mark_context("Qt", "&Save"),
    mark_context("Qt", "&Open"),
    mark_context("Qt", "&Choose"),
    mark_context("Qt", "Look in:"),
    mark_context("Qt", "File &name:"),
    mark_context("Qt", "Files of type:"),
    mark_context("Qt", "Print"),
    mark_context("Qt", "&Print"),
)
"""What a person meets most, for languages into which Qt itself is not translated."""


class QtWords(QTranslator):
    """Looks a few words up in our own catalogue."""

    def translate(
        self,
        context: str,
        source: str,
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str | None:
        """The word for `source`; None where we have none, and Qt asks the next translator."""
        del context, disambiguation, n
        found = pgettext(CONTEXT, source) if source in WORDS else source
        return None if found == source else found


_installed: list[QTranslator] = []


def translate_qt() -> None:
    """Have Qt speak the language in use from now on; every widget gets a LanguageChange event."""
    application = QCoreApplication.instance()
    if application is None:
        return
    while _installed:
        translator = _installed.pop()
        if isValid(translator):  # or it went with an application that is no more
            application.removeTranslator(translator)
            translator.deleteLater()
    language = current_language()
    QLocale.setDefault(_locale(language))
    for translator in _translators(language, application) if language != ENGLISH else ():
        application.installTranslator(translator)
        _installed.append(translator)


def _locale(language: str) -> QLocale:
    """The system's own, where it is in `language`: it knows the person's country."""
    system = QLocale.system()
    named = QLocale("en_GB" if language == ENGLISH else language)
    return system if system.language() == named.language() else named


def _translators(language: str, parent: QObject) -> list[QTranslator]:
    """Those for `language`; the one installed last is asked first."""
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    name = QT_LANGUAGES.get(language, language)
    own = QTranslator(parent)
    found = [own] if own.load(f"qtbase_{name}", folder) else []
    return found if found and name == language else [*found, QtWords(parent)]

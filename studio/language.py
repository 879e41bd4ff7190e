"""The window's languages: English, and whatever has a catalogue in resources/i18n."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

from engine.resources import resource

NAMES = {"en": "English", "zh_CN": "简体中文"}


def chosen(setting: str) -> str:
    """The language of a setting; "system" follows the platform."""
    if setting in NAMES:
        return setting
    return "zh_CN" if QLocale.system().language() == QLocale.Language.Chinese else "en"


class Speech(QObject):
    """The catalogues in use; windows made after `speak` speak the new language."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.language = "en"
        self._translators: list[QTranslator] = []

    def speak(self, language: str) -> None:
        """Change the language: our own words, and those of Qt's dialogs."""
        for translator in self._translators:
            QCoreApplication.removeTranslator(translator)
        self._translators = []
        self.language = language
        QLocale.setDefault(QLocale(language))
        ours = str(resource("i18n"))
        qts = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        for name, folder in ((f"qtbase_{language}", qts), (f"studio_{language}", ours)):
            translator = QTranslator(self)
            if translator.load(name, folder):
                QCoreApplication.installTranslator(translator)
                self._translators.append(translator)

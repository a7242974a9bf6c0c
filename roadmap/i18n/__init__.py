"""Languages: gettext catalogues, and dates, numbers and money by the reader's locale."""

from roadmap.i18n.language import DEFAULT, LANGUAGES, Language, language, negotiate

__all__ = ["DEFAULT", "LANGUAGES", "Language", "language", "negotiate"]

"""A language as its reader sees it: words, dates, numbers, money."""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache

from babel import Locale
from babel.dates import format_date, format_datetime, format_skeleton
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal, format_percent

from roadmap.domain.messages import Message, Path, Quarter, Share
from roadmap.domain.money import Money, minor_units
from roadmap.i18n import catalogues
from roadmap.i18n.messages import PLURALS, SENTENCES

DEFAULT = "en"
LANGUAGES = {"en": "English", "fr": "Français", "hr": "Hrvatski", "cs": "Čeština", "da": "Dansk", "es": "Español"}
"""The languages on offer, each in its own name."""

EVERY_FORM = 101
"""Among the whole numbers below this are some of every plural form that whole numbers have."""

Day = date
"""The type, under a name that the method ``date`` does not hide."""

TERRITORIES = {"en": "en_GB", "fr": "fr_FR", "hr": "hr_HR", "cs": "cs_CZ", "da": "da_DK", "es": "es_ES"}

MINUS = "\u2212"
"""The sign before a number below nothing; CLDR has the hyphen, which is shorter and breaks lines."""
FIRST = re.compile("(^| )1 (?=[^0-9])")
"""The first of a month in a French day, which CLDR writes as any other number."""
SYMBOLS = {("fr", "GBP"): "£"}
"""Signs of currencies that CLDR makes longer although no other of the language's signs is like them."""


class Language:
    """Words and formats of one language. ``texts`` translates what a playbook says; see ``with_texts``."""

    def __init__(self, code: str, texts: Mapping[str, str] | None = None) -> None:
        """A language by its code; raises ``KeyError`` for one that is not on offer."""
        self.code = code
        self.name = LANGUAGES[code]
        self.locale = _locale(code)
        self.catalogue: gettext.NullTranslations = catalogues.interface(code)
        self._texts = texts or {}

    def with_texts(self, texts: Mapping[str, str]) -> Language:
        """The same language knowing the translations of a playbook's texts."""
        return Language(self.code, texts)

    def gettext(self, text: str) -> str:
        """The interface text in this language, or the English one."""
        return self.catalogue.gettext(text)

    def ngettext(self, one: str, many: str, count: int | Decimal) -> str:
        """The plural form for ``count``; a fraction takes that of whole numbers that the language counts alike."""
        whole = count if isinstance(count, int) else _counted_alike(count, self.code)
        return self.catalogue.ngettext(one, many, whole)

    def text(self, english: str) -> str:
        """A playbook's text in this language, or as it stands (a plan's own words are in nobody's catalogue)."""
        return self._texts.get(english, english)

    def say(self, message: Message) -> str:
        """The sentence of a message, its values formatted for this locale."""
        values = {name: self._said(value) for name, value in message.values.items()}
        if message.count is not None:
            one, many = PLURALS[message.key]
            values.setdefault("count", self.number(message.count))
            return self.ngettext(one, many, message.count) % values
        return self.gettext(SENTENCES[message.key]) % values

    def quoted(self, text: str) -> str:
        """A text in the quotation marks of the language."""
        return self.gettext("“%(text)s”") % {"text": text}

    def labelled(self, label: str, text: str) -> str:
        """A text with what it is of before it, the colon set as the language does."""
        return self.gettext("%(label)s: %(text)s") % {"label": label, "text": text}

    def _said(self, value: object) -> str:  # noqa: PLR0911 (one line a kind of value)
        match value:
            case Message():
                return self.say(value)
            case Money():
                return self.money(value)
            case Share():
                return self.percent(value.of_one)
            case Quarter():
                return self.quarter(value.day)
            case Path():
                return " → ".join(map(self._said, value))
            case tuple():
                return self.sentence_list(self._said(each) for each in value)
            case datetime():
                return self.instant(value)
            case date():
                return self.date(value)
            case int() | Decimal():
                return self.number(value)
            case _:
                return self.text(str(value))

    def date(self, day: Day) -> str:
        """A day with a short month, such as 5 Jan 2027."""
        return _date(day, "d MMM y" if self.code == "en" else "medium", self.code)

    def long_date(self, day: Day) -> str:
        """A day with its weekday, such as Friday 26 March 2027."""
        return _date(day, "EEEE d MMMM y" if self.code == "en" else "full", self.code)

    def month(self, day: Day) -> str:
        """A month and its year, such as Jan 2027."""
        return _skeleton(day, "yMMM", self.code)

    def quarter(self, day: Day) -> str:
        """The calendar quarter that a day lies in, such as Q1 2027."""
        return _skeleton(day, "yQQQ", self.code)

    def instant(self, moment: datetime) -> str:
        """A day and a time of day."""
        return str(format_datetime(moment, "d MMM y, HH:mm" if self.code == "en" else "short", locale=self.locale))

    def number(self, value: int | Decimal) -> str:
        """A number with the locale's separators."""
        return _number(value, self.code)

    def fixed(self, value: int | Decimal, places: int) -> str:
        """A number with so many decimal places, as the other numbers of its column have."""
        return _fixed(value, places, self.code)

    def percent(self, share: Decimal | int) -> str:
        """A share of one as a whole percentage: ``Decimal("0.28")`` is 28 %."""
        return _percent(share, self.code)

    def percent_of_hundred(self, value: int) -> str:
        """A whole percentage as such: 28 is 28 %."""
        return _percent(Decimal(value) / 100, self.code)

    def money(self, money: Money, *, exact: bool = False) -> str:
        """An amount with its currency: whole units, or to the minor unit when ``exact``."""
        return _money(money.amount, money.currency, exact, self.code)

    def sentence_list(self, items: Iterable[str]) -> str:
        """Items joined as in a sentence: one, two and three."""
        return str(format_list(list(items), locale=self.locale))


# Pages say the same days and numbers again and again, and formatting one takes longer than finding it. The keys hold
# the language's code and not its locale, which is slow to compare.


@cache
def _locale(code: str) -> Locale:
    return Locale.parse(TERRITORIES[code])


@lru_cache(maxsize=5_000)
def _counted_alike(count: Decimal, code: str) -> int:
    """The number itself where it is whole, else the first whole one in the same plural form, or 2."""
    if count == int(count):
        return int(count)
    form = _locale(code).plural_form
    return next((each for each in range(EVERY_FORM) if form(each) == form(count)), 2)


@lru_cache(maxsize=20_000)
def _date(day: date, pattern: str, code: str) -> str:
    said = str(format_date(day, pattern, locale=_locale(code)))
    return FIRST.sub(r"\g<1>1er ", said) if code == "fr" and day.day == 1 else said


@lru_cache(maxsize=5_000)
def _skeleton(day: date, skeleton: str, code: str) -> str:
    return str(format_skeleton(skeleton, day, locale=_locale(code)))


@lru_cache(maxsize=20_000)
def _number(value: int | Decimal, code: str) -> str:
    return str(format_decimal(value, locale=_locale(code))).replace("-", MINUS)


@lru_cache(maxsize=20_000)
def _fixed(value: int | Decimal, places: int, code: str) -> str:
    pattern = f"#,##0.{'0' * places}" if places else "#,##0"
    return str(format_decimal(value, format=pattern, locale=_locale(code))).replace("-", MINUS)


@lru_cache(maxsize=20_000)
def _percent(share: Decimal | int, code: str) -> str:
    return str(format_percent(share, locale=_locale(code))).replace("-", MINUS)


@lru_cache(maxsize=20_000)
def _money(amount: Decimal, currency: str, exact: bool, code: str) -> str:  # noqa: FBT001 (a cache key)
    locale = _locale(code)
    places = minor_units(currency) if exact else 0
    pattern = locale.currency_formats["standard"].pattern.split(";")[0]
    pattern = pattern.replace(".00", "." + "0" * places if places else "")
    symbol = SYMBOLS.get((code, currency)) or locale.currency_symbols.get(currency, currency)
    # CLDR sets letters apart from digits; Babel leaves that to the pattern.
    pattern = re.sub("¤(?=[#0])", f"{symbol}\u00a0", pattern) if symbol.isalpha() else pattern
    pattern = pattern.replace("¤", f"'{symbol}'")
    said = format_currency(amount, currency, format=pattern, currency_digits=False, locale=locale)
    return str(said).replace("-", MINUS)


@cache
def language(code: str) -> Language:
    """The language with this code, made once; English for an unknown one."""
    return Language(code if code in LANGUAGES else DEFAULT)


def negotiate(accept_language: str) -> str:
    """The code of the best language on offer for an ``Accept-Language`` header."""
    return _negotiated(accept_language[:500])


@lru_cache(maxsize=500)
def _negotiated(accept_language: str) -> str:
    wanted: list[tuple[float, str]] = []
    for part in accept_language.split(","):
        tag, _, quality = part.strip().partition(";q=")
        try:
            weight = float(quality) if quality else 1.0
        except ValueError:
            continue
        wanted.append((-weight, tag.split("-")[0].lower()))
    return next((code for _, code in sorted(wanted, key=lambda pair: pair[0]) if code in LANGUAGES), DEFAULT)

"""What a password has to be: long enough, and not among those that guessing begins with.

There is no rule on kinds of characters. What is easy to guess is taken out of the password (the commonest words and
their usual disguises, walks over the keyboard, repetitions, years, the person's own name); enough has to be left.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from roadmap.domain.messages import Message, message

SHORTEST: Final = 12
LONGEST: Final = 256
LEAST_LEFT: Final = 5
"""Different characters that have to be left when all that is easy to guess is taken out."""

_DISGUISES: Final = str.maketrans("013457@$!|+", "oleasta" + "siit")
_WALKS: Final = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "qwertzuiopü",
    "yxcvbnm",
    "azertyuiop",
    "qsdfghjklm",
    "wxcvbn",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
    "qazwsxedcrfvtgbyhnujm",
    "1q2w3e4r5t6z7u8i9o0p",
    "1q2w3e4r5t6y7u8i9o0p",
)
_SHORTEST_WALK: Final = 3
_SHORTEST_OWN_WORD: Final = 3
# The words that lead the lists of leaked passwords, with those that people take for this product.
_WORDS: Final = """
    password passwort passwd motdepasse lozinka heslo contraseña contrasena adgangskode kodeord wachtwoord parola
    senha welcome willkommen bienvenue letmein changeme default secret login signin access admin administrator
    root user guest test master monkey dragon shadow sunshine princess football baseball basketball superman
    batman pokemon starwars iloveyou loveyou loveme whatever trustno freedom internet computer server system
    website hello qwerty google facebook microsoft windows apple android samsung iphone michael jordan jennifer
    charlie daniel jessica thomas ashley andrew nicole hunter killer soccer hockey ranger buster tigger summer
    winter spring autumn january february march april june july august september october november december monday
    tuesday wednesday thursday friday saturday sunday correcthorsebatterystaple correct horse battery staple
    thequickbrownfox jumpsoverthelazydog roadmap planning portfolio playbook intervention placement employment
    support
"""
# Longest first, so that a word is not broken by a shorter one inside it.
_COMMON: Final = tuple(sorted(_WORDS.split(), key=len, reverse=True))
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")
_REPEATED: Final = re.compile(r"(.+?)\1+")
_NOT_LETTERS: Final = re.compile(r"[\W_]+")


def normal(password: str) -> str:
    """Give a password the one spelling that is hashed, whichever way a keyboard composes its letters (NFKC)."""
    return unicodedata.normalize("NFKC", password)


def password_fault(password: str, own: Iterable[str] = ()) -> Message | None:
    """Say why a password is refused, if it is; ``own`` are texts that a stranger knows of the person."""
    spelt = normal(password)
    if len(spelt) < SHORTEST:
        return message("account.password.short", shortest=SHORTEST)
    if len(spelt) > LONGEST:
        return message("account.password.long", longest=LONGEST)
    if not is_text(spelt):
        return message("account.password.characters")
    if len(set(what_is_left(spelt, own))) < LEAST_LEFT:
        return message("account.password.common")
    return None


def is_text(text: str) -> bool:
    """Tell whether a text can be kept as typed: no control characters, no halves or replacements of characters."""
    return not any(unicodedata.category(each) in {"Cc", "Cs"} or each == "\ufffd" for each in text)


def what_is_left(password: str, own: Iterable[str] = ()) -> str:
    """Take out of a password whatever guessing would try first, as typed or in the usual disguises (``p@ssw0rd``)."""
    text, words = password.casefold(), own_words(own)
    spellings = (text, text.translate(_DISGUISES))
    return min((stripped(each, words) for each in spellings), key=lambda left: len(set(left)))


def stripped(text: str, own: Iterable[str]) -> str:
    """Take out years, words, walks, punctuation and repetitions."""
    without = without_walks(without_words(_YEAR.sub(" ", text), own))
    return _REPEATED.sub(r"\1", _NOT_LETTERS.sub("", without))


def own_words(own: Iterable[str]) -> tuple[str, ...]:
    """Break what is known of a person into words, longest first."""
    words = {word for text in own for word in re.split(r"[\W_]+", text.casefold()) if len(word) >= _SHORTEST_OWN_WORD}
    return tuple(sorted(words, key=len, reverse=True))


def without_words(text: str, further: Iterable[str]) -> str:
    """Take out common words and the further ones."""
    for word in (*further, *_COMMON):
        text = text.replace(word, " ")
    return text


def without_walks(text: str) -> str:
    """Take out runs along a row of the keyboard, the alphabet or the digits, in either direction."""
    kept: list[str] = []
    at = 0
    while at < len(text):
        length = walk_length(text, at)
        kept.append(" " if length >= _SHORTEST_WALK else text[at])
        at += max(1, length if length >= _SHORTEST_WALK else 1)
    return "".join(kept)


def walk_length(text: str, at: int) -> int:
    """Measure the longest walk that begins at a place."""
    return max(_along(row, text, at) for way in _WALKS for row in (way, way[::-1]))


def _along(row: str, text: str, at: int) -> int:
    start = row.find(text[at])
    length = 0
    while 0 <= start + length < len(row) and at + length < len(text) and row[start + length] == text[at + length]:
        length += 1
    return length if start >= 0 else 0

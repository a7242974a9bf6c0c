"""How wide a text is in the sans typeface, near enough to place labels and to cut titles before they collide."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

REGULAR = {
    200: " \u00a0\u202f",
    245: "|ijl.,:;'’·",
    263: "I!",
    292: "f()[]{}",
    320: "-‐/\\",
    340: "trł",
    418: '*s“”"«»',
    446: "zx?",
    457: "cvyY",
    487: "JLFek–",
    500: "0123456789#$+<=>^~€£_agå",
    514: "XV",
    530: "ESTZ",
    543: "Aouhø`",
    555: "bdpqnđ",
    570: "PRCKß",
    590: "B",
    613: "DG&",
    648: "UNHŁĐ",
    664: "OQØ",
    722: "wM",
    785: "W",
    826: "%@mæœ—",
    950: "…ÆŒ",
}
BOLD = {
    200: " \u00a0\u202f",
    275: "|ijl.,:;'’·",
    292: "I",
    330: "f!()[]{}-‐",
    345: "/\\ł",
    386: "tr",
    447: "*s?z",
    466: "c«»",
    510: 'xvyYJLF–_"“”e',
    521: "0123456789#$+<=>^~€£agåk",
    548: "EZVSTXø",
    566: "ouAhn`",
    570: "bdpqđ",
    600: "CPBRK",
    618: "ß",
    640: "DG&",
    665: "UNHŁĐ",
    679: "OQØ",
    760: "wM",
    800: "W",
    850: "%@mæœ—",
    960: "…ÆŒ",
}
"""Advance widths of Source Sans 3 in thousandths of the type size, in groups of nearly equal ones."""

UNKNOWN = 640
"""For scripts that the table does not know: rather too wide than too narrow."""

MOST_KNOWN = 4096
"""Characters remembered at most, so that odd texts cannot fill the memory."""

ELLIPSIS = "…"


def _table(groups: dict[int, str]) -> dict[str, int]:
    return {character: width for width, characters in groups.items() for character in characters}


_WIDTHS = {False: _table(REGULAR), True: _table(BOLD)}


def _advance(character: str, *, is_bold: bool) -> int:
    widths = _WIDTHS[is_bold]
    if character in widths:
        return widths[character]
    base = unicodedata.normalize("NFD", character)[0]
    advance = widths.get(base, UNKNOWN)
    # A precomposed letter is looked up once and remembered; the table stays small because scripts are.
    if len(widths) < MOST_KNOWN:
        widths[character] = advance
    return advance


@lru_cache(maxsize=8192)
def text_width(text: str, size: float = 13, *, is_bold: bool = False) -> float:
    """The width of the text in pixels at a type size in pixels."""
    widths = _WIDTHS[is_bold]
    try:
        thousandths = sum(map(widths.__getitem__, text))
    except KeyError:
        thousandths = sum(_advance(character, is_bold=is_bold) for character in text)
    return thousandths * size / 1000


def widest(texts: Sequence[str], size: float = 13, *, is_bold: bool = False) -> float:
    """The width of the widest of the texts in pixels; 0 when there is none."""
    return max((text_width(text, size, is_bold=is_bold) for text in texts), default=0.0)


@lru_cache(maxsize=8192)
def cut(text: str, room: float, size: float = 13, *, is_bold: bool = False) -> str:
    """The text, or as much of its beginning as fits into ``room`` pixels with an ellipsis."""
    if text_width(text, size, is_bold=is_bold) <= room:
        return text
    left = room * 1000 / size - _advance(ELLIPSIS, is_bold=is_bold)
    kept = 0
    for character in text:
        left -= _advance(character, is_bold=is_bold)
        if left < 0:
            break
        kept += 1
    return text[:kept].rstrip(" ,;:·–-") + ELLIPSIS


@lru_cache(maxsize=8192)
def two_lines(text: str, room: float, size: float = 13, *, is_bold: bool = False) -> tuple[str, ...]:
    """The text in one line, or in two of at most ``room`` pixels, broken between words and cut when need be."""
    if text_width(text, size, is_bold=is_bold) <= room:
        return (text,)
    words = text.split(" ")
    count = 1
    while count < len(words) and text_width(" ".join(words[: count + 1]), size, is_bold=is_bold) <= room:
        count += 1
    first, rest = " ".join(words[:count]), " ".join(words[count:])
    lines = (cut(first, room, size, is_bold=is_bold), cut(rest, room, size, is_bold=is_bold))
    return lines if rest else lines[:1]

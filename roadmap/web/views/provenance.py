"""Where a page's figures come from: numbered notes, one a distinct basis, in the order in which the page uses them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Protocol

from roadmap.domain.messages import message
from roadmap.domain.milestone_edits import BY_HAND
from roadmap.domain.provenance import Citation, Provenance, Source
from roadmap.i18n import Language
from roadmap.i18n.marking import N_
from roadmap.web.views.frame import Provenanced, ProvenanceNote

KINDS: Final = {
    "published": N_("Published"),
    "derived": N_("Derived"),
    "assumed": N_("Assumed"),
    "reported": N_("Reported"),
}


class Noted(Protocol):
    """What a view needs of its page to say figures with their ground: a language, and the notes of the page."""

    @property
    def words(self) -> Language:
        """The reader's language."""

    @property
    def notes(self) -> Notes:
        """Where the figures of the page come from."""


class Notes:
    """Collects the bases of one page's figures; the same basis gets the same number."""

    def __init__(self, words: Language, sources: Iterable[Source], first: int = 1) -> None:
        """Notes for a reader of ``words``, citing ``sources``, numbered from ``first`` on."""
        self._words = words
        self._first = first
        self._sources = {source.key: source for source in sources}
        self._marks: dict[Provenance, Provenanced] = {}

    def mark(self, basis: Provenance) -> Provenanced:
        """The mark beside a figure with this basis."""
        made = self._marks.get(basis)
        if made is None:
            number, word = self._first + len(self._marks), self.word(basis)
            label = self._words.gettext("%(word)s, note %(number)s") % {"word": word, "number": number}
            made = self._marks[basis] = Provenanced(
                kind=basis.kind,
                word=word,
                note=self.sentence(basis),
                number=number,
                href=f"#n{number}",
                label=label,
            )
        return made

    def notes(self) -> tuple[ProvenanceNote, ...]:
        """The page's list, complete once every mark is made."""
        return tuple(
            ProvenanceNote(number=each.number, kind=each.kind, word=each.word, text=each.note)
            for each in self._marks.values()
        )

    def word(self, basis: Provenance) -> str:
        """The kind of basis in one word."""
        return self._words.gettext(KINDS[basis.kind])

    def sentence(self, basis: Provenance) -> str:
        """The whole note: what a reader needs to look the figure up, recompute it or doubt it."""
        _, words = self._words.gettext, self._words
        parts = []
        if basis.formula:
            parts.append(words.text(basis.formula))
        if basis.by:
            parts.append(
                _("%(by)s, %(on)s.") % {"by": words.text(basis.by), "on": words.date(basis.on)}
                if basis.on
                else f"{words.text(basis.by)}."
            )
        if basis.reason:
            parts.append(words.say(message("basis.by_hand")) if basis.reason == BY_HAND else words.text(basis.reason))
        parts += self._cited(basis.citations)
        return " ".join(part if part.endswith((".", "?", "”")) else f"{part}." for part in parts)

    def _cited(self, citations: tuple[Citation, ...]) -> list[str]:
        """Each source once, with all the places in it."""
        places: dict[str, list[str]] = {}
        for each in citations:
            places.setdefault(each.source, []).append(f"{each.section} ({each.source}#L{each.line})")
        cited = []
        for key, found in places.items():
            source = self._sources.get(key)
            title = f"{source.publisher}, {source.title}, {source.year}" if source else key
            cited.append(self._words.labelled(title, "; ".join(found)))
        return cited

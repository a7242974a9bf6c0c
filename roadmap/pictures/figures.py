"""What stands around every picture: number, finding, measure, name, description, and the ids that tie them together."""

from __future__ import annotations

from dataclasses import dataclass

from roadmap.i18n.language import Language


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """What a page says about a picture. ``dom_id`` begins every id inside it and is unique on its page.

    ``finding`` is what is seen, as the caption; ``measure`` gives measure, unit and period. ``name`` says what the
    picture is, for those who do not see it. ``number`` is the figure's number on its page.
    """

    dom_id: str
    finding: str
    name: str
    measure: str = ""
    number: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Frame:
    """A figure's words and ids, ready for its template."""

    dom_id: str
    finding: str
    name: str
    measure: str
    label: str
    description: str
    table_label: str
    caption_id: str
    wide_ids: tuple[str, str]
    narrow_ids: tuple[str, str]
    wide_labelled_by: str
    narrow_labelled_by: str


def framed(figure: Figure, description: str, language: Language) -> Frame:
    """The frame of a figure whose contents ``description`` tells in sentences."""
    label = language.gettext("Figure %(number)s") % {"number": figure.number} if figure.number else ""
    table = language.gettext("%(figure)s as a table") % {"figure": label or figure.name}
    wide = (f"{figure.dom_id}-wide-title", f"{figure.dom_id}-wide-desc")
    narrow = (f"{figure.dom_id}-narrow-title", f"{figure.dom_id}-narrow-desc")
    return Frame(
        dom_id=figure.dom_id,
        finding=figure.finding,
        name=figure.name,
        measure=figure.measure,
        label=label,
        description=description,
        table_label=table,
        caption_id=f"{figure.dom_id}-caption",
        wide_ids=wide,
        narrow_ids=narrow,
        wide_labelled_by=" ".join(wide),
        narrow_labelled_by=" ".join(narrow),
    )

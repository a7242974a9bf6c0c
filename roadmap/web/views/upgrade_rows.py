"""The things that a newer playbook changes, one row each: in the old one, in the new one, in the plan."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from roadmap.domain.upgrades import FieldThree, UpgradeItem
from roadmap.i18n import Language
from roadmap.services.upgrades import Offer
from roadmap.web.views.frame import Provenanced
from roadmap.web.views.provenance import Notes
from roadmap.web.views.upgrade_words import ItemWords, aspect_words, noun_titles
from roadmap.web.views.words import Titles

FIGURES: Final = frozenset({"duration", "weight", "cost", "value", "assessment", "residual"})
"""Aspects that are figures, and whose ground is shown beside them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CellView:
    """What one side says, line by line; the mark says where its figures come from."""

    lines: tuple[str, ...]
    prov: Provenanced | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class RowView:
    """One thing to take over or to leave: the same three ways. ``kind`` and ``stand`` are shape and word."""

    name: str
    id: str
    title: str
    what: str
    kind: str
    stand: str
    old: CellView
    new: CellView
    ours: CellView
    is_chosen: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class GroupView:
    """The things of one kind."""

    id: str
    title: str
    rows: tuple[RowView, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class QuietView:
    """Something that needs no choice, and why."""

    title: str
    text: str


class Rows:
    """Tells the items of one offer."""

    def __init__(self, words: Language, titles: Titles, notes: Notes, offer: Offer) -> None:
        """Rows in a language; the grounds of figures go to the notes."""
        self.words, self.notes = words, notes
        self.says = ItemWords(words, titles, notes, offer)
        self.aspects = aspect_words(words)

    def groups(self, items: Iterable[UpgradeItem], chosen: Collection[str]) -> Iterator[GroupView]:
        """The items by kind, in the order in which a plan is read."""
        held = list(items)
        place = {each.name: number for number, each in enumerate(held, start=1)}
        for noun, title in noun_titles(self.words).items():
            rows = tuple(self.row(each, place[each.name], chosen) for each in held if each.noun == noun)
            if rows:
                yield GroupView(id=f"of-{noun}", title=title, rows=rows)

    def title(self, item: UpgradeItem) -> str:
        """What the thing is called here, or where it is not here, in the playbook."""
        says, thing = self.says, item.ours or item.new or item.old
        match item.noun:
            case "module":
                return self.words.text(says.modules.get(item.key, item.key))
            case "driver":
                return says.said("driver", item.key)
            case "target":
                indicator = self.words.text(says.indicators.get(thing.indicator, thing.indicator))
                return f"{indicator}, {self.words.date(thing.due)}"
            case "milestone" if item.ours is not None:
                return f"{thing.number} · {self.words.text(thing.title)}"
        return self.words.text(thing.title)

    def quiet(self, item: UpgradeItem) -> QuietView:
        """An item that cannot be chosen, and why."""
        _ = self.words.gettext
        text = {
            "": _("The plan has it so already."),
            "finished": _("It is finished, and stays as it was."),
            "spent": _("Money was spent on it, so it stays."),
            "committed": _("Money of it is entered, so it stays."),
            "met": _("It has met already, so it stays."),
            "in-use": _("Milestones that stay are in it, so it stays."),
        }[item.reason]
        return QuietView(title=self.words.labelled(self.title(item), self.what(item)), text=text)

    def row(self, item: UpgradeItem, place: int, chosen: Collection[str]) -> RowView:
        """An item that can be chosen, three ways."""
        _, is_clean = self.words.gettext, item.stand == "clean"
        lacks = _("Not in it")
        return RowView(
            name=item.name,
            id=f"item-{place}",
            title=self.title(item),
            what=self.what(item),
            kind="good" if is_clean else "warn",
            stand=self.stand(item),
            old=self._cell(item, "old", lacks),
            new=self._cell(item, "new", lacks),
            ours=self._cell(item, "ours", _("Not there")),
            is_chosen=item.name in chosen,
        )

    def stand(self, item: UpgradeItem) -> str:
        """How the plan stands to it, in a word or two."""
        _ = self.words.gettext
        if item.kind == "missing":
            return _("Taken out here")
        if item.kind == "added":
            return _("New")
        if item.stand == "clean":
            return _("Not changed here")
        return _("Changed here too")

    def what(self, item: UpgradeItem) -> str:
        """What of the thing differs."""
        _ = self.words.gettext
        if item.kind != "changed":
            return {
                "added": _("New in the playbook"),
                "removed": _("No longer in the playbook"),
                "missing": _("Changed in the playbook, and not in this plan"),
            }[item.kind]
        told = _told(item)
        if len(told) == 1:
            return self.says.labels[told[0].field]
        return self.aspects[item.aspect] if item.aspect in self.aspects else self.says.labels[item.aspect]

    def _cell(self, item: UpgradeItem, side: str, lacks: str) -> CellView:
        thing = getattr(item, side)
        if thing is None:
            return CellView(lines=(lacks,))
        if item.kind != "changed":
            return CellView(lines=self._summary(item, thing), prov=self._mark(thing))
        values = [(each.field, self.says.said(each.field, getattr(each, side))) for each in _told(item)]
        none = self.words.gettext("Nothing")
        prov = self._mark(thing) if item.aspect in FIGURES else None
        if len(values) == 1:
            return CellView(lines=(values[0][1] or none,), prov=prov)
        return CellView(lines=tuple(self._labelled(name, said or none) for name, said in values), prov=prov)

    def _labelled(self, name: str, said: str) -> str:
        return self.words.gettext("%(name)s: %(value)s") % {"name": self.says.labels[name], "value": said}

    def _mark(self, thing: Any) -> Provenanced | None:  # noqa: ANN401 (any thing)
        basis = getattr(thing, "basis", None)
        return self.notes.mark(basis) if basis else None

    def _summary(self, item: UpgradeItem, thing: Any) -> tuple[str, ...]:  # noqa: ANN401
        """What tells a whole thing: a few of its fields."""
        says = self.says
        match item.noun:
            case "module":
                return (self.words.gettext("In it"),)
            case "driver":
                return (self.words.number(thing),)
            case "phase":
                return (says.span(thing.starts, thing.ends), self.words.text(thing.summary))
            case "milestone":
                return (
                    says.span(thing.planned_start, thing.planned_due),
                    self._labelled("deliverable", self.words.text(thing.deliverable)),
                    self._labelled("owner", says.said("owner", thing.owner)),
                )
            case "budget-line":
                amount = f"{self.words.number(thing.quantity)} × {says.money(thing.unit_cost)}"
                return (amount, says.said("recurrence", thing.recurrence), says.span(thing.starts, thing.ends))
        return tuple(
            self._labelled(each, said)
            for each in SUMMARIES[item.noun]
            if (said := says.said(each, getattr(thing, each)))
        )


def _told(item: UpgradeItem) -> tuple[FieldThree, ...]:
    """The fields of an item that are not the same on all sides."""
    return tuple(each for each in item.fields if not each.old == each.new == each.ours)


SUMMARIES: Final = {
    "funding-source": ("kind", "rank", "may_pay", "may_not_pay"),
    "risk": ("likelihood", "impact", "response"),
    "stakeholder": ("stance", "wanted", "ask"),
    "committee": ("purpose", "members"),
    "target": ("value",),
}
"""The fields that tell a whole thing of a kind."""

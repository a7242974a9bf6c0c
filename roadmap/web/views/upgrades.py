"""A newer playbook held against a plan, thing by thing: what it changes, what people here changed, what to take."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from roadmap.domain.errors import Fault
from roadmap.domain.upgrades import UpgradeItem
from roadmap.services.playbooks import is_behind
from roadmap.services.upgrades import Offer
from roadmap.web.views.consequences import ConsequencesView
from roadmap.web.views.fields import ErrorView, Fields, FieldView
from roadmap.web.views.frame import Provenanced, ProvenanceNote
from roadmap.web.views.plan_frame import PlanPage
from roadmap.web.views.upgrade_words import ItemWords, aspect_words, noun_titles

FIGURES: Final = frozenset({"duration", "weight", "cost", "value", "assessment", "residual"})
"""Aspects that are figures, and whose ground is shown beside them."""

LISTED: Final = 12
"""Things that were not taken over and that the log names."""


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


@dataclass(frozen=True, kw_only=True, slots=True)
class UpgradeView:
    """The page, ready to print. ``sentence`` says why there is nothing to choose, where there is not."""

    lede: str
    sentence: str
    is_newest: bool
    can_follow: bool
    old_head: str
    new_head: str
    is_stale: bool
    action: str
    back: str
    revision: str
    digest: str
    groups: tuple[GroupView, ...]
    quiet: tuple[QuietView, ...]
    errors: tuple[ErrorView, ...]
    reason: FieldView
    preview: ConsequencesView | None
    leave: str
    notes: tuple[ProvenanceNote, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Sent:
    """What was sent with the form, to be shown again: the chosen names, the reason, and what is wrong."""

    names: frozenset[str]
    reason: str
    faults: Sequence[Fault] = ()
    is_stale: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class NewerView:
    """The quiet line that a newer playbook is there."""

    sentence: str
    href: str
    label: str


def newer_view(page: PlanPage) -> NewerView | None:
    """The line for those who may do something about it; nothing where the plan follows the newest."""
    if not page.may_manage or not is_behind(page.plan):
        return None
    return NewerView(
        sentence=f"{_versions(page)}.",
        href=f"{page.address}/upgrade",
        label=page.words.gettext("See what it would change"),
    )


def preselected(offer: Offer) -> frozenset[str]:
    """What is ticked at first: all that nobody here has touched."""
    items = offer.upgrade.items if offer.upgrade else ()
    return frozenset(each.name for each in items if each.stand == "clean")


def open_names(offer: Offer, names: Collection[str]) -> frozenset[str]:
    """Of some names those that can be chosen."""
    items = offer.upgrade.items if offer.upgrade else ()
    return frozenset(each.name for each in items if each.is_open and each.name in names)


def upgrade_view(
    page: PlanPage, offer: Offer, sent: Sent | None = None, preview: ConsequencesView | None = None
) -> UpgradeView:
    """The offer, ticked as sent, or at first as nobody would be surprised by."""
    _, words = page.words.gettext, page.words
    items = offer.upgrade.items if offer.upgrade else ()
    chosen = sent.names if sent else preselected(offer)
    fields = Fields(words, sent.faults if sent else ())
    rows = _Rows(page, offer)
    is_same_version = offer.plan.playbook_version == _new_version(page)
    return UpgradeView(
        lede=_lede(page, offer),
        sentence=_nothing(page, offer),
        is_newest=offer.is_newest,
        can_follow=not offer.is_newest and offer.upgrade is not None,
        old_head=_("The playbook then") if is_same_version else _head(page, offer.plan.playbook_version),
        new_head=_("The playbook now") if is_same_version else _head(page, _new_version(page)),
        is_stale=bool(sent and sent.is_stale),
        action=f"{page.address}/upgrade",
        back=page.address,
        revision=str(offer.plan.revision),
        digest=offer.digest,
        groups=tuple(rows.groups((each for each in items if each.is_open), chosen)),
        quiet=tuple(rows.quiet(each) for each in items if not each.is_open),
        errors=fields.errors(),
        reason=fields.field(
            "reason",
            _("Reason"),
            sent.reason if sent else "",
            hint=_("Every change is kept with it. Left empty, the two versions stand there."),
        ),
        preview=preview,
        leave=_("Take over nothing, and follow version %(version)s from now on") % {"version": _new_version(page)},
        notes=page.notes.notes(),
    )


def logged_reason(page: PlanPage, offer: Offer, sent: Sent) -> str:
    """What the log keeps: the reason as typed, or the two versions, and what was left as it was."""
    rows = _Rows(page, offer)
    items = offer.upgrade.items if offer.upgrade else ()
    titles = list(dict.fromkeys(rows.title(each) for each in items if each.is_open and each.name not in sent.names))
    reason = sent.reason.strip() or f"{_versions(page)}."
    if not titles:
        return reason
    more = len(titles) - LISTED
    shown = titles[:LISTED]
    if more > 0:
        shown.append(
            page.words.ngettext("%(count)s more thing", "%(count)s more things", more)
            % {"count": page.words.number(more)}
        )
    left = page.words.gettext("Left as it was: %(things)s.") % {"things": page.words.sentence_list(shown)}
    return f"{reason} {left}"


def _head(page: PlanPage, version: str) -> str:
    return page.words.gettext("Playbook %(version)s") % {"version": version}


def _new_version(page: PlanPage) -> str:
    return page.playbook.intervention.version


def _versions(page: PlanPage) -> str:
    _, plan = page.words.gettext, page.plan
    values = {
        "playbook": page.words.text(page.playbook.intervention.name),
        "new": _new_version(page),
        "old": plan.playbook_version,
    }
    if values["new"] == values["old"]:
        return _("The %(playbook)s playbook %(new)s was changed since this plan took it over") % values
    return _("The %(playbook)s playbook %(new)s is there; this plan follows %(old)s") % values


def _lede(page: PlanPage, offer: Offer) -> str:
    """The finding in words: from which version to which, and how much there is to decide."""
    words = page.words
    if offer.is_newest:
        return words.gettext("This plan follows the %(playbook)s playbook %(version)s, the newest there is.") % {
            "playbook": words.text(offer.new.intervention.name),
            "version": offer.new.intervention.version,
        }
    parts = [f"{_versions(page)}."]
    if offer.upgrade and not _nothing(page, offer):
        stands = [each.stand for each in offer.upgrade.items if each.is_open]
        clean, conflicts = stands.count("clean"), stands.count("conflict")
        if clean:
            parts.append(
                words.ngettext(
                    "%(count)s change is of something that nobody here has touched.",
                    "%(count)s changes are of things that nobody here has touched.",
                    clean,
                )
                % {"count": words.number(clean)}
            )
        if conflicts:
            parts.append(
                words.ngettext(
                    "%(count)s is of something that was changed here too: it stays as it is unless you choose it.",
                    "%(count)s are of things that were changed here too: they stay as they are unless you choose them.",
                    conflicts,
                )
                % {"count": words.number(conflicts)}
            )
    return " ".join(parts)


def _nothing(page: PlanPage, offer: Offer) -> str:
    """Why there is nothing to choose."""
    _ = page.words.gettext
    if offer.is_newest:
        return _("There is nothing to take over.")
    if offer.faults:
        said = " ".join(page.words.say(each.message) for each in offer.faults)
        return _("The two versions cannot be held against each other for this plan: %(reason)s") % {"reason": said}
    if offer.upgrade is None:
        return _("No copy of the version that this plan follows is kept, so its changes cannot be told from yours.")
    if not any(each.is_open for each in offer.upgrade.items):
        return _("Nothing that this plan could take over has changed.")
    return ""


class _Rows:
    """Tells the items of an offer."""

    def __init__(self, page: PlanPage, offer: Offer) -> None:
        self.page, self.words = page, page.words
        self.says = ItemWords(page.words, page.titles, page.notes, offer)
        self.aspects = aspect_words(page.words)

    def groups(self, items: Iterable[UpgradeItem], chosen: Collection[str]) -> Iterable[GroupView]:
        held = list(items)
        place = {each.name: number for number, each in enumerate(held, start=1)}
        for noun, title in noun_titles(self.words).items():
            rows = tuple(self._row(each, place[each.name], chosen) for each in held if each.noun == noun)
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
        _ = self.words.gettext
        text = {
            "": _("The plan has it so already."),
            "finished": _("It is finished, and stays as it was."),
            "spent": _("Money was spent on it, so it stays."),
            "committed": _("Money of it is entered, so it stays."),
            "met": _("It has met already, so it stays."),
            "in-use": _("Milestones that stay are in it, so it stays."),
        }[item.reason]
        return QuietView(title=f"{self.title(item)}: {self._what(item)}", text=text)

    def _row(self, item: UpgradeItem, place: int, chosen: Collection[str]) -> RowView:
        _, is_clean = self.words.gettext, item.stand == "clean"
        lacks = _("Not in it")
        return RowView(
            name=item.name,
            id=f"item-{place}",
            title=self.title(item),
            what=self._what(item),
            kind="good" if is_clean else "warn",
            stand=self._stand(item),
            old=self._cell(item, "old", lacks),
            new=self._cell(item, "new", lacks),
            ours=self._cell(item, "ours", _("Not there")),
            is_chosen=item.name in chosen,
        )

    def _stand(self, item: UpgradeItem) -> str:
        _ = self.words.gettext
        if item.kind == "missing":
            return _("Taken out here")
        if item.kind == "added":
            return _("New")
        if item.stand == "clean":
            return _("Not changed here")
        return _("Changed here too")

    def _what(self, item: UpgradeItem) -> str:
        _ = self.words.gettext
        if item.kind != "changed":
            return {
                "added": _("New in the playbook"),
                "removed": _("No longer in the playbook"),
                "missing": _("Changed in the playbook, and not in this plan"),
            }[item.kind]
        if len(item.fields) == 1:
            return self.says.labels[item.fields[0].field]
        return self.aspects[item.aspect] if item.aspect in self.aspects else self.says.labels[item.aspect]

    def _cell(self, item: UpgradeItem, side: str, lacks: str) -> CellView:
        thing = getattr(item, side)
        if thing is None:
            return CellView(lines=(lacks,))
        if item.kind != "changed":
            return CellView(lines=self._summary(item, thing), prov=self._mark(thing))
        values = [(each.field, self.says.said(each.field, getattr(each, side))) for each in item.fields]
        none = self.words.gettext("Nothing")
        prov = self._mark(thing) if item.aspect in FIGURES else None
        if len(values) == 1:
            return CellView(lines=(values[0][1] or none,), prov=prov)
        return CellView(lines=tuple(self._labelled(name, said or none) for name, said in values), prov=prov)

    def _labelled(self, name: str, said: str) -> str:
        return self.words.gettext("%(name)s: %(value)s") % {"name": self.says.labels[name], "value": said}

    def _mark(self, thing: Any) -> Provenanced | None:  # noqa: ANN401 (any thing)
        basis = getattr(thing, "basis", None)
        return self.page.notes.mark(basis) if basis else None

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


SUMMARIES: Final = {
    "funding-source": ("kind", "rank", "may_pay", "may_not_pay"),
    "risk": ("likelihood", "impact", "response"),
    "stakeholder": ("stance", "wanted", "ask"),
    "committee": ("purpose", "members"),
    "target": ("value",),
}
"""The fields that tell a whole thing of a kind."""

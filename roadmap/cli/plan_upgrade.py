"""What `roadmap plan upgrade` prints: the differences between a plan and its newer playbook, for eyes and programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from roadmap.domain.upgrades import UpgradeItem
from roadmap.i18n import Language
from roadmap.services.upgrades import Offer
from roadmap.web.views.provenance import Notes
from roadmap.web.views.upgrade_rows import CellView, Rows
from roadmap.web.views.upgrades import finding, nothing_to_choose
from roadmap.web.views.words import Titles


def lines_of(offer: Offer, words: Language) -> Iterator[str]:
    """The finding, then each thing three ways, by kind; last what stays as it is, and why."""
    rows = Rows(words, Titles(words, offer.new), Notes(words, offer.new.sources), offer)
    yield finding(words, offer)
    sentence = nothing_to_choose(words, offer)
    if sentence and not offer.is_newest:
        yield sentence
    items = offer.upgrade.items if offer.upgrade else ()
    for group in rows.groups((each for each in items if each.is_open), ()):
        yield ""
        yield group.title
        for row in group.rows:
            yield f"  {row.title}: {row.what} ({row.stand.lower()})"
            yield f"    old   {_line(row.old)}"
            yield f"    new   {_line(row.new)}"
            yield f"    plan  {_line(row.ours)}"
    quiet = [rows.quiet(each) for each in items if not each.is_open]
    if quiet:
        yield ""
        yield "What needs no choice"
        yield from (f"  {each.title}. {each.text}" for each in quiet)


def _line(cell: CellView) -> str:
    return "; ".join(" ".join(each.split()) for each in cell.lines)


def told(offer: Offer) -> dict[str, Any]:
    """The same for programs; values are as the plan's export writes them."""
    items = offer.upgrade.items if offer.upgrade else ()
    return {
        "plan": offer.plan.slug,
        "playbook": offer.plan.intervention,
        "from": {"version": offer.plan.playbook_version, "digest": offer.plan.playbook_digest},
        "to": {"version": offer.new.intervention.version, "digest": offer.digest},
        "is_newest": offer.is_newest,
        "is_comparable": offer.is_newest or offer.upgrade is not None,
        "items": [_item(each) for each in items],
    }


def _item(item: UpgradeItem) -> dict[str, Any]:
    fields = [{"field": each.field, **_sides(each.old, each.new, each.ours)} for each in item.fields]
    return {
        "name": item.name,
        "noun": item.noun,
        "key": item.key,
        "kind": item.kind,
        "aspect": item.aspect,
        "stand": item.stand,
        "reason": item.reason,
        "fields": fields,
        # Of one that only one side has, the whole; else the fields say it all.
        **({} if fields else _sides(item.old, item.new, item.ours)),
    }


def _sides(old: Any, new: Any, ours: Any) -> dict[str, Any]:  # noqa: ANN401 (any thing, or a field of it)
    return {"old": _plain(old), "new": _plain(new), "plan": _plain(ours)}


def _plain(value: Any) -> Any:  # noqa: ANN401
    return msgspec.to_builtins(value)

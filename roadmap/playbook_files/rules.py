"""Rules of single files that a schema cannot say: order, cycles, anchors, ranges, names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from babel import Locale

from roadmap.domain.errors import RuleBrokenError
from roadmap.domain.instantiation import PLAYBOOK_CURRENCY
from roadmap.domain.networks import in_order
from roadmap.playbook_files.contents import Document, nearest
from roadmap.playbook_files.problems import Place, Problem

FEWEST_MILESTONES = 18
OWN_PHASE = ("phase-start", "phase-end")
CODE = re.compile("[A-Z]{3}")
CURRENCIES = frozenset(Locale("en").currencies)
# What authors put into the product's own scales and lists; a source that they read it from is cited all the same.
JUDGED = {
    "barriers[].basis.kind": "the level of a barrier is",
    "funding[].basis.kind": "the rank, stage and categories of a payer are",
    "stakeholders[].basis.kind": "the influence, interest and stance of a stakeholder are",
    "risks[].basis.kind": "the levels, trend and response of a risk are",
    "committees[].basis.kind": "the members and rhythm of a committee are",
    "contexts[].answers[].basis.kind": "the choice of an answer is",
}


def rule_problems(document: Document) -> Iterator[Problem]:
    """Find what breaks a rule of the document's own kind."""
    if document.kind.folder:
        yield from _file_name(document)
    for rule in RULES.get(document.kind.name, ()):
        yield from rule(document)


def _file_name(document: Document) -> Iterator[Problem]:
    for place, key in document.values("key"):
        if isinstance(key, str) and key != document.file.stem:
            right = f"name the file {key}.yaml, or write key: {document.file.stem}"
            yield document.problem(place, f"the file is named {document.file.name}, its key is {key!r}", right)


def _count(document: Document) -> Iterator[Problem]:
    for place, milestones in document.values("milestones"):
        if isinstance(milestones, list) and len(milestones) < FEWEST_MILESTONES:
            right = f"a route that can be followed has at least {FEWEST_MILESTONES}"
            yield document.problem(place, f"the route has {len(milestones)} milestones", right)


def _durations(document: Document) -> Iterator[Problem]:
    for place, duration in document.values("milestones[].duration"):
        match duration:
            case {"best": int(best), "likely": int(likely), "worst": int(worst)} if not best <= likely <= worst:
                wrong = f"best {best}, likely {likely} and worst {worst} are not in order"
                yield document.problem(
                    place, wrong, "best is the shortest and worst the longest number of working days"
                )


def _milestone_dates(document: Document) -> Iterator[Problem]:
    for place, milestone in document.values("milestones[]"):
        if isinstance(milestone, dict) and milestone.get("starts") and milestone.get("due"):
            yield document.problem(
                (*place, "due"), "starts and due are both given", "keep one: the other follows from it"
            )


def _milestone_cycles(document: Document) -> Iterator[Problem]:
    waits = _waits(document, "milestones", ("after[].key",))
    yield from _cycles(document, waits, "one of these milestones has to come first")


def _phase_cycles(document: Document) -> Iterator[Problem]:
    waits = _waits(document, "phases", ("starts.phase", "ends.phase"))
    for key, befores in waits.items():
        befores.pop(key, None)
    yield from _cycles(document, waits, "anchor one of these phases to the plan")


def _waits(document: Document, items: str, patterns: tuple[str, ...]) -> dict[str, dict[str, Place]]:
    """Tell by key which items of a list wait for which others, and where it says so."""
    keys = {place[1]: key for place, key in document.values(f"{items}[].key") if isinstance(key, str)}
    waits: dict[str, dict[str, Place]] = {key: {} for key in keys.values()}
    for pattern in patterns:
        for place, before in document.values(f"{items}[].{pattern}"):
            if isinstance(before, str) and place[1] in keys:
                waits[keys[place[1]]].setdefault(before, place)
    return waits


def _cycles(document: Document, waits: dict[str, dict[str, Place]], right: str) -> Iterator[Problem]:
    """Find each cycle once: a cycle found is opened where it closes, and the rest is looked at again."""
    while True:
        try:
            in_order({key: list(befores) for key, befores in waits.items()})
        except RuleBrokenError as error:
            path = str(error.message.values["path"])
            steps = path.split(" → ")
            place = waits[steps[-2]].pop(steps[-1])
            yield document.problem(place, f"these wait for each other: {path}", right)
        else:
            return


def _anchors(document: Document) -> Iterator[Problem]:
    """Find anchors without the phase they need: only a milestone, and the end of a phase, have one of their own."""
    for pattern in ("phases[].starts", "budget[].starts", "budget[].ends"):
        for place, anchor in document.values(pattern):
            if isinstance(anchor, dict) and anchor.get("at") in OWN_PHASE and not anchor.get("phase"):
                wrong = f"{anchor['at']} of which phase is not said"
                yield document.problem(place, wrong, "add phase with the key of a phase, or anchor it to the plan")


def _own_anchors(document: Document) -> Iterator[Problem]:
    """Find phases whose start hangs on themselves, or whose end on their own end."""
    for place, phase in document.values("phases[]"):
        if not isinstance(phase, dict):
            continue
        starts, ends, key = phase.get("starts"), phase.get("ends"), phase.get("key")
        if isinstance(starts, dict) and starts.get("phase") and starts["phase"] == key:
            right = "anchor its start to another phase or to the plan"
            yield document.problem((*place, "starts"), "the phase starts from itself", right)
        if isinstance(ends, dict) and ends.get("at") == "phase-end" and ends.get("phase") in (None, key):
            right = "anchor its end to its start, to another phase or to the plan"
            yield document.problem((*place, "ends"), "the phase ends where it ends", right)


def _restrictions(document: Document) -> Iterator[Problem]:
    yes, no = ("usually_pays", "rarely_pays") if document.kind.is_list else ("may_pay", "may_not_pay")
    for place, payer in document.values("[]" if document.kind.is_list else "funding[]"):
        if isinstance(payer, dict) and isinstance(payer.get(yes), list) and isinstance(payer.get(no), list):
            for position, category in enumerate(payer[no]):
                if category in payer[yes]:
                    yield document.problem(
                        (*place, no, position), f"{category!r} stands under {yes} too", "keep it under one"
                    )


def _currencies(document: Document) -> Iterator[Problem]:
    """Find codes that look like currencies and are none; the schema finds those that do not even look so."""
    for pattern in ("[].currency", "currency", "budget[].unit_cost.currency"):
        for place, currency in document.values(pattern):
            if isinstance(currency, str) and CODE.fullmatch(currency) and currency not in CURRENCIES:
                wrong = f"{currency!r} is not a currency of ISO 4217"
                yield document.problem(place, wrong, nearest(currency, CURRENCIES))


def _route_currency(document: Document) -> Iterator[Problem]:
    for place, currency in document.values("budget[].unit_cost.currency"):
        if isinstance(currency, str) and currency in CURRENCIES - {PLAYBOOK_CURRENCY}:
            right = f"give it in {PLAYBOOK_CURRENCY}: a plan in another currency brings its rate"
            yield document.problem(place, f"a route's unit costs are not in {currency}", right)


def _modules(document: Document) -> Iterator[Problem]:
    """Find milestones that wait for one which may be switched off while they are on: nothing would hold them then."""
    modules = {
        str(item.get("key")): item.get("module")
        for _, item in document.values("milestones[]")
        if isinstance(item, dict)
    }
    for place, key in document.values("milestones[].after[].key"):
        own = document.data["milestones"][place[1]].get("module")
        other = modules.get(str(key))
        if other and other != own:
            right = f"give it the module {other!r} too, or let it wait for a milestone that is always there"
            yield document.problem(place, f"{key!r} is there only when the module {other!r} is on", right)


def _bands(document: Document) -> Iterator[Problem]:
    """Find scores that belong to no band, or to two."""
    bands = []
    for place, band in document.values("bands[]"):
        match band:
            case {"lowest": int(lowest), "highest": int(highest)}:
                bands.append((lowest, highest, place))
    for (_, below, _), (lowest, _, place) in pairwise(sorted(bands)):
        if lowest != below + 1:
            wrong = f"the band begins at {lowest}, the one below ends at {below}"
            yield document.problem((*place, "lowest"), wrong, "leave no hole and no overlap")
    yield from _range(document, bands)


def _range(document: Document, bands: list[tuple[int, int, Place]]) -> Iterator[Problem]:
    count = sum(1 for _ in document.values("sections[].items[]"))
    match document.data:
        case {"lowest_item": int(least), "highest_item": int(most)} if bands and count:
            lowest, highest = min(bands), max(bands)
            if lowest[0] != count * least:
                wrong = f"the lowest band begins at {lowest[0]}"
                yield document.problem((*lowest[2], "lowest"), wrong, f"{count} items can score {count * least}")
            if highest[1] != count * most:
                wrong = f"the highest band ends at {highest[1]}"
                yield document.problem((*highest[2], "highest"), wrong, f"{count} items can score {count * most}")


def _judged(document: Document) -> Iterator[Problem]:
    """Find judgements of the authors that look published."""
    for pattern, what in JUDGED.items():
        for place, kind in document.values(pattern):
            if kind == "published":
                right = "write kind: derived with a formula, or kind: assumed with by and reason, beside the citations"
                yield document.problem(place, f"{what} never published: no source knows it in these terms", right)


Rule = Callable[[Document], Iterator[Problem]]
RULES: dict[str, tuple[Rule, ...]] = {
    "benchmarks": (_currencies,),
    "diagnosis": (_judged,),
    "funding-kinds": (_restrictions,),
    "quality-scale": (_bands,),
    "route": (
        _count,
        _durations,
        _milestone_dates,
        _milestone_cycles,
        _phase_cycles,
        _anchors,
        _own_anchors,
        _restrictions,
        _currencies,
        _route_currency,
        _modules,
        _judged,
    ),
    "sample": (_restrictions, _currencies, _judged),
}

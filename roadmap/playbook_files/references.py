"""Keys that name something elsewhere: every one has to exist, and to be given once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from roadmap.playbook_files.contents import Contents, Document, nearest, united
from roadmap.playbook_files.layout import KINDS, ROUTE, SAMPLE, FileKind
from roadmap.playbook_files.problems import Problem

KIND = {kind.name: kind for kind in KINDS}

# What a file can name of the rest of the playbook: a noun, the kind of file and where the keys stand in it.
DEFINED: dict[str, tuple[FileKind, str]] = {
    "barrier": (KIND["barriers"], "[].key"),
    "theme": (KIND["intervention"], "themes[].key"),
    "lever": (KIND["intervention"], "levers[].key"),
    "building block": (KIND["intervention"], "building_blocks[].key"),
    "role": (KIND["intervention"], "roles[].key"),
    "cost category": (KIND["cost-categories"], "[].key"),
    "funding kind": (KIND["funding-kinds"], "[].key"),
    "stakeholder archetype": (KIND["stakeholders"], "[].key"),
    "indicator": (KIND["indicators"], "[].key"),
    "plan check": (KIND["checks"], "[].key"),
    "benchmark": (KIND["benchmarks"], "[].key"),
    "published areas": (KIND["needs"], "references[].key"),
    "benchmark set": (KIND["needs"], "sets[].key"),
    "route": (ROUTE, "key"),
}
# What a file can name of itself.
OWN: dict[str, dict[str, str]] = {
    "route": {"phase": "phases[].key", "milestone": "milestones[].key", "module": "modules[].key"},
    "sample": {"service": "services[].key", "stakeholder": "stakeholders[].key"},
    "diagnosis": {"question": "questions[].key"},
}
# What a sample plan can name of the routes that it combines.
OF_ROUTES = {"milestone": "milestones[].key", "budget line": "budget[].key", "module": "modules[].key"}

USES: dict[str, dict[str, tuple[str, ...]]] = {
    "checks": {
        "cost category": ("[].categories[]",),
        "barrier": ("[].barriers[]",),
        "indicator": ("[].indicators[]",),
    },
    "funding-kinds": {"cost category": ("[].usually_pays[]", "[].rarely_pays[]")},
    "route": {
        "building block": ("building_blocks[]",),
        "phase": (
            "milestones[].phase",
            "milestones[].starts.phase",
            "milestones[].due.phase",
            "phases[].starts.phase",
            "phases[].ends.phase",
            "budget[].starts.phase",
            "budget[].ends.phase",
        ),
        "role": ("milestones[].owner",),
        "theme": ("milestones[].theme",),
        "lever": ("milestones[].lever",),
        "milestone": ("milestones[].after[].key",),
        "barrier": ("milestones[].mitigates[].barrier", "barriers[].barrier"),
        "stakeholder archetype": ("milestones[].engages[]", "stakeholders[].archetype", "committees[].members[]"),
        "module": ("milestones[].module", "budget[].module", "stakeholders[].module"),
        "cost category": ("budget[].category", "funding[].may_pay[]", "funding[].may_not_pay[]"),
        "funding kind": ("funding[].kind",),
        "indicator": ("targets[].indicator",),
    },
    "sample": {
        "route": ("routes[]",),
        "funding kind": ("funding[].kind",),
        "cost category": ("funding[].may_pay[]", "funding[].may_not_pay[]"),
        "stakeholder": ("funding[].stakeholder",),
        "stakeholder archetype": ("stakeholders[].archetype",),
        "role": ("stakeholders[].owner", "risks[].owner"),
        "barrier": ("risks[].barrier",),
        "indicator": ("readings[].indicator",),
        "service": ("readings[].service",),
        "milestone": ("progress[].milestone",),
        "budget line": ("budget[].line", "spending[].line"),
        "module": ("modules_on[]", "modules_off[]"),
        "plan check": ("explanations[].check",),
        "published areas": ("scenarios[].reference",),
        "benchmark set": ("scenarios[].benchmarks",),
    },
    "diagnosis": {
        "route": ("questions[].options[].weights[].route", "combinations[].routes[]", "contexts[].routes[]"),
        "barrier": ("questions[].options[].barriers[].barrier",),
        "question": ("contexts[].answers[].question",),
    },
    "needs": {
        "benchmark": ("sets[].values[].benchmark", "per_client[]", "per_outcome[]", "ratios[]"),
        "cost category": ("results.specialists", "results.leaders"),
        "indicator": ("results.reached", "results.outcomes", "results.posts"),
    },
}
# Lists whose items are told apart by these fields.
ONCE: dict[str, dict[str, tuple[str, ...]]] = {
    "intervention": dict.fromkeys(("principles", "building_blocks", "themes", "levers", "roles"), ("key",)),
    "quality-scale": dict.fromkeys(("sections", "sections[].items", "bands"), ("key",)),
    "histories": {"": ("key",), "[].points": ("year", "is_goal")},
    "route": {
        **dict.fromkeys(("phases", "milestones", "budget", "funding", "committees", "modules"), ("key",)),
        "barriers": ("barrier",),
        "stakeholders": ("archetype",),
        "targets": ("indicator", "month"),
        "milestones[].after": ("key",),
        "milestones[].mitigates": ("barrier",),
    },
    "sample": {
        **dict.fromkeys(("services", "funding", "stakeholders", "committees", "scenarios"), ("key",)),
        "risks": ("barrier",),
        "budget": ("line",),
        "explanations": ("check",),
        "readings": ("indicator", "service", "quarter"),
        "spending": ("line", "month"),
    },
    "diagnosis": {
        **dict.fromkeys(("questions", "questions[].options", "contexts"), ("key",)),
        "questions[].options[].weights": ("route",),
        "questions[].options[].barriers": ("barrier",),
        "contexts[].answers": ("question",),
    },
    "needs": {
        **dict.fromkeys(("parameters", "sets", "references", "references[].areas"), ("key",)),
        "sets[].values": ("parameter",),
        "references[].areas[].differences": ("figure",),
        "references[].total.differences": ("figure",),
    },
}


def reference_problems(contents: Contents) -> Iterator[Problem]:
    """Find keys that name nothing, and keys given twice."""
    shared = {noun: contents.words(kind, pattern) for noun, (kind, pattern) in DEFINED.items()}
    for document in contents.documents:
        known = {**shared, **_own(contents, document)}
        for noun, patterns in USES.get(document.kind.name, {}).items():
            yield from _unknown(document, noun, patterns, known.get(noun))
        for pattern, fields in {
            **({"": ("key",)} if document.kind.is_list else {}),
            **ONCE.get(document.kind.name, {}),
        }.items():
            yield from _repeated(document, pattern, fields)
        yield from _repeated_words(document)


def routes_of(contents: Contents, sample: Document) -> list[Document]:
    """List the documents of the routes that a sample plan combines."""
    wanted = sample.words("routes[]")
    return [route for route in contents.of(ROUTE) if route.words("key")[:1] and route.words("key")[0] in wanted]


def _own(contents: Contents, document: Document) -> Mapping[str, set[str] | None]:
    own = {noun: document.names(pattern) for noun, pattern in OWN.get(document.kind.name, {}).items()}
    if document.kind is SAMPLE:
        routes = routes_of(contents, document)
        is_whole = len(routes) == len(set(document.words("routes[]")))
        for noun, pattern in OF_ROUTES.items():
            own[noun] = united(_of_route(route, noun, pattern) for route in routes) if is_whole else None
    return own


def _of_route(route: Document, noun: str, pattern: str) -> set[str] | None:
    """Collect what a sample plan can name of a route; a milestone with the route's key before it."""
    names = route.names(pattern)
    if noun != "milestone" or names is None:
        return names
    return {f"{key}/{name}" for key in route.words("key") for name in names}


def _unknown(document: Document, noun: str, patterns: Iterable[str], known: set[str] | None) -> Iterator[Problem]:
    """Find the keys of a noun that name nothing; when the file that defines them is unreadable, none is blamed."""
    if known is None:
        return
    for pattern in patterns:
        for place, word in document.values(pattern):
            if isinstance(word, str) and word not in known:
                yield document.problem(place, f"there is no {noun} {word!r}", nearest(word, known))


def _repeated(document: Document, pattern: str, fields: tuple[str, ...]) -> Iterator[Problem]:
    """Find items of a list that another has already named the same; a list's name is its pattern."""
    seen: dict[tuple[object, ...], int] = {}
    for place, item in document.values(f"{pattern}[]"):
        if not isinstance(item, dict) or fields[0] not in item:
            continue
        name = (*place[:-1], *(_told(item.get(field)) for field in fields))
        if name in seen:
            said = " and ".join(f"{field} {item.get(field)}" for field in fields if field in item)
            first = f"the first is number {seen[name]} of this list"
            yield document.problem(
                (*place, fields[0]), f"{said} is given twice", f"{first}; keep one, or name this one afresh"
            )
        else:
            seen[name] = int(place[-1]) + 1


def _repeated_words(document: Document) -> Iterator[Problem]:
    """Find words that stand twice in a list of words."""
    patterns = {use for uses in USES.get(document.kind.name, {}).values() for use in uses if use.endswith("[]")}
    for pattern in sorted(patterns):
        seen: set[object] = set()
        for place, word in document.values(pattern):
            name = (*place[:-1], _told(word))
            if name in seen:
                yield document.problem(place, f"{word!r} stands twice in this list", "once is enough")
            seen.add(name)


def _told(value: object) -> object:
    return value if isinstance(value, str | int) else str(value)

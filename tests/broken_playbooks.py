"""Ways to break a small playbook, each with what the check is to say of it."""

from __future__ import annotations

from typing import Final, NamedTuple

from tests.playbook_copies import ROUTE, SAMPLE

ROUTE_FILE: Final = f"routes/{ROUTE}.yaml"
SAMPLE_FILE: Final = f"samples/{SAMPLE}.yaml"
INLINE_BASIS: Final = r"basis: \{kind: published, citations: \[.*\]\}"


class Break(NamedTuple):
    """What is changed in a file, what the check says is wrong then, and what it says would be right."""

    file: str
    pattern: str
    replacement: str
    wrong: str
    right: str


BROKEN: Final = {
    "misspelt key": Break(
        ROUTE_FILE,
        "^    deliverable:",
        "    delivrable:",
        "'delivrable' is not a field",
        "'deliverable'?",
    ),
    "missing field": Break(ROUTE_FILE, "^    weight: .*\n", "", "'weight' is missing", "a whole number"),
    "unknown predecessor": Break(
        ROUTE_FILE,
        r"after: \[\{key: ([a-z-]+)",
        r"after: [{key: \1x",
        "no milestone",
        "did you mean",
    ),
    "text for a number": Break(
        ROUTE_FILE, r"^    weight: \d+", "    weight: heavy", "'heavy' is a text", "a whole number"
    ),
    "fraction": Break(ROUTE_FILE, r"^    weight: \d+", "    weight: 2.5", "2.5 is a number", "a whole number"),
    "number for a text": Break(ROUTE_FILE, "^letter: .*", "letter: 1", "1 is a whole number", "double quotes"),
    "number too high": Break(ROUTE_FILE, r"^    weight: \d+", "    weight: 101", "101 is too high", "100 or less"),
    "nothing": Break(ROUTE_FILE, "^essence: .*(\n .*)*", "essence:", "nothing is written here", "a text"),
    "amount with a comma": Break(ROUTE_FILE, r"amount: \d+", 'amount: "49,000"', "'49,000' is not a number", "43000"),
    "unknown currency": Break(ROUTE_FILE, "currency: EUR", "currency: EUX", "not a currency", "did you mean"),
    "other currency": Break(ROUTE_FILE, "currency: EUR", "currency: DKK", "not in DKK", "EUR"),
    "unknown choice": Break(ROUTE_FILE, "stance: neutral", "stance: neutrl", "'neutrl' is not one of", "'neutral'?"),
    "key with capitals": Break(
        ROUTE_FILE, "^  - key: ([a-z-]+)", "  - key: Pilot Phase", "is not a key", "small letters"
    ),
    "no citation": Break(
        ROUTE_FILE, INLINE_BASIS, "basis: {kind: published}", "'citations' is missing", "needs citations"
    ),
    "empty citations": Break(
        ROUTE_FILE,
        INLINE_BASIS,
        "basis: {kind: published, citations: []}",
        "empty",
        "needs citations",
    ),
    "no reason": Break(
        ROUTE_FILE,
        INLINE_BASIS,
        "basis: {kind: assumed, by: A}",
        "'reason' is missing",
        "needs by and reason",
    ),
    "no basis": Break(ROUTE_FILE, rf"^    {INLINE_BASIS}\n", "", "'basis' is missing", "a mapping"),
    "unknown source": Break(ROUTE_FILE, 'source: "000"', 'source: "00"', "no source '00'", "known: 000"),
    "unknown section": Break(ROUTE_FILE, "section: Route A", "section: Rout A", "no section 'Rout A'", "'Route A'?"),
    "line elsewhere": Break(
        ROUTE_FILE,
        r"section: Route A, line: \d+",
        "section: Route A, line: 1",
        "line 1 is not",
        "Cover",
    ),
    "impossible date": Break(
        SAMPLE_FILE, "^start: .*", "start: 2027-02-30", "'2027-02-30' is not a date", "year-month-day"
    ),
    "no date": Break(SAMPLE_FILE, "^start: .*", "start: soon", "'soon' is not a date", "year-month-day"),
    "unknown theme": Break(ROUTE_FILE, "theme: evidence", "theme: evidenc", "no theme 'evidenc'", "'evidence'?"),
    "unknown archetype": Break(ROUTE_FILE, r"engages: \[", "engages: [nobody, ", "no stakeholder archetype", "known:"),
    "unknown category": Break(ROUTE_FILE, "category: training", "category: trainin", "no cost category", "'training'?"),
    "unknown check": Break("checks.yaml", "^- key: growth", "- key: grwth", "no plan check 'grwth'", "'growth'?"),
    "unknown category of a check": Break(
        "checks.yaml",
        r"categories: \[training",
        "categories: [trainin",
        "no cost category 'trainin'",
        "'training'?",
    ),
    "explained check": Break(SAMPLE_FILE, "check: exit-payer", "check: exit-payr", "no plan check", "'exit-payer'?"),
    "unknown mark": Break(ROUTE_FILE, r"marks: \[review\]", "marks: [revew]", "'revew' is not one of", "'review'?"),
    "unknown milestone": Break(
        SAMPLE_FILE, "milestone: pilot/[a-z-]+", "milestone: pilot/no", "no milestone", "known:"
    ),
    "unknown route": Break(SAMPLE_FILE, r"^routes: \[.*\]", "routes: [pilto]", "no route 'pilto'", "'pilot'?"),
    "unknown country": Break(SAMPLE_FILE, "^country: .*", "country: XX", "no public holidays of 'XX'", "such as HR"),
    "durations": Break(ROUTE_FILE, r"best: \d+", "best: 1299", "are not in order", "best is the shortest"),
    "named otherwise": Break(ROUTE_FILE, "^key: pilot", "key: pilots", "its key is 'pilots'", "pilots.yaml"),
    "start and due": Break(
        ROUTE_FILE,
        "^    weight: .*",
        r"\g<0>\n    starts: {at: plan-start}\n    due: {at: plan-end}",
        "both",
        "keep",
    ),
    "phase unanchored": Break(
        ROUTE_FILE,
        r"starts: \{at: plan-start\}",
        "starts: {at: phase-end}",
        "which phase",
        "add phase",
    ),
    "band": Break("quality-scale.yaml", "lowest: 100", "lowest: 101", "the one below ends at 99", "no hole"),
    "section": Break("sources.yaml", r"first: 1, last: \d+", "first: 9, last: 8", "ends on line 8", "or a later one"),
    "done late": Break(SAMPLE_FILE, "done_on: .*", "done_on: 2031-01-01", "after the report", "or an earlier one"),
    "too much money": Break(
        SAMPLE_FILE,
        r"^( {8})months: \d+",
        r"\1months: 60",
        "the money runs to month",
        "at most",
    ),
    "decision of firm money": Break(
        SAMPLE_FILE,
        r"^ {8}starts: 0\n {8}months: 24",
        r"\g<0>\n        decides_on: 2026-11-26",
        "contracted money has been decided on",
        "leave it out",
    ),
    "decision of derived money": Break(
        SAMPLE_FILE,
        r"^ {8}starts: 8\n {8}months: 16",
        r"\g<0>\n        decides_on: 2026-11-26",
        "the amount is derived, its day can only be assumed",
        "leave it out",
    ),
    "decision on a free day": Break(
        SAMPLE_FILE,
        "decides_on: 2026-12-17",
        "decides_on: 2026-12-19",
        "2026-12-19 is a free day",
        "2026-12-21 is a working day",
    ),
    "decision too late": Break(
        SAMPLE_FILE,
        "decides_on: 2027-09-30",
        "decides_on: 2028-06-01",
        "2028-06-01 is after the last day of the money",
        "on 2028-05-31 or earlier",
    ),
    "report too late": Break(SAMPLE_FILE, "due: 2028-07-31", "due: 2029-07-31", "neither in the plan", "to 2029-05-31"),
    "days of reports that look published": Break(
        SAMPLE_FILE,
        r"(due: 2028-07-31\}\n {6}basis:\n) {8}kind: assumed",
        r"\1        kind: reported",
        "days of reports are never reported",
        "kind: assumed",
    ),
    "terms of nothing": Break(
        SAMPLE_FILE,
        "^ {4}terms:\n {6}conditions: Takes posts into its budget .*(\n {8}.*)*",
        "    terms:",
        "the terms say nothing",
        "leave the terms out",
    ),
    "barrier that looks published": Break(
        ROUTE_FILE,
        r"kind: derived\n {6}formula: Level judged .*",
        "kind: published",
        "the level of a barrier is never published",
        "kind: derived",
    ),
    "payer that looks published": Break(
        ROUTE_FILE,
        r"(key: health-insurance\n(?: {4}.*\n)*?) {6}kind: derived",
        r"\1      kind: published",
        "categories of a payer are never published",
        "kind: derived",
    ),
    "committee that looks published": Break(
        ROUTE_FILE,
        r"(key: steering-group\n {4}title: Pilot .*\n(?: {4}.*\n)*?) {6}kind: derived",
        r"\1      kind: published",
        "rhythm of a committee are never published",
        "kind: derived",
    ),
    "sample's payer that looks published": Break(
        SAMPLE_FILE,
        r"kind: derived\n {6}formula: Payer and rank .*(\n {8}\w.*)*",
        "kind: published",
        "categories of a payer are never published",
        "kind: derived",
    ),
    "stakeholder that looks published": Break(
        SAMPLE_FILE,
        r"kind: derived\n {6}formula: Named in the source; .*",
        "kind: published",
        "stance of a stakeholder are never published",
        "kind: derived",
    ),
    "risk that looks published": Break(
        SAMPLE_FILE,
        r"kind: derived\n {6}formula: Situation from .*",
        "kind: published",
        "response of a risk are never published",
        "kind: derived",
    ),
    "answer that looks published": Break(
        "diagnosis.yaml",
        "kind: derived, formula: The nearest option",
        "kind: published",
        "the choice of an answer is never published",
        "kind: derived",
    ),
    "unknown stakeholder": Break(
        SAMPLE_FILE,
        "stakeholder: foundation",
        "stakeholder: fundation",
        "no stakeholder",
        "did you",
    ),
    "twice in a list": Break(ROUTE_FILE, r"engages: \[([a-z-]+)", r"engages: [\1, \1", "stands twice", "once"),
    "unknown answer": Break(
        "diagnosis.yaml",
        "option: none",
        "option: non",
        "'services-today' offers no 'non'",
        "known: none, some",
    ),
    "unknown question": Break(
        "diagnosis.yaml",
        "question: services-today",
        "question: services-todya",
        "no question 'services-todya'",
        "'services-today'?",
    ),
    "route of a weight": Break("diagnosis.yaml", "route: pilot", "route: pilto", "no route 'pilto'", "'pilot'?"),
    "country led elsewhere": Break(
        "diagnosis.yaml",
        r"routes: \[pilot\]",
        "routes: []",
        "lead to pilot (pilot 100), not to the routes it took",
        "mend the points",
    ),
    "points too high": Break("diagnosis.yaml", "points: 3", "points: 4", "4 is too high", "3 or less"),
    "benchmark of a set": Break(
        "needs.yaml",
        "benchmark: england-coverage-goal",
        "benchmark: england-coverage-goul",
        "no benchmark 'england-coverage-goul'",
        "'england-coverage-goal'?",
    ),
    "unit of a set": Break(
        "needs.yaml",
        "benchmark: england-coverage-goal",
        "benchmark: cost-per-engagement",
        "1300 is not between 1 and 100",
        "taken as coverage",
    ),
    "usual value out of range": Break(
        "needs.yaml", "value: 25$", "value: 250", "250 is not between", "one that is taken"
    ),
    "divided by zero": Break("needs.yaml", "^    least: 5$", "    least: 0", "0 is taken", "divided by zero"),
    "published and not computed": Break(
        "needs.yaml",
        "posts: 10$",
        "posts: 11",
        "11 is published, the calculation gives 10",
        "add a difference",
    ),
    "people of a total": Break("needs.yaml", "people: 60424", "people: 60425", "have 60424 people", "the same people"),
    "two files of a name": Break(ROUTE_FILE, "^essence:", "essence: x\nessence:", "'essence' stands twice", "keep one"),
    "not YAML": Break(SAMPLE_FILE, "^title: .*", "title: a: b", "not YAML", "colon"),
}

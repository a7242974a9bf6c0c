"""The steps of the drafting wizard: what each sends, what is usual where nothing was said, and what comes of it.

The whole draft becomes the form that ``roadmap plan new`` fills in too, so that both refuse the same in the same words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from roadmap.domain.budgets import quarter_of
from roadmap.domain.diagnosis import Diagnosis, GivenAnswer, fits, recommended
from roadmap.domain.drafting import STEPS, Answers, Draft, Step, StepTyped
from roadmap.domain.errors import Fault, NotFoundError, RuleBrokenError
from roadmap.domain.messages import message
from roadmap.domain.plan_drafts import PLAYBOOK_CURRENCY, SHORTEST
from roadmap.domain.playbooks import Playbook
from roadmap.domain.provenance import Provenance
from roadmap.domain.questionnaires import CountryContext
from roadmap.domain.workdays import add_months
from roadmap.i18n import Language
from roadmap.web.forms.plans import DRIVERS, WantedPlan, asked, parse_plan, role_of
from roadmap.web.forms.reading import Typed, day, whole

ANSWER: Final = "answer-"
"""How the fields of the diagnosis begin; a question's key follows."""
NOTE: Final = "answers_note"
NOTE_MAX: Final = 500
FIELDS: Final[dict[Step, tuple[str, ...]]] = {
    "country": ("title", "country", "subdivision", "playbook", "portfolio"),
    "diagnosis": (NOTE,),
    "routes": ("routes", "modules"),
    "scope": ("start", "months", *DRIVERS, "currency", "rate", "rate_source"),
    "preview": (),
}
"""The fields of each step; the diagnosis has one more for each question."""
LISTS: Final = frozenset({"routes", "modules"})
"""Fields with several values."""


@dataclass(frozen=True, kw_only=True, slots=True)
class WantedDraft:
    """What a whole draft asks for."""

    portfolio_id: str
    plan: WantedPlan
    diagnosis: Diagnosis | None


def step_named(name: str) -> Step:
    """The step of an address. Raises ``NotFoundError``."""
    found = next((step for step in STEPS if step == name), None)
    if found is None:
        raise NotFoundError(message("error.not_found"))
    return found


def fields_of(step: Step, book: Playbook) -> tuple[str, ...]:
    """The names of all fields of a step."""
    if step != "diagnosis":
        return FIELDS[step]
    return (*(f"{ANSWER}{each.key}" for each in book.diagnosis.questions), NOTE)


def read_step(form: Typed, step: Step, book: Playbook) -> StepTyped:
    """What a page of the wizard sent: the fields of its step, as typed, also those that were left empty."""
    is_chosen = form.text("do") == "chosen"
    answers: dict[str, tuple[str, ...]] = {}
    for name in fields_of(step, book):
        values = form.all(name)
        # Of two versions one was chosen: a list is sent as one text then.
        is_joined = is_chosen and name in LISTS
        answers[name] = tuple(word for value in values for word in value.split()) if is_joined else values
    known = day(form.text("start"), form.code)
    if known and "start" in answers:
        # A draft may be gone on with in another language, in which the name of a month is none, or another month's.
        answers["start"] = (known.isoformat(),)
    version = whole(form.text("version"))
    return StepTyped(step=step, answers=answers, version=version or 0, page=form.text("page")[:60])


def read_beginning(form: Typed, book: Playbook) -> StepTyped:
    """What the first page sent, with what an address had filled in of later steps."""
    sent = read_step(form, "country", book)
    later = {name: form.all(name) for step in STEPS[1:] for name in fields_of(step, book) if name in form.lists}
    return replace(sent, answers={**later, **sent.answers})


def read_address(pairs: Iterable[tuple[str, str]]) -> Answers:
    """What an address fills in already, as links from the playbooks do: the first value of a field, all of a list."""
    known = {name for names in FIELDS.values() for name in names}
    found: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        if name in LISTS:
            found[name] = (*found.get(name, ()), value)
        elif name in known:
            found.setdefault(name, (value,))
    return found


def book_of(draft: Answers, books: Sequence[Playbook]) -> Playbook:
    """The playbook that a draft follows: the chosen one, that of its routes, or the first."""
    named = [*draft.get("playbook", ()), *(each.partition("/")[0] for each in draft.get("routes", ()))]
    return next((book for name in named for book in books if book.intervention.key == name), books[0])


def context_of(draft: Answers, book: Playbook) -> CountryContext | None:
    """What the sources say of the draft's country."""
    return book.diagnosis.context_of(_first(draft, "country").strip().upper())


def chosen_answers(draft: Answers, book: Playbook) -> dict[str, str]:
    """The chosen options by question; a question without an answer is left out."""
    found = {each.key: _first(draft, f"{ANSWER}{each.key}") for each in book.diagnosis.questions}
    return {key: option for key, option in found.items() if option}


def usual_routes(draft: Answers, book: Playbook) -> tuple[str, ...]:
    """The routes that the diagnosis recommends, as the form names them."""
    ranked = fits(book.diagnosis, chosen_answers(draft, book), [route.key for route in book.routes])
    return tuple(f"{book.intervention.key}/{key}" for key in recommended(book.diagnosis, ranked))


def usual_start(today: date) -> date:
    """A start that leaves time to agree on the plan: the quarter after this one."""
    return add_months(quarter_of(today), 3)


def usual_months(draft: Answers, book: Playbook) -> int:
    """The longest of the chosen routes, so that every one of them fits."""
    chosen = {each.partition("/")[2] for each in draft.get("routes", ())}
    return max((route.months for route in book.routes if route.key in chosen), default=SHORTEST)


def usual_modules(book: Playbook) -> tuple[str, ...]:
    """Every module that is on where nobody says otherwise, as ``route/module``: two routes may share one."""
    return tuple(f"{route.key}/{each.key}" for route in book.routes for each in route.modules if each.is_on)


def completed(draft: Draft, book: Playbook, words: Language, today: date) -> Answers:
    """The draft with what is usual where nothing was said yet: its title, its routes, its modules, its time."""
    typed = dict(draft.typed)
    if not _first(typed, "title").strip():
        country = _first(typed, "country").strip().upper()
        # Without a country there is no plan; that it has no title either need not be said as well.
        typed["title"] = (str(words.locale.territories.get(country, country)) or "?",)
    if "routes" not in draft.saved and not typed.get("routes"):
        typed["routes"] = usual_routes(typed, book)
    if "routes" not in draft.saved and not typed.get("modules"):
        typed["modules"] = usual_modules(book)
    for name, usual in (
        ("start", usual_start(today).isoformat()),
        ("months", str(usual_months(typed, book))),
        ("currency", PLAYBOOK_CURRENCY),
    ):
        if "scope" not in draft.saved and not _first(typed, name):
            typed[name] = (usual,)
    return typed


def parse_draft(draft: Draft, books: tuple[Playbook, ...], words: Language, *, by: str, today: date) -> WantedDraft:
    """What a draft asks for. Raises ``RuleBrokenError`` with everything that is wrong, in the order of the steps."""
    book = book_of(draft.typed, books)
    typed = completed(draft, book, words, today)
    faults: list[Fault] = []
    diagnosis = plan = None
    try:
        diagnosis = parse_diagnosis(typed, book, by=role_of(book, by), today=today)
    except RuleBrokenError as error:
        faults += error.faults
    try:
        plan = parse_plan(_as_form(typed, words.code), books, by=by, today=today)
    except RuleBrokenError as error:
        faults += error.faults
    if plan is None or faults:
        raise RuleBrokenError(*sorted(faults, key=lambda fault: STEPS.index(step_of(fault.field))))
    return WantedDraft(portfolio_id=_first(typed, "portfolio"), plan=plan, diagnosis=diagnosis)


def parse_diagnosis(draft: Answers, book: Playbook, *, by: str, today: date) -> Diagnosis | None:
    """The answers with who gave them; nothing where no question was answered. Raises ``RuleBrokenError``.

    An answer that is the source's own too carries the source's citations.
    """
    context = context_of(draft, book)
    known = {each.question: each for each in context.answers} if context else {}
    note = " ".join(_first(draft, NOTE).split())
    faults, answers = [], []
    if len(note) > NOTE_MAX:
        too_long = message("text.too_long", most=NOTE_MAX, length=len(note))
        faults.append(Fault(field=NOTE, message=too_long))
    for question, key in chosen_answers(draft, book).items():
        option = book.diagnosis.option(question, key)
        if option is None:
            faults.append(Fault(field=f"{ANSWER}{question}", message=message("choice.unknown")))
            continue
        published = known.get(question)
        citations = published.basis.citations if published and published.option == key else ()
        basis = Provenance(kind="reported", by=by, on=today, reason=note or option.title, citations=citations)
        answers.append(GivenAnswer(question=question, option=key, basis=basis))
    if faults:
        raise RuleBrokenError(*faults)
    if not answers:
        return None
    return Diagnosis(answers=tuple(answers), note=note, context=context.key if context else "")


def step_of(field: str) -> Step:
    """The step on which a field stands."""
    if field.startswith(ANSWER):
        return "diagnosis"
    return next((step for step in STEPS if field in FIELDS[step]), "country")


def faults_of(step: Step, faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Those faults that can be mended on a step."""
    return tuple(fault for fault in faults if step_of(fault.field) == step)


def check_portfolio(draft: Answers, portfolios: Mapping[UUID, object]) -> tuple[Fault, ...]:
    """Whether the draft goes into one of the portfolios on offer."""
    if _first(draft, "portfolio") in {str(key) for key in portfolios}:
        return ()
    return (Fault(field="portfolio", message=message("plan.no_portfolio")),)


def _as_form(typed: Answers, code: str) -> Typed:
    """The draft as the form of a plan: of the modules those of the chosen routes, which were all shown."""
    routes = typed.get("routes", ())
    chosen = {each.partition("/")[2] for each in routes}
    modules = [each.partition("/") for each in typed.get("modules", ())]
    lists = [("routes", each) for each in routes] + [("shown", each) for each in routes]
    lists += [("modules", module) for route, _, module in modules if route in chosen]
    form = asked({name: _first(typed, name) for name in typed if name not in LISTS}, lists, code)
    return replace(form, lists={**form.lists, "modules": tuple(dict.fromkeys(form.all("modules")))})


def _first(draft: Answers, name: str) -> str:
    return next(iter(draft.get(name, ())), "")

"""The library of playbooks: every page in every language, every figure with its ground, every citation resolved."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import replace
from itertools import permutations
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qs, urlsplit

import pytest

from roadmap.domain.provenance import Citation
from roadmap.i18n import LANGUAGES, language
from roadmap.playbook_files import playbooks
from roadmap.web.views.playbooks import book_page, library
from roadmap.web.views.playbooks_compare import choose
from tests.web.pages import tree_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx

    from tests.world import World

BOOKS: Final = {book.intervention.key: book for book in playbooks()}
HOME: Final = "/playbooks"
INTERVENTIONS: Final = [f"{HOME}/{key}" for key in BOOKS]
ROUTES: Final = [f"{HOME}/{key}/{route.key}" for key, book in BOOKS.items() for route in book.routes]
COMPARISONS: Final = [
    f"{HOME}/{key}/compare?a={one.key}&b={other.key}"
    for key, book in BOOKS.items()
    for one, other in permutations(book.routes, 2)
]
PAGES: Final = [HOME, *INTERVENTIONS, *ROUTES, COMPARISONS[0]]
CITED: Final = re.compile(r"\(([\w-]+)#L(\d+)\)")
# What holds digits and is no figure: notes, sentences on how a scale is read, the drawing of a picture that is marked.
NO_FIGURES: Final = ("notes", "provkey", "note", "sec", "chart", "twin", "tip", "toc")
WHOLES: Final = ("tr", "li", "dd", "p", "figcaption")


@pytest.mark.parametrize("address", PAGES)
async def test_a_guest_reads_every_page_in_every_language(guest: httpx.AsyncClient, address: str) -> None:
    for code in LANGUAGES:
        answer = await guest.get(address, headers={"accept-language": code})
        assert answer.status_code == 200
        page = tree_of(answer.text)
        assert page.one("html")["lang"] == code
        assert len(page.all("h1")) == 1
        assert any(attrs.get("href", "").startswith("/sign-in") for attrs in page.all("a"))


@pytest.mark.parametrize("address", PAGES)
async def test_no_figure_stands_without_its_ground(guest: httpx.AsyncClient, address: str) -> None:
    page = tree_of((await guest.get(address)).text)
    main = page.one_node("main")
    for node in main.walk(without=NO_FIGURES):
        if node.tag == "section" and node.attrs.get("aria-labelledby") == "sources":
            node.children.clear()
    bare = [
        whole.text(without=NO_FIGURES)
        for whole in main.walk(without=NO_FIGURES)
        if whole.tag in WHOLES
        and re.search(r"\d", whole.text(without=NO_FIGURES))
        and not any("mark" in node.classes for node in whole.walk())
        and not (whole.before and any("mark" in node.classes for node in whole.before.walk()))
    ]
    assert [text for text in bare if not text.startswith("Version ")] == []


@pytest.mark.parametrize("address", PAGES)
async def test_every_mark_leads_to_a_note_of_its_page(guest: httpx.AsyncClient, address: str) -> None:
    page = tree_of((await guest.get(address)).text)
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    leads = {
        attrs["href"][1:] for _, attrs in page.tags if attrs.get("href", "").startswith("#") and attrs["href"] != "#"
    }
    symbols = {attrs["href"][1:] for tag, attrs in page.tags if tag == "use"}
    assert leads - symbols - set(ids) == set()


@pytest.mark.parametrize("address", PAGES)
async def test_every_citation_shown_is_a_line_of_the_section_it_names(guest: httpx.AsyncClient, address: str) -> None:
    page = tree_of((await guest.get(address)).text)
    sources = {source.key: source for book in BOOKS.values() for source in book.sources}
    (notes,) = [node.text() for node in page.nodes("ol", "notes")]
    cited = list(CITED.finditer(notes))
    assert cited
    for found in cited:
        key, line = found.groups()
        sections = [each for each in sources[key].sections if each.first <= int(line) <= each.last]
        before = notes[: found.start()].rstrip()
        assert any(before.endswith(each.title) for each in sections), found[0]


@pytest.mark.parametrize("address", ROUTES)
async def test_a_route_shows_every_citation_of_its_file(guest: httpx.AsyncClient, address: str) -> None:
    _, _, intervention, key = address.split("/")
    route = BOOKS[intervention].route(key)
    page = (await guest.get(address)).text
    assert {f"({each.source}#L{each.line})" for each in citations(route)} - set(
        re.findall(r"\([\w-]+#L\d+\)", page)
    ) == set()


@pytest.mark.parametrize("address", ROUTES)
async def test_a_route_tells_all_of_its_milestones_money_and_people(guest: httpx.AsyncClient, address: str) -> None:
    _, _, intervention, key = address.split("/")
    book = BOOKS[intervention]
    route = book.route(key)
    tree = tree_of((await guest.get(address)).text)
    text = tree.text
    titled: list[Any] = [*route.milestones, *route.phases, *route.budget, *route.funding, *route.committees]
    for each in [*titled, *route.modules]:
        assert " ".join(each.title.split()) in text
    for step in route.milestones:
        assert " ".join(step.deliverable.split()) in text
    origins = [node.text() for node in tree.root.walk() if "origin" in node.classes]
    assert origins.count("Named in the sources") == sum(each.basis.kind == "published" for each in route.milestones)
    assert origins.count("Practitioner's addition") == sum(each.basis.kind == "assumed" for each in route.milestones)
    assert tree.all("a", href=f"/plans/new?routes={key}")
    archetypes = {each.key: each.title for each in book.archetypes}
    assert all(archetypes[each.archetype] in text for each in route.stakeholders)


async def test_a_phase_says_when_it_runs_in_words(guest: httpx.AsyncClient) -> None:
    text = tree_of((await guest.get(f"{HOME}/ips/pilot")).text).text
    for span in ("From the start to 6 months after the start", "From 9 months before the end to the end"):
        assert span in text


@pytest.mark.parametrize("address", INTERVENTIONS)
async def test_an_intervention_tells_barriers_benchmarks_and_histories(guest: httpx.AsyncClient, address: str) -> None:
    book = BOOKS[address.rsplit("/", 1)[1]]
    page = tree_of((await guest.get(address)).text)
    about = book.intervention
    titled: list[Any] = [*about.principles, *about.themes, *about.building_blocks, *about.levers, *about.roles]
    for each in [*titled, *book.barriers, *book.cost_categories, *book.funding_kinds, *book.benchmarks]:
        assert " ".join(each.title.split()) in page.text
    for statement in about.evidence:
        assert " ".join(statement.text.split()) in page.text
    for history in book.histories:
        assert " ".join(history.summary.split()) in page.text
    assert len(page.all("figure", class_="fig print-wide")) >= 3


@pytest.mark.parametrize("address", COMPARISONS)
async def test_any_two_routes_can_be_compared(guest: httpx.AsyncClient, address: str) -> None:
    answer = await guest.get(address)
    assert answer.status_code == 200
    first, second = re.findall(r"[ab]=([\w-]+)", address)
    book = BOOKS[address.split("/")[2]]
    page = tree_of(answer.text)
    chosen = [attrs["value"] for tag, attrs in page.tags if tag == "option" and "selected" in attrs]
    assert chosen[:2] == [first, second]
    for key in (first, second):
        assert " ".join(book.route(key).essence.split()) in page.text


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("a=pilot&b=pilot", "This is the first route again"),
        ("a=nowhere&b=pilot", "no route “nowhere”"),
        ("a=pilot&b=%3Cscript%3E", "no route “&lt;script&gt;”"),
        ("a=pilot", "Choose a route."),
        ("b=pilot", "Choose a route."),
        ("a=&b=pilot", "Choose a route."),
        ("a=%ff&b=pilot", "no route"),
        (f"a={'x' * 3000}&b=pilot", "no route “xxx"),
    ],
)
async def test_a_bad_choice_is_told_beside_the_form(guest: httpx.AsyncClient, query: str, said: str) -> None:
    answer = await guest.get(f"{HOME}/ips/compare?{query}")
    assert answer.status_code == 422
    assert said in answer.text
    page = tree_of(answer.text)
    assert page.all("select", name="a")
    assert any(attrs.get("aria-invalid") == "true" for tag, attrs in page.tags if tag == "select")
    assert answer.headers["cache-control"] == "no-store"


async def test_without_a_choice_the_first_two_routes_are_compared(guest: httpx.AsyncClient) -> None:
    page = tree_of((await guest.get(f"{HOME}/ips/compare")).text)
    chosen = [attrs["value"] for tag, attrs in page.tags if tag == "option" and "selected" in attrs]
    assert chosen[:2] == ["pilot", "government-expansion"]


@pytest.mark.parametrize("address", ["/playbooks/nothing", "/playbooks/ips/nothing", "/playbooks/nothing/compare"])
async def test_what_is_not_there_is_said_so(guest: httpx.AsyncClient, address: str) -> None:
    assert (await guest.get(address)).status_code == 404


async def test_a_guest_who_starts_a_plan_signs_in_and_comes_back_to_the_route(guest: httpx.AsyncClient) -> None:
    answer = await guest.get("/plans/new?routes=pilot")
    assert answer.status_code == 303
    (address,) = parse_qs(urlsplit(answer.headers["location"]).query)["next"]
    assert address == "/plans/new?routes=pilot"
    long = await guest.get(f"/plans/new?routes={'x' * 3000}")
    assert long.headers["location"] == "/sign-in?next=/plans/new"


async def test_a_page_is_kept_until_language_or_viewer_differ(guest: httpx.AsyncClient, sample_world: World) -> None:
    address = f"{HOME}/ips/pilot"
    first = await guest.get(address)
    tag = {"if-none-match": first.headers["etag"]}
    assert (await guest.get(address, headers=tag)).status_code == 304
    assert (await guest.get(address, headers=tag | {"accept-language": "fr"})).status_code == 200
    member = await sample_world.reader.get(address, headers=tag)
    assert member.status_code == 200
    assert "Sign out" in member.text


async def test_guests_cannot_fill_the_cache_with_addresses_of_their_own(guest: httpx.AsyncClient) -> None:
    for address in (f"{HOME}/ips/pilot?a=pilot&b=pilot", f"{HOME}?x=1", f"{HOME}/ips/compare?a=pilot&b=nowhere"):
        assert "etag" not in (await guest.get(address)).headers
    assert "etag" in (await guest.get(COMPARISONS[0])).headers


def test_a_library_of_two_interventions_numbers_its_notes_through() -> None:
    book = next(iter(BOOKS.values()))
    second = replace(book, intervention=replace(book.intervention, key="second", name="Second"))
    view = library(language("en"), (book, second))
    assert [note.number for note in view.notes] == list(range(1, len(view.notes) + 1))
    assert [each.href for each in view.books] == [f"{HOME}/{book.intervention.key}", f"{HOME}/second"]
    marks = {said.prov.number for each in view.books for route in each.routes for said in route.fits}
    assert marks <= {note.number for note in view.notes}


def test_where_there_is_one_route_there_is_nothing_to_compare() -> None:
    book = next(iter(BOOKS.values()))
    lonely = replace(book, routes=book.routes[:1])
    assert [fault.message.key for fault in choose(lonely, "", "").faults] == ["playbook.one_route"]
    assert library(language("en"), (lonely,)).books[0].compare_href == ""
    assert book_page(language("en"), lonely).address


def citations(value: Any) -> Iterator[Citation]:  # noqa: ANN401 (any part of a playbook)
    """Give every citation inside a part of a playbook."""
    if isinstance(value, Citation):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from citations(each)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from citations(getattr(value, field.name))

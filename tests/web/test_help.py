"""The help: every topic in every language, linked from every other, and true to the rules it tells of."""

from __future__ import annotations

import re
import shlex
from html import unescape
from typing import TYPE_CHECKING, Final

import click
import pytest

from roadmap.cli import roadmap
from roadmap.domain.access import GIVES
from roadmap.i18n import LANGUAGES, language
from roadmap.playbook_files import playbooks
from roadmap.settings import shipped_folder
from roadmap.web.views.help import help_view, topics
from tests.web.pages import tree_of

if TYPE_CHECKING:
    import httpx

TOPICS: Final = [topic.href for topic in topics(language("en"))]
PAGES: Final = ["/help", *TOPICS]


@pytest.mark.parametrize("address", PAGES)
async def test_a_guest_reads_the_help_in_every_language(guest: httpx.AsyncClient, address: str) -> None:
    for code in LANGUAGES:
        answer = await guest.get(address, headers={"accept-language": code})
        assert answer.status_code == 200
        page = tree_of(answer.text)
        assert page.one("html")["lang"] == code
        assert len(page.all("h1")) == 1
        assert "%(" not in page.text


@pytest.mark.parametrize("address", PAGES)
async def test_every_topic_is_linked_from_every_page_of_the_help(guest: httpx.AsyncClient, address: str) -> None:
    page = tree_of((await guest.get(address)).text)
    (contents,) = page.nodes("nav", "toc")
    links = [node.attrs for node in contents.walk() if node.tag == "a"]
    assert [link["href"] for link in links] == PAGES
    assert [link["href"] for link in links if link.get("aria-current")] == [address]


async def test_the_first_page_tells_of_every_topic(guest: httpx.AsyncClient) -> None:
    page = tree_of((await guest.get("/help")).text)
    assert all(topic.lede in page.text for topic in topics(language("en")))


def test_every_page_of_the_help_is_a_topic() -> None:
    pages = {path.stem for path in (shipped_folder("templates") / "help").glob("[a-z]*.html")}
    assert pages - {"index", "show"} == {href.rsplit("/", 1)[1] for href in TOPICS}


async def test_an_unknown_topic_is_not_there(guest: httpx.AsyncClient) -> None:
    assert (await guest.get("/help/nothing")).status_code == 404


async def test_the_numbers_of_the_status_rule_are_the_playbooks_with_their_ground(guest: httpx.AsyncClient) -> None:
    page = tree_of((await guest.get("/help/status")).text)
    rows = [node for node in page.nodes("tr") if any(each.tag == "td" for each in node.walk())]
    wanted = [each for book in playbooks() for each in book.thresholds if each.key.startswith("rag-")]
    assert len(rows) == len(wanted) >= 4
    for row, threshold in zip(rows, wanted, strict=True):
        assert language("en").number(threshold.value) in row.text()
        assert any("mark" in node.classes for node in row.walk())
    for word in ("Off track", "At risk", "On track"):
        assert word in page.text


async def test_the_table_of_rights_is_the_rule_itself(guest: httpx.AsyncClient) -> None:
    page = tree_of((await guest.get("/help/people")).text)
    said = [[cell.text() for cell in row.walk() if cell.tag == "td"] for row in page.nodes("tr")][1:]
    wanted = [
        ["Yes" if right in rights else "No" for right in ("read", "track", "manage", "sign")]
        for rights in GIVES.values()
    ]
    assert said == wanted


async def test_the_help_says_that_calendars_may_be_hours_behind(guest: httpx.AsyncClient) -> None:
    assert "every 8 to 24 hours" in (await guest.get("/help/calendar")).text


@pytest.mark.parametrize("address", PAGES)
async def test_every_command_in_the_help_exists(guest: httpx.AsyncClient, address: str) -> None:
    page = (await guest.get(address)).text
    for text in re.findall(r"<code>(roadmap [^<]+)</code>", page):
        check_command(unescape(text))


async def test_every_link_of_the_help_within_the_help_leads_somewhere(guest: httpx.AsyncClient) -> None:
    for address in PAGES:
        page = tree_of((await guest.get(address)).text)
        for link in page.all("a"):
            if link["href"].startswith(("/help", "/playbooks")):
                assert (await guest.get(link["href"])).status_code == 200


def test_the_view_names_every_playbooks_thresholds() -> None:
    view = help_view(language("en"), playbooks() * 2, 10)
    assert [note.number for note in view.notes] == list(range(1, len(view.notes) + 1))


def check_command(line: str) -> None:
    """Walk down the command line's own tree: every name is a command, every option one of it."""
    context: click.Context = click.Context(roadmap)
    here: click.Command = roadmap
    words = shlex.split(line)[1:]
    while words and isinstance(here, click.Group):
        found = here.get_command(context, words[0])
        assert found is not None, line
        here, words = found, words[1:]
    options = {name for each in here.params for name in each.opts} | {"--help"}
    assert {word for word in words if word.startswith("-")} <= options, line

"""What every page has: its language, landmarks and preferences, the head of a plan, and a word for what went wrong."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace as Given

import pytest

from roadmap.templating import environment
from tests.web.pieces import STATIC, TEMPLATES, Page, a_field, a_frame, a_plan_frame, shown

ASKED = {"upload_max_mb": 5, "sign_in": "/sign-in?next=/"}
"""What the pages of errors read."""


def a_page(**changes: object) -> Page:
    return shown(
        '{% extends "layouts/page.html" %}{% block content %}<h1>Text</h1>{% endblock %}', frame=a_frame(**changes)
    )


def test_a_page_has_its_language_landmarks_and_a_way_past_the_menu() -> None:
    page = a_page()
    assert page.one("html") == {"lang": "en", "data-foot": "Roadmap · Portfolio"}
    assert a_page(theme="dark").one("html")["data-theme"] == "dark"
    assert page.one("a", class_="skip")["href"] == "#main"
    assert page.one("main")["id"] == "main"
    assert [len(page.all(tag)) for tag in ("header", "main", "footer")] == [1, 1, 1]
    assert [link["href"] for link in page.all("a", aria_current="page")] == ["/"]


def test_a_page_lets_anybody_choose_language_and_colours_and_comes_back() -> None:
    for viewer in ("Ana", ""):
        page = a_page(viewer=viewer)
        assert page.all("form", method="post", action="/preferences")
        assert page.one("input", name="next")["value"] == "/plans?late=1&phase=2"
        assert [select["name"] for select in page.all("select")] == ["language", "theme"]
        assert page.one("option", lang="fr")["value"] == "fr"


def test_a_page_offers_to_sign_out_by_post_or_to_sign_in() -> None:
    assert a_page().all("form", method="post", action="/sign-out")
    guest = a_page(viewer="")
    assert not guest.all("form", action="/sign-out")
    assert guest.all("a", href="/sign-in?next=/plans%3Flate%3D1%26phase%3D2")


def test_a_notice_is_said_once_as_a_status() -> None:
    assert a_page(notice="Saved 09:12.").one("p", role="status")
    assert not a_page().all("p", role="status")


def test_every_file_that_a_page_loads_is_shipped() -> None:
    page = a_page()
    addresses = [link["href"] for link in page.all("link")] + [script["src"] for script in page.all("script")]
    files = [re.sub(r"^/static/|\?.*$", "", address) for address in addresses]
    assert len(files) > len(list((STATIC / "css").glob("*.css")))
    assert [file for file in files if not file.startswith("vendor/") and not (STATIC / file).is_file()] == []


def test_a_plan_page_has_head_key_numbers_and_tabs_and_a_sub_page_a_short_head() -> None:
    source = '{% extends "layouts/plan.html" %}{% block content %}<section>Text</section>{% endblock %}'
    page = shown(source, frame=a_frame(), plan_frame=a_plan_frame())
    for words in (
        "Portfolio Route B",
        "Czech Republic",
        "Off track",
        "Nobody pays",
        "Two new services.",
        "28 %",
        "38 % was due.",
        "Text",
    ):
        assert words in page.text
    assert page.one("a", href="/plans/cz")["aria-current"] == "page"
    short = shown(source, frame=a_frame(), plan_frame=a_plan_frame(is_short=True, lede="", keys=(), rag=None))
    assert short.all("div", class_="head is-short")
    assert not short.all("dl")


def test_signing_in_keeps_the_name_and_tells_of_sample_accounts_only_where_there_are_some() -> None:
    sign_in = Given(
        errors=(Given(message="Name and password do not belong together", href="#f-password", label="Password"),),
        name=a_field(name="name", id="f-name", value="ana"),
        password=a_field(name="password", id="f-password"),
        next="/plans",
        samples=(Given(name="ana", password="sample-ana", role="Administrator"),),  # noqa: S106 (a sample)
    )
    text = environment("en").get_template("sign_in/show.html")
    page = Page(text.render(frame=a_frame(viewer=""), sign_in=sign_in))
    assert page.one("input", name="name")["value"] == "ana"
    assert page.one("input", name="password") | {} == page.one(
        "input", type="password", autocomplete="current-password"
    )
    assert page.all("input", name="next", value="/plans")
    assert "sample-ana" in page.text
    sign_in.samples = ()
    assert "Sample accounts" not in Page(text.render(frame=a_frame(viewer=""), sign_in=sign_in)).text


@pytest.mark.parametrize(
    "path",
    [path for path in TEMPLATES if re.fullmatch(r"errors/\d+\.html", path.parent.name + "/" + path.name)],
    ids=lambda path: path.stem,
)
def test_an_error_page_says_what_happened_and_what_to_do(path: Path) -> None:
    template = environment("en").get_template(f"errors/{path.name}")
    page = Page(template.render(frame=a_frame(viewer="", nav=()), reason="Milestone 9 is gone.", **ASKED))
    assert len(page.all("h1")) == 1
    assert "Milestone 9 is gone." in page.text
    assert page.all("a", href="/sign-in?next=/" if path.stem == "401" else "/")
    assert len(Page(template.render(frame=a_frame(viewer=""), **ASKED)).all("h1")) == 1


def test_a_help_page_has_contents_and_text() -> None:
    help_frame = Given(
        title="Measuring", lede="By weight.", contents=(Given(label="Plans", href="/help/plans", is_current=True),)
    )
    source = '{% extends "help/show.html" %}{% block text %}<h2>Weights</h2>{% endblock %}'
    page = shown(source, frame=a_frame(), help_frame=help_frame)
    assert page.one("a", href="/help/plans")["aria-current"] == "page"
    assert "Measuring By weight. Plans Weights" in page.text

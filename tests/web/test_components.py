"""The pieces that pages are made of: each macro says what it must, and no template breaks the rules of the house."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace as Given

import pytest

from roadmap.settings import shipped_folder
from roadmap.templating import environment
from tests.web.pages import Tree

TEMPLATES = sorted(shipped_folder("templates").rglob("*.html"))
STATIC = shipped_folder("static")
# The product's own name is the same in every language.
UNTRANSLATED = {"Roadmap"}
READ_ALOUD = {"aria-label", "title", "alt", "placeholder", "data-l", "aria-roledescription"}


class Page(Tree):
    """A piece of HTML, or a template without what Jinja does in it."""

    @property
    def texts(self) -> list[str]:
        """Every run of text, in order."""
        return list(self.root.texts(()))

    @property
    def text(self) -> str:
        """Everything that is read, with the hints of marks."""
        return self.root.text()


def shown(source: str, **context: object) -> Page:
    return Page(environment("en").from_string(source).render(**context))


def macro(file: str, call: str, **context: object) -> Page:
    name = call.partition("(")[0]
    return shown(f'{{% from "components/{file}.html" import {name} %}}{{{{ {call} }}}}', **context)


def a_field(**changes: object) -> Given:
    field: dict[str, object] = {
        "name": "percent",
        "id": "f-percent",
        "label": "Percent done",
        "hint": "",
        "value": "",
        "error": "",
        "options": (),
        "is_required": True,
        "affix": "",
    }
    return Given(**(field | changes))


def an_option(value: str, *, is_selected: bool = False) -> Given:
    return Given(value=value, label=value.capitalize(), is_selected=is_selected)


def a_source(kind: str = "assumed") -> Given:
    return Given(
        kind=kind,
        word=kind.capitalize(),
        note="Country lead, 14 Sep 2026.",
        number=3,
        href="#n3",
        label=f"{kind.capitalize()}, note 3",
    )


def a_frame(**changes: object) -> Given:
    frame: dict[str, object] = {
        "title": "Portfolio",
        "lang": "en",
        "theme": "auto",
        "viewer": "Ana",
        "nav": (
            Given(label="Portfolio", href="/", is_current=True),
            Given(label="Help", href="/help", is_current=False),
        ),
        "languages": (
            Given(code="en", name="English", is_current=True),
            Given(code="fr", name="Français", is_current=False),
        ),
        "path": "/plans?late=1&phase=2",
        "notice": "",
        "undo": None,
        "colophon": "",
        "actions": (),
    }
    return Given(**(frame | changes))


def a_plan_frame(**changes: object) -> Given:
    plan_frame: dict[str, object] = {
        "title": "Czech Republic",
        "kicker": (Given(label="Portfolio", href="/"), Given(label="Route B", href="")),
        "lede": "Two new services.",
        "keys": (Given(label="Progress", value="28 %", prov=None, sub="38 % was due.", tone="warn", href=""),),
        "tabs": (Given(label="Overview", href="/plans/cz", is_current=True, label_href=""),),
        "rag": Given(kind="bad", word="Off track", reason="Nobody pays for training."),
        "is_short": False,
    }
    return Given(**(plan_frame | changes))


SINGLE_FIELDS = (
    "field_text",
    "field_textarea",
    "field_select",
    "field_date",
    "field_number",
    "field_file",
    "field_checkbox",
)
CONTROLS = ("input", "textarea", "select")


@pytest.mark.parametrize("call", SINGLE_FIELDS)
def test_a_field_has_a_label_tied_to_it_and_its_hint_and_error_described(call: str) -> None:
    page = macro("form", f"{call}(f)", f=a_field(hint="A whole number.", error="Write a number from 0 to 100."))
    (control,) = [attrs for name in CONTROLS for attrs in page.all(name)]
    wrapped = call == "field_checkbox"
    assert wrapped or page.one("label")["for"] == control["id"] == "f-percent"
    assert control["name"] == "percent"
    assert control["aria-describedby"].split() == ["f-percent-hint", "f-percent-error"]
    assert page.all("p", id="f-percent-hint")
    assert page.all("p", id="f-percent-error")
    assert control["aria-invalid"] == "true"
    assert "Percent done" in page.text
    assert "Write a number from 0 to 100." in page.text


@pytest.mark.parametrize("call", SINGLE_FIELDS)
def test_a_field_without_error_describes_nothing_and_says_when_it_is_optional(call: str) -> None:
    page = macro("form", f"{call}(f)", f=a_field(is_required=False))
    (control,) = [attrs for name in CONTROLS for attrs in page.all(name)]
    assert "aria-describedby" not in control
    assert "aria-invalid" not in control
    assert "required" not in control
    assert call == "field_checkbox" or "(optional)" in page.text


@pytest.mark.parametrize(("call", "type_"), [("field_radios", "radio"), ("field_checkbox", "checkbox")])
def test_a_group_of_options_has_a_legend_its_error_and_the_choice_made(call: str, type_: str) -> None:
    field = a_field(error="Choose one.", options=(an_option("late"), an_option("done", is_selected=True)))
    page = macro("form", f"{call}(f)", f=field)
    assert page.one("fieldset")["aria-describedby"] == "f-percent-error"
    first, second = page.all("input", type=type_)
    assert first["id"] == "f-percent", "the link of the error summary leads to the first option"
    assert "checked" in second
    assert "checked" not in first
    assert first["id"] != second["id"]


def test_what_was_typed_stays_even_where_it_is_no_date() -> None:
    assert macro("form", "field_date(f)", f=a_field(value="at Easter")).one("input") | {} == {
        "class": "w-date",
        "type": "text",
        "id": "f-percent",
        "name": "percent",
        "value": "at Easter",
        "required": "",
    }
    assert macro("form", "field_date(f)", f=a_field(value="2027-03-25")).one("input")["type"] == "date"
    assert "a\nb <b>" in "".join(macro("form", "field_textarea(f)", f=a_field(value="a\nb <b>")).texts)


def test_an_affix_is_read_with_its_field() -> None:
    page = macro("form", "field_number(f)", f=a_field(affix="%"))
    assert page.one("input")["aria-describedby"] == "f-percent-affix"
    assert page.all("span", id="f-percent-affix")


def test_the_error_summary_counts_links_and_can_take_the_focus() -> None:
    errors = (Given(message="Write a number", href="#f-percent"), Given(message="Say why", href="#f-why"))
    page = macro("form", "error_summary(errors)", errors=errors)
    assert page.text.startswith("2 answers need another look")
    assert [link["href"] for link in page.all("a")] == ["#f-percent", "#f-why"]
    summary = page.one("div", role="alert")
    assert summary["tabindex"] == "-1"
    assert "data-errors" in summary
    assert not macro("form", "error_summary(errors)", errors=()).tags


def test_buttons_hold_a_second_one_and_a_way_out() -> None:
    source = (
        '{% from "components/form.html" import button, buttons, hidden %}{{ hidden("version", 7) }}'
        '{% call buttons("Save", "/plans", "Leave") %}{{ button("Preview", "preview", "1") }}{% endcall %}'
    )
    page = shown(source)
    assert page.text.split() == ["Save", "Preview", "Leave"]
    assert page.one("input") == {"type": "hidden", "name": "version", "value": "7"}
    assert [button["type"] for button in page.all("button")] == ["submit", "submit"]


def test_a_status_is_a_shape_and_a_word() -> None:
    page = macro("status", 'status("bad", "Off track")')
    assert page.text == "Off track"
    assert page.one("use")["href"] == "#st-bad"


@pytest.mark.parametrize(
    ("kind", "symbol"), [("published", "p"), ("derived", "d"), ("reported", "r"), ("assumed", "a")]
)
def test_a_mark_links_to_its_note_and_says_its_kind(kind: str, symbol: str) -> None:
    page = macro("provenance", "mark(prov)", prov=a_source(kind))
    link = page.one("a")
    assert link["href"] == "#n3"
    assert link["aria-label"] == f"{kind.capitalize()}, note 3"
    assert page.one("use")["href"] == f"#mk-{symbol}"
    assert "Country lead, 14 Sep 2026." in page.text


def test_an_assumed_figure_is_italic_and_one_without_source_stands_alone() -> None:
    assert macro("provenance", "figure('€5', prov)", prov=a_source()).one("i")["class"] == "is-assumed"
    assert not macro("provenance", "figure('€5', prov)", prov=a_source("derived")).all("i")
    assert macro("provenance", "figure('€5')").tags == []


def test_the_notes_carry_the_numbers_that_marks_lead_to() -> None:
    notes = (Given(number=3, kind="assumed", word="Assumed", text="Country lead."),)
    page = macro("provenance", "notes(listed)", listed=notes)
    assert page.all("li", id="n3")
    assert page.all("section", aria_labelledby="notes-title")
    assert "Assumed. Country lead." in page.text
    assert not macro("provenance", "notes(listed)", listed=()).tags


def test_the_sprite_holds_every_symbol_that_a_template_uses() -> None:
    held = {attrs["id"] for _, attrs in macro("provenance", "sprite()").tags if "id" in attrs}
    used = {
        name for path in TEMPLATES for name in re.findall(r'<use href="#([a-z-]+)"', path.read_text(encoding="utf-8"))
    }
    assert used <= held


def test_key_numbers_facts_and_heads_say_all_they_are_given() -> None:
    keys = macro(
        "keys",
        "keys(items)",
        items=(Given(label="Gap", value="€5", prov=a_source(), sub="In May.", tone="bad", href=""),),
    )
    assert keys.text.startswith("Gap €5")
    assert keys.text.endswith("In May.")
    facts = macro("facts", "facts(items)", items=(Given(term="Owner", text="Lead", href="/people/1", prov=None),))
    assert facts.text == "Owner Lead"
    assert facts.one("a")["href"] == "/people/1"
    head = macro("section", 'head("late", "What is late", "Two dates.")')
    assert head.one("h2")["id"] == "late"
    assert head.text == "What is late Two dates."
    page = macro("section", 'page("Library", crumbs, "Two routes.")', crumbs=(Given(label="Start", href="/"),))
    assert page.text == "Start Library Two routes."


def test_captions_number_their_table_or_figure() -> None:
    assert macro("table", 'caption(1, "Dates", "By phase")').text == "Table 1DatesBy phase"
    assert macro("table", 'caption(none, "Dates")').text == "Dates"
    assert macro("table", 'table_figcaption(2, "Dates", "", "t2")').one("span", class_="capt")["id"] == "t2"
    assert macro("table", 'figcaption(1, "Dates")').text == "Figure 1Dates"
    heads = macro("table", 'columns(["When", "Weight"], [1])').all("th", scope="col")
    assert [head.get("class", "") for head in heads] == ["", "num"]


def test_the_log_says_who_when_what_and_why() -> None:
    changes = (
        Given(field="Forecast", before="12 Feb", after="25 Mar"),
        Given(field="Owner", before="", after="Ana"),
        Given(field="Note", before="Waits", after=""),
    )
    entry = Given(
        when="23 Nov",
        when_iso="2026-11-23T08:40",
        who="Ana",
        sentence="Recorded progress.",
        changes=changes,
        reason="Board.",
    )
    page = macro("log", "log(entries)", entries=(entry,))
    assert page.one("time")["datetime"] == "2026-11-23T08:40"
    for words in (
        "Ana",
        "Recorded progress.",
        "Forecast: from 12 Feb to 25 Mar.",
        "Owner: set to Ana.",
        "Note: Waits taken away.",
        "Board.",
    ):
        assert words in page.text


def test_nothing_yet_and_the_rest_of_a_list_are_sentences_with_a_way_on() -> None:
    assert macro("empty", 'empty("Nothing yet. Add a link.")').text == "Nothing yet. Add a link."
    page = macro("more", 'more("/plans?after=50", "Older changes", "50 of 230 changes.")')
    assert page.text == "50 of 230 changes. Older changes"
    assert not macro("more", 'more("", "Older changes")').tags


def test_two_versions_are_one_choice_a_difference_and_send_the_chosen_value() -> None:
    fields = (
        Given(
            label="Due",
            theirs="31 March",
            yours="25 March",
            theirs_value="2027-03-31",
            yours_value="2027-03-25",
            name="due",
            chosen="yours",
        ),
        Given(label="Note", theirs="Waits", yours="", name="note", chosen="theirs"),
    )
    conflict = Given(
        action="/milestones/9/progress",
        hidden=(Given(name="version", value="8"),),
        theirs_head="Saved by Ana, 09:04",
        yours_head="Yours, not saved",
        fields=fields,
        same="",
        save_label="Save these choices",
        cancel_href="/milestones/9",
        cancel_label="Go back",
    )
    page = macro("compare", "compare(conflict)", conflict=conflict)
    assert page.one("form")["action"] == "/milestones/9/progress"
    assert page.one("input", type="hidden")["value"] == "8"
    chosen = {radio["name"]: radio["value"] for radio in page.all("input", type="radio") if "checked" in radio}
    assert chosen == {"due": "2027-03-25", "note": "Waits"}
    assert [radio["value"] for radio in page.all("input", name="note")] == ["Waits", ""]
    assert "Nothing" in page.text


def a_page(**changes: object) -> Page:
    return shown(
        '{% extends "layouts/page.html" %}{% block content %}<h1>Text</h1>{% endblock %}', frame=a_frame(**changes)
    )


def test_a_page_has_its_language_landmarks_and_a_way_past_the_menu() -> None:
    page = a_page()
    assert page.one("html") == {"lang": "en"}
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
        errors=(Given(message="Name and password do not belong together", href="#f-password"),),
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
    page = Page(template.render(frame=a_frame(viewer="", nav=()), reason="Milestone 9 is gone."))
    assert len(page.all("h1")) == 1
    assert "Milestone 9 is gone." in page.text
    assert page.all("a", href="/")
    assert len(Page(template.render(frame=a_frame(viewer=""))).all("h1")) == 1


def test_a_help_page_has_contents_and_text() -> None:
    help_frame = Given(
        title="Measuring", lede="By weight.", contents=(Given(label="Plans", href="/help/plans", is_current=True),)
    )
    source = '{% extends "help/show.html" %}{% block text %}<h2>Weights</h2>{% endblock %}'
    page = shown(source, frame=a_frame(), help_frame=help_frame)
    assert page.one("a", href="/help/plans")["aria-current"] == "page"
    assert "Measuring By weight. Plans Weights" in page.text


def without_jinja(source: str) -> str:
    """Leave what a template says itself: without comments, translated blocks, statements and expressions."""
    source = re.sub(r"\{#.*?#\}", "", source, flags=re.DOTALL)
    source = re.sub(r"\{%-?\s*trans\b.*?endtrans\s*-?%\}", "", source, flags=re.DOTALL)
    return re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "", source, flags=re.DOTALL)


def named(path: Path) -> str:
    return path.relative_to(shipped_folder("templates")).as_posix()


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_every_word_of_a_template_goes_through_translation(path: Path) -> None:
    page = Page(without_jinja(path.read_text(encoding="utf-8")))
    aloud = [value for _, attrs in page.tags for name, value in attrs.items() if name in READ_ALOUD]
    words = {word for text in [*page.texts, *aloud] for word in re.findall(r"[^\W\d_]{2,}", text)}
    assert words - UNTRANSLATED == set()


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_a_template_has_no_inline_style_and_no_inline_script(path: Path) -> None:
    page = Page(without_jinja(path.read_text(encoding="utf-8")))
    attributes = {name for _, attrs in page.tags for name in attrs}
    assert {name for name in attributes if name == "style" or name.startswith(("on", "hx-on", "hx-vars"))} == set()
    assert page.all("style") == []
    assert [script for script in page.all("script") if "src" not in script] == []

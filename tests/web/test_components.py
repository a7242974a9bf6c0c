"""The pieces that pages are made of: each macro says what it must."""

from __future__ import annotations

import re
from types import SimpleNamespace as Given

import pytest

from tests.web.pieces import TEMPLATES, a_field, a_source, an_option, macro, shown

SINGLE_FIELDS = (
    "field_text",
    "field_textarea",
    "field_select",
    "field_date",
    "field_number",
    "field_checkbox",
)
CONTROLS = ("input", "textarea", "select")
LIMIT = {"upload_max_mb": 5}


@pytest.mark.parametrize("call", [*SINGLE_FIELDS, "field_file"])
def test_a_field_has_a_label_tied_to_it_and_its_hint_and_error_described(call: str) -> None:
    page = macro(
        "form", f"{call}(f)", f=a_field(hint="A whole number.", error="Write a number from 0 to 100."), **LIMIT
    )
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


@pytest.mark.parametrize(("call", "most"), [("field_file(f)", 5), ("field_file(f, most_mb=2)", 2)])
def test_a_file_says_how_big_it_may_be_and_that_one_is_too_big_only_where_it_is(call: str, most: int) -> None:
    page = macro("form", call, f=a_field(is_required=False), **LIMIT)
    control = page.one("input")
    assert control["data-most-bytes"] == str(most * 1_048_576)
    assert control["aria-describedby"] == "f-percent-hint"
    assert {"aria-invalid", "required"}.isdisjoint(control)
    assert "hidden" in page.one("p", id="f-percent-size")
    assert f"At most {most} MB." in page.text
    assert "(optional)" in page.text


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
    errors = (
        Given(message="Write a number", href="#f-percent", label="Quantity"),
        Given(message="Say why", href="#f-why", label=""),
    )
    page = macro("form", "error_summary(errors)", errors=errors)
    assert page.text.startswith("2 answers need another look")
    assert [link["href"] for link in page.all("a")] == ["#f-percent", "#f-why"]
    assert "Quantity: Write a number" in page.text
    assert page.text.endswith(" Say why")
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
    assert keys.text.startswith("Gap, off track €5")
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

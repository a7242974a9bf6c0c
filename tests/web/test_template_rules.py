"""No template says a word past translation, and none brings a style or a script of its own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from roadmap.settings import shipped_folder
from tests.web.pieces import TEMPLATES, Page

# The product's own name is the same in every language.
UNTRANSLATED = {"Roadmap"}
READ_ALOUD = {"aria-label", "title", "alt", "placeholder", "data-l", "aria-roledescription"}


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

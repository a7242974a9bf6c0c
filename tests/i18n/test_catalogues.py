"""Every text of the interface can be translated, and French is complete."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from roadmap.i18n import LANGUAGES, language
from roadmap.i18n.catalogues import LOCALES
from roadmap.i18n.messages import PLURALS, SENTENCES

ROOT = Path(__file__).parents[2]
KEYWORDS = {"_": None, "N_": None, "NN_": (1, 2), "say": None, "many": (1, 2), "gettext": None, "ngettext": (1, 2)}
METHODS = [("roadmap/**.py", "python"), ("templates/**.html", "jinja2")]
OPTIONS = {"templates/**.html": {"trimmed": "true", "silent": "false", "newstyle_gettext": "true"}}
PLACEHOLDER = re.compile(r"%\(\w+\)s")
COMPLETE = ("fr",)


@cache
def extracted() -> frozenset[str | tuple[str, ...]]:
    """Every text of the interface, with its plural where it has one."""
    found = extract_from_dir(ROOT, METHODS, OPTIONS, keywords=KEYWORDS)
    return frozenset(
        tuple(text) if isinstance(text, list | tuple) else text for _file, _line, text, _comments, _context in found
    )


def catalogue(code: str) -> Catalog:
    with (LOCALES / code / "LC_MESSAGES" / "roadmap.po").open("rb") as file:
        return read_po(file, locale=code)


def pairs(code: str) -> Iterator[tuple[str, str]]:
    """Each text of a catalogue with its translation, form by form."""
    for message in catalogue(code):
        if not message.id:
            continue
        texts = message.id if isinstance(message.id, tuple | list) else (message.id,)
        said = message.string if isinstance(message.string, tuple | list) else (message.string,)
        for index, translation in enumerate(said):
            yield texts[min(index, len(texts) - 1)], translation or ""


def is_whole(translation: str | tuple[str, ...] | list[str] | None) -> bool:
    forms: tuple[str, ...] | list[str] = (translation,) if isinstance(translation, str) else translation or ("",)
    return all(forms)


@pytest.mark.parametrize("code", COMPLETE)
def test_a_complete_language_translates_every_text(code: str) -> None:
    known = {message.id: message.string for message in catalogue(code) if message.id}
    said = {(tuple(key) if isinstance(key, list | tuple) else key): value for key, value in known.items()}
    lacking = [text for text in extracted() if not is_whole(said.get(text))]
    assert not lacking, f"{len(lacking)} texts are not in {code}; run `make messages` and translate: {lacking[:5]}"


@pytest.mark.parametrize("code", [code for code in LANGUAGES if code != "en"])
def test_every_catalogue_lists_every_text_of_today_and_no_other(code: str) -> None:
    listed = {tuple(each.id) if isinstance(each.id, list | tuple) else each.id for each in catalogue(code) if each.id}
    assert listed == set(extracted()), "run `make messages`"


@pytest.mark.parametrize("code", [code for code in LANGUAGES if code != "en"])
def test_a_translation_keeps_its_placeholders(code: str) -> None:
    wrong = [
        (text, said)
        for text, said in pairs(code)
        if said and not set(PLACEHOLDER.findall(said)) <= set(PLACEHOLDER.findall(text)) | {"%(count)s", "%(num)s"}
    ]
    assert not wrong


@pytest.mark.parametrize("code", COMPLETE)
def test_a_complete_translation_drops_no_value(code: str) -> None:
    wrong = [
        (text, said) for text, said in pairs(code) if set(PLACEHOLDER.findall(text)) - set(PLACEHOLDER.findall(said))
    ]
    assert not [pair for pair in wrong if not {"%(count)s", "%(num)s"} >= set(PLACEHOLDER.findall(pair[0]))]


def test_every_message_key_has_its_sentence() -> None:
    used = set()
    for file in (ROOT / "roadmap").rglob("*.py"):
        used |= set(re.findall(r"\bmessage\(\s*\"([a-z0-9_.-]+)\"", file.read_text()))
    assert used - set(SENTENCES) - set(PLURALS) == set()


def test_titles_stand_in_the_quotation_marks_of_the_reader() -> None:
    assert language("en").quoted("Training") == "“Training”"
    assert language("fr").quoted("Formation") == "«\u00a0Formation\u00a0»"
    hard_coded = [
        file.name
        for file in (ROOT / "roadmap").rglob("*.py")
        if re.search(r"\bf[\"']“\{", file.read_text(encoding="utf-8"))
    ]
    assert hard_coded == []

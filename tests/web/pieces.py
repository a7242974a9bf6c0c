"""Pieces that pages are made of, rendered alone with what they are given."""

from __future__ import annotations

from types import SimpleNamespace as Given

from roadmap.settings import shipped_folder
from roadmap.templating import environment
from tests.web.pages import Tree

TEMPLATES = sorted(shipped_folder("templates").rglob("*.html"))
STATIC = shipped_folder("static")


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
    return shown(f'{{% from "components/{file}.html" import {name} with context %}}{{{{ {call} }}}}', **context)


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
        "is_conditional": False,
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
        "foot": "Roadmap · Portfolio",
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
        "archived": "",
        "back_href": "",
    }
    return Given(**(plan_frame | changes))

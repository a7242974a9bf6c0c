"""Forms as a browser would send them: read off the page, then typed into."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING

from tests.web.pages import Node, tree_of

if TYPE_CHECKING:
    import httpx

Values = dict[str, str | list[str]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Form:
    """A form of a page: where it is sent, what it holds, and the names of all its fields, also of those not ticked."""

    action: str
    values: Values = field(default_factory=dict)
    names: tuple[str, ...] = ()

    def typed(self, **typed: str | list[str]) -> Values:
        """Give what is sent when this is typed over what it holds; a list ticks several boxes."""
        return {**self.values, **typed}


def form_of(answer: httpx.Response, action: str = "") -> Form:
    """Read the form of a page, outside head and foot, that is sent to an address ending so."""
    forms = [
        each for each in tree_of(answer.text).nodes("form") if each.attrs["action"].partition("#")[0].endswith(action)
    ]
    found = next(each for each in forms if each.attrs["action"] not in {"/sign-out", "/preferences"})
    names = dict.fromkeys(
        each.attrs["name"] for each in found.walk() if each.attrs.get("name") and each.tag != "button"
    )
    return Form(action=found.attrs["action"], values=_values(found), names=tuple(names))


def _values(form: Node) -> Values:
    values: Values = {}
    for each in form.walk():
        name = each.attrs.get("name", "")
        if each.tag == "textarea":
            values[name] = "".join(each.texts(())).removeprefix("\n")
        elif each.tag == "select":
            options = [option for option in each.walk() if option.tag == "option"]
            chosen = [option for option in options if "selected" in option.attrs] or options[:1]
            values[name] = chosen[0].attrs["value"] if chosen else ""
        elif each.tag == "input" and each.attrs.get("type") == "checkbox":
            if "checked" in each.attrs:
                held = values.setdefault(name, [])
                assert isinstance(held, list)
                held.append(each.attrs["value"])
        elif each.attrs.get("type") == "file":
            continue
        elif each.tag == "input" and (each.attrs.get("type") != "radio" or "checked" in each.attrs):
            values[name] = each.attrs["value"]
    return values


def text_of(answer: httpx.Response) -> str:
    """Give what a reader sees of a page."""
    return seen(answer.text)


def seen(html: str) -> str:
    """Give what a reader sees, without tags, in one line."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html)))


def errors_of(answer: httpx.Response) -> dict[str, str]:
    """Give the message beside each field."""
    found = re.findall(r'id="f-([\w-]+)-error">(.*?)</p>', answer.text, re.DOTALL)
    return {
        name.replace("-", "_"): re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", said))).strip()
        for name, said in found
    }


def chosen_in(answer: httpx.Response) -> dict[str, str]:
    """What the comparison sends where somebody takes their own version wherever they are asked.

    Besides the hidden fields those are the choices that are ticked, and the second one where none is.
    """
    inputs = [each.attrs for each in tree_of(answer.text).nodes("form", "conflict")[0].walk() if each.tag == "input"]
    sent = {each["name"]: each["value"] for each in inputs if each["type"] == "radio"}
    return sent | {each["name"]: each["value"] for each in inputs if each["type"] == "hidden" or "checked" in each}


def ticked_in(answer: httpx.Response) -> dict[str, str]:
    """The choices of a comparison that are ticked before anybody chose."""
    inputs = [each.attrs for each in tree_of(answer.text).nodes("form", "conflict")[0].walk() if each.tag == "input"]
    return {each["name"]: each["value"] for each in inputs if each["type"] == "radio" and "checked" in each}


def said_in(answer: httpx.Response) -> str:
    """Where an answer leads, without the revision that was made."""
    return re.sub(r"&revision=\d+", "", answer.headers["location"])

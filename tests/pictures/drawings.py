"""Renders pictures as pages do, and measures what was drawn."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import jinja2

from roadmap.i18n.language import Language, language
from roadmap.pictures.text_widths import text_width

TEMPLATES = Path(__file__).parents[2] / "templates"
ENGLISH = language("en")

NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
BOLD = {"tb", "tacc", "tbad"}

Box = tuple[float, float, float, float]


def render(template: str, macro: str, picture: object, words: Language = ENGLISH) -> str:
    """The markup of a picture, with the same strictness as pages."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_callables(words.gettext, words.ngettext, newstyle=True)  # type: ignore[attr-defined]
    source = f'{{% from "pictures/{template}.html" import {macro} %}}{{{{ {macro}(picture) }}}}'
    return environment.from_string(source).render(picture=picture)


def parsed(markup: str) -> ET.Element:
    """The figure as a tree; fails when the markup is not well formed."""
    return ET.fromstring(markup.replace("<br>", "<br/>"))  # noqa: S314 (our own markup)


def drawing(figure: ET.Element, css: str) -> ET.Element:
    """The drawing of a figure by its class, ``only-wide`` or ``only-narrow``."""
    return next(each for each in figure.iter("svg") if css in each.get("class", "").split())


def view_box(svg: ET.Element) -> tuple[float, float]:
    """Width and height of a drawing with a view box."""
    _, _, width, height = map(float, svg.get("viewBox", "").split())
    return width, height


def path_points(d: str) -> list[tuple[float, float]]:
    """The points that a path of M, H, V, h, v, L, l, A-free segments passes."""
    points: list[tuple[float, float]] = []
    x = y = 0.0
    for command, rest in re.findall(r"([MLHVhvlz])([^MLHVhvlz]*)", d):
        values = [float(each) for each in NUMBER.findall(rest)]
        if command in "ML":
            for index in range(0, len(values), 2):
                x, y = values[index], values[index + 1]
                points.append((x, y))
            continue
        if command == "l":
            x, y = x + values[0], y + values[1]
        elif command in "Hh" and values:
            x = values[0] if command == "H" else x + values[0]
        elif command in "Vv" and values:
            y = values[0] if command == "V" else y + values[0]
        points.append((x, y))
    return points


def length(text: str, width: float) -> float:
    """A length in pixels, of which a percentage is one of the drawing's width."""
    return float(text[:-1]) * width / 100 if text.endswith("%") else float(text)


def text_boxes(svg: ET.Element, width: float) -> list[tuple[str, Box]]:
    """Every text with the box it fills in a drawing so wide."""
    found = []
    lines = {
        text: float(NUMBER.findall(group.get("transform", ""))[-1])
        for group in svg.iter("g")
        if "translate" in group.get("transform", "")
        for text in group.iter("text")
    }
    for text in svg.iter("text"):
        css = set(text.get("class", "").split())
        words = " ".join("".join(text.itertext()).split())
        size = 15 if "t15" in css else 14 if "t14" in css else 13
        wide = text_width(words, size, is_bold=bool(css & BOLD))
        x = length(text.get("x", "0"), width) + float(text.get("dx", "0"))
        left = {"start": x, "middle": x - wide / 2, "end": x - wide}[text.get("text-anchor", "start")]
        y = float(text.get("y", "0")) + lines.get(text, 0)
        found.append((words, (left, y - size * 0.7, left + wide, y + size * 0.2)))
    return found


def overlaps(boxes: list[tuple[str, Box]], slack: float = 0.5) -> list[tuple[str, str]]:
    """Pairs of texts that stand on one another."""
    return [
        (one, other)
        for index, (one, a) in enumerate(boxes)
        for other, b in boxes[index + 1 :]
        if a[0] + slack < b[2] and b[0] + slack < a[2] and a[1] + slack < b[3] and b[1] + slack < a[3]
    ]

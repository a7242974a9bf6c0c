"""The style sheets: colours have one home and enough contrast, in light and in dark."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from roadmap.settings import shipped_folder

SHEETS = sorted((shipped_folder("static") / "css").glob("*.css"))
TOKENS = (shipped_folder("static") / "css" / "tokens.css").read_text(encoding="utf-8")
COLOURS = {
    name: (light, dark) for name, light, dark in re.findall(r"--([\w-]+):\s*light-dark\((#\w+),\s*(#\w+)\)", TOKENS)
}
# What is read needs 4.5 to 1, what is only seen (marks, borders of controls, focus) 3 to 1: WCAG 2.2, 1.4.3 and 1.4.11.
READ = [
    (ink, ground, 4.5) for ink in ("ink", "ink-2", "accent", "good", "warn", "bad") for ground in ("paper", "paper-2")
]
READ += [("ink-3", "paper", 4.5), ("ink-3", "paper-2", 4.5), ("on-accent", "accent", 4.5), ("bad", "bad-2", 4.5)]
READ += [("ink", "accent-2", 4.5), ("ink-2", "accent-2", 4.5)]
SEEN = [("line", "paper", 3.0), ("focus", "paper", 3.0), ("solid", "paper", 3.0)]


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb, 0 to 1 (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, 1 to 21 (WCAG 2.2)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground", "least"), READ + SEEN)
def test_two_colours_that_meet_have_enough_contrast(ink: str, ground: str, least: float, theme: int) -> None:
    assert contrast(COLOURS[ink][theme], COLOURS[ground][theme]) >= least


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.stem)
def test_a_colour_has_a_value_in_the_tokens_alone(sheet: Path) -> None:
    text = sheet.read_text(encoding="utf-8")
    literal = re.findall(r":[^;{}]*(#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\()", text)
    assert literal == [] or sheet.stem == "tokens"


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.stem)
def test_a_sheet_uses_only_tokens_that_exist(sheet: Path) -> None:
    text = sheet.read_text(encoding="utf-8")
    made = set(re.findall(r"(--[\w-]+):", TOKENS)) | {"--mark"}
    assert set(re.findall(r"var\((--[\w-]+)\)", text)) <= made

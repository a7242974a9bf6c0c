"""What is seen on a page: axe's findings, its structure, and whether it has to be scrolled sideways."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from axe_playwright_python.base import AXE_SCRIPT

if TYPE_CHECKING:
    from playwright.sync_api import Page

RUNS_SCRIPTS: Final = "() => matchMedia('(scripting: enabled)').matches"
HAS_AXE: Final = "() => typeof axe === 'object'"
REPORT: Final = """found => found.violations.flatMap(each =>
  each.nodes.map(node => `${each.id}: ${node.target.join(" ")} ${node.html.slice(0, 160)}`))"""
# Contrast is most of axe's work and is decided by colours, size, weight and what lies behind; of the texts that agree
# in all of these one stands for the others. Where a drawing lies behind, every text is looked at.
RUN_AXE: Final = f"""() => {{
  const seen = new Set();
  const styled = each => {{
    const style = getComputedStyle(each);
    return [style.backgroundColor, style.backgroundImage, style.opacity].join();
  }};
  const behind = new Map();
  const ground = each => {{
    if (!each) return "";
    if (!behind.has(each)) behind.set(each, `${{styled(each)}};${{ground(each.parentElement)}}`);
    return behind.get(each);
  }};
  const hasText = each => [...each.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
  const texts = [...document.body.querySelectorAll("*")].filter(each => {{
    if (each.closest("svg")) return each.tagName === "text";
    if (!hasText(each) && !["INPUT", "SELECT", "TEXTAREA"].includes(each.tagName)) return false;
    const style = getComputedStyle(each);
    const look = [each.tagName, style.color, style.fontSize, style.fontWeight, style.visibility, style.display,
      style.position, style.textShadow, ground(each)].join();
    return !seen.has(look) && seen.add(look);
  }});
  texts.forEach(each => each.setAttribute("data-contrast", ""));
  const selector = "[data-contrast], [data-contrast] *";
  axe.configure({{rules: [{{id: "color-contrast", selector}}]}});
  return axe.run(document, {{resultTypes: ["violations"]}}).then({REPORT})
    .finally(() => texts.forEach(each => each.removeAttribute("data-contrast")));
}}"""
# Ids may be referred to from a label, an aria attribute, a picture's <use>, or a link within the page.
STRUCTURE: Final = """() => {
  const all = selector => [...document.querySelectorAll(selector)];
  const ids = all("[id]").map(each => each.id);
  const spaced = name => all(`[${name}]`).flatMap(each => each.getAttribute(name).split(/\\s+/));
  const wanted = [
    ...spaced("for"), ...spaced("aria-labelledby"), ...spaced("aria-describedby"), ...spaced("aria-controls"),
    ...all('a[href^="#"], use[href^="#"]').map(each => each.getAttribute("href").slice(1)),
  ];
  return {
    lang: document.documentElement.lang,
    title: document.title,
    headings: all("h1").map(each => each.textContent.trim()),
    twice: ids.filter((id, at) => ids.indexOf(id) !== at),
    missing: wanted.filter(id => id && !ids.includes(id)),
    unhidden: all("[hidden]").filter(each => getComputedStyle(each).display !== "none").map(each => each.id),
    outside: all("[src], link[href]").map(each => each.src || each.href)
      .filter(address => new URL(address).origin !== location.origin),
  };
}"""
# The widest offender tells more than a number; what scrolls inside its own frame is no offence.
SIDEWAYS: Final = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  return [...document.body.querySelectorAll("*")]
    .filter(each => each.getBoundingClientRect().right > room + 0.5)
    .map(each => `${each.tagName}.${each.getAttribute("class")} to ${Math.round(each.getBoundingClientRect().right)}`)
    .slice(0, 5).concat(`${document.documentElement.scrollWidth} of ${room}`);
}"""


def runs_scripts(page: Page) -> bool:
    """Tell whether scripts run here; without them axe cannot either."""
    found: bool = page.evaluate(RUNS_SCRIPTS)
    return found


def axe_findings(page: Page) -> list[str]:
    """List what axe objects to, one element a line. Pages get it only here: reading it takes longer than most pages."""
    assert runs_scripts(page)
    if not page.evaluate(HAS_AXE):
        page.evaluate(AXE_SCRIPT)
    found: list[str] = page.evaluate(RUN_AXE)
    return found


def structure(page: Page) -> dict[str, Any]:
    """Give the page's language, title, headings, ids and what refers to them."""
    found: dict[str, Any] = page.evaluate(STRUCTURE)
    return found


def sideways(page: Page) -> list[str]:
    """List what sticks out to the right when the page would scroll sideways."""
    found: list[str] = page.evaluate(SIDEWAYS)
    return found


def is_sound(page: Page) -> None:
    """Nothing for axe to object to, where scripts run, and nothing to scroll sideways."""
    if runs_scripts(page):
        assert axe_findings(page) == []
    assert sideways(page) == []

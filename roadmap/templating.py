"""Templates: one strict Jinja environment a language, and addresses of static files that change with their content."""

from __future__ import annotations

import hashlib
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from roadmap.i18n import language
from roadmap.settings import shipped_folder


@cache
def environment(code: str) -> Environment:
    """The templates as readers of one language see them."""
    words = language(code)
    made = Environment(
        loader=FileSystemLoader(shipped_folder("templates")),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        cache_size=-1,
    )
    made.install_gettext_callables(words.gettext, words.ngettext, newstyle=True)  # type: ignore[attr-defined]
    made.globals["asset"] = asset
    return made


def render(template: str, code: str, **context: object) -> str:
    """The text of a template in one language."""
    return environment(code).get_template(template).render(**context)


@cache
def asset(path: str) -> str:
    """The address of a static file, with a mark of its content so that browsers may keep it for good."""
    file = shipped_folder("static") / path
    mark = hashlib.blake2b(file.read_bytes(), digest_size=6).hexdigest() if file.is_file() else "0"
    return f"/static/{path}?v={mark}"


@cache
def build_mark() -> str:
    """A mark of everything that shapes a page besides data: templates and code. Part of every kept page's key."""
    mark = hashlib.blake2b(digest_size=8)
    code = shipped_folder("templates"), shipped_folder("playbooks"), shipped_folder("static"), shipped_folder("roadmap")
    for folder in code:
        for file in sorted(folder.rglob("*")):
            if file.suffix in {".html", ".py", ".po", ".yaml", ".css", ".js"} and file.is_file():
                mark.update(f"{file.relative_to(folder)}:{file.stat().st_mtime_ns}".encode())
    return mark.hexdigest()

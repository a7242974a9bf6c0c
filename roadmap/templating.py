"""Templates: one strict Jinja environment a language, and addresses of static files that change with their content."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from functools import cache
from types import CodeType
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, nodes
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from roadmap.i18n import language
from roadmap.settings import shipped_folder

UNSAFE: Final = re.compile("[&<>\"']")


def escaped(value: object) -> str:
    """A value as it stands in a page. What macros give is escaped already; most texts hold nothing to escape."""
    kind = type(value)
    is_safe = kind is Markup or (kind is str and not UNSAFE.search(value))  # type: ignore[call-overload]
    return value if is_safe else escape(value)  # type: ignore[return-value]


class Quick(Template):
    """A template that escapes by ``escaped``; its code asks its own module for the name."""

    @classmethod
    def from_code(cls, environment: Environment, code: CodeType, *more: Any, **named: Any) -> Template:  # noqa: ANN401
        """Make a template from its compiled code."""
        made = super().from_code(environment, code, *more, **named)
        made.root_render_func.__globals__["escape"] = escaped
        return made


class OneLanguage(Environment):
    """The templates of one language: a text without placeholders is translated once, when its template is compiled.

    A list says the same labels in every row, and looking them up took a third of its page's time.
    """

    gettext: Callable[[str], str]
    template_class = Quick

    def _generate(self, source: nodes.Template, *more: Any, **named: Any) -> str:  # noqa: ANN401 (Jinja's own hook)
        return super()._generate(_Translator(self.gettext).visit(source), *more, **named)


class _Translator(NodeTransformer):
    """Puts the translation in the place of ``_("text")``."""

    def __init__(self, gettext: Callable[[str], str]) -> None:
        self._gettext = gettext

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 (named after the node, as Jinja wants it)
        """Translate a call that has a text and nothing else."""
        called, said = node.node, node.args[0] if len(node.args) == 1 else None
        is_alone = not (node.kwargs or node.dyn_args or node.dyn_kwargs)
        if is_alone and isinstance(called, nodes.Name) and called.name == "_" and isinstance(said, nodes.Const):
            # What Jinja does at every call: our own texts may hold markup, and a percent sign is written twice.
            return nodes.Const(Markup(self._gettext(said.value)) % {}, lineno=node.lineno)  # noqa: S704
        return self.generic_visit(node)

    def visit_Block(self, node: nodes.Block) -> nodes.Node:  # noqa: N802
        """Put a block together before it is passed up: each of its pieces would go through every layout."""
        self.generic_visit(node)
        if node.body:
            whole = nodes.Filter(None, "safe", [], [], None, None)
            node.body = [nodes.FilterBlock(node.body, whole, lineno=node.lineno)]
        return node


@cache
def environment(code: str) -> Environment:
    """The templates as readers of one language see them."""
    words = language(code)
    made = OneLanguage(
        loader=FileSystemLoader(shipped_folder("templates")),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        cache_size=-1,
    )
    made.gettext = words.gettext
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

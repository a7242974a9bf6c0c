"""Templates in one language: what is translated when, and that nothing gets past the escaping."""

from __future__ import annotations

import gettext
from typing import TYPE_CHECKING

import pytest
from jinja2 import DictLoader
from markupsafe import escape

from roadmap.templating import OneLanguage

if TYPE_CHECKING:
    from collections.abc import Callable

FRENCH = {
    "Plan": "Plan & route",
    "Done by %(who)s": "Fait par %(who)s",
    "100%% <b>sure</b>": "sûr à 100 %% <b>déjà</b>",
}


def environment(say: Callable[[str], str]) -> OneLanguage:
    made = OneLanguage(autoescape=True, extensions=["jinja2.ext.i18n"], loader=DictLoader({}))
    made.gettext = say
    made.install_gettext_callables(say, gettext.NullTranslations().ngettext, newstyle=True)  # type: ignore[attr-defined]
    return made


def shown(template: str, **values: object) -> str:
    return environment(lambda text: FRENCH.get(text, text)).from_string(template).render(**values)


def test_a_text_alone_is_translated_when_its_template_is_compiled() -> None:
    asked: list[str] = []

    def say(text: str) -> str:
        asked.append(text)
        return FRENCH.get(text, text)

    template = environment(say).from_string("{% for each in rows %}{{ _('Plan') }} {% endfor %}")
    assert asked == ["Plan"]
    assert template.render(rows=range(3)) == "Plan & route " * 3
    assert asked == ["Plan"]


def test_a_text_with_placeholders_is_translated_when_it_is_said_and_its_values_are_escaped() -> None:
    assert shown("{{ _('Done by %(who)s', who=name) }}", name="<i>") == "Fait par &lt;i&gt;"


def test_a_percent_sign_is_written_twice_and_our_own_texts_may_hold_markup() -> None:
    assert shown("{{ _('100%% <b>sure</b>') }}") == "sûr à 100 % <b>déjà</b>"


def test_translated_texts_pass_through_macros_and_lists_as_they_are() -> None:
    template = (
        "{% macro cell(text) %}<td>{{ text }}</td>{% endmacro %}{% for t in [_('Plan')] %}{{ cell(t) }}{% endfor %}"
    )
    assert shown(template) == "<td>Plan & route</td>"


@pytest.mark.parametrize("value", ["<script>", "a & b", "\"quoted'", "plain", "ž", "", 7, None, 1.5])
def test_every_value_is_escaped_as_jinja_does(value: object) -> None:
    twice = "{{ value }}|{% macro m(x) %}{{ x }}{% endmacro %}{{ m(value) }}"
    assert shown(twice, value=value) == f"{escape(value)}|{escape(value)}"


def test_text_that_only_looks_like_a_string_is_not_trusted() -> None:
    class Sly(str):
        """A string that says it is markup already."""

        __slots__ = ()

    assert shown("{{ value }}", value=Sly("<b>")) == "&lt;b&gt;"

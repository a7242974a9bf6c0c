"""Whether a file has the form that its JSON Schema asks for; every fault in a reader's words, with its line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator

from roadmap.playbook_files.contents import Document, nearest
from roadmap.playbook_files.layout import FileKind
from roadmap.playbook_files.problems import Place, Problem
from roadmap.playbook_files.schemas import EXACT, HINT, schema

KEY_ADVICE = "a key is small letters, digits and single hyphens, such as local-evidence"
QUOTED = 60
NAMES = {
    "string": "a text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a mapping",
    "null": "nothing",
}


def shape_problems(document: Document) -> Iterator[Problem]:
    """Find all that the schema of the file's kind refuses."""
    for error in _validator(document.kind).iter_errors(document.data):
        yield from _explained(document, error)


@cache
def _validator(kind: FileKind) -> Draft202012Validator:
    return Draft202012Validator(schema(kind), format_checker=Draft202012Validator.FORMAT_CHECKER)


def _explained(document: Document, error: Any) -> Iterator[Problem]:  # noqa: ANN401
    place = tuple(error.absolute_path)
    if error.validator == "anyOf" and error.instance is not None:
        # A field that may be left out: what matters is why its first, real form does not fit.
        for inner in error.context or ():
            if inner.relative_schema_path[0] == 0:
                yield from _explained(document, inner)
    elif error.validator == "additionalProperties":
        yield from _unknown(document, place, error)
    elif error.validator == "required":
        yield from _missing(document, place, error)
    else:
        wrong, right = EXPLAIN.get(str(error.validator), _other)(error)
        yield document.problem(place, wrong, right)


def _unknown(document: Document, place: Place, error: Any) -> Iterator[Problem]:  # noqa: ANN401
    known = error.schema["properties"]
    for name in error.instance:
        if name not in known:
            right = nearest(name, [each for each in known if each not in error.instance] or known)
            yield document.problem((*place, name), f"{_short(name)} is not a field of this", right)


def _missing(document: Document, place: Place, error: Any) -> Iterator[Problem]:  # noqa: ANN401
    for name in error.validator_value:
        if name not in error.instance:
            right = error.schema.get(HINT) or f"add {name}: {_wanted(error.schema['properties'][name])}"
            yield document.problem(place, f"{name!r} is missing", right)


def _type(error: Any) -> tuple[str, str]:  # noqa: ANN401
    wanted = error.validator_value if isinstance(error.validator_value, list) else [error.validator_value]
    wrong = (
        "nothing is written here" if error.instance is None else f"{_short(error.instance)} is {_kind(error.instance)}"
    )
    scalar = isinstance(error.instance, bool | int | Decimal)
    if wanted == ["string"] and scalar:
        return wrong, "a text that looks like something else stands in double quotes"
    return wrong, f"write {NAMES[wanted[0]]} here"


def _enum(error: Any) -> tuple[str, str]:  # noqa: ANN401
    return f"{_short(error.instance)} is not one of the choices", nearest(str(error.instance), error.validator_value)


def _pattern(error: Any) -> tuple[str, str]:  # noqa: ANN401
    short = _short(error.instance)
    if error.validator_value == EXACT:
        return f"{short} is not a number", "write a plain number such as 43000 or 2.5, without spaces, commas or units"
    if "a-z0-9" in error.validator_value and "/" not in error.validator_value:
        return f"{short} is not a key", KEY_ADVICE
    return f"{short} has not the form it needs", FORMS.get(
        error.validator_value, f"it has to match {error.validator_value}"
    )


FORMS = {
    "^[A-Z]{3}$": "a currency is its three-letter code of ISO 4217, such as EUR",
    "^([A-Z]{3})?$": "a currency is its three-letter code of ISO 4217, such as EUR",
    "^[A-Z]{2}$": "a country is its two-letter code of ISO 3166, such as HR",
    r"^\d+\.\d+$": 'a version is two numbers and a point between in quotes, such as "1.0"',
    "^[a-z0-9-]+/[a-z0-9-]+$": "a milestone of a route is route/milestone, such as pilot/steering-group",
}


def _format(error: Any) -> tuple[str, str]:  # noqa: ANN401
    right = "a date is year-month-day, such as 2026-11-22, and a day that the calendar has"
    return f"{_short(error.instance)} is not a date", right


def _length(error: Any) -> tuple[str, str]:  # noqa: ANN401
    advice = error.schema.get(HINT)
    if not error.instance:
        return "this is empty", advice or "write it, or leave the field out if it may be left out"
    return f"this is {len(error.instance)} characters long", f"at most {error.validator_value} are taken"


def _least(error: Any) -> tuple[str, str]:  # noqa: ANN401
    return f"{error.instance} is too low", f"it is {error.validator_value} or more"


def _most(error: Any) -> tuple[str, str]:  # noqa: ANN401
    return f"{error.instance} is too high", f"it is {error.validator_value} or less"


def _other(error: Any) -> tuple[str, str]:  # noqa: ANN401
    return error.message[:QUOTED], "`roadmap playbook schema` says what it should be"


EXPLAIN: dict[str, Callable[[Any], tuple[str, str]]] = {
    "type": _type,
    "enum": _enum,
    "pattern": _pattern,
    "format": _format,
    "minLength": _length,
    "maxLength": _length,
    "minItems": _length,
    "minimum": _least,
    "maximum": _most,
}


def _wanted(part: dict[str, Any]) -> str:
    """Say in a few words what a field takes."""
    if "anyOf" in part:
        return _wanted(part["anyOf"][0])
    if "enum" in part:
        return f"one of {', '.join(map(str, part['enum']))}"
    if part.get("format") == "date":
        return "a date such as 2026-11-22"
    if "$ref" in part:
        return "a mapping"
    kind = part.get("type", "string")
    return NAMES[kind if isinstance(kind, str) else kind[0]]


def _kind(value: object) -> str:
    for kind, name in ((bool, "boolean"), (int, "integer"), (Decimal, "number"), (str, "string"), (list, "array")):
        if isinstance(value, kind):
            return NAMES[name]
    return NAMES["object"]


def _short(value: object) -> str:
    if isinstance(value, list | dict):
        return "this"
    text = str(value).lower() if isinstance(value, bool) else repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= QUOTED else f"{text[:QUOTED]}…"

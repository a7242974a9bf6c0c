"""The JSON Schema of each kind of file, made from the domain's types, so that the format is said once."""

from __future__ import annotations

import dataclasses
import inspect
import json
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import msgspec

from roadmap.domain.provenance import Provenance, ProvenanceKind
from roadmap.playbook_files.layout import KINDS, FileKind

DIALECT = "https://json-schema.org/draft/2020-12/schema"
EXACT = r"^[-+]?[0-9]{1,18}(\.[0-9]{1,18})?$"
HINT = "$comment"
"""The keyword under which a rule says what would be right; editors pass over it."""


def schemas() -> dict[str, dict[str, Any]]:
    """Make the schema of every kind of file, by the kind's name."""
    return {kind.name: schema(kind) for kind in KINDS}


def schema_text(name: str) -> str:
    """Write the schema of one kind as its file holds it."""
    return json.dumps(schemas()[name], indent=2, ensure_ascii=False) + "\n"


def write_schemas(folder: Path) -> list[Path]:
    """Write one file a kind and name those that changed."""
    folder.mkdir(parents=True, exist_ok=True)
    changed = []
    for name in schemas():
        file, text = folder / f"{name}.json", schema_text(name)
        if not file.is_file() or file.read_text(encoding="utf-8") != text:
            file.write_text(text, encoding="utf-8")
            changed.append(file)
    return changed


@cache
def schema(kind: FileKind) -> dict[str, Any]:
    """Make the schema of a kind of file."""
    (top,), parts = msgspec.json.schema_components([kind.format])
    types = {each.__name__: each for each in _dataclasses(kind.item)}
    described = {name: _part(part, types[name]) for name, part in parts.items()}
    place = f"{kind.folder}/<key>.yaml" if kind.folder else f"{kind.name}.yaml"
    title = f"{place} of a playbook"
    return {"$schema": DIALECT, "title": title, **top, "$defs": described}


def _part(part: dict[str, Any], kind: type) -> dict[str, Any]:
    """Make a type's schema strict, and exact where msgspec's is general."""
    hints = get_type_hints(kind, include_extras=True)
    properties = {name: _field(made, hints[name]) for name, made in part["properties"].items()}
    if "currency" in properties:
        is_optional = "default" in properties["currency"]
        properties["currency"] |= {"pattern": "^([A-Z]{3})?$" if is_optional else "^[A-Z]{3}$"}
    made = {
        "title": part["title"],
        "description": inspect.cleandoc(kind.__doc__ or "").replace("``", "`"),
        "type": "object",
        "properties": properties,
        "required": part.get("required", []),
        "additionalProperties": False,
    }
    return {**made, "allOf": _provenance_rules()} if kind is Provenance else made


def _field(made: dict[str, Any], hint: Any) -> dict[str, Any]:  # noqa: ANN401 (a type expression)
    if get_origin(hint) is dict:
        names = get_args(get_args(hint)[0])
        whole = {"type": "integer", "minimum": 0, "maximum": 1_000_000}
        return {"type": "object", "propertyNames": {"enum": list(names)}, "additionalProperties": whole}
    return {key: _exact(value) for key, value in made.items()} if "anyOf" in made else _exact(made)


def _exact(made: Any) -> Any:  # noqa: ANN401 (a part of a schema)
    """Let exact decimals be written as plain numbers, which is how a person writes them."""
    if isinstance(made, list):
        return [_exact(each) for each in made]
    if isinstance(made, dict) and made.get("format") == "decimal":
        rest = {key: value for key, value in made.items() if key not in {"type", "format"}}
        return {"type": ["number", "string"], "pattern": EXACT, **rest}
    return made


def _provenance_rules() -> list[dict[str, Any]]:
    """Say per kind what a complete provenance has, as ``Provenance.missing`` does."""
    rules = []
    for kind in get_args(ProvenanceKind):
        needed = Provenance(kind=kind).missing
        hint = f"a basis that is {kind} needs {' and '.join(needed)}"
        rules.append(
            {
                "if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]},
                "then": {
                    HINT: hint,
                    "properties": {
                        name: {HINT: hint, "minItems" if name == "citations" else "minLength": 1} for name in needed
                    },
                    "required": list(needed),
                },
            }
        )
    return rules


def _dataclasses(kind: Any) -> set[type]:  # noqa: ANN401 (a type expression)
    """Find the dataclasses that a type is made of."""
    if not dataclasses.is_dataclass(kind):
        return {found for part in get_args(kind) for found in _dataclasses(part)}
    inner = (found for hint in get_type_hints(kind, include_extras=True).values() for found in _dataclasses(hint))
    return {kind, *inner}  # type: ignore[arg-type]

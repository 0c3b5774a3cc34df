"""The OpenAPI page: every route with its parameters, as HTML that needs nothing from elsewhere, and no script."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import escape
from typing import Any
from urllib.parse import urlencode

_STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem; }
code, pre { font-family: ui-monospace, monospace; font-size: .9em; overflow-wrap: anywhere; }
section { border-top: 1px solid #8886; padding: .5rem 0; }
.scroll { overflow-x: auto; } .name { white-space: nowrap; }
h3 { font-size: 1rem; margin: .8rem 0 .2rem; } ul { margin: .2rem 0; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .2rem .6rem .2rem 0; border-bottom: 1px solid #8886; }
"""


_SHOWN = 3
"""Parameters of an example."""


def page(schema: dict[str, Any]) -> str:
    """The page of an OpenAPI schema."""
    info, shapes = schema["info"], schema.get("components", {}).get("schemas", {})
    title = escape(info["title"])
    body = "".join(
        _route(path, verb, told, shapes)
        for path, verbs in schema["paths"].items()
        for verb, told in verbs.items()
    )
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{title}: routes</title><style>{_STYLE}</style></head><body><main><h1>{title}: routes for programs</h1>"
        f'<p>{_prose(info.get("description", ""))}</p><p>The same for programs: <a href="openapi.json">openapi.json</a>.</p>'
        f"{body}</main></body></html>"
    )


def _route(path: str, verb: str, told: dict[str, Any], shapes: dict[str, Any]) -> str:
    rows = "".join(_rows(told, shapes))
    head = "<thead><tr><th scope=col>parameter<th scope=col>takes<th scope=col>is</tr></thead>"
    table = f"<div class=scroll><table>{head}<tbody>{rows}</tbody></table></div>" if rows else ""
    refusals = "".join(
        f"<li><code>{escape(code)}</code> {_prose(said.get('description', ''))}</li>"
        for code, said in told["responses"].items()
        if code != "200"
    )
    return (
        f"<section><h2><code>{verb.upper()} {escape(path)}</code></h2><p><strong>{escape(told.get('summary', ''))}.</strong> "
        f"{_prose(told.get('description', ''))}</p>{_example(path, verb, told)}{table}{_answer(told, shapes)}"
        + (f"<h3>Refusals</h3><ul>{refusals}</ul>" if refusals else "")
        + "</section>"
    )


def _example(path: str, verb: str, told: dict[str, Any]) -> str:
    """A question of this route to click on, of the first parameters that have examples, those needed first."""
    if verb != "get" or "{" in path:
        return ""
    given = [
        (not one.get("required"), one["name"], _first(one["schema"])) for one in told.get("parameters", [])
    ]
    pairs = [(name, value) for _, name, value in sorted(given, key=lambda one: one[0]) if value is not None][
        :_SHOWN
    ]
    asked = f"{path}?{urlencode(pairs)}" if pairs else path
    return f'<p>Example: <a href="{escape(asked.removeprefix("/api/"))}"><code>{escape(asked)}</code></a></p>'


def _answer(told: dict[str, Any], shapes: dict[str, Any]) -> str:
    """What the answer holds, field by field."""
    content = told["responses"]["200"].get("content", {})
    shape = _meant(content.get("application/json", {}).get("schema", {}), shapes)
    if not shape.get("properties"):
        return f"<h3>Answer</h3><p>{_prose(told['responses']['200'].get('description', ''))}</p>"
    fields = "".join(
        f"<li><code>{escape(name)}</code>"
        + (f": {_prose(one['description'])}" if "description" in one else "")
        + "</li>"
        for name, one in shape["properties"].items()
    )
    return f"<h3>Answer</h3><ul>{fields}</ul>"


def _meant(schema: dict[str, Any], shapes: dict[str, Any]) -> dict[str, Any]:
    """The schema that a reference stands for."""
    found: dict[str, Any] = shapes.get(schema.get("$ref", "").rpartition("/")[2], schema)
    return found


def _first(schema: dict[str, Any]) -> str | None:
    """The example of a schema, of a list its first value."""
    example = next(iter(schema.get("examples", [])), None)
    if isinstance(example, list):
        example = next(iter(example), None)
    return None if example is None else str(example)


def _prose(text: str) -> str:
    """Text as HTML; what stands in backticks is code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text))


def _rows(told: dict[str, Any], shapes: dict[str, Any]) -> Iterator[str]:
    for one in told.get("parameters", []):
        yield _row(one["name"], one["schema"], one.get("description", ""), one.get("required", False))
    body = told.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    shape = _meant(body, shapes)
    for name, schema in shape.get("properties", {}).items():
        needed = name in shape.get("required", [])
        yield _row(f"{name} (in the body)", schema, schema.get("description", ""), needed)


def _row(name: str, schema: dict[str, Any], said: str, needed: bool) -> str:
    example = _first(schema)
    told = f" Example: <code>{escape(example)}</code>" if example else ""
    shown = f"<code>{escape(name)}</code>{', needed' if needed else ''}"
    return f"<tr><td class=name>{shown}<td>{escape(_takes(schema))}<td>{_prose(said)}{told}</tr>"


def _takes(schema: dict[str, Any]) -> str:
    """A schema in few words: its type, words or bounds, and default."""
    if "anyOf" in schema:
        inner = " or ".join(_takes(part) for part in schema["anyOf"] if part.get("type") != "null")
    elif schema.get("type") == "array":
        inner = f"{_takes(schema['items'])}, again for more"
    elif "enum" in schema:
        inner = ", ".join(map(str, schema["enum"]))
    else:
        bounds = [
            f"{sign} {schema[name]}"
            for name, sign in (
                ("minimum", "≥"),
                ("exclusiveMinimum", ">"),
                ("maximum", "≤"),
                ("maxLength", "characters ≤"),
            )
            if name in schema
        ]
        kind = (
            "day"
            if schema.get("format") == "date"
            else {"string": "text", "integer": "whole number"}.get(
                schema.get("type", ""), schema.get("type", "")
            )
        )
        inner = " ".join([kind, *bounds])
    default = schema.get("default")
    return inner + (f"; default {json.dumps(default)}" if default not in (None, [], "") else "")

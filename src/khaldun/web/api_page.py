"""The OpenAPI page: every route with its parameters, as HTML that needs nothing from elsewhere, and no script."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from typing import Any

_STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem; }
code, pre { font-family: ui-monospace, monospace; font-size: .9em; overflow-wrap: anywhere; }
section { border-top: 1px solid; padding: .5rem 0; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .2rem .6rem .2rem 0; border-bottom: 1px solid #8886; }
"""


def page(schema: dict[str, Any]) -> str:
    """The page of an OpenAPI schema."""
    info = schema["info"]
    title = escape(info["title"])
    body = "".join(
        _route(path, verb, told) for path, verbs in schema["paths"].items() for verb, told in verbs.items()
    )
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{title}</title><style>{_STYLE}</style></head><body><h1>{title}</h1>"
        f'<p>{escape(info.get("description", ""))}</p><p>The same for programs: <a href="openapi.json">openapi.json</a>.</p>'
        f"{body}</body></html>"
    )


def _route(path: str, verb: str, told: dict[str, Any]) -> str:
    rows = "".join(_rows(told))
    table = (
        f"<table><tr><th scope=col>parameter<th scope=col>takes<th scope=col>is</tr>{rows}</table>"
        if rows
        else ""
    )
    answers = "".join(
        f"<li><code>{escape(code)}</code> {escape(said.get('description', ''))}</li>"
        for code, said in told["responses"].items()
    )
    return (
        f"<section><h2><code>{verb.upper()} {escape(path)}</code></h2><p><strong>{escape(told.get('summary', ''))}.</strong> "
        f"{escape(told.get('description', ''))}</p>{table}<p>Answers:</p><ul>{answers}</ul></section>"
    )


def _rows(told: dict[str, Any]) -> Iterator[str]:
    for one in told.get("parameters", []):
        yield _row(one["name"], one["schema"], one.get("description", ""), one.get("required", False))
    body = told.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    for name, schema in body.get("properties", {}).items():
        yield _row(
            f"{name} (in the body)", schema, schema.get("description", ""), name in body.get("required", [])
        )


def _row(name: str, schema: dict[str, Any], said: str, needed: bool) -> str:
    shown = f"{escape(name)}</code>{', needed' if needed else ''}"
    example = next(iter(schema.get("examples", [])), None)
    told = (
        f" Example: <code>{escape(example if isinstance(example, str) else json.dumps(example))}</code>."
        if example
        else ""
    )
    return f"<tr><td><code>{shown}<td>{escape(_takes(schema))}<td>{escape(said)}{told}</tr>"


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

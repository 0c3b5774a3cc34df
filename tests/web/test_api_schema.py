"""The REST routes against their own OpenAPI schema: whatever is asked, they keep to it and never break."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from khaldun.web.api import create_api

if TYPE_CHECKING:
    from khaldun.coder import Coder

TOKEN = {"Authorization": "Bearer secret"}
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    unsupported_method,
]


@pytest.mark.slow
def test_no_question_breaks_a_route(example_store: Path, coder: Coder) -> None:
    app = create_api(example_store, lambda: coder.code_article, token="secret")
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", app, headers=TOKEN)
    asked: list[str] = []
    for found in schema.get_all_operations():
        operation = found.ok()
        asked.append(operation.label)

        @settings(max_examples=15, deadline=None, derandomize=True, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))  # fmt: skip
        @given(case=operation.as_strategy())
        def ask(case: schemathesis.Case) -> None:
            case.call_and_validate(checks=CHECKS, headers=TOKEN)

        ask()
    assert "POST /api/code" in asked
    assert len(asked) == 11

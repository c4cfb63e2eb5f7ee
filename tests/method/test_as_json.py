"""A variant is kept whole: written as JSON and read back."""

import json

import pytest
from hypothesis import given, settings

from core.method.as_json import from_json, to_json
from core.method.standard import standard
from core.method.variant import MethodVariant
from tests.method.variants import variants


@settings(max_examples=30, deadline=None)
@given(variants())
def test_what_is_written_is_read_back(method: MethodVariant) -> None:
    written = json.loads(json.dumps(to_json(method)))
    assert from_json(written) == method
    assert to_json(from_json(written)) == written


def test_what_was_written_before_a_field_was_there_reads_on() -> None:
    written = to_json(standard())
    for later in ("summary", "refusals", "phase_demands", "ages"):
        del written[later]
    assert from_json(written) == standard()
    assert written["name"] == "Buurtgezinnen standaard"


def test_what_is_not_a_variant_is_refused() -> None:
    with pytest.raises((TypeError, ValueError)):
        from_json({"key": "half"})

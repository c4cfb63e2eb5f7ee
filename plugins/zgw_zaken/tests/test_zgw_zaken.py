"""The elfproef of a RSIN."""

import pytest

from plugins.zgw_zaken.options import is_rsin


@pytest.mark.parametrize(("text", "good"), [
    ("123456782", True), ("123456789", False), ("000000000", False), ("12345678", False),
    ("12345678a", False), ("", False),
])  # fmt: skip
def test_nine_digits_that_divide_by_eleven(text: str, good: bool) -> None:
    assert is_rsin(text) is good
